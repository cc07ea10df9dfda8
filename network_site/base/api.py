"""What every app's router shares: problem answers (RFC 9457), paged lists."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Schema

Row = TypeVar("Row")


class Problem(Exception):
    """An answer in problem JSON.

    Args:
        status: HTTP status.
        title: what went wrong, in the reader's language.
        fields: what is wrong with which field, where it is about fields.
    """

    def __init__(
        self, status: int, title: str, fields: dict[str, list[str]] | None = None
    ) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.fields = fields or {}


class Paging(Schema):
    """Which part of a list is wanted."""

    limit: int = Field(100, ge=1, le=1000)
    offset: int = Field(0, ge=0)


class Listed(Schema, Generic[Row]):
    """A part of a list, with the size of the whole."""

    total: int
    results: list[Row]


def paged(rows: QuerySet, paging: Paging) -> tuple[int, list[Any]]:
    """Return the size of the whole and the wanted part."""
    return rows.count(), list(rows[paging.offset : paging.offset + paging.limit])


def problem_response(
    request: HttpRequest,
    status: int,
    title: str,
    fields: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """Return problem JSON; ``errors`` names the fields."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "instance": request.path,
    }
    if fields:
        body["errors"] = fields
    response = JsonResponse(
        body, status=status, content_type="application/problem+json"
    )
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response
