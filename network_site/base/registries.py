"""What a lower floor needs from an upper one, without importing it.

Upper apps fill these in ``AppConfig.ready``; registering a key twice is a mistake in
the code and fails at start.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

from network_site.base.round_subjects import RoundSubject

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Named items in order of registration (or of ``order``, where items have one)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, Item] = {}

    def register(self, key: str, item: Item) -> None:
        """Add ``item``; raises ImproperlyConfigured when ``key`` is taken."""
        if key in self._items:
            raise ImproperlyConfigured(f"{self.name}: {key!r} is registered twice")
        self._items[key] = item

    def get(self, key: str) -> Item:
        """Return the item; raises KeyError with the registry's name."""
        try:
            return self._items[key]
        except KeyError:
            raise KeyError(f"{self.name}: nothing registered as {key!r}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def items(self) -> Iterator[tuple[str, Item]]:
        return iter(list(self._items.items()))

    def values(self) -> list[Item]:
        return list(self._items.values())


@dataclass(frozen=True)
class SearchDocument:
    """One findable thing in one language, as the search stores it.

    ``labels`` are names under which an exact match is the best match (title, terms);
    ``found_by`` is what leads to the thing and is no text of its own: the people, the
    departments, what is inside its files. Whoever sees the row may read that, too.
    ``audience`` holds tokens of ``network_site.base.visibility``: whoever holds one of
    them may see the row.

    ``space_id``, ``department_id``, ``status`` and ``file_types`` (pdf, docx) narrow a
    search, and so does ``year``, which the search takes from ``date``. They belong to
    the thing: all its languages have the same.
    """

    object_id: int
    language: str
    title: str
    url: str
    audience: frozenset[str]
    labels: tuple[str, ...] = ()
    summary: str = ""
    text: str = ""
    found_by: tuple[str, ...] = ()
    space_id: int | None = None
    department_id: int | None = None
    status: str = ""
    file_types: tuple[str, ...] = ()
    year: int | None = None
    date: datetime | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def whole_text(self) -> str:
        """The text, and what else the thing is found by."""
        return "\n".join(filter(None, [self.text, *self.found_by]))


@dataclass(frozen=True)
class HitFact:
    """Something that a hit says of its thing as it is now.

    ``tone`` is that of a tag (good, warn, new) for what a reader must not miss.
    """

    words: str
    tone: str = ""


class SearchKind(ABC):
    """A kind of findable thing: what tabs call it, and how its rows are made."""

    key: str
    label: Any
    label_plural: Any
    icon: str

    @abstractmethod
    def object_ids(self) -> Iterable[int]:
        """Return the id of every thing that belongs in the index."""

    @abstractmethod
    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        """Return the rows of these things, in all their languages.

        A thing that is gone or not published yields nothing, and so leaves the index.
        """

    def facts(self, object_ids: list[int], user: Any) -> dict[int, list[HitFact]]:
        """Return what changes too often to be indexed, for the hits of one page.

        Asked once a page for all hits of the kind, in the reader's language: at most
        one query, and nothing that this reader may not see.
        """
        return {}

    def audiences(self, object_ids: list[int]) -> dict[tuple[int, str], frozenset[str]]:
        """Return who may see the rows of these things now, by id and language.

        Asked by readers while a change waits to be indexed, and for all the concepts of
        an import at once. A kind that can answer without making the texts does so.
        """
        return {
            (document.object_id, document.language): document.audience
            for document in self.documents(object_ids)
        }


@dataclass(frozen=True)
class RenderedMail:
    """A mail ready to be sent: the calendar part is (bytes, iTIP method)."""

    subject: str
    text: str
    html: str = ""
    calendar: tuple[bytes, str] | None = None


class NotificationKind(ABC):
    """A kind of notice: who may still see it, and how it reads.

    ``at_least_once`` decides what happens to a mail whose sending was cut short when
    no journal can tell whether the relay took it: sent again (True) or not (False).
    ``transactional`` kinds answer what the reader did, and cannot be silenced. Quiet
    hours hold those too, unless they answer at once.
    """

    key: str
    label: Any
    icon: str = "inbox"
    at_least_once: bool = True
    transactional: bool = False
    # The payload holds a key to something, and is emptied once the mail has gone.
    payload_is_secret: bool = False
    # The reader waits for it: quiet hours do not hold it.
    answers_at_once: bool = False
    # Gathers other notices; how often it goes is a choice of its own.
    is_digest: bool = False
    # Why somebody is told, for those who ask.
    because: Any = ""

    @abstractmethod
    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        """Return the subjects that still exist and that the recipient may see now.

        Asked in bulk for the inbox, and once more for each mail just before it goes;
        the number of queries must not grow with the number of ids.
        """

    def is_current(self, subject: Any, version: int) -> bool:
        """Tell whether this version is still worth telling about."""
        return True

    def useful_until(self, subject: Any, payload: dict) -> datetime | None:
        """Return when the mail must have come; None where it may wait for the reader.

        Quiet hours that end later do not hold it.
        """
        return None

    def excerpt(self, subject: Any) -> str:
        """Return a sentence or two for a digest, in the active language."""
        return ""

    @abstractmethod
    def render(self, subject: Any, user: Any | None, payload: dict) -> RenderedMail:
        """Return the mail in the active language."""

    @abstractmethod
    def inbox_line(self, subject: Any, payload: dict) -> tuple[str, str]:
        """Return title and address for the inbox, in the active language."""


@dataclass(frozen=True)
class Panel:
    """A part of a page that an upper app fills in.

    ``context`` gets the request and the page's subject, and returns the template's
    variables, or None where there is nothing to show. ``column`` is main or side.
    """

    template: str
    context: Callable[[HttpRequest, Any], dict | None]
    order: int = 50
    column: str = "main"


@dataclass(frozen=True)
class SpaceAction:
    """Something that those who lead a space can do there ("New update")."""

    label: Any
    icon: str
    url: Callable[[Any, Any], str | None]
    order: int = 50
    main: bool = False


@dataclass(frozen=True)
class SpaceTab:
    """A page of its own below a space's page: members, updates, documents.

    The tab's address is its key; it is served only to those who see the whole space.
    """

    label: Any
    template: str
    context: Callable[[HttpRequest, Any], dict]


@dataclass(frozen=True)
class NavItem:
    """A link of the main menu. ``url`` gets the language and may return None.

    One that is not ``in_menu`` is only known by its key, to templates that lead there.
    """

    label: Any
    icon: str
    url: Callable[[str], str | None]
    order: int
    in_menu: bool = True


@dataclass(frozen=True)
class Holding:
    """Something that organisations have and that goes to the heir when one merges.

    ``ids`` returns the ids of what an organisation has; ``move`` gives all of it to
    another one, in the caller's transaction.
    """

    label: Any
    ids: Callable[[Any], Iterable[int]]
    move: Callable[[Any, Any], None]


@dataclass(frozen=True)
class Belonging:
    """Something that a person holds and that must not vanish when they leave.

    ``held`` gets the person and who looks, and returns (title, address) of what that
    one may know of, and how many more there are. ``hand_over`` gets the person, the
    successor (or None) and the acting user, inside the transaction that closes the
    account; it raises ValidationError where it cannot do without a successor.
    """

    label: Any
    held: Callable[[Any, Any], tuple[list[tuple[str, str]], int]]
    hand_over: Callable[[Any, Any, Any], None]


@dataclass(frozen=True)
class SpaceCount:
    """How much of one kind of content a space has.

    ``by_audience`` counts what a space has published for each audience; ``words`` says
    a number of it ("3 updates").
    """

    by_audience: Callable[[Any], dict[str, int]]
    words: Callable[[int], str]


@dataclass(frozen=True)
class WritingHint:
    """Something that a writer may want to change: words, and where it is explained."""

    words: str
    url: str


search_kinds: Registry[SearchKind] = Registry("search kinds")
notification_kinds: Registry[NotificationKind] = Registry("notification kinds")
nav_items: Registry[NavItem] = Registry("main menu")
space_actions: Registry[SpaceAction] = Registry("space actions")
space_tabs: Registry[SpaceTab] = Registry("space tabs")
# Keys are "<slot>.<name>", such as "space.updates" or "front.events".
panels: Registry[Panel] = Registry("panels")
# Makes the home page of a new space of one kind: (space, name, user) -> page.
space_homes: Registry[Callable[..., Any]] = Registry("homes of spaces")
# Brings the model behind a page of a space in step with what has been published;
# keys are page models as "app.Model".
content_publishers: Registry[Callable[[Any], Any]] = Registry("content publishers")
# The desks at which content of spaces is written in short forms; keys are page models.
content_desks: Registry[Any] = Registry("content desks")
space_counts: Registry[SpaceCount] = Registry("counts of what spaces have")
# One pass of unfinished work; returns how many things it handled.
sweepers: Registry[Callable[[], int]] = Registry("sweepers")
# The state of one part for /readyz: {"ok": bool, ...}.
readiness: Registry[Callable[[], dict]] = Registry("readiness checks")
# The audience tokens that a user holds: see network_site.base.visibility.
audience_providers: Registry[Callable[[Any], Iterable[str]]] = Registry(
    "audience providers"
)
# What a role of the whole network may do in the admin; keys are "<role>.<app>".
role_permissions: Registry[Callable[[Any], None]] = Registry("role permissions")
# What a reader gets of a collection's files; None from a guard that does not know it.
collection_guards: Registry[Callable[[Any, int], Any]] = Registry("collection guards")
# Whether something that a reader may see hands out a file of a closed collection.
file_openers: Registry[Callable[[Any, Any], bool]] = Registry("file openers")
# What rounds are held about.
round_subjects: Registry[RoundSubject] = Registry("subjects of rounds")
# What moves to the heir when organisations merge.
holdings: Registry[Holding] = Registry("holdings of organisations")
# What a person who leaves hands over.
belongings: Registry[Belonging] = Registry("belongings of people")
# Why an account may not be closed yet, in the active language: (user) -> reasons. Asked
# inside the closing transaction, whose locks keep the answer true.
account_guards: Registry[Callable[[Any], list[str]]] = Registry("account guards")
# What is made of the words of a rendered body: (markup, language=, user=) -> markup.
text_decorators: Registry[Callable[..., str]] = Registry("text decorators")
# What to tell a writer of a text: (text, language=) -> hints; they never stop saving.
writing_hints: Registry[Callable[..., list[WritingHint]]] = Registry("writing hints")
# The handlers that keep a dirty mark: (kind, object ids) -> None.
dirty_handlers: Registry[Callable[[str, Iterable[int]], None]] = Registry(
    "dirty mark handlers"
)


def mark_dirty(kind: str, *object_ids: int) -> None:
    """Say, inside the causing transaction, that things must be indexed again.

    Readers see the new audience with the commit, before anything is indexed. Whoever
    changes hundreds of things and marks them in one call does so when they are changed.

    Args:
        kind: key of a registered search kind.
        object_ids: ids of the things that changed, appeared or went.
    """
    for handler in dirty_handlers.values():
        handler(kind, object_ids)


def panels_for(slot: str, column: str | None = None) -> list[Panel]:
    """Return the panels of a slot in order of their ``order``."""
    found = [
        panel
        for key, panel in panels.items()
        if key.startswith(f"{slot}.") and column in (None, panel.column)
    ]
    return sorted(found, key=lambda panel: panel.order)
