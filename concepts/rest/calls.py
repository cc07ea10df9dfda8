"""One call of /rest/v1: who may make it, what it asks, and how it is answered.

The calls, their keys and their words are those of Skosmos' REST API, so that programs
written for that work here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from concepts.languages import rank
from concepts.models import Concept, Vocabulary
from concepts.querysets import ConceptQuerySet
from members.services import user_of_token

METHODS = ("GET", "HEAD", "OPTIONS")
JSON_TYPES = ["application/json", "application/ld+json"]
WINDOW_SECONDS = 60
# Something may change once more in the second that a date names.
_SETTLED = timedelta(seconds=2)
_LONGEST_NUMBER = 9


class Refusal(Exception):
    """An answer other than the asked one, in Skosmos' words.

    Args:
        status: HTTP status.
        reason: what the status is called.
        message: what went wrong, in English, for a program's log.
        headers: further headers of the answer.
    """

    def __init__(self, status: int, reason: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.headers = {
            name.replace("_", "-"): value for name, value in headers.items()
        }

    def response(self) -> HttpResponse:
        return HttpResponse(
            f"{self.status} {self.reason} : {self}",
            status=self.status,
            content_type="text/plain; charset=utf-8",
            headers=self.headers,
        )


def bad_request(message: str) -> Refusal:
    return Refusal(400, "Bad Request", message)


def not_found(message: str) -> Refusal:
    return Refusal(404, "Not Found", message)


@dataclass
class Call:
    """What a program asks.

    Attributes:
        vocabulary: the one in whose part of the addresses it asks; None outside.
    """

    request: HttpRequest
    vocabulary: Vocabulary | None = None

    @property
    def mine(self) -> Vocabulary:
        """The vocabulary of a call that always has one."""
        if self.vocabulary is None:
            raise TypeError("a call outside of a vocabulary")
        return self.vocabulary

    def asked(self, name: str) -> str:
        """Return a parameter without spaces around it; empty where it is left out."""
        return self.request.GET.get(name, "").strip()

    def required(self, name: str) -> str:
        if value := self.asked(name):
            return value
        raise bad_request(f"{name} parameter missing")

    def is_on(self, name: str, default: bool = False) -> bool:
        value = self.asked(name).lower()
        return value in ("1", "true", "yes", "on") if value else default

    def number(self, name: str, default: int | None, least: int = 1) -> int | None:
        """Return a whole number, or refuse what is none."""
        value = self.asked(name)
        if not value:
            return default
        is_number = (
            value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
        )
        if not is_number or int(value) < least:
            raise bad_request(f"Invalid {name} parameter")
        return int(value)

    def lenient_number(self, name: str, default: int) -> int:
        """Return a whole number, or the default where Skosmos minds nothing."""
        try:
            return self.number(name, default, least=0) or default
        except Refusal:
            return default

    @property
    def language(self) -> str:
        """The language of the answer; the vocabulary's own where none is asked for."""
        if value := self.asked("lang").lower():
            return value
        return self.vocabulary.default_language if self.vocabulary else ""

    @property
    def concepts(self) -> ConceptQuerySet:
        """What a program may know of, in the vocabulary where it asks in one."""
        found: ConceptQuerySet = Concept.objects.public()
        return found.filter(vocabulary=self.vocabulary) if self.vocabulary else found

    def concept(self) -> Concept:
        """Return the concept of the parameter ``uri``."""
        uri = self.required("uri")
        found = self.concepts.select_related("vocabulary").filter(uri=uri).first()
        if found is None:
            raise not_found(f"Could not find concept <{uri}>")
        return found

    def title(self, vocabulary: Vocabulary) -> str:
        """Return a vocabulary's title in the asked language, else in another."""
        languages = sorted(("fi", "sv", "en"), key=lambda tag: rank(tag, self.language))
        titles = (getattr(vocabulary, f"title_{tag}") for tag in languages)
        return next(filter(None, titles), vocabulary.slug)

    def answer(self, context: dict[str, Any], **said: Any) -> HttpResponse:
        """Return JSON with the context that makes it JSON-LD."""
        base = {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "uri": "@id",
            "type": "@type",
        }
        content_type = self.request.get_preferred_type(JSON_TYPES) or JSON_TYPES[0]
        response = HttpResponse(
            json.dumps({"@context": base | context, **said}, ensure_ascii=False),
            content_type=f"{content_type}; charset=utf-8",
        )
        patch_vary_headers(response, ["Accept"])
        return response

    @property
    def base(self) -> str:
        """The address below which the calls of the vocabulary are."""
        slug = f"{self.vocabulary.slug}/" if self.vocabulary else ""
        return f"{settings.BASE_URL}/rest/v1/{slug}"


View = Callable[..., HttpResponseBase]


def call(*, dated: bool = True) -> Callable[[View], View]:
    """Make a view of a function that takes a ``Call``.

    Args:
        dated: whether the answer carries a date and an ETag of the concept bank, and is
            not given again to those who have it.
    """

    def wrap(function: View) -> View:
        @csrf_exempt
        @wraps(function)
        def view(
            request: HttpRequest, vocid: str = "", **parts: str
        ) -> HttpResponseBase:
            try:
                response = _answer(request, function, vocid, parts, dated)
            except Refusal as refusal:
                response = refusal.response()
            return _for_other_sites(response)

        view.login_required = False  # type: ignore[attr-defined]
        return view

    return wrap


def _answer(
    request: HttpRequest, function: View, vocid: str, parts: dict[str, str], dated: bool
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
    if request.method not in METHODS:
        raise Refusal(
            405,
            "Method Not Allowed",
            "This interface is for reading only",
            Allow=", ".join(METHODS),
        )
    keep_to_the_rate(request, caller_of(request))
    vocabularies = list(Vocabulary.objects.all())
    asked = Call(request, _vocabulary(vocabularies, vocid))
    if not dated:
        return function(asked, **parts)
    known = _already_known(request, vocabularies)
    response = known or function(asked, **parts)
    return _dated(request, response, vocabularies)


def _vocabulary(vocabularies: list[Vocabulary], vocid: str) -> Vocabulary | None:
    if not vocid:
        return None
    for vocabulary in vocabularies:
        if vocabulary.slug == vocid:
            return vocabulary
    raise not_found(f"Vocabulary id '{vocid}' not found in configuration.")


def caller_of(request: HttpRequest) -> str:
    """Return what a caller is known by, for counting.

    Raises:
        Refusal: the site wants a token, and there is no good one.
    """
    scheme, _space, raw = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and raw.strip():
        user = user_of_token(raw.strip())
        if user is not None:
            request.user = user
            return f"user:{user.pk}"
    elif request.user.is_authenticated and request.user.is_active:
        return f"user:{request.user.pk}"
    if not settings.CONCEPT_API_OPEN or raw:
        raise Refusal(
            401,
            "Unauthorized",
            "Send a valid personal token: Authorization: Bearer TOKEN",
            WWW_Authenticate='Bearer realm="rest"',
        )
    return f"address:{get_adapter().get_client_ip(request)}"


def keep_to_the_rate(request: HttpRequest, caller: str) -> None:
    """Count a call, and refuse it where the caller has made too many in a minute."""
    now = int(timezone.now().timestamp())
    window, passed = divmod(now, WINDOW_SECONDS)
    name = f"concepts.rest.{caller}.{window}"
    cache.add(name, 0, WINDOW_SECONDS * 2)
    try:
        number = cache.incr(name)
    except ValueError:
        return  # the cache is away: counting is no reason to be away, too
    if number > settings.CONCEPT_API_RATE:
        raise Refusal(
            429,
            "Too Many Requests",
            f"At most {settings.CONCEPT_API_RATE} calls a minute",
            Retry_After=str(WINDOW_SECONDS - passed),
        )


def _etag(request: HttpRequest, vocabularies: list[Vocabulary]) -> str:
    """Return a tag that is another when anything in the concept bank is.

    Names of concepts stand in answers about others, so every vocabulary counts.
    """
    said = [
        request.get_full_path(),
        request.headers.get("Accept", ""),
        *(str(vocabulary.revision) for vocabulary in vocabularies),
    ]
    return f'W/"{hashlib.sha256("|".join(said).encode()).hexdigest()[:32]}"'


def _latest(vocabularies: list[Vocabulary]) -> int | None:
    """Return the second of the last change, once no other can fall into it."""
    latest = max((v.modified_at for v in vocabularies), default=None)
    if latest is None or timezone.now() - latest < _SETTLED:
        return None
    return int(latest.timestamp())


def _already_known(
    request: HttpRequest, vocabularies: list[Vocabulary]
) -> HttpResponse | None:
    """Return 304 for those who have the answer."""
    tags = request.headers.get("If-None-Match", "")
    if tags:
        same = _etag(request, vocabularies) in [tag.strip() for tag in tags.split(",")]
        return HttpResponse(status=304) if same else None
    latest = _latest(vocabularies)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if latest is not None and since is not None and latest <= since:
        return HttpResponse(status=304)
    return None


def _dated(
    request: HttpRequest, response: HttpResponseBase, vocabularies: list[Vocabulary]
) -> HttpResponseBase:
    response["ETag"] = _etag(request, vocabularies)
    if (latest := _latest(vocabularies)) is not None:
        response["Last-Modified"] = http_date(latest)
    # Whoever keeps the answer asks each time whether it is still true.
    response["Cache-Control"] = (
        "no-cache" if settings.CONCEPT_API_OPEN else "private, no-cache"
    )
    patch_vary_headers(response, ["Accept", "Authorization"])
    return response


def _for_other_sites(response: HttpResponseBase) -> HttpResponseBase:
    """Let pages of other sites read the answer, with their own token."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response["Access-Control-Allow-Headers"] = (
        "Accept, Authorization, If-Modified-Since, If-None-Match"
    )
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After"
    response["Access-Control-Max-Age"] = "86400"
    return response
