from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from groups.models import Space
from network_site.base.models import NetworkDocument
from projects.models import Output, OutputEdition, Project
from tests.clients import signed_in, text_of
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_project, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"start": days(5)}, "planned"),
        ({"start": days(-5)}, "running"),
        ({"start": days(-5), "end": days(0)}, "running"),
        ({"start": days(-5), "end": days(-1)}, "ended"),
        ({"start": days(-5), "end": days(9), "ended_on": days(-1)}, "ended"),
    ],
)
def test_the_status_follows_from_the_dates_or_from_an_end_by_hand(fields, status):
    project = make_project(plant(), **fields)
    assert project.status == status
    for name in ("planned", "running", "ended"):
        assert (project in getattr(Project.objects.all(), name)()) == (name == status)


def test_publishing_brings_the_facts_to_the_project():
    tree = plant()
    savo, kainuu = OrganisationFactory(), OrganisationFactory()
    project = make_project(tree, "Kuvaaminen", lead_department=savo)
    page = project.source_page()
    page.participants.set([savo, kainuu])
    page.end = days(100)
    page.title = "Palvelujen kuvaaminen"
    page.save_revision().publish()
    project.refresh_from_db()
    assert set(project.participants.all()) == {savo, kainuu}
    assert project.end == days(100)
    assert project.space.kind == "project_team"
    assert Space.objects.get(pk=project.space_id).name == "Palvelujen kuvaaminen"


def test_projects_are_filtered_by_status_year_department_and_words():
    tree = plant()
    savo = OrganisationFactory(short_name="Etelä-Savo")
    heir_of = OrganisationFactory(short_name="Jokilaaksot", merged_into=savo)
    make_project(
        tree,
        "Päättynyt Öljyhanke",
        start=date(2021, 5, 1),
        end=date(2021, 12, 31),
        lead_department=savo,
    )
    make_project(tree, "Käynnissä oleva", lead_department=heir_of)
    client = signed_in(UserFactory())

    def shown(query: str) -> set[str]:
        text = text_of(client, f"{tree.projects.url}?{query}")
        titles = ("Päättynyt Öljyhanke", "Käynnissä oleva")
        return {title for title in titles if title in text.replace("\u00ad", "")}

    both = {"Päättynyt Öljyhanke", "Käynnissä oleva"}
    assert shown("") == both
    assert shown("status=ended") == {"Päättynyt Öljyhanke"}
    assert shown("status=running") == {"Käynnissä oleva"}
    assert shown("year=2021") == {"Päättynyt Öljyhanke"}
    assert shown(f"organisation={savo.pk}") == both
    assert shown("q=öljyhanke") == {"Päättynyt Öljyhanke"}
    assert shown("year=abc&status=nonsense") == both


def an_output(project: Project, **fields) -> Output:
    output = Output.objects.create(
        space=project.space, kind="handbook", title="Käsikirja", **fields
    )
    for language in ("fi", "sv"):
        document = NetworkDocument.objects.create(
            title=f"Käsikirja {language}",
            file=ContentFile(b"%PDF-1.4", name=f"kasikirja-{language}.pdf"),
            collection=project.space.collection,
            file_size=2_400_000,
            language=language,
        )
        OutputEdition.objects.create(
            output=output, language=language, document=document
        )
    return output


def test_an_output_is_offered_in_each_of_its_languages():
    project = make_project(plant())
    project.space.refresh_from_db()
    an_output(project)
    text = text_of(signed_in(UserFactory()), project.page_in().url)
    assert text.count("PDF 2,4 Mt") == 2


def test_an_output_of_a_space_on_request_is_given_to_the_whole_network():
    project = make_project(plant())
    Space.objects.filter(pk=project.space_id).update(policy="request")
    project.space.refresh_from_db()
    output = an_output(project)
    url = output.editions.first().address
    outsider = signed_in(UserFactory())
    assert "Käsikirja" in text_of(outsider, project.page_in().url)
    assert outsider.get(url).status_code == 200
    Output.objects.update(audience="space")
    assert outsider.get(url).status_code == 404
    assert "Käsikirja" not in text_of(outsider, project.page_in().url)


def test_the_page_says_how_many_departments_take_part():
    tree = plant()
    departments = [OrganisationFactory() for _ in range(3)]
    project = make_project(tree, lead_department=departments[0])
    page = project.source_page()
    page.participants.set(departments[:2])
    page.save_revision().publish()
    text = text_of(signed_in(UserFactory(organisation=departments[0])), page.url)
    assert "Pelastuslaitoksia 2/3" in text


def test_a_project_of_a_hidden_team_is_listed_to_its_own_people_only():
    tree = plant()
    member = UserFactory()
    project = make_project(tree, "Salainen hanke")
    Space.objects.filter(pk=project.space_id).update(policy="hidden")
    project.space.memberships.create(user=member)
    assert "Salainen hanke" in text_of(signed_in(member), tree.projects.url)
    outsider = signed_in(UserFactory())
    assert "Salainen hanke" not in text_of(outsider, tree.projects.url)
    assert outsider.get(project.page_in().url).status_code == 404


def test_the_project_page_stays_within_its_queries():
    tree = plant()
    project = make_project(tree)
    project.space.refresh_from_db()
    an_output(project)
    url = project.page_in().url
    client = signed_in(UserFactory())
    few = queries_of(client, url)
    assert few <= 14
    for _ in range(10):
        an_output(project)
    assert queries_of(client, url) == few
