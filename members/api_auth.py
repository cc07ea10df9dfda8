"""Who calls the API: a personal token, or the session of the site itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from ninja.security import HttpBearer, SessionAuth

from members.services import user_of_token

if TYPE_CHECKING:
    from django.http import HttpRequest

    from members.models import User


class TokenAuth(HttpBearer):
    """A personal token; a request that carries one needs no CSRF token."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = user_of_token(token)
        if user is not None:
            request.user = user
            translation.activate(user.language)
        return user


class SignedInAuth(SessionAuth):
    """The session's cookie, with Django's CSRF check on everything that writes."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        user = request.user
        if not user.is_authenticated or not user.is_active:
            return None
        translation.activate(user.language)
        return user
