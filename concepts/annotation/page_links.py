"""Links from the words of pages to the concepts that they name.

What is made is the same for every reader, because only approved concepts are linked.
It is kept until the words of the page or the concept bank change.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language

from concepts.annotation.annotating import LANGUAGES, public_matches, ready_matcher
from concepts.annotation.markup import Markup
from concepts.models import Concept, Term

log = logging.getLogger(__name__)

# How long what was made is kept; a change of the bank forgets it sooner.
SECONDS = 3600
# Of a text beyond all measure only the beginning gets links, in characters.
LONGEST = 100_000
_STATE = "terms:state"
_LINKED_KINDS = (Term.Kind.RECOMMENDED, Term.Kind.SYNONYM, Term.Kind.DISCOURAGED)
_making: set[str] = set()
_lock = threading.Lock()


def forget_links() -> None:
    """Make all links anew: now, and again when others can see the change."""
    cache.set(_STATE, uuid.uuid4().hex, SECONDS)
    transaction.on_commit(lambda: cache.set(_STATE, uuid.uuid4().hex, SECONDS))


def link_terms(markup: str, *, language: str, user: Any) -> str:
    """Return markup with a link around the first word for each approved concept.

    Args:
        markup: a page's body, rendered.
        language: the language of its words.
        user: the reader, who may have chosen to read without such links.
    """
    if language not in LANGUAGES or not getattr(user, "shows_term_links", True):
        return markup
    digest = blake2b(markup.encode(), digest_size=16).hexdigest()
    name = f"terms:{language}:{get_language()}:{digest}"
    kept = cache.get_many([_STATE, name])
    state = kept.get(_STATE)
    if state is None:
        state = uuid.uuid4().hex
        cache.set(_STATE, state, SECONDS)
    if name in kept and kept[name][0] == state:
        return kept[name][1]
    made = _made(markup, language)
    if made is None:
        return markup
    cache.set(name, (state, made), SECONDS)
    return made


def _made(markup: str, language: str) -> str | None:
    """Return markup with links; None where the terms are being read just now."""
    matcher = ready_matcher(language)
    if matcher is None:
        _read_terms(language)
        return None
    words = Markup(markup[:LONGEST] if len(markup) > LONGEST else markup, language)
    matches = [
        match
        for match in public_matches(words.text, matcher)
        if match.kind in _LINKED_KINDS
    ]
    slugs = _linked(match.concept_id for match in matches)
    found: dict[int, tuple[int, int]] = {}
    for match in matches:
        if match.concept_id in found or match.concept_id not in slugs:
            continue
        place = words.span(match.start, match.end)
        if place is not None and place not in found.values():
            found[match.concept_id] = place
    tags = [(*place, _opening(pk, slugs[pk]), "</a>") for pk, place in found.items()]
    linked = words.with_tags(tags)
    return linked + markup[len(words.markup) :]


def _linked(concept_ids: Iterable[int]) -> dict[int, str]:
    """Return which of some concepts texts link to, with their vocabularies' slugs."""
    wanted = set(concept_ids)
    if not wanted:
        return {}
    rows = Concept.objects.filter(
        pk__in=wanted,
        status=Concept.Status.APPROVED,
        vocabulary__links_in_texts=True,
    )
    return dict(rows.order_by().values_list("pk", "vocabulary__slug"))


def _opening(pk: int, slug: str) -> str:
    return format_html(
        '<a class="term" href="{}" data-card="{}">',
        reverse("concept", args=[slug, pk]),
        reverse("concept_card", args=[slug, pk]),
    )


def _read_terms(language: str) -> None:
    """Read a large bank's terms beside the request; the next reader gets the links."""
    with _lock:
        if language in _making:
            return
        _making.add(language)

    def read() -> None:
        try:
            ready_matcher(language, however_long=True)
        except Exception:
            log.exception("Reading the terms in %s failed", language)
        finally:
            connection.close()
            with _lock:
                _making.discard(language)

    threading.Thread(target=read, name=f"terms-{language}", daemon=True).start()
