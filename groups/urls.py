from django.urls import path

from groups import (
    document_views,
    governing_views,
    guest_views,
    invitation_views,
    member_views,
    request_views,
    views,
    writing_views,
)

urlpatterns = [
    path("spaces/<int:pk>/join/", views.join, name="join_space"),
    path("spaces/<int:pk>/leave/", views.leave, name="leave_space"),
    path("spaces/<int:pk>/ask/", request_views.ask, name="ask_to_join"),
    path("spaces/<int:pk>/withdraw/", request_views.withdraw, name="withdraw_request"),
    path("spaces/<int:pk>/requests/", request_views.requests, name="join_requests"),
    path("spaces/<int:pk>/members/add/", member_views.add, name="add_member"),
    path(
        "spaces/<int:pk>/members/departments/",
        member_views.by_department,
        name="add_by_department",
    ),
    path(
        "spaces/<int:pk>/members/<int:user_pk>/",
        member_views.edit,
        name="edit_member",
    ),
    path(
        "spaces/<int:pk>/members/<int:user_pk>/end/",
        member_views.end,
        name="end_member",
    ),
    path("spaces/<int:pk>/hand-over/", member_views.hand_over, name="hand_over"),
    path("spaces/<int:pk>/history/", member_views.history, name="space_history"),
    path(
        "spaces/<int:pk>/invitations/",
        invitation_views.invitations,
        name="invitations",
    ),
    path(
        "spaces/<int:pk>/invitations/<int:invitation>/",
        invitation_views.invitation_change,
        name="change_invitation",
    ),
    path("spaces/<int:pk>/guests/", guest_views.space_guests, name="space_guests"),
    path("guests/", guest_views.guests, name="guests"),
    path("guests/<int:pk>/extend/", guest_views.extend_guest, name="extend_guest"),
    path("guests/<int:pk>/end/", guest_views.end_guest, name="end_guest"),
    path("invitations/", invitation_views.my_invitations, name="my_invitations"),
    path(
        "invitations/<int:pk>/answer/",
        invitation_views.answer_invitation,
        name="answer_invitation",
    ),
    path("invitations/<str:token>/", invitation_views.invitation, name="invitation"),
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
