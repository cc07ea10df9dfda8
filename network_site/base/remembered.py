"""What is the same for every reader and made from published pages, kept for a while.

Addresses, titles and menus are asked for on every page and change a few times a day.
They are kept in the cache until any page is published, withdrawn, moved or deleted.
Nobody's rights are kept here: what a reader may see is asked anew each time.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

Key = TypeVar("Key", bound=str | tuple[str, ...])

# How long another process may go on with what it had, where processes share no cache.
SECONDS = 300
# What was kept under another state of the pages is as good as not kept.
_STATE = "pages:state"


def recall(
    kind: str, keys: Iterable[Key], make: Callable[[list[Key]], dict[Key, Any]]
) -> dict[Key, Any]:
    """Return what is kept under the keys; what is missing is made and kept.

    Args:
        kind: tells the keys of one use from those of another.
        keys: what is asked for; without a value for it, a key is not in the answer.
        make: gets the keys that are missing; its values can be pickled.
    """
    names = {_name(kind, key): key for key in keys}
    if not names:
        return {}
    kept = cache.get_many([_STATE, *names])
    state = kept.pop(_STATE, None) or _new_state()
    known = {names[name]: value for name, (of, value) in kept.items() if of == state}
    missing = [key for key in names.values() if key not in known]
    if missing:
        made = make(missing)
        cache.set_many(
            {name: (state, made[key]) for name, key in names.items() if key in made},
            SECONDS,
        )
        known |= made
    return known


def _name(kind: str, key: str | tuple[str, ...]) -> str:
    # Keys have addresses in them, as long and as odd as somebody has typed them.
    whole = key if isinstance(key, str) else "\n".join(key)
    return f"pages:{kind}:{blake2b(whole.encode(), digest_size=16).hexdigest()}"


def _new_state() -> str:
    state = uuid.uuid4().hex
    cache.set(_STATE, state, SECONDS)
    return state


def forget(**_kwargs: Any) -> None:
    """Make everything anew: now, and again when others can see the change."""
    _new_state()
    transaction.on_commit(_new_state)


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget, dispatch_uid="forget_pages")
    post_delete.connect(forget, sender=Page, dispatch_uid="forget_pages")
