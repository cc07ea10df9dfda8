from typing import Any

from wagtail import hooks

from projects.viewsets import OutputViewSet


@hooks.register("register_admin_viewset")
def output_viewset() -> Any:
    return OutputViewSet("outputs")
