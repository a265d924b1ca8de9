"""Opening hours: one line of settings, and what it comes to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.callbacks.hours import OpeningHours
from skill.errors import SettingsError

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = OpeningHours.parse("Mon-Fri 09:00-17:00", NEW_YORK)
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def local(*parts):
    return datetime(*parts, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no hours at all"),
        ("whenever", "is no rule"),
        ("Mon-Fri 9-5", "is no rule"),
        ("Mon-Fry 09:00-17:00", "unknown day"),
        ("Mon 09:00-25:00", "does not exist"),
        ("Mon 17:00-09:00", "closes before it opens"),
        ("Mon-Fri 09:00-17:00, Wed 12:00-20:00", "overlaps itself"),
    ],
)
def test_malformed_hours_are_refused_in_words_an_operator_understands(text, fault):
    with pytest.raises(SettingsError, match=fault):
        OpeningHours.parse(text, NEW_YORK)


def test_breaks_weekends_and_days_round_the_end_of_the_week_can_be_written():
    hours = OpeningHours.parse("Sat-Mon 10:00-12:00, Sat-Mon 13:00-24:00, tue 00:00-24:00", NEW_YORK)
    assert [len(stretches) for stretches in hours.week] == [2, 1, 0, 0, 0, 2, 2]
    tuesday = hours.day(date(2026, 11, 24))[0]
    assert tuesday.end - tuesday.start == timedelta(days=1)


def test_hours_follow_the_clock_of_the_wall_when_summer_time_ends():
    before, after = OFFICE.day(date(2026, 10, 30))[0], OFFICE.day(date(2026, 11, 2))[0]
    assert (before.start.hour, after.start.hour) == (13, 14)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (local(2026, 11, 23, 9, 0), local(2026, 11, 23, 17, 0)),
        (local(2026, 11, 23, 16, 0), local(2026, 11, 24, 16, 0)),
        (local(2026, 11, 27, 16, 0), local(2026, 11, 30, 16, 0)),  # a weekend between
        (local(2026, 11, 28, 3, 0), local(2026, 11, 30, 17, 0)),  # asked in the weekend
    ],
)
def test_eight_open_hours_are_one_business_day(asked, due):
    assert OFFICE.after(asked, timedelta(hours=8)) == due


@given(moments, st.integers(min_value=1, max_value=200))
def test_a_promise_ends_while_the_centre_is_open_and_more_time_ends_later(asked, hours):
    due = OFFICE.after(asked, timedelta(hours=hours))
    assert due >= asked + timedelta(hours=hours)
    spans = OFFICE.day(due.astimezone(NEW_YORK).date())
    assert any(span.start < due <= span.end for span in spans)
    assert due < OFFICE.after(asked, timedelta(hours=hours + 1))
