from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from groups.models import Space
from network_site.base.registries import SearchDocument, SearchKind
from network_site.base.visibility import EVERYONE, space_token
from tests.bench.library.models import Sheet
from tests.bench.library.words import words_of

KINDS = ("report", "guide", "memo")
# Sentences are what a reader sees of it; the search sees words.
SENTENCE = 12


class Sheets(SearchKind):
    """Sheets of one kind: each in one language, every fifth in a second one, too."""

    icon = "file"

    def __init__(self, key: str) -> None:
        self.key = key
        self.label = self.label_plural = key.capitalize()

    def object_ids(self) -> Iterable[int]:
        return Sheet.objects.filter(kind=self.key).values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterator[SearchDocument]:
        sheets = Sheet.objects.filter(kind=self.key, pk__in=object_ids)
        for pk, changes in sheets.values_list("pk", "changes"):
            yield from written(pk, changes)


def written(pk: int, changes: int) -> Iterator[SearchDocument]:
    """Yield a sheet's texts; a changed one has ``changedNxM`` in its title."""
    chance = random.Random(pk)  # noqa: S311 - not a secret
    languages = chance.choices(["fi", "sv", "en"], [6, 3, 1])
    if chance.random() < 0.2:
        languages.append({"fi": "sv", "sv": "fi", "en": "fi"}[languages[0]])
    space = chance.choice(spaces()) if chance.random() < 0.6 else None
    closed = space is not None and chance.random() < 0.5
    token = space_token(space) if closed and space is not None else EVERYONE
    date = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=chance.randint(0, 3000))
    for language in languages:
        words = words_of(language)
        title = words.telling(chance, chance.randint(3, 8))
        text = words.some(chance, chance.randint(50, 400))
        if changes:
            title.append(f"changed{pk}x{changes}")
        sentences = [
            " ".join(text[start : start + SENTENCE]).capitalize() + "."
            for start in range(0, len(text), SENTENCE)
        ]
        name = " ".join(title).capitalize()
        yield SearchDocument(
            object_id=pk,
            language=language,
            title=name,
            labels=(name,),
            url=f"/{language}/sheets/{pk}/",
            audience=frozenset({token}),
            summary=sentences[0],
            text=" ".join(sentences[1:]),
            space_id=space,
            date=date,
        )


@lru_cache(maxsize=1)
def spaces() -> list[int]:
    return sorted(Space.objects.values_list("pk", flat=True))
