from django.urls import path

from groups import views, writing_views

urlpatterns = [
    path("spaces/<int:pk>/join/", views.join, name="join_space"),
    path("spaces/<int:pk>/leave/", views.leave, name="leave_space"),
    path("spaces/<int:pk>/drafts/", writing_views.drafts, name="space_drafts"),
    path("drafts/", writing_views.drafts, name="network_drafts"),
    path("kept/", writing_views.keep_typed, name="keep_typed"),
    path("content/<int:pk>/preview/", writing_views.preview, name="preview_content"),
    path("content/<int:pk>/undo/", writing_views.undo, name="undo_content"),
    path("content/<int:pk>/take-off/", writing_views.take_off, name="take_off_content"),
    path("content/<int:pk>/delete/", writing_views.delete, name="delete_content"),
]
