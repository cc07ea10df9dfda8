"""What people choose is obeyed, what must come comes, and both are said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.notices import CHANGED
from events.services import change_event, register
from members.models import AuditEntry
from network_site.base.registries import notification_kinds
from notifications.models import Notice, Preferences
from notifications.sending import send_due
from notifications.services import notify
from tests.clients import signed_in
from tests.factories.members import UserFactory
from tests.factories.notices import Readers, a_notice, an_event, time_has_come, wants

pytestmark = pytest.mark.django_db
State = Notice.MailState
PAGE = "/fi/me/notifications/"
CHOSEN = {
    "digest": "weekly",
    "digest_weekday": "4",
    "digest_hour": "16",
    "quiet": "none",
    "kind_update_published": "inbox",
    "kind_event_published": "both",
    "kind_event_reminder": "mail",
    "kind_event_reminder_hour": "none",
}
QUIET_NOW = {"quiet_hours": 36, "quiet_weekdays": [0, 1, 2, 3, 4, 5, 6]}


def form_of(**changed: object) -> dict[str, object]:
    others = {
        f"kind_{key}": "both"
        for key, kind in notification_kinds.items()
        if not kind.transactional and not kind.is_digest
    }
    return others | CHOSEN | changed


def quiet_now(user) -> None:
    """Let it be quiet since an hour and for a day."""
    begun = timezone.localtime() - timedelta(hours=1)
    wants(user, quiet_from=begun.time(), **QUIET_NOW)


def test_a_choice_is_stored_audited_and_shown_again():
    user = UserFactory()
    client = signed_in(user)
    assert client.post(PAGE, form_of()).status_code == 302
    chosen = Preferences.objects.get(user=user)
    assert (chosen.digest, chosen.digest_weekday, chosen.digest_hour) == (
        "weekly",
        4,
        16,
    )
    assert chosen.channels["event_reminder_hour"] == "none"
    assert AuditEntry.objects.filter(action="preferences.changed").count() == 1
    assert '<option value="inbox" selected>' in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quiet": "weekdays", "quiet_from": "20:00", "quiet_hours": "12"}, "weekdays"),
        ({"quiet": "cycle", "quiet_from": "8:00", "quiet_hours": "24"}, "cycle"),
        ({"digest_hour": "25"}, "digest_hour"),
        (
            {
                "quiet": "weekdays",
                "quiet_from": "8:00",
                "quiet_hours": "24",
                "quiet_weekdays": list("0123456"),
            },
            "quiet_hours",
        ),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_what_was_typed_stays(wrong, field):
    user = UserFactory()
    text = signed_in(user).post(PAGE, form_of(**wrong)).content.decode()
    assert 'role="alert"' in text
    assert field in text
    assert '<option value="inbox" selected>' in text
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Niitä ei voi kytkeä pois"),
        ("sv", "De kan inte stängas av"),
        ("en", "They cannot be turned off"),
    ],
)
def test_the_page_names_what_cannot_be_silenced(language, words):
    client = signed_in(UserFactory(language=language))
    text = client.get(f"/{language}/me/notifications/").content.decode()
    assert words in text
    assert "kind_registration_confirmed" not in text
    assert "kind_update_published" in text


@pytest.mark.parametrize(
    ("channel", "mails", "lines"),
    [("both", 1, 1), ("mail", 1, 0), ("inbox", 0, 1), ("none", 0, 0)],
)
def test_each_kind_goes_by_the_chosen_way(channel, mails, lines):
    readers = Readers()
    wants(readers.member, channels={"update_published": channel})
    notice = readers.publish()
    send_due()
    assert len(mail.outbox) == mails
    assert notice.in_inbox is bool(lines)
    if not mails:
        assert notice.why == "not wanted by mail"


def test_a_choice_made_while_a_mail_waits_is_obeyed():
    readers = Readers()
    notice = readers.publish()
    wants(readers.member, channels={"update_published": "inbox"})
    send_due()
    notice.refresh_from_db()
    assert (notice.mail_state, notice.why) == (State.DROPPED, "not wanted by mail")
    assert mail.outbox == []


def test_what_answers_the_reader_comes_whatever_is_chosen():
    everything_off = {key: "none" for key, _kind in notification_kinds.items()}
    user = UserFactory()
    wants(user, channels=everything_off, digest="off")
    notify("account", subject_id=f"{user.pk}:1", recipients=[user])
    assert Notice.objects.get().mail_state == State.WAITING


def test_mail_waits_until_quiet_time_is_over():
    readers = Readers()
    quiet_now(readers.member)
    notice = readers.publish()
    send_due()
    notice.refresh_from_db()
    assert mail.outbox == []
    assert (notice.mail_state, notice.why) == (State.WAITING, "quiet hours")
    assert notice.not_before > timezone.now() + timedelta(hours=20)
    wants(readers.member, quiet_from=None)
    time_has_come()
    send_due()
    assert len(mail.outbox) == 1


def test_what_the_reader_has_just_done_is_answered_in_quiet_time():
    user = UserFactory()
    quiet_now(user)
    register(event=an_event(), user=user, acting_user=user)
    send_due()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("days", "sent"), [(1, 1), (20, 0)])
def test_a_change_goes_at_once_where_it_would_come_too_late_for_the_event(days, sent):
    event = an_event(starts_at=timezone.now() + timedelta(days=days))
    seat = a_notice(event)
    send_due()
    mail.outbox.clear()
    quiet_now(seat.recipient)
    # The old time counts, too: somebody may travel to it.
    starts = event.starts_at + timedelta(days=60)
    changes = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    change_event(event=event, changes=changes, acting_user=None)
    time_has_come()
    send_due()
    assert len(mail.outbox) == sent
    assert Notice.objects.get(kind=CHANGED).mail_state == (
        State.SENT if sent else State.WAITING
    )
