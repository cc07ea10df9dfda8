"""Out and in again: what a format carries comes back, and what it does not it says."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from concepts.exporting import writers
from concepts.importing.run import import_concepts
from concepts.models import Concept, Subject, Vocabulary
from concepts.snapshots import snapshots_of
from projects.models import Project
from tests.concepts.full import full_vocabulary
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db

FORMATS = ["turtle", "rdfxml", "jsonld", "json", "xlsx", "csv"]


def exported(vocabulary: Vocabulary, key: str) -> bytes:
    stream = io.BytesIO()
    writers.get(key).write(vocabulary, vocabulary.concepts.all(), stream)
    return stream.getvalue()


def told(vocabulary: Vocabulary) -> list[dict]:
    return list(snapshots_of(vocabulary.concepts.order_by("uri")))


def empty_the_bank() -> None:
    Concept.objects.update(replaced_by=None, status="draft")
    Concept.objects.all().delete()
    Vocabulary.objects.all().delete()


def brought_in(content: bytes, **options):
    report = import_concepts(
        content=content,
        vocabulary_slug="taysi",
        acting_user=None,
        apply=True,
        **options,
    )
    assert not report.refused, report.messages
    return report


@pytest.fixture
def vocabulary():
    return full_vocabulary(make_project(plant()), UserFactory())


def test_our_own_json_comes_back_to_the_byte(vocabulary):
    before = exported(vocabulary, "json")
    empty_the_bank()
    report = brought_in(before)
    assert (report.new, report.rejected, report.messages) == (6, 0, [])
    again = Vocabulary.objects.get()
    assert exported(again, "json") == before
    assert brought_in(before).unchanged == 6


def test_unknown_people_and_projects_of_our_own_json_are_named(vocabulary):
    before = exported(vocabulary, "json")
    empty_the_bank()
    concept = before.replace(b"@example.org", b"@muualla.example")
    key = str(Project.objects.get().translation_key)
    concept = concept.replace(key.encode(), b"00000000-0000-4000-8000-000000000000")
    codes = {message.code for message in brought_in(concept).messages}
    assert codes == {"unknown-contact", "unknown-project"}
    assert Concept.objects.count() == 6


@pytest.mark.parametrize("key", ["turtle", "rdfxml", "jsonld", "xlsx", "csv"])
def test_what_a_format_carries_comes_back(vocabulary, key):
    before = exported(vocabulary, key)
    csv = exported(vocabulary, "csv")
    empty_the_bank()
    brought_in(before)
    again = Vocabulary.objects.get()
    # A workbook holds when it was made, so its cells are compared, as CSV.
    if key == "xlsx":
        assert exported(again, "csv") == csv
    else:
        assert exported(again, key) == before
    report = brought_in(before)
    assert (report.changed, report.unchanged, report.conflicts) == (0, 6, 0)


@pytest.mark.parametrize("key", ["turtle", "rdfxml", "jsonld", "xlsx", "csv"])
def test_a_file_changes_nothing_that_it_cannot_carry(vocabulary, key):
    before = told(vocabulary)
    Concept.objects.filter(status__in=("approved", "proposed")).update(status="draft")
    content = exported(vocabulary, key)
    report = brought_in(content)
    assert (report.changed, report.unchanged, report.conflicts) == (0, 6, 0)
    Concept.objects.filter(label="letku").update(status="proposed")
    Concept.objects.filter(label__in=("kalusto", "sammutusauto")).update(
        status="approved"
    )
    assert told(vocabulary) == before


def test_every_format_says_what_it_cannot_carry(vocabulary, tmp_path):
    for key in FORMATS:
        said = io.StringIO()
        call_command(
            "export_concepts",
            "--vocabulary=taysi",
            f"--format={key}",
            f"--out={tmp_path / key}",
            stderr=said,
        )
        losses = [str(loss) for loss in writers.get(key).losses]
        assert losses
        assert said.getvalue().splitlines() == losses
        assert (tmp_path / key).stat().st_size > 1000


def test_the_losses_of_tables_are_all_that_a_table_loses(vocabulary):
    before = told(vocabulary)
    content = exported(vocabulary, "csv")
    empty_the_bank()
    brought_in(content)
    after = told(Vocabulary.objects.get())
    for old, new in zip(before, after, strict=True):
        for said in (old, new):
            for name in (
                "approved_on",
                "approved_by",
                "contact",
                "created",
                "modified",
            ):
                said.pop(name)
            for term in said["terms"]:
                for name in ("homonym_number", "source", "scope_note", "equivalence"):
                    term.pop(name)
            said["notes"] = [
                (note["kind"], note["text"])
                for note in said["notes"]
                if note["kind"] in ("note", "example")
            ]
            said["waiting"] = [
                row for row in said["waiting"] if not row["role"].startswith("narrower")
            ]
        assert new == old
    subject = Subject.objects.get()
    assert (subject.title_fi, subject.title_sv, subject.code) == ("Sammutus", "", "")


def test_an_export_of_an_unknown_vocabulary_says_so(tmp_path):
    with pytest.raises(CommandError, match="puuttuva"):
        call_command(
            "export_concepts",
            "--vocabulary=puuttuva",
            "--format=csv",
            f"--out={tmp_path / 'x'}",
        )
