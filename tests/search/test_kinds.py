"""Each kind of thing is found by what its readers would try."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from concepts.models import Term
from events.models import Event
from groups.models import Space
from members.models import Organisation
from members.services import close_account
from network_site.base.registries import mark_dirty
from projects.models import Output, OutputEdition
from search.models import Entry
from search.services import check, index_dirty, index_objects, search
from tests.api import Api
from tests.factories.concepts import ConceptFactory
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_event_page, make_group, make_project, plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return UserFactory(first_name="Lukija", last_name="Lukijanen")


def found(reader, query: str, kind: str) -> list[int]:
    index_dirty()
    hits = search(user=reader, query=query, language="fi", kind=kind).hits
    return [hit.id for hit in hits]


@pytest.mark.parametrize("kind", Term.Kind.values)
def test_a_concept_is_found_by_a_term_of_every_kind(reader, kind):
    concept = ConceptFactory(
        fi="sammutusauto" if kind != "recommended" else "paloauto",
        terms=[Term(language="fi", kind=kind, text="paloauto")]
        if kind != "recommended"
        else [],
    )
    ConceptFactory(fi="letku")
    assert found(reader, "paloautoilla", "concept") == [concept.pk]
    entry = Entry.objects.get(kind="concept", object_id=concept.pk, language="fi")
    assert [kind, "paloauto"] in entry.extra["terms"]


def test_a_concept_keeps_its_terms_of_its_own_language_with_their_kinds(reader):
    concept = ConceptFactory(
        fi="letku",
        sv="slang",
        terms=[Term(language="fi", kind="discouraged", text="putki")],
    )
    index_dirty()
    rows = Entry.objects.filter(kind="concept", object_id=concept.pk)
    terms = {row.language: row.extra["terms"] for row in rows}
    assert terms == {
        "fi": [["recommended", "letku"], ["discouraged", "putki"]],
        "sv": [["recommended", "slang"]],
    }


def test_a_project_is_found_by_its_aims_its_funding_and_who_takes_part(reader):
    lead = OrganisationFactory(short_name="Kainuu", name_sv="Kajanaland")
    partner = OrganisationFactory(short_name="Lappi")
    OrganisationFactory(short_name="Jokilaaksot", merged_into=partner)
    project = make_project(plant(), "Tietopohja", lead_department=lead)
    page = project.source_page()
    page.participants.set([partner])
    page.aims = [("aim", "Yhtenäinen tilastointi")]
    page.funding = "Palosuojelurahasto"
    page.implementation = "<p>Haastattelut kentällä</p>"
    page.save_revision().publish()
    for query in (
        "tilastoinnin",
        "palosuojelurahasto",
        "haastattelu",
        "Kainuu",
        "Kajanaland",
        "Lappi",
        "Jokilaaksot",
    ):
        assert found(reader, query, "project") == [project.pk], query
    assert check().things == {("person", reader.pk)}


def test_what_only_a_projects_people_read_does_not_lead_others_to_its_card(reader):
    project = make_project(plant(), "Tietopohja")
    Space.objects.filter(pk=project.space_id).update(policy="closed")
    page = project.source_page()
    page.body = [("text", "<p>Sisäinen muistiinpano kanarialinnusta</p>")]
    page.save_revision().publish()
    assert found(reader, "kanarialintu", "project") == []
    assert found(reader, "tietopohja", "project") == [project.pk]


def test_a_group_is_found_by_its_kind_how_to_join_and_its_leads(reader):
    lead = UserFactory(first_name="Sirkka", last_name="Vetäjänen")
    group = make_group(plant(), "Riskit", policy="closed", leads=[lead])
    group.how_to_join = "Kirjoita sihteerille"
    group.save_revision().publish()
    for query in ("työryhmä", "Vetäjänen", "sihteeri"):
        assert found(reader, query, "space") == [group.space.pk], query
    lead.last_name = "Uusinimi"
    lead.save()
    mark_dirty("person", lead.pk)
    assert found(reader, "Uusinimi", "space") == [group.space.pk]
    assert found(reader, "Vetäjänen", "space") == []


def test_what_only_a_groups_people_read_does_not_lead_others_to_its_card(reader):
    group = make_group(plant(), "Riskit", policy="closed", leads=[UserFactory()])
    group.mandate = "<p>Toimeksianto kanarialinnusta</p>"
    group.body = [("text", "<p>Sisäinen kanarialintu</p>")]
    group.save_revision().publish()
    assert found(reader, "kanarialintu", "space") == []


def test_an_event_is_found_by_its_place_kind_group_and_contact(reader):
    contact = UserFactory(first_name="Yrjö", last_name="Yhteysmies")
    group = make_group(plant(), "Öljyntorjuntaverkosto")
    page = make_event_page(
        group, "Kokous", place="Kuopion paloasema", kind="workshop", contact=contact
    )
    event = Event.objects.get(series__translation_key=page.translation_key)
    for query in ("Kuopio", "työpaja", "öljyntorjunta kokous", "Yhteysmies"):
        assert found(reader, query, "event") == [event.pk], query
    group.title = "Vesipelastusverkosto"
    group.save_revision().publish()
    assert found(reader, "vesipelastus kokous", "event") == [event.pk]
    assert found(reader, "öljyntorjunta", "event") == []


def test_a_person_is_found_by_title_expertise_and_department_in_any_language(reader):
    department = OrganisationFactory(
        short_name="Helsinki", name_sv="Helsingfors räddningsverk"
    )
    person = UserFactory(job_title="Palotarkastaja", organisation=department)
    person.expertise.create(name="Kemikaaliturvallisuus")
    index_objects(kind="person", object_ids=[person.pk])
    for query in ("palotarkastaja", "kemikaaliturvallisuus", "Helsingfors"):
        assert found(reader, query, "person") == [person.pk], query
    Organisation.objects.get(pk=department.pk).save()
    department.name_en = "Helsinki City Rescue"
    department.save()
    assert found(reader, "City Rescue", "person") == [person.pk]


def test_no_persons_row_tells_in_which_groups_the_person_is(reader):
    lead = UserFactory()
    make_group(plant(), "Kanarialintu", policy="hidden", leads=[lead])
    index_objects(kind="person", object_ids=[lead.pk])
    assert found(reader, "kanarialintu", "person") == []


def test_an_output_is_found_by_its_kind_and_its_project(reader):
    project = make_project(plant(), "Tietopohja")
    output = Output.objects.create(
        space=project.space, kind="handbook", title="Kuvaukset"
    )
    OutputEdition.objects.create(
        output=output, language="fi", url="https://example.org/k"
    )
    output.save()
    assert found(reader, "tietopohja käsikirja", "output") == [output.pk]
    page = project.source_page()
    page.title = "Tilannekuva"
    page.save_revision().publish()
    assert found(reader, "tilannekuva käsikirja", "output") == [output.pk]


def test_a_closed_account_no_longer_leads_to_the_groups_it_led(reader):
    lead = UserFactory(last_name="Lähtijä")
    other = UserFactory()
    group = make_group(plant(), leads=[lead, other])
    index_objects(kind="space", object_ids=[group.space.pk])
    assert found(reader, "Lähtijä", "space") == [group.space.pk]
    close_account(user=lead, acting_user=UserFactory(administrator=True))
    assert found(reader, "Lähtijä", "space") == []


def test_a_new_kind_is_found_on_every_road_by_one_registration(shelf, reader):
    shelf.put(1, "Kanarialintu pesässä", text="Laulaa")
    shelf.put(2, "Talitintti")
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    browser = Client()
    browser.force_login(reader)
    page = browser.get("/fi/search/?q=kanarialintu").content.decode()
    assert "/leaflets/1/fi/" in page
    assert "Leaflets" in page
    one_kind = browser.get(f"/fi/search/?kind={shelf.key}").content.decode()
    assert "/leaflets/2/fi/" in one_kind
    answer = Api(reader).get("/search?q=kanarialintu").json()
    assert answer["results"][0]["kind"] == shelf.key
    listed = Api(reader).get(f"/search?q=&kind={shelf.key}").json()
    assert listed["total"] == 2
    offered = Api(reader).get("/suggest?q=kanar").json()["results"]
    assert [row["kind"] for row in offered] == [shelf.key]
    call_command("search_index", "--rebuild")
    assert found(reader, "laulaa", shelf.key) == [1]
