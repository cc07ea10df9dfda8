from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from network_site.base.registries import SearchDocument, SearchKind
from network_site.base.visibility import EVERYONE


class Shelf(SearchKind):
    """A kind of findable thing whose things stand in memory.

    Usage: shelf.put(1, "Pelastuslaitos"), shelf.put(1, "Räddningsverk", language="sv"),
    shelf.put(2, "Salaisuus", audience={"s1"}), shelf.take(1).
    """

    key = "leaflet"
    label = "Leaflet"
    label_plural = "Leaflets"
    icon = "file"

    def __init__(self) -> None:
        self.things: dict[tuple[int, str], SearchDocument] = {}

    def put(
        self, object_id: int, title: str, *, language: str = "fi", **fields: Any
    ) -> SearchDocument:
        fields["audience"] = frozenset(fields.get("audience", {EVERYONE}))
        fields.setdefault("labels", (title,))
        fields.setdefault("url", f"/leaflets/{object_id}/{language}/")
        document = SearchDocument(
            object_id=object_id, language=language, title=title, **fields
        )
        self.things[object_id, language] = document
        return document

    def take(self, object_id: int) -> None:
        for key in [key for key in self.things if key[0] == object_id]:
            del self.things[key]

    def object_ids(self) -> Iterable[int]:
        return {object_id for object_id, _language in self.things}

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        wanted = set(object_ids)
        return [
            document
            for (object_id, _language), document in self.things.items()
            if object_id in wanted
        ]
