"""What a browser may load and run on our pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_OWN_ONLY = (
    "default-src 'none'; script-src 'self'{inline}; style-src 'self'{inline}; "
    "img-src 'self'{made}; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
SITE_POLICY = _OWN_ONLY.format(inline="", made="")
# Wagtail starts its date fields and inline panels by scripts within the page, its text
# editor writes styles into it, and pictures are shown before they are uploaded.
EDITOR_POLICY = _OWN_ONLY.format(inline=" 'unsafe-inline'", made=" data: blob:")


class ContentSecurityPolicyMiddleware:
    """Sends the policy with every answer that has none of its own (documents have)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        in_editor = request.path.startswith("/admin/")
        response.headers.setdefault(
            "Content-Security-Policy", EDITOR_POLICY if in_editor else SITE_POLICY
        )
        return response
