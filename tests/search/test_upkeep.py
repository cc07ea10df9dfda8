"""The index follows what it is made of, and says when it does not."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from network_site.base.registries import search_kinds
from search import backends, dictionary, marks, upkeep
from search.indexing import LONGEST_TERMS, text_terms
from search.models import (
    AudienceSet,
    AudienceToken,
    DirtyMark,
    Entry,
    TermCount,
    Upkeep,
)
from search.services import check, index_dirty, index_objects, mark, rebuild, search
from search.tasks import keep_index_up
from search.upkeep import keep_up
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(shelf):
    for number in range(1, 6):
        shelf.put(number, f"Ohje {number}", text="Sammutusveden riittävyys")
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    dictionary.repair()
    return shelf


def command(*words: str) -> tuple[dict[str, int], str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("search_index", *words, stdout=out, stderr=err)
    except CommandError as error:
        err.write(f"exit: {error}")
    return json.loads(out.getvalue()), err.getvalue()


def found(query: str) -> list[int]:
    reader = UserFactory.build(is_superuser=True, pk=1)
    return [hit.id for hit in search(user=reader, query=query, language="fi").hits]


def test_a_mark_goes_with_its_transaction(full):
    with transaction.atomic():
        mark(full.key, [1])
        transaction.set_rollback(True)
    assert not DirtyMark.objects.exists()


def test_what_is_marked_is_indexed_and_the_mark_is_gone(full):
    full.put(1, "Savusukellus")
    mark(full.key, [1])
    assert index_dirty() == 1
    assert found("savusukellus") == [1]
    assert not DirtyMark.objects.exists()
    assert check().is_right


def test_what_is_gone_leaves_the_index_and_its_terms_the_dictionary(full):
    full.put(1, "Savusukellus")
    index_objects(kind=full.key, object_ids=[1])
    assert TermCount.objects.filter(term="xsavusukellus").exists()
    full.take(1)
    index_objects(kind=full.key, object_ids=[1])
    assert found("savusukellus") == []
    assert not TermCount.objects.filter(term="xsavusukellus").exists()
    assert check().is_right


def test_what_is_as_it_was_is_not_written_again(full):
    assert index_objects(kind=full.key, object_ids=full.object_ids()) == 0


def test_a_mark_renewed_while_it_is_indexed_is_kept(full):
    mark(full.key, [1])
    claimed = marks.claim(10)
    mark(full.key, [1])
    marks.settle(claimed)
    assert DirtyMark.objects.filter(object_id=1, claim=None).exists()


def test_two_workers_never_hold_the_same_mark(full):
    mark(full.key, [1, 2])
    assert len(marks.claim(10)) == 2
    assert marks.claim(10) == []


def test_the_marks_of_a_dead_worker_are_taken_after_their_lease(full):
    mark(full.key, [1])
    marks.claim(10)
    DirtyMark.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert index_dirty() == 1


def test_one_thing_that_cannot_be_made_does_not_stop_the_others(full, monkeypatch):
    make = full.documents

    def documents(object_ids):
        if 2 in object_ids:
            raise ValueError("rikki")
        return make(object_ids)

    monkeypatch.setattr(full, "documents", documents)
    for number in (1, 2, 3):
        full.put(number, f"Hirsi {number}")
    mark(full.key, [1, 2, 3])
    index_dirty()
    assert sorted(found("hirsi")) == [1, 3]
    assert list(DirtyMark.objects.values_list("object_id", flat=True)) == [2]


def break_it(name: str, full) -> None:
    if name == "missing":
        full.put(6, "Uusi")
    elif name == "orphaned":
        full.take(1)
    elif name == "stale":
        full.put(1, "Toinen nimi")
    elif name == "wrong_audience":
        other = AudienceSet.objects.create(key="s1")
        AudienceToken.objects.create(audience=other, token="s1")
        Entry.objects.filter(kind=full.key, object_id=1).update(audience=other)
    elif name == "dictionary":
        TermCount.objects.filter(term="xohje").update(count=99)


@pytest.mark.parametrize(
    "name", ["missing", "orphaned", "stale", "wrong_audience", "dictionary"]
)
def test_a_check_names_what_has_drifted_and_a_repair_puts_it_right(full, name):
    assert command("--check")[1] == ""
    break_it(name, full)
    counts, said = command("--check")
    assert counts[name] == 1
    assert name in said
    assert "exit:" in said
    assert command("--repair")[0][name] == 1
    counts, said = command("--check")
    assert (counts[name], said) == (0, "")


def test_a_check_changes_nothing(full):
    break_it("stale", full)
    before = list(Entry.objects.values_list("title", flat=True))
    command("--check")
    assert list(Entry.objects.values_list("title", flat=True)) == before


def test_a_rebuild_makes_all_anew(full):
    Entry.objects.filter(object_id=1).update(title="Rikki", title_tokens="")
    counts, _said = command("--rebuild")
    assert counts == {"entries": Entry.objects.count()}
    assert check().is_right


@pytest.mark.only_on("sqlite")
def test_an_engine_index_that_disagrees_with_the_rows_is_seen_and_made_anew(full):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    assert check().index != []
    assert found("ohje") == []
    command("--repair")
    assert check().is_right
    assert len(found("ohje")) == 5


def test_readiness_tells_how_far_behind_the_index_is(full, client):
    mark(full.key, [1, 2])
    DirtyMark.objects.update(marked_at=timezone.now() - timedelta(seconds=90))
    state = client.get("/readyz").json()["parts"]["search"]
    assert state["waiting"] == 2
    assert state["oldest_seconds"] >= 90


@pytest.mark.django_db(transaction=True)
def test_the_index_is_made_anew_outside_of_any_transaction(full):
    rebuild()
    backends.embedded().rebuild()
    assert backends.embedded().check() == []
    [hit] = search(user=UserFactory(), query="ohje 3", language="fi", limit=1).hits
    assert hit.id == 3


def test_a_kind_that_is_no_longer_registered_leaves_with_the_rebuild(full, monkeypatch):
    monkeypatch.delitem(search_kinds._items, full.key)
    rebuild()
    assert not Entry.objects.filter(kind=full.key).exists()


def test_every_night_the_index_is_put_right_and_what_was_found_is_told(full, client):
    break_it("stale", full)
    break_it("wrong_audience", full)
    keep_index_up()
    assert check().is_right
    told = client.get("/readyz").json()["parts"]["search"]["upkeep"]
    assert told["found"]["wrong_audience"] == 1
    assert told["started"] <= told["finished"]
    keep_index_up()
    told = client.get("/readyz").json()["parts"]["search"]["upkeep"]
    assert not any(told["found"].values())


def test_two_repairs_do_not_go_on_at_once(full, monkeypatch):
    seen = []

    def repair():
        seen.append(keep_up())
        return upkeep.Report()

    monkeypatch.setattr(upkeep, "repair", repair)
    assert keep_up() is not None
    assert seen == [None]


def test_a_repair_that_has_died_is_begun_anew_the_next_night(full):
    keep_up()
    now = timezone.now()
    Upkeep.objects.update(held_until=now + timedelta(minutes=1), finished_at=None)
    assert keep_up() is None
    Upkeep.objects.update(held_until=now - timedelta(minutes=1))
    assert keep_up() is not None


def test_a_repair_that_fails_lets_the_next_one_in(full, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "repair", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keep_up()
    assert upkeep.last_upkeep()["finished"] is None
    assert keep_up() is not None


def test_what_changes_while_it_is_compared_has_not_drifted(full, monkeypatch):
    """Marked and indexed between two looks, as by a worker beside the check."""
    make = full.documents

    def documents(object_ids):
        found = list(make(object_ids))
        if 1 in object_ids and full.things[1, "fi"].title == "Ohje 1":
            full.put(1, "Vaihtunut")
            mark(full.key, [1])
            index_dirty()
        return found

    monkeypatch.setattr(full, "documents", documents)
    assert check().is_right


def test_a_repair_closes_at_once_what_was_too_open(full, monkeypatch):
    full.put(1, "Ohje 1", audience={"s999"})
    report = check()
    monkeypatch.setattr(upkeep, "check", lambda: report)
    monkeypatch.setattr(upkeep, "_drain", lambda: None)
    upkeep.repair()
    assert 1 not in found("ohje")


def test_counts_that_were_held_back_are_right_afterwards(
    shelf, django_capture_on_commit_callbacks
):
    with dictionary.held_back():
        for number in range(1, 4):
            shelf.put(number, f"Palotarkastus {number}", text="Palotarkastuksen ohje")
            with django_capture_on_commit_callbacks(execute=True):
                index_objects(kind=shelf.key, object_ids=[number])
        assert dictionary.drift()
    assert not dictionary.drift()


def test_the_terms_of_a_text_are_in_order_and_none_more_than_four_times():
    body = ["xpalo", "lpalo", *["xvesi"] * 6, "lpalo"]
    assert text_terms(body) == ["lpalo"] * 2 + ["xpalo"] + ["xvesi"] * 4


def test_of_a_very_long_text_the_beginning_is_kept():
    body = [f"x{number:09}" for number in range(50_000)]
    kept = text_terms(body)
    assert kept == body[: len(kept)]
    assert 300_000 < len(" ".join(kept)) <= LONGEST_TERMS
