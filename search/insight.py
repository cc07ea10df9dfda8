"""Noting which searches failed, and nothing of who searched.

A search counts when it was meant: sent with Enter or a button, or left standing for a
while after typing (``insight.js``). That one reader counts once a day is kept in the
cache for that day, under a key that cannot be read back.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.services import Order, SearchResults
from search.tallies import count
from search.wanted import Wanted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)

_SALT = "search.insight"
_SIGNER = signing.Signer(salt=_SALT)
DAY = 24 * 60 * 60
# Longer ones are pasted, and may hold anything.
LONGEST = 80
# So many digits are a phone number, a personal identity code, a customer's number.
MOST_DIGITS = 5
PERSON, CONCEPT = "person", "concept"
# Sent by the page when results came while the reader was typing.
TYPING = "Search-Typing"


def kept_words(query: str) -> str:
    """Return a query as it is counted; nothing where it may tell of a person."""
    words = " ".join(query.split()).lower()
    digits = len(re.findall(r"\d", words))
    if "@" in words or digits > MOST_DIGITS or len(words) > LONGEST:
        return ""
    return words


def names_a_person(results: SearchResults) -> bool:
    """Tell whether words of the query stand in somebody's name."""
    return any(
        hit.kind == PERSON and "<mark>" in hit.title_marked for hit in results.hits
    )


def note_of(wanted: Wanted, language: str, results: SearchResults) -> str:
    """Return what the page tells back when a hit is opened; nothing to leave it out.

    Signed, so that only searches that were made can be counted. The same search gives
    the same note all day: a page that says nothing new stays the same.
    """
    words = kept_words(wanted.query)
    if not words or names_a_person(results):
        return ""
    # A concept that opens in place has answered without being opened.
    answered = any(hit.kind == CONCEPT and hit.exact for hit in results.hits)
    day = timezone.localdate().isoformat()
    said = [words, language, results.total == 0, answered, day]
    return _SIGNER.sign_object(said)


def note_search(
    request: HttpRequest, response: HttpResponse, wanted: Wanted, note: str
) -> HttpResponse:
    """Count a search when its page has been sent, if the search was meant."""
    ordered = wanted.order != Order.BEST
    narrowed = wanted.is_narrowed or ordered or wanted.page > 1
    if note and not narrowed and TYPING not in request.headers:
        _after(response, partial(tell, request.user, note, opened=False))
    return response


def _after(response: HttpResponse, work: Callable[[], None]) -> None:
    # Closed by the server once everything has been sent: nobody waits for the count.
    response._resource_closers.append(work)  # type: ignore[attr-defined]


def tell(user: Any, note: str, *, opened: bool) -> None:
    """Count what a note tells, once a reader and day; it never fails.

    Args:
        user: the reader, who goes into a key of the cache and no further.
        note: as ``note_of`` made it; anything else is left alone.
        opened: whether a hit was opened.
    """
    try:
        query, language, empty, answered, day = _SIGNER.unsign_object(note)
    except signing.BadSignature:
        return
    # A page may be left open over midnight, and no longer.
    if timezone.localdate() - date.fromisoformat(day) > timedelta(days=1):
        return
    asked = _is_first(user, query, language, "asked")
    opens = (opened or answered) and _is_first(user, query, language, "opened")
    if not (asked or opens):
        return
    try:
        count(
            query=query,
            language=language,
            asked=asked,
            empty=asked and empty,
            opened=opens,
        )
    except DatabaseError as error:
        log.warning("A search was not counted: %s", error)


def _is_first(user: Any, *about: Any) -> bool:
    """Tell whether a reader does this for the first time today."""
    said = "\n".join(map(str, [timezone.localdate(), user.pk, *about]))
    key = salted_hmac(_SALT, said, algorithm="sha256").hexdigest()
    return cache.add(f"search-insight:{key}", True, DAY)
