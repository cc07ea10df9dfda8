from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from network_site.base.collections import access_to_collection
from network_site.base.registries import file_openers
from network_site.base.serving import require_access
from network_site.base.viewsets import person_chooser_viewset
from network_site.base.visibility import Access

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.documents.models import AbstractDocument
    from wagtail.models import Page


@hooks.register("before_serve_page", order=-1)
def obey_the_rule(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Ask every page for its rule before anything of it is served."""
    request.page_access = require_access(page, request)


@hooks.register("before_serve_document", order=-1)
def guard_document(document: AbstractDocument, request: HttpRequest) -> None:
    """Serve a file to those who may see its collection, or what hands it out."""
    user = request.user
    if access_to_collection(user, document.collection_id) is Access.FULL:
        return
    if not any(opens(user, document) for opens in file_openers.values()):
        raise Http404


@hooks.register("register_admin_viewset")
def person_chooser() -> Any:
    return person_chooser_viewset


@hooks.register("construct_main_menu")
def leave_out_of_the_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave out what leads elsewhere, and reports that span the whole site."""
    hidden = {"help"} if request.user.is_superuser else {"help", "reports"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


# After those who put them there.
@hooks.register("construct_homepage_summary_items", order=1000)
def leave_out_counts(request: HttpRequest, summary_items: list[Any]) -> None:
    """Show no counts: they count what the reader may not see, too."""
    summary_items.clear()


@hooks.register("insert_global_admin_css")
def admin_look() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("base/admin.css"))
