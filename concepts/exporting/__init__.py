"""Concepts written into files: which formats there are, and what each cannot carry.

Each format registers its writer in ``ConceptsConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from network_site.base.registries import Registry

if TYPE_CHECKING:
    from concepts.models import Vocabulary
    from concepts.querysets import ConceptQuerySet


@dataclass(frozen=True)
class Writer:
    """One format of files.

    Attributes:
        key: what the command and addresses call it.
        label: what people call it.
        content_type: the media type of its files.
        extension: how its files' names end, without the dot.
        losses: what the format cannot carry, in words, one sentence each.
        write: takes the vocabulary, the concepts that go out, and a binary stream.
        for_editors: holds what only concept editors see, so it is theirs alone.
    """

    key: str
    label: Any
    content_type: str
    extension: str
    losses: tuple[Any, ...]
    write: Callable[[Vocabulary, ConceptQuerySet, IO[bytes]], None]
    for_editors: bool = False


writers: Registry[Writer] = Registry("concept writers")
