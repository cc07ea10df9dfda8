"""What is asked of those who register, and who ever reads the answers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import override

from events.models import Answer, Event, Question, Registration
from events.questions import (
    change_answers,
    delete_question,
    keep_answers_for,
    remove_old_answers,
    save_question,
)
from events.services import cancel_registration, register
from members.models import AuditEntry
from network_site.base.registries import sweepers
from tests.api import Api
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_led_event

pytestmark = pytest.mark.django_db


def ask(event: Event, lead, **fields) -> Question:
    question = Question(**{"kind": "text", "label": "Mistä tulet?"} | fields)
    return save_question(event=event, question=question, acting_user=lead)


def come(event: Event, answers=None, user=None) -> Registration:
    user = user or UserFactory()
    return register(event=event, user=user, acting_user=user, answers=answers)[0]


def test_answers_are_asked_on_the_way_and_kept_beside_the_registration():
    event, lead = make_led_event()
    where = ask(event, lead)
    drink = ask(event, lead, kind="choice", label="Juoma", choices=["Kahvi", "Tee"])
    stays = ask(event, lead, kind="yes_no", label="Yövytkö?", required=True)
    client, address = signed_in(UserFactory()), f"/fi/events/{event.pk}/register/"
    assert "90 päivän kuluttua" in text_of(client, address)
    typed = {"asked": "1", f"question-{where.pk}": "Oulu"}
    again = client.post(address, typed).content.decode()
    assert "Oulu" in again
    assert not Registration.objects.exists()
    typed |= {f"question-{drink.pk}": "Tee", f"question-{stays.pk}": "False"}
    client.post(address, typed)
    answers = dict(Answer.objects.values_list("question", "value"))
    assert answers == {where.pk: "Oulu", drink.pk: "Tee", stays.pk: False}


def test_a_required_answer_that_is_missing_leaves_no_seat_taken():
    event, lead = make_led_event(capacity=1)
    ask(event, lead, required=True)
    with pytest.raises(ValidationError, match="Mistä tulet"):
        come(event, answers={})
    event.refresh_from_db()
    assert (event.taken, Registration.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("choice", "Olut"),
        ("several", ["Kahvi", "Olut"]),
        ("yes_no", "ehkä"),
        ("text", "x" * 2_001),
    ],
)
def test_what_is_none_of_the_answers_is_refused(kind, value):
    event, lead = make_led_event()
    question = ask(event, lead, kind=kind, choices=["Kahvi", "Tee"])
    with pytest.raises(ValidationError):
        come(event, answers={question.pk: value})


def test_a_person_changes_the_answers_until_the_deadline():
    event, lead = make_led_event()
    question = ask(event, lead)
    user = UserFactory()
    come(event, {question.pk: "Oulu"}, user)
    client, address = signed_in(user), f"/fi/events/{event.pk}/answers/"
    client.post(address, {f"question-{question.pk}": "Kuopio"})
    assert Answer.objects.get().value == "Kuopio"
    Event.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    late = client.post(address, {f"question-{question.pk}": "Turku"})
    assert "ei voi enää muuttaa" in late.content.decode()
    assert Answer.objects.get().value == "Kuopio"
    with pytest.raises(ValidationError):
        change_answers(event=event, user=user, answers={}, acting_user=user)


def test_answers_are_read_by_organisers_and_are_nowhere_else(caplog):
    caplog.set_level("DEBUG")
    event, lead = make_led_event()
    question = ask(event, lead, kind="diet")
    user = UserFactory()
    come(event, {question.pk: "gluteeniton"}, user)
    desk = f"/fi/events/{event.pk}/participants/"
    assert "gluteeniton" in text_of(signed_in(lead), desk)
    assert signed_in(UserFactory()).get(desk).status_code == 403
    listed = Api(lead).get(f"/events/{event.pk}/registrations").content.decode()
    rows = list(AuditEntry.objects.values_list("before", "after"))
    assert "gluteeniton" not in listed + json.dumps(rows) + caplog.text


def test_the_api_registers_without_answers_and_the_page_asks_for_them():
    event, lead = make_led_event()
    ask(event, lead, required=True)
    user = UserFactory()
    made = Api(user).post(f"/events/{event.pk}/registration")
    assert made.json() == {"state": "confirmed", "position": None}
    page = event.series.source_page()
    assert "Vastaa kysymyksiin" in text_of(signed_in(user), page.url)


def test_answers_go_when_their_days_are_over_and_the_registrations_stay():
    event, lead = make_led_event()
    question = ask(event, lead)
    come(event, {question.pk: "Oulu"})
    keep_answers_for(event=event, days=10, acting_user=lead)
    ended = timezone.now() - timedelta(days=9)
    Event.objects.update(starts_at=ended - timedelta(hours=1), ends_at=ended)
    assert remove_old_answers() == 0
    ended -= timedelta(days=2)
    Event.objects.update(starts_at=ended - timedelta(hours=1), ends_at=ended)
    assert sweepers.get("answers")() == 1
    assert (Answer.objects.count(), Registration.objects.count()) == (0, 1)


def test_cancelling_takes_the_answers_away_at_once():
    event, lead = make_led_event()
    question = ask(event, lead)
    seat = come(event, {question.pk: "Oulu"})
    cancel_registration(event=event, user=seat.user, acting_user=seat.user)
    assert not Answer.objects.exists()


def test_a_question_is_read_in_the_readers_language_and_answered_in_one():
    event, lead = make_led_event()
    texts = {"sv": {"label": "Dryck", "choices": ["Kaffe", "Te"]}}
    drink = ask(
        event, lead, kind="choice", label="Juoma", choices=["Kahvi", "Tee"], texts=texts
    )
    with override("sv"):
        assert (drink.words, drink.offered[1]) == ("Dryck", ("Tee", "Te"))
    with override("en"):
        assert (drink.words, drink.offered[0]) == ("Juoma", ("Kahvi", "Kahvi"))


def test_organisers_write_questions_on_the_site_move_and_delete_them():
    event, lead = make_led_event()
    client, address = signed_in(lead), f"/fi/events/{event.pk}/questions/"
    client.post(f"{address}new/", {"kind": "diet"})
    lunch = {"kind": "several", "label": "Ateriat", "choices_text": "Aamiainen\nLounas"}
    one = client.post(f"{address}new/", lunch | {"choices_text": "Lounas"})
    assert "vähintään kaksi" in one.content.decode()
    client.post(f"{address}new/", lunch | {"required": "on"})
    first, second = Question.objects.all()
    assert (first.kind, second.choices) == ("diet", ["Aamiainen", "Lounas"])
    client.post(address, {"question": second.pk, "do": "up"})
    assert Question.objects.first() == second
    client.post(address, {"question": second.pk, "do": "delete"})
    assert Question.objects.get() == first
    client.post(address, {"days": "30"})
    event.series.refresh_from_db()
    assert event.series.answers_kept_days == 30


def test_others_ask_nothing():
    event, lead = make_led_event()
    question = ask(event, lead)
    stranger = UserFactory()
    with pytest.raises(PermissionDenied):
        ask(event, stranger)
    with pytest.raises(PermissionDenied):
        delete_question(event=event, question=question, acting_user=stranger)
