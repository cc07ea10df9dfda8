"""The inbox on the site: the same rows as the mails, and nothing that is not theirs."""

from __future__ import annotations

import pytest
from django.test import Client

from home.services import create_update
from members.models import User
from notifications.models import Notice
from tests.clients import signed_in
from tests.factories.members import UserFactory
from tests.factories.notices import Readers, a_notice
from tests.factories.site import make_group, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_the_same_rows_and_counts_the_new_ones():
    notice = a_notice()
    client = Client()
    client.force_login(notice.recipient)
    text = client.get("/fi/inbox/").content.decode()
    assert "Työpaja" in text
    assert 'aria-label="Saapuneet, 1 uusi"' in text
    client.post("/fi/inbox/read/")
    assert 'aria-label="Saapuneet"' in client.get("/fi/inbox/").content.decode()


def test_the_inbox_keeps_a_line_without_its_words_when_the_right_is_gone():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, policy="closed", leads=[lead], members=[member])
    create_update(title="Salainen asia", text="", space=group.space, acting_user=lead)
    client = Client()
    client.force_login(member)
    assert "Salainen asia" in client.get("/fi/inbox/").content.decode()
    group.space.memberships.filter(user=member).delete()
    text = client.get("/fi/inbox/").content.decode()
    assert "Salainen asia" not in text
    assert "Et näe tätä enää" in text


def test_the_inbox_takes_the_same_number_of_queries_with_fifty_times_the_lines():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    client = Client()
    client.force_login(member)

    def publish(number: int) -> None:
        create_update(
            title=f"Tiedote {number}", text="", space=group.space, acting_user=lead
        )

    publish(0)
    few = queries_of(client, "/fi/inbox/")
    assert few <= 14
    for number in range(1, 40):
        publish(number)
    assert queries_of(client, "/fi/inbox/") == few


def test_one_line_is_marked_as_read_and_the_others_stay_new():
    readers = Readers()
    first, second = readers.publish("Eka"), readers.publish("Toka")
    client = signed_in(readers.member)
    client.post(f"/fi/inbox/{first.pk}/read/")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.read_at is not None
    assert second.read_at is None


def test_opening_a_line_leads_to_its_subject_and_counts_as_reading():
    readers = Readers()
    notice = readers.publish()
    answer = signed_in(readers.member).get(f"/fi/inbox/{notice.pk}/")
    assert answer.status_code == 302
    assert answer.url.startswith(readers.group.url)
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_nobody_opens_or_marks_a_line_of_somebody_elses():
    readers = Readers()
    notice = readers.publish()
    other = signed_in(UserFactory())
    assert other.get(f"/fi/inbox/{notice.pk}/").status_code == 404
    assert other.post(f"/fi/inbox/{notice.pk}/read/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_line_whose_subject_is_out_of_sight_leads_nowhere():
    readers = Readers(policy="closed")
    notice = readers.publish()
    readers.group.space.memberships.filter(user=readers.member).delete()
    member = User.objects.get(pk=readers.member.pk)
    assert signed_in(member).get(f"/fi/inbox/{notice.pk}/").status_code == 404


def test_the_inbox_is_filtered_by_kind_and_by_what_is_new():
    readers = Readers()
    read, new = readers.publish("Luettu asia"), readers.publish("Uusi asia")
    Notice.objects.filter(pk=read.pk).update(read_at=new.created_at)
    client = signed_in(readers.member)
    text = client.get("/fi/inbox/?unread=on").content.decode()
    assert "Uusi asia" in text
    assert "Luettu asia" not in text
    assert (
        "Luettu asia" in client.get("/fi/inbox/?kind=update_published").content.decode()
    )
    nothing = client.get("/fi/inbox/?kind=account")
    assert "Uusi asia" in nothing.content.decode(), "an unknown kind filters nothing"
