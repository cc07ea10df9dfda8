"""Turns chance into people, spaces, pages, events and concepts, all of them in bulk."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from events.models import (
    Event,
    EventIndexPage,
    EventKind,
    EventPage,
    EventSeries,
    Registration,
)
from events.publishing import SHARED
from events.repetition import Repeats, Repetition, end_of, occurrences
from groups.models import GroupIndexPage, GroupPage, Membership, Space
from groups.policies import Policy, Role, SpaceKind
from home.demo.loading import PASSWORD
from home.load.concepts import load_concepts
from home.load.tree import Gardener, batches
from home.load.words import (
    EXPERTISE,
    FIRST_NAMES,
    JOB_TITLES,
    LAST_NAMES,
    NOUNS,
    PLACES,
)
from home.load.writing import Writer, concept_names
from home.models import (
    HomePage,
    StandardPage,
    Update,
    UpdateIndexPage,
    UpdatePage,
)
from members.models import Expertise, Organisation, User
from network_site.base.visibility import Audience
from projects.models import (
    Output,
    OutputEdition,
    Project,
    ProjectIndexPage,
    ProjectPage,
)

POLICIES = (
    *[Policy.OPEN] * 5,
    *[Policy.REQUEST] * 3,
    *[Policy.CLOSED] * 3,
    Policy.HIDDEN,
)
# A page of text has at most this many below it, so that each list stays readable.
BRANCHES = 25
# Of the pages of text one in six belongs to no space and stands in a tree of its own.
STANDARD_SHARE = 6


class NotReady(Exception):
    """The site has not what the bulk data is put beside, or has the data already."""


def address(number: int) -> str:
    """Return the e-mail address of a member by number, from one on."""
    return f"load{number:04}@example.org"


class BulkLoader:
    """Loads part after part; what a part has made, the next ones use.

    Args:
        members: people, ``load0001@example.org`` and on, with the demo password.
        groups: spaces; every eighth is a project with its team.
        pages: pages of text: updates, and standard pages in a tree of their own.
        events: event pages; every tenth repeats weekly.
        concepts: concepts, in a vocabulary of their own.
        seed: the same seed makes the same data on the same day.

    Raises:
        NotReady: the demonstration is not there, the bulk data is, or there are fewer
            words than concepts.
    """

    def __init__(
        self,
        *,
        members: int,
        groups: int,
        pages: int,
        events: int,
        concepts: int,
        seed: int,
    ) -> None:
        self.numbers = (members, groups, pages, events, concepts)
        self.chance = random.Random(seed)  # noqa: S311 - the same for a seed
        self.writer = Writer(self.chance)
        self.gardener = Gardener()
        self.today = timezone.localdate()
        self.names = list(islice(concept_names(), concepts))
        self.departments = list(Organisation.objects.departments().current())
        self.people: list[User] = []
        self.spaces: list[Space] = []
        self.homes: dict[int, Any] = {}
        self.belonging: dict[int, list[User]] = defaultdict(list)
        self._check()

    def _check(self) -> None:
        if User.objects.filter(email__startswith="load").exists():
            raise NotReady("The bulk data is here already. Begin from an empty site.")
        models = (HomePage, GroupIndexPage, ProjectIndexPage, EventIndexPage)
        if not self.departments or not all(
            model.objects.exists() for model in (*models, UpdateIndexPage)
        ):
            raise NotReady("Load the demonstration first: manage.py load_demo")
        if len(self.names) < self.numbers[-1]:
            raise NotReady(f"There are words for {len(self.names)} concepts at most.")

    def load(self) -> Iterator[tuple[str, int]]:
        """Load part after part, and tell after each what it was and how many."""
        members, groups, pages, events, concepts = self.numbers
        yield "members", self.load_people(members)
        yield "groups", self.load_spaces(groups if self.people else 0)
        yield "pages", self.load_pages(pages)
        yield "events", self.load_events(events)
        self.gardener.finish()
        load_concepts(self.names, self.writer)
        yield "concepts", concepts

    def moment(self, days: int, hour: int) -> datetime:
        day = self.today + timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time(hour)))

    # People

    def load_people(self, number: int) -> int:
        password = make_password(PASSWORD)
        self.people = User.objects.bulk_create(
            [self.person(place, password) for place in range(1, number + 1)], 1_000
        )
        fields = [Expertise.objects.get_or_create(name=name)[0] for name in EXPERTISE]
        User.expertise.through.objects.bulk_create(
            [
                User.expertise.through(user=user, expertise=field)
                for user in self.people
                for field in self.chance.sample(fields, self.chance.randint(0, 3))
            ],
            1_000,
        )
        return number

    def person(self, number: int, password: str) -> User:
        language = "sv" if self.chance.random() < 0.08 else "fi"
        return User(
            email=address(number),
            password=password,
            first_name=self.chance.choice(FIRST_NAMES[language]),
            last_name=self.chance.choice(LAST_NAMES[language]),
            organisation=self.chance.choice(self.departments),
            job_title=self.chance.choice(JOB_TITLES),
            language=language,
        )

    # Spaces

    def load_spaces(self, number: int) -> int:
        groups = GroupIndexPage.objects.order_by("pk").first()
        projects = ProjectIndexPage.objects.order_by("pk").first()
        planted = [
            (projects, self.project_page(place))
            if place % 8 == 0
            else (groups, self.group_page(place))
            for place in range(1, number + 1)
        ]
        for batch in batches(planted):
            self.gardener.plant(batch)
        self.spaces = Space.objects.bulk_create(
            [
                self.space(place, page)
                for place, (_parent, page) in enumerate(planted, 1)
            ]
        )
        for space, (_parent, page) in zip(self.spaces, planted, strict=True):
            self.homes[space.pk] = page
        self.load_memberships()
        self.load_projects()
        return number

    def space_name(self, what: str) -> str:
        noun, place = self.chance.choice(NOUNS), self.chance.choice(PLACES)
        return f"{noun.gen.capitalize()} {what}, {place.nom}"

    def page_times(self, days_ago: int) -> dict[str, datetime]:
        published = self.moment(-days_ago, self.chance.randint(8, 16))
        return {
            "first_published_at": published,
            "last_published_at": published,
            "latest_revision_created_at": published,
        }

    def page_words(self, title: str, number: int) -> dict[str, Any]:
        return {
            "title": title,
            "slug": f"{slugify(title)[:60]}-{number}",
            "summary": self.writer.sentences(1),
            "translation_key": self.writer.key(),
        }

    def group_page(self, number: int) -> GroupPage:
        network = number % 3 == 0
        what = "asiantuntijaverkosto" if network else "työryhmä"
        return GroupPage(
            **self.page_words(self.space_name(what), number),
            **self.page_times(self.chance.randint(400, 900)),
            kind=SpaceKind.EXPERT_NETWORK if network else SpaceKind.WORKING_GROUP,
            mandate=f"<p>{self.writer.sentences(3)}</p>",
            how_to_join="Kirjoita ryhmän vetäjälle.",
        )

    def project_page(self, number: int) -> ProjectPage:
        begun = self.today - timedelta(days=self.chance.randint(-60, 900))
        return ProjectPage(
            **self.page_words(self.space_name("kehittämishanke"), number),
            **self.page_times(self.chance.randint(400, 900)),
            start=begun,
            end=begun + timedelta(days=self.chance.randint(200, 900)),
            lead_department=self.chance.choice(self.departments),
            funding="Pelastuslaitosten yhteinen rahoitus",
            implementation=f"<p>{self.writer.sentences(4)}</p>",
            aims=[("aim", self.writer.sentences(1)) for _ in range(3)],
        )

    def space(self, number: int, page: Any) -> Space:
        is_project = isinstance(page, ProjectPage)
        return Space(
            translation_key=page.translation_key,
            name=page.title,
            kind=SpaceKind.PROJECT_TEAM if is_project else page.kind,
            policy=Policy.OPEN if is_project else POLICIES[number % len(POLICIES)],
            appointed_by="Pelastusjohtajien hallitus",
            term_start=date(self.today.year - 1, 1, 1),
            term_end=date(self.today.year + 1, 12, 31),
        )

    def load_memberships(self) -> None:
        """Put people into spaces; the member of the same number leads the space.

        Most belong to a few spaces, and spaces differ in size.
        """
        if not self.spaces:
            return
        weights = [self.chance.paretovariate(1.2) for _space in self.spaces]
        roles: dict[tuple[int, int], str] = {}
        for place, space in enumerate(self.spaces):
            for step, role in enumerate((Role.LEAD, Role.DEPUTY, Role.SECRETARY)):
                user = self.people[(place + step) % len(self.people)]
                roles.setdefault((space.pk, user.pk), role)
        for user in self.people:
            number = min(1 + int(self.chance.expovariate(1 / 3)), 20)
            for space in self.chance.choices(self.spaces, weights, k=number):
                roles.setdefault((space.pk, user.pk), Role.MEMBER)
        people = {user.pk: user for user in self.people}
        for space_id, user_id in roles:
            self.belonging[space_id].append(people[user_id])
        rows = (
            Membership(
                space_id=space_id,
                user_id=user_id,
                role=role,
                joined_on=self.today - timedelta(days=self.chance.randint(1, 700)),
            )
            for (space_id, user_id), role in roles.items()
        )
        for batch in batches(rows, 1_000):
            Membership.objects.bulk_create(batch)

    def load_projects(self) -> None:
        pages = {
            space: page
            for space in self.spaces
            if isinstance(page := self.homes[space.pk], ProjectPage)
        }
        projects = Project.objects.bulk_create(
            Project(
                translation_key=page.translation_key,
                space=space,
                start=page.start,
                end=page.end,
                lead_department=page.lead_department,
            )
            for space, page in pages.items()
        )
        of_model: list[Any] = []
        of_page: list[Any] = []
        for project, page in zip(projects, pages.values(), strict=True):
            number = min(6, len(self.departments))
            for one in self.chance.sample(self.departments, number):
                of_model.append(
                    Project.participants.through(project=project, organisation=one)
                )
                of_page.append(
                    ProjectPage.participants.through(projectpage=page, organisation=one)
                )
        Project.participants.through.objects.bulk_create(of_model)
        ProjectPage.participants.through.objects.bulk_create(of_page)
        self.load_outputs(list(pages))

    def load_outputs(self, spaces: list[Space]) -> None:
        outputs = Output.objects.bulk_create(
            Output(
                space=space,
                kind=self.chance.choice(Output.Kind.values),
                title=self.writer.title(),
                description=self.writer.sentences(2),
                published_on=self.today - timedelta(days=self.chance.randint(1, 600)),
            )
            for space in spaces
            for _number in range(2)
        )
        OutputEdition.objects.bulk_create(
            OutputEdition(
                output=output, url=f"https://example.org/julkaisut/{output.pk}"
            )
            for output in outputs
        )

    # Pages of text

    def load_pages(self, number: int) -> int:
        standard = number // STANDARD_SHARE
        self.load_standard_pages(standard)
        index = UpdateIndexPage.objects.order_by("pk").first()
        for batch in batches(range(number - standard)):
            pages = [self.update_page(index, place) for place in batch]
            self.gardener.plant(pages)
            Update.objects.bulk_create(self.update(page) for _parent, page in pages)
        return number

    def load_standard_pages(self, number: int) -> None:
        """Plant a tree in which every page has up to ``BRANCHES`` below it."""
        pages: list[Any] = [HomePage.objects.order_by("pk").first()]
        while len(pages) <= number:
            # A whole level at a time: its pages are the parents of the next.
            last = min((len(pages) - 1) * BRANCHES + 1, number)
            level = range(len(pages), last + 1)
            planted = [
                (pages[(place + BRANCHES - 2) // BRANCHES], self.standard_page(place))
                for place in level
            ]
            for batch in batches(planted):
                self.gardener.plant(batch)
            pages += [page for _parent, page in planted]

    def standard_page(self, number: int) -> StandardPage:
        return StandardPage(
            **self.page_words(self.writer.title(), number),
            **self.page_times(self.chance.randint(1, 900)),
            body=self.writer.body(3),
            audience=self.chance.choice((Audience.EVERYONE, Audience.MEMBERS)),
        )

    def home_and_audience(self, index: Any) -> tuple[Any, dict[str, Any]]:
        """Choose where something is published, and for whom: one in ten for all."""
        if not self.spaces or self.chance.random() < 0.1:
            return index, {"space": None, "audience": Audience.MEMBERS}
        space = self.chance.choice(self.spaces)
        audience = self.chance.choice((Audience.MEMBERS, Audience.SPACE))
        return self.homes[space.pk], {"space": space, "audience": audience}

    def leader_of(self, space: Space | None) -> User | None:
        """Choose one of those who lead a space; the network's own has no author."""
        return self.chance.choice(self.belonging[space.pk][:3]) if space else None

    def update_page(self, index: Any, number: int) -> tuple[Any, UpdatePage]:
        parent, belongs = self.home_and_audience(index)
        return parent, UpdatePage(
            **self.page_words(self.writer.title(), number),
            **self.page_times(int(self.chance.triangular(0, 1_000, 0)) + 1),
            **belongs,
            owner=self.leader_of(belongs["space"]),
            body=self.writer.body(2),
            notify="silent",
        )

    @staticmethod
    def update(page: UpdatePage) -> Update:
        return Update(
            translation_key=page.translation_key,
            title=page.title,
            author=page.owner,
            space=page.space,
            audience=page.audience,
            published_at=page.first_published_at,
        )

    # Events

    def load_events(self, number: int) -> int:
        index = EventIndexPage.objects.order_by("pk").first()
        for batch in batches(range(1, number + 1)):
            pages = [self.event_page(index, place) for place in batch]
            self.gardener.plant(pages)
            series = EventSeries.objects.bulk_create(
                EventSeries(
                    translation_key=page.translation_key,
                    title=page.title,
                    rrule=Repetition.of(page).rule(page.starts_at),
                )
                for _parent, page in pages
            )
            events = Event.objects.bulk_create(
                event
                for one, (_parent, page) in zip(series, pages, strict=True)
                for event in self.events_of(one, page)
            )
            self.load_registrations(events)
        return number

    def event_page(self, index: Any, number: int) -> tuple[Any, EventPage]:
        parent, belongs = self.home_and_audience(index)
        start = self.moment(self.chance.randint(-120, 200), self.chance.randint(8, 15))
        repeats = number % 10 == 0
        online = self.chance.random() < 0.3
        return parent, EventPage(
            **self.page_words(self.writer.title(), number),
            **self.page_times(self.chance.randint(121, 300)),
            **belongs,
            owner=self.leader_of(belongs["space"]),
            contact=self.leader_of(belongs["space"]),
            body=self.writer.body(1),
            kind=self.chance.choice(EventKind.values),
            starts_at=start,
            ends_at=start + timedelta(hours=self.chance.randint(1, 6)),
            repeats=Repeats.WEEKLY if repeats else Repeats.ONCE,
            repeat_until=start.date() + timedelta(weeks=7) if repeats else None,
            place="" if online else f"{self.chance.choice(PLACES).nom}, paloasema",
            online_url=f"https://kokous.example.org/{number}" if online else "",
            capacity=self.chance.choice((None, 10, 20, 40)),
            deadline=start - timedelta(days=3),
        )

    @staticmethod
    def events_of(series: EventSeries, page: EventPage) -> Iterator[Event]:
        for start in occurrences(page.starts_at, series.rrule, now=timezone.now()):
            shift = start - page.starts_at
            yield Event(
                series=series,
                original_start=start,
                starts_at=start,
                ends_at=end_of(start, first=page.starts_at, ends=page.ends_at),
                **{name: getattr(page, name) for name in SHARED if name != "deadline"},
                deadline=page.deadline + shift,
            )

    def load_registrations(self, events: list[Event]) -> None:
        """Give out seats in the order of asking; who comes after the last one waits."""
        rows: list[Registration] = []
        for event in events:
            pool = self.belonging[event.space_id] if event.space_id else self.people
            wanted = self.chance.randint(0, min(60, len(pool)))
            seats = wanted if event.capacity is None else event.capacity
            event.taken, event.queue_counter = min(wanted, seats), wanted
            rows += [
                self.registration(event, user, place, confirmed=place <= seats)
                for place, user in enumerate(self.chance.sample(pool, wanted), 1)
            ]
        Event.objects.bulk_update(events, ["taken", "queue_counter"], 200)
        Registration.objects.bulk_create(rows, 1_000)

    def registration(
        self, event: Event, user: User, place: int, *, confirmed: bool
    ) -> Registration:
        asked = event.starts_at - timedelta(days=20) + timedelta(minutes=place)
        asked = min(asked, timezone.now() - timedelta(days=1))
        state = Registration.State
        return Registration(
            event=event,
            user=user,
            email=user.email,
            state=state.CONFIRMED if confirmed else state.WAITING,
            queue_number=place,
            revision=1,
            registered_at=asked,
            confirmed_at=asked if confirmed else None,
        )
