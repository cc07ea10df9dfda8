from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig

from network_site.base.registries import audience_providers
from network_site.base.visibility import CONCEPT_EDITORS, EVERYONE, MEMBERS


def account_tokens(user: Any) -> Iterable[str]:
    """Return the audience tokens that the account itself carries."""
    yield EVERYONE
    if not user.is_guest:
        yield MEMBERS
    if user.is_concept_editor or user.is_superuser:
        yield CONCEPT_EDITORS


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("People")

    def ready(self) -> None:
        from members import signals
        from members.merging import move_people, people_of
        from members.search_kinds import PersonKind
        from network_site.base.registries import Holding, holdings, search_kinds

        audience_providers.register("account", account_tokens)
        search_kinds.register("person", PersonKind())
        holdings.register("people", Holding(_("People"), people_of, move_people))
        signals.connect()


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "members.viewsets.PersonViewSet"
