from __future__ import annotations

from email.header import Header
from email.mime.base import MIMEBase
from email.mime.nonmultipart import MIMENonMultipart
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from network_site.base.registries import NotificationKind, RenderedMail
from notifications.unsubscribing import token_for


class _Message(EmailMultiAlternatives):
    """A message whose long subject begins on its own line.

    Django divides a subject without counting the header's name, and Python then moves
    the whole of it to the next line: some programs show it with a space before it.
    """

    def message(self) -> Any:
        built = super().message()
        subject = Header(self.subject, "utf-8", header_name="Subject")
        built.replace_header("Subject", subject)
        return built


def compose(mail: RenderedMail, *, to: str) -> EmailMultiAlternatives:
    """Build the message: text, HTML, and a calendar part that mail programs act on.

    The calendar part stands both as an alternative (Outlook and Gmail offer it as an
    invitation) and as an attachment (others open the file).
    """
    message = _Message(
        subject=" ".join(mail.subject.split()),
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": get_language(),
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        content, method = mail.calendar
        message.attach_alternative(
            content.decode(), f"text/calendar; method={method}; charset=UTF-8"
        )
        message.attach(_calendar_file(content, method))
    return message


def unsubscribe_headers(user: Any, kind: NotificationKind) -> dict[str, str]:
    """Return the headers by which a mail program ends mails of one kind (RFC 8058)."""
    token = token_for(user, kind)
    ways = [f"<{settings.BASE_URL}{reverse('unsubscribe', args=[token])}>"]
    if settings.UNSUBSCRIBE_ADDRESS:
        ways.append(f"<mailto:{settings.UNSUBSCRIBE_ADDRESS}?subject={token}>")
    return {
        "List-Unsubscribe": ", ".join(ways),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _calendar_file(content: bytes, method: str) -> MIMEBase:
    part = MIMENonMultipart(
        "text", "calendar", charset="UTF-8", method=method, name="invite.ics"
    )
    part.add_header("Content-Disposition", "attachment", filename="invite.ics")
    part.set_payload(content, "UTF-8")
    return part


def render_mail(
    template: str,
    context: dict[str, Any],
    *,
    subject: str,
    calendar: tuple[bytes, str] | None = None,
) -> RenderedMail:
    """Render ``<template>.txt`` and ``<template>.html`` in the active language."""
    context = context | {"base_url": settings.BASE_URL, "subject": subject}
    return RenderedMail(
        subject=subject,
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        calendar=calendar,
    )
