"""Reading documents, so that the search finds them by what they say.

The ledger's pattern: that a file is unread stands in the database with the file, a hint
wakes a worker after the commit, and the sweep finds what a lost hint or a killed worker
has left. Nothing is read in a request.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from network_site.base.documents.formats import UnreadError, text_of
from network_site.base.in_child import TooHeavyError, in_child
from network_site.base.models import DocumentText, NetworkDocument
from network_site.base.registries import mark_dirty

log = logging.getLogger(__name__)

State = DocumentText.State

# A fifth more than the site takes in; larger ones have come by another way.
MOST_BYTES = 60 * 1024**2
# A report of five hundred pages takes some twenty seconds and 200 megabytes.
SECONDS = 60
BYTES = 1024**3
# Longer than the child may take by the clock.
LEASE = timedelta(minutes=4)
# A file that ends its worker this often is left alone.
MOST_ATTEMPTS = 3
# The sweep does other things, too, and comes again.
SWEEP_SECONDS = 5
AT_ONCE = 500


def sweep_documents() -> int:
    """Read some of the documents that wait, and return how many were handled."""
    _note_unknown()
    return _give_up() + read_documents(seconds=SWEEP_SECONDS)


def _note_unknown() -> None:
    """Note the documents that were stored past the signals, or before there were texts."""
    unknown = NetworkDocument.objects.filter(reading=None).order_by("pk")[:AT_ONCE]
    DocumentText.objects.bulk_create(
        [DocumentText(document=found, file_name=found.file.name) for found in unknown],
        ignore_conflicts=True,
    )


def _free() -> Any:
    """Return the texts to be read that no living worker has in hand."""
    return DocumentText.objects.unread().filter(
        Q(lease=None) | Q(lease__lt=timezone.now())
    )


@transaction.atomic
def _give_up() -> int:
    lost = _free().filter(attempts__gte=MOST_ATTEMPTS)
    pks = list(lost.values_list("pk", flat=True))
    given_up = DocumentText.objects.unread().filter(pk__in=pks)
    given_up.update(state=State.UNREADABLE, read_at=timezone.now(), claim=None)
    if pks:
        mark_dirty("document", *pks)
    return len(pks)


def read_documents(*, seconds: float) -> int:
    """Read documents that wait, those tried least often first.

    Args:
        seconds: after this time no further one is begun.

    Returns:
        How many were taken up.
    """
    until = time.monotonic() + seconds
    taken = 0
    while time.monotonic() < until and (text := _claim()) is not None:
        taken += 1
        try:
            state, words = _read(text.document)
        except OSError:
            # The storage is away: the lease runs out, and somebody tries again.
            log.exception("The file of document %s cannot be opened", text.pk)
        else:
            _store(text, state, words)
    return taken


def _claim() -> DocumentText | None:
    """Take one text to read; None where nothing is left."""
    while True:
        waiting = _free().filter(attempts__lt=MOST_ATTEMPTS)
        first = waiting.order_by("attempts", "pk").values_list("pk", flat=True).first()
        if first is None:
            return None
        mine = uuid.uuid4()
        taken = waiting.filter(pk=first).update(
            claim=mine, lease=timezone.now() + LEASE, attempts=F("attempts") + 1
        )
        found = DocumentText.objects.select_related("document").filter(claim=mine)
        # Where another worker was faster, the next one is tried.
        if taken and (text := found.first()):
            return text


def _read(document: NetworkDocument) -> tuple[str, str]:
    """Return how reading a document went, and its text."""
    try:
        if document.file.size > MOST_BYTES:
            return State.TOO_LARGE, ""
        with document.open_file() as stream:
            content = stream.read()
    except FileNotFoundError:
        return State.UNREADABLE, ""
    work = partial(text_of, content, document.file_type)
    try:
        text = in_child(work, seconds=SECONDS, size=BYTES, passed_on=(UnreadError,))
    except UnreadError as why:
        return why.state, ""
    except TooHeavyError:
        return State.TOO_LARGE, ""
    except RuntimeError as error:
        log.info("Document %s cannot be read: %s", document.pk, error)
        return State.UNREADABLE, ""
    return State.READ, text


@transaction.atomic
def _store(text: DocumentText, state: str, words: str) -> None:
    """Keep what was read, unless the file is another by now or read by another."""
    stored = DocumentText.objects.filter(pk=text.pk, claim=text.claim).update(
        state=state, text=words, read_at=timezone.now(), claim=None, lease=None
    )
    if stored:
        mark_dirty("document", text.pk)
