from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.rich_text import RichText

from network_site.base.body_text import body_text
from network_site.base.models import text_of
from network_site.base.registries import SearchDocument, SearchKind, mark_dirty
from network_site.base.visibility import card_token
from projects.departments import lead_department_of
from projects.models import Output, OutputEdition, Project, ProjectPage


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
            .select_related("lead_department")
            .prefetch_related(
                "lead_department__predecessors", "participants__predecessors"
            )
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
                text=_text_of(page),
                found_by=_taking_part(project),
                space_id=project.space_id,
                department_id=project.lead_department_id,
                status=project.status,
            )


def _text_of(page: ProjectPage) -> str:
    """Return what the card says; the body is only for those who see everything."""
    parts = [page.aims, page.milestones, RichText(page.implementation)]
    return "\n".join(filter(None, [*map(body_text, parts), page.funding]))


def _taking_part(project: Project) -> tuple[str, ...]:
    """Return the names of the departments that make a project."""
    lead = [project.lead_department] if project.lead_department else []
    departments = [*lead, *project.participants.all()]
    names = (name for department in departments for name in department.every_name)
    return tuple(dict.fromkeys(names))


class OutputKind(SearchKind):
    """Outputs, found by what stands in their files, too: who sees one may open these."""

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
        for output in outputs.prefetch_related("editions__document__reading"):
            editions = output.editions.all()
            files = [edition.document for edition in editions if edition.document]
            for edition in editions:
                with override(edition.language):
                    kind = output.get_kind_display()
                title = edition.title or output.title
                yield SearchDocument(
                    object_id=output.pk,
                    language=edition.language,
                    title=title,
                    url=edition.address,
                    audience=output.audience_tokens,
                    labels=(title, output.title),
                    summary=output.description,
                    found_by=(kind, *_made_by(output), *_inside(edition)),
                    space_id=output.space_id,
                    department_id=lead_department_of(output.space),
                    file_types=tuple(file.file_type for file in files),
                    year=output.published_on.year if output.published_on else None,
                    extra={"kind": output.kind},
                )


def _made_by(output: Output) -> tuple[str, ...]:
    # Whoever sees what a space has made sees the card of the space.
    return (output.space.name,) if output.space else ()


def _inside(edition: OutputEdition) -> tuple[str, ...]:
    document = edition.document
    return (document.title, text_of(document)) if document else ()


def index_outputs_of(kind: str, object_ids: Iterable[int]) -> None:
    """Have the outputs indexed again that are found by changed files or spaces."""
    fields = {"document": "editions__document__in", "space": "space__in"}
    if kind in fields:
        outputs = Output.objects.filter(**{fields[kind]: list(object_ids)})
        mark_dirty("output", *outputs.order_by().values_list("pk", flat=True))
