from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from groups.editing import SpaceContentPolicy
from projects.models import Output
from projects.viewsets import OutputViewSet

register_permission_policy(Output, SpaceContentPolicy(Output))


@hooks.register("register_admin_viewset")
def output_viewset() -> Any:
    return OutputViewSet("outputs")
