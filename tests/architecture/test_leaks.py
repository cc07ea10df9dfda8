"""The leaks that systems like this one have had, each tried on its own road.

The matrix of ``test_visibility`` asks every URL; here it is said in words what must not
happen where others have failed: previews, comparisons, copies, files, searches, feeds,
translations and notices.
"""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import TestCase
from wagtail.models import (
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
)

from events.models import Event, EventPage
from groups.models import Membership, Space
from groups.permissions import derive_permissions
from groups.policies import Policy
from groups.services import remove_membership
from home.models import Update, UpdatePage
from members.models import User
from members.roles import apply_roles
from network_site.base.models import NetworkDocument, NetworkImage
from network_site.base.visibility import Audience
from notifications.models import Notice
from notifications.sending import send_due
from search.services import index_dirty, search, suggest
from tests.api import Api
from tests.clients import signed_in
from tests.factories.files import picture
from tests.factories.languages import make_translation, open_languages
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_update, plant

pytestmark = pytest.mark.django_db
CANARY = "kanarialintu"


class World:
    """A closed group with an update, and another whose lead is curious."""

    def __init__(self, policy: str = Policy.CLOSED) -> None:
        self.tree = plant()
        self.lead, self.member = UserFactory(), UserFactory()
        self.stranger = UserFactory()
        self.coordinator = UserFactory(coordinator=True)
        apply_roles(user=self.coordinator)
        self.group = make_group(
            self.tree,
            "Salattu",
            policy=policy,
            leads=[self.lead],
            members=[self.member],
        )
        self.own = make_group(
            self.tree, "Oma", policy=Policy.CLOSED, leads=[self.stranger]
        )
        self.page = make_update(self.group, f"{CANARY} lensi")

    @property
    def outsiders(self) -> list[User]:
        """Whom the admin lets in, but not to this group."""
        ids = [self.stranger.pk, self.coordinator.pk]
        return list(User.objects.filter(pk__in=ids))


def refused(user: User, url: str, data: dict | None = None) -> bool:
    """Tell whether an address is refused without a word of what is there."""
    client = signed_in(user)
    response = client.get(url) if data is None else client.post(url, data)
    assert CANARY not in response.content.decode().lower(), url
    return response.status_code in (302, 403, 404)


@pytest.mark.parametrize("policy", [Policy.CLOSED, Policy.HIDDEN])
def test_previews_revisions_and_comparisons_ask_for_the_right_to_read(policy):
    world = World(policy)
    revision = world.page.save_revision(user=world.lead)
    pages = f"/admin/pages/{world.page.pk}"
    for user in world.outsiders:
        for view in (
            "edit/",
            "edit/preview/",
            "view_draft/",
            "history/",
            "usage/",
            f"revisions/{revision.pk}/view/",
            f"revisions/{revision.pk}/revert/",
            "revisions/compare/earliest...latest/",
        ):
            assert refused(user, f"{pages}/{view}"), view


@pytest.mark.parametrize("form", [{}, {"alias": "on"}])
def test_nobody_copies_what_they_may_not_read(form):
    world = World()
    before = Page.objects.count()
    data = {
        "new_title": "Kopio",
        "new_slug": "kopio",
        "new_parent_page": world.own.pk,
        "publish_copies": "on",
    }
    for user in world.outsiders:
        assert refused(user, f"/admin/pages/{world.page.pk}/copy/", data | form)
    assert Page.objects.count() == before


def test_nobody_translates_or_moves_what_they_may_not_read():
    world = World()
    open_languages()
    before = Page.objects.count()
    address = f"/admin/localize/submit/page/{world.page.pk}/"
    move = f"/admin/pages/{world.page.pk}/move/{world.own.pk}/confirm/"
    for user in world.outsiders:
        assert refused(user, address, {"locales": ["2"]})
        assert refused(user, move, {})
    assert Page.objects.count() == before
    assert world.page in UpdatePage.objects.child_of(world.group)


def seen_by(update: Update, *users: User) -> list[bool]:
    fresh = [User.objects.get(pk=user.pk) for user in users]
    return [
        Update.objects.visible_to(user).filter(pk=update.pk).exists() for user in fresh
    ]


def test_a_copy_and_a_move_take_the_space_of_their_new_place():
    world = World()
    update = Update.objects.get(translation_key=world.page.translation_key)
    copy = world.page.copy(to=world.own, update_attrs={"slug": "kopio"})
    copied = UpdatePage.objects.get(pk=copy.pk)
    assert copied.space == world.own.space
    of_copy = Update.objects.filter(translation_key=copied.translation_key).first()
    if of_copy is not None:
        assert of_copy.space == world.own.space
    assert seen_by(update, world.member, world.stranger) == [True, False]
    world.page.move(world.own, pos="last-child")
    update.refresh_from_db()
    assert update.space == world.own.space
    assert seen_by(update, world.member, world.stranger) == [False, True]


def test_a_group_that_is_moved_with_its_pages_keeps_them_to_itself():
    world = World()
    other = make_group(world.tree, "Toinen", policy=Policy.OPEN)
    update = Update.objects.get(translation_key=world.page.translation_key)
    world.group.move(other, pos="left")
    update.refresh_from_db()
    assert update.space == world.group.space
    assert seen_by(update, world.member, world.stranger) == [True, False]


def test_an_alias_in_an_open_place_opens_nothing():
    world = World()
    alias = world.page.create_alias(parent=world.tree.updates, update_slug="alias")
    assert refused(world.stranger, alias.url)
    assert signed_in(world.member).get(alias.url).status_code == 200
    index_dirty()
    found = search(user=world.stranger, query=CANARY, language="fi")
    assert found.total == 0


def test_a_translation_stands_under_the_rule_of_its_space():
    world = World()
    open_languages()
    translated = make_translation(world.page, f"{CANARY} flög")
    assert translated.space == world.group.space
    for url in (translated.url, world.page.url.replace("/fi/", "/sv/")):
        response = signed_in(world.stranger).get(url)
        assert response.status_code == 403
        assert "flog" not in response.headers.get("Location", "")
        assert f"{CANARY} flög" not in response.content.decode()
    assert signed_in(world.member).get(translated.url).status_code == 200


def test_an_old_address_leads_on_only_those_who_may_know_the_new_one():
    world = World()
    old = world.page.url
    page = UpdatePage.objects.get(pk=world.page.pk)
    page.slug = f"uusi-{CANARY}"
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision(user=world.lead).publish()
    stranger, member = signed_in(world.stranger), signed_in(world.member)
    assert stranger.get(old).status_code == 404
    assert member.get(old).status_code in (301, 302)


def make_files(world: World) -> list[str]:
    """Put a document and a picture in the group, and return their addresses."""
    collection = world.group.space.collection
    document = NetworkDocument.objects.create(
        title=f"{CANARY} asiakirja",
        collection=collection,
        file=ContentFile(CANARY.encode(), name=f"{CANARY}.txt"),
    )
    image = NetworkImage.objects.create(
        title=f"{CANARY} kuva", collection=collection, file=picture()
    )
    thumbnail = image.get_rendition("fill-40x40")
    return [document.url, image.file.url, thumbnail.file.url]


def test_files_originals_and_thumbnails_are_asked_for_before_they_are_sent():
    world = World()
    for url in make_files(world):
        assert signed_in(world.member).get(url).status_code == 200
        for user in world.outsiders:
            assert signed_in(user).get(url).status_code == 404


def test_a_file_that_has_not_changed_is_denied_to_those_who_have_lost_sight_of_it():
    world = World()
    for url in make_files(world):
        client = signed_in(world.member)
        first = client.get(url)
        kept = {
            "if-none-match": first.headers.get("ETag", "*"),
            "if-modified-since": first.headers.get(
                "Last-Modified", "Sat, 01 Jan 2050 00:00:00 GMT"
            ),
        }
        assert "private" in first.headers.get("Cache-Control", "private")
        Membership.objects.filter(user=world.member).delete()
        assert client.get(url, headers=kept).status_code == 404
        assert client.head(url, headers=kept).status_code == 404
        world.group.space.memberships.create(user=world.member)


def test_the_editors_choosers_and_tags_offer_nothing_of_others():
    world = World()
    make_files(world)
    for image in NetworkImage.objects.all():
        image.tags.add(f"{CANARY}merkki")
    for user in world.outsiders:
        client = signed_in(user)
        for url in (
            "/admin/choose-page/search/?q=lensi",
            f"/admin/choose-page/{world.group.pk}/",
            "/admin/documents/chooser/",
            "/admin/images/chooser/",
            f"/admin/tag-autocomplete/?term={CANARY[:5]}",
            "/admin/api/main/pages/?fields=*",
            "/admin/documents/",
            "/admin/images/",
            "/admin/pages/search/?q=lensi",
        ):
            assert CANARY not in client.get(url).content.decode().lower(), url


def test_search_facets_suggestions_and_corrections_say_nothing_of_a_closed_group():
    world = World()
    make_files(world)
    make_event_page(world.group, f"{CANARY} tapahtuma", audience=Audience.SPACE)
    index_dirty()
    for user in world.outsiders:
        for query in (CANARY, CANARY[:-2], f"{CANARY}x", "lensi"):
            found = search(user=user, query=query, language="fi")
            assert (found.total, found.facets.unfiltered) == (0, 0)
            assert CANARY not in str(suggest(user=user, query=query[:5], language="fi"))
            page = signed_in(user).get(f"/fi/search/?q={query}").content.decode()
            assert CANARY not in page.replace(query, "")


def test_calendar_files_and_the_api_ask_anew_each_time():
    world = World()
    page = make_event_page(world.group, f"{CANARY} kokous", audience=Audience.SPACE)
    address = f"/fi/events/{_event_of(page).pk}/event.ics"
    member = signed_in(world.member)
    assert member.get(address).status_code == 200
    assert Api(world.member).get("/events").json()["total"] == 1
    remove_membership(
        space=world.group.space, user=world.member, acting_user=world.member
    )
    assert member.get(address).status_code == 404
    assert Api(world.member).get("/events").json()["total"] == 0
    members = f"/spaces/{world.group.space.pk}/members"
    assert Api(world.stranger).get(members).status_code == 403
    assert Api(world.stranger).get("/updates").json()["total"] == 0


def _event_of(page: EventPage) -> Event:
    return Event.objects.get(series__translation_key=page.translation_key)


def test_a_notice_that_waits_says_nothing_to_who_has_lost_sight_of_its_subject():
    world = World()
    with TestCase.captureOnCommitCallbacks(execute=False):
        make_update(world.group, f"{CANARY} kirje", notify="now")
    notice = Notice.objects.get(recipient=world.member)
    Membership.objects.filter(user=world.member).delete()
    mail.outbox.clear()
    send_due()
    assert world.member.email not in [to for sent in mail.outbox for to in sent.to]
    inbox = signed_in(world.member).get("/fi/inbox/").content.decode()
    assert CANARY not in inbox
    notice.refresh_from_db()
    assert notice.sent_at is None


def test_a_lead_cannot_widen_a_space_by_the_editors_privacy_dialog():
    world = World()
    client = signed_in(world.lead)
    collection = world.group.space.collection
    for kind in ("none", "login", "password", "groups"):
        choice = {"restriction_type": kind, "password": "avain"}
        client.post(f"/admin/pages/{world.group.pk}/privacy/", choice)
        client.post(f"/admin/collections/{collection.pk}/privacy/", choice)
        assert refused(world.stranger, world.page.url)
    assert not PageViewRestriction.objects.filter(page=world.group).exists()
    assert not CollectionViewRestriction.objects.exists()


def test_permissions_given_by_hand_are_found_and_taken_away():
    world = World()
    space = Space.objects.get(pk=world.group.space.pk)
    other = world.own.space.leads_group
    assert derive_permissions(space) == []
    permission = GroupPagePermission.objects.filter(group=other).first().permission
    GroupPagePermission.objects.create(
        group=other, page=world.page, permission=permission
    )
    GroupCollectionPermission.objects.create(
        group=other,
        collection=space.collection,
        permission=GroupCollectionPermission.objects.filter(group=other)
        .first()
        .permission,
    )
    PageViewRestriction.objects.create(page=world.page, restriction_type="login")
    assert len(derive_permissions(space)) == 3
    assert derive_permissions(space) == []


def test_only_its_leads_or_an_administrator_open_a_closed_space():
    world = World()
    space = Space.objects.get(pk=world.group.space.pk)
    address = f"/admin/spaces/edit/{space.pk}/"
    coordinator = signed_in(world.coordinator)
    answer = coordinator.post(address, {"policy": "open", "appointed_by": "Kokous"})
    assert answer.status_code == 302
    space.refresh_from_db()
    assert (space.policy, space.appointed_by) == (Policy.CLOSED, "Kokous")
    own_page = f"/fi/spaces/{space.pk}/policy/"
    assert coordinator.post(own_page, {"policy": "open"}).status_code == 403
    space.refresh_from_db()
    assert space.policy == Policy.CLOSED
