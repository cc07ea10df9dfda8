"""Whatever happens to a space, every road says the same of who sees what.

Random histories of joining, leaving, roles, policies, moving, translating, aliases and
archives. After each step what everybody sees is asked of the querysets, of the pages
over HTTP and of the search, and all must be what a rule of ten lines says.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale

from groups.models import Membership, Space
from groups.permissions import derive_permissions
from groups.policies import Policy, Role
from home.models import Update, UpdatePage
from members.models import User
from network_site.base.visibility import Audience
from search.services import index_dirty, search
from tests.clients import signed_in
from tests.factories.languages import make_translation, open_languages
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_update, plant

pytestmark = pytest.mark.django_db
WORD = "historia"
STEPS = int(os.environ.get("HISTORY_STEPS", "8"))
SEEDS = range(int(os.environ.get("HISTORIES", "2")))


def may_read(person: Any, space: Space, audience: str, members: set[tuple]) -> bool:
    """The rule, once more and as plainly as it can be said."""
    if person.is_superuser or (space.pk, person.pk) in members:
        return True
    if person.is_guest:
        return False
    if space.policy == Policy.OPEN:
        return True
    if space.policy == Policy.REQUEST:
        return person.is_coordinator or audience != Audience.SPACE
    return False


@dataclass
class History:
    """A small site, and what has been done to it."""

    chance: random.Random
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        tree = plant()
        open_languages()
        self.people = [
            UserFactory(),
            UserFactory(),
            UserFactory(guest=True),
            UserFactory(coordinator=True),
            UserFactory(administrator=True),
        ]
        self.groups = [make_group(tree, f"Ryhmä {n}") for n in range(2)]
        self.pages = [
            make_update(group, f"{WORD} {audience} {n}", audience=audience)
            for n, group in enumerate(self.groups)
            for audience in (Audience.SPACE, Audience.MEMBERS)
        ]
        self.tree = tree
        self.made = 0
        index_dirty()

    def space(self) -> Space:
        return Space.objects.get(pk=self.chance.choice(self.groups).space.pk)

    def page(self) -> UpdatePage:
        return UpdatePage.objects.get(pk=self.chance.choice(self.pages).pk)

    def join(self) -> str:
        space, person = self.space(), self.chance.choice(self.people[:4])
        role = self.chance.choice(Role.values)
        Membership.objects.update_or_create(
            space=space, user=person, defaults={"role": role, "ends_on": None}
        )
        derive_permissions(space)
        return f"{person} joins {space} as {role}"

    def leave(self) -> str:
        space, person = self.space(), self.chance.choice(self.people[:4])
        Membership.objects.filter(space=space, user=person).delete()
        derive_permissions(space)
        return f"{person} leaves {space}"

    def end(self) -> str:
        space, person = self.space(), self.chance.choice(self.people[:4])
        Membership.objects.filter(space=space, user=person).update(ends_on="2020-01-01")
        return f"{person} has ended in {space}"

    def policy(self) -> str:
        space = self.space()
        Space.objects.filter(pk=space.pk).update(
            policy=self.chance.choice(Policy.values)
        )
        return f"{space} has another policy"

    def archive(self) -> str:
        space = self.space()
        ended = None if space.ended_on else timezone.localdate()
        Space.objects.filter(pk=space.pk).update(ended_on=ended)
        return f"{space} ends or runs again"

    def move(self) -> str:
        page, place = self.page(), self.chance.choice(self.groups)
        page.move(type(place).objects.get(pk=place.pk), pos="last-child")
        return f"{page} moves to {place}"

    def translate(self) -> str:
        page = self.page()
        locale = Locale.objects.get(language_code="sv")
        if page.get_translations().filter(locale=locale, alias_of=None).exists():
            return f"{page} was translated before"
        make_translation(page, f"{WORD} sv {page.pk}")
        return f"{page} is translated"

    def alias(self) -> str:
        page, self.made = self.page(), self.made + 1
        place = self.chance.choice([self.tree.updates, *self.groups])
        parent = type(place).objects.get(pk=place.pk)
        page.create_alias(parent=parent, update_slug=f"alias-{self.made}")
        return f"{page} has an alias in {place}"

    def step(self) -> None:
        deed = self.chance.choice(
            [
                self.join,
                self.join,
                self.leave,
                self.end,
                self.policy,
                self.policy,
                self.archive,
                self.move,
                self.translate,
                self.alias,
            ]
        )
        self.told.append(deed())
        cache.clear()
        index_dirty()

    def check(self) -> None:
        """Ask every road what everybody sees of the updates."""
        today = timezone.localdate()
        members = {
            (row.space_id, row.user_id)
            for row in Membership.objects.all()
            if row.ends_on is None or row.ends_on >= today
        }
        updates = list(Update.objects.select_related("space"))
        assert {update.translation_key for update in updates} == {
            page.translation_key for page in self.pages
        }
        for person in User.objects.filter(pk__in=[who.pk for who in self.people]):
            ruled = {
                update.pk
                for update in updates
                if may_read(person, update.space, update.audience, members)
            }
            assert self.by_queryset(person) == ruled, self.told
            assert self.by_http(person, updates) == ruled, self.told
            assert self.by_search(person) == ruled, self.told

    def by_queryset(self, person: Any) -> set[int]:
        return set(Update.objects.visible_to(person).values_list("pk", flat=True))

    def by_http(self, person: Any, updates: list[Update]) -> set[int]:
        client, seen = signed_in(person), set()
        for update in updates:
            key = update.translation_key
            family = Q(translation_key=key) | Q(alias_of__translation_key=key)
            pages = UpdatePage.objects.filter(family, live=True)
            urls = [page.url for page in pages]
            answers = {client.get(url, follow=True).status_code for url in urls}
            assert len(answers & {200}) == len(answers) or 200 not in answers, urls
            if answers == {200}:
                seen.add(update.pk)
        return seen

    def by_search(self, person: Any) -> set[int]:
        found = search(user=person, query=WORD, language="fi", limit=100)
        return {hit.id for hit in found.hits}


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_history_all_roads_show_the_same(seed):
    history = History(random.Random(seed))  # noqa: S311 - a history, no secret
    history.check()
    for _step in range(STEPS):
        history.step()
        history.check()
