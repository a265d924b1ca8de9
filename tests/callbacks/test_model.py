"""The request: names, references, hashes, and the centre's settings."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.callbacks.centre import Centre
from skill.callbacks.model import caller_hash, check_key, first_name, new_reference
from skill.errors import SettingsError

NEW_YORK = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Written:
    """Settings as they stand in the environment."""

    centre_name: str = "Harbor Center"
    centre_phone: str = "617-555-0100"
    centre_hours: str = "Mon-Fri 09:00-17:00"
    centre_time_zone: str = "America/New_York"
    callback_promise_hours: str = "8"
    allow_fictional_numbers: bool = True


def test_a_centre_is_read_from_its_settings():
    centre = Centre.read(Written())
    assert (centre.name, centre.phone.dialed, centre.zone) == ("Harbor Center", "617-555-0100", NEW_YORK)
    assert centre.promise == timedelta(hours=8)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (Written(centre_name=" "), "IOP_CENTRE_NAME"),
        (Written(centre_name="x" * 81), "IOP_CENTRE_NAME"),
        (Written(centre_phone="911"), "IOP_CENTRE_PHONE"),
        (Written(centre_phone="617-555-0100", allow_fictional_numbers=False), "IOP_CENTRE_PHONE"),
        (Written(centre_hours="nine to five"), "IOP_CENTRE_HOURS.*Mon-Fri 09:00-17:00"),
        (Written(centre_time_zone="Eastern"), "IOP_CENTRE_TIME_ZONE.*America/New_York"),
        (Written(centre_time_zone=""), "IOP_CENTRE_TIME_ZONE"),
        (Written(centre_time_zone="../../etc/passwd"), "IOP_CENTRE_TIME_ZONE"),
        (Written(callback_promise_hours="soon"), "IOP_CALLBACK_PROMISE_HOURS"),
        (Written(callback_promise_hours="0"), "IOP_CALLBACK_PROMISE_HOURS"),
    ],
)
def test_a_setting_that_is_missing_or_malformed_is_named(written, named):
    with pytest.raises(SettingsError, match=named):
        Centre.read(written)


def test_every_fault_is_named_at_once():
    with pytest.raises(SettingsError) as caught:
        Centre.read(Written("", "", "", "", ""))
    assert str(caught.value).count("IOP_") == 4  # hours cannot be read without their zone


def test_a_caller_who_wants_a_later_call_is_owed_it_then():
    centre = Centre.read(Written())
    asked = datetime(2026, 11, 23, 10, 0, tzinfo=NEW_YORK)
    assert centre.due(asked) == datetime(2026, 11, 24, 10, 0, tzinfo=NEW_YORK)
    friday = datetime(2026, 11, 27, 12, 0, tzinfo=NEW_YORK)
    assert centre.due(asked, friday) == friday
    assert centre.due(asked, asked + timedelta(hours=1)) == datetime(2026, 11, 24, 10, 0, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("sam", "Sam"),
        ("mary ann", "Mary Ann"),
        ("o'brien", "O'Brien"),
        ("jean-luc", "Jean-Luc"),
        ("José", "José"),
        ("DeShawn", "DeShawn"),
        ("wei", "Wei"),
    ],
)
def test_first_names_are_taken_as_they_are(heard, name):
    assert first_name(heard) == name


@pytest.mark.parametrize(
    "heard",
    ["", "  ", "stop", "Help", "no", "sam 2", "<break/>", "4", "-", "x" * 41, "sam\nann; drop", "nothing"],
)
def test_what_is_no_name_is_not_taken_for_one(heard):
    assert first_name(heard) is None


@given(st.text())
def test_whatever_is_heard_a_name_is_short_and_has_letters_only(heard):
    name = first_name(heard)
    if name is not None:
        assert 0 < len(name) <= 45
        assert not set(name) & set('<>&"0123456789\n')


def test_a_user_id_is_kept_only_as_a_keyed_hash():
    stored = caller_hash("amzn1.ask.account.ABC", b"0123456789abcdef")
    assert stored == hmac.new(b"0123456789abcdef", b"amzn1.ask.account.ABC", hashlib.sha256).hexdigest()
    assert stored != caller_hash("amzn1.ask.account.ABC", b"another key of 16")
    assert stored != caller_hash("amzn1.ask.account.ABD", b"0123456789abcdef")


@pytest.mark.parametrize("key", ["", "   ", "short", " " * 40])
def test_a_secret_that_could_be_tried_out_is_refused(key):
    with pytest.raises(SettingsError, match="IOP_CALLBACKS_KEY"):
        check_key(key)


@given(st.randoms(use_true_random=False))
def test_a_reference_is_short_to_say_and_free_of_letters_that_sound_or_look_alike(random):
    reference = new_reference(random.randrange)
    assert len(reference) == 5
    assert reference[0] in "AHJKLQRWXY"
    assert reference[1:].isdigit()
