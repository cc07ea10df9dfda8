"""Updates written on the site itself: short forms, drafts, undoing, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Page

from groups.models import Membership, Space
from groups.policies import Role
from groups.waiting import sweep_unused
from home.models import Update, UpdatePage
from members.models import AuditEntry
from network_site.base.models import KeptInput, NetworkDocument, NetworkImage
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.files import pdf, picture
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_group_beside, make_update, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def desk(policy="closed", **people):
    """Return a group's page, its lead's client and the address of the form."""
    lead = UserFactory()
    group = make_group(plant(), policy=policy, leads=[lead], **people)
    return group, signed_in(lead), f"/fi/spaces/{group.space.pk}/updates/new/"


def typed(**fields):
    return {
        "title": "Kokous siirtyy",
        "text": "Uusi aika on **torstai**.\n\n- kahvi\n- asiat",
        "audience": "space",
        "notify": "now",
        "do": "publish",
    } | fields


def png():
    return SimpleUploadedFile("kuva.png", picture().read(), "image/png")


def let_the_minute_pass():
    early = timezone.now() - timedelta(minutes=2)
    Page.objects.update(first_published_at=early, last_published_at=early)
    Notice.objects.update(not_before=early, dated=early)


def test_a_lead_publishes_an_update_and_lands_on_its_page():
    member = UserFactory()
    group, client, url = desk(members=[member])
    response = client.post(url, typed())
    page = UpdatePage.objects.get()
    assert response.url == page.url
    assert page.url.startswith(group.url)
    assert page.live
    text = text_of(signed_in(member), page.url)
    assert "<b>torstai</b>" in text
    assert "<li>kahvi</li>" in text
    assert "Ryhmän jäsenet (2)" in text
    update = Update.objects.get()
    assert (update.space, update.audience) == (group.space, "space")
    assert page.summary == "Uusi aika on torstai. kahvi asiat"


def test_the_readers_are_told_only_when_it_can_no_longer_be_undone():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    client.post(url, typed())
    send_due()
    assert mail.outbox == []
    assert "Kokous siirtyy" not in text_of(signed_in(member), "/fi/inbox/")
    let_the_minute_pass()
    send_due()
    assert [message.to for message in mail.outbox] == [[member.email]]
    assert "Kokous siirtyy" in text_of(signed_in(member), "/fi/inbox/")


def test_undoing_makes_it_a_draft_that_nobody_has_heard_of():
    member = UserFactory()
    group, client, url = desk(members=[member])
    client.post(url, typed(new_file=pdf()))
    page = UpdatePage.objects.get()
    assert "Kumoa julkaisu" in text_of(client, page.url)
    response = client.post(f"/fi/content/{page.pk}/undo/")
    assert response.url == f"/fi/updates/{page.pk}/edit/"
    assert not Notice.objects.exists()
    assert not Update.objects.exists()
    reader = signed_in(member)
    assert reader.get(page.url).status_code == 404
    assert "ohje" not in text_of(reader, f"{group.url}documents/")
    assert 'value="ohje"' in text_of(client, response.url)
    client.post(
        response.url,
        typed(
            based_on=based_on(page),
            file=held(),
            **{
                f"file-{held()}-words": "Ohje",
            },
        ),
    )
    assert Update.objects.get().title == "Kokous siirtyy"
    assert Notice.objects.filter(recipient=member).count() == 1
    assert "Ohje" in text_of(reader, f"{group.url}documents/")


def based_on(page):
    return str(UpdatePage.objects.get(pk=page.pk).latest_revision_id)


def held():
    return str(NetworkDocument.objects.get().pk)


def test_after_the_minute_it_can_be_taken_off_but_not_undone():
    _group, client, url = desk(members=[UserFactory()])
    client.post(url, typed())
    let_the_minute_pass()
    page = UpdatePage.objects.get()
    assert "Kumoa julkaisu" not in text_of(client, page.url)
    client.post(f"/fi/content/{page.pk}/undo/")
    page.refresh_from_db()
    assert page.live
    client.post(f"/fi/content/{page.pk}/take-off/")
    page.refresh_from_db()
    assert not page.live
    assert not Update.objects.get().live
    client.post(f"/fi/updates/{page.pk}/edit/", typed(based_on=based_on(page)))
    assert Update.objects.get().live
    # Told once.
    assert Notice.objects.count() == 1


def test_undoing_a_change_brings_back_what_was_there_and_keeps_the_change_as_a_draft():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    client.post(url, typed())
    let_the_minute_pass()
    page = UpdatePage.objects.get()
    assert "Kumoa julkaisu" not in text_of(client, page.url)
    edit = f"/fi/updates/{page.pk}/edit/"
    client.post(
        edit,
        typed(
            title="Kokous perutaan",
            based_on=based_on(page),
            new_picture=png(),
            **{"new_picture-words": "Kartta"},
        ),
    )
    reader = signed_in(member)
    assert "Kokous perutaan" in text_of(reader, page.url)
    assert "Kumoa julkaisu" in text_of(client, page.url)
    client.post(f"/fi/content/{page.pk}/undo/")
    text = text_of(reader, page.url)
    assert "Kokous siirtyy" in text
    assert "Kokous perutaan" not in text
    assert Update.objects.get().title == "Kokous siirtyy"
    assert NetworkImage.objects.get().published_at is None
    assert "Kokous perutaan" in text_of(client, edit)
    assert "Kumoa julkaisu" not in text_of(client, page.url)
    client.post(f"/fi/content/{page.pk}/undo/")
    assert Update.objects.get().title == "Kokous siirtyy"


def test_a_picture_of_a_draft_is_seen_by_the_leads_alone_until_it_is_published():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    words = {"new_picture-words": "Kartta asemista"}
    client.post(url, typed(do="draft", new_picture=png(), **words))
    image = NetworkImage.objects.get()
    rendition = image.get_rendition("max-320x320")
    reader = signed_in(member)
    for address in (image.file.url, rendition.url):
        assert client.get(address).status_code == 200
        assert reader.get(address).status_code == 404
    page = UpdatePage.objects.get()
    held = {"picture": image.pk, f"picture-{image.pk}-words": "Kartta asemista"}
    edit = f"/fi/updates/{page.pk}/edit/"
    client.post(edit, typed(based_on=based_on(page), **held))
    for address in (image.file.url, rendition.url):
        assert reader.get(address).status_code == 200


def test_publishing_a_draft_in_the_editor_releases_its_files():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    words = {"new_picture-words": "Kartta asemista"}
    client.post(url, typed(do="draft", new_file=pdf(), new_picture=png(), **words))
    page = UpdatePage.objects.get()
    page.get_latest_revision().publish()
    reader = signed_in(member)
    assert reader.get(NetworkImage.objects.get().file.url).status_code == 200
    assert reader.get(NetworkDocument.objects.get().url).status_code == 200


def grow_old():
    long_ago = timezone.now() - timedelta(days=100)
    for model in (NetworkImage, NetworkDocument):
        model.objects.update(created_at=long_ago)


def test_files_that_nobody_took_up_are_deleted_in_the_end_and_others_stay():
    _group, client, url = desk()
    words = {"new_picture-words": "Kartta asemista"}
    client.post(url, typed(do="draft", new_picture=png(), **words))
    client.post(url, typed(title="", new_file=pdf()))
    published = NetworkDocument.objects.create(title="Ohje", file=pdf())
    NetworkImage.objects.create(title="Unohdettu", file=picture(), published_at=None)
    assert sweep_unused() == 0
    grow_old()
    assert sweep_unused() == 1
    # One is in a draft, one in a form that somebody left half-way.
    assert NetworkImage.objects.get().title != "Unohdettu"
    assert NetworkDocument.objects.count() == 2
    KeptInput.objects.all().delete()
    assert sweep_unused() == 1
    assert NetworkDocument.objects.get() == published


def test_a_draft_is_seen_by_the_leads_alone():
    member = UserFactory()
    group, client, url = desk(members=[member])
    response = client.post(url, typed(do="draft", new_file=pdf()))
    page = UpdatePage.objects.get()
    assert response.url == f"/fi/updates/{page.pk}/edit/"
    assert not page.live
    assert not Update.objects.exists()
    drafts = f"/fi/spaces/{group.space.pk}/drafts/"
    assert "Kokous siirtyy" in text_of(client, drafts)
    reader = signed_in(member)
    assert reader.get(drafts).status_code == 403
    document = NetworkDocument.objects.get()
    assert client.get(document.url).status_code == 200
    assert reader.get(document.url).status_code == 404
    for address in (group.url, f"{group.url}documents/", f"{group.url}updates/"):
        text = text_of(reader, address)
        assert "Kokous siirtyy" not in text
        assert "ohje" not in text
    assert reader.get(f"/fi/content/{page.pk}/preview/").status_code == 403


def test_a_preview_saves_and_shows_the_draft_as_its_readers_would_see_it():
    _group, client, url = desk()
    response = client.post(url, typed(do="preview"), follow=True)
    text = response.content.decode()
    assert response.redirect_chain[-1][0].endswith("/preview/")
    assert "<b>torstai</b>" in text
    assert not UpdatePage.objects.get().live


def test_a_draft_that_was_never_published_is_deleted_with_its_files():
    _group, client, url = desk()
    client.post(url, typed(do="draft", new_file=pdf()))
    page = UpdatePage.objects.get()
    client.post(f"/fi/content/{page.pk}/delete/")
    assert not UpdatePage.objects.exists()
    assert not NetworkDocument.objects.exists()


def test_a_published_page_is_not_deleted_from_the_form():
    _group, client, url = desk()
    client.post(url, typed())
    page = UpdatePage.objects.get()
    assert client.post(f"/fi/content/{page.pk}/delete/").status_code == 403
    assert UpdatePage.objects.exists()


def test_an_error_loses_neither_words_nor_files_nor_pictures():
    _group, client, url = desk()
    response = client.post(url, typed(title="", new_file=pdf(), new_picture=png()))
    text = response.content.decode()
    assert not UpdatePage.objects.exists()
    assert "Uusi aika on **torstai**." in text
    image, document = NetworkImage.objects.get(), NetworkDocument.objects.get()
    assert "Kerro sanoin, mitä kuva esittää." in text
    client.post(
        url,
        typed(
            picture=image.pk,
            file=document.pk,
            **{
                f"picture-{image.pk}-words": "Kartta asemista",
                f"file-{document.pk}-words": "Ohje asemille",
            },
        ),
    )
    page = UpdatePage.objects.get()
    kinds = [block.block_type for block in page.body]
    assert kinds == ["text", "image", "documents"]
    assert page.body[1].value["alt_text"] == "Kartta asemista"
    document.refresh_from_db()
    assert document.title == "Ohje asemille"
    assert document.published_at is not None


def test_a_picture_without_words_is_not_published():
    _group, client, url = desk()
    response = client.post(url, typed(new_picture=png()))
    assert response.status_code == 200
    assert not UpdatePage.objects.exists()


@pytest.mark.parametrize(
    ("field", "upload"),
    [
        ("new_picture", SimpleUploadedFile("kuva.png", b"<svg/>", "image/png")),
        ("new_file", SimpleUploadedFile("ohjelma.exe", b"MZ", "application/pdf")),
        ("new_file", SimpleUploadedFile("tyhjä.pdf", b"", "application/pdf")),
    ],
)
def test_what_is_no_picture_or_no_allowed_file_is_refused_in_words(field, upload):
    _group, client, url = desk()
    response = client.post(url, typed(do="more", **{field: upload}))
    assert response.status_code == 200
    assert upload.name in response.content.decode()
    assert not NetworkImage.objects.exists()
    assert not NetworkDocument.objects.exists()


def test_another_spaces_file_cannot_be_attached_by_its_number():
    _group, client, url = desk()
    other = make_group_beside(_group)
    foreign = NetworkDocument.objects.create(
        title="Salainen", file=pdf("salainen.pdf"), collection=other.space.collection
    )
    client.post(url, typed(file=foreign.pk, **{f"file-{foreign.pk}-words": "Oma"}))
    foreign.refresh_from_db()
    assert foreign.title == "Salainen"
    assert [b.block_type for b in UpdatePage.objects.get().body] == ["text"]


def test_what_is_typed_is_kept_and_comes_back_to_its_writer_alone():
    group, client, url = desk()
    key = f"update:space:{group.space.pk}"
    answer = client.post("/fi/kept/", typed(kept_form=key, text="**Kesken"))
    assert answer.status_code == 200
    assert "**Kesken" in text_of(client, url)
    deputy = UserFactory()
    Membership.objects.create(space=group.space, user=deputy, role=Role.DEPUTY)
    assert "**Kesken" not in text_of(signed_in(deputy), url)
    client.post(url, {"do": "discard"})
    assert "**Kesken" not in text_of(client, url)


def test_publishing_forgets_what_was_kept():
    group, client, url = desk()
    key = f"update:space:{group.space.pk}"
    client.post("/fi/kept/", typed(kept_form=key))
    client.post(url, typed())
    assert not KeptInput.objects.exists()


def test_a_session_that_has_ended_keeps_nothing_and_shows_nothing(client):
    assert client.post("/fi/kept/", typed(kept_form="a")).status_code == 302
    assert not KeptInput.objects.exists()


@pytest.mark.parametrize("form", ["", "x" * 81])
def test_only_forms_with_a_name_are_kept(form):
    client = signed_in(UserFactory())
    assert client.post("/fi/kept/", typed(kept_form=form)).status_code == 400
    huge = typed(kept_form="a", text="x" * 300_000)
    assert client.post("/fi/kept/", huge).status_code == 400


@pytest.mark.parametrize(
    ("policy", "offered"),
    [
        ("open", ["Koko verkosto (4)"]),
        ("request", ["Ryhmän jäsenet ja koordinaattorit (3)", "Koko verkosto (4)"]),
        ("closed", ["Ryhmän jäsenet (2)"]),
        ("hidden", ["Ryhmän jäsenet (2)"]),
    ],
)
def test_only_the_audiences_of_the_policy_are_offered_with_their_numbers(
    policy, offered
):
    UserFactory(coordinator=True)
    UserFactory()
    UserFactory(guest=True)
    _group, client, url = desk(policy, members=[UserFactory()])
    text = text_of(client, url)
    audiences = ["Koko verkosto (", "Ryhmän jäsenet (", "Ryhmän jäsenet ja koord"]
    for words in offered:
        assert f"<span>{words}</span>" in text
    assert sum(text.count(f"<span>{words}") for words in audiences) == len(offered)


def test_an_audience_that_the_policy_does_not_allow_is_refused():
    _group, client, url = desk("closed")
    assert client.post(url, typed(audience="members")).status_code == 200
    assert not UpdatePage.objects.exists()


@pytest.mark.parametrize("policy", ["open", "request", "closed", "hidden"])
def test_the_numbers_of_the_audiences_are_those_of_the_rule(policy):
    UserFactory(coordinator=True)
    UserFactory(guest=True)
    everyone = UserFactory()
    _group, client, url = desk(policy, members=[UserFactory(), UserFactory(guest=True)])
    for audience in ("space", "members"):
        client.post(url, typed(audience=audience))
    for update in Update.objects.all():
        people = type(everyone).objects.filter(is_active=True)
        see = [p for p in people if Update.objects.visible_to(p).filter(pk=update.pk)]
        text = text_of(client, url)
        assert f"({len(see)})</span>" in text


ROLES = ["member", "guest", "outsider", "other lead", "coordinator", "foreign guest"]


def person_as(role, group):
    if role == "other lead":
        lead = UserFactory()
        other = make_group_beside(group)
        Membership.objects.create(space=other.space, user=lead, role=Role.LEAD)
        return lead
    person = UserFactory(
        guest=role in ("guest", "foreign guest"), coordinator=role == "coordinator"
    )
    if role in ("member", "guest"):
        Membership.objects.create(space=group.space, user=person, role=role)
    return person


@pytest.mark.parametrize("policy", ["open", "request", "closed", "hidden"])
@pytest.mark.parametrize("role", ROLES)
def test_those_who_may_not_publish_get_no_road(role, policy):
    group, client, url = desk(policy)
    audience = "members" if policy == "open" else "space"
    client.post(url, typed(do="draft", title="Salainen luonnos", audience=audience))
    page = UpdatePage.objects.get()
    stranger = signed_in(person_as(role, group))
    roads = [
        ("get", url),
        ("post", url),
        ("get", f"/fi/spaces/{group.space.pk}/drafts/"),
        ("get", f"/fi/updates/{page.pk}/edit/"),
        ("post", f"/fi/updates/{page.pk}/edit/"),
        ("get", f"/fi/content/{page.pk}/preview/"),
        ("post", f"/fi/content/{page.pk}/undo/"),
        ("post", f"/fi/content/{page.pk}/take-off/"),
        ("post", f"/fi/content/{page.pk}/delete/"),
    ]
    unknown = {"outsider": policy == "hidden", "other lead": policy == "hidden"}
    unknown["foreign guest"] = True
    expected = 404 if unknown.get(role) else 403
    for method, road in roads:
        answer = getattr(stranger, method)(road, typed() if method == "post" else None)
        assert answer.status_code == expected, road
        assert "Salainen" not in answer.content.decode()
    assert UpdatePage.objects.get().title == "Salainen luonnos"


@pytest.mark.parametrize("role", [Role.LEAD, Role.DEPUTY, Role.SECRETARY])
def test_each_leading_role_publishes(role):
    group, _client, url = desk()
    person = UserFactory()
    Membership.objects.create(space=group.space, user=person, role=role)
    signed_in(person).post(url, typed())
    assert Update.objects.get().author == person


def test_the_networks_own_news_are_the_coordinators():
    tree = plant()
    coordinator, member = UserFactory(coordinator=True), UserFactory()
    make_group(tree)
    client = signed_in(coordinator)
    assert "/fi/updates/new/" in text_of(client, tree.updates.url)
    assert "/fi/updates/new/" not in text_of(signed_in(member), tree.updates.url)
    assert signed_in(member).get("/fi/updates/new/").status_code == 403
    assert signed_in(member).get("/fi/drafts/").status_code == 403
    client.post("/fi/updates/new/", typed(audience="members", do="draft"))
    assert "Kokous siirtyy" in text_of(client, "/fi/drafts/")
    page = UpdatePage.objects.get()
    client.post(
        f"/fi/updates/{page.pk}/edit/",
        typed(audience="members", based_on=based_on(page)),
    )
    assert Update.objects.get().space is None
    assert Notice.objects.filter(recipient=member).exists()


def test_what_the_form_cannot_hold_stays_and_the_editor_is_named():
    group, client, _url = desk()
    page = make_update(
        group,
        body=[
            ("text", "<p><i>Kursiivi</i></p>"),
            ("quote", {"text": "Näin on.", "source": "Eero"}),
        ],
    )
    url = f"/fi/updates/{page.pk}/edit/"
    text = text_of(client, url)
    assert f"/admin/pages/{page.pk}/edit/" in text
    assert 'name="text"' not in text
    client.post(url, typed(title="Korjattu", based_on=based_on(page)))
    page.refresh_from_db()
    assert page.title == "Korjattu"
    assert [block.block_type for block in page.body] == ["text", "quote"]


def test_a_picture_and_a_file_that_the_editor_chose_elsewhere_stay():
    group, client, _url = desk()
    image = NetworkImage.objects.create(title="Kartta", file=picture())
    document = NetworkDocument.objects.create(title="Linjaus", file=pdf())
    page = make_update(
        group,
        body=[
            ("image", {"image": image, "alt_text": "Kartta", "caption": ""}),
            ("documents", {"heading": "", "documents": [document]}),
        ],
    )
    url = f"/fi/updates/{page.pk}/edit/"
    assert 'value="Linjaus"' in text_of(client, url)
    attached = {
        "picture": image.pk,
        f"picture-{image.pk}-words": "Kartta",
        "file": document.pk,
        f"file-{document.pk}-words": "Oma nimi",
    }
    client.post(url, typed(text="", based_on=based_on(page), **attached))
    page.refresh_from_db()
    assert [block.block_type for block in page.body] == ["image", "documents"]
    # Its title is not the group's to change.
    document.refresh_from_db()
    assert document.title == "Linjaus"


def test_a_summary_that_was_written_in_the_editor_stays():
    group, client, _url = desk()
    page = make_update(group, body=[("text", "<p>Vanha</p>")], summary="Toimitettu.")
    url = f"/fi/updates/{page.pk}/edit/"
    client.post(url, typed(text="Uusi teksti", based_on=based_on(page)))
    page.refresh_from_db()
    assert page.summary == "Toimitettu."
    assert "Uusi teksti" in str(page.body)


def test_two_leads_who_write_at_once_do_not_lose_each_others_words():
    group, client, _url = desk()
    page = make_update(group)
    seen = based_on(page)
    url = f"/fi/updates/{page.pk}/edit/"
    client.post(url, typed(text="Ensimmäinen", based_on=seen))
    deputy = UserFactory()
    Membership.objects.create(space=group.space, user=deputy, role=Role.DEPUTY)
    late = signed_in(deputy)
    answer = late.post(url, typed(text="Toinen", based_on=seen))
    assert "Joku muu on tallentanut" in answer.content.decode()
    assert "Toinen" in answer.content.decode()
    page.refresh_from_db()
    assert "Ensimmäinen" in str(page.body)
    assert f'value="{based_on(page)}"' in answer.content.decode()


def test_publishing_leaves_a_row_in_the_audit_without_words():
    group, client, url = desk()
    client.post(url, typed())
    entry = AuditEntry.objects.get(action="content.published")
    assert entry.subject == f"space:{group.space.pk}"
    assert "Kokous" not in str(entry.after)


def test_the_leads_tools_lead_to_the_short_form_and_to_the_editor():
    group, client, url = desk()
    text = text_of(client, group.url)
    assert f'href="{url}"' in text
    assert f"/admin/pages/{group.pk}/" in text
    assert f'href="/fi/spaces/{group.space.pk}/drafts/"' in text


@pytest.mark.parametrize("what", ["form", "edit", "drafts", "preview"])
def test_the_forms_take_few_queries_whatever_the_content(what):
    group, client, url = desk(members=[UserFactory()])
    client.post(url, typed(do="draft", new_file=pdf()))
    page = UpdatePage.objects.get()
    address = {
        "form": url,
        "edit": f"/fi/updates/{page.pk}/edit/",
        "drafts": f"/fi/spaces/{group.space.pk}/drafts/",
        "preview": f"/fi/content/{page.pk}/preview/",
    }[what]
    few = queries_of(client, address)
    assert few <= 20
    for number in range(20):
        make_update(group, f"Tiedote {number}")
        client.post(url, typed(do="draft", title=f"Luonnos {number}"))
        Membership.objects.create(space=Space.objects.get(), user=UserFactory())
    assert queries_of(client, address) == few
