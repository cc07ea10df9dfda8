"""What the concept bank says to those who write."""

from __future__ import annotations

import pytest

from concepts.annotation.writing import advice_on
from concepts.models import Term
from tests.clients import signed_in
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.factories.site import plant

pytestmark = pytest.mark.django_db


def engine(**fields):
    return ConceptFactory(
        fi="sammutusauto",
        terms=[
            Term(language="fi", kind="discouraged", text="paloauto"),
            Term(language="fi", kind="rejected", text="palokiesi"),
            Term(language="fi", kind="synonym", text="sammutusyksikkö"),
        ],
        **fields,
    )


def test_discouraged_and_rejected_words_are_named_with_what_to_use():
    concept = engine()
    hints = advice_on("Paloautot lähtivät. Palokiesi jäi.", language="fi")
    assert [hint.url for hint in hints] == [concept.url]
    assert hints[0].words == "”Paloautot”: suositeltava termi on ”sammutusauto”."


def test_good_words_and_other_languages_give_no_hints():
    engine()
    assert advice_on("Sammutusauto, sammutusyksikkö.", language="fi") == []
    assert advice_on("Paloauto.", language="sv") == []
    assert advice_on("Paloauto.", language="de") == []


def test_what_is_not_agreed_yet_gives_no_hints():
    engine(draft=True)
    assert advice_on("Paloauto.", language="fi") == []


def test_the_short_form_shows_the_hints_while_one_writes():
    engine()
    plant()
    client = signed_in(UserFactory())
    answer = client.post(
        "/fi/kept/", {"kept_form": "update:space:1", "text": "Paloauto lähti."}
    )
    assert "suositeltava termi on ”sammutusauto”" in answer.content.decode()


def test_the_editor_asks_for_hints_in_the_language_of_the_page():
    engine()
    tree = plant()
    client = signed_in(UserFactory(administrator=True))
    asked = {"text": "Paloauto lähti.", "page": str(tree.home.pk)}
    answer = client.post("/sv/concepts/hints/", asked)
    assert "”sammutusauto”" in answer.content.decode()
    assert (
        signed_in(UserFactory()).post("/fi/concepts/hints/", asked).status_code == 403
    )
    edit = client.get(f"/admin/pages/{tree.home.pk}/edit/").content.decode()
    assert "concepts/writing.js" in edit


def test_rejected_words_may_be_the_right_ones_elsewhere():
    engine()
    ConceptFactory(fi="paloauto")
    assert advice_on("Paloauto.", language="fi") == []
