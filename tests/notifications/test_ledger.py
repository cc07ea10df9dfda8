"""The ledger: told once, in the reader's language, only what they may still see."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from events.services import cancel_registration, register
from home.services import create_update
from network_site.base.registries import RenderedMail
from network_site.base.sweeping import sweep_all
from notifications.claiming import claim, mark
from notifications.mail import compose
from notifications.models import Notice
from notifications.sending import send_due
from notifications.services import notify
from tests.factories.members import UserFactory
from tests.factories.notices import a_notice, an_event, refused
from tests.factories.site import make_group, plant

pytestmark = pytest.mark.django_db
State = Notice.MailState


def test_a_notice_is_sent_once_with_the_message_id_and_date_of_its_row():
    notice = a_notice()
    send_due()
    send_due()
    [message] = mail.outbox
    assert message.extra_headers["Message-ID"] == notice.message_id
    assert message.to == [notice.email]
    notice.refresh_from_db()
    assert (notice.mail_state, notice.attempt) == (State.SENT, 1)


def test_the_same_notice_put_in_twice_is_one_row():
    user = UserFactory()
    for _ in range(2):
        notify("account", subject_id=f"{user.pk}:1", recipients=[user])
    assert Notice.objects.count() == 1


def test_a_notice_disappears_with_the_transaction_that_caused_it():
    user, event = UserFactory(), an_event()
    with transaction.atomic():
        register(event=event, user=user, acting_user=user)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_a_mail_is_written_in_its_readers_language():
    event = an_event()
    for language in ("fi", "sv", "en"):
        a_notice(event, language=language)
    send_due()
    subjects = [message.subject for message in mail.outbox]
    assert [subject.split(":")[0] for subject in subjects] == [
        "Olet ilmoittautunut",
        "Du är anmäld",
        "You are registered",
    ]
    languages = [message.extra_headers["Content-Language"] for message in mail.outbox]
    assert languages == ["fi", "sv", "en"]


@pytest.mark.parametrize(
    "subject", ["Päätökset " * 12, "Lyhyt", "Öölanninkatukäytävähuoltoväylä" * 4]
)
def test_a_subject_of_any_length_is_read_as_it_was_written(subject):
    message = compose(RenderedMail(subject, "Hei", "", None), to="aino@example.org")
    sent = message.message().as_bytes(linesep="\r\n")
    read = email.message_from_bytes(sent, policy=email.policy.default)
    assert read["Subject"] == subject.strip()
    assert b"Subject: \r\n" not in sent


def test_nothing_is_sent_about_what_the_reader_may_no_longer_see():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, policy="closed", leads=[lead], members=[member])
    create_update(
        title="Salainen",
        text="",
        space=group.space,
        acting_user=lead,
        notify="now",
    )
    group.space.memberships.filter(user=member).delete()
    send_due()
    assert mail.outbox == []
    assert Notice.objects.get(recipient=member).mail_state == State.DROPPED


def test_a_closed_account_gets_no_mail():
    notice = a_notice()
    notice.recipient.is_active = False
    notice.recipient.save()
    send_due()
    assert mail.outbox == []


def test_a_newer_version_beats_an_older_one_that_waits():
    user, event = UserFactory(), an_event()
    register(event=event, user=user, acting_user=user)
    cancel_registration(event=event, user=user, acting_user=user)
    send_due()
    assert [message.subject for message in mail.outbox] == [
        "Ilmoittautumisesi on peruttu: Työpaja"
    ]
    states = Notice.objects.order_by("pk").values_list("mail_state", flat=True)
    assert list(states) == [State.DROPPED, State.SENT]


def test_a_relay_that_is_away_loses_nothing(relay):
    notice = a_notice()
    relay(ConnectionRefusedError())
    send_due()
    notice.refresh_from_db()
    assert notice.mail_state == State.WAITING
    assert notice.not_before > timezone.now()
    Notice.objects.update(not_before=timezone.now())
    works = relay()
    send_due()
    assert works.taken == [notice.message_id]


def test_a_refusal_for_now_is_tried_later_and_a_final_one_is_shown(relay):
    notice = a_notice()
    relay(refused(450))
    send_due()
    notice.refresh_from_db()
    assert (notice.mail_state, notice.why) == (State.WAITING, "SMTP 450")
    Notice.objects.update(not_before=timezone.now())
    relay(refused(550))
    send_due()
    notice.refresh_from_db()
    assert (notice.mail_state, notice.why) == (State.FAILED, "SMTP 550")


def test_one_notice_that_cannot_be_made_does_not_stop_the_others():
    event = an_event()
    broken = a_notice(event)
    Notice.objects.filter(pk=broken.pk).update(subject_id="not-a-number")
    fine = a_notice(event)
    send_due()
    assert [message.to for message in mail.outbox] == [[fine.email]]
    broken.refresh_from_db()
    assert broken.mail_state == State.WAITING


def lose_the_sender(notice: Notice) -> None:
    """Leave the row as a worker does that was killed while it was sending."""
    Notice.objects.filter(pk=notice.pk).update(
        mail_state=State.SENDING,
        attempt=1,
        lease_until=timezone.now() - timedelta(seconds=1),
    )


def test_a_row_whose_sender_died_is_sent_again_after_its_lease():
    notice = a_notice()
    Notice.objects.update(
        mail_state=State.SENDING,
        attempt=1,
        lease_until=timezone.now() + timedelta(minutes=1),
    )
    send_due()
    assert mail.outbox == []
    lose_the_sender(notice)
    send_due()
    assert len(mail.outbox) == 1


def test_the_journal_keeps_a_mail_from_being_sent_twice(settings, tmp_path, relay):
    settings.EMAIL_FILE_PATH = tmp_path
    settings.MAIL_JOURNAL = "network_site.base.mail.file_journal"
    settings.EMAIL_BACKEND = "network_site.base.mail.EmlFileBackend"
    notice = a_notice()
    send_due()
    [path] = tmp_path.glob("*.eml")
    before = path.stat().st_mtime_ns
    lose_the_sender(notice)
    send_due()
    notice.refresh_from_db()
    assert notice.mail_state == State.SENT
    assert path.stat().st_mtime_ns == before


def test_a_sender_that_was_thought_dead_overwrites_nothing():
    notice = a_notice()
    claimed = claim(timezone.now())
    lose_the_sender(notice)
    send_due()
    assert not mark(claimed, State.FAILED, why="late")
    notice.refresh_from_db()
    assert notice.mail_state == State.SENT


def test_the_sweep_finds_what_a_lost_hint_left(client):
    a_notice()
    assert client.get("/readyz").json()["parts"]["mail"]["waiting"] == 1
    assert sweep_all()["notifications"] == 1
    assert len(mail.outbox) == 1
