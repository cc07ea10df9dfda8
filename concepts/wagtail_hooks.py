from typing import Any

from wagtail import hooks

from concepts.viewsets import ConceptViewSetGroup, concept_chooser_viewset


@hooks.register("register_admin_viewset")
def concept_viewsets() -> Any:
    return ConceptViewSetGroup()


@hooks.register("register_admin_viewset")
def concept_chooser() -> Any:
    return concept_chooser_viewset
