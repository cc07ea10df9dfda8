"""Who comes to an event, as its organiser sees it: the list, the numbers, the files."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from events.models import Answer, Event, Question, Registration
from events.rights import require_organiser
from members import audit
from members.models import User
from network_site.base.matching import has_word, words_typed

# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def found(
    event: Event, *, text: str = "", state: str = "", department: int | None = None
) -> QuerySet[Registration]:
    """Return an event's registrations, seats first, each in the order of asking.

    Args:
        text: words of names and addresses.
        state: a state; everything that is not cancelled when empty.
        department: id of an organisation.
    """
    rows = Registration.objects.filter(event=event)
    rows = rows.filter(state=state) if state else rows.held()
    if department is not None:
        rows = rows.filter(user__organisation=department)
    for word in words_typed(text):
        rows = rows.filter(
            has_word(word, "user__first_name", "user__last_name", "name", "email")
        )
    return rows.select_related("user__organisation").order_by("queue_number")


def places_in_queue(event: Event) -> dict[int, int]:
    """Return the places of those who wait, by the ids of their registrations."""
    waiting = Registration.objects.filter(event=event).waiting()
    pks = waiting.values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(pks, start=1)}


def numbers(event: Event) -> dict[str, int]:
    """Return how many people are in each state."""
    rows = Registration.objects.filter(event=event).order_by().values_list("state")
    return dict(rows.annotate(number=Count("pk")))


def by_department(event: Event) -> list[dict[str, Any]]:
    """Return each organisation with its numbers, the largest first."""
    rows = (
        Registration.objects.held()
        .filter(event=event)
        .order_by()
        .values("user__organisation", "user__organisation__short_name")
        .annotate(
            seats=Count("pk", filter=~Q(state="waiting")),
            waiting=Count("pk", filter=Q(state="waiting")),
            attended=Count("pk", filter=Q(state="attended")),
        )
    )
    named = [
        {
            "pk": row["user__organisation"],
            "name": row["user__organisation__short_name"] or _("No organisation"),
            "seats": row["seats"],
            "waiting": row["waiting"],
            "attended": row["attended"],
        }
        for row in rows
    ]
    return sorted(named, key=lambda row: (-row["seats"], -row["waiting"], row["name"]))


def answers_of(event: Event, rows: list[Registration]) -> dict[int, dict[int, str]]:
    """Return answers in words, by the ids of registration and question."""
    read: dict[int, dict[int, str]] = defaultdict(dict)
    answers = Answer.objects.filter(registration__in=rows).select_related("question")
    for answer in answers:
        words = answer.question.in_words(answer.value)
        read[answer.registration_id][answer.question_id] = words
    return read


def neutral(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    # The apostrophe is what spreadsheets themselves put before such a text.
    return f"'{text}" if str(value).lstrip(" \0").startswith(FORMULA) else text


def _lines(event: Event, *, with_answers: bool) -> Iterator[list[str]]:
    questions = list(Question.objects.filter(series=event.series_id))
    asked = questions if with_answers else []
    rows = list(found(event))
    read = answers_of(event, rows) if with_answers else {}
    places = places_in_queue(event)
    yield [
        *(_("Name"), _("E-mail"), _("Organisation"), _("Job title")),
        *(_("State"), _("Place in the queue"), _("Registered at")),
        *(neutral(question.words) for question in asked),
    ]
    for row in rows:
        user = row.user
        organisation = user.organisation if user else None
        registered = timezone.localtime(row.registered_at)
        cells = [
            row.person_name,
            row.email,
            organisation.short_name if organisation else "",
            user.job_title if user else "",
            row.get_state_display(),
            places.get(row.pk, ""),
            f"{registered:%Y-%m-%d %H:%M}",
            *(read[row.pk].get(question.pk, "") for question in asked),
        ]
        yield [neutral(cell) for cell in cells]


def _csv(lines: Iterator[list[str]]) -> bytes:
    """Return the file as Excel in Finland reads it: semicolons, UTF-8 with its mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(lines: Iterator[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Participants"))
    for line in lines:
        sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


WRITERS = {"csv": _csv, "xlsx": _xlsx}


def export(
    *, event: Event, file_format: str, with_answers: bool, acting_user: User
) -> bytes:
    """Return the participants as a file; that it was taken is audited.

    Args:
        file_format: csv or xlsx.
        with_answers: whether their answers go along.

    Raises:
        PermissionDenied: the acting user does not organise the event.
    """
    require_organiser(acting_user, event)
    audit.record(
        acting_user=acting_user,
        action="registrations.exported",
        subject=f"event:{event.pk}",
        after={"format": file_format, "answers": with_answers},
    )
    return WRITERS[file_format](_lines(event, with_answers=with_answers))
