"""A vocabulary in which every kind of thing is said of some concept."""

from __future__ import annotations

from datetime import date

from concepts.models import (
    Concept,
    Definition,
    LegalReference,
    Mapping,
    Note,
    PendingRelation,
    Subject,
    Term,
    Vocabulary,
)
from concepts.services import supersede_concept
from tests.factories.concepts import ConceptFactory

BASE = "https://example.org/k/"


def make_full_vocabulary(slug: str = "koe") -> Concept:
    """Return the concept of which most is said; others are around it."""
    vocabulary = Vocabulary.objects.create(
        slug=slug,
        title_fi="Koesanasto",
        title_sv="Provordlista",
        description_fi="Sanoja <kokeisiin> & muuhun",
        base_uri=BASE,
        public_source="https://example.org/julkaistu",
    )
    subject = Subject.objects.create(
        vocabulary=vocabulary, uri=f"{BASE}aihe-1", code="1", title_fi="Sammuttaminen"
    )

    def make(local: str, **given: object) -> Concept:
        return ConceptFactory(vocabulary=vocabulary, uri=f"{BASE}{local}", **given)

    upper = make("kalusto", fi="kalusto", sv="materiel")
    engine = make("yksikko", fi="yksikkö")
    concept = make(
        "letku",
        code="K-7",
        fi="letku",
        sv="slang",
        source="Laki\nStandardi",
        broader=[upper],
        whole=[engine],
        related=[make("pumppu", fi="pumppu", en="pump")],
        approved_on=date(2026, 5, 4),
        approved_by="Sanastotyöryhmä",
        subjects=[subject],
        terms=[
            Term(
                language="en",
                text="hose",
                homonym_number=2,
                source="ISO 8421",
                scope_note="brittienglanti",
                equivalence="broader",
            ),
            Term(language="fi", kind="synonym", text='paloletku "A"'),
            Term(language="fi", kind="discouraged", text="slangi"),
            Term(
                language="fi", kind="rejected", text="piuha\\", scope_note="arkikieltä"
            ),
            Term(language="fi", kind="search_term", text="letkut"),
        ],
        definitions=[
            Definition(language="fi", text="taipuisa putki", source="TEPA\nLaki 2 §"),
            Definition(language="sv", text="böjligt rör\nför vatten & <skum>"),
        ],
        notes=[
            Note(language="fi", text="huomaa"),
            Note(language="fi", kind="scope_note", text="vain palokalusto"),
            Note(language="fi", kind="example", text="A-letku", source="Opas"),
            Note(language="fi", kind="history_note", text="ennen piuha"),
            Note(language="fi", kind="change_note", text="tarkennettu 2026"),
            Note(language="fi", kind="editorial_note", text="kesken"),
        ],
        mappings=[
            Mapping(kind="exact", uri="https://example.org/muu/1"),
            Mapping(kind="close", uri="https://example.org/muu/2"),
        ],
        legislation=[
            LegalReference(
                text="Pelastuslaki 379/2011, 2 §",
                url="https://example.org/laki?a=1&b=2",
            )
        ],
    )
    PendingRelation.objects.create(
        source=concept, role="generic", target_uri="https://example.org/tulossa"
    )
    make("paloletku", fi="painepaloletku", broader=[concept])
    old = make("johto", fi="johto")
    supersede_concept(concept=old, replaced_by=concept, acting_user=None)
    make("luonnos", fi="salattu luonnos", draft=True, broader=[concept])
    return concept
