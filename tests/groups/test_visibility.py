"""The one rule, by role and by road: querysets, pages and search tokens agree."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from wagtail.models import Collection

from groups.access import access_to_content, access_to_space, role_in
from groups.models import Space
from groups.policies import Policy
from home.models import Update
from members.models import AuditEntry
from members.roles import apply_roles
from network_site.base.models import NetworkDocument, NetworkImage
from network_site.base.visibility import (
    Access,
    Audience,
    card_token,
    content_tokens,
    space_token,
    tokens_held_by,
)
from search.services import index_dirty, search
from tests.clients import signed_in, text_of
from tests.factories.files import pdf, picture
from tests.factories.groups import SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_update, plant

pytestmark = pytest.mark.django_db

POLICIES = ("open", "request", "closed", "hidden")
# What each reader gets of a space: its card, what is marked for all, everything.
EXPECTED = {
    "outsider": {
        "open": "card marked all",
        "request": "card marked",
        "closed": "card",
        "hidden": "",
    },
    "guest elsewhere": dict.fromkeys(POLICIES, ""),
    "member": dict.fromkeys(POLICIES, "card marked all"),
    "guest member": dict.fromkeys(POLICIES, "card marked all"),
    "former member": {
        "open": "card marked all",
        "request": "card marked",
        "closed": "card",
        "hidden": "",
    },
    "coordinator": {
        "open": "card marked all",
        "request": "card marked all",
        "closed": "card",
        "hidden": "card",
    },
    "administrator": dict.fromkeys(POLICIES, "card marked all"),
    "closed account": dict.fromkeys(POLICIES, ""),
    "anonymous": dict.fromkeys(POLICIES, ""),
}


def make_reader(role: str, space: Space):
    if role == "anonymous":
        return AnonymousUser()
    traits = {
        "guest elsewhere": {"guest": True},
        "guest member": {"guest": True},
        "coordinator": {"coordinator": True},
        "administrator": {"administrator": True},
        "closed account": {"is_active": False},
    }
    user = UserFactory(**traits.get(role, {}))
    if role in ("member", "guest member", "closed account"):
        space.memberships.create(user=user)
    if role == "former member":
        space.memberships.create(user=user, ends_on="2020-01-01")
    if role == "guest elsewhere":
        SpaceFactory(members=[user])
    return user


def by_queryset(user, space: Space, for_all: Update, own: Update) -> str:
    return " ".join(
        word
        for word, seen in (
            ("card", Space.objects.visible_to(user).filter(pk=space.pk).exists()),
            ("marked", Update.objects.visible_to(user).filter(pk=for_all.pk).exists()),
            ("all", Update.objects.visible_to(user).filter(pk=own.pk).exists()),
        )
        if seen
    )


def by_tokens(user, space: Space) -> str:
    held = tokens_held_by(user)
    return " ".join(
        word
        for word, opening in (
            ("card", {card_token(space.pk)}),
            ("marked", content_tokens(Audience.MEMBERS, space.pk)),
            ("all", content_tokens(Audience.SPACE, space.pk)),
        )
        if held & opening
    )


def by_page(user, space: Space) -> str:
    role = role_in(user, space)
    full = Access.FULL
    return " ".join(
        word
        for word, seen in (
            ("card", access_to_space(user, space, role) in (full, Access.CARD)),
            ("marked", access_to_content(user, space, Audience.MEMBERS, role) is full),
            ("all", access_to_content(user, space, Audience.SPACE, role) is full),
        )
        if seen
    )


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("role", EXPECTED)
def test_every_road_gives_a_reader_what_the_table_says(role, policy):
    space = SpaceFactory(policy=policy)
    own = Update.objects.create(title="a", space=space, audience=Audience.SPACE)
    for_all = Update.objects.create(title="b", space=space, audience=Audience.MEMBERS)
    user = make_reader(role, space)
    expected = EXPECTED[role][policy]
    assert by_queryset(user, space, for_all, own) == expected
    assert by_tokens(user, space) == expected
    assert by_page(user, space) == expected
    everything = Space.objects.content_visible_to(user).filter(pk=space.pk).exists()
    assert everything == ("all" in expected)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("role", EXPECTED)
def test_what_is_near_and_what_is_elsewhere_are_all_that_a_reader_sees(role, policy):
    space = SpaceFactory(policy=policy)
    for audience in (Audience.SPACE, Audience.MEMBERS):
        Update.objects.create(title="a", space=space, audience=audience)
    for audience in (Audience.MEMBERS, Audience.EVERYONE):
        Update.objects.create(title="b", audience=audience)
    user = make_reader(role, space)
    near = list(Update.objects.near_to(user))
    elsewhere = list(Update.objects.from_elsewhere(user))
    assert len({*near, *elsewhere}) == len(near) + len(elsewhere)
    assert {*near, *elsewhere} == set(Update.objects.visible_to(user))
    belongs = role in ("member", "guest member")
    assert any(update.space for update in elsewhere) <= (not belongs)
    assert all(update.space for update in elsewhere)


def test_the_networks_own_news_are_for_members_and_for_guests_only_when_marked():
    member, guest = UserFactory(), UserFactory(guest=True)
    for_members = Update.objects.create(title="a", audience=Audience.MEMBERS)
    for_everyone = Update.objects.create(title="b", audience=Audience.EVERYONE)
    assert set(Update.objects.visible_to(member)) == {for_members, for_everyone}
    assert set(Update.objects.visible_to(guest)) == {for_everyone}


def test_a_change_of_policy_acts_at_once_on_tokens():
    space, reader = SpaceFactory(closed=True), UserFactory()
    assert space_token(space.pk) not in tokens_held_by(reader)
    Space.objects.filter(pk=space.pk).update(policy=Policy.OPEN)
    assert space_token(space.pk) in tokens_held_by(reader)


def get(user, url: str) -> int:
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client.get(url).status_code


@pytest.mark.parametrize(
    ("policy", "home", "update"),
    [
        ("open", 200, 200),
        ("request", 200, 403),
        ("closed", 200, 403),
        ("hidden", 404, 404),
    ],
)
def test_an_outsider_is_refused_in_words_and_told_nothing_of_what_is_hidden(
    policy, home, update
):
    tree = plant()
    member, outsider = UserFactory(), UserFactory()
    group = make_group(tree, policy=policy, members=[member])
    page = make_update(group)
    assert get(outsider, group.url) == home
    assert get(outsider, page.url) == update
    assert get(member, page.url) == 200
    assert get(AnonymousUser(), page.url) == 302
    for tab in ("members", "documents", "updates", "events"):
        assert get(member, f"{group.url}{tab}/") == 200
        if policy != "open":
            assert get(outsider, f"{group.url}{tab}/") == 404


def test_a_refused_reader_is_led_to_the_card_and_learns_no_title():
    tree = plant()
    group = make_group(tree, "Omavalvonta", policy=Policy.CLOSED)
    page = make_update(group, "Luottamuksellinen asia")
    client = Client()
    client.force_login(UserFactory())
    text = client.get(page.url).content.decode()
    assert group.url in text
    assert "Luottamuksellinen asia" not in text
    card = client.get(group.url).content.decode()
    assert "Luottamuksellinen asia" not in card


def test_the_card_of_a_space_on_request_shows_what_is_marked_for_all():
    tree = plant()
    group = make_group(tree, policy=Policy.REQUEST)
    make_update(group, "Kaikille avoin", audience=Audience.MEMBERS)
    make_update(group, "Vain jäsenille", audience=Audience.SPACE)
    client = Client()
    client.force_login(UserFactory())
    text = client.get(group.url).content.decode()
    assert "Kaikille avoin" in text
    assert "Vain jäsenille" not in text


def test_an_administrators_look_into_a_hidden_space_leaves_a_row():
    tree = plant()
    group = make_group(tree, policy=Policy.HIDDEN)
    administrator = UserFactory(administrator=True)
    assert get(administrator, group.url) == 200
    row = AuditEntry.objects.get(action="space.looked_into")
    assert (row.actor_id, row.subject) == (administrator.pk, f"space:{group.space.pk}")


def looks():
    rows = AuditEntry.objects.filter(action="space.looked_into").order_by("pk")
    return [row.after for row in rows]


def test_an_administrators_looks_in_the_editor_and_at_files_leave_rows_too():
    group = make_group(plant(), policy=Policy.CLOSED)
    page = make_update(group)
    document = NetworkDocument.objects.create(
        title="Muistio", file=pdf(), collection=group.space.collection
    )
    image = NetworkImage.objects.create(
        title="Kartta", file=picture(), collection=group.space.collection
    )
    administrator = UserFactory(administrator=True)
    assert get(administrator, image.file.url) == 200
    assert get(administrator, image.get_rendition("max-320x320").url) == 200
    assert looks() == [{"networkimage": image.pk}]
    assert get(administrator, f"/admin/pages/{page.pk}/edit/") == 200
    assert get(administrator, f"/admin/pages/{page.pk}/history/") == 200
    assert get(administrator, document.url) == 200
    assert get(administrator, f"/admin/documents/edit/{document.pk}/") == 200
    assert looks()[1:] == [
        {"page": page.pk},
        {"page": page.pk},
        {"networkdocument": document.pk},
        {"networkdocument": document.pk},
    ]


def test_nobody_elses_looks_and_no_look_at_an_open_space_leave_rows():
    lead = UserFactory()
    group = make_group(plant(), policy=Policy.OPEN, leads=[lead])
    page = make_update(group)
    assert get(UserFactory(administrator=True), f"/admin/pages/{page.pk}/edit/") == 200
    group.space.policy = Policy.CLOSED
    group.space.save()
    assert get(lead, f"/admin/pages/{page.pk}/edit/") == 200
    assert get(lead, page.url) == 200
    assert looks() == []


def test_the_editor_offers_the_audiences_of_the_space_with_their_numbers():
    lead = UserFactory()
    group = make_group(plant(), policy=Policy.CLOSED, leads=[lead])
    page = make_update(group, audience=Audience.MEMBERS)
    client = signed_in(lead)
    for address in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/add/home/updatepage/{group.pk}/",
    ):
        text = text_of(client, address)
        assert "Ryhmän jäsenet (1)" in text
        assert 'value="members"' not in text


def test_files_below_a_collection_that_is_moved_out_of_a_space_are_found_by_its_rule():
    lead = UserFactory()
    group = make_group(plant(), policy=Policy.CLOSED, leads=[lead])
    root = Collection.get_first_root_node()
    below = root.add_child(name="Pöytäkirjat")
    NetworkDocument.objects.create(title="Muistio", file=pdf(), collection=below)
    index_dirty()
    outsider = UserFactory()
    assert search(user=outsider, query="muistio", language="fi").total == 1
    signed_in(UserFactory(administrator=True)).post(
        f"/admin/collections/{below.pk}/",
        {"name": "Pöytäkirjat", "parent": group.space.collection_id},
    )
    index_dirty()
    assert search(user=outsider, query="muistio", language="fi").total == 0
    assert search(user=lead, query="muistio", language="fi").total == 1


def test_a_coordinator_edits_the_card_of_a_hidden_space_but_not_what_is_said_there():
    tree = plant()
    group = make_group(tree, policy=Policy.HIDDEN)
    page = make_update(group)
    coordinator = UserFactory(coordinator=True)
    apply_roles(user=coordinator)
    coordinator = type(coordinator).objects.get(pk=coordinator.pk)
    assert group.permissions_for_user(coordinator).can_edit()
    assert not page.permissions_for_user(coordinator).can_edit()
    client = Client()
    client.force_login(coordinator)
    listing = client.get(f"/admin/pages/{group.pk}/").content.decode()
    assert page.title not in listing
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code in (302, 403)


def test_a_moved_update_takes_the_space_of_its_new_place():
    tree = plant()
    member = UserFactory()
    closed = make_group(tree, "Suljettu", policy=Policy.CLOSED, members=[member])
    hidden = make_group(tree, "Piilo", policy=Policy.HIDDEN)
    page = make_update(closed)
    update = Update.objects.get(translation_key=page.translation_key)
    assert update in Update.objects.visible_to(member)
    page.move(hidden, pos="last-child")
    update.refresh_from_db()
    page.refresh_from_db()
    assert update.space == page.space == hidden.space
    assert update not in Update.objects.visible_to(member)
