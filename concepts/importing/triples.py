"""What a file says, kept by subject only: an import never asks in another way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import Graph
from rdflib.store import Store
from rdflib.term import Node

Values = dict[Node, None]
_NOTHING: dict[Node, Values] = {}


class Triples(Store):
    """A store of one graph in memory with one index, where rdflib's own has three.

    Everything stays in the order in which the file says it. Nothing is ever removed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[Node, dict[Node, Values]] = {}
        self._spaces: dict[str, Any] = {}
        self._prefixes: dict[Any, str] = {}

    def said_of(self, subject: Node) -> dict[Node, Values]:
        """Return the values of each property of a subject."""
        return self._said.get(subject, _NOTHING)

    def add(self, triple: Any, context: Any = None, quoted: bool = False) -> None:
        subject, said, value = triple
        about = self._said.get(subject)
        if about is None:
            about = self._said[subject] = {}
        if (values := about.get(said)) is None:
            about[said] = {value: None}
        else:
            values[value] = None

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        subject, said, value = triple_pattern
        for one in list(self._said) if subject is None else [subject]:
            about = self.said_of(one)
            for what in list(about) if said is None else [said]:
                values = about.get(what, {})
                if value is None:
                    for each in list(values):
                        yield (one, what, each), iter(())
                elif value in values:
                    yield (one, what, value), iter(())

    def __len__(self, context: Any = None) -> int:
        return sum(
            len(values) for about in self._said.values() for values in about.values()
        )

    def bind(self, prefix: str, namespace: Any, override: bool = True) -> None:
        if not override and (prefix in self._spaces or namespace in self._prefixes):
            return
        if (old := self._spaces.pop(prefix, None)) is not None:
            self._prefixes.pop(old, None)
        if (bound := self._prefixes.pop(namespace, None)) is not None:
            self._spaces.pop(bound, None)
        self._spaces[prefix] = namespace
        self._prefixes[namespace] = prefix

    def namespace(self, prefix: str) -> Any:
        return self._spaces.get(prefix)

    def prefix(self, namespace: Any) -> str | None:
        return self._prefixes.get(namespace)

    def namespaces(self) -> Iterator[tuple[str, Any]]:
        yield from list(self._spaces.items())


def said_of(graph: Graph, subject: Node) -> dict[Node, Values]:
    """Return the values of each property of a subject, whatever store the graph has."""
    if isinstance(graph.store, Triples):
        return graph.store.said_of(subject)
    found: dict[Node, Values] = {}
    for said, value in graph.predicate_objects(subject):
        found.setdefault(said, {})[value] = None
    return found
