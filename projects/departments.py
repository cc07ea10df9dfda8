"""What projects hold of departments, and how it moves when departments merge."""

from __future__ import annotations

from typing import Any

from members.models import Organisation
from network_site.base.registries import mark_dirty
from projects.models import Project, ProjectPage


def lead_department_of(space: Any | None) -> int | None:
    """Return the id of the department that leads the project of a space, if any."""
    project = getattr(space, "project", None)
    return project.lead_department_id if project else None


def led(organisation: Organisation) -> list[int]:
    """Return the ids of the projects that a department leads."""
    return list(organisation.led_projects.values_list("pk", flat=True))


def joined(organisation: Organisation) -> list[int]:
    """Return the ids of the projects that a department takes part in."""
    return list(organisation.projects.values_list("pk", flat=True))


def move_led(organisation: Organisation, heir: Organisation) -> None:
    """Make the heir the lead department, of the projects and of their pages."""
    projects = led(organisation)
    for model in (Project, ProjectPage):
        rows: Any = model.objects.filter(lead_department=organisation)
        rows.update(lead_department=heir)
    mark_dirty("project", *projects)


def move_joined(organisation: Organisation, heir: Organisation) -> None:
    """Put the heir among the participants instead; once where both took part."""
    projects = joined(organisation)
    for model in (Project, ProjectPage):
        through: Any = model.participants.through
        owner = f"{model._meta.model_name}_id"
        rows = through.objects.filter(organisation=organisation)
        heirs = through.objects.filter(organisation=heir).values_list(owner, flat=True)
        rows.filter(**{f"{owner}__in": list(heirs)}).delete()
        rows.update(organisation=heir)
    mark_dirty("project", *projects)
