"""Loads the rounds of the demonstration: one that is open, one that was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from concepts.models import Concept
from concepts.querysets import ROUND_SUBJECT
from groups.models import Decision, Round, RoundItem, RoundParty, Space
from groups.round_comments import answer_comment, answer_round, comment
from groups.round_notices import KINDS
from groups.rounds import Circle, Verdict, decide, open_round
from members.models import User
from notifications.models import Notice

PROJECT = "yhteinen-tilannekuva"
ASKED = ("tilannekuva-johtaminen", "ensihoito")
LEAD, MEMBER, EDITOR = "eero@example.org", "aino@example.org", "kaisa@example.org"
PROPOSED = ("hälytysvaste", "tilannekeskus")
AGREED = "tilannekuva"
BOARD, BOARD_DAY = "Pelastusjohtajien hallitus", date(2021, 12, 2)


def load_rounds(people: dict[str, User], space_of: Callable[[str], Space]) -> None:
    """Load them quietly: lines in the inboxes, no mail of what is days old.

    Args:
        people: by e-mail address.
        space_of: returns the space of a key.
    """
    space = space_of(PROJECT)
    asked = tuple(space_of(key) for key in ASKED)
    _decided(space, asked, people)
    _open(space, asked, people)
    Notice.objects.filter(kind__in=[kind.key for kind in KINDS]).update(
        mail_state=Notice.MailState.NONE
    )


def _concept(name: str) -> Concept:
    return Concept.objects.get(label=name, label_language="fi")


def _deadline(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(16)))


def _open(space: Space, asked: tuple[Space, ...], people: dict[str, User]) -> None:
    concepts = [_concept(name) for name in PROPOSED]
    round_ = open_round(
        space=space,
        title="Tilannekuvan käsitteet",
        message=(
            "Käsitteet tulevat yhteisen tilannekuvan hankkeesta. Katsokaa erityisesti "
            "määritelmien rajausta ja ruotsinkielisiä termejä."
        ),
        deadline=_deadline(9),
        subjects=[(ROUND_SUBJECT, concept.pk) for concept in concepts],
        circle=Circle(asked, (people[MEMBER],)),
        acting_user=people[LEAD],
    )
    first, second = (_item(round_, concept) for concept in concepts)
    comment(
        item=first,
        field="definition-sv",
        text="Ruotsinkielinen määritelmä puuttuu.",
        suggestion=(
            "på förhand planerad uppsättning enheter som larmas till ett uppdrag av ett "
            "visst slag inom ett visst område"
        ),
        acting_user=people["petra.niinikoski@example.org"],
    )
    said = comment(
        item=second,
        field="",
        text="Miten tämä eroaa johtokeskuksesta?",
        suggestion="",
        acting_user=people["mikael.ohman@example.org"],
    )
    answer_comment(
        comment=said,
        accept=False,
        reason="Johtokeskus johtaa tehtäviä, tilannekeskus kokoaa ja jakaa tietoa.",
        acting_user=people[LEAD],
    )
    answer_round(
        party=round_.parties.get(space=asked[0]),
        view=RoundParty.View.COMMENTS,
        note="Kommentit ovat käsitteiden kohdalla.",
        acting_user=people["petra.niinikoski@example.org"],
    )


def _item(round_: Round, concept: Concept) -> RoundItem:
    return round_.items.get(subject_id=concept.pk)


def _decided(space: Space, asked: tuple[Space, ...], people: dict[str, User]) -> None:
    """A round of long ago, whose concept was approved as the bank has it."""
    round_ = open_round(
        space=space,
        title="Tilannekuvan peruskäsite",
        message="Voidaanko määritelmä hyväksyä yhteiseksi?",
        deadline=_deadline(1),
        subjects=[(ROUND_SUBJECT, _concept(AGREED).pk)],
        circle=Circle(asked),
        acting_user=people[LEAD],
    )
    decide(
        round_=round_,
        verdicts=[Verdict(round_.items.get(), Decision.APPROVED)],
        body=BOARD,
        day=BOARD_DAY,
        acting_user=people[EDITOR],
    )
    held = timezone.make_aware(datetime.combine(BOARD_DAY, time(16)))
    Round.objects.filter(pk=round_.pk).update(
        opened_at=held - timedelta(days=30),
        deadline=held - timedelta(days=10),
        changed_at=held,
    )
    round_.items.update(decided_at=held)
