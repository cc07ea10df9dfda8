"""What administrators see of the ledger, and what they may have sent again."""

from __future__ import annotations

import pytest
from django.core import mail

from members.models import AuditEntry
from notifications.models import Notice
from notifications.sending import send_due
from notifications.services import notify
from tests.clients import signed_in
from tests.factories.members import UserFactory
from tests.factories.notices import Readers, a_notice, refused
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
State = Notice.MailState


@pytest.fixture
def client():
    return signed_in(UserFactory(administrator=True))


def text_of(client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.mark.parametrize("fields", [{}, {"coordinator": True}])
def test_only_administrators_look_at_it(fields):
    notice = a_notice()
    client = signed_in(UserFactory(**fields))
    for url in ("/fi/ledger/", f"/fi/ledger/{notice.pk}/"):
        assert client.get(url).status_code == 403
    assert client.post(f"/fi/ledger/{notice.pk}/").status_code == 403


def test_a_row_says_why_it_was_told_and_why_it_was_not_sent(client, relay):
    notice = a_notice()
    relay(refused(550))
    send_due()
    assert "Torjuttu lopullisesti (550)." in text_of(client, "/fi/ledger/")
    text = text_of(client, f"/fi/ledger/{notice.pk}/")
    assert "Lukija on ilmoittautunut tapahtumaan." in text
    assert notice.message_id.strip("<>") in text


def test_rows_are_found_by_person_kind_state_and_subject(client):
    seat = a_notice(last_name="Etsittävä")
    readers = Readers()
    update = readers.publish()
    for query, found, other in (
        ("person=etsittävä", seat, update),
        ("kind=update_published", update, seat),
        ("state=none", None, seat),
        (f"subject={update.subject_id}&kind=update_published", update, seat),
    ):
        text = text_of(client, f"/fi/ledger/?{query}")
        assert f'/fi/ledger/{other.pk}/"' not in text
        if found:
            assert f'/fi/ledger/{found.pk}/"' in text


def test_no_key_of_a_mail_shows(client):
    user = UserFactory()
    secret = {"template": "x", "context": {"url": "https://example.org/salaisuus"}}
    notify("account", subject_id=f"{user.pk}:1", recipients=[user], payload=secret)
    notice = Notice.objects.get()
    for url in ("/fi/ledger/", f"/fi/ledger/{notice.pk}/"):
        assert "salaisuus" not in text_of(client, url)


def test_what_was_sent_goes_again_under_the_same_message_id(client):
    notice = a_notice()
    send_due()
    client.post(f"/fi/ledger/{notice.pk}/")
    send_due()
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert ids == [notice.message_id] * 2
    [row] = AuditEntry.objects.filter(action="notice.resent")
    assert (row.before, row.after) == ({"state": "sent"}, {"as_new": False})


def test_what_surely_did_not_arrive_and_what_is_asked_for_goes_as_new(client, relay):
    notice = a_notice()
    relay(refused(550))
    send_due()
    works = relay()
    client.post(f"/fi/ledger/{notice.pk}/")
    send_due()
    client.post(f"/fi/ledger/{notice.pk}/", {"as_new": "on"})
    send_due()
    assert len({notice.message_id, *works.taken}) == 3


def test_what_is_on_its_way_or_has_lost_its_key_is_not_sent_again(client):
    notice = a_notice()
    client.post(f"/fi/ledger/{notice.pk}/")
    assert not AuditEntry.objects.filter(action="notice.resent").exists()
    user = UserFactory()
    notify("account", subject_id=f"{user.pk}:1", recipients=[user], payload={})
    Notice.objects.filter(kind="account").update(mail_state=State.SENT)
    account = Notice.objects.get(kind="account")
    answer = client.post(f"/fi/ledger/{account.pk}/", follow=True)
    assert "unohdetaan" in answer.content.decode()
    assert not AuditEntry.objects.filter(action="notice.resent").exists()


def test_each_kind_is_counted_and_the_oldest_that_waits_is_named(client):
    a_notice()
    assert "on odottanut lähtöä" in text_of(client, "/fi/ledger/")
    send_due()
    text = text_of(client, "/fi/ledger/")
    assert "Lähtevää postia ei ole jonossa." in text
    assert "?kind=registration_confirmed" in text


def test_the_ledger_takes_the_same_number_of_queries_with_fifty_times_the_rows(client):
    readers = Readers()
    readers.publish()
    few = queries_of(client, "/fi/ledger/")
    assert few <= 14
    user = UserFactory()
    for number in range(60):
        notify("account", subject_id=f"{user.pk}:{number}", recipients=[user])
    assert queries_of(client, "/fi/ledger/") <= few + 1
