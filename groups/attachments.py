"""The pictures and files of a short form.

They are stored as they come, before the rest of the form is looked at: a browser does
not send a chosen file twice, so an error elsewhere would lose it. Until the page that
hands it out is published, a file waits (``NetworkDocument.published_at``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

from groups.models import Space
from groups.short_body import ShortBody, allowed
from network_site.base.models import NetworkDocument, NetworkImage
from network_site.base.templatetags.network import file_size

MOST = 20
WORDS_LENGTH = 250
# The size in which a form shows a picture that has been added.
SHOWN_AS = "fill-96x96|format-jpeg"


def collection_of(space: Space | None) -> int:
    """Return the id of the collection of a space's files, or of the network's own."""
    if space is not None and space.collection_id:
        return space.collection_id
    return Collection.get_first_root_node().pk


@dataclass
class Attached:
    """One picture or file of the form: its words are an alternative text or a title."""

    kind: str
    item: Any
    words: str
    error: str = ""

    @property
    def rendition(self) -> Any:
        return self.item.get_rendition(SHOWN_AS) if self.kind == "picture" else None


MODELS: dict[str, Any] = {"picture": NetworkImage, "file": NetworkDocument}


class Attachments:
    """What is attached, read from the form's controls.

    Args:
        space: whose they are; None for the network's own.
        user: who adds them.
        before: what the page has, also from elsewhere.
    """

    def __init__(
        self, *, space: Space | None, user: Any, before: ShortBody | None = None
    ) -> None:
        before = before or ShortBody()
        self.held: dict[str, list[int]] = {
            "picture": list(dict(before.pictures)),
            "file": list(before.files),
        }
        self.collection_id = collection_of(space)
        self.user = user
        self.rows: list[Attached] = []
        # Why what was sent last could not be taken, by kind, and what it was called.
        self.refused: dict[str, str] = {}
        self.new_words: dict[str, str] = {}

    def read(self, typed: Any) -> None:
        """Read the attached things back from the controls; foreign ids are ignored."""
        for kind in MODELS:
            removed = set(typed.getlist(f"remove_{kind}"))
            asked = [pk for pk in typed.getlist(kind) if pk not in removed]
            words = {pk: typed.get(f"{kind}-{pk}-words", "") for pk in asked}
            self._add_rows(
                kind,
                [
                    (int(pk), words[pk])
                    for pk in asked
                    if pk.isdecimal() and len(pk) < 19
                ],
            )
            self.new_words[kind] = typed.get(f"new_{kind}-words", "")

    def start_from(self, short: ShortBody) -> None:
        """Show what the page has."""
        self._add_rows("picture", list(short.pictures))
        self._add_rows("file", [(pk, "") for pk in short.files])

    def _add_rows(self, kind: str, wanted: list[tuple[int, str]]) -> None:
        found = allowed(MODELS[kind], self.collection_id, self.held[kind]).in_bulk(
            [pk for pk, _words in wanted[:MOST]]
        )
        self.rows += [
            Attached(kind, item, words.strip()[:WORDS_LENGTH] or self._title(item))
            for pk, words in wanted
            if (item := found.get(pk)) is not None
        ]

    @staticmethod
    def _title(item: Any) -> str:
        return item.title if isinstance(item, NetworkDocument) else ""

    def take(self, uploads: Any) -> None:
        """Store what has just been sent, so that nothing is lost by an error."""
        for kind in MODELS:
            sent = uploads.getlist(f"new_{kind}")
            words = self.new_words.get(kind, "").strip()
            for upload in sent[: MOST - len(self.of(kind))]:
                try:
                    item = self._stored(kind, upload, words if len(sent) == 1 else "")
                except ValidationError as error:
                    self.refused[kind] = f"{upload.name}: {' '.join(error.messages)}"
                else:
                    said = words if kind == "picture" else item.title
                    self.rows.append(Attached(kind, item, said))
                    self.new_words[kind] = ""

    def _stored(self, kind: str, upload: Any, words: str) -> Any:
        owned = {"collection_id": self.collection_id, "uploaded_by_user": self.user}
        title = (words or PurePath(upload.name).stem)[:WORDS_LENGTH]
        if kind == "picture":
            file = WagtailImageField().clean(upload)
            return NetworkImage.objects.create(
                title=title, file=file, published_at=None, **owned
            )
        document = NetworkDocument(
            title=title,
            file=WagtailDocumentField().clean(upload),
            published_at=None,
            **owned,
        )
        document.clean()
        document._set_document_file_metadata()
        document.save()
        return document

    @property
    def allowed_files(self) -> str:
        """What files can be added, in words."""
        kinds = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
        size = file_size(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        return _("%(kinds)s; at most %(size)s each.") % {"kinds": kinds, "size": size}

    def of(self, kind: str) -> list[Attached]:
        return [row for row in self.rows if row.kind == kind]

    @property
    def pictures(self) -> list[Attached]:
        return self.of("picture")

    @property
    def files(self) -> list[Attached]:
        return self.of("file")

    def is_valid(self) -> bool:
        """Tell whether every picture says in words what it shows."""
        for row in self.rows:
            if not row.words:
                row.error = (
                    _("Say in words what the picture shows.")
                    if row.kind == "picture"
                    else _("Give the file a title.")
                )
        return not self.refused and not any(row.error for row in self.rows)

    def write_into(self, typed: Any) -> None:
        """Put what is attached into a form's controls, as if they had been posted."""
        for kind in MODELS:
            typed.setlist(kind, [str(row.item.pk) for row in self.of(kind)])
            typed.setlist(f"new_{kind}-words", [self.new_words.get(kind, "")])
            typed.pop(f"remove_{kind}", None)
        for row in self.rows:
            typed[f"{row.kind}-{row.item.pk}-words"] = row.words

    def short_body(self, text: str) -> ShortBody:
        """Return the whole body of the form."""
        return ShortBody(
            text,
            tuple((row.item.pk, row.words) for row in self.pictures),
            tuple(row.item.pk for row in self.files),
        )

    def titles(self) -> dict[int, str]:
        """Return the titles of the space's own files, by id."""
        return {
            row.item.pk: row.words
            for row in self.files
            if row.item.collection_id == self.collection_id
        }
