from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from groups.content import attach_homes
from groups.recipients import whose_news
from home.models import Update, UpdatePage
from network_site.base.families import attach_pages
from network_site.base.languages import here, reader_language
from network_site.base.registries import NotificationKind, RenderedMail
from notifications.mail import render_mail

UPDATE_PUBLISHED = "update_published"


class UpdateNotice(NotificationKind):
    """A new update in a space that the reader belongs to, or from the network."""

    key = UPDATE_PUBLISHED
    label = gettext_lazy("Update")
    icon = "news"
    because = gettext_lazy("The reader belongs to the space, or to the network.")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        if user is None:
            return {}
        updates = list(
            Update.objects.visible_to(user)
            .filter(pk__in=[int(pk) for pk in subject_ids])
            .select_related("space", "author__organisation")
        )
        attach_pages(updates, reader_language(), UpdatePage)
        attach_homes(updates)
        return {str(update.pk): update for update in updates if update.page}

    def render(self, subject: Update, user: Any | None, payload: dict) -> RenderedMail:
        where = whose_news(subject.space)
        return render_mail(
            "home/mail/update",
            {"update": subject, "page": subject.page, "user": user, "where": where},
            subject=f"{where}: {subject.page.title}",
        )

    def inbox_line(self, subject: Update, payload: dict) -> tuple[str, str]:
        return subject.page.title, here(subject.page.url)

    def excerpt(self, subject: Update) -> str:
        return subject.page.summary
