from django.urls import path

from events import views

urlpatterns = [
    path("events/new/", views.new_event, name="new_network_event"),
    path("events/<int:pk>/edit/", views.edit_event, name="edit_event"),
    path("spaces/<int:pk>/events/new/", views.new_event, name="new_space_event"),
    path("events/<int:pk>/register/", views.register, name="register"),
    path("events/<int:pk>/cancel/", views.cancel, name="cancel_registration"),
    path("events/<int:pk>/call-off/", views.call_off, name="call_off_event"),
    path("events/<int:pk>/event.ics", views.ics, name="event_ics"),
]
