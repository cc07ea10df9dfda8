from __future__ import annotations

from io import BytesIO

from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(width: int = 80, height: int = 60) -> ImageFile:
    """Return a small blue PNG."""
    content = BytesIO()
    Image.new("RGB", (width, height), "#0b3a66").save(content, "PNG")
    content.seek(0)
    return ImageFile(content, name="kuva.png")


def pdf(name: str = "ohje.pdf") -> SimpleUploadedFile:
    """Return a small file as a browser sends it."""
    return SimpleUploadedFile(name, b"%PDF-1.4 ohje", "application/pdf")
