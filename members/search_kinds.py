from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from members.models import User
from network_site.base.registries import SearchDocument, SearchKind
from network_site.base.visibility import MEMBERS


class PersonKind(SearchKind):
    key = "person"
    label = _("Person")
    label_plural = _("People")
    icon = "user"

    def object_ids(self) -> Iterable[int]:
        return User.objects.active().values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        people = (
            User.objects.active()
            .filter(pk__in=object_ids)
            .select_related("organisation")
            .prefetch_related("expertise", "organisation__predecessors")
        )
        for person in people:
            with override(person.language):
                place, names = "", []
                if person.organisation:
                    place = str(person.organisation)
                    names = person.organisation.every_name
                url = reverse("person", args=[person.pk])
            yield SearchDocument(
                object_id=person.pk,
                language=person.language,
                title=str(person),
                url=url,
                audience=frozenset({MEMBERS}),
                labels=(str(person),),
                summary=", ".join(filter(None, [person.job_title, place])),
                department_id=person.organisation_id,
                text="\n".join(
                    [*(item.name for item in person.expertise.all()), *names]
                ),
                extra={
                    "title": person.job_title,
                    "email": person.email,
                    "phone": person.phone,
                },
            )
