"""The lists of the concept bank: alphabet, status, vocabulary, project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.db.models.functions import Substr
from django.utils.translation import get_language

from concepts.alphabet import key_range, letter_of, sort_key
from concepts.languages import name_of, site_languages
from concepts.models import Concept, Definition, Vocabulary
from concepts.presentation import STATUS_TAGS
from concepts.querysets import ConceptQuerySet

ON_A_PAGE = 50
_SPECIAL = {"0": "0–9", "?": "…"}


def _language_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in site_languages()]


class ListForm(forms.Form):
    """What a reader asks of a list; anything that makes no sense is left out."""

    letter = forms.CharField(required=False, max_length=1)
    lang = forms.ChoiceField(required=False, choices=_language_choices)
    status = forms.ChoiceField(required=False, choices=Concept.Status.choices)
    project = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    subject = forms.IntegerField(required=False, min_value=1, max_value=2**31)

    def wanted(self) -> dict[str, Any]:
        """Return the choices that make sense."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}


class Listing:
    """A list of concepts that a reader has asked for, and what else could be asked.

    Args:
        user: the reader.
        query: the parameters of the address.
        vocabulary: the one whose page this is; None for the whole bank.
    """

    def __init__(
        self, user: Any, query: Any, vocabulary: Vocabulary | None = None
    ) -> None:
        self.wanted = ListForm(query).wanted()
        self.language = self.wanted.get("lang") or get_language() or "fi"
        self.page_number = query.get("page")
        self.all: ConceptQuerySet = Concept.objects.visible_to(user)
        if vocabulary is not None:
            self.all = self.all.filter(vocabulary=vocabulary)
        self.vocabulary = vocabulary

    @property
    def is_asked_for(self) -> bool:
        """Tell whether a list is wanted at all, rather than the bank's front page."""
        return self.vocabulary is not None or bool(self.wanted.keys() - {"lang"})

    @property
    def _kept(self) -> ConceptQuerySet:
        """The concepts that the filters leave, letter aside."""
        kept = self.all
        if status := self.wanted.get("status"):
            kept = kept.filter(status=status)
        if project := self.wanted.get("project"):
            kept = kept.filter(origin_projects=project)
        if subject := self.wanted.get("subject"):
            kept = kept.filter(subjects=subject)
        return kept

    def subjects(self) -> list[dict[str, Any]]:
        """Return the subjects of the vocabulary, with how much of each is seen."""
        if self.vocabulary is None:
            return []
        visible = self.all.order_by().values("pk")
        rows = self.vocabulary.subjects.filter(concepts__in=visible).annotate(
            number=Count("concepts", filter=Q(concepts__in=visible), distinct=True)
        )
        chosen = self.wanted.get("subject")
        return [
            {
                "pk": subject.pk,
                "title": subject.title,
                "number": subject.number,
                "current": subject.pk == chosen,
            }
            for subject in rows.distinct()
        ]

    def letters(self) -> list[dict[str, Any]]:
        """Return the letters that names begin with in the chosen language."""
        keys = (
            self._kept.in_alphabet(self.language)
            .order_by()
            .annotate(start=Substr("reader_key", 1, 2))
            .values_list("start", flat=True)
            .distinct()
        )
        letters = dict.fromkeys(letter_of(key) for key in sorted(keys))
        chosen = self.wanted.get("letter", "").lower()
        return [
            {
                "letter": letter,
                "label": _SPECIAL.get(letter, letter.upper()),
                "current": letter == chosen,
            }
            for letter in letters
        ]

    def languages(self) -> list[dict[str, Any]]:
        """Return the languages whose alphabet can be shown."""
        return [
            {"code": code, "name": name_of(code), "current": code == self.language}
            for code in site_languages()
        ]

    def statuses(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        """Return the statuses that the reader meets, with how many have each."""
        return [
            {
                "key": status.value,
                "label": status.label,
                "number": counts[status],
                "current": status == self.wanted.get("status"),
            }
            for status in Concept.Status
            if counts.get(status)
        ]

    def counts(self) -> dict[int, dict[str, int]]:
        """Return how many concepts the reader sees, by vocabulary and status."""
        rows = self.all.order_by().values_list("vocabulary_id", "status")
        found: dict[int, dict[str, int]] = {}
        for vocabulary_id, status, number in rows.annotate(number=Count("pk")):
            found.setdefault(vocabulary_id, {})[status] = number
        return found

    def page(self) -> Page:
        """Return the asked part of the list, with definitions in the reader's language."""
        paginator = Paginator(self._rows(), ON_A_PAGE)
        page = paginator.get_page(self.page_number)
        for concept in page.object_list:
            concept.status_tag = STATUS_TAGS[Concept.Status(concept.status)]
            concept.shown_definition = next(iter(concept.reader_definitions), None)
        return page

    def _rows(self) -> ConceptQuerySet:
        definitions = Definition.objects.filter(
            Q(language=self.language) | Q(language__startswith=f"{self.language}-")
        )
        fetched = Prefetch("definitions", definitions, to_attr="reader_definitions")
        bounds = key_range(self.wanted.get("letter", "").lower())
        if bounds is None and {"project", "status", "subject"} & self.wanted.keys():
            # Those without a term in the language are part of these lists, too.
            rows = self._kept.labelled(self.language).order_by("reader_key", "pk")
        else:
            rows = self._kept.in_alphabet(self.language)
        if bounds is not None:
            rows = rows.filter(reader_key__gte=bounds[0], reader_key__lt=bounds[1])
        return rows.prefetch_related(fetched)


def totals(counts: dict[int, dict[str, int]]) -> dict[str, int]:
    """Return the counts by status over all vocabularies."""
    sums: dict[str, int] = {}
    for by_status in counts.values():
        for status, number in by_status.items():
            sums[status] = sums.get(status, 0) + number
    return sums


@dataclass
class Shelf:
    """A vocabulary with how much of it a reader sees."""

    vocabulary: Vocabulary
    size: int
    approved: int


def shelves(counts: dict[int, dict[str, int]]) -> list[Shelf]:
    """Return the vocabularies in which the reader sees something, with their sizes."""
    found = [
        Shelf(
            vocabulary,
            sum(counts[vocabulary.pk].values()),
            counts[vocabulary.pk].get(Concept.Status.APPROVED, 0),
        )
        for vocabulary in Vocabulary.objects.filter(pk__in=counts)
    ]
    return sorted(found, key=lambda shelf: sort_key(shelf.vocabulary.title))
