"""The API: one router an app, thin over the services; denied by default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as RequestError

from concepts.api import router as concepts_router
from events.api import router as events_router
from groups.api import router as groups_router
from home.api import router as home_router
from members.api import router as members_router
from members.api_auth import SignedInAuth, TokenAuth
from network_site.base.api import Problem, problem_response
from search.api import router as search_router

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

api = NinjaAPI(
    title="Kumppanuusverkosto",
    version="1",
    auth=[TokenAuth(), SignedInAuth()],
    docs_url=None,
    openapi_url=None,
)
for router in (
    members_router,
    groups_router,
    home_router,
    events_router,
    concepts_router,
    search_router,
):
    api.add_router("", router)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem_response(request, 401, _("Sign in, or send a valid token."))


@api.exception_handler(PermissionDenied)
def not_allowed(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem_response(request, 403, _("You may not do this."))


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem_response(request, 404, _("There is no such thing."))


@api.exception_handler(Problem)
def problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return problem_response(request, error.status, error.title, error.fields)


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem_response(request, error.status_code, str(error))


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields: dict[str, Any] = (
        error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    )
    return problem_response(request, 422, _("Correct the data and try again."), fields)


@api.exception_handler(RequestError)
def not_readable(request: HttpRequest, error: RequestError) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for item in error.errors:
        # Of a body the second part is the name that our function gives to the whole.
        place = item["loc"][2:] if item["loc"][0] == "body" else item["loc"][1:]
        name = ".".join(str(part) for part in place)
        fields.setdefault(name, []).append(item["msg"])
    return problem_response(request, 422, _("Correct the data and try again."), fields)
