from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from groups.access import access_to_content, access_to_space, leads_as, may_end
from groups.actions import actions_for
from groups.audience_choices import audience_choices
from groups.editing import SpaceHomePermissionTester, SpacePagePermissionTester
from groups.models.spaces import Membership, Space
from groups.placement import space_above
from groups.policies import SpaceKind
from groups.publisher import publisher_tools
from members.models import Organisation
from network_site.base.collections import access_to_collection
from network_site.base.models import BasePage, IndexPage, WithPicture
from network_site.base.panels import filled_panels
from network_site.base.registries import content_publishers, space_tabs
from network_site.base.visibility import Access, Audience

if TYPE_CHECKING:
    from django.http import HttpRequest

SECTIONS = {
    SpaceKind.BOARD: _("Board"),
    SpaceKind.EXPERT_NETWORK: _("Expert networks"),
    SpaceKind.WORKING_GROUP: _("Working groups"),
}


def leave_out_picture(page: Any, user: Any) -> None:
    """Show no picture, nor its words, to those who may not see the file.

    Those who belong to the space see its files, and so cost no query.
    """
    image = getattr(page, "image", None)
    if image is None or page.reader_role:
        return
    if access_to_collection(user, image.collection_id) is not Access.FULL:
        page.image, page.image_alt = None, ""


class SpaceHomeForm(WagtailAdminPageForm):
    """For those who keep only the card of a space, without what is in the space."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page, user = self.instance, self.for_user
        if page.pk and user and page.access_for(user) is not Access.FULL:
            for name in page.not_on_card:
                self.fields.pop(name, None)


class SpaceHomePage(BasePage):
    """The page of a space. What it shows beyond its own words comes from panels."""

    reader_role: str = ""
    # The slot whose panels this page shows.
    panel_slot: ClassVar[str] = "space"
    # Rows that are fetched together with the space when its page is served.
    space_served_with: ClassVar[tuple[str, ...]] = ()
    # What is not for those who see only the card of the space.
    not_on_card: ClassVar[tuple[str, ...]] = ("body", "image", "image_alt")

    base_form_class = SpaceHomeForm

    class Meta:
        abstract = True

    @cached_property
    def space(self) -> Space:
        """The space behind this page and its translations."""
        return Space.objects.get(translation_key=self.translation_key)

    def access_for(self, user: Any) -> Access:
        spaces = Space.objects.filter(translation_key=self.translation_key)
        spaces = spaces.select_related(*self.space_served_with)
        if user.is_authenticated:
            spaces = spaces.with_standing_of(user).with_request_of(user)
        space = spaces.first()
        if space is None:
            return Access.HIDDEN
        self.space = space
        self.reader_role = getattr(space, "my_role", "") or ""
        return access_to_space(user, space, self.reader_role)

    def permissions_for_user(self, user: Any) -> SpaceHomePermissionTester:
        return SpaceHomePermissionTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Serve the tabs that apps have registered, below the page's own children."""
        if len(path_components) == 1 and path_components[0] in space_tabs:
            if not self.live:
                raise Http404
            return RouteResult(self, kwargs={"tab": path_components[0]})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        if tab := kwargs.get("tab"):
            return space_tabs.get(tab).template
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        access = getattr(request, "page_access", None) or self.access_for(request.user)
        leave_out_picture(self, request.user)
        is_leading = leads_as(request.user, self.space, self.reader_role)
        context |= {
            "space": self.space,
            "role": self.reader_role,
            "role_label": self._role_label(),
            "is_member": bool(self.reader_role),
            "is_leading": is_leading,
            "may_appoint": request.user.is_coordinator and not is_leading,
            "sees_all": access is Access.FULL,
            "may_end": may_end(request.user, self.space),
            "tabs": [
                {
                    "key": key,
                    "label": tab.label,
                    "url": f"{context['page_address']}{key}/",
                }
                for key, tab in space_tabs.items()
            ],
            "member_count": self.space.member_count,
        }
        if tab := kwargs.get("tab"):
            if access is not Access.FULL:
                raise Http404
            found = space_tabs.get(tab).context(request, self)
            return context | found | {"tab": tab}
        context["panels"] = filled_panels(self.panel_slot, request, self)
        context["actions"] = (
            actions_for(request.user, self) if context["is_leading"] else []
        )
        return context

    def _role_label(self) -> Any:
        labels = dict(Membership._meta.get_field("role").choices)
        return labels.get(self.reader_role, "")


class GroupIndexPage(IndexPage):
    """The register of working groups and expert networks, by kind."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["groups.GroupPage"]
    kind_label = _("Groups")
    kind_icon = "groups"

    class Meta:
        verbose_name = _("page of groups")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        spaces = list(
            Space.objects.visible_to(request.user)
            .exclude(kind=SpaceKind.PROJECT_TEAM)
            .with_standing_of(request.user)
            .with_request_of(request.user)
            .with_cards(page_model=GroupPage)
        )
        shown = [space for space in spaces if space.page is not None]
        context["sections"] = [
            {
                "kind": kind,
                "label": label,
                "spaces": [s for s in shown if s.kind == kind and s.is_running],
            }
            for kind, label in SECTIONS.items()
        ]
        context["ended"] = [space for space in shown if not space.is_running]
        return context


class GroupPage(WithPicture, SpaceHomePage):
    """The page of a working group, an expert network or the board.

    ``summary`` is the group's purpose in a sentence.
    """

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[choice for choice in SpaceKind.choices if choice[0] != "project_team"],
        default=SpaceKind.WORKING_GROUP,
    )
    mandate = RichTextField(
        _("mandate"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul", "document-link"],
        help_text=_("What the group has been set up to do."),
    )
    how_to_join = models.TextField(
        _("how to join"),
        blank=True,
        max_length=600,
        help_text=_("Shown to those who do not belong to the group."),
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary", heading=_("Purpose")),
        FieldPanel("mandate"),
        FieldPanel("how_to_join"),
        WithPicture.picture_panel,
        FieldPanel("body"),
    ]
    settings_panels: ClassVar[list[Any]] = [
        FieldPanel("content_owner"),
        FieldPanel("review_date"),
        FieldPanel("shows_term_links"),
        *Page.settings_panels,
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("kind", overridable=False),
    ]
    parent_page_types: ClassVar[list[str]] = ["groups.GroupIndexPage"]
    subpage_types: ClassVar[list[str]] = ["home.UpdatePage", "events.EventPage"]
    kind_label = _("Group")
    kind_icon = "groups"

    class Meta:
        verbose_name = _("group page")
        verbose_name_plural = _("group pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if kwargs.get("tab"):
            return context
        memberships = Membership.objects.active().filter(
            space=self.space, user__is_active=True
        )
        context["leads"] = list(
            memberships.leading()
            .select_related("user__organisation")
            .order_by("role", "user__last_name", "user__first_name")
        )
        space = self.space
        terms = (space.appointed_by, space.term_start, space.term_end, space.review_on)
        context["has_mandate"] = bool(self.mandate) or any(terms)
        if context["sees_all"]:
            context["coverage"] = department_coverage(memberships)
        return context


def department_coverage(memberships: Any) -> dict[str, Any]:
    """Return how many departments have someone in the space, and which have none.

    A member of a department that has merged stands for its heir.
    """
    own = Q(user__organisation=OuterRef("pk"))
    merged = Q(user__organisation__merged_into=OuterRef("pk"))
    departments = list(
        Organisation.objects.departments()
        .current()
        .annotate(is_present=Exists(memberships.filter(own | merged)))
    )
    missing = [department for department in departments if not department.is_present]
    return {
        "departments": len(departments),
        "present": len(departments) - len(missing),
        "missing": missing,
    }


class SpaceContentForm(WagtailAdminPageForm):
    """Offers the audiences that the space allows, each with its number of people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("audience")
        if field is None:
            return
        page = self.instance
        space = page.space if page.pk else space_above(self.parent_page)
        choices = audience_choices(space)
        allowed = [value for value, _words in choices]
        field.choices = choices
        field.widget = forms.RadioSelect(choices=choices)
        if self.initial.get("audience") not in allowed:
            self.initial["audience"] = allowed[0]


class SpaceContentPage(BasePage):
    """A page that belongs to the space it stands under, or to the network itself."""

    space = models.ForeignKey(
        Space,
        verbose_name=_("space"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    reader_role: str = ""

    base_form_class = SpaceContentForm

    settings_panels: ClassVar[list[Any]] = [
        FieldPanel("content_owner"),
        FieldPanel("review_date"),
        FieldPanel("shows_term_links"),
        *Page.settings_panels,
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the space in step with the place in the tree."""
        if self._state.adding:
            self.space = space_above(self)
        return super().save(*args, **kwargs)

    def access_for(self, user: Any) -> Access:
        if self.space_id and user.is_authenticated:
            self.space = Space.objects.with_standing_of(user).get(pk=self.space_id)
            self.reader_role = self.space.my_role or ""
        return access_to_content(user, self.space, self.audience, self.reader_role)

    def permissions_for_user(self, user: Any) -> SpacePagePermissionTester:
        return SpacePagePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        leave_out_picture(self, request.user)
        return context | {"publisher": publisher_tools(request.user, self)}

    def way_in(self, user: Any) -> tuple[str, str] | None:
        """Lead a refused reader to the card of the space, where it says how to join."""
        return self.space.way_in(user) if self.space else None

    def apply_to_family(self) -> None:
        """Bring the model behind this page in step with what has been published."""
        content_publishers.get(self._meta.label)(self)


# An audience of a space's page: the space itself or the network; guests follow from it.
SPACE_AUDIENCES = [
    (Audience.SPACE.value, Audience.SPACE.label),
    (Audience.MEMBERS.value, Audience.MEMBERS.label),
]
