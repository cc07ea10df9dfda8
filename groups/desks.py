"""What each kind of content brings to the short forms in which it is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.urls import reverse

from groups.models import Space
from network_site.base.registries import content_desks


class Desk(ABC):
    """One kind of content: its form, its pages, and what publishing them means.

    Registered under the page model's label in ``content_desks``.
    """

    key: ClassVar[str]
    icon: ClassVar[str]
    page_model: Any
    # Where the network's own content of this kind stands.
    index_model: Any
    form_class: Any
    # Names of the views that make and change it.
    new_url: ClassVar[str]
    network_url: ClassVar[str]
    edit_url: ClassVar[str]
    new_title: Any
    edit_title: Any

    def url_of_new(self, space: Space | None) -> str:
        """Return where a new one is written."""
        if space is None:
            return reverse(self.network_url)
        return reverse(self.new_url, args=[space.pk])

    def url_of(self, page: Any) -> str:
        """Return where a page is changed."""
        return reverse(self.edit_url, args=[page.pk])

    @abstractmethod
    def prepare(
        self, page: Any, *, is_new: bool, notify: str, acting_user: Any
    ) -> None:
        """Set what belongs to the kind; called before a page is stored.

        Args:
            notify: the author's choice of how the readers hear of it.
        """

    @abstractmethod
    def told(self, page: Any, *, notify: str, acting_user: Any, until: Any) -> None:
        """Tell about a page that has just been published for the first time.

        Args:
            notify: the author's choice.
            until: the notices wait for this moment, in which all can be undone.
        """

    @abstractmethod
    def refusal_to_withdraw(self, page: Any) -> str:
        """Return why a published page cannot be taken back, or nothing."""

    @abstractmethod
    def unmade(self, page: Any) -> None:
        """Make as if the page had never been published: model rows and notices go."""


def desk_of(page: Any) -> Desk | None:
    """Return the desk at which a page is written, if there is one."""
    label = type(page)._meta.label
    return content_desks.get(label) if label in content_desks else None
