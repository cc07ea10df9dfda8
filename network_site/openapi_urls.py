"""The description of the API, for signed-in people and for programs with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.api_auth import TokenAuth
from network_site.api import api
from network_site.base.api import problem_response

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document of ``/api/``."""
    if not request.user.is_authenticated and not TokenAuth()(request):
        return problem_response(request, 401, _("Sign in, or send a valid token."))
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    path("api/openapi.json", openapi),
]
