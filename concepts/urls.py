from django.urls import path

from concepts import cards, views

urlpatterns = [
    path("concepts/", views.index, name="concept_index"),
    path("concepts/uri/", views.by_uri, name="concept_by_uri"),
    path("concepts/uri/<slug:slug>/<path:local>", views.own_uri, name="concept_uri"),
    path("concepts/tree/<slug:slug>/", views.tree, name="concept_tree"),
    path("concepts/tree/<slug:slug>/<int:pk>/", views.branch, name="concept_branch"),
    path("concepts/<slug:slug>/", views.vocabulary, name="vocabulary"),
    path("concepts/<slug:slug>/<int:pk>/card/", cards.card, name="concept_card"),
    path("concepts/<slug:slug>/<int:pk>/", views.concept, name="concept"),
]
