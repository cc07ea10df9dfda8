"""Accounts whose password everybody knows: the demonstration's and the load tests'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from members.models import User

# RFC 2606 keeps this domain for examples: no real person has an address there.
DOMAIN = "@example.org"


def is_refused(user: User) -> bool:
    """Tell whether an account is of the demonstration where there must be none."""
    return not settings.DEMO and user.email.endswith(DOMAIN)
