"""Which searches fail is known; who made them is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from concepts.models import Concept
from members.roles import apply_roles
from search import insight
from search.models import QueryTally, SettledQuery
from search.services import index_objects
from search.tallies import failed_queries, forget_old_queries
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGE = "/fi/search/insight/"
ROLES = {
    "member": {},
    "guest": {"guest": True},
    "concept editor": {"concept_editor": True},
    "coordinator": {"coordinator": True},
    "administrator": {"administrator": True},
}


def searched(query: str, client: Client | None = None, **given) -> Client:
    """Let somebody search, and return the reader's browser."""
    client = client or signed_in(UserFactory())
    headers = given.pop("headers", {})
    answer = client.get("/fi/search/", {"q": query, **given}, headers=headers)
    assert answer.status_code == 200
    return client


def counted() -> list[tuple[str, int, int, int]]:
    rows = QueryTally.objects.order_by("query")
    return list(rows.values_list("query", "asked", "empty", "opened"))


def put(shelf, title: str = "Ohje") -> None:
    shelf.put(1, title)
    index_objects(kind=shelf.key, object_ids=[1])


def test_a_search_is_counted_with_its_success_and_nothing_of_its_reader(shelf):
    put(shelf)
    searched("  Paloautön   huolto ")
    searched("ohje")
    assert counted() == [("ohje", 1, 0, 0), ("paloautön huolto", 1, 1, 0)]
    fields = {field.name for field in QueryTally._meta.get_fields()}
    assert fields == {"id", "query", "language", "day", "asked", "empty", "opened"}


def test_a_reader_counts_once_a_day_however_often_the_page_is_asked_for():
    reader = searched("xyzzy")
    searched("XYZZY", reader)
    assert counted() == [("xyzzy", 1, 1, 0)]
    searched("xyzzy")
    assert counted() == [("xyzzy", 2, 2, 0)]


@pytest.mark.parametrize(
    "given",
    [
        {"headers": {"Search-Typing": "1"}},
        {"page": "2"},
        {"kind": "page"},
        {"language": "sv"},
        {"sort": "newest"},
        {"exactly": "1"},
    ],
)
def test_half_words_later_pages_and_narrowed_searches_do_not_count(given, shelf):
    for number in range(1, 30):
        shelf.put(number, "Ohje", url=f"/x/{number}/")
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    searched("ohje", **given)
    assert counted() == []


@pytest.mark.parametrize(
    "query",
    [
        "aino@example.org",
        "010190-123A",
        "+358 40 1234567",
        "asiakas 123456",
        "pitkä teksti " * 20,
        "",
    ],
)
def test_what_may_tell_of_a_person_is_never_counted(query):
    searched(query)
    assert counted() == []


def test_a_search_that_found_somebody_by_name_is_never_counted():
    person = UserFactory(first_name="Sirkka", last_name="Salasalo")
    index_objects(kind="person", object_ids=[person.pk])
    reader = searched("Sirkka Salasalo")
    searched("salasalo", reader)
    assert counted() == []


def test_the_api_and_the_suggestions_count_nothing():
    reader = signed_in(UserFactory())
    reader.get("/api/search?q=xyzzy")
    reader.get("/api/suggest?q=xyzzy")
    assert counted() == []


def test_an_opened_hit_is_counted_once_and_with_its_search(shelf):
    put(shelf)
    reader = signed_in(UserFactory())
    page = reader.get("/fi/search/?q=ohje", headers={"Search-Typing": "1"})
    note = page.context["note"]
    assert f'name="note" value="{note}"' in page.content.decode()
    for _time in range(2):
        answer = reader.post("/fi/search/note/", {"note": note, "opened": "1"})
        assert answer.status_code == 204
    assert counted() == [("ohje", 1, 0, 1)]


def test_a_search_that_was_only_typed_counts_when_it_is_left_standing():
    reader = signed_in(UserFactory())
    page = reader.get("/fi/search/?q=xyzzy", headers={"Search-Typing": "1"})
    reader.post("/fi/search/note/", {"note": page.context["note"]})
    assert counted() == [("xyzzy", 1, 1, 0)]


def test_a_concept_that_opens_in_place_has_answered():
    concept = ConceptFactory(fi="savusukellus", definition="työ savussa")
    index_objects(kind="concept", object_ids=[concept.pk])
    searched("savusukellus")
    assert counted() == [("savusukellus", 1, 0, 1)]


NOTES = {
    "nothing": "",
    "a word": "x",
    "no signature": "a:b:c",
    "somebody else's": signing.dumps(["xyzzy"], salt="other"),
    "the page's own, from days ago": signing.Signer(salt="search.insight").sign_object(
        ["xyzzy", "fi", True, False, "2026-01-01"]
    ),
}


# A signature has the time in it, and would be another test in each worker.
@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_a_note_that_the_page_did_not_give_is_left_alone(note):
    reader = signed_in(UserFactory())
    assert reader.post("/fi/search/note/", {"note": note}).status_code == 204
    assert counted() == []


def test_a_count_that_fails_leaves_the_search_as_it_is(monkeypatch):
    def broken(**_given):
        raise DatabaseError("locked")

    monkeypatch.setattr(insight, "count", broken)
    searched("xyzzy")
    assert counted() == []


def tallied(query: str, *, day: int = 0, **numbers: int) -> None:
    QueryTally.objects.create(
        query=query,
        language="fi",
        day=timezone.localdate() - timedelta(days=day),
        **numbers,
    )


def listed(way: str, days: int = 30) -> list[tuple[str, int]]:
    rows = failed_queries(way, days=days)
    return [(row["query"], row["failed"]) for row in rows]


def test_failed_queries_are_listed_from_the_second_time_on_most_frequent_first():
    tallied("kerran", asked=1, empty=1)
    tallied("kahdesti", asked=1, empty=1)
    tallied("kahdesti", day=1, asked=1, empty=1)
    tallied("usein", asked=9, empty=5)
    tallied("vanha", day=20, asked=5, empty=5)
    tallied("avaamaton", asked=3, empty=0)
    tallied("avattu", asked=3, opened=1)
    assert listed("empty") == [("usein", 5), ("vanha", 5), ("kahdesti", 2)]
    assert listed("empty", days=7) == [("usein", 5), ("kahdesti", 2)]
    assert listed("unopened") == [("usein", 4), ("avaamaton", 3)]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("member", 403),
        ("guest", 403),
        ("concept editor", 200),
        ("coordinator", 200),
        ("administrator", 200),
    ],
)
def test_only_those_who_work_on_searches_see_what_failed(role, status):
    tallied("xyzzy", asked=2, empty=2)
    reader = signed_in(UserFactory(**ROLES[role]))
    answer = reader.get(PAGE)
    assert answer.status_code == status
    assert ("xyzzy" in answer.content.decode()) == (status == 200)
    settled = reader.post(f"{PAGE}settle/", {"query": "xyzzy", "language": "fi"})
    assert settled.status_code == (302 if status == 200 else 403)
    assert SettledQuery.objects.exists() == (status == 200)
    assert (PAGE in text_of(reader, "/fi/me/")) == (status == 200)


def test_nothing_to_do_takes_a_query_off_the_list_and_keeps_the_place():
    tallied("xyzzy", asked=2, empty=2)
    tallied("toinen", asked=2, empty=2)
    editor = signed_in(UserFactory(concept_editor=True))
    address = f"{PAGE}settle/?way=empty&days=7"
    answer = editor.post(address, {"query": "xyzzy", "language": "fi"}, follow=True)
    assert answer.redirect_chain[0][0] == f"{PAGE}?way=empty&days=7"
    assert "xyzzy” on pois" in answer.content.decode()
    assert listed("empty") == [("toinen", 2)]
    for nonsense in ("ei ole", "a\x00b", "x" * 900):
        sent = {"query": nonsense, "language": nonsense}
        assert editor.post(address, sent).status_code == 302
    assert SettledQuery.objects.count() == 1


def test_a_concept_is_made_of_a_failed_query():
    vocabulary = VocabularyFactory()
    tallied("savusukellus", asked=2, empty=2)
    user = UserFactory(concept_editor=True)
    apply_roles(user=user)
    editor = signed_in(user)
    page = editor.get(PAGE).content.decode()
    address = f"{reverse('concepts:add')}?term=savusukellus&amp;language=fi"
    assert address in page
    form = editor.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="savusukellus"' in form
    rows = ("definitions", "notes", "relations", "mappings", "legislation")
    given = {"id": "", "language": "fi", "kind": "recommended", "text": "savusukellus"}
    sent = nested_form_data(
        {
            "vocabulary": vocabulary.pk,
            "status": "draft",
            "terms": inline_formset([given], initial=1),
            **{name: inline_formset([]) for name in rows},
        }
    )
    assert 'name="terms-INITIAL_FORMS" value="1"' in form
    assert editor.post(address.replace("&amp;", "&"), sent).status_code == 302
    assert Concept.objects.get().terms.get().text == "savusukellus"


def test_a_coordinator_without_the_role_is_offered_no_concept():
    tallied("xyzzy", asked=2, empty=2)
    page = text_of(signed_in(UserFactory(coordinator=True)), PAGE)
    assert reverse("concepts:add") not in page


def test_the_list_takes_the_same_queries_with_fifty_times_the_searches():
    tallied("yksi", asked=2, empty=2)
    editor = signed_in(UserFactory(concept_editor=True))
    few = queries_of(editor, PAGE)
    for number in range(60):
        tallied(f"haku {number}", asked=2, empty=2)
    assert queries_of(editor, PAGE) == few


def test_an_address_that_asks_for_nonsense_shows_the_list():
    editor = signed_in(UserFactory(concept_editor=True))
    assert editor.get(f"{PAGE}?way=x&days=x&page=x").status_code == 200


def test_what_is_old_is_forgotten(settings):
    settings.SEARCH_INSIGHT_DAYS = 10
    tallied("vanha", day=11, asked=2, empty=2)
    tallied("uusi", day=9, asked=2, empty=2)
    SettledQuery.objects.create(
        query="vanha",
        language="fi",
        settled_on=timezone.localdate() - timedelta(days=11),
    )
    assert forget_old_queries() == 2
    assert [row[0] for row in counted()] == ["uusi"]
    assert forget_old_queries() == 0
