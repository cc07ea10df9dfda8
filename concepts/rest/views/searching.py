from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from concepts.models import Vocabulary
from concepts.rest.calls import Call, Refusal, bad_request, call, not_found
from concepts.rest.searching import Question, lookup, search

if TYPE_CHECKING:
    from django.http import HttpResponse

_LABELS = {
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
    "hiddenLabel": "skos:hiddenLabel",
}
_ONKI = {"onki": "http://schema.onki.fi/onki#"}


@call(dated=False)
def search_concepts(asked: Call) -> HttpResponse:
    """Find concepts by their labels, in one vocabulary or in several."""
    question = _question(asked)
    hits = search(question)
    context: dict[str, Any] = {
        "isothes": "http://purl.org/iso25964/skos-thes#",
        **_ONKI,
        "results": {"@id": "onki:results", "@container": "@list"},
        **_LABELS,
        **{name: f"skos:{name}" for name in question.fields},
    }
    if "prefLabel" in question.fields:
        context["prefLabels"] = {"@id": "skos:prefLabel", "@container": "@language"}
    if shown := question.shown_language or question.language:
        context["@language"] = shown
    return asked.answer(context, uri="", results=hits)


def _question(asked: Call) -> Question:
    words = unicodedata.normalize("NFC", asked.asked("query"))
    if not words and not asked.asked("group") and not asked.asked("parent"):
        raise bad_request("query parameter missing")
    return Question(
        words=words,
        language=asked.asked("lang").lower(),
        shown_language=asked.asked("labellang").lower(),
        vocabularies=_vocabularies(asked),
        types=asked.asked("type").split(),
        parents=asked.asked("parent").split(),
        groups=asked.asked("group").split(),
        schemes=asked.asked("scheme").split(),
        fields=asked.asked("fields").split(),
        unique=asked.is_on("unique"),
        limit=_paging(asked, "maxhits", None, 1),
        offset=_paging(asked, "offset", 0, 0) or 0,
    )


def _paging(asked: Call, name: str, default: int | None, least: int) -> int | None:
    try:
        return asked.number(name, default, least)
    except Refusal as error:
        raise bad_request(f"{name} parameter is invalid") from error


def _vocabularies(asked: Call) -> list[Vocabulary] | None:
    """Return where to search; None for everywhere."""
    if asked.vocabulary is not None:
        return [asked.vocabulary]
    slugs = asked.asked("vocab").split()
    if not slugs:
        return None
    found = {vocabulary.slug: vocabulary for vocabulary in Vocabulary.objects.all()}
    for slug in slugs:
        if slug not in found:
            raise not_found(f"Vocabulary id '{slug}' not found in configuration.")
    return [found[slug] for slug in slugs]


@call(dated=False)
def look_up(asked: Call) -> HttpResponse:
    """Find the concepts that a label names."""
    label = unicodedata.normalize("NFC", asked.required("label"))
    language = asked.asked("lang").lower()
    question = Question(
        words=label,
        language=language,
        shown_language=language or asked.mine.default_language,
        vocabularies=[asked.mine],
    )
    hits = lookup(question)
    if not hits:
        raise not_found(f"Could not find label '{label}'")
    context: dict[str, Any] = {
        **_ONKI,
        "result": {"@id": "onki:results"},
        **_LABELS,
    }
    if language:
        context["@language"] = language
    return asked.answer(context, result=hits)
