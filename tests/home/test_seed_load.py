from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q
from django.test import Client
from wagtail.models import Page

from concepts.models import Concept, Relation
from events.models import EventPage, Registration
from groups.models import Membership, Space
from groups.policies import Policy
from home.load.loading import BulkLoader
from home.models import StandardPage, Update, UpdatePage
from members.models import User
from tests.factories.members import OrganisationFactory
from tests.factories.site import plant

pytestmark = pytest.mark.django_db

SIZE = {"members": 30, "groups": 16, "pages": 60, "events": 20, "concepts": 530}


def site():
    OrganisationFactory.create_batch(3)
    return plant()


def seed(**numbers: int) -> str:
    output = StringIO()
    call_command(
        "seed_load", **SIZE | numbers, seed=7, stdout=output, stderr=StringIO()
    )
    return output.getvalue()


def test_everything_that_was_asked_for_is_there_and_holds_together():
    site()
    seed()
    assert Update.objects.count() + StandardPage.objects.count() == 60
    assert EventPage.objects.count() == 20
    assert Concept.objects.count() == 530
    assert set(Space.objects.values_list("policy", flat=True)) == set(Policy.values)
    assert User.objects.get(email="load0030@example.org").organisation is not None
    leads = Q(memberships__role="lead")
    assert not Space.objects.annotate(leads=Count("pk", filter=leads)).exclude(leads=1)
    assert not any(Page.find_problems())
    call_command("check_permissions", stdout=StringIO())
    call_command("search_index", "--check", stdout=StringIO(), stderr=StringIO())


def test_seats_go_in_the_order_of_asking_and_only_to_those_who_may_see_the_event():
    site()
    seed(members=100, groups=5)
    states = Registration.State
    assert Registration.objects.filter(state=states.WAITING).exists()
    assert not Registration.objects.filter(
        Q(state=states.CONFIRMED, queue_number__gt=F("event__capacity"))
        | Q(state=states.WAITING, queue_number__lte=F("event__capacity"))
    )
    for registration in Registration.objects.filter(event__audience="space"):
        assert Membership.objects.filter(
            space=registration.event.space, user=registration.user
        )


def test_concepts_stand_below_broader_ones_in_three_languages():
    site()
    seed()
    concept = Concept.objects.get(label="ennakoiva riskiarvio")
    assert set(
        concept.terms.filter(kind="recommended").values_list("language", "text")
    ) == {
        ("fi", "ennakoiva riskiarvio"),
        ("sv", "förebyggande riskbedömning"),
        ("en", "preventive risk assessment"),
    }
    broader = Relation.objects.get(source=concept, kind=Relation.Kind.GENERIC).target
    assert broader.label == "riskiarvio"
    assert Relation.objects.get(source=broader, kind="generic").target.label == "arvio"


def test_members_sign_in_read_find_and_leads_edit_what_was_loaded():
    tree = site()
    seed()
    client = Client()
    signed_in = client.post(
        "/accounts/login/",
        {"login": "load0001@example.org", "password": "verkosto-demo"},
    )
    assert signed_in.status_code == 302
    space = Membership.objects.get(user__email="load0001@example.org", role="lead")
    page = UpdatePage.objects.filter(space=space.space_id).first()
    answer = client.get(page.url)
    assert page.title in answer.content.decode()
    # A word in its base form finds the forms that the texts have.
    found = client.get("/api/search", {"q": "riskiarvio", "kind": "update"}).json()
    assert any("riskiarvion" in str(hit) for hit in found["results"])
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    page.title = "Muutettu"
    page.save_revision().publish()
    assert Update.objects.get(translation_key=page.translation_key).title == "Muutettu"
    tree.home.refresh_from_db()
    assert tree.home.get_children().count() == tree.home.numchild


def test_the_same_seed_makes_the_same_data():
    site()

    def made(seed: int) -> list:
        with transaction.atomic():
            list(BulkLoader(**SIZE, seed=seed).load())
            rows = [
                list(Page.objects.order_by("path").values_list("url_path", flat=True)),
                list(User.objects.order_by("email").values_list("email", "last_name")),
                list(Membership.objects.order_by("pk").values_list("role", flat=True)),
                list(Registration.objects.order_by("pk").values_list("email")),
            ]
            transaction.set_rollback(True)
        return rows

    first = made(1)
    assert made(1) == first
    assert made(2) != first


def test_a_second_load_is_refused_and_changes_nothing():
    site()
    seed(members=2, groups=0, pages=0, events=0, concepts=0)
    with pytest.raises(CommandError, match="already"):
        seed()
    assert User.objects.count() == 2


def test_a_site_without_its_pages_is_told_to_load_the_demonstration_first():
    with pytest.raises(CommandError, match="load_demo"):
        seed()


def test_known_passwords_are_refused_where_there_is_no_demonstration(settings):
    site()
    settings.DEMO = False
    for command in ("seed_load", "load_demo"):
        with pytest.raises(CommandError, match="production"):
            call_command(command)
    assert not User.objects.exists()
