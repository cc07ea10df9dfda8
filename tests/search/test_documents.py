"""Documents are found by what they say, by those who may open them."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from groups.models import Membership, Space
from network_site.base.documents.reading import sweep_documents
from network_site.base.models import NetworkDocument
from projects.models import Output, OutputEdition
from search.services import check, index_dirty, search, suggest
from tests.api import Api
from tests.clients import signed_in, text_of
from tests.factories.files import pdf_saying, scanned_pdf
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_project, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
CANARY = "kanarialintu"


def add(space: Space, content: bytes, name: str = "muistio.pdf") -> NetworkDocument:
    """Store a file in a space, and let the sweep read and index it."""
    document = NetworkDocument.objects.create(
        title="Muistio",
        file=ContentFile(content, name=name),
        collection=space.collection,
        file_size=len(content),
    )
    bring_up_to_date()
    return document


def bring_up_to_date() -> None:
    sweep_documents()
    index_dirty()


def found_by(user, query: str = CANARY) -> list[tuple[str, int]]:
    hits = search(user=user, query=query, language="fi").hits
    return [(hit.kind, hit.id) for hit in hits]


def meets_canary(user) -> bool:
    """Tell whether a reader meets the canary on any road of the search."""
    browser = Client()
    browser.force_login(user)
    answer = Api(user).get(f"/search?q={CANARY}").json()
    roads = [
        bool(found_by(user)),
        'class="hit' in browser.get(f"/fi/search/?q={CANARY}").content.decode(),
        answer["total"] > 0 or CANARY in str(answer),
    ]
    assert len(set(roads)) == 1, roads
    assert suggest(user=user, query=CANARY, language="fi") == []
    return roads[0]


@pytest.mark.parametrize(
    ("policy", "finders"),
    [
        ("open", {"member", "outsider", "coordinator", "administrator"}),
        ("request", {"member", "coordinator", "administrator"}),
        ("closed", {"member", "administrator"}),
        ("hidden", {"member", "administrator"}),
    ],
)
def test_the_words_inside_a_file_are_found_by_those_who_see_the_space(policy, finders):
    member = UserFactory()
    group = make_group(plant(), policy=policy, members=[member])
    add(group.space, pdf_saying(f"Pöydällä istui {CANARY} ja lauloi"))
    people = {
        "member": member,
        "outsider": UserFactory(),
        "guest": UserFactory(guest=True),
        "coordinator": UserFactory(coordinator=True),
        "administrator": UserFactory(administrator=True),
    }
    assert {role for role, user in people.items() if meets_canary(user)} == finders
    Membership.objects.filter(user=member).delete()
    assert meets_canary(type(member).objects.get(pk=member.pk)) == (policy == "open")


def test_a_hit_shows_the_words_around_an_inflected_form():
    group = make_group(plant())
    add(
        group.space,
        pdf_saying("Tarkastettiin palokunnan vesisukelluskalusto kokonaan."),
    )
    reader = UserFactory()
    [hit] = search(user=reader, query="palokunta", language="fi").hits
    assert "<mark>palokunnan</mark>" in hit.highlights[0]


def test_a_replaced_file_is_found_by_its_new_words_only():
    group = make_group(plant())
    document = add(group.space, pdf_saying(f"Vanhassa luki {CANARY}"))
    reader = UserFactory()
    assert found_by(reader) == [("document", document.pk)]
    document.file = ContentFile(pdf_saying("Uudessa lukee talitintti"), name="b.pdf")
    document.save()
    index_dirty()
    assert found_by(reader) == []
    bring_up_to_date()
    assert found_by(reader, "talitintti") == [("document", document.pk)]
    assert check().things == {("person", reader.pk)}


def test_a_file_that_waits_for_its_page_is_read_and_not_found():
    group = make_group(plant())
    document = add(group.space, pdf_saying(f"Luonnoksessa on {CANARY}"))
    NetworkDocument.objects.filter(pk=document.pk).update(published_at=None)
    document.refresh_from_db()
    document.save()
    bring_up_to_date()
    assert not meets_canary(UserFactory(administrator=True))


def test_a_scanned_file_says_that_it_is_found_only_by_its_title():
    lead = UserFactory()
    group = make_group(plant(), leads=[lead])
    document = add(group.space, scanned_pdf())
    browser = signed_in(lead)
    note = "Skannattu tai tekstitön"
    assert note in text_of(browser, f"{group.url}documents/")
    assert note in text_of(browser, group.url)
    edit = f"/fi/spaces/{group.space.pk}/documents/{document.pk}/edit/"
    assert note in text_of(browser, edit)
    assert note in text_of(browser, "/fi/search/?q=muistio")
    readable = add(group.space, pdf_saying("Tässä on tekstiä"), "toinen.pdf")
    edit = f"/fi/spaces/{group.space.pk}/documents/{readable.pk}/edit/"
    assert note not in text_of(browser, edit)


def test_the_list_of_files_takes_the_same_queries_whatever_is_known_of_them():
    lead = UserFactory()
    group = make_group(plant(), leads=[lead])
    add(group.space, scanned_pdf())
    browser = signed_in(lead)
    few = queries_of(browser, f"{group.url}documents/")
    for number in range(30):
        NetworkDocument.objects.create(
            title=f"{number}",
            file=ContentFile(b"", name="x.pdf"),
            collection=group.space.collection,
        )
    assert queries_of(browser, f"{group.url}documents/") == few


def test_an_output_is_found_by_its_file_by_everyone_who_may_open_it():
    project = make_project(plant(), "Tietopohja")
    Space.objects.filter(pk=project.space_id).update(policy="request")
    project.space.refresh_from_db()
    output = Output.objects.create(
        space=project.space, kind="handbook", title="Käsikirja"
    )
    document = add(project.space, pdf_saying(f"Käsikirjassa on {CANARY}"))
    OutputEdition.objects.create(output=output, language="fi", document=document)
    output.save()
    bring_up_to_date()
    outsider = UserFactory()
    # The file itself stays with its space; what hands it out leads to it.
    assert found_by(outsider) == [("output", output.pk)]
    document.file = ContentFile(pdf_saying("Uudessa lukee talitintti"), name="b.pdf")
    document.save()
    bring_up_to_date()
    assert found_by(outsider) == []
    assert found_by(outsider, "talitintti") == [("output", output.pk)]
    note = "Skannattu tai tekstitön"
    page = project.page_in().url
    assert note not in text_of(signed_in(outsider), page)
    document.file = ContentFile(scanned_pdf(), name="c.pdf")
    document.save()
    bring_up_to_date()
    assert note in text_of(signed_in(outsider), page)
