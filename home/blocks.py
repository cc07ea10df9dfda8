"""Blocks of the strategy, which choose pages of the floors below."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MEASURE_STATES = [
    ("starting", _("About to start")),
    ("running", _("Under way")),
    ("done", _("Done")),
]


class MeasureBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Measure"), max_length=250)
    state = blocks.ChoiceBlock(
        label=_("State"), choices=MEASURE_STATES, default="starting"
    )

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        return context | {"state_label": dict(MEASURE_STATES).get(value["state"])}

    class Meta:
        icon = "tasks"
        label = _("Measure")
        template = "home/blocks/measure.html"


class GoalBlock(blocks.StructBlock):
    """A goal (päämäärä) with its measures and what serves it."""

    title = blocks.CharBlock(label=_("Goal"), max_length=200)
    description = blocks.TextBlock(
        label=_("What it means"), required=False, max_length=800
    )
    measures = blocks.ListBlock(MeasureBlock(), label=_("Measures"))
    served_by = blocks.ListBlock(
        blocks.PageChooserBlock(
            page_type=["groups.GroupPage", "projects.ProjectPage", "home.GuidelinePage"]
        ),
        label=_("Served by"),
        required=False,
        default=[],
    )

    class Meta:
        icon = "pick"
        label = _("Goal")


class CornerstoneBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Cornerstone"), max_length=100)
    text = blocks.TextBlock(label=_("In a sentence"), max_length=400)

    class Meta:
        icon = "success"
        label = _("Cornerstone")
