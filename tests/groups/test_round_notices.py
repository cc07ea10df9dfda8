from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from groups.models import Decision, Round, RoundParty
from groups.policies import Role
from groups.round_comments import answer_comment, answer_round, comment
from groups.round_notices import remind
from groups.rounds import (
    Circle,
    Verdict,
    close_overdue,
    decide,
    prolong_round,
    withdraw_round,
)
from members.models import User
from notifications.models import Notice, Preferences
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.rounds import RoundWorld

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    rows = Notice.objects.filter(kind=kind).order_by("email")
    return list(rows.values_list("email", flat=True))


def emails(*people: User) -> list[str]:
    return sorted(person.email for person in people)


def ends_in(round_: Round, **left: int) -> None:
    """Move a round so that it was opened a month ago and ends soon."""
    now = timezone.now()
    Round.objects.filter(pk=round_.pk).update(
        opened_at=now - timedelta(days=30), deadline=now + timedelta(**left)
    )
    round_.refresh_from_db()


def test_everybody_who_is_named_hears_of_a_new_round_and_nobody_else():
    world = RoundWorld()
    world.open(world.draft())
    assert told("round_opened") == emails(world.asked_lead, world.asked, world.named)


def test_a_mail_of_a_round_is_not_sent_to_who_has_lost_sight_of_it():
    world = RoundWorld()
    world.open(world.draft(), title="Salainen kierros")
    world.group.space.memberships.filter(user=world.asked).delete()
    mail.outbox.clear()
    send_due()
    assert world.asked.email not in [to for sent in mail.outbox for to in sent.to]
    assert world.named.email in [to for sent in mail.outbox for to in sent.to]
    assert "Salainen" not in text_of(signed_in(world.asked), "/fi/inbox/")


@pytest.mark.parametrize(
    ("left", "days"),
    [({"days": 8}, []), ({"days": 6}, [7]), ({"days": 3}, [7]), ({"hours": 5}, [1])],
)
def test_reminders_come_on_their_days_once(left, days):
    world = RoundWorld()
    ends_in(world.open(world.draft(), circle=Circle((), (world.named,))), **left)
    remind()
    remind()
    notices = Notice.objects.filter(kind="round_reminder")
    assert [row.payload["days"] for row in notices] == days


def test_only_those_who_have_not_answered_are_reminded():
    world = RoundWorld()
    round_ = world.open(world.draft())
    ends_in(round_, days=6)
    party = round_.parties.get(user=world.named)
    answer_round(
        party=party, view=RoundParty.View.AGREE, note="", acting_user=world.named
    )
    remind()
    assert told("round_reminder") == [world.asked_lead.email]


@pytest.mark.parametrize("then", ["answers", "prolonged"])
def test_a_reminder_that_is_needless_by_now_is_not_mailed(then):
    world = RoundWorld()
    round_ = world.open(world.draft(), circle=Circle((), (world.named,)))
    ends_in(round_, days=6)
    remind()
    if then == "answers":
        party = round_.parties.get()
        answer_round(party=party, view="agree", note="", acting_user=world.named)
    else:
        later = timezone.now() + timedelta(days=40)
        prolong_round(round_=round_, deadline=later, acting_user=world.lead)
    Notice.objects.exclude(kind="round_reminder").delete()
    mail.outbox.clear()
    send_due()
    assert mail.outbox == []


def test_a_round_opened_just_now_reminds_of_nothing_yet():
    world = RoundWorld()
    world.open(world.draft(), deadline=timezone.now() + timedelta(days=5))
    assert remind() == 0


def test_the_days_of_reminders_are_a_setting(settings):
    settings.ROUND_REMINDER_DAYS = []
    world = RoundWorld()
    ends_in(world.open(world.draft()), days=1)
    assert remind() == 0


def test_a_kind_can_be_silenced():
    world = RoundWorld()
    Preferences.objects.create(user=world.named, channels={"round_opened": "none"})
    world.open(world.draft(), circle=Circle((), (world.named,)))
    notice = Notice.objects.get(kind="round_opened")
    assert (notice.in_inbox, notice.mail_state) == (False, "none")


def test_the_end_of_the_time_is_told_to_those_who_run_the_round_and_decide():
    world = RoundWorld()
    round_ = world.open(world.draft())
    past = timezone.now() - timedelta(minutes=1)
    Round.objects.filter(pk=round_.pk).update(deadline=past)
    close_overdue()
    assert told("round_closed") == emails(world.lead, world.editor)


@pytest.mark.parametrize("end", ["decided", "withdrawn"])
def test_everybody_who_took_part_hears_how_it_ended(end):
    world = RoundWorld()
    round_ = world.open(world.draft(), title="Syyskierros")
    if end == "withdrawn":
        withdraw_round(round_=round_, reason="Kesken", acting_user=world.lead)
        expected = emails(world.asked_lead, world.asked, world.named)
    else:
        decide(
            round_=round_,
            verdicts=[Verdict(round_.items.get(), Decision.APPROVED)],
            body="Johtoryhmä",
            day=timezone.localdate(),
            acting_user=world.editor,
        )
        expected = emails(world.lead, world.asked_lead, world.asked, world.named)
    assert told("round_decided") == expected
    mail.outbox.clear()
    send_due()
    ended = [sent for sent in mail.outbox if "Syyskierros" in sent.subject]
    assert sorted(to for sent in ended for to in sent.to) == expected


def test_a_comment_is_told_to_the_proposer_and_its_answer_to_its_author():
    world = RoundWorld()
    draft = world.draft(definition="vesi")
    item = world.open(draft).items.get()
    made = comment(
        item=item, field="", text="Hyvä", suggestion="", acting_user=world.asked
    )
    assert told("round_comment") == [world.lead.email]
    comment(
        item=item,
        field="",
        text="Kiitos",
        suggestion="",
        answers_to=made,
        acting_user=world.lead,
    )
    assert told("round_comment") == emails(world.lead, world.asked)
    answer_comment(comment=made, accept=True, reason="", acting_user=world.editor)
    assert told("round_comment_answered") == [world.asked.email]


def test_what_was_said_of_a_draft_is_not_mailed_once_the_round_is_over():
    world = RoundWorld()
    round_ = world.open(world.draft("sammutusvesi"))
    made = comment(
        item=round_.items.get(),
        field="",
        text="salainen huomio",
        suggestion="",
        acting_user=world.asked,
    )
    answer_comment(
        comment=made, accept=False, reason="salainen syy", acting_user=world.lead
    )
    withdraw_round(round_=round_, reason="Kesken", acting_user=world.lead)
    mail.outbox.clear()
    send_due()
    to_asked = [sent.body for sent in mail.outbox if world.asked.email in sent.to]
    assert to_asked
    assert not [body for body in to_asked if "salainen" in body or "sammutus" in body]


def test_a_guest_of_a_named_space_is_told_like_its_members():
    world = RoundWorld()
    guest = UserFactory(guest=True)
    MembershipFactory(space=world.group.space, user=guest, role=Role.GUEST)
    world.open(world.draft())
    assert guest.email in told("round_opened")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_kind_of_notice_reads_in_the_readers_language(language):
    world = RoundWorld()
    User.objects.filter(pk=world.named.pk).update(language=language)
    round_ = world.open(world.draft(), title="Kierros")
    ends_in(round_, days=1)
    remind()
    mail.outbox.clear()
    send_due()
    subjects = [sent.subject for sent in mail.outbox if world.named.email in sent.to]
    opened = {
        "fi": "Kommenttejasi pyydetään: Kierros",
        "sv": "Dina kommentarer önskas: Kierros",
        "en": "Your comments are asked for: Kierros",
    }
    assert opened[language] in subjects
    assert len(subjects) == 2
