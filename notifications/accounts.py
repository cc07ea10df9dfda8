"""The mails of sign-on, sent through the ledger like all others."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import User
from network_site.base.registries import NotificationKind, RenderedMail
from notifications.services import notify

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountMail(NotificationKind):
    """A mail about the account itself, such as a link for a new password."""

    key = "account"
    label = _("Your account")
    transactional = True
    # A second copy of a password link does no harm; a missing one locks somebody out.
    at_least_once = True
    payload_is_secret = True
    answers_at_once = True
    because = _("It was asked for when signing in.")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        """Return the account, to its own owner only."""
        return {
            subject_id: user
            for subject_id in subject_ids
            if user is not None and subject_id.partition(":")[0] == str(user.pk)
        }

    def render(self, subject: Any, user: Any | None, payload: dict) -> RenderedMail:
        prefix, context = payload["template"], payload["context"] | {"user": subject}
        return RenderedMail(
            subject=render_to_string(f"{prefix}_subject.txt", context).strip(),
            text=render_to_string(f"{prefix}_message.txt", context),
        )

    def inbox_line(self, subject: Any, payload: dict) -> tuple[str, str]:
        return str(self.label), reverse("me")


class LedgerAccountAdapter(DefaultAccountAdapter):
    """Closes sign-up: accounts come from administrators and invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Put the mail in the ledger; addresses that no account has get none."""
        user = User.objects.active().filter(email=email.lower()).first()
        if user is None:
            return
        facts = {key: value for key, value in context.items() if isinstance(value, str)}
        facts["site_name"] = settings.WAGTAIL_SITE_NAME
        notify(
            AccountMail.key,
            subject_id=f"{user.pk}:{uuid.uuid4()}",
            recipients=[user],
            payload={"template": template_prefix, "context": facts},
            in_inbox=False,
        )
