from django.urls import path

from events import feed_views, series_views, views

urlpatterns = [
    path("events/new/", views.new_event, name="new_network_event"),
    path("events/<int:pk>/edit/", views.edit_event, name="edit_event"),
    path("spaces/<int:pk>/events/new/", views.new_event, name="new_space_event"),
    path("events/<int:pk>/register/", views.register, name="register"),
    path("events/<int:pk>/cancel/", views.cancel, name="cancel_registration"),
    path("events/<int:pk>/call-off/", views.call_off, name="call_off_event"),
    path("events/<int:pk>/move/", series_views.move, name="move_event"),
    path("events/<int:pk>/event.ics", views.ics, name="event_ics"),
    path("events/<int:pk>/series.ics", series_views.series_ics, name="series_ics"),
    path("calendar/feeds/", feed_views.feeds, name="calendar_feeds"),
    path("calendar/feeds/<int:pk>/end/", feed_views.end, name="end_calendar_feed"),
    path("calendar/feed.ics", feed_views.feed, name="calendar_feed"),
]
