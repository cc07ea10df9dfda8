"""The body of a page as far as a short form holds it: a text, pictures, files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from network_site.base.marked_text import marked_text, plain_words, rich_text
from network_site.base.models import NetworkDocument, NetworkImage


@dataclass(frozen=True)
class ShortBody:
    """A text with marks, pictures with what they show in words, and files, by id."""

    text: str = ""
    pictures: tuple[tuple[int, str], ...] = ()
    files: tuple[int, ...] = ()


def short_body(body: Any) -> ShortBody | None:
    """Return a page's body as the short form holds it; None where it holds more."""
    kinds = [block.block_type for block in body]
    pictures = kinds.count("image")
    if kinds != ["text"] * ("text" in kinds) + ["image"] * pictures + ["documents"] * (
        "documents" in kinds
    ):
        return None
    text, shown, files = "", [], []
    for block in body:
        if block.block_type == "text":
            text = marked_text(block.value.source)
            if text is None:
                return None
        elif block.block_type == "image":
            image = block.value["image"]
            if image is None or block.value["caption"]:
                return None
            shown.append((image.pk, block.value["alt_text"]))
        else:
            if block.value["heading"] or None in list(block.value["documents"]):
                return None
            files += [document.pk for document in block.value["documents"]]
    return ShortBody(text, tuple(shown), tuple(files))


def allowed(kind: Any, collection_id: int, held: Iterable[int]) -> Any:
    """Return the pictures or files that a page may hand out.

    Args:
        kind: the model of pictures or files.
        collection_id: where they lie.
        held: ids of those that the page has from elsewhere already, by the editor.
    """
    return kind.objects.filter(Q(collection=collection_id) | Q(pk__in=list(held)))


def body_blocks(
    short: ShortBody, *, collection_id: int, before: ShortBody
) -> list[tuple[str, Any]]:
    """Return the blocks of a body.

    Args:
        short: what the form holds.
        collection_id: where its pictures and files lie.
        before: what the page has had so far.

    Raises:
        ValidationError: a picture or a file is gone, or is another space's.
    """
    images = allowed(NetworkImage, collection_id, dict(before.pictures)).in_bulk(
        [pk for pk, _words in short.pictures]
    )
    files = allowed(NetworkDocument, collection_id, before.files).in_bulk(
        list(short.files)
    )
    if len(images) < len(dict(short.pictures)) or len(files) < len(set(short.files)):
        raise ValidationError(_("A picture or a file is gone. Add it again."))
    blocks: list[tuple[str, Any]] = []
    if short.text.strip():
        blocks.append(("text", rich_text(short.text)))
    blocks += [
        ("image", {"image": images[pk], "alt_text": words, "caption": ""})
        for pk, words in short.pictures
    ]
    if short.files:
        listed = {"heading": "", "documents": [files[pk] for pk in short.files]}
        blocks.append(("documents", listed))
    return blocks


def summary_of(text: str, length: int) -> str:
    """Return the beginning of a text, cut between words.

    Args:
        text: with marks.
        length: in characters.
    """
    words = plain_words(text)
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0] + "…"
