"""The concepts that a concept is related to, as one reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import get_language, ngettext, pgettext

from concepts.models import Concept, Relation, Term

# A page shows this many of each role; the tree has the rest.
LISTED = 30


@dataclass(frozen=True)
class Neighbour:
    """A related concept: what it is called, in which language if not the reader's."""

    label: str
    url: str
    language: str = ""


@dataclass
class Group:
    """The neighbours of one role. ``total`` counts those beyond the listed ones, too."""

    role: str
    total: int = 0
    neighbours: list[Neighbour] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The heading of the group in a list."""
        number = self.total
        return {
            "broader_generic": ngettext("Broader concept", "Broader concepts", number),
            "broader_partitive": ngettext(
                "Whole (partitive relation)", "Wholes (partitive relation)", number
            ),
            "narrower_generic": ngettext(
                "Narrower concept", "Narrower concepts", number
            ),
            "narrower_partitive": ngettext(
                "Part (partitive relation)", "Parts (partitive relation)", number
            ),
            "related": ngettext("Related concept", "Related concepts", number),
        }[self.role]

    @property
    def short(self) -> str:
        """The words beside the lines of the diagram."""
        many = self.total > 1
        return {
            "broader_generic": pgettext("in a diagram", "broader concepts")
            if many
            else pgettext("in a diagram", "broader concept"),
            "broader_partitive": pgettext("in a diagram", "whole"),
            "narrower_generic": pgettext("in a diagram", "narrower concepts")
            if many
            else pgettext("in a diagram", "narrower concept"),
            "narrower_partitive": pgettext("in a diagram", "parts")
            if many
            else pgettext("in a diagram", "part"),
            "related": pgettext("in a diagram", "related concepts")
            if many
            else pgettext("in a diagram", "related concept"),
        }[self.role]

    @property
    def is_below(self) -> bool:
        """Tell whether the tree has the rest of the group."""
        return self.role.startswith("narrower")

    @property
    def left(self) -> int:
        return self.total - len(self.neighbours)


ROLES = (
    "broader_generic",
    "broader_partitive",
    "narrower_generic",
    "narrower_partitive",
    "related",
)


def neighbours_of(concept: Concept, user: Any) -> list[Group]:
    """Return the groups of related concepts that a reader sees, in one query.

    Args:
        concept: the concept in the middle.
        user: the reader; concepts hidden from them are neither shown nor counted.
    """
    outgoing = Q(source=concept)
    kinds = Relation.Kind
    role = Case(
        When(kind=kinds.ASSOCIATIVE, then=Value("related")),
        When(outgoing & Q(kind=kinds.GENERIC), then=Value("broader_generic")),
        When(outgoing, then=Value("broader_partitive")),
        When(kind=kinds.GENERIC, then=Value("narrower_generic")),
        default=Value("narrower_partitive"),
    )
    term = Term.objects.filter(
        concept=OuterRef("other"), kind="recommended", language=get_language()
    )
    own_key = Case(
        When(outgoing, then="target__label_key"), default="source__label_key"
    )
    key = Coalesce(Subquery(term.values("sort_key")[:1]), own_key)
    rows = (
        Relation.objects.filter(outgoing | Q(target=concept))
        .annotate(
            role=role,
            other=Case(When(outgoing, then=F("target_id")), default=F("source_id")),
        )
        .filter(other__in=Concept.objects.visible_to(user).order_by().values("pk"))
        .annotate(
            reader_label=Subquery(term.values("text")[:1]),
            place=Window(RowNumber(), partition_by="role", order_by=[key, "pk"]),
            total=Window(Count("pk"), partition_by="role"),
        )
        .filter(place__lte=LISTED)
        .select_related("source__vocabulary", "target__vocabulary")
        .order_by("role", "place")
    )
    groups = {name: Group(name) for name in ROLES}
    for row in rows:
        other = row.target if row.source_id == concept.pk else row.source
        other.reader_label = row.reader_label
        group = groups[row.role]
        group.total = row.total
        group.neighbours.append(
            Neighbour(other.shown_label, other.url, other.shown_language)
        )
    return [group for group in groups.values() if group.neighbours]
