from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from search.filters import Filters, Places
    from search.sight import Sight


class EntryQuerySet(models.QuerySet):
    def opened_by(self, sight: Sight) -> Self:
        """Keep the rows that a reader may see."""
        opened = apps.get_model("search", "AudienceToken").objects.filter(
            token__one_of=sorted(sight.tokens)
        )
        return self.filter(sight.keeps(), audience__in=opened.values("audience_id"))

    def of(self, kind: str, object_ids: Iterable[int]) -> Self:
        return self.filter(kind=kind, object_id__one_of=list(object_ids))

    def within(self, filters: Filters) -> Self:
        """Keep what a reader's choices let through."""
        entries = self
        if filters.kind:
            entries = entries.filter(kind=filters.kind)
        if filters.languages:
            entries = entries.filter(language__in=sorted(filters.languages))
        if filters.places is not None:
            entries = entries.filter(_in_places(filters.places))
        if filters.departments:
            entries = entries.filter(department_id__in=sorted(filters.departments))
        if filters.years:
            entries = entries.filter(year__in=sorted(filters.years))
        if filters.statuses:
            entries = entries.filter(status__in=sorted(filters.statuses))
        if filters.file_types:
            entries = entries.filter(_of_types(filters.file_types))
        if filters.since:
            entries = entries.filter(date__gte=filters.since)
        if filters.before:
            entries = entries.filter(date__lt=filters.before)
        return entries


def _of_types(file_types: Iterable[str]) -> Q:
    wanted = Q()
    for file_type in sorted(file_types):
        wanted |= Q(file_types__contains=f" {file_type} ")
    return wanted


def _in_places(places: Places) -> Q:
    wanted = Q(space_id__in=sorted(places.spaces))
    if places.network:
        wanted |= Q(space_id=None)
    if places.others_than is not None:
        elsewhere = ~Q(space_id__in=sorted(places.others_than))
        wanted |= Q(space_id__isnull=False) & elsewhere
    return wanted
