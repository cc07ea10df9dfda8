"""The files of a space, added and kept up on the site itself."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groups.models import Membership
from network_site.base.models import NetworkDocument
from tests.clients import signed_in, text_of
from tests.factories.files import pdf
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_group_beside, make_update, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def desk(policy="closed", **people):
    lead = UserFactory()
    group = make_group(plant(), policy=policy, leads=[lead], **people)
    return group, signed_in(lead), f"/fi/spaces/{group.space.pk}/documents/add/"


def test_a_lead_adds_a_file_in_one_sending_and_the_members_find_it():
    member = UserFactory()
    group, client, url = desk(members=[member])
    response = client.post(
        url,
        {
            "new_file": pdf(),
            "new_file-words": "Ohje",
            "language": "sv",
            "do": "publish",
        },
    )
    assert response.url == f"{group.url}documents/"
    document = NetworkDocument.objects.get()
    assert (document.title, document.language) == ("Ohje", "sv")
    assert document.collection == group.space.collection
    assert "Ohje" in text_of(signed_in(member), response.url)
    assert signed_in(member).get(document.url).status_code == 200


def test_several_files_get_titles_before_anybody_sees_them():
    member = UserFactory()
    group, client, url = desk(members=[member])
    client.post(
        url,
        {"new_file": [pdf("a.pdf"), pdf("b.pdf")], "language": "fi", "do": "more"},
    )
    assert "a.pdf" not in text_of(signed_in(member), f"{group.url}documents/")
    first, second = NetworkDocument.objects.order_by("pk")
    text = text_of(client, url)
    assert 'value="a"' in text
    client.post(
        url,
        {
            "file": [first.pk, second.pk],
            f"file-{first.pk}-words": "Ensimmäinen",
            f"file-{second.pk}-words": "Toinen",
            "remove_file": second.pk,
            "language": "fi",
            "do": "publish",
        },
    )
    listed = text_of(signed_in(member), f"{group.url}documents/")
    assert "Ensimmäinen" in listed
    assert "Toinen" not in listed


@pytest.mark.parametrize(
    "upload",
    [
        None,
        SimpleUploadedFile("ohjelma.exe", b"MZ", "application/pdf"),
        SimpleUploadedFile("tyhjä.pdf", b"", "application/pdf"),
    ],
)
def test_nothing_is_listed_without_an_allowed_file(upload):
    _group, client, url = desk()
    data = {"language": "fi", "do": "publish"} | (
        {"new_file": upload} if upload else {}
    )
    response = client.post(url, data)
    assert response.status_code == 200
    assert 'class="error"' in response.content.decode()
    assert not NetworkDocument.objects.exists()


def test_a_title_is_changed_and_a_file_is_deleted_after_asking():
    group, client, url = desk()
    client.post(url, {"new_file": pdf(), "language": "fi", "do": "publish"})
    document = NetworkDocument.objects.get()
    make_update(group, body=[("documents", {"heading": "", "documents": [document]})])
    address = f"/fi/spaces/{group.space.pk}/documents/{document.pk}/"
    assert f'href="{address}edit/"' in text_of(client, f"{group.url}documents/")
    client.post(f"{address}edit/", {"title": "Uusi nimi", "language": "fi"})
    document.refresh_from_db()
    assert document.title == "Uusi nimi"
    assert "1 sivu" in text_of(client, f"{address}delete/")
    assert NetworkDocument.objects.exists()
    client.post(f"{address}delete/")
    assert not NetworkDocument.objects.exists()


@pytest.mark.parametrize("policy", ["open", "closed", "hidden"])
def test_those_who_may_not_publish_get_no_road(policy):
    member = UserFactory()
    group, client, url = desk(policy, members=[member])
    client.post(url, {"new_file": pdf(), "language": "fi", "do": "publish"})
    document = NetworkDocument.objects.get()
    beside = make_group_beside(group)
    other = UserFactory()
    Membership.objects.create(space=beside.space, user=other, role="lead")
    address = f"/fi/spaces/{group.space.pk}/documents/{document.pk}/"
    hidden = 404 if policy == "hidden" else 403
    expected = {member: 403, other: hidden, UserFactory(guest=True): 404}
    for person, status in expected.items():
        stranger = signed_in(person)
        for road in (url, f"{address}edit/", f"{address}delete/"):
            assert stranger.get(road).status_code == status
            assert stranger.post(road, {"title": "x"}).status_code == status
    # Nor by the address of a space that one leads.
    foreign = f"/fi/spaces/{beside.space.pk}/documents/{document.pk}/delete/"
    assert signed_in(other).post(foreign).status_code == 404
    assert NetworkDocument.objects.exists()


def test_the_forms_take_few_queries_whatever_the_content():
    group, client, url = desk()
    client.post(url, {"new_file": pdf(), "language": "fi", "do": "publish"})
    pk = NetworkDocument.objects.get().pk
    edit = f"/fi/spaces/{group.space.pk}/documents/{pk}/edit/"
    few = [queries_of(client, address) for address in (url, edit)]
    assert max(few) <= 14
    for number in range(20):
        NetworkDocument.objects.create(
            title=f"{number}", file=pdf(), collection=group.space.collection
        )
    assert [queries_of(client, address) for address in (url, edit)] == few
