"""What is uploaded is what it says, and nothing in it runs."""

from __future__ import annotations

import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.images.fields import WagtailImageField

from network_site.base.blocks import EmbedBlock
from network_site.base.models import NetworkDocument, NetworkImage
from tests.clients import signed_in
from tests.factories.files import picture
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>alert(1)</script>"


def huge_png(side: int = 60_000) -> bytes:
    """Return a few bytes that unfold to a picture of billions of points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("kuva.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("kuva.png", SCRIPT),
        ("kuva.html", SCRIPT),
        ("kuva.png", huge_png()),
    ],
)
def test_what_is_no_picture_of_an_allowed_kind_and_size_is_refused(name, content):
    with pytest.raises(ValidationError):
        WagtailImageField().clean(SimpleUploadedFile(name, content))


@pytest.mark.parametrize("name", ["sivu.html", "sivu.svg", "sivu.xhtml", "ohjelma.js"])
def test_files_that_a_browser_would_run_are_no_documents(name):
    document = NetworkDocument(title="Sivu", file=ContentFile(SCRIPT, name=name))
    with pytest.raises(ValidationError):
        document.clean()


def test_a_script_within_a_picture_is_handed_out_as_a_picture_in_a_sandbox():
    content = picture().read() + SCRIPT
    image = NetworkImage.objects.create(
        title="Kuva", file=ContentFile(content, name="kuva.png")
    )
    client = signed_in(UserFactory())
    original = client.get(image.file.url)
    assert original["Content-Type"] == "image/png"
    assert original["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in original["Content-Security-Policy"]
    shown = client.get(image.get_rendition("max-40x40").url)
    # What pages show has been drawn anew, and the script is not in it.
    assert SCRIPT not in b"".join(shown)


@pytest.mark.parametrize("name", ["ohje.pdf", "ohje.txt", "ohje.csv", "ohje.zip"])
def test_a_page_that_calls_itself_a_document_is_not_shown_as_a_page(name):
    document = NetworkDocument.objects.create(
        title="Ohje", file=ContentFile(SCRIPT, name=name)
    )
    response = signed_in(UserFactory()).get(document.url)
    assert response.status_code == 200
    assert "html" not in response["Content-Type"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://localhost/",
        "https://vimeo.com.example.com/1",
        "https://vimeo.com@example.com/1",
        "file:///etc/passwd",
    ],
)
def test_pages_point_only_to_services_that_are_allowed(url):
    block = EmbedBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "Tallenne", "url": url}))


def test_nothing_is_fetched_for_what_a_page_points_to(monkeypatch):
    def connect(*_args: object) -> None:
        raise AssertionError("A connection was opened")

    monkeypatch.setattr("socket.socket.connect", connect)
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed("https://vimeo.com/1")
    block = EmbedBlock()
    value = block.clean(
        block.to_python({"title": "Tallenne", "url": "https://vimeo.com/1"})
    )
    assert "vimeo.com" in block.render(value)
