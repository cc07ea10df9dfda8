"""Turns the demonstration's data into people, pages, events and concepts.

Pages are first put into the tree unpublished, so that they can link to each other, and
published once their bodies are written. Nothing is mailed: what the demonstration's
people have done lies behind them.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import dateformat, timezone
from django.utils.text import slugify
from django.utils.translation import override
from wagtail.models import Collection, Locale, Page

from concepts.models import Concept, Definition, Note, Relation, Term, Vocabulary
from concepts.services import save_concept, save_vocabulary
from events.models import Event, EventPage, Registration
from events.repetition import Repeats
from groups.models import GroupPage, Membership, Space
from groups.permissions import derive_all
from home.demo import shapes, translations
from home.demo.concepts import CONCEPTS, VOCABULARY
from home.demo.events import EVENTS
from home.demo.files import pdf_of
from home.demo.joining import load_belonging
from home.demo.people import ORGANISATIONS, PEOPLE
from home.demo.pictures import ALT_TEXTS, draw
from home.demo.projects import PROJECTS
from home.demo.rounds import load_rounds
from home.demo.spaces import SPACES
from home.demo.strategy import (
    GUIDELINES,
    POSITIONS,
    STANDARD_PAGES,
    STRATEGIES,
    WELCOME,
)
from home.demo.subjects import load_subjects
from home.demo.updates import UPDATES
from home.languages import translate
from home.models import (
    GuidelinePage,
    PositionPage,
    StandardPage,
    StrategyPage,
    Update,
    UpdatePage,
)
from home.notices import UPDATE_PUBLISHED
from home.planting import plant_site
from members.models import Expertise, Organisation, User
from members.roles import apply_roles
from network_site.base.models import NetworkDocument, NetworkImage
from network_site.base.registries import mark_dirty
from notifications.models import Notice
from projects.models import (
    Output,
    OutputEdition,
    Project,
    ProjectPage,
)

# How a translation names a day: alone, and with its weekday (Django's date format).
DAY_PATTERNS = {"sv": ("j.n", "l j.n"), "en": ("j F", "l j F")}
PASSWORD = "verkosto-demo"  # noqa: S105 - the demonstration's own, refused in production
# Updates newer than this lie in the inboxes of those they concern.
IN_INBOX_FOR = timedelta(days=7)
RENDITIONS = ("width-960|format-webp",)


class DemoLoader:
    """Loads everything in the order in which one thing needs another."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.now = timezone.now()
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, User] = {}
        self.documents: dict[str, NetworkDocument] = {}
        self.images: dict[str, NetworkImage] = {}
        self.pages: dict[str, Page] = {}
        self.bodies: list[tuple[Page, tuple[shapes.Block, ...]]] = []

    def load(self) -> dict[str, int]:
        """Load all of it and return how many of each there are."""
        self.load_people()
        self.load_tree()
        for space in self.dated(SPACES):
            self.load_space(space)
        for project in self.dated(PROJECTS):
            self.load_project(project)
        self.load_papers()
        for update in self.dated(UPDATES):
            self.load_update(update)
        for event in self.dated(EVENTS):
            self.load_event(event)
        for strategy in self.dated(STRATEGIES):
            self.load_strategy(strategy)
        self.publish()
        self.settle_spaces()
        load_belonging(self.people, lambda key: self.space_of(self.pages[key]))
        self.settle_events()
        self.load_concepts()
        load_rounds(self.people, lambda key: self.space_of(self.pages[key]))
        self.load_translations()
        derive_all()
        return self.counts()

    def dated(self, items: Iterable[Any]) -> Iterator[Any]:
        return (shapes.with_dates(item, self.today) for item in items)

    # People

    def load_people(self) -> None:
        for item in ORGANISATIONS:
            self.organisations[item.short_name] = Organisation.objects.create(
                kind=item.kind,
                short_name=item.short_name,
                name=item.name,
                name_sv=item.name_sv,
                name_en=item.name_en,
            )
        password = make_password(PASSWORD)
        for person in PEOPLE:
            user = User.objects.create(
                email=person.email,
                password=password,
                first_name=person.first_name,
                last_name=person.last_name,
                organisation=self.organisations.get(person.organisation or ""),
                job_title=person.job_title,
                phone=person.phone,
                language=person.language,
                is_guest=person.is_guest,
                is_coordinator=person.is_coordinator,
                is_concept_editor=person.is_concept_editor,
                is_superuser=person.is_superuser,
                is_staff=person.is_superuser,
            )
            user.expertise.set(
                Expertise.objects.get_or_create(name=name)[0]
                for name in person.expertise
            )
            self.people[person.email] = user
            mark_dirty("person", user.pk)

    # The tree

    def load_tree(self) -> None:
        self.pages |= plant_site(welcome=WELCOME)
        for user in self.people.values():
            if user.is_coordinator or user.is_concept_editor:
                apply_roles(user=user)

    def add(
        self, key: str, page: Page, parent: Page, body: tuple[shapes.Block, ...] = ()
    ) -> Any:
        """Put a page into the tree, to be published when its body is written."""
        page.live = False
        page.has_unpublished_changes = True
        parent.add_child(instance=page)
        self.pages[key] = page
        self.bodies.append((page, body))
        return page

    # Files

    def document(
        self, item: shapes.Document, collection: Collection
    ) -> NetworkDocument:
        content = pdf_of(item)
        document = NetworkDocument.objects.create(
            title=item.title,
            language=item.language,
            file=ContentFile(content, name=item.filename),
            collection=collection,
            file_size=len(content),
        )
        self.documents[item.key] = document
        return document

    def image(self, key: str | None, collection: Collection | None = None) -> Any:
        if key is None:
            return None
        if key not in self.images:
            self.images[key] = NetworkImage.objects.create(
                title=ALT_TEXTS[key],
                file=ImageFile(BytesIO(draw(key)), name=f"{key}.png"),
                collection=collection or Collection.get_first_root_node(),
            )
            # The first reader of a page should not wait for its pictures.
            self.images[key].get_renditions(*RENDITIONS)
        return self.images[key]

    # Spaces and projects

    def space_of(self, page: Page) -> Space:
        return Space.objects.get(translation_key=page.translation_key)

    def collection_of(self, name: str) -> Collection:
        collection = Collection(name=name)
        Collection.get_first_root_node().add_child(instance=collection)
        return collection

    def load_space(self, item: shapes.Space) -> None:
        page = self.add(
            item.key,
            GroupPage(
                title=item.name,
                slug=slugify(item.key),
                kind=item.kind,
                summary=item.purpose,
                mandate=item.mandate,
                how_to_join=item.how_to_join,
            ),
            self.pages["groups"],
        )
        first, last = (self.today.year + offset for offset in item.term)
        collection = self.collection_of(item.name)
        self.finish_space(
            page,
            item.members,
            policy=item.policy,
            collection=collection,
            appointed_by=item.appointed_by,
            term_start=date(first, 1, 1),
            term_end=date(last, 12, 31),
            review_on=shapes.date_of(item.review_day, self.today),
        )
        for document in item.documents:
            self.document(document, collection)
        for output in item.outputs:
            self.output(output, self.space_of(page))
        if item.picture:
            page.image = self.image(item.picture, collection)
            page.image_alt = ALT_TEXTS[item.picture]

    def finish_space(
        self, page: Page, members: tuple[shapes.Member, ...], **fields: Any
    ) -> None:
        space = self.space_of(page)
        Space.objects.filter(pk=space.pk).update(**fields)
        joined = self.today - timedelta(days=200)
        Membership.objects.bulk_create(
            Membership(
                space=space,
                user=self.people[member.email],
                role=member.role,
                joined_on=joined,
            )
            for member in members
        )

    def output(self, item: shapes.Output, space: Space) -> None:
        output = Output.objects.create(
            space=space,
            audience=item.audience,
            kind=item.kind,
            title=item.title,
            description=item.description,
            published_on=shapes.date_of(item.published, self.today),
        )
        for edition in item.editions:
            OutputEdition.objects.create(
                output=output,
                language=edition.language,
                title=edition.title,
                document=self.document(edition.document, space.collection),
            )
        mark_dirty("output", output.pk)

    def load_project(self, item: shapes.Project) -> None:
        end = shapes.date_of(item.end, self.today)
        page = ProjectPage(
            title=item.name,
            slug=slugify(item.key),
            summary=item.summary,
            start=shapes.date_of(item.start, self.today),
            end=end,
            ended_on=end if end < self.today else None,
            lead_department=self.organisations[item.lead_department],
            funding=item.funding,
            implementation=item.implementation,
            aims=[("aim", aim) for aim in item.aims],
            milestones=[
                ("milestone", {"when": part.when, "what": part.what})
                for part in item.milestones
            ],
            contacts=[("person", self.people[email]) for email in item.contacts],
            image_alt=ALT_TEXTS[item.picture],
        )
        self.add(item.key, page, self.pages["projects"])
        collection = self.collection_of(item.name)
        self.finish_space(page, item.members, policy=item.policy, collection=collection)
        page.image = self.image(item.picture, collection)
        page.participants.set([self.organisations[n] for n in item.participants])
        for document in item.documents:
            self.document(document, collection)
        for output in item.outputs:
            self.output(output, self.space_of(page))
        for update in item.updates:
            self.load_update(update)
        for event in item.events:
            self.load_event(event)

    # What happens in them

    def load_update(self, item: shapes.Update) -> None:
        published = shapes.moment(item.day, item.time, self.today)
        # A load before the hour of today's update must not publish in the future.
        published = min(published, self.now - timedelta(minutes=5))
        recent = self.now - published < IN_INBOX_FOR
        page = UpdatePage(
            title=item.title,
            summary=item.summary,
            audience=item.audience,
            owner=self.people[item.author],
            first_published_at=published,
            notify="digest" if recent else "silent",
        )
        parent = self.pages[item.owner] if item.owner else self.pages["updates"]
        self.add(item.key, page, parent, item.body)

    def load_event(self, item: shapes.Event) -> None:
        parent = self.pages[item.owner] if item.owner else self.pages["events"]
        start = shapes.moment(item.day, item.start, self.today, length=item.days)
        last_day = start.date() + timedelta(days=item.days - 1)
        end = datetime.combine(
            last_day, shapes.time_of(item.end), tzinfo=shapes.HELSINKI
        )
        deadline = None
        if item.deadline_day is not None:
            deadline = shapes.moment(item.deadline_day, "16.00", self.today)
        collection = self.collection_for(parent)
        page = EventPage(
            title=item.title,
            summary=item.summary,
            kind=item.kind,
            audience=item.audience,
            starts_at=start,
            ends_at=end,
            repeats=Repeats.WEEKLY if item.weeks > 1 else Repeats.ONCE,
            repeat_until=(
                start.date() + timedelta(weeks=item.weeks - 1)
                if item.weeks > 1
                else None
            ),
            place=item.place,
            online_url=item.online_url,
            takes_registrations=item.takes_registrations,
            capacity=item.capacity,
            waiting_list=item.waiting_list,
            deadline=min(deadline, start) if deadline else None,
            external_organiser=item.organiser,
            external_url=item.organiser_url,
            contact=self.people[item.contact],
            owner=self.people[item.contact],
            programme=[
                ("part", {"time": time, "text": text}) for time, text in item.programme
            ],
            materials=[
                ("document", self.document(document, collection))
                for document in item.materials
            ],
            image=self.image(item.picture, collection),
            image_alt=ALT_TEXTS.get(item.picture or "", ""),
        )
        self.add(item.key, page, parent, (("text", item.description),))

    def collection_for(self, parent: Page) -> Collection:
        space = Space.objects.filter(translation_key=parent.translation_key).first()
        if space is not None and space.collection is not None:
            return space.collection
        return Collection.get_first_root_node()

    # What the network has agreed on

    def load_papers(self) -> None:
        root = Collection.get_first_root_node()
        for position in self.dated(POSITIONS):
            page = PositionPage(
                title=position.title,
                summary=position.summary,
                given_on=shapes.date_of(position.given_on, self.today),
                addressee=position.addressee,
                document=self.document(position.document, root),
            )
            self.add(position.key, page, self.pages["positions"], position.body)
        for guideline in self.dated(GUIDELINES):
            document = guideline.document and self.document(guideline.document, root)
            page = GuidelinePage(
                title=guideline.title,
                summary=guideline.summary,
                kind=guideline.kind,
                version=guideline.version,
                valid_from=shapes.date_of(guideline.valid_from, self.today),
                decided_by=guideline.decided_by,
                document=document or None,
            )
            self.add(guideline.key, page, self.pages["guidelines"], guideline.body)
        for item in self.dated(STANDARD_PAGES):
            page = StandardPage(
                title=item.title,
                slug=item.key,
                summary=item.summary,
                audience=item.audience,
                show_in_menus=item.in_footer,
                content_owner=self.people[item.content_owner],
                review_date=shapes.date_of(item.review_day, self.today),
            )
            self.add(item.key, page, self.pages["home"], item.body)

    def load_strategy(self, item: shapes.Strategy) -> None:
        goals = [
            (
                "goal",
                {
                    "title": goal.title,
                    "description": goal.description,
                    "measures": [
                        {"text": measure.text, "state": measure.state}
                        for measure in goal.measures
                    ],
                    "served_by": [self.pages[key] for key in goal.served_by],
                },
            )
            for goal in item.goals
        ]
        status = item.status_day
        page = StrategyPage(
            title=item.title,
            slug=item.key,
            summary=item.summary,
            period_start=item.period_start,
            period_end=item.period_end,
            mission=item.mission,
            vision=item.vision,
            past_lead=item.past.lead,
            past=item.past.html,
            present_lead=item.present.lead,
            present=item.present.html,
            future_lead=item.future.lead,
            future=item.future.html,
            goals=goals,
            cornerstones=[
                ("cornerstone", {"title": stone.title, "text": stone.text})
                for stone in item.cornerstones
            ],
            next_review=item.next_review,
            image=self.image(item.picture),
            image_alt=ALT_TEXTS.get(item.picture or "", ""),
            status_date=(
                None if status is None else shapes.date_of(status, self.today)
            ),
        )
        self.add(item.key, page, self.pages["home"])

    # Publishing

    def publish(self) -> None:
        for page, body in self.bodies:
            page.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
            page.body = json.dumps([self.block(block) for block in body])
            page.save_revision(user=page.owner).publish(
                user=page.owner, skip_permission_checks=True
            )
            if isinstance(page, UpdatePage):
                Page.objects.filter(pk=page.pk).update(
                    last_published_at=page.first_published_at,
                    latest_revision_created_at=page.first_published_at,
                )
        # An inbox line is as old as the update that it tells of.
        for update in Update.objects.all():
            Notice.objects.filter(
                kind=UPDATE_PUBLISHED, subject_id=str(update.pk)
            ).update(created_at=update.published_at, mail_state=Notice.MailState.NONE)

    def block(self, block: shapes.Block) -> dict[str, Any]:
        """Return a block of a body as Wagtail stores it."""
        kind, *parts = block
        value = getattr(self, f"{kind}_block")(*parts)
        return {"id": str(uuid.uuid4()), "type": str(kind), "value": value}

    def text_block(self, html: str) -> str:
        return html

    def heading_block(self, text: str) -> dict[str, Any]:
        return {"text": text, "level": "2"}

    def callout_block(self, tone: str, title: str, html: str) -> dict[str, Any]:
        return {"tone": tone, "title": title, "text": html}

    def documents_block(self, heading: str, keys: tuple[str, ...]) -> dict[str, Any]:
        return {
            "heading": heading,
            "documents": [self.item(self.documents[key].pk) for key in keys],
        }

    def links_block(
        self, heading: str, links: tuple[tuple[str, str], ...]
    ) -> dict[str, Any]:
        return {
            "heading": heading,
            "links": [self.item(self.link(*link)) for link in links],
        }

    def link(self, title: str, target: str) -> dict[str, Any]:
        kind, _colon, key = target.partition(":")
        if kind in ("http", "https"):
            return {"title": title, "page": None, "url": target}
        return {"title": title, "page": self.pages[key].pk, "url": ""}

    def quote_block(self, text: str, source: str) -> dict[str, Any]:
        return {"text": text, "source": source}

    def table_block(
        self,
        caption: str,
        columns: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
    ) -> dict[str, Any]:
        return {
            "caption": caption,
            "columns": [{"type": "text", "heading": heading} for heading in columns],
            "rows": [{"values": list(row)} for row in rows],
        }

    def accordion_block(self, parts: tuple[tuple[str, str], ...]) -> dict[str, Any]:
        return {
            "items": [
                self.item({"title": title, "text": html}) for title, html in parts
            ]
        }

    def image_block(self, key: str, alt: str, caption: str) -> dict[str, Any]:
        return {"image": self.image(key).pk, "alt_text": alt, "caption": caption}

    def contacts_block(self, heading: str, emails: tuple[str, ...]) -> dict[str, Any]:
        return {
            "heading": heading,
            "people": [self.item(self.people[email].pk) for email in emails],
        }

    @staticmethod
    def item(value: Any) -> dict[str, Any]:
        return {"id": str(uuid.uuid4()), "type": "item", "value": value}

    def load_translations(self) -> None:
        for place, code in enumerate(translations.LANGUAGES):
            locale = Locale.objects.create(language_code=code)
            texts = {
                shapes.with_dates(text, self.today): with_days(
                    words[place], code, self.today
                )
                for text, words in translations.TEXTS.items()
            }
            for key in translations.PAGES:
                page = Page.objects.get(pk=self.pages[key].pk)
                titled = texts[page.title]

                def words(
                    segment: Any, texts: dict = texts, titled: str = titled
                ) -> str:
                    is_slug = segment.context.path == "slug"
                    return (
                        slugify(titled.replace("–", "-"))
                        if is_slug
                        else texts[segment.string.data]
                    )

                translate(page, locale, words)

    # What publishing does not know

    def settle_spaces(self) -> None:
        for project in PROJECTS:
            space = self.space_of(self.pages[project.key])
            Space.objects.filter(pk=space.pk).update(policy=project.policy)

    def settle_events(self) -> None:
        """Give the events their seats, as if people had taken them over the weeks."""
        of_projects = (event for project in PROJECTS for event in project.events)
        for item in (*EVENTS, *of_projects):
            page = self.pages[item.key]
            event = (
                Event.objects.filter(series__translation_key=page.translation_key)
                .order_by("starts_at")
                .first()
            )
            if event is None:
                continue
            self.seat(event, item)

    def seat(self, event: Event, item: shapes.Event) -> None:
        registered = min(event.starts_at, self.now) - timedelta(days=9)
        rows = [(email, "confirmed") for email in item.confirmed]
        rows += [(email, "waiting") for email in item.waiting]
        Registration.objects.bulk_create(
            Registration(
                event=event,
                user=self.people[email],
                email=email,
                state=state,
                queue_number=number,
                revision=1,
                registered_at=registered + timedelta(minutes=number),
                confirmed_at=registered if state == "confirmed" else None,
            )
            for number, (email, state) in enumerate(rows, start=1)
        )
        Event.objects.filter(pk=event.pk).update(
            taken=len(item.confirmed),
            queue_counter=len(rows),
            cancelled_at=self.now - timedelta(days=1) if item.cancelled else None,
        )
        mark_dirty("event", event.pk)

    # Concepts

    def load_concepts(self) -> None:
        vocabulary = save_vocabulary(
            vocabulary=Vocabulary(
                slug=VOCABULARY.slug,
                title_fi=VOCABULARY.title,
                description_fi=VOCABULARY.description,
            ),
            acting_user=None,
        )
        made: dict[str, Concept] = {}
        waiting = list(CONCEPTS)
        while waiting:
            ready = [item for item in waiting if not self.needs(item) - set(made)]
            if not ready:
                raise ValueError("the demonstration's concepts form a ring")
            for item in ready:
                made[item.fi] = self.concept(item, vocabulary, made)
            waiting = [item for item in waiting if item.fi not in made]
        # Associative links have no direction, so they wait until both ends are there.
        Relation.objects.bulk_create(
            Relation(
                source=made[item.fi], target=made[name], kind=Relation.Kind.ASSOCIATIVE
            )
            for item in CONCEPTS
            for name in item.related
        )
        load_subjects(vocabulary, made, User.objects.get(email="kaisa@example.org"))

    @staticmethod
    def needs(item: shapes.Concept) -> set[str]:
        """Return the concepts that must be made before this one."""
        others = {*item.broader_generic, *item.broader_partitive}
        return others | ({item.replaced_by} if item.replaced_by else set())

    def concept(
        self,
        item: shapes.Concept,
        vocabulary: Vocabulary,
        made: dict[str, Concept],
    ) -> Concept:
        recommended = {"fi": item.fi, "sv": item.sv, "en": item.en}
        texts = {
            "fi": item.definition_fi,
            "sv": item.definition_sv,
            "en": item.definition_en,
        }
        source = "; ".join(item.sources)
        links = {
            Relation.Kind.GENERIC: item.broader_generic,
            Relation.Kind.PARTITIVE: item.broader_partitive,
        }
        public = item.status not in ("draft", "proposed")
        concept = Concept(
            vocabulary=vocabulary,
            code=item.code,
            status=item.status,
            replaced_by=made.get(item.replaced_by),
            contact=self.people["kaisa@example.org"],
            approved_on=date(2021, 12, 2) if public else None,
            approved_by="Pelastusjohtajien hallitus" if public else "",
            terms=[
                Term(language=language, kind="recommended", text=text)
                for language, text in recommended.items()
                if text
            ]
            + [
                Term(
                    language=term.language,
                    kind=term.kind,
                    text=term.text,
                    scope_note=term.note,
                )
                for term in item.terms
            ],
            definitions=[
                Definition(language=language, text=text, source=source)
                for language, text in texts.items()
                if text
            ],
            notes=[Note(language="fi", text=item.note)] if item.note else [],
            relations=[
                Relation(target=made[name], kind=kind)
                for kind, names in links.items()
                for name in names
            ],
        )
        concept.origin_projects = Project.objects.filter(
            translation_key__in=[
                self.pages[key].translation_key for key in item.origins
            ]
        )
        return save_concept(concept=concept, acting_user=None)

    def counts(self) -> dict[str, int]:
        return {
            "people": User.objects.count(),
            "spaces": Space.objects.count(),
            "pages": Page.objects.filter(live=True, depth__gt=1).count(),
            "events": Event.objects.count(),
            "concepts": Concept.objects.count(),
            "documents": NetworkDocument.objects.count(),
        }


def with_days(text: str, language: str, today: date) -> str:
    """Return a translation with the days that it names as dates of its language."""

    def in_words(found: re.Match[str]) -> str:
        alone, with_weekday = DAY_PATTERNS[language]
        day = shapes.date_of(int(found[2]), today)
        with override(language):
            return dateformat.format(day, with_weekday if found[1] else alone)

    return shapes.TOKEN.sub(in_words, text)
