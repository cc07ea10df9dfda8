"""Pages of what imports may leave: very wide, very deep, and in rings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from concepts.models import Concept, Relation, Term, Vocabulary
from tests.factories.concepts import VocabularyFactory
from tests.factories.members import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def stored(vocabulary: Vocabulary, number: int) -> list[Concept]:
    """Put concepts into the database with no check in between."""
    concepts = Concept.objects.bulk_create(
        Concept(
            vocabulary=vocabulary,
            uri=f"{vocabulary.base_uri}{n}",
            status="approved",
            label=f"taso {n:04}",
            label_language="fi",
            label_key=f"{n:04}",
        )
        for n in range(number)
    )
    Term.objects.bulk_create(
        Term(concept=concept, language="fi", text=concept.label) for concept in concepts
    )
    return concepts


def put_below(pairs: list[tuple[Concept, Concept]]) -> None:
    """Relate (lower, upper) pairs."""
    Relation.objects.bulk_create(
        Relation(source=lower, target=upper, kind="generic") for lower, upper in pairs
    )


def fan(number: int) -> Concept:
    """Return a concept with a number of narrower ones."""
    upper, *lowers = stored(VocabularyFactory(), number + 1)
    put_below([(lower, upper) for lower in lowers])
    return upper


def roads(concept: Concept) -> dict[str, str]:
    slug = concept.vocabulary.slug
    branch = reverse("concept_branch", args=[slug, concept.pk])
    return {
        "concept": concept.url,
        "tree": reverse("concept_tree", args=[slug]),
        "branch": branch,
        "last page": f"{branch}?page=last",
    }


def costs(reader: Client, concept: Concept) -> dict[str, int]:
    return {name: queries_of(reader, url) for name, url in roads(concept).items()}


def test_two_thousand_narrower_concepts_cost_no_more_than_two(reader):
    few, many = fan(2), fan(2000)
    assert costs(reader, many) == costs(reader, few)
    page = reader.get(many.url)
    (group,) = page.context["groups"]
    assert (group.total, len(group.neighbours)) == (2000, 30)
    assert len(page.content) < 100_000
    url = reverse("concept_branch", args=[many.vocabulary.slug, many.pk])
    first = reader.get(url).context["page_obj"]
    assert first.paginator.count == 2000
    last = reader.get(f"{url}?page={first.paginator.num_pages}").context["page_obj"]
    assert last[-1].shown_label == "taso 2000"
    seen = {
        concept.pk
        for number in first.paginator.page_range
        for concept in reader.get(f"{url}?page={number}").context["page_obj"]
    }
    assert len(seen) == 2000


def test_a_chain_of_forty_levels_is_walked_one_level_at_a_time(reader):
    chain = stored(VocabularyFactory(), 41)
    put_below(list(zip(chain[1:], chain, strict=False)))
    few = fan(1)
    assert costs(reader, chain[0]) == costs(reader, few)
    slug = chain[0].vocabulary.slug
    tops = reader.get(reverse("concept_tree", args=[slug])).context["page_obj"]
    assert [top.pk for top in tops] == [chain[0].pk]
    for upper, lower in pairwise(chain):
        page = reader.get(reverse("concept_branch", args=[slug, upper.pk]))
        assert [row.pk for row in page.context["page_obj"]] == [lower.pk]
    # The middle tells what is right above and right below it, and no more.
    groups = {g.role: g.total for g in reader.get(chain[20].url).context["groups"]}
    assert groups == {"broader_generic": 1, "narrower_generic": 1}
    # At the bottom of what opens in place, the way goes on by a page of its own.
    url = reverse("concept_branch", args=[slug, chain[20].pk]) + "?level=99"
    html = reader.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<details" not in html
    assert reverse("concept_branch", args=[slug, chain[21].pk]) in html


def test_a_ring_in_what_is_stored_ends_no_page(reader):
    ring = stored(VocabularyFactory(), 3)
    put_below(list(zip(ring, ring[1:] + ring[:1], strict=True)))
    slug = ring[0].vocabulary.slug
    # Nothing is at the top, and the tree says so instead of failing.
    tops = reader.get(reverse("concept_tree", args=[slug]))
    assert list(tops.context["page_obj"]) == []
    for place, concept in enumerate(ring):
        branch = reader.get(reverse("concept_branch", args=[slug, concept.pk]))
        assert [row.pk for row in branch.context["page_obj"]] == [ring[place - 1].pk]
        page = reader.get(concept.url)
        roles = {group.role for group in page.context["groups"]}
        assert roles == {"broader_generic", "narrower_generic"}


def test_two_concepts_above_each_other_are_both_shown(reader):
    first, second = stored(VocabularyFactory(), 2)
    put_below([(first, second), (second, first)])
    for concept in (first, second):
        groups = reader.get(concept.url).context["groups"]
        assert [group.total for group in groups] == [1, 1]
