"""What an import does with cases that no shared file holds."""

from __future__ import annotations

import gzip
import socket

import pytest
from django.core.management import CommandError, call_command

from concepts.models import (
    Concept,
    Definition,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Term,
    Vocabulary,
)
from concepts.services import approve_concept, touch_vocabulary
from members.models import AuditEntry
from tests.concepts.skos import NOTHING, counts, rdf_xml, run, said, stored, turtle
from tests.factories.concepts import ConceptFactory, VocabularyFactory

pytestmark = pytest.mark.django_db

ONE = 'ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi .'
BOMB = """<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.fixture
def give(tmp_path):
    """Write a file and import it; returns what the command answers."""

    def give(content, *options, name="koe.ttl", **kwargs):
        path = tmp_path / name
        path.write_bytes(content)
        return run(path, *options, **kwargs)

    return give


def test_a_truncated_file_is_refused_whatever_the_parser_throws(give):
    whole = turtle(ONE)
    for length in range(len(whole) - 60, len(whole) - 1):
        answer = give(whole[:length], "--apply")
        if answer["refused"]:
            assert answer["messages"][0]["code"] in {"syntax-error", "no-concepts"}
    assert give(turtle('ex:c1 a skos:Concept ; skos:prefLabel "letk'))["refused"]
    assert Concept.objects.count() <= 1


def test_deeply_nested_blank_nodes_are_refused_not_crashed_on(give):
    answer = give(turtle("ex:a ex:b " + "[ ex:b " * 5000))
    assert answer["exit"] == 1
    assert said(answer, "syntax-error")


def test_an_entity_bomb_is_refused_before_it_is_read(give):
    answer = give(rdf_xml("", BOMB), "--apply", name="pommi.rdf")
    assert [m["code"] for m in answer["messages"]] == ["doctype"]
    assert stored() == NOTHING


def test_no_import_opens_a_connection(give, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("an import opened a connection")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    remote = """@base <https://example.org/far/> .
    <x> a skos:Concept ; skos:prefLabel "x"@fi ;
        owl:imports <https://example.org/onto> ; skos:exactMatch <https://example.org/y> ."""
    assert give(turtle(remote), "--apply")["new"] == 1
    jsonld = b'{"@context": "https://example.org/c.jsonld", "@id": "x"}'
    assert said(give(jsonld, name="koe.jsonld"), "remote-context")
    system = '<!DOCTYPE r SYSTEM "https://example.org/r.dtd">'
    assert said(give(rdf_xml("", system), name="koe.rdf"), "doctype")


@pytest.mark.parametrize(
    ("content", "guess"),
    [
        (turtle(ONE).decode().encode("utf-16"), "UTF-16"),
        (turtle(ONE).decode().encode("utf-16-le"), "UTF-16"),
        (turtle(ONE).decode().encode("utf-32"), "UTF-32"),
    ],
)
def test_wide_encodings_are_refused_by_name(give, content, guess):
    (message,) = give(content, "--apply")["messages"]
    assert message["code"] == "wrong-encoding"
    assert guess in message["text"]
    assert stored() == NOTHING


@pytest.mark.parametrize(
    ("content", "guess"),
    [(b"%PDF-1.7", "PDF"), (b'{"a": 1}', "JSON"), (b"<html><p>", "HTML")],
)
def test_other_kinds_of_files_are_named(give, content, guess):
    (message,) = give(content)["messages"]
    assert message["code"] == "unknown-format"
    assert guess in message["text"]


def test_a_packed_file_is_unpacked_and_a_damaged_one_refused(give):
    packed = gzip.compress(turtle(ONE))
    assert give(packed, "--apply", name="koe.ttl.gz")["new"] == 1
    answer = give(packed[:-8], name="koe.ttl.gz")
    assert [m["code"] for m in answer["messages"]] == ["bad-archive"]


def test_a_file_in_xml_is_read_like_one_in_turtle(give):
    body = """<skos:Concept rdf:about="https://example.org/k/c1">
      <skos:prefLabel xml:lang="fi">letku</skos:prefLabel>
      <skos:broader rdf:resource="https://example.org/k/c2"/></skos:Concept>
    <skos:Concept rdf:about="https://example.org/k/c2">
      <skos:prefLabel xml:lang="fi">kalusto</skos:prefLabel></skos:Concept>"""
    assert give(rdf_xml(body), "--apply", name="koe.rdf")["new"] == 2
    assert Relation.objects.get().target.label == "kalusto"


def test_a_concept_with_only_xl_labels_has_them_with_their_sources(give):
    xl = """ex:c1 a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "letku"@fi ;
        dct:source "työpaja" ] ; skosxl:altLabel [ skosxl:literalForm "paloletku"@fi ] ."""
    give(turtle(xl), "--apply")
    assert list(Term.objects.values_list("kind", "text", "source")) == [
        ("recommended", "letku", "työpaja"),
        ("synonym", "paloletku", ""),
    ]


def test_labels_said_plainly_and_in_xl_are_one_term(give):
    both = """ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi ;
        skosxl:prefLabel [ skosxl:literalForm "letku"@fi ] ."""
    answer = give(turtle(both), "--apply")
    assert not said(answer, "term-twice")
    assert Term.objects.count() == 1


def test_the_same_label_in_two_kinds_is_kept_in_the_stronger(give):
    doubled = """ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi ;
        skos:altLabel "letku"@fi, "paloletku"@fi ; skos:hiddenLabel "Paloletku"@fi ."""
    answer = give(turtle(doubled), "--apply")
    assert len(said(answer, "term-twice")) == 2
    assert set(Term.objects.values_list("kind", "text")) == {
        ("recommended", "letku"),
        ("synonym", "paloletku"),
    }


def test_decomposed_letters_are_composed_and_then_found_to_be_the_same(give):
    composed = 'ex:c1 a skos:Concept ; skos:prefLabel "räjähdys"@fi .'
    decomposed = 'ex:c2 a skos:Concept ; skos:prefLabel "ra\u0308ja\u0308hdys"@fi .'
    answer = give(turtle(composed + decomposed), "--apply")
    assert len(said(answer, "same-term")) == 2
    assert set(Term.objects.values_list("text", flat=True)) == {"räjähdys"}


def test_characters_that_cannot_be_seen_are_removed_with_a_warning(give):
    odd = 'ex:c1 a skos:Concept ; skos:prefLabel "le\\u0000t\\u202Eku"@fi .'
    answer = give(turtle(odd), "--apply")
    assert said(answer, "unseen-characters")[0]["severity"] == "warning"
    assert Term.objects.get().text == "letku"


def test_an_overlong_definition_rejects_its_concept_only(give):
    long = "x" * 3_200_000
    body = f'{ONE} ex:c2 a skos:Concept ; skos:prefLabel "a"@fi ; skos:definition "{long}"@fi .'
    answer = give(turtle(body), "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    (message,) = said(answer, "too-long")
    assert message["concept"] == "https://example.org/k/c2"


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "file:///etc/passwd", "data:x"])
def test_a_uri_that_is_no_address_is_refused(give, uri):
    body = f'<{uri}> a skos:Concept ; skos:prefLabel "x"@fi . {ONE}'
    answer = give(turtle(body), "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert said(answer, "bad-uri")[0]["concept"] == uri


def test_a_link_that_is_no_address_is_left_out(give):
    body = """ex:c1 a skos:Concept ; skos:prefLabel "x"@fi ;
        skos:exactMatch <javascript:alert(1)>, <urn:x:1> ; skos:broader <file:///a> ."""
    answer = give(turtle(body), "--apply")
    assert len(said(answer, "bad-link")) == 2
    assert Mapping.objects.get().uri == "urn:x:1"
    assert not Relation.objects.exists()


def test_a_concept_without_a_uri_is_rejected_with_the_reason(give):
    answer = give(
        turtle(f'[] a skos:Concept ; skos:prefLabel "x"@fi . {ONE}'), "--apply"
    )
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert said(answer, "no-uri")[0]["severity"] == "error"


def test_generic_partitive_and_related_links_are_told_apart(give):
    body = """ex:a a skos:Concept ; skos:prefLabel "a"@fi ; skos:narrower ex:b .
    ex:b a skos:Concept ; skos:prefLabel "b"@fi ; skos:related ex:d .
    ex:c a skos:Concept ; skos:prefLabel "c"@fi ; skos:broader ex:a ;
        iso:broaderPartitive ex:a .
    ex:d a skos:Concept ; skos:prefLabel "d"@fi ; skos:related ex:b ;
        iso:broaderGeneric ex:a ."""
    give(turtle(body), "--apply")
    links = Relation.objects.values_list("source__label", "kind", "target__label")
    assert sorted(links) == [
        ("b", "associative", "d"),
        ("b", "generic", "a"),
        ("c", "partitive", "a"),
        ("d", "generic", "a"),
    ]
    assert counts(give(turtle(body), "--apply")) == (0, 0, 4, 0, 0)


def test_texts_codes_dates_and_sources_are_imported(give):
    body = """ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi ; skos:notation "12.3" ;
        skos:definition "putki, josta vesi tulee"@fi ; skos:scopeNote "vain ulkona"@fi ;
        skos:note "huomaa"@fi ; skos:example "paloletku"@fi ; dct:source "Laki 379/2011" ;
        dct:created "2020-02-01"^^xsd:date ; dct:modified "2021-03-04T05:06:07Z" ;
        skos:editorialNote "sisäinen"@fi ; owl:versionInfo "3" ."""
    answer = give(turtle(body), "--apply")
    concept = Concept.objects.get()
    assert (concept.code, concept.source) == ("12.3", "Laki 379/2011")
    assert concept.created_at.isoformat() == "2020-01-31T22:00:00+00:00"
    assert concept.modified_at.isoformat() == "2021-03-04T05:06:07+00:00"
    assert Definition.objects.get().text == "putki, josta vesi tulee"
    assert set(Note.objects.values_list("kind", flat=True)) == {
        "note",
        "scope_note",
        "example",
        "editorial_note",
    }
    assert "owl:versionInfo" in said(answer, "not-imported")[0]["text"]


def test_a_redundant_broader_is_reported_and_kept(give):
    body = """ex:a a skos:Concept ; skos:prefLabel "a"@fi ; skos:broader ex:b, ex:c .
    ex:b a skos:Concept ; skos:prefLabel "b"@fi ; skos:broader ex:c .
    ex:c a skos:Concept ; skos:prefLabel "c"@fi ."""
    answer = give(turtle(body), "--apply")
    assert said(answer, "redundant-broader")[0]["severity"] == "info"
    assert Relation.objects.count() == 3


def test_a_concept_without_the_main_language_is_imported_and_told(give):
    answer = give(
        turtle('ex:c1 a skos:Concept ; skos:prefLabel "hose"@en .'), "--apply"
    )
    assert answer["new"] == 1
    assert said(answer, "missing-language")
    assert Concept.objects.get().label == "hose"


def test_one_scheme_of_several_can_be_chosen(give):
    body = f"""ex:s1 a skos:ConceptScheme ; skos:prefLabel "Yksi"@fi .
    ex:s2 a skos:ConceptScheme . {ONE} ex:c1 skos:inScheme ex:s1 .
    ex:c2 a skos:Concept ; skos:prefLabel "toinen"@fi ; skos:inScheme ex:s2 ."""
    answer = give(turtle(body), "--apply", "--scheme=https://example.org/k/s1")
    assert answer["new"] == 1
    assert Vocabulary.objects.get().title_fi == "Yksi"


def test_a_waiting_link_is_made_when_its_concept_comes(give):
    give(
        turtle('ex:c1 a skos:Concept ; skos:prefLabel "a"@fi ; skos:broader ex:c2 .'),
        "--apply",
    )
    assert PendingRelation.objects.count() == 1
    give(turtle('ex:c2 a skos:Concept ; skos:prefLabel "b"@fi .'), "--apply")
    assert not PendingRelation.objects.exists()
    assert Relation.objects.get().target.label == "b"


def test_new_concepts_are_drafts_unless_approval_is_asked_for(give):
    give(turtle(ONE), "--apply")
    assert Concept.objects.get().status == "draft"
    answer = give(turtle(ONE), "--apply", "--status=approved")
    assert counts(answer) == (0, 1, 0, 0, 0)
    concept = Concept.objects.get()
    assert concept.status == "approved"
    assert concept.approved_on is not None


def test_an_import_never_takes_an_approved_concept_back_to_a_draft(give):
    give(turtle(ONE), "--apply", "--status=approved")
    assert counts(give(turtle(ONE), "--apply", "--status=draft")) == (0, 0, 1, 0, 0)
    assert Concept.objects.get().status == "approved"


def test_a_draft_follows_the_file_and_the_changes_are_told(give):
    give(turtle(ONE), "--apply")
    changed = 'ex:c1 a skos:Concept ; skos:prefLabel "paloletku"@fi ; skos:altLabel "letku"@fi .'
    answer = give(turtle(changed), "--apply")
    assert counts(answer) == (0, 1, 0, 0, 0)
    assert "+paloletku" in said(answer, "changes")[0]["text"]
    concept = Concept.objects.get()
    assert concept.label == "paloletku"
    assert set(concept.terms.values_list("kind", "text")) == {
        ("recommended", "paloletku"),
        ("synonym", "letku"),
    }
    assert counts(give(turtle(changed), "--apply")) == (0, 0, 1, 0, 0)


def test_links_of_drafts_follow_the_file(give):
    two = 'ex:c2 a skos:Concept ; skos:prefLabel "b"@fi .'
    linked = f"{ONE} {two} ex:c1 skos:broader ex:c2 ."
    related = f"{ONE} {two} ex:c1 skos:related ex:c2 ."
    give(turtle(linked), "--apply")
    answer = give(turtle(related), "--apply")
    assert answer["conflicts"] == 0
    assert list(Relation.objects.values_list("kind", flat=True)) == ["associative"]
    give(turtle(f"{ONE} {two}"), "--apply")
    assert not Relation.objects.exists()


@pytest.mark.parametrize("status", ["proposed", "approved", "superseded", "retired"])
def test_what_has_been_decided_is_never_overwritten(give, status):
    give(turtle(ONE), "--apply")
    Concept.objects.update(status=status)
    answer = give(
        turtle(
            'ex:c1 a skos:Concept ; skos:prefLabel "hacked"@fi ; skos:definition "x"@fi .'
        ),
        "--apply",
        "--status=approved",
    )
    assert counts(answer) == (0, 0, 0, 1, 0)
    assert "hacked" in said(answer, "conflict")[0]["text"]
    assert Term.objects.get().text == "letku"
    assert not Definition.objects.exists()
    assert Concept.objects.get().status == status


def test_an_approved_concept_that_the_file_calls_deprecated_is_a_conflict(give):
    give(turtle(ONE), "--apply", "--status=approved")
    answer = give(turtle(f"{ONE} ex:c1 owl:deprecated true ."), "--apply")
    assert answer["conflicts"] == 1
    assert Concept.objects.get().status == "approved"


def test_a_new_concept_may_be_related_to_an_approved_one(give):
    give(turtle(ONE), "--apply", "--status=approved")
    body = f'{ONE} ex:c2 a skos:Concept ; skos:prefLabel "b"@fi ; skos:related ex:c1 .'
    assert counts(give(turtle(body), "--apply")) == (1, 0, 1, 0, 0)
    assert Relation.objects.get().kind == "associative"
    assert counts(give(turtle(body), "--apply")) == (0, 0, 2, 0, 0)


def test_the_broader_links_of_an_approved_concept_stay(give):
    two = 'ex:c2 a skos:Concept ; skos:prefLabel "b"@fi .'
    give(
        turtle(f"{ONE} {two} ex:c1 skos:broader ex:c2 ."),
        "--apply",
        "--status=approved",
    )
    answer = give(turtle(f"{ONE} {two} ex:c2 skos:broader ex:c1 ."), "--apply")
    assert answer["conflicts"] == 2
    assert Relation.objects.get().source.label == "letku"


def test_a_concept_of_another_vocabulary_is_a_conflict_and_stays_there(give):
    give(turtle(ONE), "--apply", vocabulary="eka")
    answer = give(turtle(ONE), "--apply", vocabulary="toka")
    assert counts(answer) == (0, 0, 0, 1, 0)
    assert "eka" in said(answer, "other-vocabulary")[0]["text"]
    assert not Vocabulary.objects.filter(slug="toka").exists()


def test_kinds_that_skos_cannot_say_survive_an_import(give):
    give(turtle(ONE), "--apply")
    concept = Concept.objects.get()
    Term.objects.create(concept=concept, language="fi", kind="rejected", text="putki")
    touch_vocabulary(concept.vocabulary_id)
    hidden = f'{ONE} ex:c1 skos:hiddenLabel "putki"@fi .'
    assert counts(give(turtle(hidden), "--apply")) == (0, 0, 1, 0, 0)
    assert concept.terms.filter(kind="rejected").exists()


def test_a_concept_missing_from_the_file_is_not_deleted(give):
    give(turtle(f'{ONE} ex:c2 a skos:Concept ; skos:prefLabel "b"@fi .'), "--apply")
    give(turtle(ONE), "--apply")
    assert Concept.objects.count() == 2


def test_a_ring_through_approved_concepts_is_not_closed(give):
    upper = ConceptFactory(
        uri="https://example.org/k/up", vocabulary=VocabularyFactory(slug="koe")
    )
    ConceptFactory(
        uri="https://example.org/k/low", broader=[upper], vocabulary=upper.vocabulary
    )
    body = """ex:up a skos:Concept ; skos:prefLabel "uusi"@fi ; skos:broader ex:new .
    ex:new a skos:Concept ; skos:prefLabel "n"@fi ; skos:broader ex:low ."""
    answer = give(turtle(body), "--apply")
    assert answer["conflicts"] == 1
    links = Relation.objects.values_list("source__uri", "target__uri")
    assert ("https://example.org/k/up", "https://example.org/k/new") not in set(links)


def test_an_import_is_audited_once_and_its_vocabulary_touched(give):
    give(turtle('ex:c2 a skos:Concept ; skos:prefLabel "b"@fi .'), "--apply")
    revision = Vocabulary.objects.get().revision
    AuditEntry.objects.all().delete()
    give(turtle(ONE), "--apply")
    entry = AuditEntry.objects.get(action="concepts.imported")
    assert entry.after == {"new": 1, "changed": 0, "status": "draft"}
    assert Vocabulary.objects.get().revision != revision


def test_the_command_says_what_is_wrong_with_its_arguments(tmp_path):
    for file, slug in (
        ("puuttuu.ttl", "koe"),
        ("koe.ttl", "ei käy"),
        ("koe.ttl", "uri"),
    ):
        (tmp_path / "koe.ttl").write_bytes(turtle(ONE))
        with pytest.raises(CommandError):
            call_command(
                "import_concepts", str(tmp_path / file), f"--vocabulary={slug}"
            )


def test_the_command_speaks_to_people_too(tmp_path, capsys):
    (tmp_path / "koe.ttl").write_bytes(turtle(ONE))
    call_command("import_concepts", str(tmp_path / "koe.ttl"), "--vocabulary=koe")
    assert "--apply" in capsys.readouterr().out


def test_an_approval_between_two_imports_makes_the_difference_a_conflict(give):
    give(turtle(ONE), "--apply")
    approve_concept(
        concept=Concept.objects.get(), approved_by="Hallitus", acting_user=None
    )
    answer = give(turtle('ex:c1 a skos:Concept ; skos:prefLabel "muu"@fi .'), "--apply")
    assert counts(answer) == (0, 0, 0, 1, 0)
