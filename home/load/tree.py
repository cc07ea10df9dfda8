"""Putting thousands of pages into the tree at once.

Treebeard places one page at a time, and Django makes no rows in bulk for a model with a
parent table. So places are worked out here, and each table is filled by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import F, Max
from django.db.models.sql import InsertQuery
from wagtail.models import Page

BATCH = 500
Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Cut a stream into lists, so that it is never whole in memory."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


class Gardener:
    """Plants published pages below pages that are in the tree already.

    No signal is sent and no revision made. ``finish`` settles the parents' counts.
    """

    def __init__(self) -> None:
        self._children: Counter[int] = Counter()
        self._last_steps: dict[int, int] = {}

    def plant(self, pages: list[tuple[Page, Any]]) -> None:
        """Insert pages given with their parents, after the children that are there."""
        for parent, page in pages:
            self._place(parent, page)
        rows = [self._base_row(page) for _parent, page in pages]
        for row, (_parent, page) in zip(
            Page.objects.bulk_create(rows), pages, strict=True
        ):
            page.pk = page.id = row.pk
        by_model = defaultdict(list)
        for _parent, page in pages:
            by_model[type(page)].append(page)
        for model, of_model in by_model.items():
            self._insert_own_table(model, of_model)

    def finish(self) -> None:
        """Tell the parents how many children they have got."""
        by_number = defaultdict(list)
        for pk, number in self._children.items():
            by_number[number].append(pk)
        for number, pks in by_number.items():
            Page.objects.filter(pk__in=pks).update(numchild=F("numchild") + number)
        self._children.clear()

    def _place(self, parent: Page, page: Any) -> None:
        step = self._last_step(parent) + 1
        self._last_steps[parent.pk] = step
        self._children[parent.pk] += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, step)
        page.locale_id = parent.locale_id
        page.draft_title = page.title
        page.set_url_path(parent)
        page.live = True

    def _last_step(self, parent: Page) -> int:
        if parent.pk not in self._last_steps:
            # A page's own count of children may be older than the tree.
            below = Page.objects.filter(
                depth=parent.depth + 1, path__startswith=parent.path
            )
            last = below.aggregate(last=Max("path"))["last"]
            self._last_steps[parent.pk] = (
                Page._str2int(last[-Page.steplen :]) if last else 0
            )
        return self._last_steps[parent.pk]

    @staticmethod
    def _base_row(page: Any) -> Page:
        fields = [
            field for field in Page._meta.concrete_fields if not field.primary_key
        ]
        return Page(**{field.attname: getattr(page, field.attname) for field in fields})

    @staticmethod
    def _insert_own_table(model: Any, pages: list[Any]) -> None:
        fields = model._meta.local_concrete_fields
        size = connection.ops.bulk_batch_size(fields, pages)
        for batch in batches(pages, size):
            query = InsertQuery(model)
            query.insert_values(fields, batch)
            query.get_compiler(connection=connection).execute_sql()
