from __future__ import annotations

import pytest
from django.db import connection

from concepts.models import Concept, ConceptVersion, Mapping, Relation, Term
from tests.concepts.skos import SHARED, counts, needs_shared, run

pytestmark = [pytest.mark.django_db, needs_shared]

FILE = SHARED / "rescue-safety-subset.ttl.gz"


def test_a_real_vocabulary_is_imported_whole_and_a_second_run_changes_nothing():
    first = run(FILE, "--apply", "--status=approved")
    assert counts(first) == (1905, 0, 0, 0, 0)
    assert Concept.objects.filter(status="approved").count() == 1903
    assert Concept.objects.filter(status="superseded").count() == 2
    languages = {
        language: Term.objects.filter(language=language, kind="recommended").count()
        for language in ("fi", "sv", "en")
    }
    assert languages == {"fi": 1905, "sv": 1163, "en": 1400}
    assert Mapping.objects.exists()
    rows = [model.objects.count() for model in (Term, Relation, Mapping)]
    second = run(FILE, "--apply", "--status=approved")
    assert counts(second) == (0, 0, 1905, 0, 0)
    assert [model.objects.count() for model in (Term, Relation, Mapping)] == rows


@pytest.mark.parametrize(
    ("name", "number"),
    [("koko-excerpt-full", 12_322), ("yso-cicero-labels-full", 35_999)],
)
def test_a_large_vocabulary_is_imported_whole_and_a_second_run_changes_nothing(
    name, number
):
    if name.startswith("yso") and connection.vendor != "sqlite":
        pytest.skip("one database is enough for the largest")
    file = SHARED / f"{name}.ttl.gz"
    first = run(file, "--apply", "--status=approved")
    assert counts(first) == (number, 0, 0, 0, 0)
    approved = Concept.objects.filter(status="approved").count()
    assert ConceptVersion.objects.count() == approved
    rows = [model.objects.count() for model in (Concept, Term, Relation, Mapping)]
    assert rows[0] == number
    second = run(file, "--apply", "--status=approved")
    assert counts(second) == (0, 0, number, 0, 0)
    again = [model.objects.count() for model in (Concept, Term, Relation, Mapping)]
    assert again == rows
    assert ConceptVersion.objects.count() == approved
