from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, Q

from members.demonstration import is_refused
from members.models import User


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
        new = Q(notices__in_inbox=True, notices__read_at=None)
        user = (
            User.objects.annotate(unread_notices=Count("notices", filter=new))
            .select_related("organisation")
            .filter(pk=user_id)
            .first()
        )
        if user is None or is_refused(user) or not self.user_can_authenticate(user):
            return None
        return user
