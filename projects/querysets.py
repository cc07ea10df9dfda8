from __future__ import annotations

from typing import Any, Self

from django.db.models import Q
from django.utils import timezone

from groups.models import Space
from members.models import Organisation
from network_site.base.families import FamilyQuerySet


class ProjectQuerySet(FamilyQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Return the projects whose card a reader may see: that of their space."""
        return self.filter(space__in=Space.objects.visible_to(user))

    def planned(self) -> Self:
        return self.filter(ended_on=None, start__gt=timezone.localdate())

    def running(self) -> Self:
        today = timezone.localdate()
        return self.filter(ended_on=None, start__lte=today).filter(
            Q(end=None) | Q(end__gte=today)
        )

    def ended(self) -> Self:
        return self.filter(~Q(ended_on=None) | Q(end__lt=timezone.localdate()))

    def in_year(self, year: int) -> Self:
        """Keep the projects that ran during some part of a year."""
        return self.filter(start__year__lte=year).filter(
            Q(end=None) | Q(end__year__gte=year)
        )

    def of_organisation(self, organisation: Organisation) -> Self:
        """Keep the projects that a department or its predecessors take part in."""
        family = Organisation.objects.filter(
            Q(pk=organisation.pk) | Q(merged_into=organisation)
        )
        return self.filter(
            Q(lead_department__in=family) | Q(participants__in=family)
        ).distinct()
