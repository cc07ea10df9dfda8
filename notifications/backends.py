from __future__ import annotations

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, Now

from members.demonstration import is_refused
from members.models import User
from notifications.models import Notice


@cache
def _people() -> Any:
    """Return all people with the number of new lines in their inboxes, not asked yet.

    Made once: every request of a signed-in person begins with it. The clock is the
    database's, read each time it is asked.
    """
    new = Notice.objects.shown(at=Now()).unread().filter(recipient=OuterRef("pk"))
    new = new.order_by()
    number = new.values("recipient").annotate(number=Count("pk")).values("number")
    return User.objects.annotate(unread_notices=Coalesce(Subquery(number), 0))


class AccountBackend(AuthenticationBackend):
    """Signs people in, and fetches with them what every page shows of them."""

    def authenticate(self, request: Any, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        return None if user is None or is_refused(user) else user

    def get_user(self, user_id: Any) -> User | None:
        """Return the signed-in person with the number of new inbox lines.

        The bar of every page shows that number; counting it here saves each page a
        query.
        """
        try:
            user = _people().get(pk=user_id)
        except User.DoesNotExist:
            return None
        usable = self.user_can_authenticate(user) and not is_refused(user)
        return user if usable else None
