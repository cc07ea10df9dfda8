"""Holding rounds: opening one, closing it, and deciding what it was about.

Every step locks the round and looks again, so that two people who act at once cannot
both be right. What the round is about is reached through ``round_subjects`` alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import round_notices
from groups.access import leads
from groups.models import Decision, Round, RoundItem, RoundParty, Space
from members import audit
from members.models import User
from network_site.base.registries import round_subjects

State = Round.State
# More than anybody can read through in one round.
MOST_ITEMS = 100


def keeps_something(user: Any) -> bool:
    """Tell whether a person looks after some kind of thing that rounds are about."""
    return any(kind.keeps(user) for kind in round_subjects.values())


def may_open(user: Any, space: Space) -> bool:
    """Tell whether a person opens rounds in a space: its leads do, and keepers in it."""
    if not space.is_running:
        return False
    if leads(user, space):
        return True
    sees_all = Space.objects.content_visible_to(user).filter(pk=space.pk)
    return keeps_something(user) and sees_all.exists()


def kinds_of(round_: Round) -> set[str]:
    """Return the keys of what a round is about."""
    return {item.subject_kind for item in round_.items.all()}


def may_decide(user: Any, round_: Round) -> bool:
    """Tell whether a person records the decision: who looks after all that it is about."""
    return all(round_subjects.get(key).keeps(user) for key in kinds_of(round_))


def may_run(user: Any, round_: Round) -> bool:
    """Tell whether a person closes, prolongs or withdraws a round."""
    return leads(user, round_.space) or may_decide(user, round_)


def subject_ids(items: Iterable[RoundItem]) -> dict[str, list[int]]:
    """Return the ids of what items are about, by its kind."""
    ids: dict[str, list[int]] = defaultdict(list)
    for item in items:
        ids[item.subject_kind].append(item.subject_id)
    return ids


def _locked(round_: Round) -> Round:
    return Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)


def _circle_changed(items: Iterable[RoundItem]) -> None:
    for key, ids in subject_ids(items).items():
        round_subjects.get(key).circle_changed(ids)


def _audit(round_: Round, action: str, acting_user: User | None) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"round:{round_.pk}",
        after={"state": round_.state, "space": round_.space_id},
    )


@dataclass(frozen=True)
class Circle:
    """Whom a round names."""

    spaces: tuple[Space, ...] = ()
    people: tuple[User, ...] = ()


@transaction.atomic
def open_round(
    *,
    space: Space,
    title: str,
    message: str,
    deadline: datetime,
    subjects: Iterable[tuple[str, int]],
    circle: Circle,
    acting_user: User,
    kind: str = Round.Kind.APPROVAL,
) -> Round:
    """Put things before spaces and people, and tell them.

    Args:
        space: the one that runs the round.
        title, message: what it is called, and what is asked.
        deadline: aware; comments and answers are taken until then.
        subjects: (key of the kind, id) of each thing.
        circle: whom it is put before.
        kind: a value of ``Round.Kind``.

    Raises:
        PermissionDenied: the person may not open a round here.
        ValidationError: something is missing, or cannot be proposed now.
    """
    space = Space.objects.select_for_update(no_key=True).get(pk=space.pk)
    if not may_open(acting_user, space):
        raise PermissionDenied
    _check_deadline(deadline)
    known = Space.objects.visible_to(acting_user).running()
    known = known.filter(pk__in=[named.pk for named in circle.spaces])
    if known.count() < len(circle.spaces):
        raise ValidationError({"spaces": _("Choose spaces that are still running.")})
    if not (circle.spaces or circle.people):
        raise ValidationError({"spaces": _("Name at least one space or person.")})
    items = _checked_items(subjects, acting_user)
    round_ = Round(
        title=title.strip(),
        message=message.strip(),
        kind=kind,
        space=space,
        deadline=deadline,
        opened_by=acting_user,
        changed_by=acting_user,
    )
    round_.full_clean()
    round_.save()
    for item in items:
        item.round = round_
    RoundItem.objects.bulk_create(items)
    parties = [RoundParty(round=round_, space=named) for named in circle.spaces]
    parties += [RoundParty(round=round_, user=person) for person in circle.people]
    RoundParty.objects.bulk_create(parties)
    for key, ids in subject_ids(items).items():
        round_subjects.get(key).propose(ids, acting_user=acting_user)
    _audit(round_, "round.opened", acting_user)
    _circle_changed(items)
    round_notices.tell_of_opening(round_)
    return round_


def _check_deadline(deadline: datetime) -> None:
    if deadline <= timezone.now():
        raise ValidationError({"deadline": _("Choose a time that has not gone.")})


def _checked_items(
    subjects: Iterable[tuple[str, int]], acting_user: User
) -> list[RoundItem]:
    """Return the rows of what is proposed, if each of it may be proposed now."""
    items = [
        RoundItem(subject_kind=key, subject_id=pk)
        for key, pk in dict.fromkeys(subjects)
    ]
    if not items:
        raise ValidationError({"subjects": _("Choose what the round is about.")})
    if len(items) > MOST_ITEMS:
        words = _("A round is about at most %(number)s things. Open another one.")
        raise ValidationError({"subjects": words % {"number": MOST_ITEMS}})
    for key, ids in subject_ids(items).items():
        # Locked by the kind, so that two rounds cannot take the same thing at once.
        if round_subjects.get(key).proposable(ids, acting_user) != set(ids):
            raise PermissionDenied
        if taken := RoundItem.objects.in_running_rounds(key, ids):
            cards = round_subjects.get(key).cards(taken, acting_user)
            names = ", ".join(card.title for card in cards.values())
            words = _("Already in another round: %(names)s. Leave them out.")
            raise ValidationError({"subjects": words % {"names": names}})
    return items


@transaction.atomic
def close_round(*, round_: Round, acting_user: User | None) -> Round:
    """End the time for comments; the decision is still to come.

    Args:
        acting_user: who does it; None when the deadline has passed.

    Raises:
        PermissionDenied: the person does not run the round.
    """
    locked = _locked(round_)
    if acting_user is not None and not may_run(acting_user, locked):
        raise PermissionDenied
    if locked.state == State.OPEN:
        _change_state(locked, State.CLOSED, acting_user)
        round_notices.tell_of_closing(locked)
    return locked


def _running(round_: Round, acting_user: User) -> Round:
    """Return a round that has not ended, locked, to somebody who runs it.

    Raises:
        PermissionDenied: the person does not run the round.
        ValidationError: the round has ended.
    """
    locked = _locked(round_)
    if not may_run(acting_user, locked):
        raise PermissionDenied
    if not locked.is_running:
        raise ValidationError(_("The round has ended. Open a new one."))
    return locked


@transaction.atomic
def prolong_round(*, round_: Round, deadline: datetime, acting_user: User) -> Round:
    """Give a round another deadline; one whose time was over is open again.

    Raises:
        PermissionDenied: the person does not run the round.
        ValidationError: the time has gone, or the round has ended.
    """
    locked = _running(round_, acting_user)
    _check_deadline(deadline)
    locked.deadline = deadline
    _change_state(locked, State.OPEN, acting_user)
    return locked


@transaction.atomic
def withdraw_round(*, round_: Round, reason: str, acting_user: User) -> Round:
    """End a round without a decision; what was proposed is as it was before.

    Raises:
        PermissionDenied: the person does not run the round.
        ValidationError: no reason was given, or the round has ended.
    """
    locked = _running(round_, acting_user)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    locked.reason = reason.strip()
    for key, ids in subject_ids(locked.items.undecided()).items():
        round_subjects.get(key).give_back(ids, acting_user=acting_user)
    _change_state(locked, State.WITHDRAWN, acting_user)
    round_notices.tell_of_end(locked)
    return locked


def _change_state(round_: Round, state: str, acting_user: User | None) -> None:
    round_.state = state
    round_.changed_at, round_.changed_by = timezone.now(), acting_user
    round_.save()
    _audit(round_, f"round.{state}", acting_user)
    _circle_changed(round_.items.all())


@dataclass(frozen=True)
class Verdict:
    """What is decided of one item, and why."""

    item: RoundItem
    decision: str
    reason: str = ""


@transaction.atomic
def decide(
    *,
    round_: Round,
    verdicts: Iterable[Verdict],
    body: str,
    day: date,
    acting_user: User,
) -> Round:
    """Record what was decided; a round whose items all have a decision is over.

    Args:
        verdicts: of items of the round that have none yet; the others wait.
        body: who decided: a working group, the board.
        day: of the decision.

    Raises:
        PermissionDenied: the person does not look after what the round is about.
        ValidationError: the round has ended, a reason is missing, or a subject cannot
            take the decision.
    """
    locked = _locked(round_)
    if not may_decide(acting_user, locked):
        raise PermissionDenied
    if not locked.is_running:
        raise ValidationError(_("The round has ended. Open a new one."))
    if day > timezone.localdate():
        raise ValidationError({"day": _("Give the day on which it was decided.")})
    if not body.strip():
        raise ValidationError({"body": _("Say who decided.")})
    waiting = {item.pk: item for item in locked.items.undecided()}
    decided = [verdict for verdict in verdicts if verdict.item.pk in waiting]
    if not decided:
        raise ValidationError(_("Decide on at least one."))
    for verdict in decided:
        _decide_one(waiting[verdict.item.pk], verdict, body.strip(), day, acting_user)
    locked.decided_by, locked.decided_on = body.strip(), day
    if len(decided) == len(waiting):
        _change_state(locked, State.DECIDED, acting_user)
        round_notices.tell_of_end(locked)
    else:
        locked.save(update_fields=["decided_by", "decided_on"])
        _audit(locked, "round.part_decided", acting_user)
        _circle_changed(verdict.item for verdict in decided)
    return locked


def _decide_one(
    item: RoundItem, verdict: Verdict, body: str, day: date, acting_user: User
) -> None:
    if verdict.decision not in Decision.values:
        raise ValidationError(_("Choose one of the decisions."))
    if verdict.decision != Decision.APPROVED and not verdict.reason.strip():
        raise ValidationError({f"reason-{item.pk}": _("Say why.")})
    item.decision, item.reason = verdict.decision, verdict.reason.strip()
    item.decided_by, item.decided_at = acting_user, timezone.now()
    item.full_clean(exclude=["round"])
    item.save()
    round_subjects.get(item.subject_kind).decide(
        item.subject_id,
        decision=verdict.decision,
        reason=item.reason,
        body=body,
        day=day,
        acting_user=acting_user,
    )


def close_overdue() -> int:
    """Close the rounds whose deadline has passed; returns how many."""
    overdue = list(
        Round.objects.filter(state=State.OPEN, deadline__lte=timezone.now())[:200]
    )
    for round_ in overdue:
        close_round(round_=round_, acting_user=None)
    return len(overdue)
