from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language_from_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Roads that answer 401 themselves instead of sending a program to the sign-in form.
SELF_GUARDED = ("/api/", "/openapi.json", "/rest/v1/", "/concepts/uri/")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Denies every view to anonymous readers unless it says ``login_not_required``."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if request.path.startswith(SELF_GUARDED):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class LanguageMiddleware(LocaleMiddleware):
    """Adds the language to an address only where nothing else has answered.

    Wagtail's pages match every address below a language, so Django would take each
    404 of the API, the files or the tools for a page without its language. What stands
    outside of the languages (the account, the editor) follows the last choice.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        answered = request.resolver_match or request.path.startswith(SELF_GUARDED)
        if response.status_code == 404 and answered:
            return response
        chosen = get_language_from_path(request.path_info)
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen and response.status_code == 200 and chosen != kept:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=timedelta(days=365),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return super().process_response(request, response)
