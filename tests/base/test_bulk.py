from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from concepts.models import Concept, ConceptVersion, Mapping
from network_site.base.bulk import insert_rows
from search.models import DirtyMark
from tests.factories.concepts import ConceptFactory

pytestmark = pytest.mark.django_db


def test_rows_go_in_in_their_order_and_what_is_not_given_gets_its_default():
    concept = ConceptFactory()
    uris = [f"https://example.org/{number}" for number in range(2_500)]
    insert_rows(Mapping, ("concept", "uri"), ((concept.pk, uri) for uri in uris))
    stored = Mapping.objects.order_by("pk").values_list("uri", "kind")
    assert list(stored) == [(uri, Mapping.Kind.EXACT) for uri in uris]


def test_texts_data_and_moments_come_back_as_they_went_in():
    concept = ConceptFactory()
    state = {"text": "%s \"'\\ ä€\n{}", "list": [1, None]}
    columns = ("concept", "number", "snapshot", "reason")
    insert_rows(ConceptVersion, columns, [(concept.pk, 90, state, "%(a)s 'ö'")])
    stored = ConceptVersion.objects.get(concept=concept, number=90)
    assert (stored.snapshot, stored.reason) == (state, "%(a)s 'ö'")
    assert stored.made_by is None
    now, stamp = timezone.now(), uuid.uuid4()
    insert_rows(
        DirtyMark,
        ("kind", "object_id", "stamp", "marked_at"),
        [("try", 1, stamp, now), ("try", 2, stamp, now)],
    )
    mark = DirtyMark.objects.get(kind="try", object_id=1)
    assert (mark.stamp, mark.marked_at, mark.claim) == (stamp, now, None)


def test_a_row_that_stands_already_is_passed_over_or_renewed():
    concept = ConceptFactory()
    row = (concept.pk, "https://example.org/1")
    for _time in range(2):
        insert_rows(Mapping, ("concept", "uri"), [row], ignore_conflicts=True)
    assert Mapping.objects.filter(concept=concept).count() == 1
    for stamp in (uuid.uuid4(), last := uuid.uuid4()):
        insert_rows(
            DirtyMark,
            ("target", "kind", "object_id", "stamp"),
            [("entries", "try", 1, stamp)],
            unique_fields=("target", "kind", "object_id"),
            update_fields=("stamp",),
        )
    assert DirtyMark.objects.get(kind="try", object_id=1).stamp == last


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(Concept, ("uri",), [])
