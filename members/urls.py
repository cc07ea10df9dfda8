from django.urls import path

from members import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/edit/", views.edit_profile, name="edit_profile"),
    path("me/tokens/", views.tokens, name="tokens"),
    path("me/tokens/<int:pk>/revoke/", views.revoke, name="revoke_token"),
    path("people/", views.directory, name="directory"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/close/", views.close, name="close_account"),
    path("organisations/", views.organisations, name="organisations"),
    path(
        "organisations/<int:pk>/merge/",
        views.merge_organisations,
        name="merge_organisations",
    ),
]
