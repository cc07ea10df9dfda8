"""The concept bank's own format: everything that a vocabulary holds, and no loss.

    {"format": "kasitepankki-1",
     "vocabulary": {"slug": …, "title_fi": …, "base_uri": …, …},
     "subjects": [{"uri": …, "code": …, "title_fi": …, "title_sv": …, "title_en": …}],
     "concepts": [a concept as in ``concepts.snapshots``, …]}

Concepts stand by URI, one on a line, so that files can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from concepts.exporting import Writer
from concepts.models import Vocabulary
from concepts.querysets import ConceptQuerySet
from concepts.snapshots import snapshots_of

FORMAT = "kasitepankki-1"
VOCABULARY_FIELDS = (
    "slug",
    "title_fi",
    "title_sv",
    "title_en",
    "description_fi",
    "description_sv",
    "description_en",
    "default_language",
    "base_uri",
    "public_source",
    "links_in_texts",
    "last_number",
)
SUBJECT_FIELDS = ("uri", "code", "title_fi", "title_sv", "title_en")


def write_own_json(
    vocabulary: Vocabulary, concepts: ConceptQuerySet, stream: IO[bytes]
) -> None:
    """Write concepts of a vocabulary, some hundreds in memory at a time."""
    head = {name: getattr(vocabulary, name) for name in VOCABULARY_FIELDS}
    head["created"] = vocabulary.created_at.isoformat()
    stream.write(f'{{"format": {_line(FORMAT)},\n"vocabulary": {_line(head)}'.encode())
    _write_list("subjects", vocabulary.subjects.values(*SUBJECT_FIELDS), stream)
    rows = concepts.order_by("uri").iterator(chunk_size=500)
    _write_list("concepts", snapshots_of(rows), stream)
    stream.write(b"}\n")


def _write_list(name: str, rows: Iterable[Any], stream: IO[bytes]) -> None:
    stream.write(f",\n{_line(name)}: [".encode())
    for place, row in enumerate(rows):
        stream.write(f"{',' if place else ''}\n{_line(row)}".encode())
    stream.write(b"]")


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


WRITER = Writer(
    "json",
    _("Concept bank's own JSON"),
    "application/json",
    "json",
    (_("Earlier versions of concepts, comments and approval rounds stay here."),),
    write_own_json,
    for_editors=True,
)
