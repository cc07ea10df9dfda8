"""What Wagtail's admin lets people do with concepts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from concepts.models import Concept, Subject, Vocabulary
from members.roles import grant


class KeptForEverPolicy(ModelPermissionPolicy):
    """Nobody deletes: a URI that has been given leads somewhere for ever."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def register_policies() -> None:
    for model in (Concept, Vocabulary, Subject):
        register_permission_policy(model, KeptForEverPolicy(model))


def grant_editing(group: Group) -> None:
    """Let concept editors write in the concept bank."""
    for model in ("concept", "vocabulary", "subject"):
        grant(
            group,
            *(f"concepts.{action}_{model}" for action in ("add", "change", "view")),
        )
    grant(group, "concepts.choose_concept")
