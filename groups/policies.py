from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.TextChoices):
    """How a space is joined and what it shows: a preset, not a set of boxes."""

    OPEN = "open", _("Open: everyone in the network reads and may join")
    REQUEST = "request", _("On request: others see what is marked for the network")
    CLOSED = "closed", _("Closed: others see only the card")
    HIDDEN = "hidden", _("Hidden: others see nothing")


class SpaceKind(models.TextChoices):
    WORKING_GROUP = "working_group", _("Working group")
    EXPERT_NETWORK = "expert_network", _("Expert network")
    BOARD = "board", _("Board")
    PROJECT_TEAM = "project_team", _("Project team")


class Role(models.TextChoices):
    LEAD = "lead", _("Lead")
    DEPUTY = "deputy", _("Deputy lead")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")
    GUEST = "guest", _("Guest")


class Notify(models.TextChoices):
    """How the members of a space hear of what is published there."""

    NOW = "now", _("Tell the members at once")
    DIGEST = "digest", _("In the members' inbox and digest")
    SILENT = "silent", _("Tell nobody")


LEADING_ROLES = (Role.LEAD, Role.DEPUTY, Role.SECRETARY)
