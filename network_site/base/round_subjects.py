"""What a round can be held about, as upper floors tell it to the one that holds rounds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class RoundField:
    """A text of a subject that a comment may be tied to.

    ``key`` names it for ever ("definition-sv"); ``lang`` is empty where the text is in
    the reader's language.
    """

    key: str
    label: Any
    text: str = ""
    lang: str = ""
    # Whether another text can be suggested in its place; a comment always can be made.
    takes_text: bool = True


@dataclass(frozen=True)
class RoundRow:
    """Texts of one kind, the languages side by side."""

    label: Any
    fields: tuple[RoundField, ...]


@dataclass(frozen=True)
class RoundCard:
    """A subject as a round shows it to one reader."""

    pk: int
    title: str
    url: str
    lang: str = ""
    state: Any = ""
    state_tag: str = ""
    rows: tuple[RoundRow, ...] = ()

    def field(self, key: str) -> RoundField | None:
        """Return one of its fields; None for a key that it does not have."""
        fields = (field for row in self.rows for field in row.fields)
        return next((field for field in fields if field.key == key), None)


class RoundSubject(ABC):
    """A kind of thing that rounds are held about: concepts, strategies.

    Writers are called inside the transaction of the round and raise ValidationError, in
    the reader's language, or PermissionDenied where they cannot do it.
    """

    key: str
    label: Any
    label_plural: Any

    @abstractmethod
    def keeps(self, user: Any) -> bool:
        """Tell whether a person looks after all subjects: sees every round, decides."""

    @abstractmethod
    def keepers(self) -> Iterable[Any]:
        """Return the people for whom ``keeps`` is their task."""

    @abstractmethod
    def cards(self, ids: Iterable[int], user: Any) -> dict[int, RoundCard]:
        """Return those subjects that a reader may see now, in few queries."""

    @abstractmethod
    def offered(self, words: str, space: Any, user: Any) -> list[RoundCard]:
        """Return what a person may propose in a space's round, without texts.

        Args:
            words: what was typed to find it; empty for what comes from the space.
        """

    @abstractmethod
    def proposable(self, ids: Iterable[int], user: Any) -> set[int]:
        """Return which of these a person may propose now."""

    @abstractmethod
    def propose(self, ids: Iterable[int], *, acting_user: Any) -> None:
        """Mark subjects as proposed."""

    @abstractmethod
    def give_back(self, ids: Iterable[int], *, acting_user: Any) -> None:
        """Undo ``propose``: the round was withdrawn before a decision."""

    @abstractmethod
    def decide(
        self,
        pk: int,
        *,
        decision: str,
        reason: str,
        body: str,
        day: date,
        acting_user: Any,
    ) -> None:
        """Do what a decision means: a value of ``groups.models.Decision``."""

    @abstractmethod
    def apply(
        self,
        pk: int,
        *,
        field: str,
        before: str,
        text: str,
        reason: str,
        acting_user: Any,
    ) -> None:
        """Put a suggested text in the place of the one that it was suggested against."""

    @abstractmethod
    def circle_changed(self, ids: Iterable[int]) -> None:
        """Hear that others may see the subjects from now on, or may no more."""
