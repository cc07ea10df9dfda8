"""A worker's part of an import: to try a file, or to write what was tried."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone, translation

from concepts.importing.messages import Report
from concepts.importing.run import import_concepts
from concepts.models import ImportJob, ImportRow

log = logging.getLogger(__name__)

State = ImportJob.State
# Longer than the limits of the reading child and the writing of a large file together.
LEASE = timedelta(minutes=20)
MOST_ATTEMPTS = 3


def run(pk: int) -> None:
    """Do what a job waits for, unless another worker does already."""
    job = _claim(pk)
    if job is None:
        return
    language = getattr(job.created_by, "language", "") or "fi"
    with translation.override(language):
        try:
            report = _import(job)
        except (PermissionDenied, ValidationError, DatabaseError, RuntimeError):
            log.exception("Import %s failed", pk)
            _end(job, State.FAILED)
            return
        _keep(job, report)


def _claim(pk: int) -> ImportJob | None:
    """Take a waiting job, or one whose worker has gone; None where there is none."""
    now = timezone.now()
    free = Q(lease=None) | Q(lease__lt=now)
    claimed = ImportJob.objects.filter(
        free, pk=pk, state__in=ImportJob.UNDER_WAY, attempts__lt=MOST_ATTEMPTS
    ).first()
    if claimed is None:
        return None
    # Guarded by the attempt: of two workers that saw it free, one gets it.
    taken = ImportJob.objects.filter(pk=pk, attempts=claimed.attempts).update(
        state=State.READING, lease=now + LEASE, attempts=claimed.attempts + 1
    )
    claimed.attempts += 1
    return claimed if taken else None


def _import(job: ImportJob) -> Report:
    return import_concepts(
        content=gzip.decompress(job.content),
        vocabulary_slug=job.vocabulary_slug,
        acting_user=job.created_by,
        status=job.status,
        apply=job.is_wanted,
        file_name=job.file_name,
        scheme=job.scheme,
        language=job.language,
        reason=job.reason,
        expected=job.fingerprint if job.is_wanted else "",
        progress=partial(_tell_progress, job),
    )


def _tell_progress(job: ImportJob, stage: str) -> None:
    ImportJob.objects.filter(pk=job.pk, attempts=job.attempts).update(state=stage)


def _keep(job: ImportJob, report: Report) -> None:
    """Store what came out, unless another worker has taken the job over meanwhile."""
    if report.refused:
        state = State.REFUSED
    else:
        state = State.WRITTEN if report.applied else State.TRIED
    said = report.as_dict()
    about = [m for m in said.pop("messages") if _row_key(m) not in report.outcomes]
    with transaction.atomic():
        held = ImportJob.objects.select_for_update().filter(
            pk=job.pk, attempts=job.attempts
        )
        if not held.exists():
            return
        ImportRow.objects.filter(job=job).delete()
        ImportRow.objects.bulk_create(_rows(job, report), batch_size=500)
        job.summary = {
            **said,
            "writes": report.writes,
            "schemes": report.schemes,
            "messages": about,
        }
        job.has_changed = report.stale
        job.fingerprint = report.fingerprint()
        _end(job, state)


def _row_key(message: dict[str, Any]) -> str:
    """Return under which key the rows of a report stand; empty: about the file."""
    if message["concept"]:
        return message["concept"]
    return f"#{message['row']}" if message["row"] else ""


def _rows(job: ImportJob, report: Report) -> Iterator[ImportRow]:
    """Yield the rows of a report, in the order in which the file was gone through."""
    reasons: dict[str, list[dict[str, Any]]] = {}
    for message in report.messages:
        said = message.as_dict()
        reasons.setdefault(_row_key(said), []).append(
            {name: said[name] for name in ("code", "severity", "column", "text")}
        )
    for key, outcome in report.outcomes.items():
        in_table = key.startswith("#")
        uri = "" if in_table else key
        yield ImportRow(
            job=job,
            outcome=outcome,
            place=int(key[1:])
            if in_table
            else report.rows.get(key, report.lines.get(key)),
            uri=uri,
            label=report.labels.get(uri, "")[:300],
            reasons=reasons.get(key, []),
            sides=report.sides.get(key, []),
        )


def _end(job: ImportJob, state: str) -> None:
    """Store the state in which a job stays, and let go of a file that is done with."""
    job.state, job.lease, job.ended_at = state, None, timezone.now()
    if state != State.TRIED:
        job.content = b""
    else:
        job.is_wanted = False
    job.save()
