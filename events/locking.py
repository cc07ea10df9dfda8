from __future__ import annotations

from django.db import connection

from events.models import Event

# Longer waits mean that something is wrong; the caller answers "try again".
LOCK_TIMEOUT = "3s"


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
