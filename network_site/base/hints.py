"""Telling Celery after a commit that there is work; losing the message is harmless."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from kombu.exceptions import OperationalError

if TYPE_CHECKING:
    from celery import Task

log = logging.getLogger(__name__)


def hint(task: Task, *args: Any) -> None:
    """Queue ``task`` once the open transaction has been committed.

    A broker that is away costs a log line, not the request: every task that is hinted
    here has a sweeper that finds the same work in the database.
    """
    transaction.on_commit(partial(_send, task, args))


def _send(task: Task, args: tuple[Any, ...]) -> None:
    try:
        task.apply_async(args, retry=False)
    except (OSError, OperationalError) as error:
        log.warning("%s waits for the sweep: %s", task.name, error)
