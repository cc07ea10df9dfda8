"""What the pages of rounds show to one reader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from groups.models import Round, RoundComment, RoundItem, RoundParty, Space
from groups.round_comments import may_answer_comment
from groups.round_forms import PartyForm
from groups.rounds import may_decide, may_run, subject_ids
from network_site.base.families import attach_cards
from network_site.base.languages import reader_language
from network_site.base.registries import round_subjects
from network_site.base.round_subjects import RoundCard

ITEMS_ON_A_PAGE = 20
ROUNDS_ON_A_PAGE = 30
TAGS = {
    Round.State.OPEN: " tag--info",
    Round.State.CLOSED: " tag--warn",
    Round.State.DECIDED: " tag--good",
    Round.State.WITHDRAWN: "",
}
DECISION_TAGS = {
    "approved": " tag--good",
    "returned": " tag--warn",
    "rejected": " tag--bad",
}
COMMENT_TAGS = {"accepted": " tag--good", "declined": " tag--bad", "open": " tag--line"}


@dataclass
class ShownComment:
    """A comment with what it is about, and the replies to it."""

    comment: RoundComment
    label: str
    replies: list[RoundComment] = field(default_factory=list)

    @property
    def tag(self) -> str:
        return COMMENT_TAGS[self.comment.state]


@dataclass
class ShownItem:
    """An item with what it is about, as far as the reader sees it, and the comments."""

    item: RoundItem
    card: RoundCard | None
    comments: list[ShownComment] = field(default_factory=list)

    @property
    def tag(self) -> str:
        return DECISION_TAGS.get(self.item.decision, "")


def label_of(card: RoundCard, key: str) -> str:
    """Return in words which text of a subject a key stands for."""
    for row in card.rows:
        for one in row.fields:
            if one.key == key:
                return f"{row.label}, {str(one.label).lower()}"
    return _("The whole")


def cards_of(items: list[RoundItem], user: Any) -> dict[tuple[str, int], RoundCard]:
    """Return what items are about, as far as a reader sees it, by kind and id."""
    return {
        (key, pk): card
        for key, ids in subject_ids(items).items()
        for pk, card in round_subjects.get(key).cards(ids, user).items()
    }


def shown_items(items: list[RoundItem], user: Any) -> list[ShownItem]:
    """Return items with their comments, in few queries however many there are."""
    cards = cards_of(items, user)
    shown = [
        ShownItem(item, cards.get((item.subject_kind, item.subject_id)))
        for item in items
    ]
    seen = {one.item.pk: one for one in shown if one.card is not None}
    comments = (
        RoundComment.objects.filter(item__in=seen)
        .select_related("author__organisation", "answered_by")
        .order_by("pk")
    )
    replies: dict[int, list[RoundComment]] = defaultdict(list)
    for comment in comments:
        if comment.answers_to_id:
            replies[comment.answers_to_id].append(comment)
        else:
            one = seen[comment.item_id]
            label = label_of(one.card, comment.field) if one.card else ""
            one.comments.append(ShownComment(comment, label, replies[comment.pk]))
    return shown


def known_spaces(user: Any, ids: set[int]) -> dict[int, Space]:
    """Return those spaces whose card a reader may see, with their homes."""
    spaces = Space.objects.visible_to(user).in_bulk(list(ids))
    attach_cards(list(spaces.values()), reader_language(), Space.page_model())
    return spaces


@dataclass
class ShownParty:
    """Who is asked; ``space`` is None where the reader may not know of it."""

    party: RoundParty
    space: Space | None
    form: PartyForm | None = None


def _parties(round_: Round, user: Any, bound: PartyForm | None) -> dict[str, Any]:
    """Return who is asked, who has answered, and for whom the reader answers."""
    parties = list(round_.parties.select_related("user__organisation", "answered_by"))
    spaces = known_spaces(
        user, {round_.space_id, *(p.space_id for p in parties if p.space_id)}
    )
    mine = set()
    if round_.takes_comments:
        mine = set(
            round_.parties.answerable_by(user).values_list("pk", flat=True).order_by()
        )
    shown = [ShownParty(party, spaces.get(party.space_id)) for party in parties]
    for one in shown:
        if one.party.pk in mine:
            is_bound = bound is not None and bound.prefix == f"party-{one.party.pk}"
            one.form = bound if is_bound else PartyForm(party=one.party)
    answered = sum(1 for party in parties if party.view)
    return {
        "parties": shown,
        "mine": [one for one in shown if one.form],
        "answered": answered,
        "asked": len(parties),
        "space": spaces.get(round_.space_id),
    }


def round_page(
    round_: Round, user: Any, *, page: Any = None, bound: PartyForm | None = None
) -> dict[str, Any]:
    """Return everything that the page of a round shows to a reader.

    Args:
        page: the asked page of the items.
        bound: an answer that was refused, as it was typed.
    """
    page_obj = Paginator(round_.items.order_by("pk"), ITEMS_ON_A_PAGE).get_page(page)
    return {
        "round": round_,
        "tag": TAGS[Round.State(round_.state)],
        "items": shown_items(list(page_obj.object_list), user),
        "page_obj": page_obj,
        "may_run": round_.is_running and may_run(user, round_),
        "may_decide": round_.is_running and may_decide(user, round_),
        "may_answer": may_answer_comment(user, round_),
        **_parties(round_, user, bound),
    }


def listed_rounds(rounds: Any, user: Any, page: Any = None) -> Page:
    """Return a page of a list of rounds, each with how many have answered."""
    counted = rounds.annotate(
        asked=Count("parties", distinct=True),
        answered=Count("parties", distinct=True, filter=~Q(parties__view="")),
    ).order_by("-opened_at", "-pk")
    found = Paginator(counted, ROUNDS_ON_A_PAGE).get_page(page)
    rows = list(found.object_list)
    spaces = known_spaces(user, {row.space_id for row in rows})
    for row in rows:
        row.tag = TAGS[Round.State(row.state)]
        row.known_space = spaces.get(row.space_id)
    found.object_list = rows
    return found
