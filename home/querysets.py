from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.utils import timezone

from groups.querysets import SpaceContentFamilyQuerySet

NEWS_FOR = timedelta(days=30)
# What an entry of a list shows of an update, its space and its author.
LISTED = (
    "translation_key",
    "audience",
    "published_at",
    "space__translation_key",
    "space__name",
    "space__kind",
    "space__policy",
    "author__first_name",
    "author__last_name",
    "author__organisation__short_name",
)


def is_news(published_at: datetime) -> bool:
    """Tell whether an update is so new that not having opened it means something."""
    return published_at >= timezone.now() - NEWS_FOR


class UpdateQuerySet(SpaceContentFamilyQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Return the published updates that a reader may see."""
        return super().visible_to(user).filter(live=True)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def near_to(self, user: Any) -> Self:
        """Return the published updates of the reader's own spaces and the network."""
        return super().near_to(user).filter(live=True)

    def from_elsewhere(self, user: Any) -> Self:
        """Return the other published updates that a reader may see."""
        return super().from_elsewhere(user).filter(live=True)

    def for_lists(self) -> Self:
        """Fetch what an entry of a list shows, and no more."""
        return self.select_related("space", "author__organisation").only(*LISTED)

    def recent(self) -> Self:
        return self.filter(published_at__gte=timezone.now() - NEWS_FOR)

    def with_read_state(self, user: Any) -> Self:
        """Annotate ``opened``: whether the reader has opened the update."""
        reads = apps.get_model("home", "UpdateRead").objects
        mine = reads.filter(update=OuterRef("pk"), user=user)
        return self.annotate(opened=Exists(mine))

    def unread_by(self, user: Any) -> Self:
        """Keep what is still news and the reader has not opened."""
        return self.recent().with_read_state(user).filter(opened=False)
