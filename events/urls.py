from django.urls import path

from events import asking_views, desk_views, feed_views, seat_views, series_views, views

urlpatterns = [
    path("events/new/", views.new_event, name="new_network_event"),
    path("events/<int:pk>/edit/", views.edit_event, name="edit_event"),
    path("spaces/<int:pk>/events/new/", views.new_event, name="new_space_event"),
    path("events/<int:pk>/register/", seat_views.register, name="register"),
    path("events/<int:pk>/cancel/", seat_views.cancel, name="cancel_registration"),
    path("events/<int:pk>/answers/", seat_views.answers, name="my_answers"),
    path("events/<int:pk>/call-off/", views.call_off, name="call_off_event"),
    path("events/<int:pk>/move/", series_views.move, name="move_event"),
    path("events/<int:pk>/event.ics", views.ics, name="event_ics"),
    path("events/<int:pk>/series.ics", series_views.series_ics, name="series_ics"),
    path("calendar/feeds/", feed_views.feeds, name="calendar_feeds"),
    path("calendar/feeds/<int:pk>/end/", feed_views.end, name="end_calendar_feed"),
    path("calendar/feed.ics", feed_views.feed, name="calendar_feed"),
    path(
        "events/<int:pk>/participants/",
        desk_views.participants,
        name="event_participants",
    ),
    path("events/<int:pk>/participants/add/", desk_views.add, name="add_participant"),
    path(
        "events/<int:pk>/participants/export/",
        desk_views.export_file,
        name="export_participants",
    ),
    path("events/<int:pk>/attendance/", desk_views.attendance, name="event_attendance"),
    path("events/<int:pk>/message/", desk_views.write, name="event_message"),
    path("events/<int:pk>/questions/", asking_views.questions, name="event_questions"),
    path(
        "events/<int:pk>/questions/new/",
        asking_views.edit_question,
        name="new_question",
    ),
    path(
        "events/<int:pk>/questions/<int:question_pk>/",
        asking_views.edit_question,
        name="edit_question",
    ),
    path("events/<int:pk>/invited/", asking_views.invitees, name="event_invitees"),
    path("events/<int:pk>/materials/", asking_views.materials, name="event_materials"),
]
