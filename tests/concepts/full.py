"""A vocabulary that has everything that concepts can have, for round trips."""

from __future__ import annotations

import datetime

from concepts.models import (
    Concept,
    Definition,
    LegalReference,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Subject,
    Term,
    Vocabulary,
)
from concepts.services import retire_concept, save_concept, supersede_concept
from members.models import User
from projects.models import Project
from tests.factories.concepts import ConceptFactory, VocabularyFactory


def full_vocabulary(
    project: Project | None = None, contact: User | None = None
) -> Vocabulary:
    """Store a vocabulary with every field of the model filled somewhere."""
    vocabulary = VocabularyFactory(
        slug="taysi",
        title_sv="Full",
        title_en="Full one",
        description_fi="Kaikkea: \"lainaus\", 'heitto' ja\nrivinvaihto",
        public_source="https://example.org/julkaistu",
    )
    subject = Subject.objects.create(
        vocabulary=vocabulary,
        uri=f"{vocabulary.base_uri}aihe",
        code="1.2",
        title_fi="Sammutus",
        title_sv="Släckning",
    )
    Subject.objects.create(
        vocabulary=vocabulary, uri=f"{vocabulary.base_uri}tyhja", title_en="Empty"
    )
    upper = ConceptFactory(vocabulary=vocabulary, fi="kalusto")
    whole = ConceptFactory(vocabulary=vocabulary, fi="yksikkö", draft=True)
    other = ConceptFactory(vocabulary=vocabulary, fi="letku", sv="slang", proposed=True)
    concept = save_concept(
        concept=_rich_concept(vocabulary, [subject], upper, whole, other),
        acting_user=None,
    )
    concept.contact = contact
    concept.origin_projects = [project] if project else []
    save_concept(concept=concept, acting_user=None)
    PendingRelation.objects.create(
        source=concept, role="narrower_partitive", target_uri="urn:tulossa:1"
    )
    PendingRelation.objects.create(
        source=concept, role="generic", target_uri="https://example.org/tulossa"
    )
    old = ConceptFactory(vocabulary=vocabulary, fi="vanha")
    supersede_concept(concept=old, replaced_by=concept, acting_user=None)
    gone = ConceptFactory(vocabulary=vocabulary, fi="poistunut")
    retire_concept(concept=gone, acting_user=None)
    return vocabulary


def _rich_concept(
    vocabulary: Vocabulary,
    subjects: list[Subject],
    upper: Concept,
    whole: Concept,
    other: Concept,
) -> Concept:
    kinds = list(Note.Kind)
    return Concept(
        vocabulary=vocabulary,
        code="K 12",
        status=Concept.Status.APPROVED,
        approved_on=datetime.date(2024, 2, 29),
        approved_by="Käsitetyöryhmä",
        source="Pelastuslaki\nTyöpaja 2023",
        subjects=subjects,
        terms=[
            Term(
                language="fi",
                text="sammutusauto",
                homonym_number=2,
                source="TSK 50\nPelastussanasto",
                scope_note="mieluummin kuin paloauto",
            ),
            Term(language="sv", text="släckningsbil", equivalence="near"),
            Term(language="en", text="fire engine", equivalence="broader"),
            Term(language="se", text="buollinbiila"),
            Term(language="fi", kind="synonym", text="-paloauto"),
            Term(language="fi", kind="synonym", text="=1+1"),
            Term(language="fi", kind="discouraged", text="paloauto", scope_note="arki"),
            Term(language="fi", kind="rejected", text="'@punainen"),
            Term(language="sv", kind="search_term", text="brandbil"),
        ],
        definitions=[
            Definition(
                language="fi", text="ajoneuvo, jolla sammutetaan", source="Laki"
            ),
            Definition(language="fi", text='auto; "iso", punainen', source="A\nB"),
            Definition(language="sv", text="+fordon för släckning"),
        ],
        notes=[
            Note(language="fi", kind=kind, text=f"huomio {n}", source=f"lähde {n}")
            for n, kind in enumerate(kinds)
        ],
        relations=[
            Relation(target=upper, kind="generic"),
            Relation(target=whole, kind="partitive"),
            Relation(target=other, kind="associative"),
        ],
        mappings=[
            Mapping(kind=kind, uri=f"http://www.yso.fi/onto/yso/p{n}")
            for n, kind in enumerate(Mapping.Kind)
        ],
        legislation=[
            LegalReference(
                text="Pelastuslaki 379/2011, 2 §", url="https://finlex.fi/laki"
            ),
            LegalReference(text="Asetus 407/2011"),
        ],
    )
