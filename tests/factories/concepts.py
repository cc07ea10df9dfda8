from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from concepts.models import Concept, Definition, Note, Relation, Term, Vocabulary
from concepts.services import save_concept


class VocabularyFactory(DjangoModelFactory):
    class Meta:
        model = Vocabulary

    slug = factory.Sequence(lambda n: f"sanasto-{n}")
    title_fi = factory.Sequence(lambda n: f"Sanasto {n}")
    base_uri = factory.LazyAttribute(lambda o: f"https://example.org/{o.slug}/")


class ConceptFactory(DjangoModelFactory):
    """An approved concept, stored as the editors' form stores one.

    Usage: ConceptFactory(fi="palokunta", sv="brandkår", definition="…"),
    ConceptFactory(draft=True, projects=[project]), ConceptFactory(broader=[other]),
    ConceptFactory(terms=[Term(language="fi", kind="rejected", text="…")]).
    """

    class Meta:
        model = Concept

    class Params:
        draft = factory.Trait(status=Concept.Status.DRAFT)
        proposed = factory.Trait(status=Concept.Status.PROPOSED)
        retired = factory.Trait(status=Concept.Status.RETIRED)

    vocabulary = factory.SubFactory(VocabularyFactory)
    status = Concept.Status.APPROVED
    fi = factory.Sequence(lambda n: f"käsite {n}")

    @classmethod
    def _create(cls, model_class: type[Concept], *args: Any, **given: Any) -> Concept:
        terms = list(given.pop("terms", []))
        terms += [
            Term(language=language, text=text)
            for language in ("fi", "sv", "en")
            if (text := given.pop(language, ""))
        ]
        if definition := given.pop("definition", ""):
            given["definitions"] = [Definition(language="fi", text=definition)]
        if note := given.pop("note", ""):
            given["notes"] = [Note(language="fi", text=note)]
        given["origin_projects"] = given.pop("projects", [])
        links = [
            Relation(target=other, kind=kind)
            for name, kind in (
                ("broader", "generic"),
                ("whole", "partitive"),
                ("related", "associative"),
            )
            for other in given.pop(name, [])
        ]
        concept = Concept(terms=terms, relations=links, **given)
        return save_concept(concept=concept, acting_user=None)
