"""A space that has ended is read and found, and written in by nobody."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from events.models import Event
from events.services import RegistrationClosedError, register
from groups.models import Space
from groups.permissions import derive_permissions
from groups.services import change_space, join, set_membership
from home.services import create_update
from members.models import AuditEntry
from members.roles import apply_roles
from network_site.base.models import NetworkDocument
from search.services import index_dirty, search
from tests.api import Api
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import (
    make_event_page,
    make_group,
    make_group_beside,
    make_update,
    plant,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 31)


def archive(policy="open", **people):
    """Return a group that has ended, with an update and an event, and its lead."""
    lead = UserFactory()
    group = make_group(plant(), policy=policy, leads=[lead], **people)
    make_update(group, "Viimeinen tiedote")
    make_event_page(group, "Tuleva tapahtuma", audience="members")
    end(group)
    return group, lead


def end(group):
    coordinator = UserFactory(coordinator=True)
    change_space(space=group.space, acting_user=coordinator, ended_on=TODAY)
    group.space.refresh_from_db()


def test_an_ended_group_is_read_as_before_and_says_since_when():
    member = UserFactory()
    group, _lead = archive("closed", members=[member])
    text = text_of(signed_in(member), group.url)
    assert "31.3.2026" in text
    assert "Viimeinen tiedote" in text
    assert signed_in(UserFactory()).get(f"{group.url}updates/").status_code == 404


def test_nobody_writes_in_an_ended_group_by_any_form():
    group, lead = archive()
    page = group.get_children().get(title="Viimeinen tiedote")
    pk = group.space.pk
    roads = [
        f"/fi/spaces/{pk}/updates/new/",
        f"/fi/spaces/{pk}/events/new/",
        f"/fi/spaces/{pk}/documents/add/",
        f"/fi/spaces/{pk}/drafts/",
        f"/fi/spaces/{pk}/policy/",
        f"/fi/updates/{page.pk}/edit/",
    ]
    posts = [f"/fi/content/{page.pk}/{what}/" for what in ("undo", "take-off")]
    posts += [f"/fi/events/{Event.objects.get().pk}/call-off/"]
    for person in (
        lead,
        UserFactory(coordinator=True),
        UserFactory(administrator=True),
    ):
        client = signed_in(person)
        for road in roads:
            assert client.get(road).status_code == 403, road
        for road in posts + roads:
            assert client.post(road).status_code in (403, 405), road
    assert "Vetäjän työkalut" not in text_of(signed_in(lead), group.url)
    assert "Julkaisijan työkalut" not in text_of(signed_in(lead), page.url)


def test_nobody_writes_in_an_ended_group_by_the_api_or_the_services():
    group, lead = archive()
    space = group.space
    event = Event.objects.get()
    api = Api(lead)
    for path, data in (
        ("/updates", {"title": "A", "space": space.pk}),
        (
            "/events",
            {
                "title": "A",
                "space": space.pk,
                "start": "2031-01-01T10:00",
                "end": "2031-01-01T11:00",
            },
        ),
        (f"/spaces/{space.pk}/members", {"email": UserFactory().email}),
    ):
        assert api.post(path, data).status_code == 403, path
    assert api.post(f"/events/{event.pk}/registration", {}).status_code == 409
    with pytest.raises(PermissionDenied):
        create_update(title="A", text="", space=space, acting_user=lead)
    with pytest.raises(PermissionDenied):
        join(space=space, acting_user=UserFactory())
    with pytest.raises(PermissionDenied):
        set_membership(space=space, user=UserFactory(), role="member", acting_user=lead)
    with pytest.raises(RegistrationClosedError):
        register(event=event, user=lead, acting_user=lead)


def test_the_rights_in_the_editor_are_taken_away_and_come_back():
    group, lead = archive()
    page = group.get_children()[0].specific
    for person in (lead, UserFactory(coordinator=True)):
        fresh = type(lead).objects.get(pk=person.pk)
        assert not page.permissions_for_user(fresh).can_edit()
        assert not page.permissions_for_user(fresh).can_publish()
    assert derive_permissions(group.space) == []
    coordinator = UserFactory(coordinator=True)
    change_space(space=group.space, acting_user=coordinator, ended_on=None)
    fresh = type(lead).objects.get(pk=lead.pk)
    page = type(page).objects.get(pk=page.pk)
    assert page.permissions_for_user(fresh).can_edit()


def test_coordinators_change_neither_the_card_nor_the_files_of_an_archive():
    group, _lead = archive()
    document = NetworkDocument.objects.create(
        title="Muistio",
        collection=group.space.collection,
        file=ContentFile(b"muistio", name="muistio.txt"),
    )
    client = signed_in(coordinator := UserFactory(coordinator=True))
    apply_roles(user=coordinator)
    for address in (
        f"/admin/pages/{group.pk}/edit/",
        f"/admin/documents/edit/{document.pk}/",
    ):
        assert client.get(address).status_code != 200, address
    change_space(space=group.space, acting_user=coordinator, ended_on=None)
    for address in (
        f"/admin/pages/{group.pk}/edit/",
        f"/admin/documents/edit/{document.pk}/",
    ):
        assert client.get(address).status_code == 200, address


def test_administrators_write_in_an_archive_no_more_than_others():
    group, _lead = archive()
    running = make_group_beside(group, "Toinen ryhmä")
    page = group.get_children().get(title="Viimeinen tiedote").specific
    document = NetworkDocument.objects.create(
        title="Muistio",
        collection=group.space.collection,
        file=ContentFile(b"muistio", name="muistio.txt"),
    )
    administrator = UserFactory(administrator=True)
    rights = page.permissions_for_user(administrator)
    assert not rights.can_edit()
    assert not rights.can_delete()
    assert not rights.can_move_to(running)
    movable = make_update(running).permissions_for_user(administrator)
    assert not movable.can_move_to(group)
    assert not movable.can_copy_to(group)
    client = signed_in(administrator)
    form = {"title": "Muutettu"}
    for address in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{group.pk}/edit/",
        f"/admin/pages/{page.pk}/delete/",
        f"/admin/pages/{page.pk}/unpublish/",
        f"/admin/documents/edit/{document.pk}/",
        f"/admin/documents/delete/{document.pk}/",
    ):
        assert client.post(address, form).status_code == 302, address
    page.refresh_from_db()
    document.refresh_from_db()
    assert page.live
    assert page.title == "Viimeinen tiedote"
    assert document.title == "Muistio"


def test_an_ended_group_is_still_found():
    _group, lead = archive()
    index_dirty()
    found = search(user=lead, query="viimeinen", language="fi")
    assert found.total == 1


def test_own_groups_that_have_ended_stand_apart():
    group, lead = archive()
    text = text_of(signed_in(lead), "/fi/me/")
    running, ended = text.split("Päättyneet", 1)
    assert group.title in ended
    assert "Et kuulu vielä" in running


def test_a_coordinator_ends_a_group_and_opens_it_again():
    lead = UserFactory()
    coordinator = UserFactory(coordinator=True)
    group = make_group(plant(), policy="closed", leads=[lead])
    pk = group.space.pk
    client = signed_in(coordinator)
    assert f"/fi/spaces/{pk}/end/" in text_of(client, group.url)
    assert client.get(f"/fi/spaces/{pk}/end/").status_code == 200
    client.post(f"/fi/spaces/{pk}/end/")
    assert not Space.objects.get().is_running
    assert f"/fi/spaces/{pk}/reopen/" in text_of(client, group.url)
    client.post(f"/fi/spaces/{pk}/reopen/")
    assert Space.objects.get().is_running
    actions = AuditEntry.objects.filter(action="space.changed", actor_id=coordinator.pk)
    assert actions.count() == 2


def test_only_coordinators_and_administrators_end_and_reopen():
    lead = UserFactory()
    group = make_group(plant(), policy="hidden", leads=[lead])
    pk = group.space.pk
    for person, status in ((lead, 403), (UserFactory(), 404)):
        client = signed_in(person)
        assert client.get(f"/fi/spaces/{pk}/end/").status_code == status
        assert client.post(f"/fi/spaces/{pk}/end/").status_code == status
        assert client.post(f"/fi/spaces/{pk}/reopen/").status_code == status
    assert Space.objects.get().is_running
