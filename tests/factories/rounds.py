"""Rounds about concepts, with the people that they need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from concepts.models import Concept
from groups.models import Round, Space
from groups.policies import Policy, Role
from groups.rounds import Circle, open_round
from members.models import User
from projects.models import Project
from tests.factories.concepts import ConceptFactory
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_project, plant


@dataclass
class RoundWorld:
    """A closed project whose lead puts drafts before a closed group and one person."""

    tree: Any = field(default_factory=plant)
    lead: User = field(default_factory=UserFactory)
    teammate: User = field(default_factory=UserFactory)
    asked_lead: User = field(default_factory=UserFactory)
    asked: User = field(default_factory=UserFactory)
    named: User = field(default_factory=UserFactory)
    stranger: User = field(default_factory=UserFactory)
    editor: User = field(default_factory=lambda: UserFactory(is_concept_editor=True))

    def __post_init__(self) -> None:
        self.project: Project = make_project(self.tree)
        self.space: Space = self.project.space
        Space.objects.filter(pk=self.space.pk).update(policy=Policy.CLOSED)
        self.space.refresh_from_db()
        MembershipFactory(space=self.space, user=self.lead, role=Role.LEAD)
        MembershipFactory(space=self.space, user=self.teammate)
        self.group = make_group(
            self.tree,
            "Sanastoryhmä",
            policy=Policy.CLOSED,
            leads=[self.asked_lead],
            members=[self.asked],
        )

    def draft(self, fi: str = "palokunta", **given: Any) -> Concept:
        """Make a draft of the project."""
        return ConceptFactory(draft=True, fi=fi, projects=[self.project], **given)

    def open(self, *concepts: Concept, **given: Any) -> Round:
        """Open a round about concepts, to the group and the named person."""
        given.setdefault("acting_user", self.lead)
        given.setdefault("deadline", timezone.now() + timedelta(days=14))
        given.setdefault("circle", Circle((self.group.space,), (self.named,)))
        return open_round(
            space=self.space,
            title=given.pop("title", "Uudet käsitteet"),
            message=given.pop("message", "Sopivatko määritelmät?"),
            subjects=[("concept", concept.pk) for concept in concepts],
            **given,
        )
