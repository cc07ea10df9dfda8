"""Guards the views of Wagtail's admin that show things without asking for a right.

Wagtail's permissions say who may change a thing; many of its views (usage, history,
comparing, translating, reports) tell of it before they ask, or do not ask at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from taggit.models import Tag
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from groups.editing import may_open, seen_tags, unseen_collections
from groups.looks import record_looks_at_files, record_looks_at_pages
from groups.models import SpaceContent
from groups.search_kinds import index_files_below
from network_site.base.models import BasePage, NetworkDocument, NetworkImage
from network_site.base.visibility import Access

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Parameters of addresses that name one thing wherever they stand.
NAMED = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "destination_id": "page",
    "page_pk": "page",
    "document_id": "document",
    "doc_id": "document",
    "image_id": "image",
    "collection_id": "collection",
    "translation_id": "translation",
    "translation_source_id": "source",
}
# What "pk" names in the views of a namespace.
IN_NAMESPACE = {
    "wagtailadmin_pages": "page",
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_collections": "collection",
    "wagtaildocs_chooser": "document",
    "wagtailimages_chooser": "image",
}
# Views that name things in their query, as "id".
BY_QUERY = {
    "wagtailadmin_choose_page_chosen_multiple": "page",
    "wagtaildocs_chooser:chosen_multiple": "document",
    "wagtailimages_chooser:chosen_multiple": "image",
}
# They tell of the whole site; nothing of ours leads there but an administrator's menu.
FOR_ADMINISTRATORS = (
    "wagtailadmin_reports:",
    "wagtailadmin_api:documents:",
    "wagtailadmin_api:images:",
    "wagtailadmin_workflows:",
    "wagtail_localize:translations_report",
)
# What coordinators do with the card of a space that is not their own.
CARD_VIEWS = (
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_editing_sessions:ping",
)
COLLECTION_FORM = "wagtailadmin_collections:edit"
# The editor asks for these by itself, again and again, while a page is open in it.
BY_THE_EDITOR = (
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
)
TAGS = ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete")
TAGS_OFFERED = 10


def _numbers(values: Iterable[Any]) -> list[int]:
    return [int(value) for value in values if str(value).isdecimal()]


def _require_pages(user: Any, ids: list[int], view: str) -> None:
    for page in Page.objects.filter(pk__in=ids).specific():
        if not isinstance(page, BasePage):
            continue
        access = page.access_for(user)
        if access is Access.FULL or (may_open(user, page) and _shows_card(page, view)):
            continue
        if access is Access.HIDDEN:
            raise Http404
        raise PermissionDenied(page)


def _shows_card(page: Page, view: str) -> bool:
    """Tell whether a view shows no more of a space's home than a form that is cut.

    The form of a translation has all its texts.
    """
    if view == "wagtailadmin_pages:edit":
        translations = Translation.objects.filter(
            source__object=page.translation_key, target_locale=page.locale_id
        )
        return not translations.exists()
    return view in CARD_VIEWS


def _require_collections(user: Any, ids: Iterable[int], view: str) -> None:
    if unseen_collections(user).filter(pk__in=list(ids)).exists():
        raise Http404


def _require_files(model: Any) -> Callable[[Any, list[int], str], None]:
    def require(user: Any, ids: list[int], view: str) -> None:
        files = model.objects.filter(pk__in=ids)
        _require_collections(user, files.values_list("collection", flat=True), view)

    return require


def _require_sources(user: Any, ids: list[int], view: str) -> None:
    keys = TranslationSource.objects.filter(pk__in=ids).values("object")
    pages = Page.objects.filter(translation_key__in=keys)
    _require_pages(user, list(pages.values_list("pk", flat=True)), view)


def _require_translations(user: Any, ids: list[int], view: str) -> None:
    sources = Translation.objects.filter(pk__in=ids).values_list("source", flat=True)
    _require_sources(user, list(sources), view)


FILES: dict[str, Any] = {"document": NetworkDocument, "image": NetworkImage}
REQUIRE: dict[str, Callable[[Any, list[int], str], None]] = {
    "page": _require_pages,
    "document": _require_files(NetworkDocument),
    "image": _require_files(NetworkImage),
    "collection": _require_collections,
    "source": _require_sources,
    "translation": _require_translations,
}


class SpacesInAdminMiddleware:
    """Refuses a view of the admin what its reader may not see; administrators see all.

    What is hidden is not there (404); of what the reader knows the card, it is said
    whom to ask (403).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if (
            match
            and match.view_name == COLLECTION_FORM
            and _is_saved(request, response)
        ):
            # It may have been moved into a space or out of it, which tells nobody.
            index_files_below(int(match.kwargs["pk"]))
        return response

    def process_view(
        self,
        request: HttpRequest,
        view_func: Any,
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        user = request.user
        name = request.resolver_match.view_name
        if _is_a_look(request, name):
            _record_looks(request, view_kwargs)
        if not _is_guarded(request):
            return None
        if name.startswith(FOR_ADMINISTRATORS):
            raise PermissionDenied
        if name in TAGS:
            return _offer_tags(request)
        for kind, ids in _asked_for(request, view_kwargs):
            REQUIRE[kind](user, ids, name)
        _require_content(user, view_func, view_kwargs)
        return None

    def process_template_response(
        self, request: HttpRequest, response: Any
    ) -> HttpResponse:
        """Take out of lists what a view shows to everybody."""
        context = response.context_data
        if not context or not _is_guarded(request):
            return response
        if (filters := context.get("filters")) is not None:
            _leave_out_tags(request.user, filters.form)
        if "items_with_no_access" in context:
            context["items_with_no_access"] = [
                row
                for row in context["items_with_no_access"]
                if _is_seen(request.user, row["item"] if isinstance(row, dict) else row)
            ]
        return response


def _is_guarded(request: HttpRequest) -> bool:
    user = request.user
    return (
        request.path.startswith("/admin/")
        and user.is_authenticated
        and not user.is_superuser
    )


def _is_saved(request: HttpRequest, response: HttpResponse) -> bool:
    return request.method == "POST" and response.status_code == 302


def _is_a_look(request: HttpRequest, view: str) -> bool:
    return (
        request.path.startswith("/admin/")
        and request.user.is_superuser
        and request.method == "GET"
        and view not in BY_THE_EDITOR
    )


def _record_looks(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Keep account of what an administrator opens in the admin."""
    for kind, ids in _asked_for(request, kwargs):
        if kind == "page":
            pages = Page.objects.filter(pk__in=ids).specific()
            record_looks_at_pages(request.user, pages)
        elif model := FILES.get(kind):
            files = model.objects.filter(pk__in=ids)
            record_looks_at_files(request.user, files)


def _asked_for(
    request: HttpRequest, kwargs: dict[str, Any]
) -> Iterable[tuple[str, list[int]]]:
    """Yield what a view is asked for: kinds of things, and their ids."""
    match = request.resolver_match
    for name, value in kwargs.items():
        if kind := NAMED.get(name):
            yield kind, _numbers([value])
    if "pk" in kwargs and (kind := IN_NAMESPACE.get(match.namespace)):
        yield kind, _numbers([kwargs["pk"]])
    if kind := BY_QUERY.get(match.view_name):
        yield kind, _numbers(request.GET.getlist("id"))
    if match.view_name == "wagtailadmin_editing_sessions:ping":
        yield "page", _numbers([kwargs["object_id"]])
    if match.view_name == "wagtail_bulk_action" and kwargs["model_name"] == "page":
        yield "page", _numbers(request.GET.getlist("childOf"))


def _require_content(user: Any, view_func: Any, kwargs: dict[str, Any]) -> None:
    """Ask for the content of a space that a register of models shows."""
    model = getattr(view_func, "view_initkwargs", {}).get("model")
    if "pk" not in kwargs or not isinstance(model, type):
        return
    if not issubclass(model, SpaceContent):
        return
    if not model.objects.visible_to(user).filter(pk__in=_numbers([kwargs["pk"]])):
        raise Http404


def _offer_tags(request: HttpRequest) -> JsonResponse:
    term = request.GET.get("term", "")
    tags = Tag.objects.filter(name__istartswith=term) if term else Tag.objects.none()
    names = seen_tags(request.user, tags).order_by("name")
    return JsonResponse(
        list(names.values_list("name", flat=True)[:TAGS_OFFERED]), safe=False
    )


def _leave_out_tags(user: Any, form: Any) -> None:
    field = form.fields.get("tag")
    if field is None:
        return
    offered = [name for name, _label in field.choices]
    seen = seen_tags(user, Tag.objects.filter(name__in=offered))
    kept = set(seen.values_list("name", flat=True))
    field.choices = [(name, label) for name, label in field.choices if name in kept]


def _is_seen(user: Any, item: Any) -> bool:
    if isinstance(item, Page):
        return may_open(user, item.specific)
    if isinstance(item, NetworkDocument | NetworkImage):
        return not unseen_collections(user).filter(pk=item.collection_id).exists()
    return True
