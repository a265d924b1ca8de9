"""When a caller wants to be called."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.callbacks.hours import OpeningHours
from skill.callbacks.times import Bound, Days, Misfit, Part, Window, Wish, fit, read_wish

NEW_YORK, LOS_ANGELES = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")
OFFICE = OpeningHours.parse("Mon-Fri 09:00-17:00", NEW_YORK)
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=NEW_YORK)


def ask(zone=NEW_YORK, now=NOW, hours=OFFICE, **slots):
    wish = read_wish(now.astimezone(zone).date(), **slots)
    assert wish is not None
    return fit(wish, hours, zone, now)


def span(day, start, end, zone=NEW_YORK):
    """From `start` to `end` o'clock on a day of November 2026."""
    return tuple(datetime(2026, 11, day, hour, tzinfo=zone) for hour in (start, end))


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"part": "any"}, span(23, 15, 17)),
        ({"clock": "PRESENT_REF"}, span(23, 15, 17)),
        ({"day": "PRESENT_REF"}, span(23, 15, 17)),
        ({"day": "2026-11-24"}, span(24, 9, 17)),
        ({"day": "2026-11-24", "part": "morning"}, span(24, 9, 12)),
        ({"day": "2026-11-24", "clock": "MO"}, span(24, 9, 12)),
        ({"day": "2026-11-24", "clock": "AF"}, span(24, 12, 17)),
        ({"day": "2026-11-24", "clock": "13:00"}, span(24, 13, 14)),
        ({"day": "2026-11-24", "clock": "13:00", "bound": "after"}, span(24, 13, 17)),
        ({"day": "2026-11-24", "clock": "12:00", "bound": "before"}, span(24, 9, 12)),
        ({"clock": "02:00"}, span(24, 14, 15)),
        ({"clock": "04:00"}, span(23, 16, 17)),
        ({"clock": "10:00"}, span(24, 10, 11)),
        ({"days": "weekdays", "part": "morning"}, span(24, 9, 12)),
        ({"day": "2026-W48", "part": "morning"}, span(24, 9, 12)),
        ({"day": "2026-W49"}, span(30, 9, 17)),
    ],
)
def test_what_is_said_of_the_time_becomes_the_first_time_that_suits_both(slots, expected):
    window = ask(**slots)
    assert isinstance(window, Window)
    assert (window.span.start, window.span.end) == expected
    assert not window.moved


@pytest.mark.parametrize(
    ("slots", "misfit"),
    [
        ({"day": "2026-11-22"}, Misfit.PAST),
        ({"day": "2026-11"}, None),
        ({"day": "2027-06"}, Misfit.FAR),
        ({"day": "2026-11-28"}, Misfit.CLOSED),
        ({"day": "2026-W48-WE"}, Misfit.CLOSED),
        ({"days": "weekend"}, Misfit.CLOSED),
        ({"part": "evening"}, Misfit.HOURS),
        ({"clock": "NI"}, Misfit.HOURS),
        ({"day": "2026-11-24", "clock": "05:00", "bound": "after"}, Misfit.HOURS),
        ({"day": "2026-11-24", "clock": "17:00", "bound": "after"}, Misfit.HOURS),
        ({"clock": "08:00"}, Misfit.HOURS),
    ],
)
def test_a_time_at_which_the_centre_cannot_call_is_refused_with_its_reason(slots, misfit):
    assert ask(**slots) == misfit or misfit is None


@pytest.mark.parametrize("clock", ["09:00", "13:00"])
def test_a_time_of_today_that_is_past_becomes_the_next_one_like_it(clock):
    window = ask(day="2026-11-23", clock=clock)
    assert isinstance(window, Window)
    assert window.moved
    assert window.span.start.astimezone(NEW_YORK) == datetime.combine(
        MONDAY + timedelta(days=1), time.fromisoformat(clock), NEW_YORK
    )


def test_today_after_closing_becomes_the_next_open_day():
    window = ask(day="2026-11-27", now=datetime(2026, 11, 27, 18, 0, tzinfo=NEW_YORK))
    assert isinstance(window, Window)
    assert window.moved
    assert window.span.start == datetime(2026, 11, 30, 9, 0, tzinfo=NEW_YORK)


def test_days_and_times_are_those_of_the_callers_device():
    window = ask(zone=LOS_ANGELES, day="2026-11-24", part="morning")
    assert isinstance(window, Window)
    assert (window.span.start, window.span.end) == span(24, 6, 12, LOS_ANGELES)


def test_late_evening_in_new_york_is_still_today_in_los_angeles():
    now = datetime(2026, 11, 24, 1, 0, tzinfo=NEW_YORK)
    assert ask(zone=LOS_ANGELES, now=now, day="2026-11-23", part="evening") is Misfit.HOURS
    assert isinstance(ask(zone=LOS_ANGELES, now=now, day="2026-11-24"), Window)


@pytest.mark.parametrize(
    "slots",
    [
        {},
        {"day": "2026"},
        {"day": "202X"},
        {"day": "2026-WI"},
        {"day": "soon"},
        {"clock": "later"},
        {"part": "x"},
    ],
)
def test_what_holds_no_time_is_not_guessed(slots):
    assert read_wish(MONDAY, **slots) is None


wishes = st.builds(
    Wish,
    first=st.none() | st.dates(date(2026, 11, 1), date(2027, 2, 1)),
    days=st.sampled_from(Days),
    part=st.sampled_from(Part),
    bound=st.sampled_from(Bound),
    clock=st.none() | st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
).map(lambda wish: Wish(wish.first, wish.first, wish.days, wish.part, wish.bound, wish.clock))
moments = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(["America/New_York", "America/Chicago", "Pacific/Honolulu", "Pacific/Guam"]).map(
    ZoneInfo
)


@given(wishes)
def test_a_wish_survives_the_session(wish):
    loaded = Wish.load(wish.dump())
    assert loaded.dump() == wish.dump()
    assert (loaded.first, loaded.days, loaded.part, loaded.clock) == (
        wish.first,
        wish.days,
        wish.part,
        wish.clock,
    )


@given(wishes, zones, moments)
def test_any_time_that_is_promised_is_to_come_and_the_centre_is_open_then(wish, zone, now):
    window = fit(wish, OFFICE, zone, now)
    if isinstance(window, Misfit):
        return
    found = window.span
    assert now <= found.start < found.end
    assert any(
        opening.start <= found.start and found.end <= opening.end
        for opening in OFFICE.day(found.start.astimezone(NEW_YORK).date())
    )
    local_day = found.start.astimezone(zone).date()
    if wish.first and not window.moved:
        assert local_day == wish.first
    if wish.days is not Days.ANY:
        assert (local_day.weekday() >= 5) == (wish.days is Days.WEEKEND)
