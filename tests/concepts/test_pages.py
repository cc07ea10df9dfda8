from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from concepts.models import Concept, Mapping, Term, Vocabulary
from concepts.services import save_vocabulary, supersede_concept
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def text_of(answer) -> str:
    """Return the words of a page, its markup taken away."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_page_shows_the_definition_and_the_terms_of_each_language(reader):
    concept = ConceptFactory(
        fi="palvelukokonaisuus",
        sv="servicehelhet",
        definition="joukko palveluja",
        note="Yhden laitoksen palvelu on osa.",
        source="Käsikirja, luku 2",
        terms=[
            Term(language="fi", kind="synonym", text="palvelujen kokonaisuus"),
            Term(
                language="fi",
                kind="discouraged",
                text="palvelupaketti",
                scope_note="kaupallinen",
            ),
            Term(language="en", kind="rejected", text="service bundle"),
            Term(language="se", text="bálvalus"),
        ],
    )
    page = reader.get(concept.url)
    html = page.content.decode()
    assert '<p class="definition">joukko palveluja</p>' in html
    assert '<dd lang="sv">servicehelhet</dd>' in html
    assert "<s>palvelupaketti</s>" in html
    assert '<span lang="en"><s>service bundle</s></span>' in html
    assert '<dd lang="se">bálvalus</dd>' in html
    words = text_of(page)
    for expected in ("Suomi, suositettava", "Vältettävä", "Hylätty", "Synonyymi"):
        assert expected in words
    assert "kaupallinen" in words
    assert "Yhden laitoksen palvelu on osa." in words
    assert "Käsikirja, luku 2" in words
    assert concept.uri in words


def test_the_swedish_page_speaks_swedish_and_marks_what_is_finnish(reader):
    concept = ConceptFactory(fi="palokunta", sv="brandkår", definition="organisaatio")
    html = reader.get(concept.url_in("sv")).content.decode()
    assert "<h1>brandkår</h1>" in html
    assert '<p class="definition" lang="fi">organisaatio</p>' in html
    finnish_only = ConceptFactory(fi="letku")
    assert (
        '<h1 lang="fi">letku</h1>'
        in reader.get(finnish_only.url_in("sv")).content.decode()
    )


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_english_words_remain_on_the_pages(reader, language):
    concept = ConceptFactory(fi="palokunta", draft=False)
    pages = [
        concept.url_in(language),
        f"/{language}/concepts/",
        f"/{language}/concepts/?letter=p",
    ]
    pages += [f"/{language}/concepts/tree/{concept.vocabulary.slug}/"]
    for url in pages:
        words = text_of(reader.get(url))
        for english in (
            "Concept",
            "recommended",
            "Vocabular",
            "Approved",
            "Relations",
            "tree",
            "Find",
        ):
            assert english not in words.split("Skip")[0], (url, english)


def test_hostile_labels_are_shown_as_text(reader):
    bad = '"><script>alert(1)</script>'
    other = ConceptFactory(fi=f"toinen {bad}")
    concept = ConceptFactory(
        fi=bad,
        definition=f"<img src=x onerror=alert(1)>{bad}",
        note=bad,
        source=bad,
        code=bad[:40],
        related=[other],
        vocabulary=other.vocabulary,
        mappings=[Mapping(kind="exact", uri="https://example.org/x")],
    )
    slug = concept.vocabulary.slug
    for url in (
        concept.url,
        concept.vocabulary.url,
        reverse("concept_index") + "?letter=s",
        reverse("concept_tree", args=[slug]),
        reverse("concept_branch", args=[slug, concept.pk]),
    ):
        html = reader.get(url).content.decode()
        assert "<script>alert" not in html, url
        assert "<img src=x" not in html, url


def test_relations_are_drawn_and_listed(reader):
    upper, whole = ConceptFactory(fi="palvelu"), ConceptFactory(fi="järjestelmä")
    related = ConceptFactory(fi="yhdyspinta")
    concept = ConceptFactory(
        fi="kokonaisuus", broader=[upper], whole=[whole], related=[related]
    )
    part = ConceptFactory(fi="osapalvelu", whole=[concept])
    kind = ConceptFactory(fi="erityiskokonaisuus", broader=[concept])
    page = reader.get(concept.url)
    html = page.content.decode()
    diagram = html[
        html.index('<svg class="diagram"') : html.index(
            "</svg>", html.index('<svg class="diagram"')
        )
    ]
    for other in (upper, whole, related, part, kind):
        assert f'<a href="{other.url}"' in diagram
        assert html.count(f'href="{other.url}"') == 2
    assert "style=" not in diagram
    roles = {group.role: group.total for group in page.context["groups"]}
    assert roles == dict.fromkeys(
        (
            "broader_generic",
            "broader_partitive",
            "narrower_generic",
            "narrower_partitive",
            "related",
        ),
        1,
    )


def test_a_concept_with_many_narrower_ones_lists_some_and_leads_to_the_rest(reader):
    upper = ConceptFactory(fi="kalusto")
    vocabulary = upper.vocabulary
    for number in range(35):
        ConceptFactory(fi=f"laji {number:02d}", broader=[upper], vocabulary=vocabulary)
    page = reader.get(upper.url)
    (group,) = page.context["groups"]
    assert (group.total, len(group.neighbours)) == (35, 30)
    branch = reverse("concept_branch", args=[vocabulary.slug, upper.pk])
    assert f'href="{branch}"' in page.content.decode()


def test_a_mapping_to_a_concept_that_is_here_goes_by_its_name(reader):
    other = ConceptFactory(fi="palvelukokonaisuus")
    concept = ConceptFactory(
        mappings=[
            Mapping(kind="close", uri=other.uri),
            Mapping(kind="exact", uri="urn:x:1"),
        ]
    )
    html = reader.get(concept.url).content.decode()
    assert f'<a href="{other.url}">palvelukokonaisuus</a>' in html
    assert "urn:x:1" in html
    assert 'href="urn:x:1"' not in html


def test_a_superseded_concept_leads_to_its_replacement(reader):
    old, new = ConceptFactory(fi="vanha"), ConceptFactory(fi="uusi")
    supersede_concept(concept=old, replaced_by=new, acting_user=None)
    html = reader.get(old.url).content.decode()
    assert f'<a href="{new.url}">uusi</a>' in html


def test_the_reference_can_be_copied_where_scripts_run(reader):
    concept = ConceptFactory(fi="letku")
    html = reader.get(concept.url).content.decode()
    assert re.search(
        r'<button[^>]* hidden data-copy="letku, [^"]*' + re.escape(concept.uri), html
    )


def test_the_edit_button_is_for_editors(client):
    concept = ConceptFactory()
    link = reverse("concepts:edit", args=[concept.pk])
    client.force_login(UserFactory())
    assert link not in client.get(concept.url).content.decode()
    client.force_login(UserFactory(concept_editor=True))
    assert link in client.get(concept.url).content.decode()


def test_the_contact_person_is_not_told_to_guests(client):
    contact = UserFactory(first_name="Aino", last_name="Rautio")
    concept = ConceptFactory(contact=contact)
    client.force_login(UserFactory(guest=True))
    assert "Rautio" not in client.get(concept.url).content.decode()
    client.force_login(UserFactory())
    assert "Rautio" in client.get(concept.url).content.decode()


def test_the_alphabet_has_the_finnish_order_and_lists_a_letter(reader):
    vocabulary = VocabularyFactory()
    for name in (
        "öljy",
        "Zodiac",
        "äyräs",
        "ambulanssi",
        "åby",
        "Väestö",
        "112-puhelu",
    ):
        ConceptFactory(fi=name, vocabulary=vocabulary)
    page = reader.get(reverse("concept_index"))
    assert [item["label"] for item in page.context["letters"]] == [
        "0–9",
        "A",
        "V",
        "Z",
        "Å",
        "Ä",
        "Ö",
    ]
    listed = reader.get(reverse("concept_index") + "?letter=ä").context["page_obj"]
    assert [concept.shown_label for concept in listed] == ["äyräs"]
    everything = reader.get(vocabulary.url).context["page_obj"]
    assert [concept.shown_label for concept in everything] == [
        "112-puhelu",
        "ambulanssi",
        "Väestö",
        "Zodiac",
        "åby",
        "äyräs",
        "öljy",
    ]


def test_the_alphabet_can_be_read_in_another_language(reader):
    ConceptFactory(fi="letku", sv="slang")
    ConceptFactory(fi="puomi")
    listed = reader.get(reverse("concept_index") + "?lang=sv&letter=s").context[
        "page_obj"
    ]
    assert [concept.shown_label for concept in listed] == ["slang"]


def test_a_long_list_is_paged(reader):
    vocabulary = VocabularyFactory()
    for number in range(55):
        ConceptFactory(fi=f"letku {number:02d}", vocabulary=vocabulary)
    url = reverse("concept_index") + "?letter=l"
    assert len(reader.get(url).context["page_obj"]) == 50
    assert len(reader.get(url + "&page=2").context["page_obj"]) == 5


@pytest.mark.parametrize(
    "query",
    [
        "?letter=%00",
        "?letter=abc",
        "?lang=xx",
        "?status=hups",
        "?page=nolla",
        "?project=x",
        "?project=999999999999999999999",
    ],
)
def test_addresses_that_make_no_sense_still_show_a_page(reader, query):
    ConceptFactory()
    assert reader.get(reverse("concept_index") + query).status_code == 200


def test_the_list_of_a_project_has_its_concepts(reader):
    project = make_project(plant())
    mine = ConceptFactory(fi="oma", projects=[project])
    ConceptFactory(fi="muu")
    page = reader.get(reverse("concept_index") + f"?project={project.pk}")
    assert [concept.pk for concept in page.context["page_obj"]] == [mine.pk]


def test_the_page_of_a_project_shows_its_first_concepts(reader):
    project = make_project(plant())
    for number in range(12):
        ConceptFactory(fi=f"käsite {number:02d}", projects=[project])
    html = reader.get(project.page_in().url).content.decode()
    assert "käsite 09" in html
    assert "käsite 10" not in html
    assert f"?project={project.pk}" in html


def test_the_tree_shows_tops_and_opens_the_rest_with_or_without_scripts(reader):
    upper = ConceptFactory(fi="kalusto")
    slug = upper.vocabulary.slug
    lower = ConceptFactory(fi="letku", broader=[upper], vocabulary=upper.vocabulary)
    tree = reader.get(reverse("concept_tree", args=[slug]))
    assert [concept.pk for concept in tree.context["page_obj"]] == [upper.pk]
    branch = reverse("concept_branch", args=[slug, upper.pk])
    html = tree.content.decode()
    assert "<details" in html
    assert f'<a href="{branch}">' in html
    page = reader.get(branch)
    assert lower.url in page.content.decode()
    assert "<html" in page.content.decode()
    part = reader.get(branch + "?level=2", headers={"HX-Request": "true"})
    assert lower.url in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_a_chain_of_many_levels_opens_as_pages_below_the_fifth(reader):
    concept = ConceptFactory(fi="taso 0")
    vocabulary = concept.vocabulary
    for number in range(1, 40):
        concept = ConceptFactory(
            fi=f"taso {number}", broader=[concept], vocabulary=vocabulary
        )
    last_but_one = Concept.objects.get(label="taso 38")
    url = reverse("concept_branch", args=[vocabulary.slug, last_but_one.pk])
    assert "taso 39" in reader.get(url).content.decode()
    deep = Concept.objects.get(label="taso 5")
    url = reverse("concept_branch", args=[vocabulary.slug, deep.pk])
    part = reader.get(url + "?level=5", headers={"HX-Request": "true"}).content.decode()
    assert "<details" not in part
    odd = reader.get(url + "?level=%D9%A3", headers={"HX-Request": "true"})
    assert odd.status_code == 200


def test_a_uri_leads_to_the_page(reader):
    concept = ConceptFactory(fi="letku")
    answer = reader.get(reverse("concept_by_uri"), {"uri": concept.uri})
    assert answer["Location"] == concept.url
    missing = reader.get(reverse("concept_by_uri"), {"uri": "https://example.org/no"})
    assert missing.status_code == 404
    assert reader.get(reverse("concept_by_uri")).status_code == 404


def test_a_uri_of_our_own_leads_to_the_page_even_when_the_vocabulary_moves(reader):
    vocabulary = save_vocabulary(
        vocabulary=Vocabulary(slug="yhteinen", title_fi="Yhteinen"), acting_user=None
    )
    concept = ConceptFactory(vocabulary=vocabulary, fi="letku")
    path = concept.uri.removeprefix("http://127.0.0.1:8000")
    assert path == "/concepts/uri/yhteinen/k-0001"
    vocabulary.slug = "uusi"
    save_vocabulary(vocabulary=vocabulary, acting_user=None)
    answer = reader.get(path, follow=True)
    assert answer.redirect_chain[-1][0] == f"/fi/concepts/uusi/{concept.pk}/"
    assert answer.status_code == 200


def test_the_front_of_the_bank_leads_to_the_search_of_concepts(reader):
    html = reader.get(reverse("concept_index")).content.decode()
    assert '<input type="hidden" name="kind" value="concept">' in html
    assert f'action="{reverse("search")}"' in html


def test_an_empty_bank_says_so(reader):
    assert reader.get(reverse("concept_index")).status_code == 200
