from typing import Any

from wagtail import hooks

from members.viewsets import PeopleViewSetGroup


@hooks.register("register_admin_viewset")
def people_viewsets() -> Any:
    return PeopleViewSetGroup()
