from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.content import publish_new
from groups.models import Space
from groups.policies import Policy, SpaceKind
from groups.services import settle, space_behind
from members.models import User
from network_site.base.registries import mark_dirty
from projects.models import Project, ProjectIndexPage, ProjectPage


def make_project_page(*, space: Space, purpose: str, acting_user: User) -> ProjectPage:
    """Make the page of a new project team; the project starts today."""
    parent = ProjectIndexPage.objects.order_by("pk").first()
    if parent is None:
        raise ValidationError(_("The site has no page of projects yet."))
    page = ProjectPage(
        title=space.name,
        summary=purpose,
        start=timezone.localdate(),
        translation_key=space.translation_key,
    )
    publish_new(page, parent=parent, acting_user=acting_user)
    return page


@transaction.atomic
def ensure_project_of(page: ProjectPage) -> Project:
    """Return the project behind a page, making it and its team's space for a new page.

    A project's team is open on purpose: what projects make is common property.
    """
    space = space_behind(page, kind=SpaceKind.PROJECT_TEAM, policy=Policy.OPEN)
    project, _created = Project.objects.get_or_create(
        translation_key=page.translation_key,
        defaults={"space": space, "start": page.start},
    )
    return project


@transaction.atomic
def apply_project_page(page: ProjectPage) -> Project:
    """Bring the project in step with its published page.

    Facts come from the page that the others are translated from.
    """
    project = ensure_project_of(page)
    source = project.source_page()
    if source is not None and source.pk == page.pk:
        for name in ("start", "end", "ended_on"):
            setattr(project, name, getattr(page, name))
        # A draft from before a merger names departments that are no more.
        lead = page.lead_department
        project.lead_department = lead.heir if lead else None
        project.save()
        project.participants.set({found.heir for found in page.participants.all()})
        Space.objects.filter(pk=project.space_id).update(
            name=page.title, ended_on=project.ended_on
        )
        project.space.refresh_from_db()
    settle(project.space)
    mark_dirty("project", project.pk)
    return project
