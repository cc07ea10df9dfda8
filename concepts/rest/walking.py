"""What is above and below a concept, however deep, in a fixed number of queries.

The database walks by itself: a ring ends the walk, since nothing is met twice, and a
chain of any depth costs one query.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Any

from django.db import connection

from concepts.models import Concept, Relation
from concepts.querysets import PUBLIC_STATUSES
from concepts.rest.rows import branch, named, with_children, without_broader

# The state is looked up concept by concept: right after a large import PostgreSQL knows
# of few rows, and as a join it might read all public concepts at every step.
_WALK = """
WITH RECURSIVE walk(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT link.{to}
    FROM walk
    JOIN concepts_relation link ON link.{start} = walk.id
    WHERE link.kind IN ({kinds})
    AND (SELECT status FROM concepts_concept WHERE id = link.{to}) IN ({statuses})
)
SELECT id FROM walk
"""


def reached(pk: int, *, upwards: bool) -> list[int]:
    """Return the ids of a concept and of everything public above, or below, it."""
    start, to = ("source_id", "target_id") if upwards else ("target_id", "source_id")
    kinds, statuses = list(Relation.HIERARCHICAL), list(PUBLIC_STATUSES)
    walk = _WALK.format(
        start=start,
        to=to,
        kinds=", ".join(["%s"] * len(kinds)),
        statuses=", ".join(["%s"] * len(statuses)),
    )
    with connection.cursor() as cursor:
        cursor.execute(walk, [pk, *kinds, *statuses])
        return [row[0] for row in cursor.fetchall()]


def links_among(ids: Iterable[int], *, upwards: bool) -> dict[int, list[int]]:
    """Return, for each concept, those of the others right above, or below, it."""
    wanted = set(ids)
    start, to = ("source_id", "target_id") if upwards else ("target_id", "source_id")
    graph: dict[int, list[int]] = defaultdict(list)
    # Over-long lists of ids are more than some databases take in one query.
    rows = Relation.objects.filter(kind__in=Relation.HIERARCHICAL).order_by("pk")
    if len(wanted) <= 1000:
        rows = rows.filter(**{f"{start}__in": wanted})
    for one, other in rows.values_list(start, to):
        if one in wanted and other in wanted and other not in graph[one]:
            graph[one].append(other)
    return graph


def nearest_first(start: int, graph: dict[int, list[int]], limit: int) -> list[int]:
    """Return a concept and those that it leads to, the nearest first."""
    found = {start: None}
    waiting = deque([start])
    while waiting and len(found) < limit:
        for other in graph.get(waiting.popleft(), ()):
            if other not in found and len(found) < limit:
                found[other] = None
                waiting.append(other)
    return list(found)


def _in_bulk(ids: list[int], language: str) -> dict[int, Any]:
    concepts = named(Concept.objects.public(), language)
    if len(ids) > 1000:
        wanted = set(ids)
        return {row.pk: row for row in concepts if row.pk in wanted}
    return {row.pk: row for row in concepts.filter(pk__in=ids)}


def transitive(
    concept: Concept, language: str, limit: int, *, upwards: bool
) -> dict[str, Any]:
    """Return everything above, or below, a concept by URI, itself included.

    Args:
        limit: at most how many, the nearest ones.
    """
    key = "broader" if upwards else "narrower"
    graph = links_among(reached(concept.pk, upwards=upwards), upwards=upwards)
    ids = nearest_first(concept.pk, graph, limit)
    rows = _in_bulk(ids, language)
    found = {}
    for pk in ids:
        row = rows[pk]
        node = {"uri": row.uri, "prefLabel": row.rest_label}
        if direct := [rows[other].uri for other in graph.get(pk, ()) if other in rows]:
            node[key] = direct
        found[row.uri] = node
    return found


def hierarchy_of(concept: Concept, language: str) -> dict[str, Any]:
    """Return everything above a concept by URI, with what is right below each."""
    ids = reached(concept.pk, upwards=True)
    graph = links_among(ids, upwards=True)
    public = Concept.objects.public()
    rows = {
        row.pk: row
        for row in with_children(
            named(public.filter(pk__in=ids), language).select_related("vocabulary")
        )
    }
    tops = set(without_broader(public.filter(pk__in=ids)).values_list("pk", flat=True))
    below = _narrower_of(ids, language)
    found = {}
    for pk in nearest_first(concept.pk, graph, len(ids)):
        row = rows[pk]
        node = branch(row)
        if pk in tops:
            node |= {
                "top": row.vocabulary.base_uri,
                "tops": [row.vocabulary.base_uri],
            }
        if uppers := [rows[other].uri for other in graph.get(pk, ())]:
            node["broader"] = uppers
        if lowers := below.get(pk):
            node["narrower"] = lowers
        found[row.uri] = node
    return found


def _narrower_of(ids: list[int], language: str) -> dict[int, list[dict[str, Any]]]:
    """Return the nodes right below each of some concepts, in the order of names."""
    links = Relation.objects.filter(
        kind__in=Relation.HIERARCHICAL,
        target__in=ids,
        source__status__in=PUBLIC_STATUSES,
    ).order_by()
    pairs = list(links.values_list("target_id", "source_id").distinct())
    rows = with_children(
        named(Concept.objects.filter(pk__in=links.values("source")), language)
    )
    uppers: dict[int, list[int]] = defaultdict(list)
    for upper, lower in pairs:
        uppers[lower].append(upper)
    below: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for upper in uppers[row.pk]:
            below[upper].append(branch(row, "label"))
    return below
