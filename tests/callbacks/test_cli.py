"""The staff's command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from skill.callbacks.times import Days, Wish
from skill.cli import main
from tests.callbacks.requests import DETAILS, NOW


@pytest.fixture
def iop(kept, own_database, monkeypatch):
    """Runs `iop callbacks ...` on the table `kept`."""
    environment = own_database.environment | {
        "IOP_CALLBACKS_TABLE": kept.name,
        "IOP_PROGRAMS_TABLE": "not-used",
        "IOP_CENTRE_TIME_ZONE": "America/New_York",
        "COLUMNS": "140",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        return CliRunner().invoke(main, ["callbacks", *arguments])

    return run


def test_a_request_is_listed_shown_claimed_and_closed(kept, iop):
    reference = kept.place(details=replace(DETAILS, due=NOW - timedelta(days=300)))
    listed = iop("list")
    assert reference in listed.output
    assert "late" in listed.output
    shown = iop("show", reference.lower()).output
    assert "617-555-0123" in shown
    assert "someone the caller cares for" in shown
    assert "Sam" in iop("claim", reference, "--by", "Robin").output
    closed = iop("close", reference, "--by", "Robin", "--outcome", "message", "--json")
    assert json.loads(closed.output)["outcome"] == "message"
    history = [(entry["who"], entry["what"]) for entry in json.loads(closed.output)["history"]]
    assert history == [("caller", "asked"), ("Robin", "claimed"), ("Robin", "closed: message")]
    assert iop("list", "--json").output == ""
    assert reference in iop("list", "--status", "closed").output


def test_what_nobody_has_claimed_comes_first_and_then_the_oldest(kept, iop):
    placed = {
        user: kept.caller.place(
            user, DETAILS, request_id=user, now=NOW - timedelta(days=days)
        ).request.reference
        for user, days in {"claimed": 9, "new": 1, "old": 5}.items()
    }
    kept.desk.claim(placed["claimed"], "Robin", now=NOW)
    listed = [json.loads(line)["reference"] for line in iop("list", "--json").output.splitlines()]
    assert listed == [placed["old"], placed["new"], placed["claimed"]]


def test_the_list_for_the_wall_shows_no_name_and_no_number(kept, iop):
    kept.place()
    listed = iop("list").output
    assert "Sam" not in listed
    assert "617-555" not in listed
    assert "617555" not in listed


def test_the_list_as_json_is_one_object_a_request(kept, iop):
    references = [kept.place(user=f"user-{number}") for number in range(3)]
    lines = [json.loads(line) for line in iop("list", "--json").output.splitlines()]
    assert {line["reference"] for line in lines} == set(references)
    (first, *_) = lines
    assert first["first_name"] == "Sam"
    assert first["phone"] == "+16175550123"
    assert first["status"] == "open"
    assert first["wanted_from"] == "2026-11-24T14:00:00Z"
    assert "caller" not in first


def test_a_standing_wish_is_shown_in_the_callers_words(kept, iop):
    kept.place(details=replace(DETAILS, wish=replace(DETAILS.wish, days=Days.WEEKDAYS)))
    assert "on a weekday in the morning" in iop("list").output


def test_any_time_is_shown_so(kept, iop):
    reference = kept.place(details=replace(DETAILS, wish=Wish(), message_is_safe=False))
    shown = iop("show", reference).output
    assert "any time" in shown
    assert "DO NOT leave one" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("claim", "{reference}", "--by", "Kim"), "is claimed by Robin"),
        (("close", "{reference}", "--by", "Kim"), "is claimed by Robin"),
        (("claim", "{reference}", "--by", "Kim", "--from", "Alex"), "is claimed by Robin"),
        (("show", "A0000"), "there is no request A0000"),
    ],
)
def test_what_cannot_be_done_is_said_and_fails(kept, iop, arguments, said):
    reference = kept.place()
    kept.desk.claim(reference, "Robin", now=NOW)
    refused = iop(*(argument.format(reference=reference) for argument in arguments))
    assert refused.exit_code == 1
    assert said in refused.output


def test_a_request_is_taken_over(kept, iop):
    reference = kept.place()
    kept.desk.claim(reference, "Robin", now=NOW)
    taken = json.loads(iop("claim", reference, "--by", "Kim", "--from", "Robin", "--json").output)
    assert taken["claimed_by"] == "Kim"


@pytest.mark.parametrize(
    "arguments", [("show", "K47"), ("claim", "47291"), ("claim", "K4729", "--by", "caller")]
)
def test_what_is_no_reference_or_name_is_a_usage_error(iop, arguments):
    assert iop(*arguments).exit_code == 2


def test_who_claims_is_the_one_of_the_environment(kept, iop, monkeypatch):
    monkeypatch.setenv("IOP_STAFF", "Robin  Reyes")
    assert json.loads(iop("claim", kept.place(), "--json").output)["claimed_by"] == "Robin Reyes"


def test_one_record_that_cannot_be_read_hides_no_other(kept, iop):
    reference = kept.place()
    broken = {"pk": "request#A0000", "queue": "live", "place": "open#2026"}
    kept.client.put_item(TableName=kept.name, Item={name: {"S": value} for name, value in broken.items()})
    listed = iop("list", "--json")
    assert listed.exit_code == 0
    assert reference in listed.output
    assert "A0000 cannot be read" in listed.output
