"""The pages of rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.decorators.vary import vary_on_headers

from groups.looks import record_look
from groups.managing import home_of, known_space
from groups.models import Round, RoundComment, RoundItem, RoundParty, Space
from groups.round_comments import answer_comment, answer_round, may_answer_comment
from groups.round_comments import comment as make_comment
from groups.round_forms import (
    AnswerForm,
    CommentForm,
    DecisionForm,
    PartyForm,
    ProlongForm,
    RoundForm,
    WithdrawForm,
    offered_subjects,
)
from groups.round_page import cards_of, label_of, listed_rounds, round_page
from groups.rounds import (
    close_round,
    decide,
    may_decide,
    may_open,
    may_run,
    open_round,
    prolong_round,
    withdraw_round,
)
from groups.templatetags.spaces import home_name
from network_site.base.form_errors import add_errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _known_round(request: HttpRequest, pk: int) -> Round:
    """Return a round that the reader may know of; else 404."""
    rounds = Round.objects.visible_to(request.user).select_related("opened_by")
    found = get_object_or_404(rounds, pk=pk)
    if request.user.is_superuser:
        standing = Space.objects.with_standing_of(request.user)
        record_look(standing.get(pk=found.space_id), request.user, round=found.pk)
    return found


def _crumbs(round_: Round | None = None) -> list[dict[str, Any]]:
    crumbs = [
        {"url": f"/{get_language()}/", "label": _("Home")},
        {"url": reverse("rounds"), "label": _("Rounds")},
    ]
    if round_ is not None:
        crumbs.append({"url": round_.get_absolute_url(), "label": round_.title})
    return crumbs


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds that the reader takes part in or looks after."""
    found = Round.objects.visible_to(request.user)
    context = {
        "page_obj": listed_rounds(found, request.user, request.GET.get("page")),
        "extra_crumbs": _crumbs()[:1],
    }
    return render(request, "groups/rounds.html", context)


@require_safe
def show_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is proposed, what has been said of it, and what was decided."""
    found = _known_round(request, pk)
    context = round_page(found, request.user, page=request.GET.get("page"))
    context["extra_crumbs"] = _crumbs()
    return render(request, "groups/round.html", context)


@require_http_methods(["GET", "POST"])
def new_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a round in a space: choose what is proposed, to whom, and until when."""
    space = known_space(request, pk)
    if not may_open(request.user, space):
        raise PermissionDenied(space)
    sent = request.POST if request.method == "POST" else request.GET
    words = sent.get("find", "")
    offered = offered_subjects(
        space=space,
        user=request.user,
        words=words,
        chosen=sent.getlist("subjects")[:200],
    )
    is_asked = request.POST.get("do") == "open"
    form = _round_form(request, offered, is_asked=is_asked)
    if is_asked and form.is_valid() and (made := _opened(form, space, request)):
        messages.success(request, _("The round is open, and everybody has been told."))
        return redirect(made)
    context = {
        "form": form,
        "space": space,
        "words": words,
        "back": home_of(space),
        "extra_crumbs": [{"label": home_name(space), "url": home_of(space)}],
    }
    return render(request, "groups/open_round.html", context)


def _round_form(
    request: HttpRequest, offered: list[Any], *, is_asked: bool
) -> RoundForm:
    """Return the form: bound when it is sent, else with what has been typed so far."""
    given: dict[str, Any] = {"user": request.user, "offered": offered}
    if is_asked:
        return RoundForm(request.POST, **given)
    sent = request.POST if request.method == "POST" else request.GET
    typed: dict[str, Any] = {
        name: sent.get(name, "") for name in ("title", "message", "deadline", "people")
    }
    typed |= {name: sent.getlist(name) for name in ("subjects", "spaces")}
    return RoundForm(initial=typed, **given)


def _opened(form: RoundForm, space: Space, request: HttpRequest) -> Round | None:
    data = form.cleaned_data
    try:
        return open_round(
            space=space,
            title=data["title"],
            message=data["message"],
            deadline=data["deadline"],
            subjects=data["subjects"],
            circle=form.circle(),
            acting_user=request.user,
        )
    except ValidationError as error:
        add_errors(form, error)
        return None


@require_POST
def answer(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Give the answer of a space, or one's own."""
    found = _known_round(request, pk)
    party = get_object_or_404(found.parties, pk=party_pk)
    if not RoundParty.objects.answerable_by(request.user).filter(pk=party.pk).exists():
        raise PermissionDenied
    form = PartyForm(request.POST, party=party)
    if form.is_valid():
        try:
            answer_round(party=party, acting_user=request.user, **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Your answer has been kept. Thank you."))
        return redirect(found)
    context = round_page(found, request.user, bound=form)
    context["extra_crumbs"] = _crumbs()
    return render(request, "groups/round.html", context, status=422)


def _item(request: HttpRequest, round_: Round, pk: int) -> tuple[RoundItem, Any]:
    """Return an item, and what it is about; 404 where the reader may not see that."""
    item = get_object_or_404(round_.items, pk=pk)
    card = cards_of([item], request.user).get((item.subject_kind, item.subject_id))
    if card is None:
        raise PermissionDenied
    return item, card


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def comment(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Comment on an item, suggest another text, or reply to a comment."""
    found = _known_round(request, pk)
    item, card = _item(request, found, item_pk)
    sent = request.POST if request.method == "POST" else request.GET
    reply = _replied_to(item, sent.get("reply", ""))
    chosen = card.field(sent.get("field", ""))
    initial = {"field": chosen.key if chosen else ""}
    initial["suggestion"] = chosen.text if chosen and chosen.takes_text else ""
    form = CommentForm(request.POST or None, card=card, reply=reply, initial=initial)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (made := _commented(form, item, reply, request)):
        messages.success(request, _("Your comment is there for the others to read."))
        return redirect(f"{found.get_absolute_url()}#comment-{made.pk}")
    context = {
        "round": found,
        "item": item,
        "card": card,
        "form": form,
        "reply": reply,
        "extra_crumbs": _crumbs(found),
    }
    is_part = request.headers.get("HX-Request") and request.method == "GET"
    name = "round_comment_form" if is_part else "round_comment"
    return render(request, f"groups/{name}.html", context)


def _replied_to(item: RoundItem, pk: str) -> RoundComment | None:
    known = pk.isascii() and pk.isdigit() and len(pk) < 18
    first = item.comments.filter(answers_to=None)
    return first.select_related("author").filter(pk=int(pk)).first() if known else None


def _commented(
    form: CommentForm,
    item: RoundItem,
    reply: RoundComment | None,
    request: HttpRequest,
) -> RoundComment | None:
    given = {"field": "", "suggestion": "", **form.cleaned_data}
    try:
        return make_comment(
            item=item, acting_user=request.user, answers_to=reply, **given
        )
    except ValidationError as error:
        add_errors(form, error)
        return None


@require_http_methods(["GET", "POST"])
def answer_one(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Accept a comment, or say why not."""
    found = _known_round(request, pk)
    if not may_answer_comment(request.user, found):
        raise PermissionDenied
    said = RoundComment.objects.select_related("item", "author")
    chosen = get_object_or_404(said, pk=comment_pk, item__round=found)
    _item_of_it, card = _item(request, found, chosen.item_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept = request.POST.get("do") == "accept"
        try:
            answer_comment(
                comment=chosen,
                accept=accept,
                reason=form.cleaned_data["reason"],
                acting_user=request.user,
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The answer has been kept."))
            return redirect(f"{found.get_absolute_url()}#comment-{chosen.pk}")
    context = {
        "round": found,
        "comment": chosen,
        "card": card,
        "label": label_of(card, chosen.field),
        "may_accept": not chosen.suggestion or may_decide(request.user, found),
        "form": form,
        "extra_crumbs": _crumbs(found),
    }
    return render(request, "groups/round_comment_answer.html", context)


@require_http_methods(["GET", "POST"])
def decide_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was decided of each item."""
    found = _known_round(request, pk)
    if not (found.is_running and may_decide(request.user, found)):
        raise PermissionDenied
    waiting = list(found.items.undecided())
    cards = cards_of(waiting, request.user)
    pairs = [(item, cards[item.subject_kind, item.subject_id]) for item in waiting]
    form = DecisionForm(request.POST or None, items=pairs)
    if request.method == "POST" and form.is_valid():
        try:
            decide(
                round_=found,
                verdicts=form.verdicts(),
                body=form.cleaned_data["body"],
                day=form.cleaned_data["day"],
                acting_user=request.user,
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The decision has been recorded."))
            return redirect(found)
    context = {"round": found, "form": form, "extra_crumbs": _crumbs(found)}
    return render(request, "groups/decide_round.html", context)


@require_http_methods(["GET", "POST"])
def change_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round for comments, give it another deadline, or withdraw it."""
    found = _known_round(request, pk)
    if not (found.is_running and may_run(request.user, found)):
        raise PermissionDenied
    asked = request.POST.get("do", "")
    prolong = ProlongForm(
        request.POST if asked == "prolong" else None,
        initial={"deadline": found.deadline},
    )
    withdraw = WithdrawForm(request.POST if asked == "withdraw" else None)
    done = _changed(request, found, asked, prolong, withdraw)
    if done:
        messages.success(request, done)
        return redirect(found)
    context = {
        "round": found,
        "prolong": prolong,
        "withdraw": withdraw,
        "extra_crumbs": _crumbs(found),
    }
    return render(request, "groups/change_round.html", context)


def _changed(
    request: HttpRequest,
    round_: Round,
    asked: str,
    prolong: ProlongForm,
    withdraw: WithdrawForm,
) -> str:
    """Do what was asked; return what to say of it, or nothing where it was refused."""
    given = {"round_": round_, "acting_user": request.user}
    try:
        if asked == "close":
            close_round(**given)
            return _("The time for comments is over.")
        if asked == "prolong" and prolong.is_valid():
            prolong_round(deadline=prolong.cleaned_data["deadline"], **given)
            return _("The round has a new deadline.")
        if asked == "withdraw" and withdraw.is_valid():
            withdraw_round(reason=withdraw.cleaned_data["reason"], **given)
            return _("The round has been withdrawn.")
    except ValidationError as error:
        add_errors(prolong if asked == "prolong" else withdraw, error)
    return ""
