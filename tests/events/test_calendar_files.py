"""Calendar files mean the same to two parsers that know nothing of each other."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

import ics
import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from events.ical import helsinki, invitation
from events.models import Event, Registration
from events.services import cancel_registration, register
from notifications.sending import send_due
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, plant

pytestmark = pytest.mark.django_db


def held_at(start: datetime, end: datetime, **fields) -> Event:
    page = make_event_page(plant().events, starts_at=start, ends_at=end, **fields)
    return Event.objects.get(series__translation_key=page.translation_key)


def seat(event: Event) -> Registration:
    user = UserFactory(first_name="Åsa", last_name="Öhman")
    return register(event=event, user=user, acting_user=user)[0]


SUMMER = (datetime(2030, 7, 1, 10, 0, tzinfo=UTC), datetime(2030, 7, 1, 12, tzinfo=UTC))
WINTER = (datetime(2030, 1, 7, 11, 0, tzinfo=UTC), datetime(2030, 1, 7, 13, tzinfo=UTC))


@pytest.mark.parametrize("times", [SUMMER, WINTER], ids=["summer", "winter"])
def test_two_parsers_read_an_invitation_to_the_right_utc_times(times):
    content, method = invitation(seat(held_at(*times)))
    assert method == "REQUEST"
    [entry] = Calendar.from_ical(content).walk("VEVENT")
    assert entry.decoded("DTSTART").astimezone(UTC) == times[0]
    assert entry.decoded("DTEND").astimezone(UTC) == times[1]
    [other] = ics.Calendar(content.decode()).events
    assert other.begin.to("UTC").datetime == times[0]
    assert other.end.to("UTC").datetime == times[1]


def test_the_time_zone_is_two_yearly_rules_and_no_list_of_dates():
    text = helsinki().to_ical().decode()
    assert text.count("RRULE:FREQ=YEARLY;BYDAY=-1SU") == 2
    assert "RDATE" not in text


def test_an_invitation_names_one_attendee_and_the_sender_as_organiser():
    registration = seat(held_at(*SUMMER))
    content, _method = invitation(registration)
    [entry] = Calendar.from_ical(content).walk("VEVENT")
    assert entry["ATTENDEE"] == f"mailto:{registration.email}"
    assert entry["ATTENDEE"].params["CN"] == "Åsa Öhman"
    assert entry["ORGANIZER"] == "mailto:verkosto@example.org"


def test_giving_up_sends_a_cancel_with_the_same_uid_and_a_higher_sequence():
    event = held_at(*SUMMER)
    registration = seat(event)
    request, _ = invitation(registration)
    user = registration.user
    given_up = cancel_registration(event=event, user=user, acting_user=user)
    cancel, method = invitation(given_up)
    [first] = Calendar.from_ical(request).walk("VEVENT")
    [second] = Calendar.from_ical(cancel).walk("VEVENT")
    assert method == "CANCEL"
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["STATUS"] == "CANCELLED"
    back, _ = invitation(register(event=event, user=user, acting_user=user)[0])
    [third] = Calendar.from_ical(back).walk("VEVENT")
    assert third["SEQUENCE"] > second["SEQUENCE"]


def test_the_mail_carries_the_invitation_as_a_part_and_as_a_file():
    seat(held_at(*SUMMER, place="Tampere"))
    send_due()
    message = message_from_bytes(
        mail.outbox[0].message().as_bytes(), policy=policy.default
    )
    calendars = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in calendars] == ["REQUEST", "REQUEST"]
    assert calendars[1].get_filename() == "invite.ics"
    for part in calendars:
        content = part.get_payload(decode=True)
        assert "Tampere" in str(
            Calendar.from_ical(content).walk("VEVENT")[0]["LOCATION"]
        )
    types = [part.get_content_type() for part in message.walk()]
    assert {"text/plain", "text/html"} <= set(types)


def test_those_in_the_queue_get_no_calendar_part():
    event = held_at(*SUMMER, capacity=1)
    seat(event)
    user = UserFactory()
    register(event=event, user=user, acting_user=user)
    send_due()
    queued = mail.outbox[1].message().as_string()
    assert "Paikkasi jonossa: 1." in mail.outbox[1].body
    assert "text/calendar" not in queued


def test_the_file_gives_the_meetings_address_only_to_those_with_a_seat():
    event = held_at(*SUMMER, online_url="https://kokous.example.org/123")
    registration = seat(event)
    outsider, insider = Client(), Client()
    outsider.force_login(UserFactory())
    insider.force_login(registration.user)
    url = f"/fi/events/{event.pk}/event.ics"
    assert b"kokous.example.org" not in outsider.get(url).content
    response = insider.get(url)
    assert b"kokous.example.org" in response.content
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in response.content
    assert b"ATTENDEE" not in response.content
