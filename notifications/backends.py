from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from members.demonstration import is_refused
from members.models import User
from notifications.models import Notice


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
        new = Notice.objects.shown().unread().filter(recipient=OuterRef("pk"))
        new = new.order_by()
        number = new.values("recipient").annotate(number=Count("pk")).values("number")
        people = User.objects.annotate(unread_notices=Coalesce(Subquery(number), 0))
        try:
            user = people.get(pk=user_id)
        except User.DoesNotExist:
            return None
        usable = self.user_can_authenticate(user) and not is_refused(user)
        return user if usable else None
