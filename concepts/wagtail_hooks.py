from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks

from concepts.viewsets import ConceptViewSetGroup, concept_chooser_viewset


@hooks.register("register_admin_viewset")
def concept_viewsets() -> Any:
    return ConceptViewSetGroup()


@hooks.register("register_admin_viewset")
def concept_chooser() -> Any:
    return concept_chooser_viewset


@hooks.register("insert_editor_js")
def hints_while_writing() -> str:
    return format_html(
        '<script src="{}" data-address="{}"></script>',
        static("concepts/writing.js"),
        reverse("writing_hints"),
    )
