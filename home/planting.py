"""The front page and the index pages that every site begins with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from events.models import EventIndexPage
from groups.models import GroupIndexPage
from home.models import (
    GuidelineIndexPage,
    HomePage,
    PositionIndexPage,
    UpdateIndexPage,
)
from projects.models import ProjectIndexPage

INDEX_PAGES: tuple[tuple[str, Any, str, str], ...] = (
    (
        "projects",
        ProjectIndexPage,
        "Hankkeet",
        "Mitä pelastuslaitokset kehittävät yhdessä, ja mitä siitä on syntynyt.",
    ),
    (
        "groups",
        GroupIndexPage,
        "Ryhmät",
        "Pysyvät työryhmät, asiantuntijaverkostot ja hallitus.",
    ),
    (
        "events",
        EventIndexPage,
        "Tapahtumat",
        "Verkoston yhteiset ja omien ryhmiesi tapahtumat.",
    ),
    (
        "updates",
        UpdateIndexPage,
        "Tiedotteet",
        "Kaikki tiedotteet, jotka koskevat sinua tai ovat avoimia koko verkostolle.",
    ),
    (
        "positions",
        PositionIndexPage,
        "Kannanotot",
        "Mitä pelastuslaitokset ovat yhdessä sanoneet muille.",
    ),
    (
        "guidelines",
        GuidelineIndexPage,
        "Perusasiakirjat ja linjaukset",
        "Asiakirjat, joiden mukaan verkosto toimii.",
    ),
)


@transaction.atomic
def plant_site(*, welcome: str = "") -> dict[str, Page]:
    """Make the pages that a site begins with, instead of all that are there.

    Args:
        welcome: the summary of the front page.

    Returns:
        The pages by key, the front page as ``home``.
    """
    locale, _created = Locale.objects.get_or_create(
        language_code=settings.LANGUAGE_CODE
    )
    for page in Page.objects.filter(depth=2):
        page.delete()
    home = HomePage(title="Etusivu", slug="etusivu", summary=welcome, locale=locale)
    Page.objects.get(depth=1).add_child(instance=home)
    home.save_revision().publish()
    address = urlsplit(settings.BASE_URL)
    Site.objects.all().delete()
    Site.objects.create(
        hostname=address.hostname,
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page=home,
        is_default_site=True,
    )
    pages: dict[str, Page] = {"home": home}
    for key, model, title, summary in INDEX_PAGES:
        pages[key] = model(title=title, summary=summary)
        home.add_child(instance=pages[key])
        pages[key].save_revision().publish()
    return pages
