"""The ledger: told once, in the reader's language, only what they may still see."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError, transaction
from django.utils import timezone

from events.services import cancel_registration, register
from home.services import create_update
from network_site.base.registries import RenderedMail, notification_kinds
from network_site.base.sweeping import sweep_all
from notifications import sending
from notifications.claiming import claim, mark
from notifications.mail import compose
from notifications.models import Notice
from notifications.reasons import NO_JOURNAL, UNCLEAR
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


def test_a_killed_sender_is_replaced_within_a_minute_and_a_living_one_is_not(settings):
    sweep = settings.CELERY_BEAT_SCHEDULE["sweep"]["schedule"]
    assert settings.LEDGER_LEASE_SECONDS + sweep <= 60
    # For one mail: sender, recipient, the start of the words, and their end.
    assert settings.LEDGER_LEASE_SECONDS > 4 * settings.EMAIL_TIMEOUT


def test_a_journal_that_cannot_be_read_lets_the_mail_wait(settings):
    settings.MAIL_JOURNAL = "network_site.base.mail.postfix_journal"
    settings.MAIL_LOG_FILES = ["/nowhere/mail.log"]
    notice = a_notice()
    lose_the_sender(notice)
    send_due()
    notice.refresh_from_db()
    assert mail.outbox == []
    assert (notice.mail_state, notice.why) == (State.SENDING, NO_JOURNAL)


def test_a_mail_that_the_relay_got_and_did_not_answer_is_not_sent_again_soon(relay):
    notice = a_notice()
    relay(TimeoutError())
    send_due()
    notice.refresh_from_db()
    assert notice.mail_state == State.SENDING
    assert notice.lease_until > timezone.now() + timedelta(minutes=9)


def test_a_database_that_is_lost_while_marking_lets_nothing_go_twice(
    relay, monkeypatch
):
    notice = a_notice()
    works = relay()

    def broken(*args, **kwargs):
        raise OperationalError("terminated")

    with monkeypatch.context() as patched:
        patched.setattr(sending, "mark", broken)
        with pytest.raises(OperationalError):
            send_due()
    notice.refresh_from_db()
    assert notice.mail_state == State.SENDING
    send_due()
    assert works.taken == [notice.message_id]


def test_a_kind_sent_at_most_once_is_not_sent_again_without_a_journal(monkeypatch):
    notice = a_notice()
    kind = notification_kinds.get(notice.kind)
    monkeypatch.setattr(kind, "at_least_once", False)
    lose_the_sender(notice)
    send_due()
    notice.refresh_from_db()
    assert mail.outbox == []
    assert (notice.mail_state, notice.why) == (State.DROPPED, UNCLEAR)


def test_while_the_relay_is_away_no_row_is_touched(monkeypatch):
    notice = a_notice()

    class Away:
        def open(self):
            raise ConnectionRefusedError

        def close(self):
            pass

    monkeypatch.setattr(sending, "get_connection", Away)
    assert send_due() == 0
    notice.refresh_from_db()
    assert (notice.mail_state, notice.attempt) == (State.WAITING, 0)


def test_several_lines_send_each_mail_once(committed, settings, tmp_path):
    settings.LEDGER_LINES = 3
    settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "network_site.base.mail.EmlFileBackend"
    event = an_event()
    for _ in range(30):
        a_notice(event)
    # Each went when it was caused; now all of them are due at once.
    for path in tmp_path.glob("*.eml"):
        path.unlink()
    Notice.objects.update(mail_state=State.WAITING, attempt=0)
    assert send_due() == 30
    assert len(list(tmp_path.glob("*.eml"))) == 30
    assert set(Notice.objects.values_list("attempt", flat=True)) == {1}
