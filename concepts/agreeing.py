"""What a concept's page says of rounds and suggestions about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concepts.models import Concept, Suggestion
from concepts.querysets import ROUND_SUBJECT
from concepts.services import may_edit_concepts
from concepts.suggestions import may_suggest
from concepts.wording import label_of
from groups.models import Round, RoundItem

SHOWN = 20
DECISION_TAGS = {"approved": " tag--good", "returned": " tag--warn", "rejected": ""}
STATE_TAGS = {"open": " tag--info", "accepted": " tag--good", "declined": ""}


@dataclass
class ShownSuggestion:
    suggestion: Suggestion

    @property
    def label(self) -> str:
        return label_of(self.suggestion.field)

    @property
    def tag(self) -> str:
        return STATE_TAGS[self.suggestion.state]


def suggestions_for(concept: Concept, user: Any) -> list[ShownSuggestion]:
    """Return the suggestions that a reader may see: the open ones of all, and one's own.

    Those who edit concepts and the contact person see all that wait; everybody sees what
    became of their own.
    """
    found = concept.suggestions.select_related("author__organisation", "answered_by")
    own = list(found.filter(author=user).order_by("-pk")[:SHOWN])
    if may_edit_concepts(user) or concept.contact_id == user.pk:
        waiting = found.filter(state=Suggestion.State.OPEN).order_by("pk")[:SHOWN]
        own = [*waiting, *(row for row in own if row.state != Suggestion.State.OPEN)]
    return [ShownSuggestion(row) for row in own]


def _decisions(concept: Concept, rounds: dict[int, Round], items: Any) -> list[dict]:
    return [
        {
            "item": item,
            "round": item.round,
            "is_open": item.round_id in rounds,
            "tag": DECISION_TAGS[item.decision],
        }
        for item in items
        if item.decision
    ]


def _items_about(concept: Concept) -> list[RoundItem]:
    return list(
        RoundItem.objects.filter(subject_kind=ROUND_SUBJECT, subject_id=concept.pk)
        .select_related("round")
        .order_by("-pk")[:SHOWN]
    )


def agreement_of(concept: Concept, user: Any) -> dict[str, Any]:
    """Return how a concept has been agreed on, as far as a reader may know.

    Args:
        concept: fetched with ``knowing_its_parts``.
        user: the reader.
    """
    items = _items_about(concept) if concept.has_rounds else []
    known = (
        Round.objects.visible_to(user).in_bulk([item.round_id for item in items])
        if items
        else {}
    )
    running = [
        item.round
        for item in items
        if not item.decision and item.round.is_running and item.round_id in known
    ]
    return {
        "running_rounds": running,
        "decisions": _decisions(concept, known, items),
        "suggestions": suggestions_for(concept, user)
        if concept.has_suggestions
        else [],
        "may_suggest": may_suggest(user),
    }
