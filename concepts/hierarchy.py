"""Walks over broader and narrower links, deep or knotted as imported data may be.

A graph is a mapping from a concept to those directly above it. Nothing here calls
itself: a chain of thousands of levels must not end the process.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Graph = Mapping[Node, Iterable[Node]]


def above(graph: Graph[Node], starts: Iterable[Node]) -> set[Node]:
    """Return everything above some concepts, themselves only if a ring leads back."""
    found: set[Node] = set()
    waiting = [upper for start in starts for upper in graph.get(start, ())]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(graph.get(node, ()))
    return found


def rings(graph: Graph[Node]) -> list[list[Node]]:
    """Return one ring for each link that closes one, in a depth-first walk.

    Without the link from the last to the first of each, the walk would have met none.
    """
    found: list[list[Node]] = []
    done: set[Node] = set()
    for start in graph:
        if start in done:
            continue
        path: dict[Node, None] = {start: None}
        branches = [iter(graph.get(start, ()))]
        while branches:
            upper = next(branches[-1], None)
            if upper is None:
                done.add(path.popitem()[0])
                branches.pop()
            elif upper in path:
                nodes = list(path)
                found.append(nodes[nodes.index(upper) :])
            elif upper not in done:
                path[upper] = None
                branches.append(iter(graph.get(upper, ())))
    return found


def depth(graph: Graph[Node]) -> int:
    """Return the number of levels of a graph without rings."""
    below: dict[Node, list[Node]] = {}
    waiting_for: dict[Node, int] = {}
    for node, uppers in graph.items():
        unique = set(uppers)
        waiting_for[node] = len(unique)
        for upper in unique:
            below.setdefault(upper, []).append(node)
            waiting_for.setdefault(upper, 0)
    for upper in below:
        if upper not in graph:
            waiting_for[upper] = 0
    level = {node: 1 for node, number in waiting_for.items() if not number}
    ready = deque(level)
    while ready:
        upper = ready.popleft()
        for node in below.get(upper, ()):
            level[node] = max(level.get(node, 1), level[upper] + 1)
            waiting_for[node] -= 1
            if not waiting_for[node]:
                ready.append(node)
    return max(level.values(), default=0)


def detours(graph: Graph[Node]) -> list[tuple[Node, Node]]:
    """Return the links (from, to) that a longer way through the graph says as well."""
    found = []
    for node, uppers in graph.items():
        direct = list(dict.fromkeys(uppers))
        for upper in direct if len(direct) > 1 else ():
            others = [other for other in direct if other != upper]
            if upper in above(graph, others):
                found.append((node, upper))
    return found
