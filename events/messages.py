"""The organiser writes to those who come, and invites people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.models import Event, EventMessage, Invitee, Registration
from events.organiser_notices import INVITED, MESSAGE
from events.rights import require_organiser
from groups.inviting import named
from members import audit
from members.models import User
from notifications.services import notify

MOST_LINES = 500


def written_to(event: Event, states: Iterable[str]) -> QuerySet[Registration]:
    """Return those to whom a message to some states goes."""
    return (
        Registration.objects.held()
        .filter(event=event, state__in=list(states))
        .select_related("user")
    )


@transaction.atomic
def write_to_participants(
    *,
    event: Event,
    states: list[str],
    subject: str,
    text: str,
    token: UUID,
    acting_user: User,
) -> EventMessage:
    """Send a message to participants, each of them once.

    Args:
        states: to whom, as states of registrations.
        token: of the form, so that sending it twice sends one message.

    Raises:
        PermissionDenied: the acting user does not organise the event.
        ValidationError: nobody is in these states.
    """
    require_organiser(acting_user, event)
    rows = list(written_to(event, states))
    if not rows:
        raise ValidationError(_("Nobody is there to get the message."))
    message, made = EventMessage.objects.get_or_create(
        token=token,
        defaults={
            "event": event,
            "sender": acting_user,
            "subject": subject,
            "text": text,
            "states": states,
            "sent_to": len(rows),
        },
    )
    if made:
        _put_in_ledger(message, rows)
        audit.record(
            acting_user=acting_user,
            action="event.message_sent",
            subject=f"event:{event.pk}",
            after={"message": message.pk, "states": states, "people": len(rows)},
        )
    return message


def _put_in_ledger(message: EventMessage, rows: list[Registration]) -> None:
    by_language: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.user is None:
            by_language[row.language].append(row.email)
    subject_id = str(message.pk)
    users = [row.user for row in rows if row.user]
    notify(MESSAGE, subject_id=subject_id, recipients=users)
    for language, addresses in by_language.items():
        payload = {"language": language}
        notify(MESSAGE, subject_id=subject_id, addresses=addresses, payload=payload)


@dataclass
class Invited:
    """What became of the lines of a list: who is invited, and which lines are not."""

    people: list[User] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def invite(*, event: Event, lines: list[str], acting_user: User) -> Invited:
    """Invite people by name or e-mail address; each is told once.

    Being invited opens nothing: somebody who may not see the event is refused.

    Args:
        event: one occurrence; the invitation holds for the whole series.
        lines: one person each, as a name, an address, or both.

    Raises:
        PermissionDenied: the acting user does not organise the event.
        ValidationError: there are too many lines.
    """
    require_organiser(acting_user, event)
    if len(lines) > MOST_LINES:
        raise ValidationError(
            _("At most %(number)d people at once.") % {"number": MOST_LINES}
        )
    outcome = Invited()
    for line in lines:
        try:
            outcome.people.append(_person(line, event))
        except ValidationError as error:
            outcome.refused.append((line, " ".join(error.messages)))
    Invitee.objects.bulk_create(
        [Invitee(series=event.series, user=user) for user in outcome.people],
        ignore_conflicts=True,
    )
    notify(INVITED, subject_id=str(event.pk), recipients=outcome.people)
    _record(event, "event.invited", acting_user, outcome.people)
    return outcome


def _person(line: str, event: Event) -> User:
    user = User.objects.active().filter(email=named(line)).first()
    if user is None:
        raise ValidationError(
            _("No account has this address. Add the person to the participants.")
        )
    if not Event.objects.visible_to(user).filter(pk=event.pk).exists():
        raise ValidationError(_("May not see this event."))
    return user


@transaction.atomic
def take_invitation_back(*, event: Event, invitee: Invitee, acting_user: User) -> None:
    """Invite somebody no longer; a seat that was taken stays.

    Raises:
        PermissionDenied: the acting user does not organise the event.
    """
    require_organiser(acting_user, event)
    _record(event, "event.invitation_taken_back", acting_user, [invitee.user])
    invitee.delete()


def _record(event: Event, action: str, acting_user: User, people: Any) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"event:{event.pk}",
        after={"people": sorted(person.pk for person in people)},
    )
