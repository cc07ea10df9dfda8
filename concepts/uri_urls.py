"""Addresses that are URIs: they stand outside of the languages, and work in them."""

from django.urls import path

from concepts import uri_views

urlpatterns = [
    path("concepts/uri/", uri_views.by_uri, name="concept_by_uri"),
    path("concepts/uri/<slug:slug>/", uri_views.own_uri, name="vocabulary_uri"),
    path(
        "concepts/uri/<slug:slug>/<path:local>", uri_views.own_uri, name="concept_uri"
    ),
]
