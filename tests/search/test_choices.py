"""What the search page lets a reader choose, and what each hit tells as it is now."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from events.models import Event
from events.services import register
from groups.policies import Policy
from network_site.base.models import NetworkDocument
from search.models import Entry
from search.services import index_dirty, index_objects
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import (
    make_event_page,
    make_group,
    make_project,
    make_update,
    plant,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
CHOICE = re.compile(
    r'<input type="checkbox" id="([\w-]+)".*?<span>([^<]*)</span><span>(\d+)</span>'
)


@pytest.fixture
def reader():
    return signed_in(UserFactory())


def offered(page: str) -> dict[str, tuple[str, int]]:
    """Return the choices of a page: label and number by sort and value."""
    return {key: (label, int(number)) for key, label, number in CHOICE.findall(page)}


def put_on(shelf, number: int, **fields) -> None:
    shelf.put(number, f"Ohje {number}", **fields)
    index_objects(kind=shelf.key, object_ids=[number])


def test_choices_come_with_names_and_numbers(reader, shelf):
    department = OrganisationFactory(short_name="Kainuu")
    group = make_group(plant(), "Kalustoryhmä").space
    project = make_project(plant(), "Tietopohja")
    day = datetime(2023, 12, 31, 22, 30, tzinfo=UTC)
    put_on(shelf, 1, department_id=department.pk, date=day, file_types=("PDF",))
    put_on(shelf, 2, space_id=project.space_id, status="running", file_types=("docx",))
    put_on(shelf, 3, space_id=project.space_id, status="ended")
    page = text_of(reader, "/fi/search/?q=ohje")
    choices = offered(page)
    assert choices["where-network"] == ("Koko verkosto", 1)
    assert choices["status-running"] == ("Käynnissä", 1)
    assert choices["file-pdf"] == ("PDF", 1)
    # With a single value there is nothing to choose between.
    for sort in ("department", "project", "year", "language"):
        assert not any(key.startswith(f"{sort}-") for key in choices), sort
    put_on(shelf, 4, department_id=OrganisationFactory().pk, space_id=group.pk)
    put_on(shelf, 5, date=day + timedelta(days=500))
    choices = offered(text_of(reader, "/fi/search/?q=ohje"))
    assert choices[f"department-{department.pk}"] == ("Kainuu", 1)
    # The night before the new year is the new year here.
    assert choices["year-2024"] == ("2024", 1)


def test_a_group_and_a_project_are_chosen_apart(reader, shelf):
    tree = plant()
    groups = [make_group(tree, f"Ryhmä {n}").space for n in (1, 2)]
    projects = [make_project(tree, f"Hanke {n}") for n in (1, 2)]
    for number, space in enumerate([*groups, *[p.space for p in projects]], 1):
        put_on(shelf, number, space_id=space.pk)
    choices = offered(text_of(reader, "/fi/search/?q=ohje"))
    assert choices[f"space-{groups[0].pk}"] == ("Ryhmä 1", 1)
    assert choices[f"project-{projects[1].space_id}"] == ("Hanke 2", 1)
    page = text_of(reader, f"/fi/search/?q=ohje&space={projects[1].space_id}")
    assert "Ohje 4" in page.replace("<mark>", "").replace("</mark>", "")
    assert page.count('<article class="hit') == 1


def test_a_choice_without_hits_can_be_taken_back(reader, shelf):
    tree = plant()
    space = make_group(tree, "Tyhjä ryhmä").space
    department = OrganisationFactory(short_name="Lappi")
    put_on(shelf, 1)
    address = f"/fi/search/?q=ohje&space={space.pk}&department={department.pk}"
    page = text_of(reader, f"{address}&year=1999&status=ended&file=pdf&language=sv")
    for name in ("Tyhjä ryhmä", "Lappi", "1999", "Päättynyt", "PDF", "Ruotsi"):
        assert f"Poista rajaus {name}" in page, name


def test_a_hidden_group_that_is_asked_for_has_no_name(reader, shelf):
    space = make_group(plant(), "Varjo", policy=Policy.HIDDEN).space
    put_on(shelf, 1)
    page = text_of(reader, f"/fi/search/?q=ohje&space={space.pk}")
    assert "Varjo" not in page


def test_no_choice_shows_what_only_hidden_things_have(reader, shelf):
    secret = OrganisationFactory(short_name="Salalaitos")
    for number in (1, 2):
        put_on(shelf, number, status=("ended", "running")[number - 1])
    put_on(
        shelf,
        3,
        audience={"s999999"},
        department_id=secret.pk,
        status="retired",
        file_types=("xyz",),
        date=datetime(1987, 5, 5, tzinfo=UTC),
    )
    page = text_of(reader, "/fi/search/?q=ohje")
    assert offered(page).keys() == {"status-running", "status-ended"}
    for hidden in ("Salalaitos", "Poistettu", "XYZ", "1987"):
        assert hidden not in page


def test_a_long_list_is_folded_and_open_where_something_in_it_is_chosen(reader, shelf):
    for number in range(1, 11):
        put_on(shelf, number, date=datetime(2010 + number, 6, 1, tzinfo=UTC))
    page = text_of(reader, "/fi/search/?q=ohje")
    assert '<details class="more" id="more-year">' in page
    assert "Näytä kaikki 10" in page
    page = text_of(reader, "/fi/search/?q=ohje&year=2011")
    assert '<details class="more" id="more-year" open>' in page


def test_an_update_is_of_its_authors_department_and_follows_its_author():
    author = UserFactory(first_name="Aino", last_name="Rautio")
    make_update(make_group(plant(), leads=[author]), owner=author)
    index_dirty()
    entry = Entry.objects.get(kind="update")
    assert entry.department_id == author.organisation_id
    reader = signed_in(UserFactory())
    page = text_of(reader, "/fi/search/?q=p%C3%A4%C3%A4t%C3%B6s")
    assert f'Aino Rautio, <span class="nowrap">{author.organisation.short_name}' in page


def test_an_event_hit_has_its_seats_and_the_readers_own_registration():
    reader = UserFactory()
    group = make_group(plant(), members=[reader])
    make_event_page(group, "Palotyöpaja", place="Kuopio", capacity=12)
    index_dirty()
    browser = signed_in(reader)
    page = text_of(browser, "/fi/search/?q=palotyöpaja")
    assert "12 vapaata paikkaa" in page
    assert "Kuopio" in page
    register(event=Event.objects.get(), user=reader, acting_user=reader)
    assert "Ilmoittautunut" in text_of(browser, "/fi/search/?q=palotyöpaja")


def test_a_full_event_says_so_and_a_cancelled_one_no_seats(reader):
    page = make_event_page(make_group(plant()), "Palotyöpaja", capacity=1)
    index_dirty()
    Event.objects.update(taken=1)
    assert "Täynnä" in text_of(reader, "/fi/search/?q=palotyöpaja")
    Event.objects.update(cancelled_at=timezone.now())
    assert "Täynnä" not in text_of(reader, "/fi/search/?q=palotyöpaja")
    assert page


def test_a_person_hit_has_what_the_directory_shows(reader):
    person = UserFactory(
        first_name="Riitta",
        last_name="Söderholm",
        phone="+358 40 123",
        job_title="Päällikkö",
    )
    index_objects(kind="person", object_ids=[person.pk])
    page = text_of(reader, "/fi/search/?q=söderholm")
    assert f'href="mailto:{person.email}"' in page
    assert 'href="tel:+35840123"' in page
    assert "<span>Päällikkö</span>" in page
    assert person.organisation.short_name in page


def test_a_document_hit_has_type_size_and_language(reader):
    document = NetworkDocument.objects.create(
        title="Letkukortti",
        file=ContentFile(b"x" * 84_000, name="letku.pdf"),
        file_size=84_000,
        language="sv",
    )
    index_objects(kind="document", object_ids=[document.pk])
    page = text_of(reader, "/fi/search/?q=letkukortti")
    assert "Asiakirja, PDF" in page
    assert "84 kt" in page
    assert re.search("<span>Svenska</span>", page)


def test_every_concept_shows_its_definition_and_state(reader):
    concepts = [
        ConceptFactory(fi=f"letku{end}", definition=f"putki {end}")
        for end in ("kela", "vaunu")
    ]
    index_objects(kind="concept", object_ids=[concept.pk for concept in concepts])
    page = text_of(reader, "/fi/search/?q=letku")
    for end in ("kela", "vaunu"):
        assert f"putki {end}" in page
    assert page.count("Hyväksytty") >= 2


def test_events_can_be_ordered_by_what_comes_next(reader):
    group = make_group(plant())
    for title, days in (("Myöhempi kurssi", 20), ("Pian kurssi", 2)):
        make_event_page(group, title, starts_at=timezone.now() + timedelta(days=days))
    index_dirty()
    for address in ("?q=kurssi&kind=event&sort=soonest", "?kind=event&sort=soonest"):
        page = text_of(reader, f"/fi/search/{address}").replace("<mark>", "")
        assert page.index("Pian") < page.index("Myöhempi")
        assert "<b>lähin ensin</b>" in page
    # Other kinds have nothing to come.
    assert "lähin ensin" not in text_of(reader, "/fi/search/?q=kurssi&sort=soonest")


def test_other_pages_begin_at_the_heading_of_the_hits(reader, shelf):
    for number in range(1, 13):
        put_on(shelf, number)
    page = text_of(reader, "/fi/search/?q=ohje&status=&page=1")
    assert re.search(r'href="[^"]*page=2#found-title"', page)
    assert "sivu 2/2" in text_of(reader, "/fi/search/?q=ohje&page=2")


def test_nothing_found_shows_ways_on(shelf):
    put_on(shelf, 1)
    coordinator = UserFactory(coordinator=True, first_name="Kaisa")
    page = text_of(signed_in(UserFactory()), "/fi/search/?q=ohje&kind=update")
    assert "Leaflets (1)" in page
    assert f"mailto:{coordinator.email}" in page
    assert "Kirjoita uusi käsite" not in page
    editor = signed_in(UserFactory(concept_editor=True))
    assert "Kirjoita uusi käsite" in text_of(editor, "/fi/search/?q=xyzzy")


def test_the_way_to_the_word_that_was_meant_keeps_the_choices(reader, shelf):
    put_on(shelf, 1)
    page = text_of(reader, "/fi/search/?q=ohjex&language=fi")
    assert 'href="?q=ohje&amp;language=fi"' in page


def test_suggestions_are_options_with_their_kind(reader, shelf):
    put_on(shelf, 1)
    shelf.put(2, "Ohje muille", audience={"s999999"})
    index_objects(kind=shelf.key, object_ids=[2])
    page = text_of(reader, "/fi/search/suggestions/?q=oh")
    assert page.count('role="option"') == 1
    assert "Leaflet" in page
    assert "1 ehdotus" in page
    assert text_of(reader, "/fi/search/suggestions/?q=o").strip() == ""


def test_the_page_takes_few_queries_however_much_is_chosen_and_found(shelf):
    reader = UserFactory()
    group = make_group(plant(), members=[reader])
    make_event_page(group, "Ohje", capacity=12)
    person = UserFactory(first_name="Ohje")
    index_objects(kind="person", object_ids=[person.pk])
    index_dirty()
    department = OrganisationFactory()

    def fill(count: int) -> None:
        for number in range(1, count + 1):
            shelf.put(
                number,
                f"Ohje {number}",
                space_id=group.space.pk,
                department_id=department.pk,
                date=datetime(2000 + number % 30, 6, 1, tzinfo=UTC),
            )
        index_objects(kind=shelf.key, object_ids=shelf.object_ids())

    browser = signed_in(reader)
    addresses = ("?q=ohje", f"?q=ohje&where=mine&department={department.pk}&year=2001")
    fill(3)
    few = [queries_of(browser, f"/fi/search/{address}") for address in addresses]
    fill(150)
    many = [queries_of(browser, f"/fi/search/{address}") for address in addresses]
    assert many == few
    assert max(few) <= 12, few
