"""Mail as files, for one machine without a relay, and the journal that goes with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


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
