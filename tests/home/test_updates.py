from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from home.models import Update, UpdateRead
from home.services import create_update
from notifications.models import Notice
from notifications.sending import send_due
from tests.api import Api
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_project, make_update, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_a_lead_publishes_and_the_members_are_told_at_once():
    tree = plant()
    lead, member, outsider = UserFactory(), UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    update = create_update(
        title="Päätökset",
        text="Ensimmäinen kappale.\n\nToinen kappale.",
        space=group.space,
        acting_user=lead,
        notify="now",
    )
    send_due()
    assert [message.to for message in mail.outbox] == [[member.email]]
    assert mail.outbox[0].subject == "Riskienhallinta: Päätökset"
    assert not Notice.objects.filter(recipient=outsider).exists()
    text = text_of(signed_in(member), update.page_in().url)
    assert "<p>Toinen kappale.</p>" in text


@pytest.mark.parametrize(
    ("notify", "lines", "mails"), [("now", 1, 1), ("digest", 1, 0), ("silent", 0, 0)]
)
def test_how_the_members_hear_of_it_is_the_authors_choice(notify, lines, mails):
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead], members=[UserFactory()])
    create_update(
        title="A", text="", space=group.space, acting_user=lead, notify=notify
    )
    send_due()
    assert (Notice.objects.count(), len(mail.outbox)) == (lines, mails)


def test_publishing_again_tells_nobody_again():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead], members=[UserFactory()])
    page = make_update(group, notify="digest", owner=lead)
    page.title = "Korjattu otsikko"
    page.save_revision().publish()
    assert Notice.objects.count() == 1
    assert Update.objects.get().title == "Korjattu otsikko"


def test_a_member_publishes_nothing_and_plain_text_stays_plain():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    with pytest.raises(PermissionDenied):
        create_update(title="A", text="", space=group.space, acting_user=member)
    update = create_update(
        title="<b>A</b>",
        text="<script>alert(1)</script>",
        space=group.space,
        acting_user=lead,
    )
    text = text_of(signed_in(member), update.page_in().url)
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_an_unpublished_update_leaves_every_list():
    tree = plant()
    reader = UserFactory()
    page = make_update(make_group(tree), "Peruttu tiedote")
    page.unpublish()
    client = signed_in(reader)
    assert "Peruttu tiedote" not in text_of(client, tree.updates.url)
    assert client.get(page.url).status_code == 404


def test_reading_an_update_takes_the_mark_of_news_away():
    tree = plant()
    reader = UserFactory()
    page = make_update(make_group(tree, members=[reader]))
    client = signed_in(reader)
    assert "Uusi</span>" in text_of(client, tree.home.url)
    text_of(client, page.url)
    text_of(client, page.url)
    assert UpdateRead.objects.count() == 1
    assert "Uusi</span>" not in text_of(client, tree.home.url)


def test_all_can_be_marked_as_read_at_once():
    tree = plant()
    reader = UserFactory()
    group = make_group(tree, members=[reader])
    make_update(group, "Yksi")
    make_update(group, "Kaksi")
    client = signed_in(reader)
    client.post("/fi/updates/read/")
    assert "Uusi</span>" not in text_of(client, tree.home.url)


def test_news_of_years_ago_are_nobodys_news():
    tree = plant()
    reader = UserFactory()
    make_update(make_group(tree, members=[reader]), "Vanha")
    Update.objects.update(published_at=timezone.now() - timedelta(days=400))
    text = text_of(signed_in(reader), tree.home.url)
    assert "Vanha" in text
    assert "Uusi</span>" not in text


def test_the_front_page_puts_ones_own_spaces_first():
    tree = plant()
    reader = UserFactory()
    mine = make_group(tree, "Oma ryhmä", members=[reader])
    other = make_group(tree, "Muu ryhmä")
    make_update(mine, "Oma asia")
    make_update(other, "Muu asia")
    make_update(tree.updates, "Verkoston asia", audience="members")
    text = text_of(signed_in(reader), tree.home.url)
    own, elsewhere = text.split('id="elsewhere"')
    assert "Oma asia" in own
    assert "Verkoston asia" in own
    assert "Muu asia" in elsewhere


def test_the_front_page_filters_by_where_the_news_come_from():
    tree = plant()
    reader = UserFactory()
    project = make_project(tree)
    project.space.memberships.create(user=reader)
    make_update(project.source_page(), "Hankkeen asia")
    make_update(make_group(tree, members=[reader]), "Ryhmän asia")
    client = signed_in(reader)
    text = text_of(client, f"{tree.home.url}?show=projects")
    assert "Hankkeen asia" in text
    assert "Ryhmän asia" not in text
    assert client.get(f"{tree.home.url}?show=nonsense").status_code == 200


def test_a_guest_sees_only_the_news_of_their_own_spaces():
    tree = plant()
    guest = UserFactory(guest=True)
    make_update(make_group(tree, "Oma", members=[guest]), "Oma asia")
    make_update(make_group(tree, "Avoin"), "Avoin asia")
    make_update(tree.updates, "Verkoston asia", audience="members")
    text = text_of(signed_in(guest), tree.home.url)
    assert "Oma asia" in text
    assert "Avoin asia" not in text
    assert "Verkoston asia" not in text


@pytest.mark.parametrize("what", ["front", "list", "update"])
def test_pages_take_the_same_number_of_queries_with_fifty_times_the_content(what):
    tree = plant()
    reader = UserFactory()
    group = make_group(tree, members=[reader])
    other = make_group(tree, "Muu")
    page = make_update(group)
    make_update(group, "Toinen")
    make_update(other)
    url = {"front": tree.home.url, "list": tree.updates.url, "update": page.url}[what]
    client = signed_in(reader)
    few = queries_of(client, url)
    assert few <= (18 if what == "front" else 14)
    for number in range(25):
        make_update(group, f"Tiedote {number}")
        make_update(other, f"Muu tiedote {number}")
    assert queries_of(client, url) == few


def test_the_api_publishes_and_lists_updates():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, policy="closed", leads=[lead], members=[member])
    data = {"title": "Kokous", "text": "Päätimme.", "space": group.space.pk}
    made = Api(lead).post("/updates", {**data, "notify": "now"})
    assert made.status_code == 201
    body = made.json()
    assert {key: body[key] for key in data} == data
    assert body["notify"] == "now"
    assert body["url"].startswith("/fi/ryhmat/riskienhallinta/")
    assert Api(member).get("/updates").json() == {"total": 1, "results": [body]}
    assert Api(UserFactory()).get("/updates").json()["total"] == 0
    assert Api(member).post("/updates", data).status_code == 403
    assert Api(lead).post("/updates", {**data, "title": ""}).status_code == 422
    hidden = make_group(tree, "Piilo", policy="hidden")
    data["space"] = hidden.space.pk
    assert Api(lead).post("/updates", data).status_code == 404
