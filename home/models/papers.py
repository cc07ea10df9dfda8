"""What the network has agreed on: common positions, basic documents, guidelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from network_site.base.languages import one_of_each
from network_site.base.models import BasePage, IndexPage
from network_site.base.visibility import Audience

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 30


class PaperIndexPage(IndexPage):
    """A list of the papers of one kind; of each, the one in the reader's language."""

    paper_model: ClassVar[str]
    paper_order: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        model = apps.get_model(self.paper_model)
        papers = one_of_each(model.objects.all()).defer_streamfields()
        if request.user.is_guest:
            papers = papers.filter(audience=Audience.EVERYONE)
        context["page_obj"] = Paginator(
            papers.order_by(*self.paper_order), ON_A_PAGE
        ).get_page(request.GET.get("page"))
        return context


class PaperPage(BasePage):
    """A page beside which the paper itself may be kept as a document."""

    document = models.ForeignKey(
        "base.NetworkDocument",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


class PositionIndexPage(PaperIndexPage):
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.PositionPage"]
    kind_label = _("Positions")
    kind_icon = "flag"

    paper_model = "home.PositionPage"
    paper_order = ("-given_on", "-pk")

    class Meta:
        verbose_name = _("page of positions")


class PositionPage(PaperPage):
    """A common position (kannanotto) that the network has given to somebody."""

    given_on = models.DateField(_("given on"))
    addressee = models.CharField(_("given to"), max_length=200)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("given_on"),
        FieldPanel("addressee"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("document"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("given_on", overridable=False),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.PositionIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    kind_label = _("Position")
    kind_icon = "flag"

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")


class GuidelineIndexPage(PaperIndexPage):
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.GuidelinePage"]
    kind_label = _("Basic documents and guidelines")
    kind_icon = "book"

    paper_model = "home.GuidelinePage"
    paper_order = ("kind", "-valid_from", "-pk")

    class Meta:
        verbose_name = _("page of guidelines")


class GuidelinePage(PaperPage):
    """A basic document (perusasiakirja) or a guideline (linjaus) in force."""

    class Kind(models.TextChoices):
        BASIC = "basic", _("Basic document")
        GUIDELINE = "guideline", _("Guideline")

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.GUIDELINE
    )
    version = models.CharField(_("version"), max_length=20)
    valid_from = models.DateField(_("valid from"))
    decided_by = models.CharField(_("decided by"), max_length=200)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("version"),
        FieldPanel("valid_from"),
        FieldPanel("decided_by"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("document"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        *[
            SynchronizedField(name, overridable=False)
            for name in ("kind", "version", "valid_from")
        ],
    ]
    parent_page_types: ClassVar[list[str]] = ["home.GuidelineIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    kind_label = _("Guideline")
    kind_icon = "book"

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
