from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from network_site.base.matching import has_word, words_typed

# What the directory finds people by.
TOLD_OF_PEOPLE = (
    "first_name",
    "last_name",
    "job_title",
    "organisation__name",
    "organisation__predecessors__name",
    "expertise__name",
)


class OrganisationQuerySet(models.QuerySet):
    def departments(self) -> Self:
        return self.filter(kind="department")

    def current(self) -> Self:
        """Leave out those that have merged into another."""
        return self.filter(merged_into=None)

    def department_of_address(self, email: str) -> Any:
        """Return the department whose people have such addresses, or None."""
        domain = email.rpartition("@")[2].lower()
        departments: Any = self.departments().current().exclude(mail_domains="")
        known = (d for d in departments if domain in d.mail_domains.lower().split())
        return next(known, None)


class UserQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def network_members(self) -> Self:
        return self.active().filter(is_guest=False)

    def visible_to(self, user: Any) -> Self:
        """Return the people that a reader may know of.

        Members know each other; a guest knows those who share a space with the guest.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        people = self.active()
        if not user.is_guest:
            return people
        return people.filter(
            Q(pk=user.pk) | Q(memberships__space__memberships__user=user)
        ).distinct()

    def matching(self, text: str) -> Self:
        """Filter by words found in name, title, department or expertise."""
        people = self
        for word in words_typed(text):
            people = people.filter(has_word(word, *TOLD_OF_PEOPLE))
        return people.distinct() if text.strip() else people


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    use_in_migrations = True

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> models.Model:
        """Make an account; e-mail addresses are kept in lower case."""
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> models.Model:
        return self.create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, username: str | None) -> models.Model:
        return self.get(email=(username or "").lower())
