"""The parts that /readyz and /metrics report on; upper floors register theirs."""

from __future__ import annotations

from django.db import connection

from network_site.base.registries import readiness


def database_state() -> dict:
    """Answer whether the database takes a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "engine": connection.vendor}


def parts_of_the_site() -> dict[str, dict]:
    """Return the state of each part; one that cannot tell is not well."""
    parts: dict[str, dict] = {}
    for key, check in readiness.items():
        try:
            parts[key] = check()
        except Exception as error:  # noqa: BLE001 - any failure is the answer here
            parts[key] = {"ok": False, "error": type(error).__name__}
    return parts
