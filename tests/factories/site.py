"""The page tree that the tests plant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from events.models import Event, EventIndexPage, EventPage
from events.repetition import Repeats
from groups.models import GroupIndexPage, GroupPage, Space
from groups.permissions import derive_permissions
from groups.policies import Policy, Role
from home.models import HomePage, StandardPage, UpdateIndexPage, UpdatePage
from network_site.base.visibility import Audience
from projects.models import Project, ProjectIndexPage, ProjectPage
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory


@dataclass
class Tree:
    """The index pages of a planted site."""

    home: HomePage
    groups: GroupIndexPage
    projects: ProjectIndexPage
    events: EventIndexPage
    updates: UpdateIndexPage


# What ``plant_anew`` leaves: depth, slug, and whether it is published.
PLANTED = [
    (2, "etusivu", True),
    *(
        (3, slug, True)
        for slug in ("ryhmat", "hankkeet", "tapahtumat", "ajankohtaista")
    ),
]


def publish(page: Page, parent: Page) -> Any:
    """Put a page under a parent and publish it."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def plant() -> Tree:
    """Return the front page and the index pages in Finnish, with nothing below them.

    A test run begins with them in its database. Where they are no more, or something
    stands below them already, they are planted anew.
    """
    return _untouched() or plant_anew()


def _untouched() -> Tree | None:
    """Return the tree that the test run has begun with, if that is all there is."""
    pages = Page.objects.filter(depth__gt=1).order_by("path")
    if list(pages.values_list("depth", "slug", "live")) != PLANTED:
        return None
    home, *indexes = pages.specific()
    sites = list(Site.objects.values_list("root_page_id", "hostname"))
    return Tree(home, *indexes) if sites == [(home.pk, "localhost")] else None


def plant_anew() -> Tree:
    """Plant the front page and the index pages in place of all that stands there."""
    Locale.objects.get_or_create(language_code="fi")
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    root = Page.objects.get(depth=1)
    home = publish(HomePage(title="Etusivu", slug="etusivu"), root)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return Tree(
        home=home,
        groups=publish(GroupIndexPage(title="Ryhmät"), home),
        projects=publish(ProjectIndexPage(title="Hankkeet"), home),
        events=publish(EventIndexPage(title="Tapahtumat"), home),
        updates=publish(UpdateIndexPage(title="Ajankohtaista"), home),
    )


def make_group(
    tree: Any,
    title: str = "Riskienhallinta",
    *,
    policy: str = Policy.OPEN,
    leads: Any = (),
    members: Any = (),
) -> GroupPage:
    """Plant a group with its space and its people."""
    page = publish(GroupPage(title=title, summary=f"{title}: tarkoitus."), tree.groups)
    space = Space.objects.get(translation_key=page.translation_key)
    Space.objects.filter(pk=space.pk).update(policy=policy)
    for user in leads:
        MembershipFactory(space=space, user=user, role=Role.LEAD)
    for user in members:
        MembershipFactory(space=space, user=user)
    space.refresh_from_db()
    derive_permissions(space)
    return GroupPage.objects.get(pk=page.pk)


def make_group_beside(
    group: GroupPage, title: str = "Toinen", **fields: Any
) -> GroupPage:
    """Plant another group, a closed one, under the same register as a first one."""
    beside = SimpleNamespace(groups=group.get_parent().specific)
    return make_group(beside, title, **{"policy": Policy.CLOSED, **fields})


def make_project(tree: Tree, title: str = "Tietopohja", **fields: Any) -> Project:
    """Plant a project that has begun."""
    fields.setdefault("start", timezone.localdate() - timedelta(days=30))
    page = publish(ProjectPage(title=title, **fields), tree.projects)
    return Project.objects.get(translation_key=page.translation_key)


def make_update(
    parent: Page, title: str = "Kokouksen päätökset", **fields: Any
) -> UpdatePage:
    """Publish an update below a group, a project or the page of updates."""
    fields.setdefault("audience", Audience.SPACE)
    fields.setdefault("notify", "silent")
    return publish(UpdatePage(title=title, **fields), parent)


def make_event_page(parent: Page, title: str = "Työpaja", **fields: Any) -> EventPage:
    """Publish an event that is held in a week, below a group or the calendar."""
    start = fields.pop("starts_at", timezone.now() + timedelta(days=7))
    fields.setdefault("ends_at", start + timedelta(hours=2))
    if fields.get("repeat_until") or fields.get("repeat_times"):
        fields.setdefault("repeats", Repeats.WEEKLY)
    return publish(EventPage(title=title, starts_at=start, **fields), parent)


def make_led_event(**fields: Any) -> tuple[Event, Any]:
    """Plant an event of an open group; return it, and the lead of the group."""
    lead = UserFactory()
    page = make_event_page(make_group(plant(), leads=[lead]), **fields)
    return Event.objects.get(series__translation_key=page.translation_key), lead


def make_page(tree: Tree, title: str = "Yhteystiedot", **fields: Any) -> StandardPage:
    return publish(StandardPage(title=title, **fields), tree.home)
