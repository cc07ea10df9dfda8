"""Ending mails of one kind from the mail itself (RFC 8058)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from members.models import AuditEntry
from notifications.models import Preferences
from notifications.sending import send_due
from tests.factories.notices import Readers, a_notice

pytestmark = pytest.mark.django_db


def way_out(headers: dict[str, str]) -> str:
    """Return the path of the address in a mail's List-Unsubscribe."""
    [url] = re.findall(r"<(https?://[^>]+)>", headers["List-Unsubscribe"])
    return urlsplit(url).path


def a_mail() -> tuple[Readers, str]:
    """Send an update to a member; return the readers and the way out of its mail."""
    readers = Readers()
    readers.publish()
    send_due()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return readers, way_out(headers)


def test_one_click_ends_the_mail_of_that_kind_and_leaves_the_inbox():
    readers, url = a_mail()
    client = Client(enforce_csrf_checks=True)
    answer = client.post(url, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    chosen = Preferences.objects.get(user=readers.member)
    assert chosen.channels == {"update_published": "inbox"}
    [row] = AuditEntry.objects.filter(action="mail.unsubscribed")
    assert (row.actor_id, row.after) == (
        readers.member.pk,
        {"kind": "update_published"},
    )
    mail.outbox.clear()
    notice = readers.publish("Toinen")
    send_due()
    assert mail.outbox == []
    assert notice.in_inbox


def test_a_second_click_changes_nothing():
    _readers, url = a_mail()
    for _ in range(2):
        assert Client().post(url).status_code == 200
    assert AuditEntry.objects.filter(action="mail.unsubscribed").count() == 1


def test_looking_at_the_address_shows_a_form_and_changes_nothing():
    _readers, url = a_mail()
    text = Client().get(url).content.decode()
    assert '<form class="actions" method="post">' in text
    assert "Lopetetaanko nämä viestit?" in text
    assert not Preferences.objects.exists()


def test_a_token_of_somebody_elses_making_is_not_known():
    _readers, url = a_mail()
    assert Client().post(url[:-3] + "x/").status_code == 404
    assert Client().post("/fi/unsubscribe/avain/").status_code == 404


def test_a_closed_account_has_nothing_to_end():
    readers, url = a_mail()
    readers.member.is_active = False
    readers.member.save()
    assert Client().post(url).status_code == 404


def test_what_cannot_be_silenced_has_no_way_out():
    a_notice()
    send_due()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_a_mailbox_that_somebody_reads_is_offered_too(settings):
    settings.UNSUBSCRIBE_ADDRESS = "pois@example.org"
    Readers().publish()
    send_due()
    assert (
        "<mailto:pois@example.org?subject="
        in mail.outbox[0].extra_headers["List-Unsubscribe"]
    )
