"""Links from the words of pages to the concepts that they name."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from concepts.annotation.markup import Markup
from concepts.models import Term
from concepts.services import approve_concept, retire_concept, save_vocabulary
from home.models import StandardPage
from network_site.base.registries import text_decorators
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.factories.site import plant, publish
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def page_of(html: str, **fields) -> StandardPage:
    page = StandardPage(title="Ohje", body=[("text", html)], **fields)
    return publish(page, plant().home)


def shown(page, **traits) -> str:
    return text_of(signed_in(UserFactory(**traits)), page.url)


def link_to(concept, words: str) -> str:
    return (
        f'<a class="term" href="{concept.url}" data-card="{concept.url}card/">'
        f"{words}</a>"
    )


def test_the_first_mention_of_a_concept_leads_to_it_in_whatever_form():
    concept = ConceptFactory(fi="pelastuslaitos")
    text = shown(page_of("<p>Soita pelastuslaitokselle. Pelastuslaitos auttaa.</p>"))
    assert f"Soita {link_to(concept, 'pelastuslaitokselle')}. Pelastuslaitos" in text


def test_the_longest_term_is_linked():
    ConceptFactory(fi="palokunta")
    longer = ConceptFactory(fi="vapaaehtoinen palokunta")
    text = shown(page_of("<p>Soita: vapaaehtoinen palokunta.</p>"))
    assert link_to(longer, "vapaaehtoinen palokunta") in text
    assert text.count('class="term"') == 1


def test_links_headings_and_broken_words_are_left_alone():
    ConceptFactory(fi="pelastuslaitos")
    page = page_of(
        "<h3>Pelastuslaitos</h3>"
        '<p><a href="https://example.org/">pelastuslaitos</a> ja pelastus<b>laitos</b>, '
        "www.pelastuslaitos.fi</p>"
    )
    assert 'class="term"' not in shown(page)


def test_a_concept_that_is_no_longer_or_not_yet_agreed_is_not_linked():
    draft = ConceptFactory(fi="palokunta", draft=True)
    retired = ConceptFactory(fi="pelastuslaitos")
    page = page_of("<p>Palokunta ja pelastuslaitos.</p>")
    assert shown(page, concept_editor=True).count('class="term"') == 1
    retire_concept(concept=retired, acting_user=None)
    assert 'class="term"' not in shown(page, concept_editor=True)
    approve_concept(concept=draft, approved_by="Hallitus", acting_user=None)
    assert link_to(draft, "Palokunta") in shown(page)


def test_a_general_vocabulary_can_be_kept_out_of_texts():
    own = ConceptFactory(fi="pelastuslaitos")
    general = ConceptFactory(fi="auto")
    double = ConceptFactory(fi="pelastuslaitos", vocabulary=general.vocabulary)
    page = page_of("<p>Pelastuslaitos osti auton.</p>")
    assert link_to(general, "auton") in shown(page)
    vocabulary = general.vocabulary
    vocabulary.links_in_texts = False
    save_vocabulary(vocabulary=vocabulary, acting_user=None)
    text = shown(page)
    assert link_to(own, "Pelastuslaitos") in text
    for concept in (general, double):
        assert concept.url not in text


def test_rejected_terms_and_search_terms_are_not_linked():
    ConceptFactory(
        fi="pelastuslaitos",
        terms=[
            Term(language="fi", kind="rejected", text="laitos"),
            Term(language="fi", kind="search_term", text="talo"),
        ],
    )
    assert 'class="term"' not in shown(page_of("<p>Laitos ja talo.</p>"))


def test_a_page_can_be_kept_without_links():
    ConceptFactory(fi="palokunta")
    page = page_of("<p>Palokunta.</p>", shows_term_links=False)
    assert 'class="term"' not in shown(page)


def test_a_reader_can_choose_to_read_without_links():
    ConceptFactory(fi="palokunta")
    page = page_of("<p>Palokunta.</p>")
    assert 'class="term"' in shown(page)
    assert 'class="term"' not in shown(page, shows_term_links=False)


def test_the_profile_holds_the_choice():
    reader = UserFactory()
    client = signed_in(reader)
    client.post("/fi/me/edit/", {"language": "fi"})
    reader.refresh_from_db()
    assert not reader.shows_term_links


def test_links_cost_no_queries_once_they_are_made():
    page = page_of("<p>Palokunta ja letku.</p>")
    client = signed_in(UserFactory())
    text_of(client, page.url)
    without = queries_of(client, page.url)
    for name in ("palokunta", "letku", *(f"sana{n}" for n in range(50))):
        ConceptFactory(fi=name)
    assert text_of(client, page.url).count('class="term"') == 2
    assert queries_of(client, page.url) == without


def test_a_page_survives_whatever_happens_to_its_links(monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setitem(text_decorators._items, "terms", broken)
    assert "Palokunta" in shown(page_of("<p>Palokunta.</p>"))


def test_the_markup_stays_as_it_was_to_the_letter():
    markup = (
        '<div class="prose"><p>A &amp; B&nbsp;pelas&shy;tus<br/>laitos &#228; '
        '<svg viewBox="0 0 1 1"><use href="#x"/></svg><!-- x --></p>\r\n'
        "<p>toinen</p></div>"
    )
    words = Markup(markup, "fi")
    start = words.text.index("pelas")
    span = words.span(start, start + len("pelas\u00adtus"))
    assert span is not None
    assert markup[span[0] : span[1]] == "pelas&shy;tus"
    assert words.with_tags([]) == markup
    start = words.text.index("toinen")
    assert markup[slice(*words.span(start, start + 6))] == "toinen"
    assert words.with_tags([(*words.span(start, start + 6), "<i>", "</i>")]) == (
        markup.replace("toinen", "<i>toinen</i>")
    )


def test_words_in_another_language_are_left_alone():
    words = Markup('<div class="prose"><p lang="sv">ord</p><p>sana</p></div>', "fi")
    assert words.span(words.text.index("ord"), words.text.index("ord") + 3) is None
    assert words.span(words.text.index("sana"), words.text.index("sana") + 4)


def test_the_card_says_what_the_concept_is_to_those_who_may_know():
    concept = ConceptFactory(fi="palokunta", definition="joukko ihmisiä")
    draft = ConceptFactory(fi="letku", draft=True)
    client = signed_in(UserFactory())
    text = text_of(client, f"{concept.url}card/")
    assert "joukko ihmisiä" in text
    assert f'href="{concept.url}"' in text
    assert client.get(f"{draft.url}card/").status_code == 404
