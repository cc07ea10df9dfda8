"""Imports that people start on the site: tried by a worker, looked at, then written."""

from __future__ import annotations

import gzip
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from concepts.import_running import MOST_ATTEMPTS
from concepts.models import ImportJob
from concepts.services import may_edit_concepts
from concepts.tasks import run_import
from members.models import User
from network_site.base.hints import hint

State = ImportJob.State
# How long a file that nobody has written, and the report of any, are kept.
KEPT_FILE = timedelta(days=7)
KEPT_REPORT = timedelta(days=90)
# A hint that has not been heard within this time is given again.
PATIENCE = timedelta(seconds=30)


@transaction.atomic
def start(
    *,
    content: bytes,
    file_name: str,
    vocabulary_slug: str,
    status: str,
    language: str,
    acting_user: User,
    scheme: str = "",
    reason: str = "",
) -> ImportJob:
    """Take a file in, to be tried by a worker.

    Args:
        content: its bytes; the other arguments are those of ``import_concepts``.

    Raises:
        PermissionDenied: the person is no concept editor.
    """
    _require_editor(acting_user)
    job = ImportJob.objects.create(
        content=gzip.compress(content, 1),
        file_name=file_name[:200],
        vocabulary_slug=vocabulary_slug,
        status=status,
        language=language,
        scheme=scheme,
        reason=reason,
        created_by=acting_user,
    )
    _queue(job.pk)
    return job


@transaction.atomic
def ask_to_write(*, job: ImportJob, acting_user: User) -> bool:
    """Let a worker write what a trial has found, and tell whether it is going to.

    Raises:
        PermissionDenied: the person is no concept editor.
    """
    _require_editor(acting_user)
    # Pressed twice, it is still written once: the second finds no such job.
    asked = ImportJob.objects.filter(pk=job.pk, state=State.TRIED).update(
        state=State.WAITING,
        is_wanted=True,
        attempts=0,
        lease=None,
        created_by=acting_user,
        created_at=timezone.now(),
    )
    if asked:
        _queue(job.pk)
    return bool(asked)


def _require_editor(acting_user: User) -> None:
    if not may_edit_concepts(acting_user):
        raise PermissionDenied


def _queue(pk: int) -> None:
    hint(run_import, pk)


def sweep_imports() -> int:
    """Take up the imports that a worker has left, and forget old ones.

    Returns:
        How many imports were handled.
    """
    now = timezone.now()
    under_way = ImportJob.objects.filter(state__in=ImportJob.UNDER_WAY)
    lost = under_way.filter(
        Q(lease__lt=now) | Q(lease=None, created_at__lt=now - PATIENCE)
    )
    given_up = lost.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED, content=b"", lease=None, ended_at=now
    )
    waiting = list(lost.values_list("pk", flat=True))
    for pk in waiting:
        _queue(pk)
    forgotten = ImportJob.objects.filter(
        state=State.TRIED, ended_at__lt=now - KEPT_FILE
    ).update(state=State.FAILED, content=b"")
    old, _models = ImportJob.objects.filter(created_at__lt=now - KEPT_REPORT).delete()
    return given_up + len(waiting) + forgotten + bool(old)
