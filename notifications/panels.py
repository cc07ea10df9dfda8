"""What a person's own page shows about what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notifications.refusals import refused_address

if TYPE_CHECKING:
    from django.http import HttpRequest


def refused(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Say that the person's address refuses mail."""
    address = refused_address(request.user)
    return {"address": address} if address else None


def preferences(request: HttpRequest, subject: Any) -> dict[str, Any]:
    """Lead to the choice of what is sent, and administrators to the ledger."""
    return {"shows_ledger": request.user.is_superuser}
