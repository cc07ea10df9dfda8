from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from network_site.base import dates

HELSINKI = ZoneInfo("Europe/Helsinki")
START = datetime(2026, 9, 29, 13, 0, tzinfo=HELSINKI)
END = datetime(2026, 9, 29, 15, 0, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def finnish():
    with override("fi"):
        yield


def test_a_span_within_a_day_reads_the_finnish_way():
    assert dates.span(START, END) == "29.9.2026 klo 13.00–15.00"


def test_a_span_over_days_names_both_days():
    end = datetime(2026, 9, 30, 9, 5, tzinfo=HELSINKI)
    assert dates.span(START, end) == "29.9.2026 klo 13.00 – 30.9.2026 klo 9.05"


def test_times_are_shown_on_the_local_clock_whatever_zone_they_came_in():
    utc = datetime(2026, 7, 1, 9, 0, tzinfo=ZoneInfo("UTC"))
    assert dates.moment(utc) == "1.7.2026 klo 12.00"


def test_a_day_in_words_uses_the_partitive():
    assert dates.long_day(START) == "tiistai 29. syyskuuta"


def test_swedish_and_english_have_their_own_way():
    with override("sv"):
        assert dates.span(START, END) == "29.9.2026 kl. 13.00–15.00"
    with override("en"):
        assert dates.span(START, END) == "29 September 2026, 13:00–15:00"


def test_a_period_may_be_open_at_either_end():
    assert dates.period(date(2021, 5, 1), date(2021, 12, 31)) == "1.5.2021–31.12.2021"
    assert dates.period(date(2021, 5, 1), None) == "1.5.2021–"
    assert dates.period(None, None) == ""


def test_a_news_list_says_the_time_of_today_and_the_day_of_other_days():
    now = timezone.localtime()
    assert dates.when(now) == f"klo {now.hour}.{now.minute:02}"
    assert dates.when(START.replace(year=2020)) == "29.9.2020"


def test_news_are_filed_under_today_and_yesterday():
    now = timezone.localtime()
    assert dates.day_group(now) == "Tänään"
    assert dates.day_group(now - timezone.timedelta(days=1)) == "Eilen"
    assert dates.day_group(START.replace(year=2020)) == "Syyskuu 2020"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("ti", "tiistai", "syys", "syyskuu")),
        ("sv", ("tis", "tisdag", "sep", "september")),
        ("en", ("Tue", "Tuesday", "Sep", "September")),
    ],
)
def test_a_date_block_names_days_and_months_as_its_language_writes_them(
    language, words
):
    with override(language):
        assert words == (
            dates.short_weekday(START),
            dates.weekday(START),
            dates.short_month(START),
            dates.month(START),
        )
