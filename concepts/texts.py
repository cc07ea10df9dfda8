"""Definitions, notes and legal references of a concept, fetched at once."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from concepts.models import Concept, Definition, LegalReference, Note

_NOTHING = Value("", output_field=TextField())


class Texts(NamedTuple):
    """What is written of a concept."""

    definitions: list[Definition]
    notes: list[Note]
    legislation: list[LegalReference]


def texts_of(concept: Concept) -> Texts:
    """Return what is written of a stored concept, in one query instead of three."""
    parts: list[tuple[str, Any, dict[str, Any]]] = [
        ("definition", Definition, {"s": F("source"), "tag": F("language")}),
        ("note", Note, {"s": F("source"), "tag": F("language"), "k": F("kind")}),
        ("law", LegalReference, {"s": F("url")}),
    ]
    queries = [
        model.objects.filter(concept=concept)
        .order_by()
        .values_list(
            Value(part, output_field=TextField()),
            "pk",
            *(
                Cast(said.get(name, _NOTHING), TextField())
                for name in ("tag", "k", "s")
            ),
            Cast("text", TextField()),
        )
        for part, model, said in parts
    ]
    rows = sorted(queries[0].union(*queries[1:], all=True), key=lambda row: row[1])
    texts = Texts([], [], [])
    for part, pk, language, kind, source, text in rows:
        given = {"pk": pk, "concept": concept, "text": text}
        if part == "law":
            texts.legislation.append(LegalReference(url=source, **given))
        elif part == "note":
            given |= {"language": language, "source": source}
            texts.notes.append(Note(kind=kind, **given))
        else:
            given |= {"language": language, "source": source}
            texts.definitions.append(Definition(**given))
    return texts
