"""Where people and organisations tell that what is remembered of them has changed."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from members.models import Organisation, User
from network_site.base.registries import mark_dirty
from network_site.base.remembered import forget

# What lists say of a person.
SHOWN = {"first_name", "last_name", "organisation"}


def _person_saved(update_fields: frozenset[str] | None, **_kwargs: Any) -> None:
    # Every sign-in saves its time; that is no news to a list.
    if update_fields is None or SHOWN & update_fields:
        forget()


def _organisation_saved(instance: Organisation, created: bool, **_kwargs: Any) -> None:
    forget()
    if not created:
        mark_dirty("person", *instance.people.values_list("pk", flat=True))


def _person_deleted(instance: User, **_kwargs: Any) -> None:
    mark_dirty("person", instance.pk)


def connect() -> None:
    post_delete.connect(_person_deleted, sender=User, dispatch_uid="person_deleted")
    post_save.connect(_person_saved, sender=User, dispatch_uid="forget_person")
    post_save.connect(
        _organisation_saved, sender=Organisation, dispatch_uid="organisation_saved"
    )
