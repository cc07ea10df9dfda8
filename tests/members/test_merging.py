"""Departments merge: what they have moves, and the old name finds the new one."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.merging import merge_organisation
from members.models import AuditEntry, Organisation
from search.indexing import index_dirty
from tests.clients import signed_in, text_of
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)


def merge(old: Organisation, new: Organisation, **changes) -> Organisation:
    asked = {
        "organisation": old,
        "heir": new,
        "merged_on": DAY,
        "acting_user": UserFactory(coordinator=True),
    }
    return merge_organisation(**asked | changes)


def test_people_and_projects_move_to_the_heir():
    tree = plant()
    old, new = OrganisationFactory(), OrganisationFactory()
    person, left = (
        UserFactory(organisation=old),
        UserFactory(organisation=old, is_active=False),
    )
    led = make_project(tree, "Johdettu", lead_department=old)
    joined = make_project(tree, "Yhteinen", participants=[old, new])
    merge(old, new)
    for who in (person, left):
        who.refresh_from_db()
        assert who.organisation == new
    led.refresh_from_db()
    assert (led.lead_department, led.source_page().lead_department) == (new, new)
    assert list(joined.participants.all()) == [new]
    assert list(joined.source_page().participants.all()) == [new]


def test_a_draft_from_before_the_merger_brings_the_old_department_not_back():
    tree = plant()
    old, new = OrganisationFactory(), OrganisationFactory()
    project = make_project(tree, "Hanke", lead_department=old, participants=[old])
    draft = project.source_page().save_revision()
    merge(old, new)
    draft.publish()
    project.refresh_from_db()
    assert project.lead_department == new
    assert list(project.participants.all()) == [new]


def test_the_heir_takes_over_the_mail_domains():
    old = OrganisationFactory(mail_domains="jokilaaksot.example")
    new = OrganisationFactory(mail_domains="pohde.example")
    merge(old, new)
    departments = Organisation.objects.all()
    assert departments.department_of_address("a@jokilaaksot.example") == new


def test_earlier_predecessors_are_one_step_from_the_new_heir():
    oldest, old, new = (OrganisationFactory() for _number in range(3))
    merge(oldest, old)
    merge(old, new)
    assert set(new.predecessors.all()) == {oldest, old}


def test_merging_twice_changes_nothing_and_rings_are_refused():
    old, new, third = (OrganisationFactory() for _number in range(3))
    merge(old, new)
    merge(old, new)
    assert AuditEntry.objects.filter(action="organisation.merged").count() == 1
    for organisation, heir in ((old, third), (new, old), (new, new)):
        with pytest.raises(ValidationError):
            merge(organisation, heir)
    assert set(Organisation.objects.current()) >= {new, third}


def test_the_audit_row_has_numbers_and_ids_only():
    old, new = OrganisationFactory(), OrganisationFactory()
    UserFactory(organisation=old)
    merge(old, new)
    row = AuditEntry.objects.get(action="organisation.merged")
    assert (row.subject, row.after) == (
        f"organisation:{old.pk}",
        {
            "into": new.pk,
            "on": "2027-01-01",
            "moved": {"people": 1, "led_projects": 0, "projects": 0},
        },
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [({}, 403), ({"guest": True}, 403), ({"coordinator": True}, 200)],
)
def test_only_coordinators_merge_departments(role, status):
    old = OrganisationFactory()
    client = signed_in(UserFactory(**role))
    assert client.get(f"/fi/organisations/{old.pk}/merge/").status_code == status
    linked = f"/fi/organisations/{old.pk}/merge/" in text_of(
        client, "/fi/organisations/"
    )
    assert linked == (status == 200)
    if status == 403:
        with pytest.raises(PermissionDenied):
            merge(old, OrganisationFactory(), acting_user=UserFactory(**role))


def test_what_moves_is_said_in_numbers_before_anything_moves():
    old, new = OrganisationFactory(), OrganisationFactory()
    UserFactory(organisation=old)
    client = signed_in(UserFactory(coordinator=True))
    url, form = (
        f"/fi/organisations/{old.pk}/merge/",
        {"heir": new.pk, "merged_on": "2027-01-01"},
    )
    assert "Ihmiset: 1" in client.post(url, form).content.decode()
    old.refresh_from_db()
    assert old.merged_into is None
    assert client.post(url, form | {"confirmed": "yes"}).status_code == 302
    old.refresh_from_db()
    assert (old.merged_into, old.merged_on) == (new, DAY)


def test_a_form_that_is_not_whole_keeps_what_was_chosen_and_moves_nothing():
    old, new = OrganisationFactory(), OrganisationFactory()
    client = signed_in(UserFactory(coordinator=True))
    answer = client.post(
        f"/fi/organisations/{old.pk}/merge/",
        {"heir": new.pk, "merged_on": "", "confirmed": "yes"},
    ).content.decode()
    assert f'<option value="{new.pk}" selected>' in answer
    old.refresh_from_db()
    assert old.merged_into is None


def test_the_old_name_and_the_old_address_find_the_new_department():
    old = OrganisationFactory(name="Jokilaaksojen pelastuslaitos")
    new = OrganisationFactory(name="Pohjois-Pohjanmaan pelastuslaitos")
    UserFactory(first_name="Iida", last_name="Kero", organisation=new)
    reader = UserFactory()
    merge(old, new)
    index_dirty()
    client = signed_in(reader)
    assert "Iida Kero" in text_of(client, "/fi/people/?q=Jokilaaksojen")
    answer = client.get(f"/fi/people/?organisation={old.pk}")
    assert answer.url == f"/fi/people/?organisation={new.pk}"
    found = client.get("/api/search?q=Jokilaaksojen pelastuslaitos&kind=person").json()
    assert [hit["title"] for hit in found["results"]] == ["Iida Kero"]
