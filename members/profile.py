from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Collection

from members.models import Expertise, User
from network_site.base.models import NetworkImage
from network_site.base.registries import mark_dirty


@transaction.atomic
def save_profile(*, user: User, data: dict[str, Any]) -> User:
    """Store what a person says about themselves.

    Args:
        user: whose profile it is; its form fields are already set on it.
        data: cleaned data of ``ProfileForm``.
    """
    if upload := data.get("new_photo"):
        user.photo = NetworkImage.objects.create(
            title=str(user),
            file=upload,
            collection=Collection.get_first_root_node(),
            uploaded_by_user=user,
        )
    user.save()
    known = [
        Expertise.objects.get_or_create(name=word)[0]
        for word in data["expertise_words"]
    ]
    user.expertise.set(known)
    mark_dirty("person", user.pk)
    return user
