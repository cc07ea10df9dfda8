from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events import leaving, signals
        from events import panels as events_panels
        from events.desk import EventDesk
        from events.models import Event, EventIndexPage, EventPage
        from events.notices import KINDS
        from events.organiser_notices import KINDS as ORGANISER_KINDS
        from events.publishing import apply_event_page, extend_series
        from events.questions import remove_old_answers
        from events.reminders import remind
        from events.search_kinds import EventKindOfSearch, mark_events_of
        from events.services import fill_free_seats
        from network_site.base.navigation import index_page_url
        from network_site.base.registries import (
            Belonging,
            NavItem,
            Panel,
            SpaceAction,
            SpaceCount,
            SpaceTab,
            belongings,
            content_desks,
            content_publishers,
            dirty_handlers,
            nav_items,
            notification_kinds,
            panels,
            search_kinds,
            space_actions,
            space_counts,
            space_tabs,
            sweepers,
        )

        signals.connect()
        belongings.register(
            "seats",
            Belonging(_("Coming events"), leaving.held, leaving.hand_over),
        )
        content_publishers.register(EventPage._meta.label, apply_event_page)
        desk = EventDesk()
        content_desks.register(EventPage._meta.label, desk)
        for kind in (*KINDS, *ORGANISER_KINDS):
            notification_kinds.register(kind.key, kind)
        search_kinds.register("event", EventKindOfSearch())
        dirty_handlers.register("events of spaces and people", mark_events_of)
        sweepers.register("reminders", remind)
        sweepers.register("seats", fill_free_seats)
        sweepers.register("answers", remove_old_answers)
        sweepers.register("series", extend_series)
        space_tabs.register(
            "events",
            SpaceTab(_("Events"), "events/tab_events.html", events_panels.events_tab),
        )
        panels.register(
            "space.events",
            Panel("events/panel_space.html", events_panels.of_space, 10, "side"),
        )
        panels.register(
            "project.events",
            Panel("events/panel_project.html", events_panels.of_project, 60),
        )
        for slot, order in (("front", 10), ("me", 10)):
            panels.register(
                f"{slot}.events",
                Panel(
                    "events/panel_mine.html",
                    events_panels.my_events,
                    order,
                    "side" if slot == "front" else "main",
                ),
            )
        space_counts.register(
            "events",
            SpaceCount(
                Event.objects.by_audience,
                events_panels.events_words,
            ),
        )
        space_actions.register(
            "events.new",
            SpaceAction(
                label=_("New event"),
                icon="calendar",
                url=lambda user, page: desk.url_of_new(page.space),
                order=20,
            ),
        )
        nav_items.register(
            "events",
            NavItem(
                label=_("Events"),
                icon="calendar",
                url=lambda language: index_page_url(EventIndexPage, language),
                order=30,
            ),
        )
