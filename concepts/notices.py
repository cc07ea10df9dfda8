"""What people are told about suggestions, as kinds of the ledger."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concepts.models import Concept, Suggestion
from concepts.services import may_edit_concepts
from concepts.wording import label_of
from groups.notices import SpaceNotice
from members.models import User
from network_site.base.registries import RenderedMail
from notifications.services import notify

SUGGESTED = "concept_suggestion"
ANSWERED = "suggestion_answered"


class SuggestionNotice(SpaceNotice):
    """A notice about one suggestion, to somebody who still sees the concept."""

    icon = "concept"
    transactional = False

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        if user is None:
            return {}
        seen = Concept.objects.visible_to(user).order_by().values("pk")
        rows = Suggestion.objects.filter(
            pk__in=map(int, subject_ids), concept__in=seen
        ).select_related("concept__vocabulary", "author")
        return {str(row.pk): row for row in rows if self.concerns(row, user)}

    def concerns(self, row: Suggestion, user: Any) -> bool:
        """Tell whether a person still has to do with a suggestion."""
        raise NotImplementedError

    def _line(self, subject: Suggestion) -> str:
        raise NotImplementedError

    def _mail(
        self, subject: Suggestion, user: Any | None, *, quote: str, button: str
    ) -> RenderedMail:
        return self.mail(
            self._line(subject),
            user,
            about=label_of(subject.field) or _("The whole concept"),
            quote=quote,
            button=button,
            url=self.inbox_line(subject, {})[1],
        )


class SuggestedNotice(SuggestionNotice):
    key = SUGGESTED
    label = gettext_lazy("Suggested change to a concept")
    because = gettext_lazy("The reader edits concepts, or answers for this one.")

    def concerns(self, row: Suggestion, user: Any) -> bool:
        return may_edit_concepts(user) or row.concept.contact_id == user.pk

    def is_current(self, subject: Suggestion, version: int) -> bool:
        return subject.state == Suggestion.State.OPEN

    def _line(self, subject: Suggestion) -> str:
        words = _("%(person)s suggests a change: %(concept)s")
        return words % {"person": subject.author or "–", "concept": subject.concept}

    def render(
        self, subject: Suggestion, user: Any | None, payload: dict
    ) -> RenderedMail:
        quote = "\n\n".join(filter(None, [subject.text, subject.comment]))
        return self._mail(subject, user, quote=quote, button=_("Open the suggestion"))

    def inbox_line(self, subject: Suggestion, payload: dict) -> tuple[str, str]:
        url = f"{subject.concept.url}#suggestion-{subject.pk}"
        return self._line(subject), url


class AnsweredNotice(SuggestionNotice):
    key = ANSWERED
    label = gettext_lazy("Answer to your suggestion")
    because = gettext_lazy("The reader suggested the change.")

    def concerns(self, row: Suggestion, user: Any) -> bool:
        return row.author_id == user.pk

    def _line(self, subject: Suggestion) -> str:
        words = (
            _("Your suggestion was accepted: %(concept)s")
            if subject.state == Suggestion.State.ACCEPTED
            else _("Your suggestion was not accepted: %(concept)s")
        )
        return words % {"concept": subject.concept}

    def render(
        self, subject: Suggestion, user: Any | None, payload: dict
    ) -> RenderedMail:
        return self._mail(
            subject, user, quote=subject.answer, button=_("Open the concept")
        )

    def inbox_line(self, subject: Suggestion, payload: dict) -> tuple[str, str]:
        return self._line(subject), subject.concept.url


KINDS = (SuggestedNotice(), AnsweredNotice())


def tell_of_suggestion(suggestion: Suggestion) -> None:
    """Tell the concept's contact person and the concept editors."""
    editors = User.objects.active().filter(is_concept_editor=True)
    people = {person.pk: person for person in editors}
    if contact := suggestion.concept.contact:
        people[contact.pk] = contact
    people.pop(suggestion.author_id, None)
    notify(SUGGESTED, subject_id=str(suggestion.pk), recipients=people.values())


def tell_of_answer(suggestion: Suggestion) -> None:
    author = suggestion.author
    if author is not None and author.pk != suggestion.answered_by_id:
        notify(ANSWERED, subject_id=str(suggestion.pk), recipients=[author])
