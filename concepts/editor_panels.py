"""What the editor of a concept sees beside its fields."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from concepts.checks import check


class FindingsPanel(Panel):
    """Lists what the checks find of the concept as it is stored."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "concepts/admin/findings.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            stored = type(self.instance).objects.get(pk=self.instance.pk)
            context["findings"] = check(stored)
            return context
