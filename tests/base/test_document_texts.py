"""The text of documents: what is read of which file, and by whom it is read."""

from __future__ import annotations

import os
import signal
import struct
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from network_site.base.documents import formats, reading
from network_site.base.documents.formats import UnreadError, text_of
from network_site.base.documents.reading import read_documents, sweep_documents
from network_site.base.in_child import TooHeavyError, in_child
from network_site.base.models import DocumentText, NetworkDocument
from tests.factories.files import (
    bomb,
    docx_saying,
    pdf_saying,
    scanned_pdf,
    xlsx_saying,
)

pytestmark = pytest.mark.django_db
State = DocumentText.State


def store(content: bytes, name: str) -> NetworkDocument:
    return NetworkDocument.objects.create(
        title="Asiakirja", file=ContentFile(content, name=name)
    )


def read(content: bytes, name: str) -> tuple[str, str]:
    """Store a file, let the sweep read it, and return its state and text."""
    document = store(content, name)
    sweep_documents()
    text = DocumentText.objects.get(document=document)
    return text.state, text.text


def packed_again(content: bytes, **changed: bytes) -> bytes:
    """Return a packed file with some of its entries replaced."""
    into = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return into.getvalue()


# Made when asked for: names tell the cases apart in every worker of the test run.
READABLE = {
    "a.pdf": (
        lambda: pdf_saying("Öljyntorjunta", "Toinen sivu tässä"),
        "Öljyntorjunta\nToinen",
    ),
    "A.PDF": (lambda: pdf_saying("Isoin kirjaimin"), "Isoin kirjaimin"),
    "b.docx": (
        lambda: docx_saying("Palotarkastus", cell="Taulukossa", header="Ylhäällä"),
        "Palotarkastus\nTaulukossa\nYlhäällä",
    ),
    "c.xlsx": (
        lambda: xlsx_saying(
            Kalusto=[["Letku", 12], [None, "Pumppu"]], Muut=[["Köysi"]]
        ),
        "Kalusto\nLetku\nPumppu\nMuut\nKöysi",
    ),
    "d.txt": ("\ufeffVesisukellus".encode, "Vesisukellus"),
    "e.csv": (lambda: "Säiliö;Määrä".encode("cp1252"), "Säiliö;Määrä"),
    "f.txt": (lambda: "Hälytys".encode("utf-16"), "Hälytys"),
}
WITHOUT_TEXT = {
    "skannattu.pdf": (scanned_pdf, State.NO_TEXT),
    "tyhja.docx": (docx_saying, State.NO_TEXT),
    "a.pdf": (lambda: pdf_saying("Salaista", password="avain"), State.ENCRYPTED),
    "b.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600), State.ENCRYPTED),
    "c.pdf": (lambda: b"%PDF-1.4 katkennut", State.UNREADABLE),
    "d.pdf": (lambda: pdf_saying("Katkennut puolesta")[:400], State.UNREADABLE),
    "e.xlsx": (lambda: b"PK\x03\x04 ei mitaan", State.UNREADABLE),
    "f.txt": (lambda: b"\x00\x01\x02 kone", State.UNREADABLE),
    "g.pdf": (bytes, State.UNREADABLE),
    "h.docx": (bomb, State.TOO_LARGE),
    "i.pptx": (lambda: b"esitys", State.OTHER_TYPE),
}


@pytest.mark.parametrize("name", READABLE)
def test_the_text_of_a_file_is_read(name):
    make, words = READABLE[name]
    state, text = read(make(), name)
    assert state == State.READ
    assert text.startswith(words)


@pytest.mark.parametrize("name", WITHOUT_TEXT)
def test_a_file_without_text_to_give_says_why(name):
    make, state = WITHOUT_TEXT[name]
    assert read(make(), name) == (state, "")


def test_a_file_that_lies_about_its_size_is_refused_and_unpacks_no_further():
    content = bytearray(
        packed_again(
            docx_saying("Valhe"), **{"word/document.xml": b"<a>" + bytes(10**7)}
        )
    )
    # In the list at the end, each entry says its unpacked size 24 bytes from its start.
    place = content.rindex(b"word/document.xml") - 46 + 24
    content[place : place + 4] = struct.pack("<I", 100)
    assert read(bytes(content), "valhe.docx") == (State.UNREADABLE, "")


def test_entities_that_multiply_do_not():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<!DOCTYPE x [<!ENTITY a0 "haha">{laughs}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006'
        '/main"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    )
    content = packed_again(docx_saying("Nauru"), **{"word/document.xml": body.encode()})
    assert read(content, "nauru.docx")[0] != State.READ


def test_a_file_larger_than_any_upload_is_not_opened(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert read(pdf_saying("Ohje on pitkä"), "a.pdf") == (State.TOO_LARGE, "")


def test_reading_that_takes_too_long_ends_and_says_so(monkeypatch):
    def for_ever(content, file_type):
        while True:
            pass

    monkeypatch.setattr(reading, "text_of", for_ever)
    monkeypatch.setattr(reading, "SECONDS", 1)
    assert read(pdf_saying("Ohje on pitkä"), "a.pdf") == (State.TOO_LARGE, "")


def test_what_is_read_of_a_long_file_has_an_end(monkeypatch):
    monkeypatch.setattr(formats, "MOST_CHARACTERS", 50)
    assert len(text_of(pdf_saying(*["Ohje jatkuu " * 5] * 9), "PDF")) == 50
    assert len(text_of("ä".encode() * 900, "TXT")) == 50
    rows = [["Rivi", number] for number in range(500)]
    assert len(text_of(xlsx_saying(Sivu=rows), "XLSX")) == 50


def test_pages_and_cells_beyond_the_limit_are_left_alone(monkeypatch):
    monkeypatch.setattr(formats, "MOST_PAGES", 1)
    monkeypatch.setattr(formats, "MOST_CELLS", 3)
    assert "Toinen" not in text_of(pdf_saying("Ensimmäinen", "Toinen"), "PDF")
    rows = [["yksi", "kaksi"], ["kolme", "neljä"], ["viisi"]]
    assert text_of(xlsx_saying(Sivu=rows), "XLSX") == "Sivu\nyksi kaksi\nkolme neljä"


def test_a_word_parted_at_the_end_of_a_line_is_whole_and_a_name_keeps_its_hyphen():
    text = text_of(pdf_saying("pelas-\ntuslaitos ja Etelä-\nSavo"), "PDF")
    assert "pelastuslaitos" in text
    assert "Etelä-\nSavo" in text


def test_a_text_of_word_without_what_was_deleted_and_with_its_boxes_once():
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = "<w:txbxContent><w:p><w:r><w:t>laatikko</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:document {namespaces}><w:body><w:p>"
        "<w:del><w:r><w:delText>poistettu</w:delText></w:r></w:del>"
        "<w:r><w:t>pelas</w:t></w:r><w:r><w:t>tus</w:t><w:tab/><w:t>työ</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "</w:p></w:body></w:document>"
    )
    content = packed_again(docx_saying(), **{"word/document.xml": body.encode()})
    assert text_of(content, "DOCX").split() == ["pelastus", "työ", "laatikko"]


def test_a_new_version_of_a_file_is_read_anew_and_the_old_text_is_gone_at_once():
    document = store(pdf_saying("Vanha ohje oli tämä"), "ohje.pdf")
    sweep_documents()
    document.file = ContentFile(pdf_saying("Uusi ohje on tämä"), name="ohje.pdf")
    document.save()
    assert DocumentText.objects.values_list("state", "text").get() == ("unread", "")
    sweep_documents()
    assert "Uusi ohje" in DocumentText.objects.get().text


def test_a_new_title_leaves_the_text_as_it_is():
    document = store(pdf_saying("Ohje on tämä"), "ohje.pdf")
    sweep_documents()
    before = DocumentText.objects.get().read_at
    document.title = "Uusi nimi"
    document.save()
    assert sweep_documents() == 0
    assert DocumentText.objects.get().read_at == before


def test_a_file_stored_past_the_signals_is_read_all_the_same():
    document = store(pdf_saying("Ohje on tämä"), "ohje.pdf")
    DocumentText.objects.all().delete()
    assert sweep_documents() == 1
    assert "Ohje" in DocumentText.objects.get(document=document).text


def test_a_worker_that_was_killed_gives_the_file_back_when_its_lease_ends():
    store(pdf_saying("Ohje on tämä"), "ohje.pdf")
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    # What such a worker leaves: the claim that it had made.
    assert reading._claim() is not None
    assert sweep_documents() == 0
    DocumentText.objects.update(lease=timezone.now() - timedelta(seconds=1))
    assert sweep_documents() == 1
    assert DocumentText.objects.get().state == State.READ


def test_a_file_that_ends_every_worker_is_given_up():
    store(pdf_saying("Ohje on tämä"), "ohje.pdf")
    for _time in range(reading.MOST_ATTEMPTS):
        assert reading._claim() is not None
        DocumentText.objects.update(lease=timezone.now() - timedelta(seconds=1))
    assert sweep_documents() == 1
    assert DocumentText.objects.get().state == State.UNREADABLE
    assert sweep_documents() == 0


def test_what_a_slow_worker_read_of_an_old_version_is_not_kept(monkeypatch):
    document = store(pdf_saying("Vanha ohje oli tämä"), "ohje.pdf")
    read_file = reading._read

    def replaced_meanwhile(found):
        result = read_file(found)
        monkeypatch.setattr(reading, "_read", read_file)
        document.file = ContentFile(pdf_saying("Uusi ohje on tämä"), name="ohje.pdf")
        document.save()
        return result

    monkeypatch.setattr(reading, "_read", replaced_meanwhile)
    assert read_documents(seconds=60) == 2
    assert "Uusi" in DocumentText.objects.get().text


def test_a_storage_that_is_away_is_tried_again(monkeypatch):
    store(pdf_saying("Ohje on tämä"), "ohje.pdf")

    def away(document):
        raise OSError("away")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_read", away)
        sweep_documents()
    assert DocumentText.objects.get().state == State.UNREAD
    DocumentText.objects.update(lease=timezone.now() - timedelta(seconds=1))
    sweep_documents()
    assert DocumentText.objects.get().state == State.READ


def test_a_missing_file_is_said_to_be_unreadable():
    document = store(pdf_saying("Ohje on tämä"), "ohje.pdf")
    document.file.storage.delete(document.file.name)
    sweep_documents()
    assert DocumentText.objects.get().state == State.UNREADABLE


@pytest.mark.django_db(transaction=True)
def test_a_stored_file_is_read_after_the_commit_and_not_without_one():
    with transaction.atomic():
        store(pdf_saying("Ohje on tämä"), "a.pdf")
        assert DocumentText.objects.get().state == State.UNREAD
        transaction.set_rollback(True)
    assert not DocumentText.objects.exists()
    store(pdf_saying("Ohje on tämä"), "b.pdf")
    assert DocumentText.objects.get().state == State.READ


def test_a_child_passes_on_the_errors_that_are_asked_for_and_tells_of_others():
    def refuses():
        raise UnreadError(State.NO_TEXT)

    limits = {"seconds": 5, "size": 1024**3}
    with pytest.raises(UnreadError) as told:
        in_child(refuses, passed_on=(UnreadError,), **limits)
    assert told.value.state == State.NO_TEXT
    with pytest.raises(RuntimeError, match="UnreadError"):
        in_child(refuses, **limits)
    with pytest.raises(TooHeavyError):
        in_child(lambda: len(bytearray(2 * 1024**3)), **limits)
