"""What each road of the site is asked for: one entry for every URL of the URLconf.

``road(route, thing)`` says with which planted things (``secrets.PlantedSite.things``)
the parameters of a route are filled. What else a road takes is told by name:

    at: addresses to ask for beside the bare one, such as with a query. ``{}``, or
        ``{0}`` and ``{1}``, stand for the values of the thing.
    instead: addresses to ask for, where the route itself is a regular expression.
    forms: what is posted, in the order of trying; by default one empty form.
    body: what is sent as JSON, to the API.
    breaks: the road is there to break, and may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.architecture.addresses import template_of
from tests.architecture.secrets import BAIT, CANARY


@dataclass(frozen=True)
class Road:
    """How one URL of the URLconf is asked."""

    thing: str
    addresses: tuple[str, ...]
    sent_to: tuple[str, ...]
    forms: tuple[dict[str, Any], ...]
    bodies: tuple[dict[str, Any], ...]
    breaks: bool


ROADS: dict[str, Road] = {}


def road(
    route: str,
    thing: str = "",
    *,
    at: tuple[str, ...] = (),
    instead: tuple[str, ...] = (),
    forms: tuple[dict[str, Any], ...] = ({},),
    body: dict[str, Any] | None = None,
    breaks: bool = False,
) -> None:
    """Classify one URL; see the head of this module."""
    bare = template_of(route)
    addresses = instead or (bare, *(bare + more for more in at))
    bodies = () if body is None else (body,)
    ROADS[route] = Road(thing, addresses, instead or (bare,), forms, bodies, breaks)


def roads(*routes: str, thing: str = "", at: tuple[str, ...] = ()) -> None:
    """Classify URLs that take the same thing and nothing else."""
    for route in routes:
        road(route, thing, at=at)


# Searching for the bait must not tell what stands beside it.
SEARCH = (f"?q={BAIT}", f"?q={CANARY}")
EXPORT = "?export=csv"
# What a search may answer with beside its hits: a secret that the query is near to, in
# another spelling or form, or that continues it.
SEARCHES = (
    *SEARCH,
    f"?q={CANARY}j",
    f"?q={CANARY}documen",
    f"?q={CANARY}ubdate",
    f"?q={BAIT.replace('tt', 't')}",
    f"?q={BAIT}ä {CANARY}",
)
SEARCH_CHOICES = (
    "space={}",
    "where=mine",
    "where=network",
    "where=others",
    "where=mine&where=others&space={}",
    "language=sv",
    "language=fi&language=en",
    "exactly=1",
    "sort=newest",
    "page=2",
    "sort=newest&page=2&where=others",
    "status=draft",
    "year=2026",
    "project={}",
    "department=1",
    "file_type=TXT",
)
# The kinds of what is found.
FOUND = (
    "space",
    "document",
    "project",
    "output",
    "event",
    "concept",
    "update",
    "page",
    "person",
)


def register(prefix: str, thing: str, *, copies: bool = False) -> None:
    """Classify the URLs of one of the admin's registers of models."""
    roads(prefix, f"{prefix}results/", at=(*SEARCH, EXPORT))
    road(f"{prefix}new/")
    for view in ("edit", "delete", "history", "history-results", "usage"):
        road(f"{prefix}{view}/<int:pk>/", thing)
    if copies:
        road(f"{prefix}copy/<int:pk>/", thing)


def chooser(prefix: str, thing: str, *, creates: bool = True) -> None:
    """Classify the URLs of one of the admin's choosers."""
    roads(prefix, f"{prefix}results/", at=(*SEARCH, "?multiple=1"))
    road(f"{prefix}chosen/<str:pk>/", thing)
    road(f"{prefix}chosen-multiple/", thing, at=("?id={}",))
    # Wagtail's view breaks where a chooser makes nothing.
    road(f"{prefix}create/", breaks=not creates)


# The doors and the state of the site.
roads("", "healthz", "readyz", "metrics", "openapi.json", "api/openapi.json", "api/")
roads("dev/mail/", "admin/no-access/", "admin/login/", "admin/sprite/")
road("dev/mail/<slug:name>/", instead=("dev/mail/viesti/",))
roads(
    "accounts/login/",
    "accounts/logout/",
    "accounts/inactive/",
    "accounts/signup/",
    "accounts/reauthenticate/",
    "accounts/email/",
    "accounts/confirm-email/",
    "accounts/password/change/",
    "accounts/password/set/",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    "accounts/password/reset/key/done/",
    "accounts/login/code/confirm/",
)
road(
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$",
    instead=("accounts/confirm-email/avain/",),
)
road(
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "person",
    instead=("accounts/password/reset/key/{}-avain/",),
)

# Files.
road("media/<path:path>", "file")
road(r"documents/^(\d+)/(.*)$", "document file", instead=("documents/{}/{}",))
road("documents/authenticate_with_password/<int:restriction_id>/", "nothing")

# The site itself.
road(
    r"fi/^((?:[\w\-]+/)*)$",
    "site page",
    instead=("fi/{}", "fi/{}?page=1", "sv/{}"),
    forms=(),
)
roads("fi/me/", "fi/me/edit/", "fi/me/tokens/", "fi/organisations/", "fi/inbox/")
road("fi/me/tokens/<int:pk>/revoke/", "nothing")
road("fi/inbox/read/")
road("fi/inbox/<int:pk>/", "notice")
road("fi/inbox/<int:pk>/read/", "notice")
road(
    "fi/me/notifications/",
    forms=({"digest": "daily", "quiet": "none", "digest_weekday": "0"},),
)
road("fi/me/notifications/try-again/")
road("fi/unsubscribe/<str:token>/", instead=("fi/unsubscribe/vieras-avain/",))
road("fi/ledger/", at=("?person=a", f"?subject={CANARY}", "?state=waiting"))
road("fi/ledger/<int:pk>/", "notice")
road("fi/updates/read/")
road("fi/people/", at=SEARCH)
road("fi/people/<int:pk>/", "person")
road("fi/people/<int:pk>/close/", "person", forms=({}, {"successor": ""}))
road("fi/organisations/<int:pk>/merge/", "organisation")

# Who belongs to a space.
roads(
    *(
        f"fi/spaces/<int:pk>/{what}/"
        for what in (
            "join",
            "leave",
            "withdraw",
            "members/add",
            "members/departments",
            "hand-over",
            "history",
            "guests",
        )
    ),
    thing="space",
)
road("fi/spaces/<int:pk>/ask/", "space", forms=({"message": "pyydän"},))
road(
    "fi/spaces/<int:pk>/requests/",
    "space request",
    instead=("fi/spaces/{0}/requests/",),
    forms=({"request": "{1}", "answer": "approve"},),
)
road(
    "fi/spaces/<int:pk>/members/<int:user_pk>/",
    "space person",
    forms=({"role": "lead"},),
)
road("fi/spaces/<int:pk>/members/<int:user_pk>/end/", "space person")
road(
    "fi/spaces/<int:pk>/invitations/",
    "space",
    forms=({"people": f"{CANARY}@example.org", "role": "member"},),
)
road("fi/spaces/<int:pk>/invitations/<int:invitation>/", "space invitation")
roads("fi/guests/", "fi/invitations/")
roads("fi/guests/<int:pk>/extend/", "fi/guests/<int:pk>/end/", thing="guest pass")
road("fi/invitations/<int:pk>/answer/", "invitation", forms=({"answer": "accept"},))
road("fi/invitations/<str:token>/", instead=("fi/invitations/vieras-avain/",))

# Rounds: what is proposed, what is said of it, what is decided.
ROUND = {
    "title": "uusi",
    "deadline": "2030-01-01T10:00",
    "people": f"{CANARY}@example.org",
    "find": CANARY,
}
road(
    "fi/spaces/<int:pk>/rounds/new/",
    "space",
    at=(f"?find={CANARY}", "?subjects=concept:1&subjects=concept:2"),
    forms=(ROUND | {"do": "find"}, ROUND | {"do": "open", "subjects": "concept:1"}),
)
road("fi/rounds/")
road("fi/rounds/<int:pk>/", "round")
road(
    "fi/rounds/<int:pk>/answers/<int:party_pk>/",
    "round party",
    forms=({"party-{1}-view": "agree"}, {}),
)
road(
    "fi/rounds/<int:pk>/items/<int:item_pk>/",
    "round item",
    at=("?field=definition-fi",),
    forms=({"field": "definition-fi", "suggestion": "uusi", "text": "teksti"}, {}),
)
road(
    "fi/rounds/<int:pk>/comments/<int:comment_pk>/",
    "round comment",
    forms=({"do": "decline", "reason": "ei"}, {"do": "accept"}, {}),
)
road(
    "fi/rounds/<int:pk>/decide/",
    "round",
    forms=({"body": "ryhmä", "day": "2026-01-01"}, {}),
)
road(
    "fi/rounds/<int:pk>/change/",
    "round",
    forms=({"do": "close"}, {"do": "withdraw", "reason": "turha"}),
)

# What a space is, and what is written in it.
road(
    "fi/spaces/<int:pk>/policy/",
    "space",
    at=("?policy=open", "?policy=hidden"),
    forms=({"policy": "open"},),
)
roads(
    *(
        f"fi/spaces/<int:pk>/{what}/"
        for what in ("end", "reopen", "drafts", "documents/add")
    ),
    thing="space",
)
roads(
    "fi/spaces/<int:pk>/documents/<int:document_pk>/edit/",
    "fi/spaces/<int:pk>/documents/<int:document_pk>/delete/",
    thing="space document",
)
WRITTEN = {"title": "uusi", "text": "teksti", "audience": "space", "notify": "silent"}
for kind in ("updates", "events"):
    road(f"fi/spaces/<int:pk>/{kind}/new/", "space", forms=({}, WRITTEN))
    road(f"fi/{kind}/new/", forms=({}, WRITTEN))
    road(f"fi/{kind}/<int:pk>/edit/", "page", forms=(WRITTEN,))
road("fi/drafts/")
road("fi/kept/", forms=({"kept_form": "update:space:1", "text": "teksti"},))
roads(
    *(
        f"fi/content/<int:pk>/{what}/"
        for what in ("preview", "undo", "take-off", "delete")
    ),
    thing="page",
)

# Events.
roads(
    "fi/events/<int:pk>/register/",
    "fi/events/<int:pk>/cancel/",
    "fi/events/<int:pk>/call-off/",
    "fi/events/<int:pk>/move/",
    "fi/events/<int:pk>/event.ics",
    "fi/events/<int:pk>/series.ics",
    thing="event",
)
road(
    "fi/calendar/feeds/",
    "space",
    forms=(
        {"scope": "all"},
        {"scope": "mine"},
        {"scope": "space", "space": "{}"},
    ),
)
road("fi/calendar/feeds/<int:pk>/end/", "feed")
road("fi/calendar/feed.ics", "feed token", at=("?key={}", "?key=vieras-avain"))
roads(
    *(
        f"fi/events/<int:pk>/{what}/"
        for what in (
            "answers",
            "participants",
            "attendance",
            "questions",
            "questions/new",
            "invited",
            "materials",
        )
    ),
    thing="event",
    at=(f"?q={CANARY}",),
)
road(
    "fi/events/<int:pk>/participants/add/",
    "event",
    forms=({"person": f"{CANARY}@example.org", "name": "Uusi", "language": "fi"},),
)
road(
    "fi/events/<int:pk>/participants/export/",
    "event",
    forms=({"do": "csv", "answers": "on"}, {"do": "csv"}),
)
road(
    "fi/events/<int:pk>/message/",
    "event",
    forms=({"states": "confirmed", "subject": "aihe", "text": "teksti"},),
)
road("fi/events/<int:pk>/questions/<int:question_pk>/", "event question")
road("fi/concepts/", at=SEARCH)
for prefix in ("", "fi/"):
    road(
        f"{prefix}concepts/uri/",
        "concept uri",
        at=("?uri={1}", "?uri={1}&format=text/turtle"),
    )
    road(f"{prefix}concepts/uri/<slug:slug>/", "vocabulary slug")
    road(
        f"{prefix}concepts/uri/<slug:slug>/<path:local>",
        "concept local",
        at=("?format=application/json",),
    )

# The concept bank for programs.
REST = "rest/v1/"
OF_REST = f"{REST}<slug:vocid>/"
roads(f"{REST}vocabularies", f"{REST}types", at=("?lang=fi",))
WORDS = (f"?query={BAIT}*", f"?query=*{CANARY}*&fields=broader+prefLabel+altLabel")
road(f"{REST}search", at=WORDS)
roads(f"{REST}label", f"{REST}data", thing="concept uri", at=("?uri={1}",))
roads(REST + "<slug:vocid>", OF_REST, thing="vocabulary slug")
road(
    f"{OF_REST}search",
    "concept uri",
    instead=tuple(f"{REST}{{0}}/search{q}" for q in WORDS),
)
road(f"{OF_REST}lookup", "vocabulary slug", at=(f"?label={BAIT}", f"?label={CANARY}"))
roads(
    *(
        f"{OF_REST}{call}"
        for call in (
            "dump",
            "types",
            "vocabularyStatistics",
            "labelStatistics",
            "topConcepts",
            "concepts",
            "groups",
            "new",
            "modified",
            "index/",
        )
    ),
    thing="vocabulary slug",
    at=("?lang=fi",),
)
road(
    f"{OF_REST}index/<str:letter>",
    "vocabulary slug",
    instead=tuple(f"{REST}{{}}/index/{letter}" for letter in ("k", "s", "0-9", "!*")),
)
for call in (
    "label",
    "data",
    "groupMembers",
    "broader",
    "narrower",
    "related",
    "broaderTransitive",
    "narrowerTransitive",
    "hierarchy",
    "children",
    "mappings",
):
    road(
        f"{OF_REST}{call}",
        "concept uri",
        instead=(f"{REST}{{0}}/{call}", f"{REST}{{0}}/{call}?uri={{1}}"),
    )
road("fi/concepts/offers/", at=SEARCH)
road("fi/concepts/hints/", forms=({"text": f"{CANARY} {CANARY}concept", "page": "1"},))
road("fi/concepts/suggestions/")
road("fi/concepts/suggestions/<int:pk>/", "suggestion", forms=({"do": "accept"}, {}))
road(
    "fi/concepts/<slug:slug>/<int:pk>/suggest/",
    "concept of vocabulary",
    at=("?field=definition-fi",),
    forms=({"field": "definition-fi", "text": "uusi", "comment": "syy"}, {}),
)
roads(
    "fi/concepts/tree/<slug:slug>/",
    "fi/concepts/<slug:slug>/",
    thing="vocabulary slug",
)
road("fi/concepts/same-term/")
road("fi/concepts/changes/")
roads(
    "fi/concepts/glossary/<int:pk>/",
    "fi/concepts/glossary/<int:pk>/sheet/",
    thing="project",
)
road("fi/concepts/import/")
road("fi/concepts/import/template.xlsx")
road("fi/concepts/import/<int:pk>/", "import of concepts", at=("?outcome=new",))
road("fi/concepts/import/<int:pk>/write/", "import of concepts")
road(
    "fi/concepts/import/<int:pk>/report.<str:extension>",
    "import of concepts",
    instead=(
        "fi/concepts/import/{}/report.csv",
        "fi/concepts/import/{}/report.xlsx",
    ),
)
road("fi/concepts/export/<slug:slug>/", "vocabulary slug")
road(
    "fi/concepts/export/<slug:slug>/<slug:key>/",
    "vocabulary slug",
    instead=tuple(
        f"fi/concepts/export/{{}}/{key}/"
        for key in ("turtle", "rdfxml", "jsonld", "json", "csv")
    ),
)
road("fi/concepts/work/", "vocabulary slug", at=("?vocabulary={}",))
road("fi/concepts/work/doubles/", at=("?by=mapping",))
road("fi/concepts/work/<slug:kind>/", "worklist kind")
road("fi/concepts/work/doubles/<int:first>/<int:second>/", "pair of concepts")
road(
    "fi/concepts/<slug:slug>/<int:pk>/history/<int:number>/",
    "version of concept",
)
roads(
    "fi/concepts/tree/<slug:slug>/<int:pk>/",
    "fi/concepts/<slug:slug>/<int:pk>/history/",
    "fi/concepts/<slug:slug>/<int:pk>/",
    "fi/concepts/<slug:slug>/<int:pk>/card/",
    thing="concept of vocabulary",
)
road(
    "fi/search/",
    "space",
    at=(
        *SEARCHES,
        *(f"?q={BAIT}&{choice}" for choice in SEARCH_CHOICES),
        *(f"?kind={kind}" for kind in FOUND),
        *(f"?q={BAIT}&kind={kind}" for kind in FOUND),
    ),
)
road("fi/search/suggestions/", at=(*SEARCH, f"?q={CANARY}d", f"?q={CANARY}u"))

road("fi/search/insight/", at=("?way=unopened&days=90",))
road("fi/search/insight/settle/", forms=({"query": CANARY, "language": "fi"},))
road("fi/search/note/", forms=({"note": "vieras", "opened": "1"},))

# The API.
roads("api/me")
road("api/spaces", body={"name": "uusi", "kind": "board", "policy": "open"})
road("api/spaces/<space_id>", "space")
road(
    "api/spaces/<space_id>/members",
    "space",
    body={"email": "person1@example.org", "role": "member"},
)
road("api/spaces/<space_id>/members/<email>", "space member")
road(
    "api/updates",
    "space",
    at=("?space={}",),
    body={"title": "uusi", "text": "teksti", "space": "{}", "notify": "silent"},
)
road("api/updates/<update_id>", "update")
road(
    "api/events",
    "space",
    at=("?space={}",),
    body={
        "title": "uusi",
        "start": "2030-01-01T10:00",
        "end": "2030-01-01T12:00",
        "space": "{}",
    },
)
road("api/events/<event_id>", "event", body={"place": "muualla"})
road("api/events/<event_id>/registration", "event", body={})
road("api/events/<event_id>/registrations", "event")
road("api/concepts", at=SEARCH)
road(
    "api/concepts/annotate",
    "vocabulary slug",
    body={"text": f"{CANARY} {CANARY}concept", "language": "fi", "vocabulary": "{}"},
)
road(
    "api/search",
    "space",
    at=(
        *SEARCHES,
        f"?q={BAIT}&space={{}}",
        f"?q={BAIT}&limit=1000",
        f"?q={BAIT}&limit=1&offset=1",
        f"?q={BAIT}&lang=sv",
        *(f"?q=&kind={kind}" for kind in FOUND),
        *(f"?q={BAIT}&kind={kind}" for kind in FOUND),
    ),
)
road("api/suggest", at=(*SEARCHES, *(f"?q={CANARY}{letter}" for letter in "dgoptu")))

# Wagtail's admin: what belongs to the person, and what has nothing of the content.
roads(
    "admin/",
    "admin/account/",
    "admin/logout/",
    "admin/dismissibles/",
    "admin/jsi18n/",
    "admin/localize/jsi18n/",
    "admin/block-preview/",
    "admin/choose-email-link/",
    "admin/choose-phone-link/",
    "admin/choose-anchor-link/",
    "admin/embeds/chooser/",
    "admin/embeds/chooser/upload/",
    "admin/password_reset/",
    "admin/password_reset/done/",
    "admin/password_reset/complete/",
    "admin/snippets/",
)
road("admin/test404/")
road("admin/failwhale/", breaks=True)
road("admin/choose-external-link/", breaks=True)
road(
    "admin/password_reset/confirm/<uidb64>/<token>/",
    instead=("admin/password_reset/confirm/a/b/",),
)
road("admin/^.*/$", instead=("admin/ei-ole/",))

# Pages in the admin's own API, which its choosers and menus ask.
road(
    "admin/api/main/^pages/",
    "page",
    at=(
        "?fields=*",
        f"?search={BAIT}",
        f"?search={CANARY}&search_operator=or",
        "?for_explorer=1",
        "?for_explorer=1&child_of={}",
        "?child_of={}",
        "?descendant_of={}&fields=*",
        "?ancestor_of={}",
        "?translation_of={}",
        "?offset=0&order=title&limit=50",
    ),
)
road("admin/api/main/^pages/<int:pk>/", "page", at=("?fields=*",))
road("admin/api/main/^pages/find/", "page", at=("?id={}",))
ACTIONS = ("copy", "publish", "unpublish", "delete", "revert_to_page_revision")
road(
    "admin/api/main/^pages/<int:pk>/action/<str:action_name>/",
    "page and destination",
    instead=tuple(
        f"admin/api/main/pages/{{}}/action/{action}/"
        for action in (*ACTIONS, "move", "create_alias", "copy_for_translation")
    ),
    body={
        "destination_page_id": "{1}",
        "slug": "kopio",
        "title": "kopio",
        "locale": "en",
        "recursive": True,
    },
)
for kind, singular in (("documents", "document"), ("images", "image")):
    road(
        f"admin/api/main/^{kind}/",
        "collection",
        at=("?fields=*", f"?search={BAIT}", "?collection_id={}"),
    )
    road(f"admin/api/main/^{kind}/<int:pk>/", singular, at=("?fields=*",))
    road(f"admin/api/main/^{kind}/find/", singular, at=("?id={}",))

# The explorer and the forms of pages.
road("admin/pages/")
roads(
    "admin/pages/<int:parent_page_id>/",
    "admin/pages/<int:parent_page_id>/results/",
    thing="page",
    at=("?q=" + BAIT, "?ordering=-title"),
)
road("admin/pages/<int:parent_page_id>/add_subpage/", "page")
DRAFT = {
    "title": "uusi",
    "slug": "uusi",
    "summary": "",
    **{
        f"{stream}-count": "0"
        for stream in (
            "body",
            "programme",
            "materials",
            "aims",
            "milestones",
            "contacts",
        )
    },
    "audience": "space",
    "notify": "silent",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}
ADD = (
    "admin/pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
    "<int:parent_page_id>/"
)
road(ADD, "page type and parent", forms=(DRAFT,))
road(f"{ADD}preview/", "page type and parent", forms=(DRAFT,))
TYPE_USE = (
    "admin/pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/"
)
road(TYPE_USE, "page type", at=(EXPORT, *SEARCH))
road(f"{TYPE_USE}results/", "page type", at=(EXPORT,))
road("admin/pages/create/<slug:app_label>/<slug:model_name>", "page type")
for view in (
    "usage",
    "view_draft",
    "delete",
    "unpublish",
    "convert_alias",
    "privacy",
    "lock",
    "unlock",
    "revisions",
    "workflow_history",
    "history",
    "history/results",
):
    road(f"admin/pages/<int:page_id>/{view}/", "page")
road("admin/pages/<int:page_id>/edit/", "page", forms=(DRAFT,))
road("admin/pages/<int:page_id>/edit/preview/", "page", forms=(DRAFT, {}))
roads("admin/pages/search/", "admin/pages/search/results/", at=SEARCH)
road("admin/pages/<int:page_to_move_id>/move/", "page")
road(
    "admin/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
    "page and destination",
)
road("admin/pages/<int:page_to_move_id>/set_position/", "page", at=("?position=0",))
COPY = {"new_title": "kopio", "new_slug": "kopio", "new_parent_page": "{1}"}
road(
    "admin/pages/<int:page_id>/copy/",
    "page and destination",
    forms=(
        COPY | {"copy_subpages": "on", "publish_copies": "on"},
        COPY | {"alias": "on"},
    ),
)
for view in ("workflow/action", "workflow/collect_action_data"):
    road(
        f"admin/pages/{view}/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        "page action",
    )
road("admin/pages/workflow/confirm_cancellation/<int:page_id>/", "page")
road("admin/pages/workflow/preview/<int:page_id>/<int:task_id>/", "page task")
for view in ("view", "revert", "unschedule"):
    road(
        f"admin/pages/<int:page_id>/revisions/<int:revision_id>/{view}/",
        "page revision",
    )
road(
    r"admin/pages/^(?P<pk>\d+)/revisions/compare/"
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
    "page compare",
    instead=(
        "admin/pages/{0}/revisions/compare/{1}...{2}/",
        "admin/pages/{0}/revisions/compare/earliest...latest/",
        "admin/pages/{0}/revisions/compare/live...latest/",
    ),
)
road(
    "admin/pages/<int:page_id>/workflow_history/detail/<int:workflow_state_id>/",
    "page state",
)
roads(
    "admin/choose-page/",
    "admin/choose-page/search/",
    at=(*SEARCH, "?allow_multiple=1", "?page_type=home.updatepage"),
)
road(
    "admin/choose-page/<int:parent_page_id>/",
    "page",
    at=("?page_type=home.updatepage",),
)
road("admin/choose-page/chosen-multiple/", "page", at=("?id={}",))
road(
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/",
    "everything of a space",
    instead=(
        *(
            f"admin/bulk/wagtailcore/page/{action}/?id={{0}}"
            for action in ("move", "publish", "unpublish", "delete")
        ),
        "admin/bulk/wagtailcore/page/publish/?id=all&childOf={3}",
        *(
            f"admin/bulk/base/{model}/{action}/?id={{{place}}}"
            for model, place in (("networkdocument", 1), ("networkimage", 2))
            for action in ("add_to_collection", "add_tags", "delete")
        ),
        "admin/bulk/base/networkdocument/add_tags/?id=all",
        "admin/bulk/base/networkimage/add_tags/?id=all",
        "admin/bulk/members/user/delete/?id={4}",
        "admin/bulk/members/user/set_active_state/?id={4}",
        "admin/bulk/members/user/assign_role/?id={4}",
    ),
    forms=(
        {},
        {
            "chooser": "{5}",
            "collection": "{6}",
            "tags": "merkki",
            "include_descendants": "on",
        },
    ),
)

# Collections and tags.
road("admin/tag-autocomplete/", at=(f"?term={CANARY}",))
road(
    "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/",
    instead=(f"admin/tag-autocomplete/taggit/tag/?term={CANARY}",),
)
roads("admin/collections/", "admin/collections/add/")
roads(
    "admin/collections/<int:pk>/",
    "admin/collections/<int:pk>/delete/",
    "admin/collections/<int:collection_id>/privacy/",
    thing="collection",
)

# Workflows, which the site does not use.
WORKFLOWS = "admin/workflows/"
roads(
    *(
        f"{WORKFLOWS}{view}"
        for view in (
            "list/",
            "list/results/",
            "add/",
            "tasks/select_type/",
            "tasks/index/",
            "tasks/index/results/",
            "task_chooser/",
            "task_chooser/results/",
            "task_chooser/create/",
        )
    )
)
roads(
    *(
        f"{WORKFLOWS}{view}/<int:pk>/"
        for view in ("enable", "disable", "edit", "usage")
    ),
    f"{WORKFLOWS}usage/<int:pk>/results/",
    thing="workflow",
)
road(f"{WORKFLOWS}remove/<int:page_pk>/", "page")
road(f"{WORKFLOWS}remove/<int:page_pk>/<int:workflow_pk>/", "page and workflow")
road(
    f"{WORKFLOWS}tasks/add/<str:app_label>/<str:model_name>/",
    instead=(f"{WORKFLOWS}tasks/add/wagtailcore/groupapprovaltask/",),
)
roads(
    *(f"{WORKFLOWS}tasks/{view}/<int:pk>/" for view in ("edit", "disable", "enable")),
    f"{WORKFLOWS}task_chooser/<int:task_id>/",
    thing="task",
)

# Reports.
for report in (
    "locked",
    "workflow",
    "workflow_tasks",
    "site-history",
    "aging-pages",
    "page-types-usage",
):
    roads(
        f"admin/reports/{report}/",
        f"admin/reports/{report}/results/",
        at=(EXPORT, *SEARCH),
    )

# Sessions of editing, by which editors learn of each other.
EDITING = "admin/editing-sessions/"
road(
    f"{EDITING}ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/",
    "page",
    instead=(
        f"{EDITING}ping/wagtailcore/page/{{}}/0/",
        f"{EDITING}ping/home/updatepage/{{}}/0/",
    ),
)
road(f"{EDITING}release/<int:session_id>/", "nothing")

# Translating.
LOCALIZE = "admin/localize/"
LOCALES = {"locales": ["2", "3"], "include_subtree": "on"}
road(f"{LOCALIZE}submit/page/<int:page_id>/", "page", forms=(LOCALES,))
road(
    f"{LOCALIZE}submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
    "output",
    instead=(f"{LOCALIZE}submit/snippet/projects/output/{{}}/",),
)
road(f"{LOCALIZE}update/<int:translation_source_id>/", "source")
road(
    f"{LOCALIZE}translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
    "translated string",
)
road(
    f"{LOCALIZE}translate/<int:translation_id>/overrides/<int:overridable_segment_id>/"
    "edit/",
    "translated string",
)
for view in (
    "pofile/download",
    "pofile/upload",
    "machine_translate",
    "preview",
    "disable",
):
    road(f"{LOCALIZE}translate/<int:translation_id>/{view}/", "translation")
road(
    f"{LOCALIZE}translate/<int:translation_id>/preview/<str:mode>/", "translation mode"
)
road(f"{LOCALIZE}page/<int:page_id>/convert_to_alias/", "page")
roads(
    f"{LOCALIZE}reports/translations/",
    f"{LOCALIZE}reports/translations/results/",
    at=(EXPORT, *SEARCH),
)
SNIPPETS = f"{LOCALIZE}api/snippets/<slug:app_label>/<slug:model_name>/"
road(SNIPPETS, instead=(f"{LOCALIZE}api/snippets/projects/output/",))
road(
    f"{SNIPPETS}<str:pk>/",
    "output",
    instead=(f"{LOCALIZE}api/snippets/projects/output/{{}}/",),
)

# Redirects.
roads("admin/redirects/", "admin/redirects/results/", at=(*SEARCH, EXPORT))
roads(
    "admin/redirects/add/", "admin/redirects/import/", "admin/redirects/import/process/"
)
roads(
    "admin/redirects/<int:redirect_id>/",
    "admin/redirects/<int:redirect_id>/delete/",
    thing="redirect",
)

# Files in the admin.
roads(
    "admin/documents/",
    "admin/documents/results/",
    thing="collection",
    at=(*SEARCH, "?collection_id={}"),
)
roads(
    "admin/images/",
    "admin/images/results/",
    thing="collection",
    at=(*SEARCH, "?collection_id={}"),
)
roads(
    "admin/documents/add/",
    "admin/documents/multiple/add/",
    "admin/images/add/",
    "admin/images/multiple/add/",
)
roads(
    "admin/documents/edit/<int:document_id>/",
    "admin/documents/delete/<int:document_id>/",
    "admin/documents/multiple/<int:doc_id>/",
    "admin/documents/multiple/<int:doc_id>/delete/",
    "admin/documents/usage/<int:document_id>/",
    thing="document",
)
roads(
    "admin/images/<int:image_id>/",
    "admin/images/<int:image_id>/delete/",
    "admin/images/<int:image_id>/generate_url/",
    "admin/images/usage/<int:image_id>/",
    "admin/images/multiple/<int:image_id>/",
    "admin/images/multiple/<int:image_id>/delete/",
    thing="image",
)
road("admin/images/<int:image_id>/generate_url/output/", "image")
road("admin/images/<int:image_id>/preview/<str:filter_spec>/", "image preview")
roads(
    "admin/documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
    "admin/documents/multiple/delete_upload/<int:uploaded_file_id>/",
    "admin/images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
    "admin/images/multiple/delete_upload/<int:uploaded_file_id>/",
    thing="upload",
)
chooser("admin/documents/chooser/", "document")
chooser("admin/images/chooser/", "image")
road(
    "admin/images/chooser/<int:image_id>/select_format/",
    "image",
    forms=({"format": "fullwidth", "alt_text": "kuva"},),
)

# Registers of models.
chooser("admin/person_chooser/", "person", creates=False)
chooser("admin/concept_chooser/", "concept", creates=False)
register("admin/concepts/", "concept")
register("admin/vocabularies/", "vocabulary")
register("admin/subjects/", "subject")
register("admin/outputs/", "output", copies=True)
register("admin/spaces/", "space")
register("admin/organisations/", "organisation", copies=True)
register("admin/expertise/", "nothing", copies=True)
register("admin/locales/", "locale", copies=True)
register("admin/sites/", "web site", copies=True)
register("admin/users/", "person", copies=True)
register("admin/groups/", "auth group")
