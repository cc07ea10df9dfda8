from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from network_site.base.registries import SearchDocument, SearchKind
from network_site.base.visibility import card_token
from projects.departments import lead_department_of
from projects.models import Output, Project, ProjectPage


class ProjectKind(SearchKind):
    """Projects. Their texts belong to the card, which says what the project is for."""

    key = "project"
    label = _("Project")
    label_plural = _("Projects")
    icon = "project"

    def object_ids(self) -> Iterable[int]:
        return Project.objects.values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        projects = {
            project.translation_key: project
            for project in Project.objects.filter(pk__in=object_ids)
        }
        pages = ProjectPage.objects.live().filter(
            alias_of=None, translation_key__in=projects
        )
        for page in pages.select_related("locale"):
            project = projects[page.translation_key]
            yield SearchDocument(
                object_id=project.pk,
                language=page.locale.language_code,
                title=page.title,
                url=page.url,
                audience=frozenset({card_token(project.space_id)}),
                labels=(page.title,),
                summary=page.summary,
                space_id=project.space_id,
                department_id=project.lead_department_id,
                status=project.status,
            )


class OutputKind(SearchKind):
    key = "output"
    label = _("Output")
    label_plural = _("Outputs")
    icon = "book"

    def object_ids(self) -> Iterable[int]:
        return Output.objects.values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        outputs = Output.objects.filter(pk__in=object_ids).select_related(
            "space__project"
        )
        for output in outputs.prefetch_related("editions__document"):
            editions = output.editions.all()
            files = [edition.document for edition in editions if edition.document]
            for edition in editions:
                title = edition.title or output.title
                yield SearchDocument(
                    object_id=output.pk,
                    language=edition.language,
                    title=title,
                    url=edition.address,
                    audience=output.audience_tokens,
                    labels=(title, output.title),
                    summary=output.description,
                    space_id=output.space_id,
                    department_id=lead_department_of(output.space),
                    file_types=tuple(file.file_type for file in files),
                    year=output.published_on.year if output.published_on else None,
                    extra={"kind": output.kind},
                )
