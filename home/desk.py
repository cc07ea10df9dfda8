"""Updates at the short forms."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from groups.desks import Desk
from groups.writing_forms import WritingForm
from home.models import Update, UpdateIndexPage, UpdatePage
from home.notices import UPDATE_PUBLISHED
from network_site.base.registries import mark_dirty
from notifications.services import put_off, withhold


class UpdateDesk(Desk):
    key = "update"
    icon = "news"
    page_model = UpdatePage
    index_model = UpdateIndexPage
    form_class = WritingForm
    new_url = "new_space_update"
    network_url = "new_network_update"
    edit_url = "edit_update"
    new_title = _("New update")
    edit_title = _("Edit the update")

    def prepare(
        self, page: Any, *, is_new: bool, notify: str, acting_user: Any
    ) -> None:
        """The page itself carries how its readers hear of it."""
        if page.first_published_at is None:
            page.notify = notify

    def told(self, page: Any, *, notify: str, acting_user: Any, until: Any) -> None:
        """Publishing has put the notices in the ledger; they wait for the undoing."""
        update = Update.objects.get(translation_key=page.translation_key)
        put_off(UPDATE_PUBLISHED, subject_id=str(update.pk), until=until)

    def refusal_to_withdraw(self, page: Any) -> str:
        return ""

    def unmade(self, page: Any) -> None:
        update = Update.objects.get(translation_key=page.translation_key)
        withhold(UPDATE_PUBLISHED, subject_id=str(update.pk))
        mark_dirty("update", update.pk)
        update.delete()
