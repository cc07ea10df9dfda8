from django.urls import path

from groups import document_views, governing_views, views, writing_views

urlpatterns = [
    path("spaces/<int:pk>/join/", views.join, name="join_space"),
    path("spaces/<int:pk>/leave/", views.leave, name="leave_space"),
    path("spaces/<int:pk>/policy/", governing_views.policy, name="space_policy"),
    path("spaces/<int:pk>/end/", governing_views.end, name="end_space"),
    path("spaces/<int:pk>/reopen/", governing_views.reopen, name="reopen_space"),
    path("spaces/<int:pk>/drafts/", writing_views.drafts, name="space_drafts"),
    path(
        "spaces/<int:pk>/documents/add/",
        document_views.add_documents,
        name="add_documents",
    ),
    path(
        "spaces/<int:pk>/documents/<int:document_pk>/edit/",
        document_views.edit_document,
        name="edit_document",
    ),
    path(
        "spaces/<int:pk>/documents/<int:document_pk>/delete/",
        document_views.delete,
        name="delete_document",
    ),
    path("drafts/", writing_views.drafts, name="network_drafts"),
    path("kept/", writing_views.keep_typed, name="keep_typed"),
    path("content/<int:pk>/preview/", writing_views.preview, name="preview_content"),
    path("content/<int:pk>/undo/", writing_views.undo, name="undo_content"),
    path("content/<int:pk>/take-off/", writing_views.take_off, name="take_off_content"),
    path("content/<int:pk>/delete/", writing_views.delete, name="delete_content"),
]
