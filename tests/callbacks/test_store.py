"""Requests in the table: none lost, none doubled, whoever writes at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from skill.callbacks.caller import Kind
from skill.callbacks.model import Outcome, Status, caller_hash
from skill.errors import RefusedError
from tests.callbacks.requests import DETAILS, KEY, NOW, OTHER_DETAILS


def test_a_request_is_kept_as_it_was_made(table):
    placed = table.caller.place("user-1", DETAILS, request_id="r1", now=NOW)
    assert placed.kind is Kind.NEW
    kept = table.caller.current("user-1")
    assert kept == placed.request
    assert kept == table.desk.request(kept.reference)
    assert kept.details == DETAILS
    assert kept.status is Status.OPEN
    assert [(change.who, change.what, change.at) for change in kept.history] == [("caller", "asked", NOW)]


def test_a_user_id_is_nowhere_in_the_table(table):
    table.place(user="amzn1.ask.account.SECRET")
    assert "SECRET" not in str(table.items(""))
    assert caller_hash("amzn1.ask.account.SECRET", KEY) in str(table.items(""))


def test_the_same_alexa_request_delivered_again_makes_one_record(table):
    first = table.caller.place("user-1", DETAILS, request_id="r1", now=NOW)
    again = table.caller.place("user-1", DETAILS, request_id="r1", now=NOW + timedelta(seconds=9))
    assert again == first
    assert len(table.items("request#")) == 1


def test_a_second_request_while_one_is_open_updates_it(table):
    first = table.caller.place("user-1", DETAILS, request_id="r1", now=NOW)
    second = table.caller.place("user-1", OTHER_DETAILS, request_id="r2", now=NOW + timedelta(hours=1))
    assert second.kind is Kind.UPDATED
    assert second.request.reference == first.request.reference
    assert second.request.details == OTHER_DETAILS
    assert [change.what for change in second.request.history] == ["asked", "changed"]
    assert table.caller.place("user-1", OTHER_DETAILS, request_id="r2", now=NOW) == second
    assert len(table.items("request#")) == 1


def test_an_update_delivered_late_does_not_undo_a_newer_one(table):
    table.place(request_id="r1")
    table.place(request_id="r2", details=OTHER_DETAILS)
    table.place(request_id="r1")
    assert table.caller.current("user-1").details == OTHER_DETAILS


def test_an_update_leaves_a_claim_in_place(table):
    reference = table.place()
    table.desk.claim(reference, "Robin", now=NOW)
    table.place(request_id="r2", details=OTHER_DETAILS)
    kept = table.desk.request(reference)
    assert (kept.status, kept.claimed_by, kept.details) == (Status.CLAIMED, "Robin", OTHER_DETAILS)


def test_callers_see_their_own_request_only(table):
    table.place(user="user-1")
    assert table.caller.current("user-2") is None
    assert table.caller.cancel("user-2", request_id="r2", now=NOW) is None
    assert table.place(user="user-2") != table.caller.current("user-1").reference


def test_fifty_requests_of_one_account_at_once_leave_one_record(table):
    def place(number):
        details = replace(DETAILS, first_name=f"Sam{number}")
        return table.caller.place("user-1", details, request_id=f"r{number}", now=NOW)

    with ThreadPoolExecutor(50) as threads:
        placed = list(threads.map(place, range(50)))
    assert len(table.items("request#")) == 1
    assert len({each.request.reference for each in placed}) == 1
    assert [each.kind for each in placed].count(Kind.NEW) == 1
    history = table.caller.current("user-1").history
    assert [change.what for change in history] == ["asked", *["changed"] * 49]


def test_one_alexa_request_delivered_fifty_times_at_once_leaves_one_record_and_one_change(table):
    with ThreadPoolExecutor(50) as threads:
        references = set(threads.map(lambda _: table.place(), range(50)))
    assert len(references) == len(table.items("request#")) == 1
    assert len(table.caller.current("user-1").history) == 1


def test_of_twenty_staff_claiming_one_request_one_wins(table):
    reference = table.place()

    def claim(number):
        try:
            return table.desk.claim(reference, f"staff-{number}", now=NOW).claimed_by
        except RefusedError as refusal:
            return str(refusal)

    with ThreadPoolExecutor(20) as threads:
        told = list(threads.map(claim, range(20)))
    kept = table.desk.request(reference)
    assert told.count(kept.claimed_by) == 1
    assert told.count(f"{reference} is claimed by {kept.claimed_by}") == 19
    assert [change.what for change in kept.history] == ["asked", "claimed"]


def test_a_caller_who_cancels_while_staff_claim_and_close_leaves_one_truth(table):
    for number in range(10):
        reference = table.place(user=f"user-{number}")
        with ThreadPoolExecutor(2) as threads:
            cancelled = threads.submit(table.caller.cancel, f"user-{number}", request_id="c", now=NOW)
            claimed = threads.submit(table.desk.claim, reference, "Robin", now=NOW)
        assert cancelled.result().reference == reference
        if claimed.exception():
            assert isinstance(claimed.exception(), RefusedError)
        assert table.desk.request(reference).status is Status.CANCELLED
        assert table.caller.current(f"user-{number}") is None


def test_a_cancelled_request_is_kept_for_a_while_and_makes_room_for_a_new_one(table):
    first = table.place()
    cancelled = table.caller.cancel("user-1", request_id="r2", now=NOW)
    assert cancelled.reference == first
    assert table.caller.cancel("user-1", request_id="r2", now=NOW).reference == first  # delivered again
    assert table.caller.cancel("user-1", request_id="r3", now=NOW) is None
    assert table.caller.current("user-1") is None
    assert table.caller.latest("user-1").status is Status.CANCELLED
    second = table.caller.place("user-1", DETAILS, request_id="r4", now=NOW)
    assert second.kind is Kind.NEW
    assert second.request.reference != first
    (old,) = (item for item in table.items("request#") if item["reference"]["S"] == first)
    assert int(old["expires_at"]["N"]) == (NOW + timedelta(days=30)).timestamp()


def test_an_open_request_never_expires(table):
    table.place()
    table.caller.cancel("user-1", request_id="r2", now=NOW)
    table.place(request_id="r3")
    (live,) = (item for item in table.items("request#") if item["queue"]["S"] == "live")
    (hold,) = table.items("caller#")
    assert "expires_at" not in live
    assert "expires_at" not in hold


def test_closing_takes_the_one_who_claimed_and_keeps_every_step(table):
    reference = table.place()
    with pytest.raises(RefusedError, match="claim it first"):
        table.desk.close(reference, "Robin", Outcome.REACHED, now=NOW)
    table.desk.claim(reference, "Robin", now=NOW)
    with pytest.raises(RefusedError, match="claimed by Robin"):
        table.desk.close(reference, "Kim", Outcome.REACHED, now=NOW)
    closed = table.desk.close(reference, "Robin", Outcome.REACHED, now=NOW + timedelta(hours=1))
    assert (closed.status, closed.outcome) == (Status.CLOSED, Outcome.REACHED)
    assert [(change.who, change.what) for change in closed.history] == [
        ("caller", "asked"),
        ("Robin", "claimed"),
        ("Robin", "closed: reached"),
    ]
    assert table.caller.current("user-1") is None
    with pytest.raises(RefusedError, match="is closed"):
        table.desk.claim(reference, "Kim", now=NOW)


def test_a_claim_is_taken_over_from_the_one_who_holds_it_only(table):
    reference = table.place()
    table.desk.claim(reference, "Robin", now=NOW)
    with pytest.raises(RefusedError, match="claimed by Robin"):
        table.desk.claim(reference, "Kim", now=NOW, taken_from="Alex")
    assert table.desk.claim(reference, "Kim", now=NOW, taken_from="Robin").claimed_by == "Kim"


def test_lists_are_by_status_and_then_oldest_first(table):
    ages = {"young": NOW, "old": NOW - timedelta(days=2), "middle": NOW - timedelta(hours=5)}
    for user, asked in ages.items():
        table.caller.place(user, DETAILS, request_id=user, now=asked)
    claimed = table.place(user="claimed")
    table.desk.claim(claimed, "Robin", now=NOW)
    waiting = list(table.desk.requests(Status.OPEN))
    assert [request.asked_at for request in waiting] == sorted(ages.values())
    assert {request.status for request in table.desk.requests()} == {Status.OPEN, Status.CLAIMED}
    assert [request.reference for request in table.desk.requests(Status.CLAIMED)] == [claimed]
    assert list(table.desk.requests(Status.CLOSED)) == []


def test_a_list_is_one_query_and_never_a_scan(table):
    called = []
    table.client.meta.events.register("before-call.dynamodb.*", lambda model, **_: called.append(model.name))
    table.place()
    called.clear()
    assert len(list(table.desk.requests())) == 1
    assert called == ["Query"]


def test_a_reference_that_is_taken_is_not_given_twice(table):
    picks = iter([0, 1, 0, 1, 0, 0, 2])  # A0001, A0001 again, a pause, A0002
    table.caller._pick = lambda _: next(picks)
    assert table.place(user="user-1") == "A0001"
    assert table.place(user="user-2") == "A0002"


def test_a_caller_is_not_stuck_when_a_request_was_deleted_by_hand(table):
    reference = table.place()
    table.client.delete_item(TableName=table.name, Key={"pk": {"S": f"request#{reference}"}})
    assert table.caller.current("user-1") is None
    assert table.caller.place("user-1", DETAILS, request_id="r2", now=NOW).kind is Kind.NEW
