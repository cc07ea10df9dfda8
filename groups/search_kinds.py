from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Collection

from groups.models import GroupPage, Membership, Space
from groups.placement import spaces_of_collections
from network_site.base.models import NetworkDocument, text_of
from network_site.base.registries import SearchDocument, SearchKind, mark_dirty
from network_site.base.visibility import EVERYONE, card_token, space_token


class SpaceKindOfSearch(SearchKind):
    """Groups; a project's space is found as its project."""

    key = "space"
    label = _("Group")
    label_plural = _("Groups")
    icon = "groups"

    def object_ids(self) -> Iterable[int]:
        return Space.objects.exclude(kind="project_team").values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        spaces = {
            space.translation_key: space
            for space in Space.objects.filter(pk__in=object_ids)
        }
        pages = GroupPage.objects.live().filter(
            alias_of=None, translation_key__in=spaces
        )
        leads = _leads_of(spaces.values())
        for page in pages.select_related("locale"):
            space = spaces[page.translation_key]
            with override(page.locale.language_code):
                kind = space.get_kind_display()
            yield SearchDocument(
                object_id=space.pk,
                language=page.locale.language_code,
                title=page.title,
                url=page.url,
                audience=frozenset({card_token(space.pk)}),
                labels=(page.title,),
                summary=page.summary,
                # Only what is on the card, which more see than the rest.
                text=page.how_to_join,
                found_by=(kind, *leads.get(space.pk, ())),
                space_id=space.pk,
                status="running" if space.is_running else "ended",
            )


def _leads_of(spaces: Iterable[Space]) -> dict[int, list[str]]:
    """Return the names of those who lead some spaces, by the spaces' ids."""
    leading = Membership.objects.active().leading().order_by("pk")
    names: dict[int, list[str]] = {}
    for membership in leading.filter(
        space__in=spaces, user__is_active=True
    ).select_related("user"):
        names.setdefault(membership.space_id, []).append(str(membership.user))
    return names


def index_spaces_of_leads(kind: str, object_ids: Iterable[int]) -> None:
    """Have the spaces indexed again that are found by the name of a changed person."""
    if kind == "person":
        led = Membership.objects.leading().filter(user__in=list(object_ids))
        mark_dirty("space", *led.order_by().values_list("space", flat=True))


def index_files_below(collection_id: int) -> None:
    """Have the files of a collection, and of those below it, indexed again."""
    top = Collection.objects.get(pk=collection_id)
    below = NetworkDocument.objects.filter(collection__path__startswith=top.path)
    ids = list(below.values_list("pk", flat=True))
    # By the hundred: the move may be still to come, and readers are to look for it.
    for start in range(0, len(ids), 100):
        mark_dirty("document", *ids[start : start + 100])


class DocumentKind(SearchKind):
    """Files, found by title and text; those of a space only by its own people."""

    key = "document"
    label = _("Document")
    label_plural = _("Documents")
    icon = "file"

    def object_ids(self) -> Iterable[int]:
        return NetworkDocument.objects.published().values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        for document, space, audience in self._with_audience(object_ids):
            yield SearchDocument(
                object_id=document.pk,
                language=document.language,
                title=document.title,
                url=document.url,
                audience=audience,
                labels=(document.title,),
                text=text_of(document),
                space_id=space.pk if space else None,
                file_types=(document.file_type,),
                date=document.created_at,
                extra={
                    "file_type": document.file_type,
                    "size": document.file_size,
                    "reading": document.reading_state,
                },
            )

    def audiences(self, object_ids: list[int]) -> dict[tuple[int, str], frozenset[str]]:
        return {
            (document.pk, document.language): audience
            for document, _space, audience in self._with_audience(object_ids)
        }

    @staticmethod
    def _with_audience(
        object_ids: list[int],
    ) -> Iterator[tuple[NetworkDocument, Space | None, frozenset[str]]]:
        published = NetworkDocument.objects.published().filter(pk__in=object_ids)
        documents = list(published.select_related("reading"))
        spaces = spaces_of_collections(d.collection_id for d in documents)
        for document in documents:
            space = spaces.get(document.collection_id)
            token = space_token(space.pk) if space else EVERYONE
            yield document, space, frozenset({token})
