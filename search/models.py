from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.querysets import EntryQuerySet


class AudienceSet(models.Model):
    """Audience tokens that open a row, kept once for all rows that share them.

    A network has a handful of sets a space and a hundred thousand rows: a reader's
    tokens are matched with the sets, and the rows only name their set.
    """

    # The sorted tokens, with spaces between them.
    key = models.TextField(unique=True)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.key


class AudienceToken(models.Model):
    """One token of an audience set; whoever holds one of a set's tokens sees its rows."""

    audience = models.ForeignKey(
        AudienceSet, on_delete=models.CASCADE, related_name="tokens"
    )
    token = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("audience token")
        verbose_name_plural = _("audience tokens")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["audience", "token"], name="token_once_in_an_audience"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["token", "audience"], name="audience_by_token")
        ]

    def __str__(self) -> str:
        return self.token


class Entry(models.Model):
    """One findable thing in one language: all that a hit shows, and its terms.

    The only thing that search engines index. It points to nothing by foreign key, so
    that deleting a thing or a space is never held up by the search.
    """

    # What filters and counts read stands first: SQLite finds a column of a row by
    # passing over all those before it, and the texts are long.
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=20)
    # The language by whose rules the terms were made; empty for one without rules.
    reading = models.CharField(max_length=2, blank=True)
    space_id = models.BigIntegerField(null=True, db_index=True)
    department_id = models.BigIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    # Words with a space on either side, so that one of them can be looked for.
    file_types = models.CharField(max_length=100, blank=True)
    audience = models.ForeignKey(
        AudienceSet, on_delete=models.PROTECT, related_name="entries"
    )
    status = models.CharField(max_length=40, blank=True)
    date = models.DateTimeField(null=True)
    # How many terms the title fields and the text hold: ranking weighs by length.
    title_length = models.PositiveIntegerField(default=0)
    text_length = models.PositiveIntegerField(default=0)
    # Of the document and of the rules by which its terms were made.
    source_hash = models.CharField(max_length=64)
    indexed_at = models.DateTimeField(default=timezone.now)
    title = models.TextField()
    url = models.TextField(blank=True)
    # Terms with spaces between them: of whole labels, of the title and labels word by
    # word, and of summary and text, where none is repeated more than a few times.
    label_tokens = models.TextField(blank=True)
    title_tokens = models.TextField(blank=True)
    text_tokens = models.TextField(blank=True)
    extra = models.JSONField(default=dict)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"],
                name="one_entry_per_thing_and_language",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["kind", "-date"], name="entry_by_kind_and_date")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.language}"


class TermCount(models.Model):
    """In how many entries of one language a term occurs: the dictionary.

    Three counters of each language stand among the terms, see ``search.dictionary``.
    """

    reading = models.CharField(max_length=2, blank=True)
    term = models.CharField(max_length=255)
    count = models.BigIntegerField()

    class Meta:
        verbose_name = _("term count")
        verbose_name_plural = _("term counts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["reading", "term"], name="one_count_per_term"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reading} {self.term}: {self.count}"


class DirtyMark(models.Model):
    """Something must be indexed again; written in the transaction that changed it.

    A changed thing is marked for its entries. Changed entries are marked for an engine
    outside the database, which is told after the transaction.

    ``in_doubt``: the rows may open to readers who may not see the thing any more, so
    nobody sees them before they have been compared with it (``search.sight``).

    ``anew``: the rows are made even where nothing seems to have changed.

    ``stamp`` is new with every mark. Whoever indexes notes the stamp it saw, and takes
    the mark away only if nobody has renewed it meanwhile.
    """

    class Target(models.TextChoices):
        ENTRIES = "entries"
        ENGINE = "engine"

    target = models.CharField(
        max_length=10, choices=Target.choices, default=Target.ENTRIES
    )
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    in_doubt = models.BooleanField(default=False)
    anew = models.BooleanField(default=False)
    stamp = models.UUIDField()
    marked_at = models.DateTimeField(default=timezone.now)
    claim = models.UUIDField(null=True)
    claimed_stamp = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("marked_at", "pk")
        verbose_name = _("dirty mark")
        verbose_name_plural = _("dirty marks")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["target", "kind", "object_id"], name="one_mark_per_thing"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["marked_at"], name="mark_by_age"),
            models.Index(fields=["claim"], name="mark_by_claim"),
            models.Index(
                fields=["target"],
                condition=models.Q(in_doubt=True),
                name="mark_in_doubt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class QueryTally(models.Model):
    """How often something was searched for on a day, and with what success.

    Nothing here leads to a person: no account, no address, no time of day.
    """

    query = models.CharField(max_length=80)
    # That of the reader's interface.
    language = models.CharField(max_length=10)
    day = models.DateField()
    # By how many readers, by how many of them without any result, and how many of them
    # opened a result.
    asked = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tally of a query")
        verbose_name_plural = _("tallies of queries")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["query", "language", "day"], name="one_tally_per_query_and_day"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["day"], name="tally_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.query} ({self.language}), {self.day}: {self.asked}"


class SettledQuery(models.Model):
    """A query of which editors have said that nothing needs to be done."""

    query = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    settled_on = models.DateField()

    class Meta:
        verbose_name = _("settled query")
        verbose_name_plural = _("settled queries")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["query", "language"], name="query_settled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.query} ({self.language})"


class Upkeep(models.Model):
    """The nightly comparison of the index with the database: one row, its last run."""

    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Whoever runs it holds it so long; one that died lets go then.
    held_until = models.DateTimeField(null=True)
    # How many rows of each kind of drift were found, and put right.
    found = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("search upkeep")
        verbose_name_plural = _("search upkeep")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}" if self.started_at else "-"
