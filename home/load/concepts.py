"""Concepts by the thousand: named in three languages and in their order."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from concepts.models import Concept, Definition, Relation, Term, Vocabulary
from concepts.services import save_vocabulary, touch_vocabulary
from home.load.words import NOUNS, Word
from home.load.writing import Writer

BATCH = 1_000
Named = tuple[Word, Word | None]


def load_concepts(names: list[Named], writer: Writer) -> None:
    """Make a vocabulary of these names.

    Args:
        names: each with that of its broader concept, which comes before it.
        writer: chooses what else is said of them.
    """
    if not names:
        return
    vocabulary = save_vocabulary(
        vocabulary=Vocabulary(slug="kuormasanasto", title_fi="Kuormasanasto"),
        acting_user=None,
    )
    concepts: dict[Word, Concept] = {}
    terms: list[Term] = []
    definitions: list[Definition] = []
    for number, (name, broader) in enumerate(names, 1):
        concept = _concept(vocabulary, number, writer)
        own = list(_terms(concept, name))
        concept.settle_label(own)
        concepts[name] = concept
        terms += own
        definitions += _definitions(concept, broader, writer)
    Concept.objects.bulk_create(concepts.values(), BATCH)
    Term.objects.bulk_create(terms, BATCH)
    Definition.objects.bulk_create(definitions, BATCH)
    Relation.objects.bulk_create(_relations(names, concepts, writer), BATCH)
    touch_vocabulary(vocabulary.pk)


def _concept(vocabulary: Vocabulary, number: int, writer: Writer) -> Concept:
    status = writer.chance.choices(
        ("approved", "draft", "proposed", "retired"), (90, 4, 3, 3)
    )[0]
    public = status in Concept.PUBLIC_STATUSES
    code = f"kuorma-{number:05}"
    return Concept(
        vocabulary=vocabulary,
        code=code,
        uri=f"{vocabulary.base_uri}{code}",
        status=status,
        approved_on=timezone.localdate() if public else None,
        approved_by="Pelastusjohtajien hallitus" if public else "",
    )


def _terms(concept: Concept, name: Word) -> Iterator[Term]:
    for language in ("fi", "sv", "en"):
        text = getattr(name, language)
        yield Term(
            concept=concept, language=language, kind=Term.Kind.RECOMMENDED, text=text
        )
    # Who types the beginning of the head's word should find it, too.
    yield Term(
        concept=concept,
        language="fi",
        kind=Term.Kind.SEARCH_TERM,
        text=f"pelastustoimen {name.fi}",
    )


def _definitions(
    concept: Concept, broader: Word | None, writer: Writer
) -> Iterator[Definition]:
    wide = broader or Word("asia", "sak", "thing")
    noun = writer.chance.choice(NOUNS)
    texts = {
        "fi": f"{wide.fi}, jota tarvitaan, kun {noun.part} suunnitellaan tai arvioidaan",
        "sv": f"{wide.sv} som används inom räddningsväsendet",
        "en": f"{wide.en} that rescue services use",
    }
    for language, text in texts.items():
        yield Definition(concept=concept, language=language, text=text)


def _relations(
    names: list[Named], concepts: dict[Word, Concept], writer: Writer
) -> Iterator[Relation]:
    """Relate each to its broader concept, and some to another on the same level."""
    level: list[Concept] = []
    depth = 0
    for name, broader in names:
        if broader is not None:
            yield Relation(
                source=concepts[name],
                target=concepts[broader],
                kind=Relation.Kind.GENERIC,
            )
        if (words := name.fi.count(" ")) != depth:
            level, depth = [], words
        if level and writer.chance.random() < 0.3:
            yield Relation(
                source=concepts[name],
                target=writer.chance.choice(level),
                kind=Relation.Kind.ASSOCIATIVE,
            )
        level.append(concepts[name])
