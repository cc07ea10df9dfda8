"""What somebody may not see any more is gone with the commit, before any indexing."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, Page

from concepts.models import Concept
from concepts.services import store_status
from groups.policies import Policy
from home.desk import UpdateDesk
from home.models import UpdatePage
from members.models import User
from members.services import close_account
from network_site.base.models import NetworkDocument
from network_site.base.visibility import Audience
from projects.models import Output, OutputEdition
from search import marks, sight
from search.models import DirtyMark
from search.services import check, index_dirty, mark, search
from tests.clients import signed_in
from tests.factories.concepts import ConceptFactory
from tests.factories.languages import make_translation, open_languages
from tests.factories.members import UserFactory
from tests.factories.site import (
    make_event_page,
    make_group,
    make_page,
    make_project,
    make_update,
    plant,
)
from tests.queries import queries_of
from tests.search.seeing import CANARY, sees

pytestmark = pytest.mark.django_db
TITLE = f"{CANARY} lentää"


class World:
    """A group that shows the network what it marks so, and a closed one beside it."""

    def __init__(self) -> None:
        self.tree = plant()
        self.reader = UserFactory()
        self.administrator = UserFactory(administrator=True)
        self.group = make_group(self.tree, "Avoin", policy=Policy.REQUEST)
        self.closed = make_group(self.tree, "Suljettu", policy=Policy.CLOSED)

    def update(self) -> UpdatePage:
        return make_update(self.group, TITLE, audience=Audience.MEMBERS)

    def event(self) -> Page:
        return make_event_page(self.group, TITLE, audience=Audience.MEMBERS)

    def page(self) -> Page:
        self.reader = UserFactory(guest=True)
        return make_page(self.tree, TITLE, audience=Audience.EVERYONE)

    def group_page(self) -> Page:
        return make_group(self.tree, TITLE, policy=Policy.OPEN)

    def project_page(self) -> Page:
        return make_project(self.tree, TITLE).source_page()

    def output(self) -> Output:
        output = Output.objects.create(
            title=TITLE, kind="guide", space=self.group.space
        )
        OutputEdition.objects.create(output=output, url="https://example.org/opas")
        return output

    def concept(self) -> Concept:
        return ConceptFactory(fi=TITLE)

    def document(self) -> NetworkDocument:
        return NetworkDocument.objects.create(
            title=TITLE,
            collection=Collection.get_first_root_node().add_child(name="Yhteiset"),
            file=ContentFile(b"lintu", name="lintu.txt"),
        )

    def person(self) -> User:
        return UserFactory(first_name=CANARY)


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def narrow(page, _world) -> None:
    page = fresh(page)
    page.audience = Audience.SPACE
    page.save_revision().publish()


def for_members(page, _world) -> None:
    page = fresh(page)
    page.audience = Audience.MEMBERS
    page.save_revision().publish()


def unpublish(page, _world) -> None:
    fresh(page).unpublish()


def delete(thing, _world) -> None:
    thing.delete() if not isinstance(thing, Page) else fresh(thing).delete()


def move(page, world) -> None:
    fresh(page).move(fresh(world.closed), pos="last-child")


def undo(page, _world) -> None:
    with transaction.atomic():
        UpdateDesk().unmade(fresh(page))
        fresh(page).unpublish()


def keep_to_the_space(output, _world) -> None:
    output.audience = Audience.SPACE
    output.save()


def without_its_edition(output, _world) -> None:
    output.editions.all().delete()


def back_to_draft(concept, _world) -> None:
    with transaction.atomic():
        store_status(concept, None, "Kesken", status=Concept.Status.DRAFT)


def into_a_closed_collection(document, world) -> None:
    """As the editor moves many files at once."""
    mine = NetworkDocument.objects.filter(pk=document.pk)
    mine.update(collection=world.closed.space.collection)


def with_its_collection(document, world) -> None:
    """As the editor's form does: saved first, and then moved."""
    with transaction.atomic():
        collection = Collection.objects.get(pk=document.collection_id)
        collection.save()
        collection.move(world.closed.space.collection, "sorted-child")


def hold(document, _world) -> None:
    NetworkDocument.objects.filter(pk=document.pk).update(published_at=None)


def close(person, _world) -> None:
    close_account(user=person, acting_user=None)


def close_in_the_editor(person, world) -> None:
    administrator = signed_in(world.administrator)
    form = administrator.get(f"/admin/users/edit/{person.pk}/").context["form"]
    data = {
        name: value
        for name in form.fields
        if isinstance(value := form[name].value(), str | int) and value is not False
    }
    data.pop("is_active")
    answer = administrator.post(f"/admin/users/edit/{person.pk}/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert not User.objects.get(pk=person.pk).is_active


WAYS = {
    "update": [narrow, unpublish, delete, move, undo],
    "event": [narrow, unpublish, delete, move],
    "page": [for_members, unpublish, delete],
    "group_page": [unpublish, delete],
    "project_page": [unpublish],
    "output": [keep_to_the_space, delete, without_its_edition],
    "concept": [back_to_draft],
    "document": [into_a_closed_collection, with_its_collection, hold, delete],
    "person": [close, close_in_the_editor, delete],
}


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        pytest.param(kind, way, id=f"{kind}-{way.__name__}")
        for kind, ways in WAYS.items()
        for way in ways
    ],
)
def test_a_right_that_has_ended_ends_on_every_road_before_anything_is_indexed(
    kind, way
):
    world = World()
    thing = getattr(world, kind)()
    mark("person", User.objects.values_list("pk", flat=True))
    index_dirty()
    assert sees(world.reader)
    way(thing, world)
    assert DirtyMark.objects.filter(target="entries", in_doubt=True).exists()
    assert not sees(world.reader)
    index_dirty()
    assert not DirtyMark.objects.exists()
    assert not sees(world.reader)
    assert check().is_right


def test_who_may_still_see_it_finds_it_while_it_waits():
    world = World()
    lead = UserFactory()
    world.group.space.memberships.create(user=lead)
    page = world.update()
    index_dirty()
    narrow(page, world)
    assert sees(lead)
    assert not sees(world.reader)


def test_a_language_that_is_taken_off_is_not_found_while_another_stays():
    world = World()
    page = world.update()
    page.title = "Lintu"
    page.save_revision().publish()
    open_languages()
    translated = make_translation(page, TITLE)
    index_dirty()
    assert sees(world.reader)
    translated.unpublish()
    assert not sees(world.reader)


def test_of_too_much_to_compare_nothing_in_doubt_is_shown(monkeypatch, shelf):
    monkeypatch.setattr(sight, "MOST_COMPARED", 1)
    world = World()
    page = world.update()
    make_update(world.group, "Muu", audience=Audience.MEMBERS)
    index_dirty()
    for other in UpdatePage.objects.exclude(pk=page.pk):
        narrow(other, world)
    assert sees(world.reader)
    narrow(page, world)
    assert not sees(world.reader)


@pytest.fixture
def many(shelf, monkeypatch):
    """More things than are left to the readers to compare."""
    monkeypatch.setattr("search.services.MOST_COMPARED", 5)
    for number in range(1, 11):
        shelf.put(number, f"Ohje {number}")
    mark(shelf.key, shelf.object_ids())
    index_dirty()
    return shelf


def numbers(user) -> set[int]:
    found = search(user=user, query="ohje", language="fi")
    assert found.total == len(found.hits)
    return {hit.id for hit in found.hits}


def test_many_that_change_at_once_are_compared_at_once(many):
    reader = UserFactory()
    for number in range(1, 11):
        audience = {"s999"} if number == 3 else {"all"}
        many.put(number, f"Ohje uusi {number}", audience=audience)
    many.take(4)
    mark(many.key, range(1, 11))
    in_doubt = DirtyMark.objects.filter(kind=many.key, in_doubt=True)
    assert sorted(in_doubt.values_list("object_id", flat=True)) == [3, 4]
    assert numbers(reader) == set(range(1, 11)) - {3, 4}
    index_dirty()
    assert numbers(reader) == set(range(1, 11)) - {3, 4}


def test_what_a_worker_has_in_its_hands_is_doubted_all_the_same(many):
    reader = UserFactory()
    mark(many.key, range(1, 11))
    marks.claim(20)
    mark(many.key, range(1, 11))
    # The worker goes on with what it had read before, which was more open.
    assert DirtyMark.objects.filter(in_doubt=True).count() == 10
    many.put(3, "Ohje", audience={"s999"})
    assert numbers(reader) == set(range(1, 11)) - {3}


def test_a_kind_that_cannot_tell_is_seen_by_nobody_and_breaks_no_search(
    many, monkeypatch
):
    mark(many.key, [1])
    monkeypatch.setattr(many, "documents", lambda ids: 1 / 0)
    assert numbers(UserFactory()) == set(range(2, 11))


def test_what_waits_costs_as_many_queries_however_much_it_is(shelf):
    world = World()
    pages = [world.update() for _ in range(12)]
    index_dirty()
    reader = signed_in(world.reader)

    def asked() -> int:
        return queries_of(reader, f"/fi/search/?q={CANARY}")

    asked()
    settled = asked()
    narrow(pages[0], world)
    asked()
    with_one = asked()
    for page in pages[1:11]:
        narrow(page, world)
    assert asked() == with_one
    assert settled <= 12
    # The rows, and of an update the thing and its pages.
    assert with_one <= settled + 4
