"""Finding concepts by their labels, as Skosmos does: whole labels, ``*`` for any part.

The keys of the alphabet are the index: a label that begins with some words has a key
that begins with the key of the words, so a range of keys holds all that can match, and
the labels themselves are compared after that.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from concepts.alphabet import KEY_LENGTH, prefix_range, sort_key
from concepts.languages import rank
from concepts.models import Concept, Mapping, Relation, Term, Vocabulary
from concepts.querysets import PUBLIC_STATUSES
from concepts.rest.rows import local_name
from concepts.rest.walking import reached

CONCEPT_TYPE = "http://www.w3.org/2004/02/skos/core#Concept"
_CONCEPT_NAMES = ("skos:Concept", CONCEPT_TYPE)
_NOTATION = "notation"
# How good a match is, by what matched.
_RANKS = {
    Term.Kind.RECOMMENDED: 1,
    Term.Kind.SYNONYM: 3,
    _NOTATION: 5,
    Term.Kind.SEARCH_TERM: 7,
    Term.Kind.DISCOURAGED: 7,
    Term.Kind.REJECTED: 7,
}
_KEYS = {
    Term.Kind.SYNONYM: "altLabel",
    Term.Kind.SEARCH_TERM: "hiddenLabel",
    Term.Kind.DISCOURAGED: "hiddenLabel",
    Term.Kind.REJECTED: "hiddenLabel",
}
_MAPPING_FIELDS = {f"{kind}Match": kind for kind in Mapping.Kind.values}
# Ids that go into one query as they are; more are sifted afterwards.
_LISTED = 1000


@dataclass
class Question:
    """What is searched.

    Attributes:
        words: what a whole label is; ``*`` stands for anything. Empty takes everything.
        language: of the labels that may match; empty for any.
        shown_language: of the name that is shown; empty for that of the match.
        vocabularies: where to search; None for everywhere.
        types: names of the types of what is searched; none for all.
        parents: URIs of concepts below which a hit is, at any depth.
        groups: URIs of subjects that a hit belongs to.
        schemes: URIs of concept schemes that a hit belongs to.
        fields: what else is told of a hit.
        unique: tell a concept once, by its best match.
    """

    words: str = ""
    language: str = ""
    shown_language: str = ""
    vocabularies: list[Vocabulary] | None = None
    types: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    unique: bool = False
    limit: int | None = None
    offset: int = 0


class Match(NamedTuple):
    """A label, or the notation, of a concept that fits the words."""

    rank: int
    key: str
    text: str
    kind: str
    language: str
    concept_id: int


def search(question: Question) -> list[dict[str, Any]]:
    """Return the hits in the order of the labels that matched."""
    if question.words and not question.words.strip("* "):
        return []
    if question.types and not set(question.types) & set(_CONCEPT_NAMES):
        return []
    matches = sorted(
        _matches(question),
        key=lambda match: (match.key, match.text, match.rank, match.concept_id),
    )
    if question.unique:
        matches = _best_of_each(matches)
    end = None if question.limit is None else question.offset + question.limit
    wanted = matches[question.offset : end]
    return list(_hits(wanted, question))


def _best_of_each(matches: list[Match]) -> list[Match]:
    best: dict[int, Match] = {}
    for match in matches:
        known = best.get(match.concept_id)
        if known is None or match.rank < known.rank:
            best[match.concept_id] = match
    return [match for match in matches if best[match.concept_id] is match]


def _below(question: Question) -> set[int] | None:
    """Return the ids of what is below the asked parents; None where none are asked."""
    if not question.parents:
        return None
    uppers = Concept.objects.public().filter(uri__in=question.parents)
    return {
        pk
        for upper in uppers.values_list("pk", flat=True)
        for pk in reached(upper, upwards=False)
        if pk != upper
    }


def _matches(question: Question) -> Iterator[Match]:
    """Yield what fits the words.

    The database finds by the words alone, and the rest is sifted here: given more to
    go by, it would begin with all the concepts of a vocabulary or a language.
    """
    is_in_scope = _sieve(question)
    pattern = _pattern(question.words)
    for kind, key, text, language, pk, *of_concept in _candidates(question).values_list(
        "kind",
        "sort_key",
        "text",
        "language",
        "concept_id",
        "concept__vocabulary_id",
        "concept__status",
    ):
        if (
            _speaks(language, question.language)
            and pattern.fullmatch(_folded(text))
            and is_in_scope(pk, *of_concept)
        ):
            yield Match(_RANKS[kind], key, text, kind, language, pk)
    if not question.words:
        return
    coded = Concept.objects.order_by().exclude(code="")
    coded = coded.filter(code__istartswith=_beginning(question.words))
    for pk, code, *of_concept in coded.values_list(
        "pk", "code", "vocabulary_id", "status"
    ):
        if pattern.fullmatch(_folded(code)) and is_in_scope(pk, *of_concept):
            yield Match(_RANKS[_NOTATION], sort_key(code), code, _NOTATION, "", pk)


def _speaks(language: str, wanted: str) -> bool:
    """Tell whether a language is the wanted one, whatever its region."""
    return not wanted or language == wanted or language.startswith(f"{wanted}-")


def _sieve(question: Question) -> Callable[[int, int, str], bool]:
    """Return what tells of an id, a vocabulary and a status whether they are asked for."""
    vocabularies = _vocabularies(question)
    below = _below(question)
    members = _members(question)

    def is_in_scope(pk: int, vocabulary_id: int, status: str) -> bool:
        return (
            status in PUBLIC_STATUSES
            and (vocabularies is None or vocabulary_id in vocabularies)
            and (below is None or pk in below)
            and (members is None or pk in members)
        )

    return is_in_scope


def _vocabularies(question: Question) -> set[int] | None:
    """Return the ids of where to search; None for everywhere."""
    asked = question.vocabularies
    ids = None if asked is None else {vocabulary.pk for vocabulary in asked}
    if not question.schemes:
        return ids
    schemes = Vocabulary.objects.filter(base_uri__in=question.schemes)
    found = set(schemes.values_list("pk", flat=True))
    return found if ids is None else found & ids


def _members(question: Question) -> set[int] | None:
    """Return the ids of what belongs to the asked subjects; None where none are asked."""
    if not question.groups:
        return None
    rows = Concept.subjects.through.objects.filter(subject__uri__in=question.groups)
    return set(rows.values_list("concept_id", flat=True))


def _candidates(question: Question) -> Any:
    """Return the terms whose keys fit the words."""
    rows = Term.objects.order_by()
    if not question.words:
        return rows.filter(kind=Term.Kind.RECOMMENDED)
    begins = sort_key(_beginning(question.words))
    if begins:
        first, after = prefix_range(begins)
        return rows.filter(sort_key__gte=first, sort_key__lt=after)
    inside = max(map(sort_key, question.words.split("*")), key=len)
    if not inside:
        return rows
    return rows.annotate(length=Length("sort_key")).filter(
        # What comes after the end of a key is not in it.
        Q(sort_key__contains=inside) | Q(length=KEY_LENGTH)
    )


def _beginning(words: str) -> str:
    """Return the words up to the first asterisk."""
    return words.partition("*")[0]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _pattern(words: str) -> re.Pattern[str]:
    """Return what a whole label must match."""
    parts = (re.escape(_folded(part)) for part in words.split("*"))
    return re.compile(".*".join(parts) if words else ".*", re.DOTALL)


def _hits(matches: list[Match], question: Question) -> Iterator[dict[str, Any]]:
    ids = {match.concept_id for match in matches}
    known = _Known(ids, question.fields)
    for match in matches:
        yield _hit(match, known, question)


class _Known:
    """What is told of the concepts of the hits, fetched at once."""

    def __init__(self, ids: set[int], fields: list[str]) -> None:
        self.ids = ids
        self.concepts: dict[int, tuple[str, str, str, str]] = {
            pk: tuple(row)
            for pk, *row in self._of(Concept.objects.order_by(), "pk").values_list(
                "pk", "uri", "code", "vocabulary__slug", "vocabulary__default_language"
            )
            if pk in ids
        }
        self.names = self._names(ids)
        self.fields: dict[str, dict[int, list[Any]]] = {
            name: values for name in fields if (values := self._field(name)) is not None
        }

    def _of(self, rows: Any, name: str) -> Any:
        """Keep the rows of these concepts, where they are not too many to name."""
        if len(self.ids) > _LISTED:
            return rows
        return rows.filter(**{f"{name}__in": self.ids})

    def _names(self, ids: set[int]) -> dict[int, dict[str, str]]:
        names: dict[int, dict[str, str]] = defaultdict(dict)
        terms = Term.objects.filter(kind=Term.Kind.RECOMMENDED).order_by()
        if len(ids) <= _LISTED:
            terms = terms.filter(concept__in=ids)
        for pk, language, text in terms.values_list("concept_id", "language", "text"):
            if pk in ids:
                names[pk][language] = text
        return names

    def _field(self, name: str) -> dict[int, list[Any]] | None:
        """Return the values of one of the asked fields; None for what is none."""
        if name in ("broader", "narrower", "related"):
            return self._linked(name)
        if name in ("altLabel", "hiddenLabel"):
            kinds = [kind for kind, key in _KEYS.items() if key == name]
            rows = Term.objects.filter(kind__in=kinds).order_by("sort_key", "pk")
            return self._listed(
                self._of(rows, "concept"), lambda text: {"prefLabel": text}, "text"
            )
        if name in _MAPPING_FIELDS:
            rows = Mapping.objects.filter(kind=_MAPPING_FIELDS[name]).order_by("uri")
            return self._listed(
                self._of(rows, "concept"), lambda uri: {"uri": uri}, "uri"
            )
        return None

    def _listed(self, rows: Any, shown: Any, column: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for pk, value in rows.values_list("concept_id", column):
            if pk in self.ids:
                found[pk].append(shown(value))
        return found

    def _linked(self, name: str) -> dict[int, list[Any]]:
        kinds = (
            (Relation.Kind.ASSOCIATIVE,) if name == "related" else Relation.HIERARCHICAL
        )
        ways = {
            "broader": [("source", "target")],
            "narrower": [("target", "source")],
            "related": [("source", "target"), ("target", "source")],
        }[name]
        pairs = [
            (pk, other, uri)
            for own, far in ways
            for pk, other, uri in self._of(
                Relation.objects.filter(
                    **{"kind__in": kinds, f"{far}__status__in": PUBLIC_STATUSES}
                ).order_by(),
                own,
            ).values_list(f"{own}_id", f"{far}_id", f"{far}__uri")
            if pk in self.ids
        ]
        names = self._names({other for _pk, other, _uri in pairs})
        found: dict[int, list[Any]] = defaultdict(list)
        for pk, other, uri in sorted(pairs, key=lambda pair: pair[2]):
            default = self.concepts[pk][3]
            found[pk].append({"uri": uri, "prefLabel": _best(names[other], [default])})
        return found


def _best(names: dict[str, str], languages: Iterable[str]) -> str:
    return named_in(names, languages)[1]


def named_in(names: dict[str, str], languages: Iterable[str]) -> tuple[str, str]:
    """Return the language and the text of the name for readers of some languages.

    Args:
        names: recommended terms by language.
        languages: the wanted ones, the best first; any other will do after them.
    """
    for wanted in filter(None, languages):
        for language in sorted(names):
            if language == wanted or language.startswith(f"{wanted}-"):
                return language, names[language]
    return min(names.items(), key=lambda item: rank(item[0], "fi"), default=("", ""))


def _hit(match: Match, known: _Known, question: Question) -> dict[str, Any]:
    pk = match.concept_id
    uri, code, slug, default = known.concepts[pk]
    wanted = [
        question.shown_language or question.language,
        match.language,
        default,
    ]
    language, name = named_in(known.names[pk], wanted)
    hit: dict[str, Any] = {
        "uri": uri,
        "type": ["skos:Concept"],
        "localname": local_name(uri),
        "prefLabel": name,
        "lang": language,
    }
    if match.kind == Term.Kind.RECOMMENDED:
        if match.language != language:
            hit["matchedPrefLabel"] = match.text
    elif match.kind in _KEYS:
        hit[_KEYS[Term.Kind(match.kind)]] = match.text
    if code:
        hit["notation"] = code
    if "prefLabel" in question.fields:
        hit["prefLabels"] = dict(sorted(known.names[pk].items()))
    for name_of_field, values in known.fields.items():
        if values.get(pk):
            hit[name_of_field] = values[pk]
    return hit | {"vocab": slug}


def lookup(question: Question) -> list[dict[str, Any]]:
    """Return the concepts that a label names, by the best kind of match alone.

    Exact preferred labels come before those in other capitals, preferred before other
    ones. Without a language, preferred labels of other languages come in between.
    """
    label = question.words
    hits = search(question)
    kinds = ["prefLabel", "altLabel"]
    if not question.language:
        kinds.insert(1, "matchedPrefLabel")
    for kind in kinds:
        for same in (str, _folded):
            found = [hit for hit in hits if same(hit.get(kind, "")) == same(label)]
            if found:
                return [_renamed(hit, kind) for hit in found]
    return []


def _renamed(hit: dict[str, Any], kind: str) -> dict[str, Any]:
    if kind == "matchedPrefLabel":
        hit["prefLabel"] = hit.pop("matchedPrefLabel")
    return hit
