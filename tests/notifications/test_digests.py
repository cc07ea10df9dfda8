"""One digest a person and period, of what the reader may still see."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from events.models import Event
from home.services import create_update
from notifications.digests import gather
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in
from tests.factories.notices import Readers, a_notice, wants
from tests.factories.site import make_event_page, make_group
from tests.notifications.test_preferences import PAGE, form_of

pytestmark = pytest.mark.django_db
State = Notice.MailState


def its_time() -> None:
    """Let the hour of the digest have come a moment ago."""
    Notice.objects.filter(mail_state=State.DIGEST).update(
        not_before=timezone.now() - timedelta(seconds=1)
    )


def test_what_may_wait_comes_in_one_mail():
    readers = Readers()
    for title in ("Eka asia", "Toka asia"):
        readers.publish(title, notify="digest")
    send_due()
    assert mail.outbox == []
    its_time()
    assert gather() == 1
    send_due()
    [message] = mail.outbox
    assert message.to == [readers.member.email]
    assert message.subject == "Verkostosta: 2 uutta asiaa"
    for words in ("Eka asia", "Toka asia", "Mitä muuttui."):
        assert words in message.body
        assert words in message.alternatives[0].content
    states = Notice.objects.filter(recipient=readers.member, kind="update_published")
    assert set(states.values_list("mail_state", flat=True)) == {State.GATHERED}


def test_gathering_again_makes_no_second_digest():
    readers = Readers()
    readers.publish(notify="digest")
    its_time()
    assert [gather(), gather()] == [1, 0]
    assert Notice.objects.filter(kind="digest").count() == 1


def test_what_comes_after_its_digest_has_gone_waits_for_the_next():
    readers = Readers()
    readers.publish("Eka", notify="digest")
    its_time()
    gather()
    send_due()
    late = readers.publish("Myöhäinen", notify="digest")
    its_time()
    assert gather() == 0
    late.refresh_from_db()
    assert late.mail_state == State.DIGEST
    assert late.not_before > timezone.now()


def test_an_empty_digest_is_not_sent():
    readers = Readers(policy="closed")
    readers.publish("Salainen", notify="digest")
    its_time()
    gather()
    readers.group.space.memberships.filter(user=readers.member).delete()
    send_due()
    assert mail.outbox == []
    assert Notice.objects.get(kind="digest").mail_state == State.DROPPED


def test_a_digest_tells_only_what_its_reader_may_still_see():
    readers = Readers(policy="closed")
    readers.publish("Salainen", notify="digest")
    other = make_group(
        readers.tree, "Toinen", leads=[readers.lead], members=[readers.member]
    )
    create_update(
        title="Näkyvä",
        text="",
        space=other.space,
        acting_user=readers.lead,
        notify="digest",
    )
    its_time()
    gather()
    readers.group.space.memberships.filter(user=readers.member).delete()
    send_due()
    [message] = [m for m in mail.outbox if m.to == [readers.member.email]]
    assert "Näkyvä" in message.body
    assert "Salainen" not in message.body + message.alternatives[0].content


def test_without_a_digest_the_inbox_alone_tells():
    readers = Readers()
    wants(readers.member, digest="off")
    notice = readers.publish(notify="digest")
    assert (notice.mail_state, notice.in_inbox) == (State.NONE, True)


def test_turning_the_digest_off_or_moving_it_takes_along_what_waits():
    readers = Readers()
    notice = readers.publish(notify="digest")
    client = signed_in(readers.member)
    client.post(PAGE, form_of(digest="weekly", digest_weekday="2", digest_hour="13"))
    notice.refresh_from_db()
    moment = timezone.localtime(notice.not_before)
    assert (moment.weekday(), moment.hour) == (2, 13)
    client.post(PAGE, form_of(digest="off"))
    notice.refresh_from_db()
    assert notice.mail_state == State.NONE


def test_two_sweeps_at_once_make_one_digest(committed):
    readers = Readers()
    for number in range(5):
        readers.publish(f"Asia {number}", notify="digest")
    its_time()
    start = threading.Barrier(4)

    def sweep() -> None:
        start.wait()
        gather()
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    digest = Notice.objects.get(kind="digest")
    assert digest.gathered.count() == 5


def test_mails_are_made_of_tables_and_fetch_nothing():
    """Outlook lays out tables alone, and what is fetched tells when a mail is read."""
    readers = Readers()
    readers.publish("Heti")
    readers.publish("Myöhemmin", notify="digest")
    page = make_event_page(readers.tree.events)
    a_notice(Event.objects.get(series__translation_key=page.translation_key))
    its_time()
    gather()
    send_due()
    assert len(mail.outbox) == 3
    for message in mail.outbox:
        html = message.alternatives[0].content
        assert '<table role="presentation"' in html
        assert not re.search(r"\bsrc=|<(?:link|script|style|img)\b|url\(", html)
        assert "/fi/me/notifications/" in html
        assert "/fi/me/notifications/" in message.body
