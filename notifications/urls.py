from django.urls import path

from notifications import ledger_views, views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="read_inbox"),
    path("inbox/<int:pk>/", views.open_line, name="open_notice"),
    path("inbox/<int:pk>/read/", views.read_one, name="read_notice"),
    path("me/notifications/", views.preferences, name="preferences"),
    path("me/notifications/try-again/", views.try_mail_again, name="try_mail_again"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("ledger/", ledger_views.ledger, name="ledger"),
    path("ledger/<int:pk>/", ledger_views.notice, name="ledger_notice"),
]
