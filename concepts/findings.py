"""What can be found wrong with a concept, or worth a second look: one id each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concepts.languages import name_of

ERROR, WARNING, HINT = "error", "warning", "hint"


class Check(NamedTuple):
    """One thing that is looked for.

    Attributes:
        severity: an error is refused when a person saves it, a warning should be
            mended before approval, a hint is advice of terminology work.
        part: the part of the concept that it is about.
        words: says what was found and what to do, with places for the details.
        title: what the list of such concepts is called; errors have no lists.
    """

    severity: str
    part: str
    words: str | Promise
    title: str | Promise = ""


CHECKS = {
    "no-recommended-term": Check(
        ERROR, "terms", _("Give the concept a recommended term.")
    ),
    "two-recommended-terms": Check(
        ERROR, "terms", _("A concept has one recommended term in each language.")
    ),
    "term-twice": Check(
        ERROR, "terms", _("“%(term)s” is given twice in the same language.")
    ),
    "unseen-characters": Check(
        ERROR,
        "terms",
        _("A term has characters that cannot be seen. Type it anew."),
    ),
    "replaced-while-in-use": Check(
        ERROR,
        "status",
        _("Only a superseded or retired concept is replaced by another."),
    ),
    "replaced-by-itself": Check(ERROR, "status", _("A concept cannot replace itself.")),
    "related-to-itself": Check(
        ERROR, "relations", _("A concept is not related to itself.")
    ),
    "related-twice": Check(
        ERROR,
        "relations",
        _("Two concepts are related to each other in one way only."),
    ),
    "ring": Check(ERROR, "relations", _("The broader concepts would make a ring.")),
    "related-and-broader": Check(
        ERROR,
        "relations",
        _("A related concept cannot be broader or narrower at the same time."),
    ),
    "missing-language": Check(
        WARNING,
        "terms",
        _("The recommended term is missing in this language: %(name)s."),
        _("No recommended term: %(name)s"),
    ),
    "no-definition": Check(
        WARNING,
        "definitions",
        _("The concept has no definition."),
        _("No definition"),
    ),
    "same-term": Check(
        WARNING,
        "definitions",
        _(
            "“%(term)s” is defined in another way elsewhere, too. Agree on one"
            " definition, or tell the concepts apart with homonym numbers."
        ),
        _("Same term, different definitions"),
    ),
    "definition-circle": Check(
        WARNING,
        "definitions",
        _("The definitions go round in a circle: %(ring)s. Open it at one place."),
        _("Definitions that go in a circle"),
    ),
    "definition-own-term": Check(
        HINT,
        "definitions",
        _("The definition uses the term that it defines: “%(term)s”."),
        _("Definition uses its own term"),
    ),
    "definition-discouraged-term": Check(
        HINT,
        "definitions",
        _("The definition uses a term that is to be avoided: “%(term)s”."),
        _("Definition uses a discouraged term"),
    ),
    "definition-undefined-term": Check(
        HINT,
        "definitions",
        _("The definition uses “%(term)s”, which has no definition itself."),
        _("Definition uses an undefined term"),
    ),
    "definition-capital": Check(
        HINT,
        "definitions",
        _("The definition begins with a capital. It should be one plain phrase."),
        _("Definition begins with a capital"),
    ),
    "definition-full-stop": Check(
        HINT,
        "definitions",
        _("The definition ends with a full stop. Leave it out."),
        _("Definition ends with a full stop"),
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing found of one concept.

    Attributes:
        check: key of ``CHECKS``.
        language: tag of the text that it is about; empty for the whole concept.
        details: fills the places in the words of the check.
    """

    check: str
    language: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        return CHECKS[self.check].severity

    @property
    def text(self) -> str:
        """What was found, in the active language."""
        return worded(self.check, self.language, self.details)


def worded(check: str, language: str, details: dict[str, Any]) -> str:
    """Say a finding in the active language."""
    return str(CHECKS[check].words) % _places(language, details)


def list_title(check: str, language: str) -> str:
    """Return what the list of the concepts with a finding is called."""
    return str(CHECKS[check].title) % _places(language, {})


def _places(language: str, details: dict[str, Any]) -> dict[str, Any]:
    return {"name": name_of(language) if language else "", **details}
