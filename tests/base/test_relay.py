"""Handing mail to a real relay, and what its answers and silences mean."""

from __future__ import annotations

import smtplib
import socket

import pytest
from django.core.mail import EmailMessage

from network_site.base.mail import NotTakenError, RelayBackend, postfix_journal
from tests.servers import smtp

LOG = """\
Nov 22 10:00:01 mx postfix/smtpd[811]: 4AB12C: client=site[10.0.0.2]
Nov 22 10:00:01 mx postfix/cleanup[812]: 4AB12C: message-id=<taken@example.org>
Nov 22 10:00:01 mx postfix/qmgr[700]: 4AB12C: from=<verkosto@example.org>, size=2, nrcpt=1 (queue active)
Nov 22 10:00:02 mx postfix/smtp[813]: 4AB12C: to=<a@example.org>, relay=x, dsn=2.0.0, status=sent (250 ok)
Nov 22 10:00:03 mx postfix/cleanup[812]: 5CD34E: message-id=<cut.off@example.org>
"""


@pytest.fixture
def relay():
    with smtp.server() as running:
        yield running


def line_to(relay, **told) -> RelayBackend:
    return RelayBackend(host="127.0.0.1", port=relay.port, timeout=2, **told)


def a_message(number: int = 1, body: str = "Hei") -> EmailMessage:
    return EmailMessage(
        "Aihe",
        body,
        "Verkosto <verkosto@example.org>",
        ["aino@example.org"],
        headers={"Message-ID": f"<{number}@example.org>"},
    )


def test_lines_that_begin_with_a_dot_arrive_as_they_were_written(relay):
    body = "Ensin\n.\n..kaksi\nloppu."
    assert line_to(relay).send_messages([a_message(body=body)]) == 1
    [arrived] = relay.messages()
    assert arrived.get_content().replace("\r\n", "\n").strip() == body
    assert relay.accepted() == ["<1@example.org>"]


def test_a_line_that_died_while_idle_is_renewed(relay):
    line = line_to(relay)
    line.open()
    line.send_messages([a_message(1)])
    line.connection.sock.shutdown(socket.SHUT_RDWR)
    assert line.send_messages([a_message(2)]) == 1
    assert len(relay.accepted()) == 2


def test_a_relay_that_is_gone_before_the_message_surely_has_not_got_it(relay):
    line = line_to(relay)
    line.open()
    relay.stop()
    with pytest.raises((NotTakenError, ConnectionRefusedError)):
        line.send_messages([a_message()])


def test_an_address_is_refused_and_the_line_goes_on(relay):
    relay.answer_to("aino@example.org", "550 no such user")
    line = line_to(relay)
    line.open()
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        line.send_messages([a_message()])
    assert refused.value.recipients["aino@example.org"][0] == 550
    relay.answer_to("aino@example.org", "accept")
    assert line.send_messages([a_message(2)]) == 1


def test_silence_after_the_message_is_told_from_silence_before_it(relay):
    relay.behave("slow", "60")
    with pytest.raises(TimeoutError):
        line_to(relay).send_messages([a_message()])
    relay.behave("drop")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        line_to(relay).send_messages([a_message()])


def test_postfixs_log_tells_what_it_has_taken(settings, tmp_path):
    log = tmp_path / "mail.log"
    log.write_text(LOG)
    settings.MAIL_LOG_FILES = [str(log)]
    assert postfix_journal("<taken@example.org>")
    # Named by cleanup, but the queue file was never whole.
    assert not postfix_journal("<cut.off@example.org>")
    assert not postfix_journal("<unknown@example.org>")
    settings.MAIL_LOG_FILES = [str(tmp_path / "missing.log")]
    with pytest.raises(OSError, match="missing"):
        postfix_journal("<taken@example.org>")
