from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from concepts.audience import audience_of
from concepts.languages import base_of, rank, site_languages
from concepts.models import Concept, Note, Term, Vocabulary
from concepts.querysets import ROUND_SUBJECT
from groups.models import RoundItem
from network_site.base.registries import SearchDocument, SearchKind


class ConceptKind(SearchKind):
    """Concepts, found by every term they have, in each language of the site."""

    key = "concept"
    label = _("Concept")
    label_plural = _("Concepts")
    icon = "concept"

    def object_ids(self) -> Iterable[int]:
        return Concept.objects.order_by("pk").values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        concepts = (
            Concept.objects.filter(pk__in=object_ids)
            .select_related("vocabulary")
            .prefetch_related("terms", "definitions", "notes", "origin_projects")
        )
        rounds = RoundItem.objects.open_rounds(ROUND_SUBJECT, object_ids)
        for concept in concepts:
            yield from self._documents_of(concept, rounds.get(concept.pk, []))

    def audiences(self, object_ids: list[int]) -> dict[tuple[int, str], frozenset[str]]:
        concepts = Concept.objects.filter(pk__in=object_ids).prefetch_related(
            "origin_projects"
        )
        rounds = RoundItem.objects.open_rounds(ROUND_SUBJECT, object_ids)
        audience = {
            concept.pk: audience_of(concept, rounds.get(concept.pk, []))
            for concept in concepts.only("pk", "status")
        }
        # A concept has the same readers in every language that it may be shown in.
        codes = {*site_languages(), *Vocabulary.objects.values_list("default_language")}
        return {(pk, code): tokens for pk, tokens in audience.items() for code in codes}

    def _documents_of(
        self, concept: Concept, rounds: list[int]
    ) -> Iterator[SearchDocument]:
        terms = sorted(concept.terms.all(), key=_best_first)
        languages = {base_of(term.language) for term in terms}
        shown = [code for code in site_languages() if code in languages]
        audience = audience_of(concept, rounds)
        # Words of other languages lead to the concept as well, under its first one.
        for place, language in enumerate(
            shown or [concept.vocabulary.default_language]
        ):
            own = [term for term in terms if base_of(term.language) == language]
            others = [t.text for t in terms if base_of(t.language) not in shown]
            yield SearchDocument(
                object_id=concept.pk,
                language=language,
                title=own[0].text if own else str(concept),
                url=concept.url_in(language),
                audience=audience,
                labels=tuple(dict.fromkeys(term.text for term in own)),
                summary=_definition(concept, language),
                text=" ".join(
                    [*_notes(concept, language), *(others if not place else [])]
                ),
                status=concept.status,
                date=concept.modified_at,
                extra={
                    "uri": concept.uri,
                    "definition": _definition(concept, language),
                    "vocabulary": concept.vocabulary.slug,
                    "terms": [[term.kind, term.text] for term in own],
                },
            )


def _best_first(term: Term) -> tuple[int, tuple[int, str], int]:
    return (list(Term.Kind).index(Term.Kind(term.kind)), rank(term.language), term.pk)


def _definition(concept: Concept, language: str) -> str:
    texts = (
        d.text for d in concept.definitions.all() if base_of(d.language) == language
    )
    return next(texts, "")


def _notes(concept: Concept, language: str) -> list[str]:
    return [
        note.text
        for note in concept.notes.all()
        if base_of(note.language) == language and note.kind != Note.Kind.EDITORIAL_NOTE
    ]
