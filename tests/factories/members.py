from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from members.models import Organisation, User


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    short_name = factory.Sequence(lambda n: f"Laitos {n}")
    name = factory.LazyAttribute(lambda o: f"{o.short_name}n pelastuslaitos")


class UserFactory(DjangoModelFactory):
    """A network member; traits make the other roles.

    Usage: UserFactory(), UserFactory(guest=True), UserFactory(coordinator=True),
    UserFactory(concept_editor=True), UserFactory(administrator=True).
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        guest = factory.Trait(is_guest=True, organisation=None)
        coordinator = factory.Trait(is_coordinator=True)
        concept_editor = factory.Trait(is_concept_editor=True)
        administrator = factory.Trait(is_superuser=True, is_staff=True)

    first_name = factory.Sequence(lambda n: f"Etunimi{n}")
    last_name = factory.Sequence(lambda n: f"Sukunimi{n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    organisation = factory.SubFactory(OrganisationFactory)
    password = factory.django.Password("verkosto-demo")
