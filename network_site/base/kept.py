"""Keeping what people type, so that a lost session or connection loses none of it."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils import timezone

from network_site.base.models import KeptInput

# Of one form, in characters; a text of this length has long been saved as a draft.
LARGEST = 200_000
# Of one person; the oldest go first.
FORMS_KEPT = 30
# Controls that belong to one sending, not to what was typed.
NOT_KEPT = {"csrfmiddlewaretoken", "do", "kept_form"}


def keep(*, user: Any, form: str, typed: QueryDict) -> KeptInput:
    """Keep what a person has typed into a form, in place of what was kept before.

    Args:
        user: whose it is; nobody else gets it back.
        form: names the form and what it is about.
        typed: the form's controls as posted.

    Raises:
        SuspiciousOperation: it is larger than any form of ours, or names none.
    """
    data = {name: values for name, values in typed.lists() if name not in NOT_KEPT}
    if not 0 < len(form) <= 80 or len(json.dumps(data)) > LARGEST:
        raise SuspiciousOperation
    kept, created = KeptInput.objects.update_or_create(
        user=user, form=form, defaults={"data": data, "kept_at": timezone.now()}
    )
    if created:
        newest = KeptInput.objects.filter(user=user).order_by("-kept_at", "-pk")
        surplus = list(newest.values_list("pk", flat=True)[FORMS_KEPT:])
        KeptInput.objects.filter(pk__in=surplus).delete()
    return kept


def kept_input(user: Any, form: str) -> KeptInput | None:
    return KeptInput.objects.filter(user=user, form=form).first()


def as_posted(kept: KeptInput) -> QueryDict:
    """Return what was kept as the browser had posted it."""
    typed = QueryDict(mutable=True)
    for name, values in kept.data.items():
        typed.setlist(name, values)
    return typed


def forget(*, user: Any, form: str) -> None:
    KeptInput.objects.filter(user=user, form=form).delete()
