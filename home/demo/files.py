"""The documents of the demonstration as PDF files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from home.demo.shapes import Document, Section

# The core fonts read this encoding: it has dashes and typographic quotes.
ENCODING = "cp1252"
CREATED = datetime(2021, 1, 1, 12, tzinfo=UTC)
INK, MUTED, PRIMARY, LINE = (16, 32, 47), (75, 91, 107), (11, 58, 102), (216, 222, 229)
PAGE = {"fi": "Sivu", "sv": "Sida", "en": "Page"}
NETWORK = {
    "fi": "Pelastuslaitosten kumppanuusverkosto",
    "sv": "Räddningsverkens partnerskapsnätverk",
    "en": "The rescue departments' partnership network",
}
DEPARTMENTS = 22
BULLET = "- "


class Paper(FPDF):
    """An A4 page with the network's name on top and the page's number below."""

    def __init__(self, title: str, language: str) -> None:
        super().__init__()
        self.language = language
        self.core_fonts_encoding = ENCODING
        self.set_title(title)
        self.set_author(NETWORK[language])
        self.set_lang(language)
        self.set_creation_date(CREATED)
        self.set_margins(25, 22, 25)
        self.set_auto_page_break(auto=True, margin=24)

    def header(self) -> None:
        self._mark(29, 17)
        self.set_xy(36, 14)
        self.set_font("helvetica", size=9)
        self.set_text_color(*MUTED)
        self.cell(0, 6, NETWORK[self.language])
        self.set_xy(25, 30)

    def footer(self) -> None:
        self.set_y(-16)
        self.set_draw_color(*LINE)
        self.line(25, self.get_y(), self.w - 25, self.get_y())
        self.set_font("helvetica", size=9)
        self.set_text_color(*MUTED)
        self.cell(0, 9, f"{PAGE[self.language]} {self.page_no()} / {{nb}}", align="R")

    def _mark(self, x: float, y: float) -> None:
        """Draw the network's mark: a ring of ticks, one for each department."""
        self.set_draw_color(*PRIMARY)
        self.set_line_width(0.5)
        for number in range(DEPARTMENTS):
            angle = number / DEPARTMENTS * 2 * math.pi
            dx, dy = math.sin(angle), -math.cos(angle)
            self.line(x + 2.9 * dx, y + 2.9 * dy, x + 4 * dx, y + 4 * dy)
        self.set_line_width(0.2)
        self.circle(x, y, 1.7)


def pdf(title: str, sections: Sequence[Section], language: str) -> bytes:
    """Return a PDF of the sections, byte for byte the same each time."""
    paper = Paper(title, language)
    paper.add_page()
    paper.set_font("helvetica", style="B", size=20)
    paper.set_text_color(*INK)
    _write(paper, title, 9)
    paper.ln(4)
    for section in sections:
        _keep_together(paper)
        paper.start_section(section.heading)
        paper.set_font("helvetica", style="B", size=13)
        paper.set_text_color(*PRIMARY)
        _write(paper, section.heading, 7)
        paper.ln(1)
        paper.set_font("helvetica", size=11)
        paper.set_text_color(*INK)
        listed = False
        for paragraph in section.paragraphs:
            if listed and not paragraph.startswith(BULLET):
                paper.ln(2)
            listed = paragraph.startswith(BULLET)
            _paragraph(paper, paragraph)
        paper.ln(4)
    return bytes(paper.output())


def pdf_of(document: Document) -> bytes:
    """Return the PDF of a document of the demonstration."""
    return pdf(document.title, document.sections, document.language)


def _keep_together(paper: Paper) -> None:
    """Begin a new page when a heading would be left alone at the foot of this one."""
    if paper.get_y() > paper.h - 55:
        paper.add_page()


def _paragraph(paper: Paper, text: str) -> None:
    if not text.startswith(BULLET):
        _write(paper, text, 5.8)
        paper.ln(2)
        return
    margin = paper.l_margin
    paper.set_x(margin + 2)
    paper.cell(5, 5.8, "•")
    paper.set_left_margin(margin + 7)
    _write(paper, text.removeprefix(BULLET), 5.8)
    paper.set_left_margin(margin)
    paper.set_x(margin)
    paper.ln(0.8)


def _write(paper: Paper, text: str, height: float) -> None:
    paper.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
