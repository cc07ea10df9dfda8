from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concepts.models import Concept, Definition
from groups.models import Round, RoundComment, RoundItem
from groups.policies import Role
from groups.round_comments import comment
from groups.rounds import close_round
from members.models import User
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.rounds import RoundWorld
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def page_of(round_: Round) -> str:
    return f"/fi/rounds/{round_.pk}/"


def form_of_new(world: RoundWorld, *concepts: Concept, **changes: object) -> dict:
    local = timezone.localtime(timezone.now() + timedelta(days=10))
    return {
        "do": "open",
        "title": "Syksyn käsitteet",
        "message": "Lukekaa",
        "deadline": local.strftime("%Y-%m-%dT%H:%M"),
        "subjects": [f"concept:{concept.pk}" for concept in concepts],
        "spaces": [world.group.space.pk],
        "people": world.named.email,
        **changes,
    }


def test_a_lead_opens_a_round_from_the_page_of_the_space():
    world = RoundWorld()
    draft, other = world.draft("sammutusvesi"), world.draft("paloposti")
    client = signed_in(world.lead)
    address = f"/fi/spaces/{world.space.pk}/rounds/new/"
    assert "sammutusvesi" in text_of(client, address)
    response = client.post(address, form_of_new(world, draft, other))
    round_ = Round.objects.get()
    assert response.url == page_of(round_)
    assert round_.items.count() == 2
    assert {str(party) for party in round_.parties.all()} == {
        "Sanastoryhmä",
        str(world.named),
    }
    local = timezone.localtime(round_.deadline)
    assert local.date() == timezone.localdate() + timedelta(days=10)


def test_a_search_keeps_what_was_typed_and_chosen():
    world = RoundWorld()
    draft = world.draft("sammutusvesi")
    other = world.draft("paloposti")
    address = f"/fi/spaces/{world.space.pk}/rounds/new/"
    typed = form_of_new(world, draft, do="find", find="palop")
    text = signed_in(world.lead).post(address, typed).content.decode()
    assert "Syksyn käsitteet" in text
    assert f'value="concept:{draft.pk}"' in text
    assert f'value="concept:{other.pk}"' in text
    assert text.count(" checked") == 2
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"people": "ei@tunneta.fi"}, "ei@tunneta.fi"),
        ({"deadline": "2020-01-01T10:00"}, "ei ole mennyt"),
        ({"spaces": [], "people": ""}, "ainakin yksi"),
        ({"title": ""}, ""),
        ({"subjects": ["concept:999999"]}, "Lukekaa"),
        ({"subjects": ["strategy:1", "concept:x"]}, "Lukekaa"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_the_rest(changes, said):
    world = RoundWorld()
    draft = world.draft()
    sent = form_of_new(world, draft, **changes)
    address = f"/fi/spaces/{world.space.pk}/rounds/new/"
    text = signed_in(world.lead).post(address, sent).content.decode()
    assert not Round.objects.exists()
    assert "Lukekaa" in text
    assert said in text
    draft.refresh_from_db()
    assert draft.status == Concept.Status.DRAFT


def test_the_form_offers_nothing_that_the_reader_may_not_propose():
    world = RoundWorld()
    strange = ConceptFactory(draft=True, fi="sammutusvesi")
    address = f"/fi/spaces/{world.space.pk}/rounds/new/"
    for query in ("?find=sammutus", f"?subjects=concept:{strange.pk}"):
        assert "sammutusvesi" not in text_of(signed_in(world.lead), address + query)


def test_each_role_gets_of_a_round_what_is_its_own():
    world = RoundWorld()
    coordinator, guest = UserFactory(coordinator=True), UserFactory(guest=True)
    admin = UserFactory(is_superuser=True)
    round_ = world.open(world.draft("sammutusvesi"))
    page, decide = page_of(round_), f"{page_of(round_)}decide/"
    change = f"{page_of(round_)}change/"
    new = f"/fi/spaces/{world.space.pk}/rounds/new/"
    expected = {
        world.lead: (200, 403, 200, 200),
        world.teammate: (200, 403, 403, 403),
        world.asked_lead: (200, 403, 403, 403),
        world.asked: (200, 403, 403, 403),
        world.named: (200, 403, 403, 403),
        world.editor: (200, 200, 200, 403),
        admin: (200, 200, 200, 200),
        coordinator: (404, 404, 404, 403),
        world.stranger: (404, 404, 404, 403),
        guest: (404, 404, 404, 404),
    }
    for user, answers in expected.items():
        client = signed_in(User.objects.get(pk=user.pk))
        found = tuple(client.get(u).status_code for u in (page, decide, change, new))
        assert found == answers, user


def test_a_comment_with_a_suggestion_is_written_read_and_taken_in():
    world = RoundWorld()
    draft = world.draft("sammutusvesi", definition="vesi")
    round_ = world.open(draft)
    item = round_.items.get()
    address = f"{page_of(round_)}items/{item.pk}/"
    asked = signed_in(world.asked)
    assert "<form" in text_of(asked, f"{address}?field=definition-sv")
    part = asked.get(f"{address}?field=definition-sv", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    said = {"field": "definition-sv", "suggestion": "släckvatten är", "text": "Puuttuu"}
    response = asked.post(address, said)
    made = RoundComment.objects.get()
    assert response.url == f"{page_of(round_)}#comment-{made.pk}"
    editor = signed_in(world.editor)
    assert "släckvatten är" in text_of(editor, page_of(round_))
    answer = f"{page_of(round_)}comments/{made.pk}/"
    editor.post(answer, {"do": "accept", "reason": "Kiitos"})
    assert Definition.objects.filter(concept=draft, text="släckvatten är").exists()
    assert "Kiitos" in text_of(asked, page_of(round_))


def test_an_empty_comment_is_refused_and_a_declined_one_needs_a_reason():
    world = RoundWorld()
    round_ = world.open(world.draft(definition="vesi"))
    item = round_.items.get()
    address = f"{page_of(round_)}items/{item.pk}/"
    client = signed_in(world.asked)
    unchanged = {"field": "definition-fi", "suggestion": "vesi", "text": " "}
    assert "aria-invalid" in client.post(address, unchanged).content.decode()
    assert not RoundComment.objects.exists()
    client.post(address, {"field": "", "text": "Hyvä"})
    made = RoundComment.objects.get()
    client.post(address, {"reply": made.pk, "text": "Lisään vielä"})
    assert made.replies.get().text == "Lisään vielä"
    lead = signed_in(world.lead)
    answer = f"{page_of(round_)}comments/{made.pk}/"
    lead.post(answer, {"do": "decline", "reason": ""})
    made.refresh_from_db()
    assert made.state == RoundComment.State.OPEN


def test_an_answer_is_given_and_a_bad_one_keeps_what_was_typed():
    world = RoundWorld()
    round_ = world.open(world.draft())
    party = round_.parties.exclude(user=None).get()
    address = f"{page_of(round_)}answers/{party.pk}/"
    client = signed_in(world.named)
    bad = client.post(address, {f"party-{party.pk}-note": "mietin vielä"})
    assert "mietin vielä" in bad.content.decode()
    client.post(address, {f"party-{party.pk}-view": "agree"})
    party.refresh_from_db()
    assert party.view == "agree"
    assert signed_in(world.asked).post(address, {}).status_code == 403


def test_the_decision_is_recorded_on_one_page_and_kept_readable():
    world = RoundWorld()
    first, second = world.draft("sammutusvesi"), world.draft("paloposti")
    round_ = world.open(first, second)
    one, two = round_.items.order_by("pk")
    sent = {
        "body": "Johtoryhmä",
        "day": timezone.localdate().isoformat(),
        f"decision-{one.pk}": "approved",
        f"decision-{two.pk}": "returned",
    }
    client, address = signed_in(world.editor), f"{page_of(round_)}decide/"
    refused = client.post(address, sent).content.decode()
    assert "Johtoryhmä" in refused
    assert not RoundItem.objects.exclude(decision="").exists()
    client.post(address, sent | {f"reason-{two.pk}": "Tarkennettava"})
    round_.refresh_from_db()
    assert round_.state == Round.State.DECIDED
    text = text_of(signed_in(world.named), page_of(round_))
    assert "sammutusvesi" in text
    assert "paloposti" not in text
    assert "Tarkennettava" in text_of(signed_in(world.teammate), page_of(round_))


def test_after_the_round_those_who_were_asked_do_not_read_what_was_said_of_drafts():
    world = RoundWorld()
    round_ = world.open(world.draft("sammutusvesi"))
    comment(
        item=round_.items.get(),
        field="",
        text="salainen huomio",
        suggestion="",
        acting_user=world.teammate,
    )
    assert "salainen huomio" in text_of(signed_in(world.asked), page_of(round_))
    close_round(round_=round_, acting_user=world.lead)
    text = text_of(signed_in(world.asked), page_of(round_))
    assert "salainen" not in text
    assert "sammutusvesi" not in text


def test_a_named_space_that_the_reader_may_not_know_is_counted_but_not_named():
    world = RoundWorld()
    world.group.space.policy = "hidden"
    world.group.space.save(update_fields=["policy"])
    MembershipFactory(space=world.group.space, user=world.lead, role=Role.MEMBER)
    round_ = world.open(world.draft())
    text = text_of(signed_in(world.named), page_of(round_))
    assert "Sanastoryhmä" not in text
    assert "0/2 on vastannut" in text
    assert "Sanastoryhmä" in text_of(signed_in(world.asked), page_of(round_))


def test_the_round_can_be_closed_prolonged_and_withdrawn():
    world = RoundWorld()
    round_ = world.open(world.draft())
    client, address = signed_in(world.lead), f"{page_of(round_)}change/"
    client.post(address, {"do": "close"})
    round_.refresh_from_db()
    assert round_.state == Round.State.CLOSED
    assert client.post(address, {"do": "prolong", "deadline": "2020-01-01T10:00"})
    client.post(address, {"do": "prolong", "deadline": "2040-01-01T10:00"})
    round_.refresh_from_db()
    assert (round_.state, round_.takes_comments) == (Round.State.OPEN, True)
    client.post(address, {"do": "withdraw", "reason": ""})
    client.post(address, {"do": "withdraw", "reason": "Liian aikaisin"})
    round_.refresh_from_db()
    assert round_.state == Round.State.WITHDRAWN
    assert "Liian aikaisin" in text_of(client, page_of(round_))


def test_lists_tab_and_panel_show_ones_own_rounds_only():
    world = RoundWorld()
    world.open(world.draft(), title="Syyskierros")
    tab = f"{world.space.source_page().url}rounds/"
    assert "Syyskierros" in text_of(signed_in(world.lead), tab)
    for address in ("/fi/rounds/", "/fi/", "/fi/me/"):
        assert "Syyskierros" in text_of(signed_in(world.named), address), address
        assert "Syyskierros" not in text_of(signed_in(world.stranger), address)


def many(world: RoundWorld, number: int) -> list[Concept]:
    return [world.draft(f"käsite {n} {number}", definition="x") for n in range(number)]


def test_pages_take_as_many_queries_with_fifty_times_the_comments_and_items():
    world = RoundWorld()
    few = world.open(*many(world, 1))
    much = world.open(*many(world, 20))
    for round_, number in ((few, 1), (much, 50)):
        item = round_.items.first()
        for n in range(number):
            RoundComment.objects.create(
                item=item, text=f"huomio {n}", author=UserFactory()
            )
    for user in (world.named, world.lead, world.editor):
        client = signed_in(user)
        assert queries_of(client, page_of(few)) == queries_of(client, page_of(much))
    editor = signed_in(world.editor)
    pages = [f"{page_of(round_)}decide/" for round_ in (few, much)]
    assert queries_of(editor, pages[0]) == queries_of(editor, pages[1])


def test_the_lists_take_as_many_queries_with_many_rounds():
    world = RoundWorld()
    world.open(*many(world, 1))
    client = signed_in(world.named)
    tab = f"{world.space.source_page().url}rounds/"
    lead = signed_in(world.lead)
    few = [queries_of(client, "/fi/rounds/"), queries_of(lead, tab)]
    for n in range(12):
        world.open(world.draft(f"uusi {n}"))
    assert [queries_of(client, "/fi/rounds/"), queries_of(lead, tab)] == few
