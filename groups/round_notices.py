"""What people are told about rounds, as kinds of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.models import Membership, Round, RoundComment, RoundParty
from groups.notices import SpaceNotice
from groups.policies import LEADING_ROLES
from members.models import User
from network_site.base.dates import moment
from network_site.base.registries import RenderedMail, round_subjects
from network_site.base.wall_clock import shifted
from notifications.models import Notice
from notifications.services import Telling, notify, notify_each

OPENED = "round_opened"
REMINDER = "round_reminder"
CLOSED = "round_closed"
DECIDED = "round_decided"
COMMENTED = "round_comment"
ANSWERED = "round_comment_answered"


class RoundNotice(SpaceNotice):
    """A notice about a round as a whole."""

    icon = "flag"
    transactional = False
    because = gettext_lazy(
        "The reader, or a space of the reader, is part of the round."
    )
    # The line, and what the mail says below it, in words.
    line: Any
    about: Any
    button: Any = gettext_lazy("Open the round")
    states: tuple[str, ...] = ()

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        if user is None:
            return {}
        found = Round.objects.visible_to(user).filter(pk__in=map(int, subject_ids))
        return {str(row.pk): row for row in found}

    def is_current(self, subject: Round, version: int) -> bool:
        return subject.state in self.states

    def excerpt(self, subject: Round) -> str:
        return subject.message[:300]

    def _facts(self, subject: Round) -> Iterable[tuple[str, str]]:
        if subject.state == Round.State.OPEN:
            return [(_("Answer by"), moment(subject.deadline))]
        return [
            (_("Decided by"), subject.decided_by),
            (_("Reason"), subject.reason),
        ]

    def _line(self, subject: Round, payload: dict) -> str:
        return str(self.line) % {"title": subject.title}

    def render(self, subject: Round, user: Any | None, payload: dict) -> RenderedMail:
        return self.mail(
            self._line(subject, payload),
            user,
            about=str(self.about),
            facts=self._facts(subject),
            button=str(self.button),
            url=subject.get_absolute_url(),
        )

    def inbox_line(self, subject: Round, payload: dict) -> tuple[str, str]:
        return self._line(subject, payload), subject.get_absolute_url()


class OpenedNotice(RoundNotice):
    key = OPENED
    label = gettext_lazy("A round has been opened")
    line = gettext_lazy("Your comments are asked for: %(title)s")
    about = gettext_lazy(
        "Read what is proposed, comment on it, and give your answer before the deadline."
    )
    states = (Round.State.OPEN,)


class ReminderNotice(RoundNotice):
    """Before the deadline, to those who have not answered."""

    key = REMINDER
    label = gettext_lazy("A round ends soon")
    about = gettext_lazy("Your answer has not been given yet.")
    states = (Round.State.OPEN,)

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        found = super().visible(subject_ids, user, email)
        silent = RoundParty.objects.answerable_by(user).unanswered()
        waiting = set(
            silent.filter(round__in=map(int, found)).values_list("round_id", flat=True)
        )
        return {key: row for key, row in found.items() if row.pk in waiting}

    def is_current(self, subject: Round, version: int) -> bool:
        return subject.takes_comments and version // 1000 == _version(subject)

    def useful_until(self, subject: Round, payload: dict) -> Any:
        return subject.deadline

    def _line(self, subject: Round, payload: dict) -> str:
        days = payload["days"]
        words = ngettext(
            "%(days)s day left to answer: %(title)s",
            "%(days)s days left to answer: %(title)s",
            days,
        )
        return words % {"days": days, "title": subject.title}


class ClosedNotice(RoundNotice):
    """The time is over: to those who run the round."""

    key = CLOSED
    label = gettext_lazy("A round waits for a decision")
    line = gettext_lazy("The time for comments is over: %(title)s")
    about = gettext_lazy(
        "Answer the comments, and record the decision once it has been made."
    )
    states = (Round.State.CLOSED,)


class DecidedNotice(RoundNotice):
    """The end of a round: to everybody who took part."""

    key = DECIDED
    label = gettext_lazy("A round has ended")
    about = gettext_lazy("What was decided, and why, is on the page of the round.")
    states = (Round.State.DECIDED, Round.State.WITHDRAWN)

    def _line(self, subject: Round, payload: dict) -> str:
        words = (
            _("The round was withdrawn: %(title)s")
            if subject.state == Round.State.WITHDRAWN
            else _("Decided: %(title)s")
        )
        return words % {"title": subject.title}


class CommentNotice(SpaceNotice):
    """A notice about one comment, to somebody who still sees what it is about."""

    icon = "edit"
    transactional = False
    because = gettext_lazy("The reader runs the round or has commented in it.")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        if user is None:
            return {}
        rounds = Round.objects.visible_to(user).order_by().values("pk")
        rows = RoundComment.objects.filter(
            pk__in=map(int, subject_ids), item__round__in=rounds
        ).select_related("item__round", "author", "answered_by")
        return {str(row.pk): row for row in with_cards(list(rows), user)}

    def _line(self, subject: RoundComment) -> str:
        raise NotImplementedError

    def _quote(self, subject: RoundComment) -> str:
        raise NotImplementedError

    def render(
        self, subject: RoundComment, user: Any | None, payload: dict
    ) -> RenderedMail:
        return self.mail(
            self._line(subject),
            user,
            about=subject.item.round.title,
            quote=self._quote(subject),
            button=_("Open the comment"),
            url=address_of(subject),
        )

    def inbox_line(self, subject: RoundComment, payload: dict) -> tuple[str, str]:
        return self._line(subject), address_of(subject)


def with_cards(rows: list[RoundComment], user: Any) -> list[RoundComment]:
    """Give comments the ``card`` of what they are about; leave out what is not seen."""
    cards: dict[tuple[str, int], Any] = {}
    for key, kind in round_subjects.items():
        ids = {row.item.subject_id for row in rows if row.item.subject_kind == key}
        if ids:
            cards |= {(key, pk): card for pk, card in kind.cards(ids, user).items()}
    for row in rows:
        row.card = cards.get((row.item.subject_kind, row.item.subject_id))
    return [row for row in rows if row.card is not None]


def address_of(comment: RoundComment) -> str:
    return f"{comment.item.round.get_absolute_url()}#comment-{comment.pk}"


class CommentedNotice(CommentNotice):
    key = COMMENTED
    label = gettext_lazy("Comment on what you proposed")

    def _line(self, subject: RoundComment) -> str:
        words = _("%(person)s has commented: %(title)s")
        return words % {"person": subject.author or "–", "title": subject.card.title}

    def _quote(self, subject: RoundComment) -> str:
        return "\n\n".join(filter(None, [subject.suggestion, subject.text]))


class CommentAnsweredNotice(CommentNotice):
    key = ANSWERED
    label = gettext_lazy("Answer to your comment")

    def _line(self, subject: RoundComment) -> str:
        words = (
            _("Your comment was accepted: %(title)s")
            if subject.state == RoundComment.State.ACCEPTED
            else _("Your comment was not accepted: %(title)s")
        )
        return words % {"title": subject.card.title}

    def _quote(self, subject: RoundComment) -> str:
        return subject.reason


KINDS: tuple[SpaceNotice, ...] = (
    OpenedNotice(),
    ReminderNotice(),
    ClosedNotice(),
    DecidedNotice(),
    CommentedNotice(),
    CommentAnsweredNotice(),
)


def _participants(round_: Round) -> Any:
    """Return everybody whom a round names, by name or by space."""
    spaces = round_.parties.exclude(space=None).order_by().values("space")
    belonging = Membership.objects.active().filter(space__in=spaces)
    named = Q(round_parties__round=round_) | Q(memberships__in=belonging)
    return User.objects.active().filter(named).distinct()


def _leads(round_: Round) -> Any:
    memberships = Membership.objects.active().leading().filter(space=round_.space_id)
    return User.objects.active().filter(memberships__in=memberships)


def _keepers(round_: Round) -> list[User]:
    """Return who looks after what a round is about."""
    keys = set(round_.items.values_list("subject_kind", flat=True))
    kinds = [round_subjects.get(key) for key in keys]
    return [person for kind in kinds for person in kind.keepers()]


def _version(round_: Round) -> int:
    """Return which deadline a notice is about: a prolonged round reminds anew."""
    return int(round_.deadline.timestamp() // 60)


def tell_of_opening(round_: Round) -> None:
    others = _participants(round_).exclude(pk=round_.opened_by_id)
    notify(OPENED, subject_id=str(round_.pk), recipients=others)


def tell_of_closing(round_: Round) -> None:
    people = {person.pk: person for person in [*_leads(round_), *_keepers(round_)]}
    notify(
        CLOSED,
        subject_id=str(round_.pk),
        version=_version(round_),
        recipients=people.values(),
    )


def tell_of_end(round_: Round) -> None:
    people = {person.pk: person for person in [*_participants(round_), *_leads(round_)]}
    people.pop(round_.changed_by_id, None)
    notify(DECIDED, subject_id=str(round_.pk), recipients=people.values())


def tell_of_comment(comment: RoundComment, round_: Round) -> None:
    """Tell who proposed, and whoever is answered."""
    told = {round_.opened_by}
    if comment.answers_to is not None:
        told.add(comment.answers_to.author)
    told -= {None, comment.author}
    notify(COMMENTED, subject_id=str(comment.pk), recipients=told)


def tell_of_comments_answer(comment: RoundComment) -> None:
    if comment.author is not None and comment.author_id != comment.answered_by_id:
        notify(ANSWERED, subject_id=str(comment.pk), recipients=[comment.author])


def remind() -> int:
    """Put the reminders that have come due in the ledger; running it again adds none.

    A person who is named gets one until the answer is there; for a named space those
    get it who answer for it. Of several that are due only the last is sent.
    """
    now = timezone.now()
    days = sorted(settings.ROUND_REMINDER_DAYS)
    if not days:
        return 0
    until = now + timedelta(days=days[-1] + 1)
    due = Round.objects.taking_comments().filter(deadline__lte=until)
    told = 0
    for round_ in due.prefetch_related("parties"):
        left = next((n for n in days if _is_due(round_, n)), None)
        if left is not None:
            told += _remind_of(round_, left)
    return told


def _is_due(round_: Round, days: int) -> bool:
    """Tell whether the time of a reminder has come, on the clock of the wall.

    A round that was opened later than that has just been told of.
    """
    moment_of_it = shifted(round_.deadline, -timedelta(days=days))
    return round_.opened_at < moment_of_it <= timezone.now()


def _remind_of(round_: Round, days: int) -> int:
    version = _reminder_version(round_, days)
    told = Notice.objects.filter(
        kind=REMINDER, subject_id=str(round_.pk), version=version
    )
    people = _silent(round_).exclude(pk__in=told.values("recipient"))
    return notify_each(
        REMINDER,
        [
            Telling(str(round_.pk), person, "", version, {"days": days})
            for person in people
        ],
    )


def _reminder_version(round_: Round, days: int) -> int:
    return _version(round_) * 1000 + days


def _silent(round_: Round) -> Any:
    """Return the people whose answer is missing."""
    silent = round_.parties.unanswered()
    spaces = silent.exclude(space=None).order_by().values("space")
    leading = Membership.objects.active().filter(
        space__in=spaces, role__in=LEADING_ROLES
    )
    people = silent.exclude(user=None).order_by().values("user")
    missing = Q(pk__in=people) | Q(memberships__in=leading)
    return User.objects.active().filter(missing).distinct()
