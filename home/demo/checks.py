"""Checks of the demonstration's data against itself: ``python -m home.demo.checks``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from home.demo.belonging import INVITATIONS, REQUESTS, VISITS
from home.demo.concepts import CONCEPTS
from home.demo.events import EVENTS
from home.demo.people import DEPARTMENTS, ORGANISATIONS, PARTNERS, PEOPLE
from home.demo.pictures import ALT_TEXTS, PAINTINGS
from home.demo.projects import PROJECTS
from home.demo.shapes import Block, Concept, Document, Event, Project, Space, Update
from home.demo.spaces import SPACES
from home.demo.strategy import GUIDELINES, POSITIONS, STANDARD_PAGES, STRATEGIES
from home.demo.updates import UPDATES

OWNERS: tuple[Space | Project, ...] = (*SPACES, *PROJECTS)
PAGES: tuple[Any, ...] = (*STRATEGIES, *POSITIONS, *GUIDELINES, *STANDARD_PAGES)
COUNTS: dict[str, tuple[tuple[Any, ...], int]] = {
    "departments": (DEPARTMENTS, 22),
    "partners": (PARTNERS, 3),
    "people": (PEOPLE, 40),
    "spaces": (SPACES, 6),
    "projects": (PROJECTS, 3),
    "updates": (UPDATES, 12),
    "events": (EVENTS, 15),
    "concepts": (CONCEPTS, 60),
}
LENGTHS = {
    "summary": 400,
    "purpose": 400,
    "how_to_join": 600,
    "description": 800,
    "mission": 300,
    "vision": 300,
    "lead": 300,
    "next_review": 200,
    "funding": 200,
    "place": 200,
    "addressee": 200,
    "when": 60,
    "what": 100,
}
BLOCK_PARTS = {
    "text": 1,
    "heading": 1,
    "callout": 3,
    "documents": 2,
    "links": 2,
    "quote": 2,
    "table": 3,
    "accordion": 1,
    "image": 3,
    "contacts": 2,
}
TONES = ("info", "good", "warn")
TERM_KINDS = ("synonym", "discouraged", "rejected", "search_term")
STATUSES = ("draft", "proposed", "approved", "superseded", "retired")
CASE_ENDINGS = "(?:n|a|ä|ta|tä|ssa|ssä|sta|stä|lla|llä|lle|t|en|er|et|s)?"


def check() -> None:
    """Raise ValueError for the first thing in the data that does not hold together."""
    _check_counts()
    _check_people()
    _check_keys()
    _check_texts()
    for owner in OWNERS:
        _check_members(owner)
    for update in updates():
        _check_update(update)
    for event in events():
        _check_event(event)
    _check_belonging()
    for project in PROJECTS:
        _check_project(project)
    _check_strategy()
    for page in PAGES:
        _check_body(page.key, getattr(page, "body", ()))
    for concept in CONCEPTS:
        _check_concept(concept)
    _check_relations()


def updates() -> tuple[Update, ...]:
    """Return all updates: the recent ones and those of the projects."""
    return (*UPDATES, *(update for p in PROJECTS for update in p.updates))


def events() -> tuple[Event, ...]:
    """Return all events: those around today and those of the projects."""
    return (*EVENTS, *(event for p in PROJECTS for event in p.events))


def documents() -> tuple[Document, ...]:
    """Return every document, wherever it is attached."""
    everything = (SPACES, PROJECTS, EVENTS, POSITIONS, GUIDELINES)
    return tuple(part for part in _parts(everything) if isinstance(part, Document))


def _parts(value: Any) -> Iterator[Any]:
    """Walk through tuples and dataclasses, and all that they hold."""
    yield value
    if isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))


def _require(holds: object, message: str) -> None:
    if not holds:
        raise ValueError(message)


def _require_unique(name: str, values: Iterable[str]) -> None:
    twice = [value for value, count in Counter(values).items() if count > 1]
    _require(not twice, f"{name} given twice: {twice}")


def _emails() -> set[str]:
    return {person.email for person in PEOPLE}


def _owners() -> dict[str, Space | Project]:
    return {owner.key: owner for owner in OWNERS}


def _check_counts() -> None:
    for name, (things, count) in COUNTS.items():
        _require(len(things) == count, f"{len(things)} {name}, not {count}")


def _check_people() -> None:
    _require_unique("e-mail", (person.email for person in PEOPLE))
    _require_unique("phone", (person.phone for person in PEOPLE))
    names = {organisation.short_name for organisation in ORGANISATIONS}
    partners = {partner.short_name for partner in PARTNERS}
    for person in PEOPLE:
        email = person.email
        _require(
            email.isascii() and email.endswith("@example.org"), f"address: {email}"
        )
        _require(person.organisation in {*names, None}, f"{email}: organisation")
        _require(
            person.is_guest == (person.organisation in partners),
            f"{email}: guest or not",
        )
        _require(1 <= len(person.expertise) <= 4, f"{email}: expertise")
    empty = {d.short_name for d in DEPARTMENTS} - {p.organisation for p in PEOPLE}
    _require(not empty, f"nobody in {empty}")


def _check_keys() -> None:
    _require_unique("owner", (owner.key for owner in OWNERS))
    _require_unique("update", (update.key for update in updates()))
    _require_unique("event", (event.key for event in events()))
    _require_unique("document", (document.key for document in documents()))
    _require_unique("file", (document.filename for document in documents()))
    _require_unique("page", _pages())
    _require(PAINTINGS.keys() == ALT_TEXTS.keys(), "a picture without its words")
    pictured: tuple[Any, ...] = (*OWNERS, *events(), *STRATEGIES)
    used = {part.picture for part in pictured if part.picture}
    shown = {
        block[1] for update in updates() for block in update.body if block[0] == "image"
    }
    _require(
        used | shown == PAINTINGS.keys(),
        f"pictures: {(used | shown) ^ PAINTINGS.keys()}",
    )


def _pages() -> list[str]:
    return [page.key for page in PAGES]


def _check_texts() -> None:
    everything = (SPACES, PROJECTS, UPDATES, EVENTS, STRATEGIES, POSITIONS, GUIDELINES)
    for part in _parts((everything, STANDARD_PAGES)):
        if isinstance(part, str):
            _require(
                not re.search(r"\{(na)?[+-]\d+\}\.", part), f"two full stops: {part}"
            )
            _require("!" not in part, f"exclamation: {part}")
        elif is_dataclass(part):
            for name, longest in LENGTHS.items():
                text = getattr(part, name, "")
                _require(len(text) <= longest, f"{name} of {len(text)}: {text[:60]}")
    for key, text in ALT_TEXTS.items():
        _require(len(text) <= 250, f"words of picture {key}")


def _check_members(owner: Space | Project) -> None:
    emails = [member.email for member in owner.members]
    _require_unique(f"member of {owner.key}", emails)
    guests = {person.email for person in PEOPLE if person.is_guest}
    for member in owner.members:
        _require(member.email in _emails(), f"{owner.key}: {member.email}")
        _require(
            (member.role == "guest") == (member.email in guests),
            f"{owner.key}: {member}",
        )
    leads = [member for member in owner.members if member.role == "lead"]
    _require(len(leads) == 1, f"{owner.key}: one lead")


def _check_belonging() -> None:
    members = {
        owner.key: {member.email: member.role for member in owner.members}
        for owner in OWNERS
    }
    policies = {owner.key: owner.policy for owner in OWNERS}
    for asked in REQUESTS:
        of_space = members[asked.space]
        _require(asked.email in _emails(), f"request of {asked.email}")
        _require(asked.email not in of_space, f"{asked.email} belongs already")
        _require(policies[asked.space] in ("request", "closed"), f"{asked.space}: asks")
    for invited in INVITATIONS:
        of_space = members[invited.space]
        _require(invited.email not in of_space, f"{invited.email} belongs already")
        _require(of_space.get(invited.inviter) == "lead", f"{invited.inviter}: leads")
    visits = {(visit.space, visit.email) for visit in VISITS}
    guests = {
        (key, email)
        for key, of_space in members.items()
        for email, role in of_space.items()
        if role == "guest"
    }
    _require(visits == guests, "every guest has a time, and nobody else")


def _may_see(email: str, owner: Space | Project | None, audience: str) -> bool:
    if owner and email in {member.email for member in owner.members}:
        return True
    if next(person for person in PEOPLE if person.email == email).is_guest:
        return False
    if owner is None or owner.policy == "open":
        return True
    return owner.policy == "request" and audience == "members"


def _check_update(update: Update) -> None:
    owners = _owners()
    _require(update.owner in {*owners, None}, f"{update.key}: owner")
    _require(update.author in _emails(), f"{update.key}: author")
    owner = owners.get(update.owner or "")
    if owner:
        leading = {
            m.email for m in owner.members if m.role in ("lead", "deputy", "secretary")
        }
        _require(update.author in leading, f"{update.key}: the author does not lead")
    _check_body(update.key, update.body)


def _check_body(key: str, body: tuple[Block, ...]) -> None:
    for kind, *parts in body:
        _require(len(parts) == BLOCK_PARTS.get(str(kind)), f"{key}: block {kind}")
        if kind == "callout":
            _require(parts[0] in TONES, f"{key}: tone")
        elif kind == "documents":
            known = {document.key for document in documents()}
            _require(set(parts[1]) <= known, f"{key}: documents {parts[1]}")
        elif kind == "contacts":
            _require(set(parts[1]) <= _emails(), f"{key}: contacts {parts[1]}")
        elif kind == "image":
            _require(parts[0] in PAINTINGS, f"{key}: picture")
        elif kind == "table":
            _require(
                all(len(row) == len(parts[1]) for row in parts[2]),
                f"{key}: uneven table",
            )
        elif kind == "links":
            for _title, target in parts[1]:
                _require(target in _targets(), f"{key}: link to {target}")


def _targets() -> set[str]:
    return {
        *(f"space:{space.key}" for space in SPACES),
        *(f"project:{project.key}" for project in PROJECTS),
        *(f"update:{update.key}" for update in updates()),
        *(f"event:{event.key}" for event in events()),
        *(f"page:{key}" for key in _pages()),
    }


def _check_event(event: Event) -> None:
    key, owners = event.key, _owners()
    _require(event.owner in {*owners, None}, f"{key}: owner")
    owner = owners.get(event.owner or "")
    people = (*event.confirmed, *event.waiting)
    _require_unique(f"registration to {key}", people)
    for email in (*people, event.contact):
        _require(email in _emails(), f"{key}: {email}")
        _require(
            _may_see(email, owner, event.audience), f"{key}: {email} does not see it"
        )
    if event.capacity is not None:
        _require(len(event.confirmed) <= event.capacity, f"{key}: too many")
    if event.waiting:
        _require(
            event.waiting_list and len(event.confirmed) == event.capacity,
            f"{key}: a queue although there is room",
        )
    _require(bool(event.organiser) != event.takes_registrations, f"{key}: organiser")
    _require(event.place or event.online_url, f"{key}: no place")
    if isinstance(event.day, int) and isinstance(event.deadline_day, int):
        # Three days, so that a weekend cannot bring the two to the same day.
        _require(event.deadline_day + 3 <= event.day, f"{key}: deadline")
    for span, text in event.programme:
        _require(len(span) <= 30 and len(text) <= 200, f"{key}: programme {span}")


def _check_project(project: Project) -> None:
    names = {department.short_name for department in DEPARTMENTS}
    key = project.key
    _require_unique(f"participant of {key}", project.participants)
    _require(set(project.participants) <= names, f"{key}: participants")
    _require(project.lead_department in project.participants, f"{key}: lead department")
    _require(set(project.contacts) <= _emails(), f"{key}: contacts")
    _require(len(project.milestones) <= 4, f"{key}: milestones")
    _require(all(len(aim) <= 300 for aim in project.aims), f"{key}: aims")


def _check_strategy() -> None:
    serving = {*_owners(), *(guideline.key for guideline in GUIDELINES)}
    for strategy in STRATEGIES:
        for goal in strategy.goals:
            _require(set(goal.served_by) <= serving, f"{goal.title}: served by")
            _require(3 <= len(goal.measures) <= 6, f"{goal.title}: measures")


def _check_concept(concept: Concept) -> None:
    key = f"{concept.code} {concept.fi}"
    _require(concept.status in STATUSES, f"{key}: status")
    _require(
        bool(concept.replaced_by) == (concept.status == "superseded"),
        f"{key}: replaced",
    )
    projects = {project.key for project in PROJECTS}
    _require(set(concept.origins) <= projects, f"{key}: origins")
    recommended = {"fi": concept.fi, "sv": concept.sv, "en": concept.en}
    for term in concept.terms:
        _require(term.kind in TERM_KINDS, f"{key}: kind of {term.text}")
        _require(term.text != recommended[term.language], f"{key}: {term.text} twice")
        avoided = term.kind in ("discouraged", "rejected")
        _require(bool(term.note) == avoided, f"{key}: note of {term.text}")
    definitions = (concept.definition_fi, concept.definition_sv, concept.definition_en)
    for term_text, definition in zip(recommended.values(), definitions, strict=True):
        if definition:
            _check_definition(key, term_text, definition)


def _check_definition(key: str, term: str, definition: str) -> None:
    _require(definition[0].islower(), f"{key}: begins with a capital")
    _require(definition[-1].isalpha(), f"{key}: ends in {definition[-1]}")
    itself = re.search(
        rf"\b{re.escape(term)}{CASE_ENDINGS}\b", definition, re.IGNORECASE
    )
    _require(not itself, f"{key}: the definition has its own term")


def _check_relations() -> None:
    by_term = {concept.fi: concept for concept in CONCEPTS}
    _require_unique("code", (concept.code for concept in CONCEPTS))
    _require_unique("term", (concept.fi for concept in CONCEPTS))
    pairs = []
    for concept in CONCEPTS:
        for other in (*_broader(concept), *concept.related, concept.replaced_by):
            _require(not other or other in by_term, f"{concept.fi}: no concept {other}")
        pairs += ["–".join(sorted((concept.fi, other))) for other in concept.related]
    _require_unique("related pair", pairs)
    _check_order()
    for concept in CONCEPTS:
        above = _all_above(concept, by_term)
        for other in concept.related:
            below = _all_above(by_term[other], by_term)
            _require(
                other not in above and concept.fi not in below,
                f"{concept.fi}: {other} is both related and broader",
            )


def _check_order() -> None:
    """Check that the concepts can be made one by one, each after those that it names."""
    made: set[str] = set()
    waiting = list(CONCEPTS)
    while waiting:
        ready = [
            concept.fi
            for concept in waiting
            if {*_broader(concept), *concept.related, concept.replaced_by}
            <= {*made, ""}
        ]
        left = [concept.fi for concept in waiting]
        _require(ready, f"each waits for another: {left}")
        made.update(ready)
        waiting = [concept for concept in waiting if concept.fi not in made]


def _broader(concept: Concept) -> tuple[str, ...]:
    return (*concept.broader_generic, *concept.broader_partitive)


def _all_above(concept: Concept, by_term: dict[str, Concept]) -> set[str]:
    """Return all that is broader than a concept, however far."""
    above: set[str] = set()
    wanted = list(_broader(concept))
    while wanted:
        term = wanted.pop()
        _require(term != concept.fi, f"{concept.fi}: a ring")
        if term not in above:
            above.add(term)
            wanted += _broader(by_term[term])
    return above


if __name__ == "__main__":
    check()
