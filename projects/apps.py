from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from groups.policies import SpaceKind
        from network_site.base.navigation import index_page_url
        from network_site.base.registries import (
            Holding,
            NavItem,
            Panel,
            dirty_handlers,
            file_openers,
            holdings,
            nav_items,
            panels,
            search_kinds,
            space_homes,
        )
        from projects import departments, signals
        from projects.models import ProjectIndexPage
        from projects.panels import opened_by_output, outputs
        from projects.search_kinds import OutputKind, ProjectKind, index_outputs_of
        from projects.services import make_project_page

        signals.connect()
        space_homes.register(SpaceKind.PROJECT_TEAM, make_project_page)
        file_openers.register("outputs", opened_by_output)
        holdings.register(
            "led_projects",
            Holding(_("Projects it leads"), departments.led, departments.move_led),
        )
        holdings.register(
            "projects",
            Holding(
                _("Projects it takes part in"),
                departments.joined,
                departments.move_joined,
            ),
        )
        search_kinds.register("project", ProjectKind())
        search_kinds.register("output", OutputKind())
        dirty_handlers.register("outputs of files and spaces", index_outputs_of)
        for slot, order in (("space", 40), ("project", 10)):
            panels.register(
                f"{slot}.outputs",
                Panel("projects/panel_outputs.html", outputs, order=order),
            )
        nav_items.register(
            "projects",
            NavItem(
                label=_("Projects"),
                icon="project",
                url=lambda language: index_page_url(ProjectIndexPage, language),
                order=10,
            ),
        )
