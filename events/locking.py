from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from events.models import Event

# Longer waits mean that something is wrong; the caller answers "try again".
LOCK_TIMEOUT = "3s"
# A deadlock or a serialisation failure passes when it is tried again.
PASSING = ("40P01", "40001")
TRIES = 3

Given = ParamSpec("Given")
Result = TypeVar("Result")


def seat_change(change: Callable[Given, Result]) -> Callable[Given, Result]:
    """Make a service one transaction, tried again when the database broke it off.

    Inside another transaction nothing is tried again: that one has been broken too.
    """

    @wraps(change)
    def tried(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        tries = 1 if connection.in_atomic_block else TRIES
        for _again in range(tries - 1):
            try:
                with transaction.atomic():
                    return change(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) not in PASSING:
                    raise
        with transaction.atomic():
            return change(*args, **kwargs)

    return tried


def lock_event(event_id: int) -> Event:
    """Lock an event's row until the end of the transaction and return it fresh.

    Every change of seats starts here. PostgreSQL locks the row (FOR NO KEY UPDATE, so
    that foreign keys to it do not wait); on SQLite the transaction has taken the
    database's write lock at BEGIN IMMEDIATE.

    Raises:
        Event.DoesNotExist: the event is gone.
        OperationalError: the lock was not had in time.
    """
    rows = Event.objects.select_related("series", "space")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        rows = rows.select_for_update(no_key=True, of=("self",))
    return rows.get(pk=event_id)
