"""Whoever changes who sees something leaves a row of it, which the leads can read."""

from __future__ import annotations

import pytest

from events.models import Event
from home.models import Update
from members.models import AuditEntry
from projects.models import Output
from tests.clients import signed_in, text_of
from tests.factories.groups import SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_update, plant

pytestmark = pytest.mark.django_db


def rows() -> list[tuple]:
    found = AuditEntry.objects.filter(action="content.visibility").order_by("pk")
    return list(found.values_list("subject", "actor_id", "before", "after"))


def test_a_new_audience_of_an_update_is_in_the_history_of_its_space():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    page = make_update(group, "Salainen otsikko", audience="space")
    assert rows() == []
    page.audience = "members"
    page.save_revision(user=lead).publish(user=lead, skip_permission_checks=True)
    update, space = Update.objects.get(), group.space.pk
    seen = {"update": update.pk, "space": space}
    assert rows() == [
        (
            f"space:{space}",
            lead.pk,
            seen | {"audience": "space"},
            seen | {"audience": "members"},
        )
    ]
    text = text_of(signed_in(lead), f"/fi/spaces/{space}/history/")
    assert "muutti, kuka jotakin näkee" in text
    assert "Salainen otsikko" not in text


def test_what_moves_stands_in_the_history_of_both_spaces():
    tree = plant()
    one, other = make_group(tree, "Yksi"), make_group(tree, "Toinen")
    page = make_update(one)
    page.move(other, pos="last-child")
    assert [subject for subject, *_rest in rows()] == [
        f"space:{one.space.pk}",
        f"space:{other.space.pk}",
    ]


def test_a_new_audience_of_an_event_is_kept_too():
    tree = plant()
    lead = UserFactory()
    page = make_event_page(make_group(tree, leads=[lead]), audience="space")
    page.audience = "members"
    page.save_revision(user=lead).publish(user=lead, skip_permission_checks=True)
    ((_subject, actor, _before, after),) = rows()
    assert (actor, after["event"]) == (lead.pk, Event.objects.get().pk)


def test_an_output_that_an_administrator_opens_is_kept_too():
    plant()
    administrator = UserFactory(administrator=True)
    space = SpaceFactory()
    output = Output.objects.create(
        title="Opas", kind="guide", space=space, audience="space"
    )
    form = {
        "title": "Opas",
        "kind": "guide",
        "space": space.pk,
        "audience": "members",
        "published_on": "1.11.2026",
        "editions-TOTAL_FORMS": "1",
        "editions-INITIAL_FORMS": "0",
        "editions-MIN_NUM_FORMS": "1",
        "editions-MAX_NUM_FORMS": "",
        "editions-0-language": "fi",
        "editions-0-url": "https://example.org/opas",
        "editions-0-ORDER": "1",
    }
    client = signed_in(administrator)
    answer = client.post(f"/admin/outputs/edit/{output.pk}/", form)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert [(subject, actor) for subject, actor, *_states in rows()] == [
        (f"space:{space.pk}", administrator.pk)
    ]
