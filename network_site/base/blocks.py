"""The building blocks of a page's body that need nothing from the apps above."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from network_site.base.languages import one_of_each
from network_site.base.viewsets import person_chooser_viewset

SIMPLE_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Main heading")), ("3", _("Subheading"))],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "base/blocks/heading.html"


class ImageBlock(blocks.StructBlock):
    """A picture that always says in words what it shows."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Text for those who do not see the image"),
        help_text=_("Say in one sentence what the image tells."),
        max_length=250,
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "base/blocks/image.html"


class DocumentsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=100)
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "base/blocks/documents.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "base/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[
            ("info", _("For information")),
            ("good", _("Done or agreed")),
            ("warn", _("Note this")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=100)
    text = blocks.RichTextBlock(label=_("Text"), features=SIMPLE_TEXT)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "base/blocks/callout.html"


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = blocks.RichTextBlock(label=_("Text"), features=SIMPLE_TEXT)


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Parts"))

    class Meta:
        icon = "list-ul"
        label = _("Parts that open")
        template = "base/blocks/accordion.html"


class PersonChooserBlock(
    person_chooser_viewset.get_block_class(
        name="BasePersonChooserBlock", module_path="network_site.base.blocks"
    )
):
    """Chooses people, and fetches their departments with them."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        people = (
            self.model_class.objects.filter(pk__in=values, is_active=True)
            .select_related("organisation")
            .in_bulk()
        )
        return [people.get(pk) for pk in values]


class ContactsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=100)
    people = blocks.ListBlock(PersonChooserBlock(), label=_("People"))

    class Meta:
        icon = "user"
        label = _("Contact persons")
        template = "base/blocks/contacts.html"


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Link text"),
        required=False,
        max_length=150,
        help_text=_("May be left empty for a page of this site: its title is used."),
    )
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = _("Choose a page of this site or give an address, not both.")
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(message)}
            )
        if cleaned["url"] and not cleaned["title"]:
            message = _("Give the link a text.")
            raise blocks.StructBlockValidationError(
                block_errors={"title": ValidationError(message)}
            )
        return cleaned


class LinksBlock(blocks.StructBlock):
    """Links elsewhere, and to pages of this site in the reader's language."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=100)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        keys = [link["page"].translation_key for link in value["links"] if link["page"]]
        pages = Page.objects.filter(translation_key__in=keys)
        shown = {page.translation_key: page for page in one_of_each(pages)}
        context["links"] = [
            {"title": link["title"], "page": page, "url": link["url"]}
            for link in value["links"]
            if (page := link["page"] and shown.get(link["page"].translation_key))
            or link["url"]
        ]
        return context

    class Meta:
        icon = "link"
        label = _("Links")
        template = "base/blocks/links.html"


class EmbedBlock(blocks.StructBlock):
    """A recording or a form kept elsewhere, shown as a card that leads there.

    The page itself asks nothing of the other host: the reader's browser goes there
    when the reader does.
    """

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = blocks.URLBlock(label=_("Address"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        host = (urlsplit(cleaned["url"]).hostname or "").removeprefix("www.")
        if host not in settings.EMBED_HOSTS:
            message = _("Content can be shown from these services: %(hosts)s.") % {
                "hosts": ", ".join(settings.EMBED_HOSTS)
            }
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(message)}
            )
        return cleaned

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        context["host"] = (urlsplit(value["url"]).hostname or "").removeprefix("www.")
        return context

    class Meta:
        icon = "media"
        label = _("Recording or form elsewhere")
        template = "base/blocks/embed.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=["h3", *SIMPLE_TEXT],
        template="base/blocks/text.html",
    )
    image = ImageBlock()
    documents = DocumentsBlock()
    quote = QuoteBlock()
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.FloatBlock(label=_("Number"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(
                    label=_("Formatted text"), features=SIMPLE_TEXT, required=False
                ),
            ),
        ],
        label=_("Table"),
        template="base/blocks/table.html",
    )
    callout = CalloutBlock()
    accordion = AccordionBlock()
    contacts = ContactsBlock()
    links = LinksBlock()
    embed = EmbedBlock()
