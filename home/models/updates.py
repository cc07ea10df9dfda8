from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from groups.models import SpaceContent, SpaceContentPage
from groups.models.pages import SPACE_AUDIENCES
from groups.policies import Notify
from groups.publisher import network_tools
from home.entries import entries_of
from home.querysets import UpdateQuerySet
from network_site.base.families import PageFamily
from network_site.base.models import BasePage, IndexPage
from network_site.base.visibility import Audience

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 20
OTHERS_SHOWN = 4


class Update(PageFamily, SpaceContent):
    """A piece of news: what is counted, read and told about; its pages have the words."""

    page_model_name = "home.UpdatePage"

    title = models.CharField(max_length=255)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="updates",
    )
    published_at = models.DateTimeField(default=timezone.now, db_index=True)
    live = models.BooleanField(default=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["space", "-published_at"], name="update_by_space")
        ]

    def __str__(self) -> str:
        return self.title


class UpdateRead(models.Model):
    """That a person has opened an update."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="reads")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["update", "user"], name="read_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.update}"


class UpdateIndexPage(IndexPage):
    """All updates that the reader may see, newest first."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.UpdatePage"]
    kind_label = _("Updates")
    kind_icon = "news"

    class Meta:
        verbose_name = _("page of updates")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        updates = (
            Update.objects.visible_to(request.user)
            .newest_first()
            .with_read_state(request.user)
        )
        found = Paginator(updates, ON_A_PAGE).get_page(request.GET.get("page"))
        return context | {
            "page_obj": found,
            "entries": entries_of(found.object_list, level=2, where=True),
            "new_here": network_tools(request.user, UpdatePage),
        }


class UpdatePage(SpaceContentPage):
    """An update as it is read."""

    audience = models.CharField(
        _("who sees this"),
        max_length=10,
        choices=SPACE_AUDIENCES,
        default=Audience.SPACE,
        help_text=_(
            "An open group shows everything to the whole network, a closed one nothing."
        ),
    )
    notify = models.CharField(
        _("notice"),
        max_length=10,
        choices=Notify.choices,
        default=Notify.DIGEST,
        help_text=_("Given once, when the update is first published."),
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("audience"),
        FieldPanel("notify"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("notify", overridable=False),
    ]
    parent_page_types: ClassVar[list[str]] = [
        "home.UpdateIndexPage",
        "groups.GroupPage",
        "projects.ProjectPage",
    ]
    subpage_types: ClassVar[list[str]] = []
    kind_label = _("Update")
    kind_icon = "news"

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        update = (
            Update.objects.filter(translation_key=self.translation_key)
            .with_read_state(request.user)
            .select_related("author__organisation", "space")
            .first()
        )
        if update is not None and self.space_id:
            # This one knows how many its members are.
            update.space = self.space
        preview = getattr(request, "is_preview", False)
        if update is not None and not update.opened and not preview:
            UpdateRead.objects.bulk_create(
                [UpdateRead(update=update, user=request.user)], ignore_conflicts=True
            )
        home = context["crumbs"][-1] if self.space_id and context["crumbs"] else None
        others = (
            Update.objects.visible_to(request.user)
            .filter(space=self.space_id)
            .exclude(translation_key=self.translation_key)
            .newest_first()
            .with_cards()[:OTHERS_SHOWN]
        )
        return context | {
            "update": update,
            "space_home": home,
            "others": [other for other in others if other.page is not None],
        }
