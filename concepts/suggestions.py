"""Suggesting a change to a concept, and answering those who do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concepts import notices
from concepts.models import Concept, Suggestion
from concepts.services import may_edit_concepts
from concepts.wording import field_of, put_text
from members import audit
from members.models import User

State = Suggestion.State
# More than anybody thinks up: a script, or a list that is better sent as one.
MOST_IN_AN_HOUR = 20


def may_suggest(user: Any) -> bool:
    """Tell whether a person may suggest changes to the concepts that they see.

    Every member of the network may. Guests read, and write in their own spaces only.
    """
    return user.is_active and not user.is_guest


@transaction.atomic
def suggest(
    *, concept: Concept, field: str, text: str, comment: str, acting_user: User
) -> Suggestion:
    """Suggest a change to a concept, and tell who looks after it.

    Args:
        field: a key of ``concepts.wording``; empty for the whole concept.
        text: the whole text as it should be; empty for a mere comment.
        comment: why, or what else should be done.

    Raises:
        PermissionDenied: a guest, or somebody who may not see the concept.
        ValidationError: nothing is suggested, or too much in an hour.
    """
    sees = Concept.objects.visible_to(acting_user).filter(pk=concept.pk)
    if not may_suggest(acting_user) or not sees.exists():
        raise PermissionDenied
    _check_rate(acting_user)
    text, comment = text.strip(), comment.strip()
    before = ""
    if field:
        known = field_of(concept, field)
        if known is None:
            raise ValidationError({"field": _("Choose one of the texts.")})
        before = known.text
        if text and not known.takes_text:
            raise ValidationError(
                {"text": _("Write below what should be changed here.")}
            )
    elif text:
        raise ValidationError({"field": _("Choose the text that you suggest anew.")})
    text = "" if text == before.strip() else text
    if not (text or comment):
        raise ValidationError({"text": _("Change the text, or write what is wrong.")})
    made = Suggestion(
        concept=concept,
        field=field,
        before=before,
        text=text,
        comment=comment,
        author=acting_user,
    )
    made.full_clean(exclude=["concept"])
    made.save()
    audit.record(
        acting_user=acting_user,
        action="suggestion.made",
        subject=f"concept:{concept.pk}",
        after={"suggestion": made.pk},
    )
    notices.tell_of_suggestion(made)
    return made


def _check_rate(user: User) -> None:
    """Refuse more than a person writes; their row is locked, so that none slips by."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    since = timezone.now() - timedelta(hours=1)
    made = Suggestion.objects.filter(author=user, created_at__gt=since).count()
    if made >= MOST_IN_AN_HOUR:
        raise ValidationError(
            _("You have suggested a lot in an hour. Go on in a while.")
        )


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, accept: bool, answer: str, acting_user: User
) -> Suggestion:
    """Accept a suggestion, or say why not; an accepted text is put in its place.

    Args:
        answer: told to who suggested it; needed where it is not accepted. Kept as the
            reason of the concept's new version where it is.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: it has been answered already, the answer is missing, or the
            text has changed since.
    """
    if not may_edit_concepts(acting_user):
        raise PermissionDenied
    locked = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if locked.state != State.OPEN:
        raise ValidationError(_("The suggestion has been answered already."))
    answer = answer.strip()
    if not accept and not answer:
        raise ValidationError({"answer": _("Say why.")})
    if accept and locked.text:
        put_text(
            concept_id=locked.concept_id,
            key=locked.field,
            before=locked.before,
            text=locked.text,
            reason=(answer or locked.comment)[:500],
            acting_user=acting_user,
        )
    locked.state = State.ACCEPTED if accept else State.DECLINED
    locked.answer = answer
    locked.answered_by, locked.answered_at = acting_user, timezone.now()
    locked.full_clean(exclude=["concept", "author"])
    locked.save()
    audit.record(
        acting_user=acting_user,
        action="suggestion.answered",
        subject=f"concept:{locked.concept_id}",
        after={"suggestion": locked.pk, "state": locked.state},
    )
    notices.tell_of_answer(locked)
    return locked
