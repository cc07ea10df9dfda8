"""The parts that /readyz reports on, as far as this floor knows them."""

from __future__ import annotations

from django.db import connection


def database_state() -> dict:
    """Answer whether the database takes a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "engine": connection.vendor}
