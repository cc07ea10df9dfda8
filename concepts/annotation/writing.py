"""Telling a writer which words the concept bank advises against."""

from __future__ import annotations

from django.utils.translation import gettext as _

from concepts.annotation.annotating import LANGUAGES, public_matches, ready_matcher
from concepts.models import Concept, Term
from network_site.base.registries import WritingHint

# More than these are read at another time.
MOST = 10
# In characters; as much as the short forms take.
LONGEST = 50_000


def advice_on(text: str, *, language: str) -> list[WritingHint]:
    """Return a hint for each discouraged or rejected term in a text.

    Args:
        text: running text.
        language: the language of the text.
    """
    matcher = ready_matcher(language) if language in LANGUAGES and text else None
    if matcher is None:
        return []
    written: dict[int, str] = {}
    for match in public_matches(text[:LONGEST], matcher):
        if match.kind in (Term.Kind.DISCOURAGED, Term.Kind.REJECTED):
            written.setdefault(match.concept_id, text[match.start : match.end])
    if not written:
        return []
    recommended = dict(
        Term.objects.filter(
            concept__in=written, kind=Term.Kind.RECOMMENDED, language=language
        ).values_list("concept_id", "text")
    )
    approved = Concept.objects.filter(pk__in=written, status=Concept.Status.APPROVED)
    concepts = approved.select_related("vocabulary").in_bulk()
    return [
        WritingHint(
            _("”%(written)s”: the recommended term is ”%(term)s”.")
            % {"written": words, "term": recommended[pk]},
            concepts[pk].url,
        )
        for pk, words in list(written.items())[:MOST]
        if pk in recommended and pk in concepts
    ]
