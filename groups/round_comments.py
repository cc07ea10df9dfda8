"""What the people of a round say: comments, suggestions, answers."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import round_notices
from groups.models import Round, RoundComment, RoundItem, RoundParty
from groups.models.rounds import REASON_LENGTH
from groups.rounds import may_run
from members import audit
from members.models import User
from network_site.base.registries import round_subjects

State = RoundComment.State


def _open_round_of(item: RoundItem, acting_user: User) -> Round:
    """Return the round of an item, locked, if a person may write in it now."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=item.round_id)
    if not Round.objects.visible_to(acting_user).filter(pk=round_.pk).exists():
        raise PermissionDenied
    if not round_.takes_comments:
        raise ValidationError(_("The time for comments is over."))
    return round_


@transaction.atomic
def comment(
    *,
    item: RoundItem,
    field: str,
    text: str,
    suggestion: str,
    acting_user: User,
    answers_to: RoundComment | None = None,
) -> RoundComment:
    """Say something of an item, or suggest another text in the place of one of its own.

    Args:
        field: a key of the subject's fields; empty for the whole.
        text: what is said; may be empty beside a suggestion.
        suggestion: the whole text as it should be; empty for a mere comment.
        answers_to: the comment of the same item that is answered, if one is.

    Raises:
        PermissionDenied: the person does not take part in the round.
        ValidationError: the time is over, nothing is said, or the field is not there.
    """
    round_ = _open_round_of(item, acting_user)
    cards = round_subjects.get(item.subject_kind).cards([item.subject_id], acting_user)
    if item.subject_id not in cards:
        raise PermissionDenied
    before = ""
    if field:
        known = cards[item.subject_id].field(field)
        if known is None:
            raise ValidationError({"field": _("Choose one of the texts.")})
        before = known.text
        if suggestion.strip() and not known.takes_text:
            raise ValidationError(
                {"suggestion": _("Write in the comment what should be changed here.")}
            )
    text, suggestion = text.strip(), suggestion.strip()
    if suggestion and not field:
        raise ValidationError({"field": _("Choose the text that you suggest anew.")})
    if suggestion == before.strip():
        suggestion = ""
    if not (text or suggestion):
        raise ValidationError(
            {"text": _("Write a comment, or change the text that you suggest.")}
        )
    made = RoundComment(
        item=item,
        field=field,
        before=before,
        text=text,
        suggestion=suggestion,
        author=acting_user,
        answers_to=answers_to,
    )
    made.full_clean(exclude=["item", "answers_to"])
    made.save()
    round_notices.tell_of_comment(made, round_)
    return made


def may_answer_comment(user: User, round_: Round) -> bool:
    """Tell whether a person accepts and declines the comments of a round."""
    return round_.is_running and may_run(user, round_)


@transaction.atomic
def answer_comment(
    *, comment: RoundComment, accept: bool, reason: str, acting_user: User
) -> RoundComment:
    """Accept a comment, or say why not; an accepted suggestion is put in its place.

    Args:
        accept: whether it is taken in.
        reason: told to the author; needed where it is not accepted. Kept with the new
            version of the text where it is.

    Raises:
        PermissionDenied: the person does not run the round, or may not edit the subject.
        ValidationError: it has been answered already, the reason is missing, or the
            text has changed since it was commented on.
    """
    locked = (
        RoundComment.objects.select_for_update(of=("self",))
        .select_related("item__round__space")
        .get(pk=comment.pk)
    )
    if not may_answer_comment(acting_user, locked.item.round):
        raise PermissionDenied
    if locked.state != State.OPEN:
        raise ValidationError(_("The comment has been answered already."))
    if not accept and not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if accept and locked.suggestion:
        round_subjects.get(locked.item.subject_kind).apply(
            locked.item.subject_id,
            field=locked.field,
            before=locked.before,
            text=locked.suggestion,
            reason=(reason.strip() or locked.text or locked.item.round.title)[
                :REASON_LENGTH
            ],
            acting_user=acting_user,
        )
    locked.state = State.ACCEPTED if accept else State.DECLINED
    locked.reason = reason.strip()
    locked.answered_by, locked.answered_at = acting_user, timezone.now()
    locked.full_clean(exclude=["item", "answers_to"])
    locked.save()
    audit.record(
        acting_user=acting_user,
        action="round.comment_answered",
        subject=f"round:{locked.item.round_id}",
        after={"comment": locked.pk, "state": locked.state},
    )
    round_notices.tell_of_comments_answer(locked)
    return locked


@transaction.atomic
def answer_round(
    *, party: RoundParty, view: str, note: str, acting_user: User
) -> RoundParty:
    """Give the answer of a named space or person; a new one takes the old one's place.

    Args:
        view: a value of ``RoundParty.View``.
        note: in words, may be empty.

    Raises:
        PermissionDenied: the person does not answer for the party.
        ValidationError: the time is over, or the answer is none of the choices.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=party.round_id)
    answerable = RoundParty.objects.answerable_by(acting_user)
    if not answerable.filter(pk=party.pk).exists():
        raise PermissionDenied
    if not round_.takes_comments:
        raise ValidationError(_("The time for comments is over."))
    if view not in RoundParty.View.values:
        raise ValidationError({"view": _("Choose one of the answers.")})
    party.view, party.note = view, note.strip()
    party.answered_by, party.answered_at = acting_user, timezone.now()
    party.full_clean(exclude=["round", "space", "user"])
    party.save()
    audit.record(
        acting_user=acting_user,
        action="round.answered",
        subject=f"round:{round_.pk}",
        after={"party": party.pk, "view": view},
    )
    return party
