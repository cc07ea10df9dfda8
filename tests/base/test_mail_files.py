from __future__ import annotations

import email
import email.policy

from django.core.mail import EmailMessage

from network_site.base.mail import EmlFileBackend, file_journal, mail_path


def message(message_id: str = "<one@example.org>") -> EmailMessage:
    return EmailMessage(
        "Päätökset", "Hei", to=["aino@example.org"], headers={"Message-ID": message_id}
    )


def test_the_same_message_sent_twice_is_one_file(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    EmlFileBackend().send_messages([message()])
    EmlFileBackend().send_messages([message()])
    [path] = tmp_path.iterdir()
    read = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert read["Subject"] == "Päätökset"


def test_the_journal_knows_what_has_been_taken(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    assert not file_journal("<one@example.org>")
    EmlFileBackend().send_messages([message()])
    assert file_journal("<one@example.org>")
    assert mail_path("<one@example.org>") != mail_path("<two@example.org>")
