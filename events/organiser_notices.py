"""What the organiser causes to be told, as kinds of the ledger."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, EventMessage, Invitee, Registration
from events.notices import NewEventNotice, SeatNotice, still_permitted
from network_site.base.families import attach_pages
from network_site.base.languages import here, reader_language
from network_site.base.registries import NotificationKind, RenderedMail
from notifications.mail import render_mail

REMOVED = "registration_removed"
MESSAGE = "event_message"
INVITED = "event_invitation"


class MessageNotice(NotificationKind):
    """What the organiser writes to those who come; its subject id is the message's."""

    key = MESSAGE
    label = gettext_lazy("Message from the organiser")
    icon = "mail"
    transactional = True

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        """Return the messages about events for which the reader is registered still."""
        held = Registration.objects.held().told_to(user, email)
        found = list(
            EventMessage.objects.filter(
                pk__in=[int(pk) for pk in subject_ids], event__in=held.values("event")
            ).select_related("event__series", "event__space", "sender")
        )
        shown = still_permitted(found, user)
        attach_pages(
            [message.event.series for message in shown],
            reader_language(),
            Event.objects.all().default_page_model(),
        )
        return {str(message.pk): message for message in shown}

    def render(
        self, subject: EventMessage, user: Any | None, payload: dict
    ) -> RenderedMail:
        return render_mail(
            "events/mail/message",
            {"message": subject, "event": subject.event, "user": user},
            subject=f"{subject.event.title}: {subject.subject}",
        )

    def inbox_line(self, subject: EventMessage, payload: dict) -> tuple[str, str]:
        return f"{subject.event.title}: {subject.subject}", here(subject.event.url)


class InvitationNotice(NewEventNotice):
    """Asks somebody to come to an event; its subject id is the event's."""

    key = INVITED
    label = gettext_lazy("Invitation to an event")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        """Return the events that the reader sees and is invited to still."""
        seen = super().visible(subject_ids, user, email)
        invited = Invitee.objects.filter(user=user) if user else Invitee.objects.none()
        series = set(invited.values_list("series", flat=True))
        return {pk: event for pk, event in seen.items() if event.series_id in series}

    def render(self, subject: Event, user: Any | None, payload: dict) -> RenderedMail:
        return render_mail(
            "events/mail/invited",
            {"event": subject, "page": subject.page, "user": user},
            subject=_("You are invited: %(event)s") % {"event": subject.title},
        )


KINDS: tuple[NotificationKind, ...] = (
    SeatNotice(
        REMOVED,
        label=gettext_lazy("Registration cancelled"),
        title=gettext_lazy("Your registration is cancelled: %(event)s"),
        about=gettext_lazy("The organiser has cancelled your registration."),
        states=("cancelled",),
    ),
    MessageNotice(),
    InvitationNotice(),
)
