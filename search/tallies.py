"""What is searched for in vain, counted by query and day; for editors to work on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Exists, Max, OuterRef, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from concepts.services import may_edit_concepts
from search.models import QueryTally, SettledQuery

# A query is shown once two readers, or one on two days, have tried it: what a single
# search held is nobody's to read.
FEWEST = 2
# Ways in which a search can fail.
EMPTY, UNOPENED = "empty", "unopened"


def may_see_tallies(user: Any) -> bool:
    """Tell whether a person works on what searches miss."""
    return user.is_active and (user.is_coordinator or may_edit_concepts(user))


def require_reader_of_tallies(user: Any) -> None:
    """Raise PermissionDenied, in words, for those who do not work on searches."""
    if not may_see_tallies(user):
        raise PermissionDenied(
            _(
                "What is searched for in vain is for concept editors and coordinators."
                " A coordinator can make you a concept editor."
            )
        )


def count(*, query: str, language: str, asked: bool, empty: bool, opened: bool) -> None:
    """Add one reader's search to the tally of the day.

    Args:
        query: as ``search.insight.kept_words`` gives it.
        language: code of the reader's language.
        asked, empty, opened: what there is to be counted.
    """
    added = [int(asked), int(empty), int(opened)]
    with connection.cursor() as cursor:
        # Adds to what is there in one statement, which bulk_create cannot.
        cursor.execute(_ADD, [query, language, timezone.localdate(), *added])


_ADD = """
INSERT INTO search_querytally (query, language, day, asked, empty, opened)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (query, language, day) DO UPDATE SET
    asked = search_querytally.asked + excluded.asked,
    empty = search_querytally.empty + excluded.empty,
    opened = search_querytally.opened + excluded.opened
"""


def failed_queries(way: str, *, days: int) -> QuerySet[Any]:
    """Return the queries that failed, the most frequent first.

    Args:
        way: ``EMPTY`` or ``UNOPENED``.
        days: how far back to look.

    Returns:
        Rows with ``query``, ``language``, ``times``, ``failed`` and ``last``.
    """
    settled = SettledQuery.objects.filter(
        query=OuterRef("query"), language=OuterRef("language")
    )
    rows = (
        QueryTally.objects.filter(day__gt=timezone.localdate() - timedelta(days=days))
        .exclude(Exists(settled))
        .order_by()
        .values("query", "language")
        .annotate(times=Sum("asked"), last=Max("day"), opens=Sum("opened"))
    )
    if way == EMPTY:
        rows = rows.annotate(failed=Sum("empty"))
    else:
        rows = rows.annotate(failed=Sum("asked") - Sum("empty")).filter(opens=0)
    return rows.filter(failed__gte=FEWEST).order_by("-failed", "query", "language")


def settle_query(*, query: str, language: str, acting_user: Any) -> None:
    """Take a query off the worklists until its tallies have been forgotten.

    Raises:
        PermissionDenied: the person does not work on searches.
    """
    require_reader_of_tallies(acting_user)
    if QueryTally.objects.filter(query=query, language=language).exists():
        SettledQuery.objects.update_or_create(
            query=query,
            language=language,
            defaults={"settled_on": timezone.localdate()},
        )


def forget_old_queries() -> int:
    """Delete what is older than ``SEARCH_INSIGHT_DAYS``, and return how many rows."""
    first: date = timezone.localdate() - timedelta(days=settings.SEARCH_INSIGHT_DAYS)
    forgotten = 0
    for rows in (
        QueryTally.objects.filter(day__lt=first),
        SettledQuery.objects.filter(settled_on__lt=first),
    ):
        # The sweep comes every few seconds, and mostly for nothing.
        if rows.exists():
            forgotten += rows.delete()[0]
    return forgotten
