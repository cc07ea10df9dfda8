"""Importing concepts on the site: tried first, looked at, then written."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from concepts import import_jobs, import_running
from concepts.models import Concept, ImportJob, Vocabulary
from tests.clients import signed_in, text_of
from tests.concepts.skos import turtle
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TABLE = "termi_fi;määritelmä_fi\npalokunta;joukko\nletku;putki\n".encode()


@pytest.fixture
def editor():
    return UserFactory(concept_editor=True)


@pytest.fixture
def client(editor):
    return signed_in(editor)


def bring(client, content=TABLE, name="koe.csv", **fields):
    data = {
        "file": SimpleUploadedFile(name, content),
        "new_slug": "koe",
        "status": "draft",
        "language": "fi",
        **fields,
    }
    return client.post("/fi/concepts/import/", data)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run what waits for a commit, as the queue would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_file_is_tried_before_anything_is_written(client, commits):
    with commits():
        answer = bring(client)
    job = ImportJob.objects.get()
    assert answer["Location"] == f"/fi/concepts/import/{job.pk}/"
    assert (job.state, job.summary["new"]) == ("tried", 2)
    assert list(job.rows.values_list("outcome", "label", "place")) == [
        ("new", "palokunta", 2),
        ("new", "letku", 3),
    ]
    assert not Concept.objects.exists()
    assert "palokunta" in text_of(client, job.url)


def test_what_was_tried_is_written_when_somebody_says_so(client, editor, commits):
    with commits():
        bring(client)
    job = ImportJob.objects.get()
    with commits():
        client.post(f"/fi/concepts/import/{job.pk}/write/")
    job.refresh_from_db()
    assert (job.state, bytes(job.content)) == ("written", b"")
    assert set(Concept.objects.values_list("label", "status")) == {
        ("palokunta", "draft"),
        ("letku", "draft"),
    }
    client.post(f"/fi/concepts/import/{job.pk}/write/")
    assert Concept.objects.count() == 2


def test_a_bank_that_has_changed_meanwhile_is_compared_anew(client, commits):
    VocabularyFactory(slug="koe")
    with commits():
        bring(client, vocabulary="koe", new_slug="")
    job = ImportJob.objects.get()
    ConceptFactory(
        vocabulary=Vocabulary.objects.get(), fi="palokunta", definition="muu"
    )
    with commits():
        client.post(f"/fi/concepts/import/{job.pk}/write/")
    job.refresh_from_db()
    assert (job.state, job.has_changed) == ("tried", True)
    assert job.summary["conflicts"] == 1
    assert Concept.objects.count() == 1
    page = text_of(client, job.url)
    assert "muu" in page
    assert "joukko" in page


def test_a_refused_file_says_why_with_row_and_column(client, commits):
    with commits():
        bring(client, "termi_fi;väri\nx;y\n".encode())
    job = ImportJob.objects.get()
    assert (job.state, job.summary["messages"][0]["code"]) == (
        "refused",
        "unknown-column",
    )
    assert "väri" in text_of(client, job.url)
    assert not Concept.objects.exists()


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(client):
    answer = bring(client, new_slug="", reason="Syksyn kierros")
    assert not ImportJob.objects.exists()
    page = answer.content.decode()
    assert "Syksyn kierros" in page
    assert 'class="error"' in page


@pytest.mark.parametrize("slug", ["import", "Ää x", "tree"])
def test_a_vocabulary_cannot_take_an_address_in_use_or_of_odd_letters(client, slug):
    assert bring(client, new_slug=slug).status_code == 200
    assert not ImportJob.objects.exists()


def test_rows_can_be_filtered_and_downloaded(client, commits):
    with commits():
        bring(client, b"term_fi,status\n-letku,draft\npumppu,valmis\n")
    job = ImportJob.objects.get()
    page = text_of(client, f"{job.url}?outcome=rejected")
    assert "valmis" in page
    assert "-letku" not in page
    csv = client.get(f"{job.url}report.csv").content.decode()
    assert "'-letku" in csv
    assert "status" in csv
    sheet = load_workbook(
        io.BytesIO(client.get(f"{job.url}report.xlsx?outcome=new").content)
    ).active
    assert [row[2].value for row in sheet.iter_rows()][1:] == ["'-letku"]


def test_a_job_that_lost_its_worker_is_taken_up_and_in_the_end_given_up(
    client, commits
):
    bring(client)
    job = ImportJob.objects.get()
    assert job.state == "waiting"
    job.attempts, job.lease = 2, timezone.now() - timedelta(minutes=1)
    job.state = "reading"
    job.save()
    with commits():
        assert import_jobs.sweep_imports() == 1
    job.refresh_from_db()
    assert job.state == "tried"
    ImportJob.objects.update(
        state="comparing", attempts=3, lease=timezone.now() - timedelta(minutes=1)
    )
    import_jobs.sweep_imports()
    job.refresh_from_db()
    assert (job.state, bytes(job.content)) == ("failed", b"")


def test_a_job_that_a_worker_holds_is_left_to_it(client):
    bring(client)
    job = ImportJob.objects.get()
    ImportJob.objects.update(
        state="reading", attempts=1, lease=timezone.now() + timedelta(minutes=1)
    )
    import_running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("reading", 1)


def test_old_files_and_reports_are_forgotten(client, commits):
    with commits():
        bring(client)
    ImportJob.objects.update(ended_at=timezone.now() - timedelta(days=8))
    import_jobs.sweep_imports()
    assert bytes(ImportJob.objects.get().content) == b""
    ImportJob.objects.update(created_at=timezone.now() - timedelta(days=91))
    import_jobs.sweep_imports()
    assert not ImportJob.objects.exists()


def test_a_page_under_way_asks_again_and_the_finished_one_does_not(client, commits):
    bring(client)
    job = ImportJob.objects.get()
    part = client.get(job.url, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" in part
    assert "<html" not in part
    import_running.run(job.pk)
    polled = client.get(job.url, headers={"HX-Request": "true"})
    assert polled["HX-Refresh"] == "true"
    assert not polled.content
    assert 'hx-trigger="load' not in client.get(job.url).content.decode()


def test_only_concept_editors_import(commits):
    reader = signed_in(UserFactory())
    assert reader.get("/fi/concepts/import/").status_code == 403
    assert bring(reader).status_code == 403
    assert not ImportJob.objects.exists()


def test_a_long_report_costs_as_many_queries_as_a_short_one(client, commits):
    with commits():
        bring(client, b"term_fi\na\n")
        bring(client, ("term_fi\n" + "\n".join(f"a{n}" for n in range(60))).encode())
    short, long = ImportJob.objects.order_by("pk")
    client.get(short.url)
    assert queries_of(client, long.url) == queries_of(client, short.url)


def test_members_get_public_concepts_and_editors_all(client):
    vocabulary = VocabularyFactory(slug="koe")
    public = ConceptFactory(vocabulary=vocabulary, fi="julkinen")
    ConceptFactory(vocabulary=vocabulary, fi="salainen", draft=True, related=[public])
    reader = signed_in(UserFactory())
    for key in ("csv", "turtle", "rdfxml", "jsonld"):
        url = f"/fi/concepts/export/koe/{key}/"
        mine = b"".join(reader.get(url).streaming_content).decode()
        assert "julkinen" in mine
        assert "salainen" not in mine
        assert "k-0002" not in mine
        assert "salainen" in b"".join(client.get(url).streaming_content).decode()
    assert reader.get("/fi/concepts/export/koe/json/").status_code == 404
    assert client.get("/fi/concepts/export/koe/json/").status_code == 200
    assert reader.get("/fi/concepts/export/koe/olematon/").status_code == 404


def test_the_export_page_says_what_each_format_loses(client):
    VocabularyFactory(slug="koe")
    page = text_of(client, "/fi/concepts/export/koe/")
    assert "Excel" in page
    assert "32" in page


def test_skos_is_imported_too(client, commits):
    body = 'ex:c1 a skos:Concept ; skos:prefLabel "letku"@fi .'
    with commits():
        bring(client, turtle(body), "koe.ttl")
    assert ImportJob.objects.get().summary["new"] == 1


def test_the_template_is_a_table_that_can_be_imported(client, commits):
    content = client.get("/fi/concepts/import/template.xlsx").content
    workbook = load_workbook(io.BytesIO(content))
    sheet = workbook.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("term_fi") + 1, "letku")
    filled = io.BytesIO()
    workbook.save(filled)
    with commits():
        bring(client, filled.getvalue(), "koe.xlsx")
    assert ImportJob.objects.get().summary["new"] == 1
