from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from members.models import Organisation
from network_site.base.page_marks import mark_with_page
from network_site.base.registries import mark_dirty
from projects.departments import joined, led
from projects.models import Output, OutputEdition, Project, ProjectPage
from projects.services import apply_project_page, ensure_project_of


def _saved(instance: ProjectPage, **_kwargs: Any) -> None:
    ensure_project_of(instance)


def _published(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, ProjectPage):
        apply_project_page(instance)


def _unpublished(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, ProjectPage):
        mark_dirty("project", instance.project.pk)


def _output_changed(instance: Output, **_kwargs: Any) -> None:
    mark_dirty("output", instance.pk)


def _organisation_saved(instance: Organisation, created: bool, **_kwargs: Any) -> None:
    if not created:
        mark_dirty("project", *led(instance), *joined(instance))


def _edition_changed(instance: OutputEdition, **_kwargs: Any) -> None:
    mark_dirty("output", instance.output_id)


def _project_of(page: ProjectPage) -> list[int]:
    projects = Project.objects.filter(translation_key=page.translation_key)
    return list(projects.values_list("pk", flat=True))


def connect() -> None:
    mark_with_page("project", ProjectPage, _project_of)
    for signal in (post_save, post_delete):
        signal.connect(
            _edition_changed, sender=OutputEdition, dispatch_uid=f"edition_{id(signal)}"
        )
    post_save.connect(_saved, sender=ProjectPage, dispatch_uid="project_page_saved")
    page_published.connect(_published, dispatch_uid="projects_published")
    page_unpublished.connect(_unpublished, dispatch_uid="projects_unpublished")
    post_save.connect(_output_changed, sender=Output, dispatch_uid="output_saved")
    post_delete.connect(_output_changed, sender=Output, dispatch_uid="output_deleted")
    post_save.connect(
        _organisation_saved, sender=Organisation, dispatch_uid="projects_organisation"
    )
