from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from network_site.base.blocks import BodyBlock
from network_site.base.families import Card, best_page
from network_site.base.languages import foreign_language, here, reader_language
from network_site.base.remembered import recall
from network_site.base.visibility import Access, Audience

if TYPE_CHECKING:
    from django.http import HttpRequest


class BasePage(Page):
    """What every page has: a summary, a body, someone who answers for it, a rule.

    Abstract on purpose: wagtail-localize does not support swapped page models.
    """

    # Rows that are fetched together with a page when it is served.
    served_with: ClassVar[tuple[str, ...]] = ()

    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences. Shown in lists and search results."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    audience = models.CharField(
        _("who sees this"),
        max_length=10,
        choices=[
            (Audience.EVERYONE.value, Audience.EVERYONE.label),
            (Audience.MEMBERS.value, Audience.MEMBERS.label),
        ],
        default=Audience.EVERYONE,
    )
    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("content owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The person who keeps this page true."),
    )
    review_date = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        help_text=_("When someone should next check that this page still holds."),
    )
    shows_term_links = models.BooleanField(
        _("link terms to the concept bank"),
        default=True,
        help_text=_("The first mention of each agreed term leads to its definition."),
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    settings_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("content_owner"),
                FieldPanel("review_date"),
                FieldPanel("shows_term_links"),
            ],
            heading=_("Visibility and upkeep"),
        ),
        *Page.settings_panels,
    ]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("slug")], heading=_("Address"))
    ]
    # Visibility follows from the audience and the space, never from Wagtail's dialog.
    private_page_options: ClassVar[list[str]] = []

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("audience", overridable=False),
        SynchronizedField("content_owner"),
        SynchronizedField("review_date"),
        SynchronizedField("shows_term_links"),
    ]

    # What the page is called where its kind is named, and its icon in the sprite.
    kind_label: ClassVar[Any] = _("Page")
    kind_icon: ClassVar[str] = "file"

    class Meta:
        abstract = True

    def access_for(self, user: Any) -> Access:
        """Tell what a signed-in reader gets of this page.

        The rule of pages that belong to no space; ``groups`` has that of the others.
        """
        if not user.is_authenticated or not user.is_active:
            return Access.DENIED
        if user.is_guest and self.audience != Audience.EVERYONE:
            return Access.DENIED
        return Access.FULL

    def way_in(self, user: Any) -> tuple[str, str] | None:
        """Return where a reader who was refused can ask: (words, address)."""
        return None

    def get_view_restrictions(self) -> Any:
        """Leave Wagtail's restrictions to Wagtail's own roads.

        The rule is ``access_for``. The one restriction that the site has asks for
        signing in, which the middleware does for every view.
        """
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        around = context["around"] = self.surroundings()
        context["crumbs"] = around.above
        request.page_addresses = around.addresses
        request.page_address = context["page_address"] = here(self.url or "")
        context["foreign_language"] = foreign_language(self)
        return context

    def surroundings(self) -> Surroundings:
        """Return the pages above this one and its addresses, in one query or none."""
        key = (reader_language(), str(self.translation_key))
        return recall("around", [key], lambda keys: {keys[0]: self._look_around()})[key]

    def _look_around(self) -> Surroundings:
        ancestors = [
            self.path[:length]
            for length in range(2 * self.steplen, len(self.path), self.steplen)
        ]
        above = Page.objects.filter(path__in=ancestors)
        families: dict[Any, list[Page]] = {}
        for page in (
            Page.objects.filter(
                Q(translation_key__in=above.values("translation_key"))
                | Q(translation_key=self.translation_key)
            )
            .select_related("locale")
            .order_by("depth", "path")
        ):
            families.setdefault(page.translation_key, []).append(page)
        family = families.pop(self.translation_key, [])
        return Surroundings(
            addresses={
                page.locale.language_code: page.url for page in _published(family)
            },
            above=[
                card
                for found in families.values()
                if (card := Card.of(best_page(_published(found), reader_language())))
            ],
            branches=[(page.path, page.depth) for page in family if page.numchild],
        )


@dataclass(frozen=True)
class Surroundings:
    """What stands around a page in the tree.

    Attributes:
        addresses: where the page is, by the codes of the languages it is in.
        above: the pages above it, the front page first.
        branches: path and depth of the pages of its family, in whatever language, that
            have pages below them.
    """

    addresses: dict[str, str]
    above: list[Card]
    branches: list[tuple[str, int]]


def _published(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.live and page.alias_of_id is None]


class WithPicture(models.Model):
    """A picture for a page, which always says in words what it shows."""

    served_with: ClassVar[tuple[str, ...]] = ("image",)

    image = models.ForeignKey(
        "base.NetworkImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        _("text for those who do not see the picture"), max_length=250, blank=True
    )

    picture_panel = MultiFieldPanel(
        [FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.image and not self.image_alt:
            message = _("Say in words what the picture shows.")
            raise ValidationError({"image_alt": message})


class IndexPage(BasePage):
    """A page that lists things of one kind; there is one in each language."""

    max_count_per_parent = 1

    class Meta:
        abstract = True
