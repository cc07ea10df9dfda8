from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptsConfig(AppConfig):
    name = "concepts"
    verbose_name = _("Concepts")

    def ready(self) -> None:
        from concepts.annotation.page_links import link_terms
        from concepts.annotation.writing import advice_on
        from concepts.checks import mark_for_check, recheck_marked
        from concepts.exporting import own_json, tables, writers
        from concepts.exporting.rdf import register_writers
        from concepts.import_jobs import sweep_imports
        from concepts.notices import KINDS
        from concepts.panels import project_concepts
        from concepts.permissions import grant_editing, register_policies
        from concepts.rounds import ConceptSubject
        from concepts.search_kinds import ConceptKind
        from concepts.uses import note_change, sweep_uses
        from concepts.views import index_url
        from network_site.base.registries import (
            NavItem,
            Panel,
            dirty_handlers,
            nav_items,
            notification_kinds,
            panels,
            role_permissions,
            round_subjects,
            search_kinds,
            sweepers,
            text_decorators,
            writing_hints,
        )

        search_kinds.register("concept", ConceptKind())
        dirty_handlers.register("concept checks", mark_for_check)
        sweepers.register("concept checks", recheck_marked)
        role_permissions.register("is_concept_editor.concepts", grant_editing)
        for notice in KINDS:
            notification_kinds.register(notice.key, notice)
        round_subjects.register(ConceptSubject.key, ConceptSubject())
        register_policies()
        sweepers.register("imports", sweep_imports)
        text_decorators.register("terms", link_terms)
        writing_hints.register("terms", advice_on)
        dirty_handlers.register("term uses", note_change)
        sweepers.register("term uses", sweep_uses)
        register_writers()
        for writer in (own_json.WRITER, tables.XLSX, tables.CSV):
            writers.register(writer.key, writer)
        panels.register(
            "project.concepts",
            Panel(
                "concepts/panel_project_concepts.html",
                project_concepts,
                order=40,
                column="side",
            ),
        )
        nav_items.register(
            "concepts",
            NavItem(label=_("Concepts"), icon="concept", url=index_url, order=40),
        )
