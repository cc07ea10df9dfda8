"""Addresses that refuse mail: seen in the ledger, told to the person, not insisted on."""

from __future__ import annotations

import smtplib

import pytest

from events.services import register
from members.models import User
from notifications.models import Notice
from notifications.refusals import release_changed
from notifications.sending import send_due
from tests.clients import signed_in
from tests.factories.notices import Readers, an_event, refused

pytestmark = pytest.mark.django_db
State = Notice.MailState
WORDS = "Sähköposti ei tavoita sinua"


def refuse(relay, readers: Readers, times: int) -> None:
    for number in range(times):
        readers.publish(f"Asia {number}")
        relay(refused(550))
        send_due()


def fresh(readers: Readers) -> User:
    return User.objects.get(pk=readers.member.pk)


def test_a_refusal_or_two_change_nothing_for_the_reader(relay):
    readers = Readers()
    refuse(relay, readers, 2)
    assert WORDS not in signed_in(readers.member).get("/fi/me/").content.decode()
    works = relay()
    readers.publish("Perille")
    send_due()
    assert len(works.taken) == 1


def test_three_refusals_in_a_row_are_told_and_hold_what_follows(relay):
    readers = Readers()
    refuse(relay, readers, 3)
    client = signed_in(readers.member)
    for page in ("/fi/me/", "/fi/me/notifications/"):
        assert WORDS in client.get(page).content.decode()
    works = relay()
    held = readers.publish("Pidätetty")
    send_due()
    held.refresh_from_db()
    assert (held.mail_state, works.taken) == (State.HELD, [])


def test_what_answers_the_reader_is_tried_all_the_same(relay):
    readers = Readers()
    refuse(relay, readers, 3)
    works = relay()
    register(event=an_event(), user=readers.member, acting_user=readers.member)
    send_due()
    assert len(works.taken) == 1
    assert WORDS not in signed_in(readers.member).get("/fi/me/").content.decode()


def test_a_mail_that_is_taken_between_begins_the_count_anew(relay):
    readers = Readers()
    refuse(relay, readers, 2)
    relay()
    readers.publish("Perille")
    send_due()
    refuse(relay, readers, 2)
    assert not fresh(readers).preferences.mail_is_held(readers.member.email)


def test_trying_again_sends_what_was_held(relay):
    readers = Readers()
    refuse(relay, readers, 3)
    held = readers.publish("Pidätetty")
    send_due()
    works = relay()
    signed_in(readers.member).post("/fi/me/notifications/try-again/")
    send_due()
    assert works.taken == [held.message_id]


def test_a_new_address_gets_what_the_old_one_refused(relay):
    readers = Readers()
    refuse(relay, readers, 3)
    readers.publish("Pidätetty")
    send_due()
    assert release_changed() == 0
    member = fresh(readers)
    member.email = "uusi@example.org"
    member.save()
    works = relay()
    assert release_changed() == 1
    send_due()
    assert [message.to for message in works.messages] == [["uusi@example.org"]]


def test_a_refusal_of_the_words_says_nothing_of_the_address(relay):
    readers = Readers()
    for _ in range(3):
        readers.publish()
        relay(smtplib.SMTPDataError(554, b"spam"))
        send_due()
    assert WORDS not in signed_in(readers.member).get("/fi/me/").content.decode()
    assert Notice.objects.filter(mail_state=State.FAILED).count() == 3
