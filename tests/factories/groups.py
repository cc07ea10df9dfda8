from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from groups.models import Membership, Space
from groups.policies import Policy, Role, SpaceKind
from tests.factories.members import UserFactory


class SpaceFactory(DjangoModelFactory):
    """A space without a page; traits set its policy.

    Usage: SpaceFactory(closed=True), SpaceFactory(hidden=True, members=[user]).
    """

    class Meta:
        model = Space
        skip_postgeneration_save = True

    class Params:
        on_request = factory.Trait(policy=Policy.REQUEST)
        closed = factory.Trait(policy=Policy.CLOSED)
        hidden = factory.Trait(policy=Policy.HIDDEN)

    name = factory.Sequence(lambda n: f"Työryhmä {n}")
    kind = SpaceKind.WORKING_GROUP
    policy = Policy.OPEN

    @factory.post_generation
    def members(self, create, extracted, **kwargs):
        for user in extracted or []:
            MembershipFactory(space=self, user=user)

    @factory.post_generation
    def leads(self, create, extracted, **kwargs):
        for user in extracted or []:
            MembershipFactory(space=self, user=user, role=Role.LEAD)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    space = factory.SubFactory(SpaceFactory)
    user = factory.SubFactory(UserFactory)
