from __future__ import annotations

import pytest

from home.models import (
    GuidelineIndexPage,
    GuidelinePage,
    PositionIndexPage,
    PositionPage,
    StrategyPage,
)
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_page, plant, publish
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def make_strategy(tree, first: int = 2021, **fields) -> StrategyPage:
    values = {
        "title": f"Strategia {first}",
        "period_start": first,
        "period_end": first + 2,
        "mission": "Turvaamme arjen",
        "vision": "Vaikuttavuus kasvaa",
        "past_lead": "Alku",
        "present_lead": "Nyt",
        "future_lead": "Suunta",
    }
    return publish(StrategyPage(**{**values, **fields}), tree.home)


def a_goal(*served_by) -> tuple:
    return (
        "goal",
        {
            "title": "Palvelut turvataan",
            "description": "",
            "measures": [
                {"text": "Omavalvonta käyttöön", "state": "done"},
                {"text": "Tiedolla johtaminen", "state": "running"},
            ],
            "served_by": list(served_by),
        },
    )


def test_the_latest_strategy_is_in_the_menu_and_the_older_one_is_reachable():
    tree = plant()
    older = make_strategy(tree, 2017)
    latest = make_strategy(tree, 2021)
    client = signed_in(UserFactory())
    assert f'href="{latest.url}"' in text_of(client, tree.home.url)
    assert f'href="{older.url}"' in text_of(client, latest.url)
    assert f'href="{latest.url}"' in text_of(client, older.url)


def test_a_goal_counts_its_measures_and_names_what_serves_it():
    tree = plant()
    group = make_group(tree, "Omavalvonta")
    hidden = make_group(tree, "Salainen ryhmä", policy="hidden")
    page = make_strategy(tree, goals=[a_goal(group, hidden)])
    text = text_of(signed_in(UserFactory()), page.url)
    assert "Valmiina 1/2 toimenpidettä" in text
    assert group.url in text
    assert "Salainen ryhmä" not in text


def test_the_front_page_carries_a_goal_of_the_strategy():
    tree = plant()
    page = make_strategy(tree, goals=[a_goal()])
    text = text_of(signed_in(UserFactory()), tree.home.url)
    assert f"{page.url}#goal-1" in text


def test_a_strategy_that_ends_before_it_starts_is_refused():
    page = StrategyPage(title="X", period_start=2023, period_end=2021)
    with pytest.raises(Exception, match="päättyy ennen kuin alkaa"):
        page.clean()


def test_positions_and_guidelines_are_listed_newest_first():
    tree = plant()
    positions = publish(PositionIndexPage(title="Kannanotot"), tree.home)
    for year in ("2024", "2026"):
        page = PositionPage(
            title=f"Kanta {year}", given_on=f"{year}-05-01", addressee="Ministeriö"
        )
        publish(page, positions)
    text = text_of(signed_in(UserFactory()), positions.url)
    assert text.index("Kanta 2026") < text.index("Kanta 2024")
    guidelines = publish(GuidelineIndexPage(title="Linjaukset"), tree.home)
    page = publish(
        GuidelinePage(
            title="Tilannetieto",
            version="1.0",
            valid_from="2026-01-01",
            decided_by="Hallitus",
        ),
        guidelines,
    )
    text = text_of(signed_in(UserFactory()), page.url)
    assert "1.1.2026" in text
    assert "Hallitus" in text


def test_a_page_for_members_is_refused_to_guests_and_left_out_of_their_lists():
    tree = plant()
    guest = signed_in(UserFactory(guest=True))
    page = make_page(tree, "Sisäinen", audience="members")
    assert guest.get(page.url).status_code == 403
    assert signed_in(UserFactory()).get(page.url).status_code == 200
    positions = publish(PositionIndexPage(title="Kannanotot"), tree.home)
    paper = PositionPage(
        title="Sisäinen kanta",
        given_on="2026-01-01",
        addressee="X",
        audience="members",
    )
    publish(paper, positions)
    assert "Sisäinen kanta" not in text_of(guest, positions.url)


def test_footer_links_are_the_pages_that_editors_put_there():
    tree = plant()
    shown = make_page(tree, "Tietosuoja", show_in_menus=True)
    make_page(tree, "Muu sivu")
    text = text_of(signed_in(UserFactory()), tree.home.url)
    footer = text.split('class="footer"')[1]
    assert shown.url in footer
    assert "Muu sivu" not in footer


def test_every_block_of_a_body_is_shown():
    tree = plant()
    person = UserFactory()
    page = make_page(
        tree,
        "Ohje",
        body=[
            ("heading", {"text": "Alku", "level": "2"}),
            ("text", "<p>Tekstiä</p>"),
            ("quote", {"text": "Lainaus", "source": "Eräs"}),
            ("callout", {"tone": "warn", "title": "Huom", "text": "<p>Nosto</p>"}),
            ("accordion", {"items": [{"title": "Auki", "text": "<p>Sisältö</p>"}]}),
            ("contacts", {"heading": "", "people": [person]}),
            (
                "links",
                {
                    "heading": "Linkit",
                    "links": [
                        {"title": "", "page": tree.groups, "url": ""},
                        {
                            "title": "Muualle",
                            "page": None,
                            "url": "https://example.org/",
                        },
                    ],
                },
            ),
            ("embed", {"title": "Tallenne", "url": "https://vimeo.com/1"}),
        ],
    )
    text = text_of(signed_in(UserFactory()), page.url)
    for words in (
        "Alku",
        "Tekstiä",
        "Lainaus",
        "Nosto",
        "Sisältö",
        str(person),
        "Muualle",
        "Avautuu palvelussa vimeo.com",
    ):
        assert words in text
    assert "<iframe" not in text


def test_a_content_page_stays_within_its_queries():
    tree = plant()
    page = make_page(tree, body=[("text", "<p>Tekstiä</p>")])
    client = signed_in(UserFactory())
    few = queries_of(client, page.url)
    assert few <= 10
    for number in range(20):
        make_page(tree, f"Sivu {number}")
    assert queries_of(client, page.url) == few
