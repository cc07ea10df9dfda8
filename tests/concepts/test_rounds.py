from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from concepts.audience import audience_of
from concepts.models import Concept, ConceptVersion, Definition
from groups.models import (
    Decision,
    GuestPass,
    Round,
    RoundComment,
    RoundItem,
    RoundParty,
)
from groups.policies import Role
from groups.round_comments import answer_comment, answer_round, comment
from groups.rounds import (
    Circle,
    Verdict,
    close_overdue,
    close_round,
    decide,
    open_round,
    prolong_round,
    withdraw_round,
)
from members.models import User
from network_site.base.visibility import tokens_held_by
from search.services import index_dirty, search
from tests.factories.concepts import ConceptFactory
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.rounds import RoundWorld
from tests.factories.site import make_group

pytestmark = pytest.mark.django_db


def sees(user: User, concept: Concept) -> bool:
    return Concept.objects.visible_to(user).filter(pk=concept.pk).exists()


def finds(user: User, words: str) -> int:
    index_dirty()
    return search(user=user, query=words, language="fi").total


def item_of(round_: Round, concept: Concept) -> RoundItem:
    return round_.items.get(subject_id=concept.pk)


def decide_all(world: RoundWorld, round_: Round, decision: str, **given) -> Round:
    return decide(
        round_=round_,
        verdicts=[
            Verdict(item, decision, given.get("reason", ""))
            for item in round_.items.all()
        ],
        body="Johtoryhmä",
        day=timezone.localdate(),
        acting_user=given.get("acting_user", world.editor),
    )


def test_a_round_proposes_its_drafts_and_shows_them_to_those_it_names():
    world = RoundWorld()
    draft, other = world.draft("sammutusvesi"), world.draft("paloposti")
    insiders = [world.asked, world.asked_lead, world.named]
    assert not any(sees(user, draft) for user in insiders)
    world.open(draft)
    draft.refresh_from_db()
    assert draft.status == Concept.Status.PROPOSED
    assert all(sees(user, draft) for user in insiders)
    assert not any(sees(user, other) for user in insiders)
    assert not sees(world.stranger, draft)


def test_the_search_opens_and_closes_with_the_round():
    world = RoundWorld()
    draft = world.draft("sammutusvesi")
    assert finds(world.asked, "sammutusvesi") == 0
    round_ = world.open(draft)
    assert finds(world.asked, "sammutusvesi") == 1
    assert finds(world.named, "sammutusvesi") == 1
    assert finds(world.stranger, "sammutusvesi") == 0
    close_round(round_=round_, acting_user=world.lead)
    assert finds(world.asked, "sammutusvesi") == 0
    assert finds(world.teammate, "sammutusvesi") == 1


@pytest.mark.parametrize("end", ["deadline", "closing", "withdrawal", "return"])
def test_the_right_to_see_ends_with_the_round(end):
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    if end == "deadline":
        past = timezone.now() - timedelta(minutes=1)
        Round.objects.filter(pk=round_.pk).update(deadline=past)
    elif end == "closing":
        close_round(round_=round_, acting_user=world.lead)
    elif end == "withdrawal":
        withdraw_round(round_=round_, reason="Kesken", acting_user=world.lead)
    else:
        decide_all(world, round_, Decision.RETURNED, reason="Tarkennettava")
    for user in (world.asked, world.asked_lead, world.named):
        assert not sees(user, draft)
    concept = Concept.objects.prefetch_related("origin_projects").get(pk=draft.pk)
    open_rounds = RoundItem.objects.open_rounds("concept", [draft.pk])
    tokens = audience_of(concept, open_rounds.get(draft.pk, []))
    assert not tokens & tokens_held_by(world.named)
    assert sees(world.teammate, draft)


def test_who_leaves_a_named_space_loses_sight_of_the_round_and_its_concepts():
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    world.group.space.memberships.filter(user=world.asked).delete()
    assert not sees(world.asked, draft)
    assert not Round.objects.visible_to(world.asked).filter(pk=round_.pk).exists()


def test_a_member_a_stranger_and_a_lead_of_another_space_open_no_round_here():
    world = RoundWorld()
    draft = world.draft()
    for user in (world.teammate, world.stranger, world.asked_lead):
        with pytest.raises(PermissionDenied):
            world.open(draft, acting_user=user)
    draft.refresh_from_db()
    assert draft.status == Concept.Status.DRAFT


def test_a_lead_proposes_only_what_comes_from_their_own_projects():
    world = RoundWorld()
    strange = ConceptFactory(draft=True, fi="vieras")
    with pytest.raises(PermissionDenied):
        world.open(strange)
    strange.refresh_from_db()
    assert (strange.status, Round.objects.count()) == (Concept.Status.DRAFT, 0)


def test_a_concept_is_in_one_running_round_at_a_time():
    world = RoundWorld()
    draft = world.draft()
    world.open(draft)
    with pytest.raises(ValidationError, match="palokunta"):
        world.open(draft)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"deadline": timezone.now() - timedelta(days=1)}, "deadline"),
        ({"circle": Circle()}, "spaces"),
        ({"title": " "}, "title"),
    ],
)
def test_a_round_that_lacks_something_is_not_opened(given, field):
    world = RoundWorld()
    draft = world.draft()
    with pytest.raises(ValidationError) as caught:
        world.open(draft, **given)
    assert field in caught.value.message_dict
    draft.refresh_from_db()
    assert draft.status == Concept.Status.DRAFT


def test_a_hidden_space_that_the_lead_does_not_know_cannot_be_named():
    world = RoundWorld()
    hidden = make_group(world.tree, "Piilo", policy="hidden")
    with pytest.raises(ValidationError):
        world.open(world.draft(), circle=Circle((hidden.space,)))


def test_an_accepted_suggestion_becomes_the_text_and_its_reason_stays_in_the_history():
    world = RoundWorld()
    draft = world.draft(definition="joukko ihmisiä")
    round_ = world.open(draft)
    made = comment(
        item=item_of(round_, draft),
        field="definition-sv",
        text="Ruotsinkielinen puuttuu.",
        suggestion="grupp av människor",
        acting_user=world.asked,
    )
    assert made.before == ""
    answer_comment(
        comment=made, accept=True, reason="Hyvä lisäys", acting_user=world.editor
    )
    texts = dict(
        Definition.objects.filter(concept=draft).values_list("language", "text")
    )
    assert texts == {"fi": "joukko ihmisiä", "sv": "grupp av människor"}
    newest = ConceptVersion.objects.filter(concept=draft).order_by("number").last()
    assert (newest.reason, newest.made_by) == ("Hyvä lisäys", world.editor)


@pytest.mark.parametrize(
    ("field", "suggestion"),
    [("term-fi", "vapaaehtoinen palokunta"), ("note-fi", "huom")],
)
def test_terms_and_notes_take_suggestions_too(field, suggestion):
    world = RoundWorld()
    draft = world.draft(note="vanha")
    round_ = world.open(draft)
    made = comment(
        item=item_of(round_, draft),
        field=field,
        text="",
        suggestion=suggestion,
        acting_user=world.named,
    )
    answer_comment(comment=made, accept=True, reason="", acting_user=world.editor)
    draft = Concept.objects.get(pk=draft.pk)
    rows = draft.terms if field == "term-fi" else draft.notes
    assert [row.text for row in rows.all()] == [suggestion]


def test_a_suggestion_against_a_text_that_has_changed_is_not_put_over_it():
    world = RoundWorld()
    draft = world.draft(definition="joukko ihmisiä")
    round_ = world.open(draft)
    first, second = (
        comment(
            item=item_of(round_, draft),
            field="definition-fi",
            text="",
            suggestion=suggestion,
            acting_user=world.asked,
        )
        for suggestion in ("joukko", "yhteisö")
    )
    answer_comment(comment=first, accept=True, reason="", acting_user=world.editor)
    with pytest.raises(ValidationError):
        answer_comment(comment=second, accept=True, reason="", acting_user=world.editor)
    second.refresh_from_db()
    assert second.state == RoundComment.State.OPEN
    assert Definition.objects.get(concept=draft).text == "joukko"


def test_who_runs_the_round_but_edits_no_concepts_declines_with_a_reason_only():
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    made = comment(
        item=item_of(round_, draft),
        field="term-fi",
        text="",
        suggestion="pelastusryhmä",
        acting_user=world.asked,
    )
    with pytest.raises(PermissionDenied):
        answer_comment(comment=made, accept=True, reason="", acting_user=world.lead)
    with pytest.raises(ValidationError):
        answer_comment(comment=made, accept=False, reason=" ", acting_user=world.lead)
    for user in (world.asked, world.teammate, world.stranger):
        with pytest.raises(PermissionDenied):
            answer_comment(comment=made, accept=False, reason="Ei", acting_user=user)
    answer_comment(
        comment=made, accept=False, reason="Eri asia", acting_user=world.lead
    )
    made.refresh_from_db()
    assert (made.state, made.reason) == (RoundComment.State.DECLINED, "Eri asia")
    draft.refresh_from_db()
    assert draft.label == "palokunta"


def test_only_those_who_take_part_comment_and_only_until_the_deadline():
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    item = item_of(round_, draft)
    said = {"item": item, "field": "", "text": "Hyvä", "suggestion": ""}
    with pytest.raises(PermissionDenied):
        comment(**said, acting_user=world.stranger)
    comment(**said, acting_user=world.teammate)
    close_round(round_=round_, acting_user=world.lead)
    with pytest.raises(ValidationError):
        comment(**said, acting_user=world.teammate)
    assert item.comments.count() == 1


def test_a_space_answers_through_its_leads_and_a_person_alone():
    world = RoundWorld()
    round_ = world.open(world.draft())
    of_group = round_.parties.exclude(space=None).get()
    of_named = round_.parties.exclude(user=None).get()
    agree = {"view": RoundParty.View.AGREE, "note": ""}
    for party, user in ((of_group, world.asked), (of_named, world.asked_lead)):
        with pytest.raises(PermissionDenied):
            answer_round(party=party, acting_user=user, **agree)
    answer_round(party=of_group, acting_user=world.asked_lead, **agree)
    answer_round(party=of_named, acting_user=world.named, **agree)
    assert not round_.parties.unanswered().exists()
    of_group.refresh_from_db()
    assert of_group.answered_by == world.asked_lead


def test_an_approved_concept_is_everybodys_and_remembers_who_approved_it():
    world = RoundWorld()
    draft = world.draft()
    round_ = decide_all(world, world.open(draft), Decision.APPROVED)
    draft.refresh_from_db()
    assert (draft.status, draft.approved_by) == ("approved", "Johtoryhmä")
    assert draft.approved_on == timezone.localdate()
    assert round_.state == Round.State.DECIDED
    assert sees(world.stranger, draft)


@pytest.mark.parametrize("decision", [Decision.RETURNED, Decision.REJECTED])
def test_what_is_not_approved_is_a_draft_again_and_says_why(decision):
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    with pytest.raises(ValidationError):
        decide_all(world, round_, decision)
    decide_all(world, round_, decision, reason="Päällekkäinen")
    draft.refresh_from_db()
    assert draft.status == Concept.Status.DRAFT
    item = round_.items.get()
    assert (item.decision, item.reason) == (decision, "Päällekkäinen")


def test_an_approved_concept_in_a_round_stays_approved_whatever_is_decided():
    world = RoundWorld()
    concept = ConceptFactory(fi="palokunta", projects=[world.project])
    round_ = world.open(concept)
    decide_all(world, round_, Decision.REJECTED, reason="Ei muuteta")
    concept.refresh_from_db()
    assert concept.status == Concept.Status.APPROVED


def test_only_those_who_look_after_concepts_decide():
    world = RoundWorld()
    round_ = world.open(world.draft())
    for user in (world.lead, world.asked_lead, world.named, world.stranger):
        with pytest.raises(PermissionDenied):
            decide_all(world, round_, Decision.APPROVED, acting_user=user)
    assert not round_.items.exclude(decision="").exists()


def test_a_round_goes_on_until_every_item_has_a_decision():
    world = RoundWorld()
    first, second = world.draft("a"), world.draft("b")
    round_ = world.open(first, second)
    decided = decide(
        round_=round_,
        verdicts=[Verdict(item_of(round_, first), Decision.APPROVED)],
        body="Ryhmä",
        day=timezone.localdate(),
        acting_user=world.editor,
    )
    assert decided.state == Round.State.OPEN
    assert sees(world.named, second)
    assert decide_all(world, round_, Decision.APPROVED).state == Round.State.DECIDED


def test_a_withdrawn_round_gives_its_concepts_back_as_drafts():
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    with pytest.raises(ValidationError):
        withdraw_round(round_=round_, reason=" ", acting_user=world.lead)
    withdraw_round(round_=round_, reason="Liian aikaisin", acting_user=world.lead)
    draft.refresh_from_db()
    assert draft.status == Concept.Status.DRAFT
    world.open(draft)


def test_a_round_whose_deadline_has_passed_is_closed_and_can_be_prolonged():
    world = RoundWorld()
    draft = world.draft()
    round_ = world.open(draft)
    past = timezone.now() - timedelta(minutes=1)
    Round.objects.filter(pk=round_.pk).update(deadline=past)
    assert (close_overdue(), close_overdue()) == (1, 0)
    round_.refresh_from_db()
    assert round_.state == Round.State.CLOSED
    later = timezone.now() + timedelta(days=3)
    prolong_round(round_=round_, deadline=later, acting_user=world.lead)
    assert sees(world.named, draft)


def test_a_guest_who_is_named_sees_what_the_round_shows_and_nothing_else():
    world = RoundWorld()
    guest = UserFactory(guest=True)
    MembershipFactory(
        space=make_group(world.tree, "Muu").space, user=guest, role=Role.GUEST
    )
    shown, kept = world.draft("a"), world.draft("b")
    world.open(shown, circle=Circle((), (guest,)))
    assert sees(guest, shown)
    assert not sees(guest, kept)
    assert not GuestPass.objects.filter(user=guest, space=world.space).exists()


def test_a_concept_editor_opens_a_round_in_a_space_of_theirs():
    world = RoundWorld()
    MembershipFactory(space=world.group.space, user=world.editor)
    anything = ConceptFactory(draft=True, fi="muu")
    round_ = open_round(
        space=world.group.space,
        title="Muut",
        message="",
        deadline=timezone.now() + timedelta(days=2),
        subjects=[("concept", anything.pk)],
        circle=Circle((), (world.named,)),
        acting_user=world.editor,
    )
    assert sees(world.asked, anything)
    assert round_.space == world.group.space
