"""A change of policy says beforehand who gains and who loses sight of what."""

from __future__ import annotations

import pytest

from events.models import Event
from groups.governing import effect_of
from groups.models import Space
from groups.policies import Policy
from home.models import Update
from members.models import AuditEntry, User
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_update, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def planted(policy="closed", **people):
    lead = UserFactory()
    group = make_group(plant(), policy=policy, leads=[lead], **people)
    make_update(group, "Oma", audience="space")
    make_update(group, "Yhteinen", audience="members")
    make_event_page(group, audience="space")
    return group, lead


def seen():
    """Return what each person sees, by the rule that every list obeys."""
    return {
        person.pk: (
            {f"card {s.pk}" for s in Space.objects.visible_to(person)}
            | {f"update {u.pk}" for u in Update.objects.visible_to(person)}
            | {f"event {e.pk}" for e in Event.objects.visible_to(person)}
        )
        for person in User.objects.filter(is_superuser=False)
    }


@pytest.mark.parametrize("now", Policy.values)
@pytest.mark.parametrize("then", Policy.values)
def test_the_forecast_is_what_happens(now, then):
    UserFactory(guest=True)
    UserFactory(administrator=True)
    UserFactory()
    UserFactory(coordinator=True)
    group, _lead = planted(now, members=[UserFactory(), UserFactory(guest=True)])
    effect = effect_of(group.space, then)
    before = seen()
    Space.objects.update(policy=then)
    after = seen()
    gained = sum(bool(after[pk] - before[pk]) for pk in before)
    lost = sum(bool(before[pk] - after[pk]) for pk in before)
    # One outsider and one coordinator: a sentence for each of them.
    assert (len(effect.gains), len(effect.loses)) == (gained, lost)


def test_the_numbers_are_said_before_the_change_and_the_change_is_recorded():
    UserFactory.create_batch(3)
    group, lead = planted()
    client = signed_in(lead)
    url = f"/fi/spaces/{group.space.pk}/policy/"
    assert f'href="{url}"' in text_of(client, group.url)
    text = text_of(client, f"{url}?policy=request")
    assert "3 verkoston jäsentä: 1 tiedote" in text
    assert Space.objects.get().policy == "closed"
    text = text_of(client, f"{url}?policy=open")
    assert "3 verkoston jäsentä: 2 tiedotetta, 1 tapahtuma" in text
    response = client.post(url, {"policy": "open"})
    assert response.url == group.url
    assert Space.objects.get().policy == "open"
    row = AuditEntry.objects.get(action="space.changed")
    assert (row.before, row.after) == ({"policy": "closed"}, {"policy": "open"})


@pytest.mark.parametrize("policy", ["open", "request", "closed", "hidden"])
def test_leads_and_coordinators_who_see_the_space_decide(policy):
    member = UserFactory()
    group, lead = planted(policy, members=[member])
    url = f"/fi/spaces/{group.space.pk}/policy/"
    seen_by_coordinators = policy in ("open", "request")
    expected = {
        lead: 200,
        member: 403,
        UserFactory(coordinator=True): 200 if seen_by_coordinators else 403,
        UserFactory(administrator=True): 200,
        UserFactory(): 404 if policy == "hidden" else 403,
        UserFactory(guest=True): 404,
    }
    for person, status in expected.items():
        assert signed_in(person).get(url).status_code == status
        if status != 200:
            assert signed_in(person).post(url, {"policy": "open"}).status_code == status
    assert Space.objects.get().policy == policy


@pytest.mark.parametrize("nonsense", ["", "public", "OPEN"])
def test_an_unknown_policy_changes_nothing(nonsense):
    group, lead = planted()
    url = f"/fi/spaces/{group.space.pk}/policy/"
    client = signed_in(lead)
    assert client.get(f"{url}?policy={nonsense}").status_code == 200
    assert client.post(url, {"policy": nonsense}).status_code == 200
    assert Space.objects.get().policy == "closed"


def test_the_forecast_takes_the_same_few_queries_whatever_the_content():
    group, lead = planted()
    client = signed_in(lead)
    url = f"/fi/spaces/{group.space.pk}/policy/?policy=open"
    few = queries_of(client, url)
    assert few <= 16
    for number in range(20):
        make_update(group, f"Tiedote {number}")
        make_event_page(group, f"Työpaja {number}")
    UserFactory.create_batch(20)
    assert queries_of(client, url) == few
