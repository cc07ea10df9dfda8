from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from fpdf import FPDF
from PIL import Image
from pypdf import PdfWriter


def picture(width: int = 80, height: int = 60) -> ImageFile:
    """Return a small blue PNG."""
    content = BytesIO()
    Image.new("RGB", (width, height), "#0b3a66").save(content, "PNG")
    content.seek(0)
    return ImageFile(content, name="kuva.png")


def pdf(name: str = "ohje.pdf") -> SimpleUploadedFile:
    """Return a small file as a browser sends it."""
    return SimpleUploadedFile(name, b"%PDF-1.4 ohje", "application/pdf")


def pdf_saying(*pages: str, password: str = "") -> bytes:
    """Return a PDF with a text on each page, locked where there is a password."""
    paper = FPDF()
    for text in pages:
        paper.add_page()
        paper.set_font("helvetica", size=12)
        paper.multi_cell(0, 6, text)
    if not password:
        return bytes(paper.output())
    writer = PdfWriter(clone_from=BytesIO(bytes(paper.output())))
    writer.encrypt(password, algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    return locked.getvalue()


def scanned_pdf() -> bytes:
    """Return a PDF of two pages that are pictures."""
    paper = FPDF()
    for _page in range(2):
        paper.add_page()
        paper.image(BytesIO(picture().read()), w=100)
    return bytes(paper.output())


def docx_saying(*paragraphs: str, cell: str = "", header: str = "") -> bytes:
    """Return a text of Word's with paragraphs, a table of one cell, and a header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return _saved(document)


def xlsx_saying(**sheets: list[list]) -> bytes:
    """Return a workbook with the rows of each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return _saved(book)


def bomb() -> bytes:
    """Return a text of Word's of a few hundred kilobytes that unpacks to 300 megabytes."""
    content = BytesIO(docx_saying("Räjähde"))
    with (
        ZipFile(content, "a", ZIP_DEFLATED) as packed,
        packed.open("word/media/a.xml", "w", force_zip64=True) as entry,
    ):
        for _megabyte in range(300):
            entry.write(bytes(1024**2))
    return content.getvalue()


def _saved(made: Any) -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()
