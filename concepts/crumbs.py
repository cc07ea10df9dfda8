"""The way to the pages of the concept bank."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concepts.models import Concept, Vocabulary


def crumbs(vocabulary: Vocabulary | None = None) -> list[dict[str, Any]]:
    """Return the way to a page of the bank; with a vocabulary, to a page in that."""
    found = [{"url": f"/{get_language()}/", "label": _("Home")}]
    if vocabulary is not None:
        found += [
            bank_crumb(),
            {"url": vocabulary.url, "label": vocabulary.title},
        ]
    return found


def bank_crumb() -> dict[str, Any]:
    return {"url": reverse("concept_index"), "label": _("Concepts")}


def crumbs_to(concept: Concept) -> list[dict[str, Any]]:
    """Return the way to a page that belongs to a concept."""
    own = {"url": concept.url, "label": concept.shown_label}
    return [*crumbs(concept.vocabulary), own]


def crumbs_to_tool() -> list[dict[str, Any]]:
    """Return the way to a page of the bank beside its vocabularies."""
    return [*crumbs(), bank_crumb()]
