"""The ways that mail leaves: to a relay, or into files where there is none.

Each has a journal that can tell whether it has taken a message.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend


class NotTakenError(Exception):
    """The relay was lost before it had the message: it is surely not on its way."""


class RelayBackend(EmailBackend):
    """Hands one message at a time to the relay, and tells how far it has got.

    What goes wrong before the message has been handed over raises ``NotTakenError`` or
    the relay's refusal. What goes wrong after it leaves open whether the relay has it:
    ``TimeoutError`` when the relay is silent, another ``OSError`` when it is gone.
    """

    def _send(self, email_message: EmailMessage) -> bool:
        content = email_message.message().as_bytes(linesep="\r\n")
        try:
            self._announce(email_message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException):
            raise
        except OSError as error:
            self._drop()
            raise NotTakenError(str(error)) from error
        try:
            self._hand_over(content)
            code, text = self._answer()
        except OSError:
            self._drop()
            raise
        if code != 250:
            raise smtplib.SMTPDataError(code, text)
        return True

    def _announce(self, email_message: EmailMessage) -> None:
        """Say from whom and to whom; a line that died while it was idle is renewed."""
        sender = parseaddr(email_message.from_email)[1]
        try:
            refusal = self._begin(sender)
        except smtplib.SMTPServerDisconnected:
            self._drop()
            self.open()
            refusal = self._begin(sender)
        if refusal[0] != 250:
            # It is us that the relay refuses, and no mail of ours will fare better.
            self._reset()
            raise NotTakenError(f"{refusal[0]} {refusal[1]!r}")
        for address in email_message.recipients():
            refusal = self.connection.rcpt(address)
            if refusal[0] not in (250, 251):
                self._reset()
                raise smtplib.SMTPRecipientsRefused({address: refusal})
        refusal = self.connection.docmd("DATA")
        if refusal[0] != 354:
            self._reset()
            raise smtplib.SMTPDataError(*refusal)

    def _begin(self, sender: str) -> tuple[int, bytes]:
        self.connection.ehlo_or_helo_if_needed()
        return self.connection.mail(sender)

    def _hand_over(self, content: bytes) -> None:
        quoted = re.sub(rb"(?m)^\.", b"..", content)
        end = b"" if quoted.endswith(b"\r\n") else b"\r\n"
        self.connection.send(quoted + end + b".\r\n")

    def _answer(self) -> tuple[int, bytes]:
        try:
            return self.connection.getreply()
        except smtplib.SMTPServerDisconnected as error:
            # smtplib tells a silent relay like one that has hung up.
            if isinstance(error.__context__, TimeoutError):
                raise error.__context__ from error
            raise

    def _reset(self) -> None:
        try:
            self.connection.rset()
        except smtplib.SMTPServerDisconnected:
            self._drop()

    def _drop(self) -> None:
        """Close the line without the words that a dead one would not answer."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def mail_path(message_id: str) -> Path:
    """Return the one file that a Message-ID is kept in."""
    name = hashlib.sha256(message_id.encode()).hexdigest()[:32]
    return Path(settings.EMAIL_FILE_PATH) / f"{name}.eml"


class EmlFileBackend(BaseEmailBackend):
    """Writes each message to a file named after its Message-ID.

    The same message sent again lands in the same file, and a half-written one is never
    seen: the file appears by rename.
    """

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        for message in email_messages:
            content = message.message()
            path = mail_path(content["Message-ID"])
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".part")
            draft.write_bytes(content.as_bytes(linesep="\r\n"))
            draft.replace(path)
        return len(email_messages)


def file_journal(message_id: str) -> bool:
    """Tell whether the file backend has taken a message."""
    return mail_path(message_id).exists()


def postfix_journal(message_id: str) -> bool:
    """Tell from Postfix's log whether it has taken a message.

    A message is taken when its queue file is whole, which ``qmgr`` writes of with the
    number that ``cleanup`` has given to the Message-ID. MAIL_LOG_FILES names the logs,
    also those already rotated away, uncompressed.

    Raises:
        OSError: a log cannot be read, so that nothing is known.
    """
    given = f" message-id={message_id}"
    numbers = {number for number, rest in _postfix_lines() if rest.endswith(given)}
    return any(
        number in numbers and rest.startswith(" from=<")
        for number, rest in _postfix_lines()
    )


def _postfix_lines() -> Iterator[tuple[str, str]]:
    """Yield queue number and the rest of each line of the logs."""
    pattern = re.compile(r" postfix\S*\[\d+\]: ([0-9A-Za-z]+):(.*)$")
    for path in settings.MAIL_LOG_FILES:
        with Path(path).open(errors="replace") as log:
            for line in log:
                if found := pattern.search(line.rstrip()):
                    yield found[1], found[2]
