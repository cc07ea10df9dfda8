"""Why a mail has not gone, or went as it did: short in the ledger, in words for people."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOT_TO_BE_TOLD = "no longer to be told"
NOT_WANTED = "not wanted by mail"
QUIET = "quiet hours"
REPLACED = "a newer notice tells it"
UNCLEAR = "unclear whether it was sent"
IN_JOURNAL = "found in the journal"
NO_JOURNAL = "the journal does not answer"
NO_ANSWER = "the relay has not answered"
AWAY = "the relay does not answer"
ADDRESS_REFUSES = "the address refuses mail"
RESENT = "sent again by an administrator"

WORDS = {
    NOT_TO_BE_TOLD: gettext_lazy(
        "Not sent: the reader may no longer see it, a newer notice came, the account "
        "is closed, or it is over."
    ),
    NOT_WANTED: gettext_lazy("Not sent: the reader has chosen so."),
    QUIET: gettext_lazy("Waits for the reader's quiet hours to end."),
    REPLACED: gettext_lazy("Not sent: a newer notice tells the newest state."),
    UNCLEAR: gettext_lazy(
        "Not sent again: the sender died, and the relay may have taken the mail."
    ),
    IN_JOURNAL: gettext_lazy(
        "The sender died, but the relay's journal has the mail: it was sent."
    ),
    NO_JOURNAL: gettext_lazy(
        "The sender died, and the relay's journal cannot be read: waits for it."
    ),
    NO_ANSWER: gettext_lazy(
        "The relay got the mail and did not answer: waits, so that none is sent twice."
    ),
    AWAY: gettext_lazy("The relay does not answer: tried again later."),
    ADDRESS_REFUSES: gettext_lazy(
        "Held: the address has refused mail several times. It goes when the address "
        "changes or the reader asks to try again."
    ),
    RESENT: gettext_lazy("An administrator has had it sent again."),
}


def refusal(code: int) -> str:
    """Return the reason that stands for a refusal by the relay."""
    return f"SMTP {code}"


def explain(why: str) -> str:
    """Return a reason in the active language."""
    if why in WORDS:
        return str(WORDS[why])
    if why.startswith("SMTP "):
        code = why.removeprefix("SMTP ")
        if code.startswith("4"):
            return _("Refused for now (%(code)s): tried again later.") % {"code": code}
        return _("Refused for good (%(code)s).") % {"code": code}
    return _("The mail could not be made: %(error)s.") % {"error": why} if why else ""
