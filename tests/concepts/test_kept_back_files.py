"""Every further kind of broken file: what the import says, and what it leaves behind.

No connection is opened on the way: the child that reads a file inherits a socket module
that writes down every attempt.
"""

from __future__ import annotations

import datetime
import io
import json
import socket
import zipfile

import pytest
from openpyxl import Workbook

from concepts.importing.limits import within_limits
from concepts.importing.messages import Refused
from concepts.importing.run import import_concepts
from concepts.models import (
    Concept,
    Definition,
    PendingRelation,
    Relation,
    Subject,
    Term,
)
from tests.concepts.skos import NOTHING, PREFIXES, rdf_xml, stored, turtle

pytestmark = pytest.mark.django_db

C1 = "https://example.org/k/c1"
BOMB = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20))
    + "]>"
)


def jsonld(context, **more) -> bytes:
    return json.dumps({"@context": context, "@id": C1, **more}).encode()


def workbook(*rows, change=lambda sheet: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zip_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", " " * 50_000_000)
    return stream.getvalue()


WHOLE = turtle('ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi .')
TRIG = PREFIXES + 'ex:g { ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi . }'
QUAD = (
    f"<{C1}> <http://www.w3.org/2004/02/skos/core#prefLabel>"
    f' "letku"@fi <https://example.org/g> .\n'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    ("02 truncated", WHOLE[:-12], "syntax-error"),
    ("18 UTF-16", WHOLE.decode().encode("utf-16"), "wrong-encoding"),
    ("28 entity bomb", rdf_xml("&z;", BOMB), "doctype"),
    ("30 remote context", jsonld("https://example.org/c.jsonld"), "remote-context"),
    ("remote in a list", jsonld([{}, "http://example.org/c"]), "remote-context"),
    ("remote in a term", jsonld({"x": {"@id": "u:x", "@context": "http://e.org/"}}),
     "remote-context"),
    ("remote import", jsonld({"@import": "https://example.org/c"}), "remote-context"),
    ("relative context", jsonld("c.jsonld"), "remote-context"),
    ("broken JSON", b'{"@context": {', "syntax-error"),
    ("JSON that is deep", b"[" * 100_000, "syntax-error"),
    ("TriG", TRIG.encode(), "several-graphs"),
    ("N-Quads", QUAD.encode(), "several-graphs"),
    ("another version", b'{"format": "kasitepankki-9"}', "unknown-version"),
    ("own without concepts", b'{"format": "kasitepankki-1"}', "no-concepts"),
    ("old Excel", OLE, "old-workbook"),
    ("encrypted Excel", OLE + "EncryptedPackage".encode("utf-16-le"),
     "encrypted-workbook"),
    ("zip bomb", zip_bomb(), "too-large"),
    ("damaged workbook", b"PK\x03\x04abc", "bad-workbook"),
    ("merged cells",
     workbook(["term_fi"], ["a"], ["b"], change=lambda s: s.merge_cells("A2:A3")),
     "merged-cells"),
    ("unknown column", b"term_fi;colour\na;b\n", "unknown-column"),
    ("column twice", b"term_fi;termi fi\na;b\n", "column-twice"),
    ("bad language", b"term_fi;note_qq\na;b\n", "column-language"),
    ("no term column", b"uri;definition_fi\nu;b\n", "no-term-column"),
    ("Latin-1 CSV", "termi_fi;määritelmä_fi\na;b\n".encode("latin-1"),
     "wrong-encoding"),
    ("quotation open", b'term_fi,note_fi\na,"b\n', "broken-table"),
    ("header alone", b"term_fi;note_fi\n", "no-concepts"),
]  # fmt: skip


@pytest.fixture
def attempts(monkeypatch, tmp_path):
    """Return what tells how often anybody tried to open a connection."""
    log = tmp_path / "attempts"
    log.touch()

    def refuse(*args, **kwargs):
        with log.open("a") as file:
            file.write(f"{args}\n")
        raise OSError("no network here")

    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return log.read_text


def bring(content: bytes, **options):
    return import_concepts(
        content=content,
        vocabulary_slug="koe",
        acting_user=None,
        apply=True,
        **options,
    )


def told(report) -> list[tuple[str, str, str]]:
    return sorted((m.code, m.severity, m.concept) for m in report.messages)


@pytest.mark.parametrize(("content", "code"), [row[1:] for row in REFUSED],
                         ids=[row[0] for row in REFUSED])  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(content, code, attempts):
    report = bring(content)
    assert report.refused
    assert [m.code for m in report.messages] == [code]
    assert report.messages[0].text
    assert stored() == NOTHING
    assert attempts() == ""


LABEL = 'skos:prefLabel "letku"@fi'
READ = [
    ("06 only English", 'ex:c1 a skos:Concept ; skos:prefLabel "hose"@en .', 1,
     [("missing-language", "info", C1)]),
    ("09 preferred is alternative",
     f'ex:c1 a skos:Concept ; {LABEL} ; skos:altLabel "letku"@fi, "x"@fi ;'
     ' skos:hiddenLabel "x"@fi .', 1,
     [("term-twice", "warning", C1)] * 2),
    ("13 redundant broader",
     f'ex:c1 a skos:Concept ; {LABEL} ; skos:broader ex:c2, ex:c3 .'
     ' ex:c2 a skos:Concept ; skos:prefLabel "b"@fi ; skos:broader ex:c3 .'
     ' ex:c3 a skos:Concept ; skos:prefLabel "c"@fi .', 3,
     [("redundant-broader", "info", C1)]),
    ("21 decomposed",
     'ex:c1 a skos:Concept ; skos:prefLabel "h\u00e4t\u00e4"@fi .'
     ' ex:c2 a skos:Concept ; skos:prefLabel "ha\u0308ta\u0308"@fi .', 2,
     [("same-term", "warning", C1), ("same-term", "warning", C1[:-1] + "2")]),
    ("22 long definition",
     f'ex:c1 a skos:Concept ; {LABEL} ; skos:definition "{"x" * 3_200_000}"@fi .'
     ' ex:c2 a skos:Concept ; skos:prefLabel "b"@fi .', 1,
     [("too-long", "error", C1)]),
    ("25 links that run",
     f'ex:c1 a skos:Concept ; {LABEL} ; skos:exactMatch <javascript:alert(1)>,'
     ' <file:///etc/passwd>, [] . [] a skos:Concept ; skos:prefLabel "b"@fi .'
     ' <javascript:x> a skos:Concept ; skos:prefLabel "c"@fi .', 1,
     [*[("bad-link", "warning", C1)] * 3, ("bad-uri", "error", "javascript:x"),
      ("no-uri", "error", "")]),
    ("34 XL only",
     'ex:c1 a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "letku"@fi ;'
     ' dct:source "TSK 50", "Laki" ; skos:scopeNote "vain ulkona" ] .', 1, []),
    ("36 NUL and bidi",
     'ex:c1 a skos:Concept ; skos:prefLabel "le\\u0000tku\\u202E"@fi .', 1,
     [("unseen-characters", "warning", C1)]),
    ("markup literals, lists and blank nodes",
     f'@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . ex:c1 a skos:Concept'
     f' ; {LABEL} ; skos:note "<b>x</b>"^^rdf:HTML, "<i/>"^^rdf:XMLLiteral ;'
     ' skos:definition [ rdf:value [ rdf:value "syvä"@fi ] ] ; owl:sameAs ex:c9 ;'
     ' skos:scopeNote ( "a"@fi "b"@fi ) .', 1,
     [*[("no-language", "warning", C1)] * 2, *[("not-imported", "info", "")] * 3]),
    ("collections in each other",
     f'ex:c1 a skos:Concept ; {LABEL} . ex:s a skos:Collection ;'
     ' skos:prefLabel "Aihe"@fi ; skos:member ex:c1, ex:s, ex:t . ex:t a'
     ' skos:OrderedCollection ; skos:prefLabel "Toinen"@fi ; skos:member ex:s ;'
     ' skos:memberList ( ex:c1 ex:s ) . [] a skos:Collection .', 1,
     [("bad-collection", "warning", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "new", "messages"), [row[1:] for row in READ],
                         ids=[row[0] for row in READ])  # fmt: skip
def test_a_file_that_can_be_used_is_read_with_its_warnings(
    body, new, messages, attempts
):
    report = bring(turtle(body))
    assert (report.refused, report.new) == (False, new)
    found = told(report)
    # A blank collection is named as the parser names it.
    assert found == sorted(messages)
    assert bring(turtle(body)).unchanged == new
    assert attempts() == ""


def test_the_same_uri_from_two_projects_is_shown_and_left_where_it_was():
    bring(turtle(f'ex:c1 a skos:Concept ; {LABEL} ; skos:definition "yksi"@fi .'))
    other = turtle(f'ex:c1 a skos:Concept ; {LABEL} ; skos:definition "toinen"@fi .')
    report = import_concepts(
        content=other, vocabulary_slug="toinen", acting_user=None, apply=True
    )
    assert (report.conflicts, told(report)) == (
        1,
        [("other-vocabulary", "warning", C1)],
    )
    assert Definition.objects.get().text == "yksi"


def test_labels_of_skos_xl_come_with_their_sources_and_notes():
    bring(turtle(READ[6][1]))
    term = Term.objects.get()
    assert (term.text, term.sources) == ("letku", ["Laki", "TSK 50"])
    assert term.scope_note == "vain ulkona"


def test_collections_become_subjects():
    bring(turtle(READ[9][1]))
    subjects = Concept.objects.get().subjects.order_by("title_fi")
    assert [subject.title_fi for subject in subjects] == ["Aihe", "Toinen"]
    assert Subject.objects.count() == 2


def test_json_ld_with_its_context_inside_is_read():
    context = {"skos": "http://www.w3.org/2004/02/skos/core#"}
    label = {"@value": "letku", "@language": "fi"}
    report = bring(
        jsonld(context, **{"@type": "skos:Concept", "skos:prefLabel": label})
    )
    assert (report.new, report.messages) == (1, [])


ROWS = [
    ("a;draft;;", "kelpo", None),
    ("a;valmis;;", "unknown-status", "status"),
    ("a;;ei osoite;", "bad-uri", "exact_match"),
    ("a;;;;;x", "too-many-cells", ""),
    ('"a\nb";;;', "several-values", "term_fi"),
]


@pytest.mark.parametrize(("row", "code", "column"), ROWS)
def test_a_bad_row_is_left_out_with_its_row_and_column(row, code, column):
    header = "term_fi;status;exact_match;broader\n"
    report = bring(f"{header}hyvä;;;\n\n{row}\n".encode())
    if column is None:
        assert (report.new, told(report)) == (2, [("empty-rows", "info", "")])
        return
    assert (report.new, report.rejected) == (1, 1)
    said = next(m for m in report.messages if m.code == code)
    assert (said.row, said.column, said.severity) == (4, column, "error")


def test_cells_that_are_no_text_leave_their_row_out():
    content = workbook(
        ["Termi (fi)", "koodi", "Huomautus fi"],
        ["letku", 12, "hyvä"],
        ["pumppu", "=1+1", ""],
        ["auto", None, datetime.date(2024, 1, 1)],
        ["ovi", True, None],
    )
    report = bring(content)
    assert (report.new, report.rejected) == (1, 3)
    assert [(m.code, m.row, m.column) for m in report.messages] == [
        ("formula-cell", 3, "koodi"),
        ("wrong-cell", 4, "Huomautus fi"),
        ("wrong-cell", 5, "koodi"),
    ]
    assert Concept.objects.get().code == "12"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_separator_and_a_byte_order_mark_are_read(separator):
    rows = [["Koodi", "termi_fi", "yläkäsite"], ["k1", "a", ""], ["k2", "b", "A"]]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    assert bring(text.encode()).new == 2
    link = Relation.objects.get()
    assert (str(link.source), str(link.target)) == ("b", "a")


def test_links_of_a_table_are_found_by_code_term_or_uri_and_told_when_not():
    rows = [
        "code;term_fi;term_sv;related;broader",
        "k1;a;samma;;",
        "k2;b;samma;k1;https://example.org/muualla",
        "k3;c;;samma;olematon",
    ]
    report = bring("\n".join(rows).encode())
    assert [(m.code, m.row, m.column) for m in report.messages if m.column] == [
        ("ambiguous-reference", 4, "related"),
        ("unknown-reference", 4, "broader"),
    ]
    assert PendingRelation.objects.get().target_uri == "https://example.org/muualla"
    assert Relation.objects.get().kind == "associative"


def test_two_rows_for_one_concept_leave_the_second_out():
    report = bring(b"code;term_fi\nk1;a\nk1;b\n;c\n;c\n")
    said = [(m.code, m.row) for m in report.messages if m.code == "duplicate-key"]
    assert (report.new, said) == (2, [("duplicate-key", 3), ("duplicate-key", 5)])


def test_a_second_run_of_a_table_finds_its_concepts_again():
    table = "term_fi;definition_fi\na;yksi\nb;kaksi\n"
    assert bring(table.encode()).new == 2
    assert bring(table.encode()).unchanged == 2
    changed = bring(table.replace("kaksi", "kolme").encode())
    assert (changed.changed, changed.unchanged) == (1, 1)


def test_columns_that_a_table_lacks_are_left_alone():
    bring(b"term_fi;term_sv;note_fi\na;slang;huom\n")
    bring("term_fi;definition_fi\na;määritelmä\n".encode())
    assert set(Term.objects.values_list("text", flat=True)) == {"a", "slang"}
    assert Concept.objects.get().notes.get().text == "huom"


def test_work_that_takes_too_much_memory_or_time_is_stopped():
    with pytest.raises(Refused) as memory:
        within_limits(lambda: len(bytearray(2 * 1024**3)), size=256 * 1024**2)
    assert memory.value.message.code == "too-heavy"

    def for_ever():
        while True:
            pass

    with pytest.raises(Refused) as time:
        within_limits(for_ever, seconds=1)
    assert time.value.message.code == "too-heavy"


def test_what_breaks_in_the_child_is_an_error_here():
    def broken():
        raise KeyError("x")

    with pytest.raises(RuntimeError, match="KeyError"):
        within_limits(broken)
