"""A site whose closed and hidden spaces are full of words that must not get out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import TestCase
from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    Comment,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from concepts.checks import recheck_marked
from concepts.models import Concept, ImportJob, ImportRow, Subject, Suggestion
from concepts.services import save_subject
from events.feeds import make_feed
from events.models import (
    Answer,
    CalendarFeed,
    Event,
    EventMessage,
    Question,
    Registration,
)
from groups.models import GuestPass, Invitation, JoinRequest, RoundComment, Space
from groups.permissions import derive_permissions
from groups.policies import Policy, Role
from groups.round_notices import COMMENTED
from groups.rounds import Circle, close_round, open_round
from home.models import Update, UpdatePage
from home.notices import UPDATE_PUBLISHED
from members.models import User
from members.roles import apply_roles
from network_site.base.models import KeptInput, NetworkDocument, NetworkImage
from network_site.base.visibility import Audience
from notifications.models import Notice
from notifications.services import notify
from projects.models import Output
from search.services import index_dirty
from tests.factories.concepts import ConceptFactory
from tests.factories.groups import MembershipFactory
from tests.factories.languages import make_translation, open_languages
from tests.factories.members import UserFactory
from tests.factories.site import (
    Tree,
    make_event_page,
    make_group,
    make_page,
    make_project,
    make_update,
    plant,
)

# What every secret begins with: half a word is enough for the search to offer the rest.
CANARY = "kanari"
# Stands beside every secret, so that a search for it meets them without saying them.
BAIT = "syötti"

ROLES = (
    "anonymous",
    "guest elsewhere",
    "member",
    "member of the space",
    "lead elsewhere",
    "concept editor",
    "lead",
    "coordinator",
    "administrator",
)
LEADS = frozenset({"lead", "administrator"})
BELONGING = LEADS | {"member of the space"}
REGISTER = BELONGING | {"coordinator"}
NETWORK = frozenset(ROLES) - {"anonymous", "guest elsewhere"}


@dataclass(frozen=True)
class Secret:
    """A word, and who may meet it.

    Attributes:
        word: in small letters; no other secret contains it.
        readers: roles that may see it.
        told_by: beginnings of the roads that may tell it to others, too.
    """

    word: str
    readers: frozenset[str]
    told_by: tuple[str, ...] = ()


@dataclass
class PlantedSite:
    """Who looks, what must not be seen, and what the parameters of addresses are."""

    tree: Tree
    people: dict[str, User] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    # The values with which a road's parameters are filled, by the name of the thing.
    things: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def hide(
        self, place: str, readers: frozenset[str], told_by: tuple[str, ...] = ()
    ) -> str:
        """Return a new secret word for a place."""
        word = CANARY + "".join(letter for letter in place if letter.isalpha())
        self.secrets.append(Secret(word, readers, told_by))
        return word

    def add(self, thing: str, *values: Any) -> None:
        self.things.setdefault(thing, []).append(values)


def _picture(word: str) -> ImageFile:
    """Return a picture that has the word in its name and in its bytes."""
    content, words = BytesIO(), PngInfo()
    words.add_text("Comment", word)
    Image.new("RGB", (1200, 800), "#0b3a66").save(content, "PNG", pnginfo=words)
    content.seek(0)
    return ImageFile(content, name=f"{word}.png")


def _people(site: PlantedSite) -> None:
    site.people = {
        "guest elsewhere": UserFactory(guest=True, last_name="Vieras"),
        "member": UserFactory(last_name="Ulkopuolinen"),
        "member of the space": UserFactory(last_name="Jäsen"),
        "lead elsewhere": UserFactory(last_name="Naapuri"),
        "concept editor": UserFactory(last_name="Sanastaja", concept_editor=True),
        "lead": UserFactory(last_name="Vetäjä"),
        "coordinator": UserFactory(last_name="Koordinaattori", coordinator=True),
        "administrator": UserFactory(last_name="Ylläpitäjä", administrator=True),
    }
    for user in site.people.values():
        apply_roles(user=user)


def _files(site: PlantedSite, space: Space, name: str) -> tuple[Any, Any]:
    collection = space.collection
    folder = Collection(name=site.hide(f"folder {name}", BELONGING))
    collection.add_child(instance=folder)
    documents = [
        NetworkDocument.objects.create(
            title=f"{site.hide(f'document {kind} {name}', BELONGING)} {BAIT}",
            collection=place,
            file=ContentFile(
                site.hide(f"content {kind} {name}", BELONGING).encode(),
                name=site.hide(f"file {kind} {name}", BELONGING) + ".txt",
            ),
        )
        for kind, place in (("own", collection), ("sub", folder))
    ]
    picture = NetworkImage.objects.create(
        title=f"{site.hide(f'image {name}', BELONGING)} {BAIT}",
        description=site.hide(f"alt {name}", BELONGING),
        collection=collection,
        file=_picture(site.hide(f"picture {name}", BELONGING)),
    )
    rendition = picture.get_rendition("width-320")
    for tagged in (documents[0], picture):
        kind = tagged._meta.model_name
        tagged.tags.add(site.hide(f"tag {kind} {name}", BELONGING))
    for document in documents:
        site.add("document", document.pk)
        site.add("document file", document.pk, document.filename)
        site.add("file", document.file.name)
    upload = UploadedFile.objects.create(
        uploaded_by_user=site.people["lead"],
        for_content_type=ContentType.objects.get_for_model(NetworkDocument),
        file=ContentFile(b"kesken", name="kesken.txt"),
    )
    site.add("upload", upload.pk)
    site.add("image", picture.pk)
    site.add("image preview", picture.pk, "width-160")
    site.add("file", picture.file.name)
    site.add("file", rendition.file.name)
    site.add("collection", collection.pk)
    site.add("collection", folder.pk)
    return documents[0], picture


def _translation(site: PlantedSite, page: UpdatePage, name: str) -> None:
    word = site.hide(f"translated {name}", BELONGING)
    site.add("page", make_translation(page, f"{word} {BAIT}").pk)
    source = TranslationSource.objects.get_for_instance(page)
    translation = Translation.objects.get(source=source)
    segment = StringSegment.objects.filter(source=source).first()
    site.add("source", source.pk)
    site.add("translation", translation.pk)
    site.add("translation mode", translation.pk, "")
    site.add("translated string", translation.pk, segment.pk)


def _updates(site: PlantedSite, group: Any, name: str) -> Update:
    lead = site.people["lead"]
    page = make_update(
        group,
        f"{site.hide(f'update {name}', BELONGING)} {BAIT}",
        summary=f"{site.hide(f'summary {name}', BELONGING)} {BAIT}",
        body=[("text", f"<p>{site.hide(f'text {name}', BELONGING)} {BAIT}</p>")],
        owner=lead,
    )
    first = page.latest_revision
    _translation(site, page, name)
    page = UpdatePage.objects.get(pk=page.pk)
    page.title = f"{site.hide(f'revision {name}', LEADS)} {BAIT}"
    second = page.save_revision(user=lead, log_action=True)
    Comment.objects.create(
        page=page,
        user=lead,
        text=site.hide(f"comment {name}", LEADS),
        contentpath="summary",
    )
    # They led the space once, and wrote in it.
    for former in ("lead elsewhere", "coordinator"):
        log(page, "wagtail.edit", user=site.people[former])
    Page.objects.filter(pk=page.pk).update(
        locked=True, locked_by=site.people["lead elsewhere"], locked_at=timezone.now()
    )
    draft = UpdatePage(
        title=f"{site.hide(f'draft {name}', LEADS)} {BAIT}", live=False, owner=lead
    )
    group.add_child(instance=draft)
    draft.save_revision(user=lead, log_action=True)
    task = GroupApprovalTask.objects.create(name="Hyväksyntä")
    task.groups.add(group.space.leads_group)
    workflow = Workflow.objects.create(name="Hyväksyntä")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(draft, site.people["lead elsewhere"])
    old = f"/fi/vanha-osoite-{name}"
    redirect = Redirect.objects.create(old_path=old, redirect_page=page)
    site.add("redirect", redirect.pk)
    site.add("workflow", workflow.pk)
    site.add("task", task.pk)
    site.add("site page", f"vanha-osoite-{name}/")
    for one in (page, draft):
        site.add("page", one.pk)
        site.add("site page", _below_language(one))
    for revision in (first, second):
        site.add("page revision", page.pk, revision.pk)
    site.add("page compare", page.pk, first.pk, second.pk)
    site.add("page task", draft.pk, task.pk)
    site.add("page action", draft.pk, "approve", state.current_task_state.pk)
    site.add("page state", draft.pk, state.pk)
    return Update.objects.get(translation_key=page.translation_key)


def _below_language(page: Page) -> str:
    return page.get_url_parts()[2].split("/", 2)[2]


def _event(site: PlantedSite, group: Any, name: str, visitor: User) -> None:
    page = make_event_page(
        group,
        f"{site.hide(f'event {name}', BELONGING)} {BAIT}",
        place=site.hide(f"place {name}", BELONGING),
        programme=[
            ("part", {"time": "9", "text": site.hide(f"prog {name}", BELONGING)})
        ],
        online_url=f"https://example.org/{site.hide(f'online {name}', LEADS)}",
        audience=Audience.SPACE,
        owner=site.people["lead"],
    )
    event = Event.objects.get(series__translation_key=page.translation_key)
    Registration.objects.create(
        event=event,
        user=visitor,
        email=visitor.email,
        state="confirmed",
        queue_number=1,
    )
    _desk(site, event, name)
    Event.objects.filter(pk=event.pk).update(taken=2, queue_counter=2)
    site.add("event", event.pk)
    site.add("page", page.pk)
    site.add("site page", _below_language(page))


def _desk(site: PlantedSite, event: Event, name: str) -> None:
    """What the organiser of an event knows of those who come."""
    outsider = Registration.objects.create(
        event=event,
        email=f"{site.hide(f'address {name}', LEADS)}@example.org",
        name=site.hide(f"outsider {name}", BELONGING),
        language="fi",
        state="confirmed",
        queue_number=2,
    )
    question = Question.objects.create(
        series=event.series,
        position=1,
        kind=Question.Kind.TEXT,
        label=site.hide(f"question {name}", BELONGING),
    )
    Answer.objects.create(
        registration=outsider,
        question=question,
        value=site.hide(f"answer {name}", LEADS),
    )
    EventMessage.objects.create(
        event=event,
        token=uuid4(),
        subject=site.hide(f"subject {name}", LEADS),
        text=site.hide(f"written {name}", LEADS),
    )
    site.add("event question", event.pk, question.pk)


def _space(site: PlantedSite, name: str, policy: str, card: frozenset[str]) -> None:
    visitor = UserFactory(
        guest=True,
        last_name=site.hide(
            f"person {name}",
            BELONGING,
            # Members of the network know each other, and those who visit it.
            (
                "fi/people/",
                "fi/organisations/",
                "admin/users/",
                "admin/bulk/",
                "admin/person_chooser/",
            ),
        ),
    )
    lead, former = site.people["lead"], site.people["member"]
    group = make_group(
        site.tree,
        f"{site.hide(f'group {name}', card)} {BAIT}",
        policy=policy,
        leads=[lead],
        members=[site.people["member of the space"], former],
    )
    space = group.space
    MembershipFactory(space=space, user=visitor, role=Role.GUEST)
    _ways_in(site, space, name, visitor)
    document, picture = _files(site, space, name)
    group.summary = site.hide(f"purpose {name}", card)
    group.how_to_join = site.hide(f"joining {name}", card)
    group.mandate = f"<p>{site.hide(f'mandate {name}', card)}</p>"
    group.body = [("text", f"<p>{site.hide(f'home {name}', BELONGING)}</p>")]
    group.image, group.image_alt = picture, site.hide(f"cover {name}", BELONGING)
    group.owner = lead
    revision = group.save_revision(user=lead, log_action=True)
    revision.publish(user=lead, skip_permission_checks=True)
    home = make_translation(group, f"{site.hide(f'translated home {name}', card)}")
    site.add("page", home.pk)
    site.add("site page", _below_language(home))
    space.appointed_by = site.hide(f"appointed {name}", card)
    space.save(update_fields=["appointed_by"])
    update = _updates(site, group, name)
    _event(site, group, name, visitor)
    told = [former, *site.people.values()]
    notify(UPDATE_PUBLISHED, subject_id=str(update.pk), recipients=told)
    of_update = Notice.objects.filter(subject_id=str(update.pk))
    for notice in of_update.filter(kind=UPDATE_PUBLISHED):
        site.add("notice", notice.pk)
    _feeds(site, space, former)
    space.memberships.filter(user=former).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    output = Output.objects.create(
        title=f"{site.hide(f'output {name}', BELONGING)} {BAIT}",
        description=site.hide(f"description {name}", BELONGING),
        kind=Output.Kind.GUIDE,
        space=space,
        audience=Audience.SPACE,
    )
    output.editions.create(language="fi", document=document)
    site.add("output", output.pk)
    site.add("space", space.pk)
    site.add("space member", space.pk, visitor.email)
    site.add("update", update.pk)
    site.add("page", group.pk)
    site.add("person", visitor.pk)
    site.add("auth group", space.leads_group.pk)
    for tab in ("", "members/", "documents/", "updates/", "events/", "rounds/"):
        site.add("site page", f"{_below_language(group)}{tab}")


def _feeds(site: PlantedSite, space: Space, former: User) -> None:
    """Addresses of calendars: the lead's own, and those of who belongs no more."""
    lead = site.people["lead"]
    make_feed(scope="space", space=space, acting_user=lead)
    site.add("feed", CalendarFeed.objects.get(owner=lead, space=space).pk)
    site.add("feed token", make_feed(scope="space", space=space, acting_user=former))
    for person in ("member", "guest elsewhere", "coordinator"):
        owner = site.people[person]
        token = make_feed(scope="all", space=None, acting_user=owner)
        site.add("feed token", token)


def _ways_in(site: PlantedSite, space: Space, name: str, visitor: User) -> None:
    """What only the leads hear: who asks, who is invited, who answers for a guest."""
    asking = UserFactory()
    request = JoinRequest.objects.create(
        space=space, user=asking, message=site.hide(f"message {name}", LEADS)
    )
    invitation = Invitation.objects.create(
        space=space,
        email=f"{site.hide(f'invited {name}', LEADS)}@example.org",
        role=Role.MEMBER,
        invited_by=site.people["lead"],
        token_hash=name,
        expires_at=timezone.now() + timedelta(days=7),
    )
    guest_pass = GuestPass.objects.create(
        space=space,
        user=visitor,
        sponsor=site.people["lead"],
        ends_on=timezone.localdate() + timedelta(days=90),
    )
    KeptInput.objects.create(
        user=site.people["lead"],
        form=f"update:space:{space.pk}",
        data={"title": [site.hide(f"typed {name}", frozenset({"lead"}))]},
    )
    waiting = NetworkDocument.objects.create(
        title=f"{site.hide(f'waiting {name}', LEADS)} {BAIT}",
        collection=space.collection,
        published_at=None,
        file=ContentFile(
            site.hide(f"unpublished {name}", LEADS).encode(), name=f"odottaa{name}.txt"
        ),
    )
    site.add("document", waiting.pk)
    site.add("document file", waiting.pk, waiting.filename)
    site.add("file", waiting.file.name)
    site.add("space document", space.pk, waiting.pk)
    site.add("space request", space.pk, request.pk)
    site.add("space invitation", space.pk, invitation.pk)
    site.add("space person", space.pk, visitor.pk)
    site.add("invitation", invitation.pk)
    site.add("guest pass", guest_pass.pk)


def _project(site: PlantedSite) -> None:
    """A closed project, whose concepts are still being written."""
    project = make_project(site.tree, f"Hanke {BAIT}")
    space = project.space
    space.policy = Policy.CLOSED
    space.save(update_fields=["policy"])
    lead = site.people["lead"]
    MembershipFactory(space=space, user=lead, role=Role.LEAD)
    MembershipFactory(space=space, user=site.people["member of the space"])
    derive_permissions(space)
    concept = ConceptFactory(
        draft=True,
        fi=site.hide("concept", BELONGING | {"concept editor"}),
        definition=site.hide("definition", BELONGING | {"concept editor"}),
        projects=[project],
    )
    twin = ConceptFactory(
        draft=True,
        fi=concept.label,
        definition=site.hide("other definition", BELONGING | {"concept editor"}),
        projects=[project],
    )
    recheck_marked()
    subject = save_subject(
        subject=Subject(vocabulary=concept.vocabulary, title_fi="Sammutus"),
        acting_user=None,
    )
    slug = concept.vocabulary.slug
    site.add("project", project.pk)
    site.add("subject", subject.pk)
    site.add("pair of concepts", concept.pk, twin.pk)
    site.add("worklist kind", "same-term")
    site.add("version of concept", slug, concept.pk, 1)
    site.add("concept", concept.pk)
    site.add("vocabulary", concept.vocabulary.pk)
    site.add("vocabulary slug", slug)
    site.add("concept of vocabulary", slug, concept.pk)
    site.add("concept local", slug, concept.local_id)
    site.add("concept uri", slug, concept.uri)
    _import(site)
    _rounds(site, project, concept)


def _import(site: PlantedSite) -> None:
    """What an import has found, which concept editors alone see."""
    readers = {"concept editor"}
    job = ImportJob.objects.create(
        file_name=site.hide("imported file", readers),
        vocabulary_slug="tuotu",
        status="draft",
        language="fi",
        state=ImportJob.State.TRIED,
        summary={"new": 1, "writes": True, "messages": []},
    )
    ImportRow.objects.create(
        job=job,
        outcome=ImportRow.Outcome.NEW,
        label=site.hide("imported term", readers),
        reasons=[{"code": "x", "column": "", "text": site.hide("reason", readers)}],
    )
    site.add("import of concepts", job.pk)


def _rounds(site: PlantedSite, project: Any, concept: Any) -> None:
    """An open round to one person, and one whose time is over for those it named."""
    lead, readers = site.people["lead"], BELONGING | {"concept editor"}
    former = [
        site.people[role] for role in ("member", "guest elsewhere", "coordinator")
    ]
    over = ConceptFactory(
        draft=True,
        fi=site.hide("overterm", readers),
        definition=site.hide("overtext", readers),
        projects=[project],
    )
    given = {
        "space": project.space,
        "deadline": timezone.now() + timedelta(days=7),
        "acting_user": lead,
    }
    held = open_round(
        title=site.hide("round", readers),
        message=site.hide("asking", readers),
        subjects=[("concept", concept.pk)],
        circle=Circle((), (UserFactory(),)),
        **given,
    )
    closed = open_round(
        title="Mennyt kierros",
        message="",
        subjects=[("concept", over.pk)],
        circle=Circle((), tuple(former)),
        **given,
    )
    for number, round_ in enumerate((held, closed)):
        item, party = round_.items.get(), round_.parties.first()
        said = RoundComment.objects.create(
            item=item,
            field="definition-fi",
            before=site.hide(f"before {'ab'[number]}", readers),
            text=site.hide(f"said {'ab'[number]}", readers),
            suggestion=site.hide(f"suggested {'ab'[number]}", readers),
            author=lead,
        )
        site.add("round", round_.pk)
        site.add("round party", round_.pk, party.pk)
        site.add("round item", round_.pk, item.pk)
        site.add("round comment", round_.pk, said.pk)
    Concept.objects.filter(pk=concept.pk).update(contact=lead)
    answering = LEADS | {"concept editor"}
    suggestion = Suggestion.objects.create(
        concept=concept,
        field="definition-fi",
        before=site.hide("then", answering),
        text=site.hide("instead", answering),
        comment=site.hide("because", answering),
        author=UserFactory(),
    )
    site.add("suggestion", suggestion.pk)
    notify(COMMENTED, subject_id=str(said.pk), recipients=site.people.values())
    close_round(round_=closed, acting_user=lead)
    slug = over.vocabulary.slug
    site.add("concept", over.pk)
    site.add("vocabulary slug", slug)
    site.add("concept of vocabulary", slug, over.pk)
    site.add("concept local", slug, over.local_id)


def _own(site: PlantedSite) -> None:
    """What everybody may see, and the space of the lead and the guest of elsewhere."""
    elsewhere = make_group(
        site.tree,
        "Naapuriryhmä",
        policy=Policy.CLOSED,
        leads=[site.people["lead elsewhere"]],
        members=[site.people["guest elsewhere"]],
    )
    site.add("parent", elsewhere.pk)
    paths = ("", "ryhmat/", "hankkeet/", "tapahtumat/", "ajankohtaista/", "naapuri/")
    for path in paths:
        site.add("site page", path)
    make_page(site.tree, "Naapuri")
    root = Collection.get_first_root_node()
    site.add("collection", root.pk)
    site.add("nothing", 999_999)


def plant_secrets() -> PlantedSite:
    """Plant the site, index it, and return it; the caller's transaction holds it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        site = PlantedSite(plant())
        _people(site)
        open_languages()
        _own(site)
        _space(site, "closed", Policy.CLOSED, NETWORK)
        _space(site, "hidden", Policy.HIDDEN, REGISTER)
        _project(site)
    _combine(site)
    index_dirty()
    return site


def _combine(site: PlantedSite) -> None:
    """Put together what roads with several parameters take."""
    things = site.things
    home = things["page"][0][0]
    for app, model in (("home", "updatepage"), ("events", "eventpage")):
        site.add("page type", app, model)
        for parent in (home, things["parent"][0][0]):
            site.add("page type and parent", app, model, parent)
    root = Collection.get_first_root_node()
    for (page,) in things["page"]:
        site.add("page and destination", page, things["parent"][0][0])
        site.add("page and workflow", page, things["workflow"][0][0])
    for n, (space,) in enumerate(things["space"]):
        site.add(
            "everything of a space",
            things["page"][n * len(things["page"]) // 2][0],
            things["document"][3 * n][0],
            things["image"][n][0],
            Space.objects.get(pk=space).source_page().pk,
            things["person"][n][0],
            things["parent"][0][0],
            root.pk,
        )
    site.add("organisation", site.people["lead"].organisation_id)
    site.add("locale", Locale.objects.get(language_code="en").pk)
    site.add("web site", Site.objects.get().pk)
