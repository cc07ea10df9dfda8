from __future__ import annotations

from typing import TYPE_CHECKING

from ninja import Router, Schema

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["me"])


class Me(Schema):
    email: str
    name: str
    language: str
    department: str | None


@router.get("/me", response=Me)
def me(request: HttpRequest) -> Me:
    """Tell who the caller is."""
    user = request.user
    return Me(
        email=user.email,
        name=str(user),
        language=user.language,
        department=user.organisation.name if user.organisation else None,
    )
