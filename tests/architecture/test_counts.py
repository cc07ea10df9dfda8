"""A number is an answer too: more in a closed space is no more to anybody outside."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client, TestCase

from groups.policies import Policy
from home.models import UpdatePage
from members.models import User
from members.roles import apply_roles
from network_site.base.models import NetworkDocument
from projects.models import Output
from search.services import index_dirty
from tests.clients import signed_in
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_update, plant

pytestmark = pytest.mark.django_db
WORD = "laskettava"
ADDRESSES = (
    "/fi/",
    "/fi/ryhmat/",
    "/fi/hankkeet/",
    "/fi/tapahtumat/?view=list",
    "/fi/tapahtumat/",
    "/fi/ajankohtaista/",
    "/fi/organisations/",
    "/fi/people/",
    "/fi/me/",
    "/fi/inbox/",
    "/fi/guests/",
    "/fi/invitations/",
    f"/fi/search/?q={WORD}",
    f"/fi/search/suggestions/?q={WORD[:5]}",
    f"/fi/search/?q={WORD}&where=others&sort=newest",
    f"/fi/search/?q={WORD}&kind=document&exactly=1",
    "/fi/search/?kind=update",
    # Near to what there is more of, and no more than that.
    f"/fi/search/?q={WORD[:4]}{WORD[5:]}",
    f"/api/search?q={WORD}ssa",
    f"/api/search?q={WORD}",
    "/api/search?q=&kind=update",
    "/api/search?q=&kind=document",
    f"/api/suggest?q={WORD[:5]}",
    "/api/updates",
    "/api/events",
    "/api/spaces",
)
COUNTED = ("/fi/", f"/fi/search/?q={WORD}", "/api/updates", "/api/events")
OF_THE_EDITOR = (
    "/admin/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/choose-page/",
    f"/admin/pages/search/?q={WORD}",
    "/admin/outputs/",
    "/admin/api/main/pages/?fields=title",
)
# Tokens against forged forms differ in every answer.
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


def answers(client: Client, addresses: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, (address, response.status_code)
        found[address] = TOKEN.sub("", response.content.decode())
    return found


def fill(group, lead: User, number: int) -> None:
    """Put one more of everything into a space."""
    make_update(group, f"{WORD} tiedote {number}", owner=lead)
    draft = UpdatePage(title=f"{WORD} luonnos {number}", live=False, owner=lead)
    group.add_child(instance=draft)
    make_event_page(group, f"{WORD} kokous {number}", audience="space")
    NetworkDocument.objects.create(
        title=f"{WORD} muistio {number}",
        collection=group.space.collection,
        file=ContentFile(b"muistio", name=f"muistio{number}.txt"),
    )
    Output.objects.create(
        title=f"{WORD} opas {number}", kind="guide", space=group.space, audience="space"
    )
    index_dirty()


@pytest.mark.parametrize("policy", [Policy.CLOSED, Policy.HIDDEN])
@pytest.mark.parametrize("role", ["member", "guest", "lead elsewhere", "coordinator"])
def test_more_in_a_closed_space_changes_no_answer_to_those_outside(role, policy):
    with TestCase.captureOnCommitCallbacks(execute=True):
        tree = plant()
        lead = UserFactory()
        reader = UserFactory(guest=role == "guest", coordinator=role == "coordinator")
        apply_roles(user=reader)
        group = make_group(tree, "Salattu", policy=policy, leads=[lead])
        own = make_group(tree, "Oma", policy=Policy.CLOSED)
        if role in ("guest", "lead elsewhere"):
            own = make_group(
                tree,
                "Toinen",
                policy=Policy.CLOSED,
                **{"leads" if role == "lead elsewhere" else "members": [reader]},
            )
        make_update(own, f"{WORD} oma", owner=lead)
        fill(group, lead, 0)
    client, of_the_lead = signed_in(reader), signed_in(lead)
    addresses = ADDRESSES
    if role in ("lead elsewhere", "coordinator"):
        addresses += OF_THE_EDITOR
    before, told = answers(client, addresses), answers(of_the_lead, COUNTED)
    for number in (1, 2, 3):
        with TestCase.captureOnCommitCallbacks(execute=True):
            fill(group, lead, number)
    after = answers(client, addresses)
    now_told = answers(of_the_lead, COUNTED)
    # Those inside are told, so the question means something.
    assert [address for address in COUNTED if told[address] == now_told[address]] == []
    assert [address for address in addresses if before[address] != after[address]] == []
