from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concepts.models import Concept, ConceptVersion, Definition, Suggestion
from concepts.suggestions import MOST_IN_AN_HOUR, answer_suggestion, suggest
from notifications.models import Notice
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def make(concept: Concept, author, **given) -> Suggestion:
    said = {"field": "definition-fi", "text": "uusi määritelmä", "comment": "Selkeämpi"}
    return suggest(concept=concept, acting_user=author, **{**said, **given})


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("email", flat=True))


def test_any_member_suggests_and_the_contact_and_the_editors_are_told():
    member, contact = UserFactory(), UserFactory()
    editor = UserFactory(concept_editor=True)
    concept = ConceptFactory(fi="palo", definition="vanha", contact=contact)
    made = make(concept, member)
    assert (made.before, made.state) == ("vanha", "open")
    assert told("concept_suggestion") == {contact.email, editor.email}


def test_an_accepted_text_takes_its_place_and_the_suggester_is_told():
    member, editor = UserFactory(), UserFactory(concept_editor=True)
    concept = ConceptFactory(fi="palo", definition="vanha")
    made = make(concept, member)
    answer_suggestion(suggestion=made, accept=True, answer="Kiitos", acting_user=editor)
    assert Definition.objects.get(concept=concept).text == "uusi määritelmä"
    newest = ConceptVersion.objects.filter(concept=concept).order_by("number").last()
    assert (newest.reason, newest.made_by) == ("Kiitos", editor)
    assert told("suggestion_answered") == {member.email}


def test_a_declined_suggestion_needs_a_reason_and_is_answered_once():
    member, editor = UserFactory(), UserFactory(concept_editor=True)
    made = make(ConceptFactory(definition="vanha"), member)
    given = {"suggestion": made, "accept": False, "acting_user": editor}
    with pytest.raises(ValidationError):
        answer_suggestion(answer=" ", **given)
    answer_suggestion(answer="Ei sovi", **given)
    with pytest.raises(ValidationError):
        answer_suggestion(answer="Ei sovi", **given)
    with pytest.raises(PermissionDenied):
        answer_suggestion(**{**given, "acting_user": member}, answer="Ei")


def test_guests_and_those_who_do_not_see_a_concept_suggest_nothing():
    concept = ConceptFactory(fi="palo")
    draft = ConceptFactory(draft=True, fi="salaluonnos")
    with pytest.raises(PermissionDenied):
        make(concept, UserFactory(guest=True))
    with pytest.raises(PermissionDenied):
        make(draft, UserFactory())
    guest, member = signed_in(UserFactory(guest=True)), signed_in(UserFactory())
    assert guest.get(f"{concept.url}suggest/").status_code == 403
    assert member.get(f"{draft.url}suggest/").status_code == 404
    assert "suggest/" not in text_of(guest, concept.url)
    assert not Suggestion.objects.exists()


def test_a_person_suggests_so_many_in_an_hour_and_no_more():
    member, concept = UserFactory(), ConceptFactory(definition="vanha")
    for n in range(MOST_IN_AN_HOUR):
        make(concept, member, text=f"ehdotus {n}")
    with pytest.raises(ValidationError):
        make(concept, member, text="vielä yksi")
    assert Suggestion.objects.count() == MOST_IN_AN_HOUR


@pytest.mark.parametrize(
    "given",
    [
        {"text": "vanha", "comment": ""},
        {"field": "", "text": "mistä tämä", "comment": "x"},
        {"field": "definition-xx"},
    ],
)
def test_a_suggestion_that_suggests_nothing_is_refused(given):
    concept = ConceptFactory(definition="vanha")
    with pytest.raises(ValidationError):
        make(concept, UserFactory(), **given)
    assert not Suggestion.objects.exists()


def test_the_form_keeps_what_was_typed_and_the_page_shows_ones_own_suggestion():
    member, stranger = UserFactory(), UserFactory()
    concept = ConceptFactory(fi="palo", definition="vanha määritelmä")
    client = signed_in(member)
    address = f"{concept.url}suggest/"
    assert "vanha määritelmä" in text_of(client, f"{address}?field=definition-fi")
    refused = client.post(address, {"field": "", "text": "jotain muuta"})
    assert "jotain muuta" in refused.content.decode()
    sent = {"field": "definition-fi", "text": "uudempi", "comment": "Siksi"}
    assert client.post(address, sent).url == concept.url
    assert "uudempi" in text_of(client, concept.url)
    assert "uudempi" not in text_of(signed_in(stranger), concept.url)


def test_editors_answer_from_their_list():
    editor = UserFactory(concept_editor=True)
    concept = ConceptFactory(fi="palo", definition="vanha")
    made = make(concept, UserFactory())
    client, address = signed_in(editor), f"/fi/concepts/suggestions/{made.pk}/"
    assert "uusi määritelmä" in text_of(client, "/fi/concepts/suggestions/")
    assert "uusi määritelmä" in text_of(client, concept.url)
    client.post(address, {"do": "decline", "answer": ""})
    made.refresh_from_db()
    assert made.state == "open"
    client.post(address, {"do": "accept", "answer": ""})
    made.refresh_from_db()
    assert made.state == "accepted"
    assert "Vastaa" not in text_of(client, "/fi/concepts/suggestions/")
    member = signed_in(UserFactory())
    for url in (address, "/fi/concepts/suggestions/"):
        assert member.get(url).status_code == 403


def test_pages_take_as_many_queries_with_fifty_times_the_suggestions():
    editor = UserFactory(concept_editor=True)
    concept = ConceptFactory(definition="vanha")
    make(concept, UserFactory())
    client = signed_in(editor)
    pages = (concept.url, "/fi/concepts/suggestions/")
    few = [queries_of(client, page) for page in pages]
    for n in range(50):
        make(concept, UserFactory(), text=f"ehdotus {n}")
    assert [queries_of(client, page) for page in pages] == few
