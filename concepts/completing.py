"""Concepts offered while a reader is still typing.

The keys of the alphabet are the index: a term that begins with what has been typed has
a key that begins with the key of it. A word typed in an inflected form is looked for by
its base forms as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from concepts.alphabet import prefix_range, sort_key
from concepts.languages import base_of, site_languages
from concepts.models import Concept, Term
from concepts.presentation import STATUS_TAGS, language_attribute
from network_site.base.language.analysis import lemmas

OFFERED = 8
# One letter begins too much to be of help.
SHORTEST = 2
# Enough to have the offered ones among them when terms share concepts.
_CANDIDATES = 60
_MOST_READINGS = 12
_LONGEST = 200
_KIND_RANK = {kind.value: place for place, kind in enumerate(Term.Kind)}


@dataclass(frozen=True)
class Offer:
    """A concept that fits what was typed, and the term by which it does."""

    concept: Concept
    term: Term

    @property
    def lang(self) -> str:
        return language_attribute(self.term.language)

    @property
    def is_avoided(self) -> bool:
        """Tell whether the term is one that should not be used."""
        return self.term.is_avoided

    @property
    def leads_to(self) -> str:
        """The name of the concept where the term is another; else empty."""
        name = self.concept.shown_label
        return "" if name == self.term.text else name

    @property
    def status_tag(self) -> str:
        return STATUS_TAGS[Concept.Status(self.concept.status)]


def offers_for(typed: str, user: Any) -> list[Offer]:
    """Return the concepts that a reader may mean, the likeliest first.

    Args:
        typed: what stands in the field so far; under two letters nothing is offered.
        user: the reader; what is hidden from them is not offered.

    Returns:
        At most ``OFFERED`` concepts, each once. Terms in the reader's language come
        first, whole terms before beginnings, recommended terms before others.
    """
    typed = typed[:_LONGEST]
    key = sort_key(typed)
    if len(key) < 2 * SHORTEST:
        return []
    bases = _base_keys(typed) - {key}
    found = _terms([key], user) + (_terms(bases, user) if bases else [])
    whole = bases | {key}
    best: dict[int, Term] = {}
    for term in sorted(found, key=lambda term: _place(term, whole)):
        best.setdefault(term.concept_id, term)
    chosen = dict(islice(best.items(), OFFERED))
    concepts = Concept.objects.filter(pk__in=chosen).labelled().in_bulk()
    return [Offer(concepts[pk], term) for pk, term in chosen.items()]


def _terms(keys: Iterable[str], user: Any) -> list[Term]:
    """Return the first terms in the alphabet that begin with one of some keys."""
    bounds = map(prefix_range, keys)
    ranges = (Q(sort_key__gte=first, sort_key__lt=after) for first, after in bounds)
    # Asked row by row, so that the database stops at the first rows that fit.
    visible = Concept.objects.visible_to(user).filter(pk=OuterRef("concept"))
    return list(
        Term.objects.filter(reduce(or_, ranges))
        .filter(Exists(visible.order_by()))
        .order_by("sort_key", "pk")[:_CANDIDATES]
    )


def _place(term: Term, whole: set[str]) -> tuple[bool, bool, int, str, int]:
    return (
        term.sort_key not in whole,
        base_of(term.language) != get_language(),
        _KIND_RANK[term.kind],
        term.sort_key,
        term.pk,
    )


def _base_keys(typed: str) -> set[str]:
    """Return the keys of what was typed with its words in their base forms.

    Each word stands as typed, too: in "palvelujen kokonaisuuden" the first one does.
    """
    readings = [
        list(
            dict.fromkeys(
                [word]
                + [
                    base
                    for language in site_languages()
                    for base in lemmas(word, language)
                ]
            )
        )
        for word in typed.split()
    ]
    ways = islice(product(*map(reversed, readings)), _MOST_READINGS)
    return {
        key for words in ways if len(key := sort_key(" ".join(words))) >= 2 * SHORTEST
    }
