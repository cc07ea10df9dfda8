from __future__ import annotations

import pytest

from members.models import Organisation, User
from tests.clients import signed_in
from tests.factories.files import picture
from tests.factories.groups import SpaceFactory
from tests.factories.members import OrganisationFactory, UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_members_know_each_other_and_guests_know_those_of_their_spaces():
    member, lead, guest = UserFactory(), UserFactory(), UserFactory(guest=True)
    closed_account = UserFactory(is_active=False)
    SpaceFactory(leads=[lead], members=[guest])
    assert set(User.objects.visible_to(member)) == {member, lead, guest}
    assert set(User.objects.visible_to(guest)) == {lead, guest}
    assert closed_account not in User.objects.visible_to(member)


def test_a_guest_gets_404_for_a_person_of_another_space():
    stranger, guest = UserFactory(), UserFactory(guest=True)
    assert signed_in(guest).get(f"/fi/people/{stranger.pk}/").status_code == 404


def test_people_are_found_by_name_title_organisation_and_expertise():
    savo = OrganisationFactory(
        short_name="Etelä-Savo", name="Etelä-Savon pelastuslaitos"
    )
    anna = UserFactory(first_name="Anna", last_name="Aho", organisation=savo)
    other = UserFactory(first_name="Bo", job_title="Palotarkastaja")
    expertise = anna.expertise.create(name="Öljyntorjunta")
    client = signed_in(other)
    for query in (
        "q=aho",
        "q=Etelä-Savo",
        "q=öljyntorjunta",
        f"expertise={expertise.pk}",
    ):
        text = client.get(f"/fi/people/?{query}").content.decode()
        assert "Anna Aho" in text, query
        assert f"/fi/people/{other.pk}/" not in text, query


def test_the_people_of_a_merged_department_are_found_under_its_heir():
    heir = OrganisationFactory(short_name="Pohjois-Pohjanmaa")
    old = OrganisationFactory(short_name="Jokilaaksot", merged_into=heir)
    UserFactory(first_name="Iida", last_name="Kero", organisation=old)
    text = signed_in(UserFactory()).get(f"/fi/people/?organisation={heir.pk}")
    assert "Iida Kero" in text.content.decode()


def test_a_merged_department_stays_in_history_and_leads_to_its_heir():
    heir = OrganisationFactory()
    middle = OrganisationFactory(merged_into=heir)
    oldest = OrganisationFactory(merged_into=middle)
    assert oldest.heir == heir
    assert set(Organisation.objects.current()) == {heir}
    text = signed_in(UserFactory()).get("/fi/organisations/").content.decode()
    assert oldest.name in text


def test_a_person_edits_their_own_profile():
    user = UserFactory()
    client = signed_in(user)
    data = {
        "job_title": "Palotarkastaja",
        "phone": "040 000 0001",
        "language": "sv",
        "expertise_words": "riskianalyysi,  omavalvonta, riskianalyysi",
        "new_photo": picture(),
    }
    response = client.post("/fi/me/edit/", data)
    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.job_title, user.language) == ("Palotarkastaja", "sv")
    assert [e.name for e in user.expertise.all()] == ["omavalvonta", "riskianalyysi"]
    assert user.photo is not None


def test_a_wrong_field_keeps_what_was_typed():
    client = signed_in(UserFactory())
    data = {"job_title": "Tarkastaja", "language": "xx", "expertise_words": "a" * 90}
    text = client.post("/fi/me/edit/", data).content.decode()
    assert 'value="Tarkastaja"' in text
    assert "a" * 90 in text


def test_the_directory_takes_the_same_number_of_queries_with_fifty_times_the_people():
    client = signed_in(UserFactory())
    few = queries_of(client, "/fi/people/")
    assert few <= 14
    UserFactory.create_batch(50, organisation=OrganisationFactory())
    assert queries_of(client, "/fi/people/") == few


def test_the_list_of_accounts_speaks_of_addresses_and_organisations(client):
    person = UserFactory(organisation__short_name="Etelä-Savo")
    client.force_login(UserFactory(administrator=True))
    page = client.get("/admin/users/").content.decode()
    assert person.email in page
    assert "Etelä-Savo" in page
    assert "Käyttäjänimi" not in page
