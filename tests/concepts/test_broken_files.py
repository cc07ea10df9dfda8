"""Every file of the collection of broken SKOS, with the outcome that it must have."""

from __future__ import annotations

import pytest

from concepts.models import Concept, PendingRelation, Relation, Term
from tests.concepts.skos import NOTHING, SHARED, counts, needs_shared, run, said, stored

pytestmark = [pytest.mark.django_db, needs_shared]

FILES = SHARED / "broken-skos"
C = "https://example.org/k/c"

REFUSED = [
    ("01-syntax-error.ttl", "syntax-error", 9),
    ("14-no-concepts.ttl", "no-concepts", None),
    ("15-empty.ttl", "no-concepts", None),
    ("17-wrong-encoding-latin1.ttl", "wrong-encoding", 8),
    ("27-xml-external-entity.rdf", "doctype", 2),
    ("29-xml-not-wellformed.rdf", "syntax-error", 4),
]

# file, counts, [(code, severity, concept, line)]
READ = [
    ("00-good-control.ttl", (2, 0, 0, 0, 0), []),
    (
        "03-cyclic-broader.ttl",
        (4, 0, 0, 0, 0),
        [("ring", "warning", f"{C}4", 11), ("ring", "warning", f"{C}2", 9)],
    ),
    (
        "04-two-preflabels.ttl",
        (1, 0, 0, 0, 0),
        [("two-recommended", "warning", f"{C}1", 8)],
    ),
    (
        "05-missing-preflabel.ttl",
        (1, 0, 0, 0, 1),
        [("no-recommended-term", "error", f"{C}1", 8)],
    ),
    (
        "07-unknown-language.ttl",
        (1, 0, 0, 0, 0),
        [("unknown-language", "warning", f"{C}1", 8)] * 2,
    ),
    (
        "08-no-language-tag.ttl",
        (2, 0, 0, 0, 0),
        [
            ("no-language", "warning", f"{C}1", 8),
            ("no-language", "warning", f"{C}1", 8),
            ("trimmed", "info", f"{C}2", 9),
            ("empty-text", "warning", f"{C}2", 9),
            ("same-term", "warning", f"{C}1", 8),
            ("same-term", "warning", f"{C}2", 9),
        ],
    ),
    (
        "10-label-clash-two-concepts.ttl",
        (3, 0, 0, 0, 0),
        [("same-term", "warning", f"{C}{n}", 7 + n) for n in (1, 2, 3)],
    ),
    (
        "11-dangling-relations.ttl",
        (1, 0, 0, 0, 0),
        [("missing-target", "warning", f"{C}1", 8)] * 2,
    ),
    (
        "12-related-and-broader.ttl",
        (3, 0, 0, 0, 0),
        [
            ("self-relation", "warning", f"{C}3", 10),
            ("related-and-broader", "warning", f"{C}2", 9),
        ],
    ),
    (
        "16-two-schemes.ttl",
        (2, 0, 0, 0, 0),
        [("several-schemes", "warning", "", None)],
    ),
    ("19-utf8-bom.ttl", (1, 0, 0, 0, 0), []),
    (
        "20-mojibake.ttl",
        (1, 0, 0, 0, 0),
        [("broken-characters", "warning", f"{C}1", 8)],
    ),
    ("23-long-preflabel.ttl", (0, 0, 0, 0, 1), [("too-long", "error", f"{C}1", 8)]),
    ("24-html-and-script.ttl", (1, 0, 0, 0, 0), []),
    (
        "26-spreadsheet-formula.ttl",
        (1, 0, 0, 0, 0),
        [("no-language", "warning", f"{C}1", 8)] * 3,
    ),
    (
        "31-wrong-extension-xml.ttl",
        (1, 0, 0, 0, 0),
        [("format-not-as-named", "info", "", None)],
    ),
    (
        "32-bad-dates-and-deprecated.ttl",
        (2, 0, 0, 0, 0),
        [
            ("bad-date", "warning", f"{C}1", 8),
            ("bad-date", "warning", f"{C}1", 8),
            ("missing-target", "warning", f"{C}2", 9),
        ],
    ),
    (
        "35-deep-hierarchy.ttl",
        (1500, 0, 0, 0, 0),
        [("deep-hierarchy", "warning", "", None)],
    ),
]


def test_every_file_of_the_collection_is_expected():
    known = {row[0] for row in REFUSED} | {row[0] for row in READ}
    assert {path.name for path in FILES.iterdir()} == known


@pytest.mark.parametrize(("name", "code", "line"), REFUSED)
def test_a_file_that_cannot_be_used_is_refused_and_leaves_no_row(name, code, line):
    answer = run(FILES / name, "--apply")
    assert answer["exit"] == 1
    assert answer["refused"]
    assert counts(answer) == (0, 0, 0, 0, 0)
    (message,) = answer["messages"]
    assert (message["code"], message["severity"]) == (code, "error")
    assert message["line"] == line
    assert stored() == NOTHING


@pytest.mark.parametrize(("name", "expected", "messages"), READ)
def test_a_file_that_can_be_used_is_read_with_its_warnings(name, expected, messages):
    answer = run(FILES / name, "--apply")
    assert answer["exit"] == 0
    assert counts(answer) == expected
    told = [
        (m["code"], m["severity"], m["concept"], m["line"]) for m in answer["messages"]
    ]
    assert sorted(told, key=str) == sorted(messages, key=str)
    assert Concept.objects.count() == expected[0]


@pytest.mark.parametrize("name", [row[0] for row in READ])
def test_a_second_run_of_the_same_file_changes_nothing(name):
    first = run(FILES / name, "--apply")
    second = run(FILES / name, "--apply")
    assert counts(second) == (0, 0, first["new"], 0, first["rejected"])


@pytest.mark.parametrize("name", [row[0] for row in READ])
def test_a_trial_writes_nothing(name):
    answer = run(FILES / name)
    assert not answer["applied"]
    assert stored() == NOTHING


def test_the_message_of_a_wrong_encoding_names_the_byte_and_the_fix():
    answer = run(FILES / "17-wrong-encoding-latin1.ttl")
    text = answer["messages"][0]["text"]
    assert "364" in text
    assert "UTF-8" in text
    assert "Latin-1" in text


def test_a_ring_is_named_and_only_its_last_link_is_left_out():
    answer = run(FILES / "03-cyclic-broader.ttl", "--apply")
    texts = [message["text"] for message in said(answer, "ring")]
    assert any("a → c → b → a" in text for text in texts)
    assert any("oma ylä → oma ylä" in text for text in texts)
    links = Relation.objects.values_list("source__label", "target__label")
    assert sorted(links) == [("a", "c"), ("c", "b")]


def test_of_two_recommended_terms_the_first_stays_and_the_other_becomes_a_synonym():
    run(FILES / "04-two-preflabels.ttl", "--apply")
    terms = Term.objects.filter(language="fi").values_list("kind", "text")
    assert sorted(terms) == [("recommended", "sammutusauto"), ("synonym", "paloauto")]


def test_texts_in_unknown_languages_are_kept_with_their_marks():
    run(FILES / "07-unknown-language.ttl", "--apply")
    terms = dict(Term.objects.values_list("language", "text"))
    assert terms == {
        "fi": "palokunta",
        "nb": "brannvesen",
        "se": "gállun",
        "en-gb": "fire brigade",
        "x-custom": "xx",
        "fin-suomi12345": "tuntematon",
    }


def test_a_text_without_language_gets_the_main_one_and_empty_ones_are_dropped():
    run(FILES / "08-no-language-tag.ttl", "--apply")
    terms = Term.objects.order_by("concept__uri", "pk")
    assert list(terms.values_list("language", "kind", "text")) == [
        ("fi", "recommended", "palokunta"),
        ("fi", "synonym", "VPK"),
        ("fi", "recommended", "palokunta"),
    ]


def test_links_to_what_is_not_here_wait_and_outside_mappings_stay():
    run(FILES / "11-dangling-relations.ttl", "--apply")
    concept = Concept.objects.get()
    assert set(PendingRelation.objects.values_list("role", "target_uri")) == {
        ("generic", "https://example.org/k/missing"),
        ("associative", "https://other.example/x"),
    }
    mapping = concept.mappings.get()
    assert (mapping.kind, mapping.uri) == (
        "exact",
        "http://www.yso.fi/onto/yso/p1234",
    )


def test_a_concept_is_not_related_to_what_is_above_it():
    run(FILES / "12-related-and-broader.ttl", "--apply")
    assert list(Relation.objects.values_list("kind", flat=True)) == ["generic"]


def test_markup_and_formulas_are_stored_as_text():
    run(FILES / "24-html-and-script.ttl", "--apply")
    run(FILES / "26-spreadsheet-formula.ttl", "--apply", vocabulary="toinen")
    assert Term.objects.filter(text="<b>palo</b><script>alert(1)</script>").exists()
    # The two files name the same concept, so the second is left to the first's owner.
    assert not Term.objects.filter(text__startswith="=HYPERLINK").exists()


def test_formulas_are_kept_letter_by_letter():
    run(FILES / "26-spreadsheet-formula.ttl", "--apply")
    assert set(Term.objects.values_list("text", flat=True)) == {
        '=HYPERLINK("http://x","palo")',
        "+358",
        "@sum",
        "-palo",
    }


def test_what_is_deprecated_ends_and_keeps_its_heir():
    run(FILES / "32-bad-dates-and-deprecated.ttl", "--apply")
    statuses = dict(Concept.objects.values_list("label", "status"))
    assert statuses == {"vanha": "retired", "korvattu": "superseded"}
    waiting = PendingRelation.objects.get()
    assert (waiting.role, waiting.target_uri) == (
        "replaced_by",
        "https://example.org/k/c9",
    )
