"""The staff hear of every request, once, and hear nothing of the caller."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.callbacks.model import Outcome, caller_hash
from skill.callbacks.notify import Notifier
from skill.callbacks.store import CallbackTable
from skill.content import Content
from skill.errors import ServiceError, StoreError
from tests.callbacks.requests import DETAILS, KEY, NOW, OTHER_DETAILS, Table


class Topic:
    """A topic that can break."""

    def __init__(self):
        self.messages = []
        self.broken = False

    def publish(self, message):
        if self.broken:
            raise ServiceError("the staff's topic failed")
        self.messages.append(message)


@pytest.fixture
def topic():
    return Topic()


@pytest.fixture
def notifier(table, topic):
    return Notifier(table.table, topic.publish, ZoneInfo("America/New_York"), Content())


def record(key, name="INSERT", number="1"):
    return {"eventName": name, "dynamodb": {"Keys": {"pk": {"S": key}}, "SequenceNumber": number}}


def of(reference, **more):
    return record(f"request#{reference}", **more)


def test_a_new_request_is_told_with_its_reference_and_when_it_is_due(table, notifier, topic):
    reference = table.place()
    assert notifier.batch([of(reference)]) == {"batchItemFailures": []}
    assert topic.messages == [f"A new request {reference}, due by Tue 24 Nov 2026 12:00 EST."]


def test_a_record_delivered_again_late_or_twice_tells_nothing_twice(table, notifier, topic):
    reference = table.place()
    notifier.batch([of(reference), of(reference, name="MODIFY", number="2")])
    notifier.batch([of(reference)])
    assert len(topic.messages) == 1


def test_changes_and_cancelling_by_the_caller_are_told(table, notifier, topic):
    reference = table.place()
    notifier.batch([of(reference)])
    table.place(request_id="r2", details=OTHER_DETAILS)
    notifier.batch([of(reference, name="MODIFY")])
    table.caller.cancel("user-1", request_id="r3", now=NOW)
    notifier.batch([of(reference, name="MODIFY")])
    assert [message.split(reference)[1].split(".")[0] for message in topic.messages[1:]] == [
        " was changed by the caller",
        " was cancelled by the caller",
    ]


def test_what_staff_do_themselves_is_not_told(table, notifier, topic):
    reference = table.place()
    notifier.batch([of(reference)])
    table.desk.claim(reference, "Robin", now=NOW)
    table.desk.close(reference, "Robin", Outcome.REACHED, now=NOW)
    notifier.batch([of(reference, name="MODIFY")])
    assert len(topic.messages) == 1


def test_a_request_cancelled_before_anyone_heard_of_it_is_not_told(table, notifier, topic):
    reference = table.place()
    table.caller.cancel("user-1", request_id="r2", now=NOW)
    notifier.batch([of(reference)])
    assert topic.messages == []


def test_holds_and_expired_requests_are_passed_over(table, notifier, topic):
    table.place()
    hold = table.items("caller#")[0]["pk"]["S"]
    assert notifier.batch([record(hold), of("K0000"), of("K0001", name="REMOVE")]) == {
        "batchItemFailures": []
    }
    assert topic.messages == []


def test_a_poisoned_record_is_given_back_and_holds_up_no_other(table, notifier, topic):
    first, second = table.place(user="1"), table.place(user="2")
    poisoned = {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "22", "Keys": {}}}
    told = notifier.batch([of(first, number="11"), poisoned, of(second, number="33")])
    assert told == {"batchItemFailures": [{"itemIdentifier": "22"}]}
    assert len(topic.messages) == 2
    assert notifier.batch([poisoned, of(second, number="33")])["batchItemFailures"]
    assert len(topic.messages) == 2


def test_a_malformed_stored_request_is_given_back(table, notifier):
    key = {"S": "request#K1234"}
    table.client.put_item(TableName=table.name, Item={"pk": key, "reference": {"S": "K1234"}})
    assert notifier.batch([of("K1234", number="7")]) == {"batchItemFailures": [{"itemIdentifier": "7"}]}


def test_a_broken_topic_loses_nothing_the_record_is_given_back_and_the_sweep_tells_it(table, notifier, topic):
    reference = table.place()
    topic.broken = True
    assert notifier.batch([of(reference, number="7")]) == {"batchItemFailures": [{"itemIdentifier": "7"}]}
    with pytest.raises(ServiceError):
        notifier.sweep(NOW)
    assert table.caller.current("user-1") is not None
    topic.broken = False
    assert notifier.sweep(NOW) == {"told": 1, "overdue": 0}
    assert notifier.sweep(NOW) == {"told": 0, "overdue": 0}
    assert len(topic.messages) == 1


def test_one_malformed_request_does_not_keep_the_sweep_from_the_others(table, notifier, topic):
    reference = table.place()
    broken = {"pk": "request#A0000", "queue": "live", "place": "claimed#2026"}
    item = {name: {"S": value} for name, value in broken.items()}
    table.client.put_item(TableName=table.name, Item=item)
    with pytest.raises(StoreError, match="malformed"):
        notifier.sweep(NOW)
    assert [reference in message for message in topic.messages] == [True]


def test_requests_past_due_are_counted_as_a_metric(table, notifier, capsys):
    table.place(user="1")
    table.place(user="2", details=replace(DETAILS, due=NOW - timedelta(hours=1)))
    reference = table.place(user="3", details=replace(DETAILS, due=NOW - timedelta(hours=1)))
    table.desk.claim(reference, "Robin", now=NOW)
    assert notifier.sweep(NOW)["overdue"] == 2
    metric = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert metric["CallbacksPastDue"] == 2
    assert metric["_aws"]["CloudWatchMetrics"][0]["Metrics"] == [
        {"Name": "CallbacksPastDue", "Unit": "Count"}
    ]


def test_what_the_notifier_reads_holds_nothing_personal(table, notifier):
    answers = []
    table.client.meta.events.register(
        "after-call.dynamodb.*", lambda parsed, **_: answers.append(str(parsed))
    )
    table.place()
    answers.clear()
    notifier.sweep(NOW)
    assert answers
    for personal in ("Sam", "6175550123", "user-1", caller_hash("user-1", KEY)):
        assert not any(personal in answer for answer in answers)


people = st.tuples(
    st.text(st.characters(categories=["Lu", "Ll"]), min_size=3, max_size=20),
    st.integers(1000, 9999),
    st.uuids().map(str),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=people, broken=st.booleans())
def test_no_message_log_line_or_metric_holds_a_name_a_number_or_an_id(table, topic, capsys, person, broken):
    name, line, user = person
    phone = replace(DETAILS.phone, digits=f"617666{line}")
    details = replace(DETAILS, first_name=f"Zz{name}", phone=phone)
    quoting = Quoting(table) if broken else table.table
    notifier = Notifier(quoting, topic.publish, ZoneInfo("America/New_York"), Content())
    reference = table.place(user=user, request_id=user, details=details)
    notifier.batch([of(reference)])
    try:
        notifier.sweep(NOW)
    except StoreError as error:
        said = str(error)
    else:
        said = ""
    out, err = capsys.readouterr()
    everything = out + err + said + "".join(topic.messages)
    for personal in (f"Zz{name}", f"666{line}", f"666-{line}", user, "morning"):
        assert personal not in everything


class Quoting(CallbackTable):
    """A table whose failures quote what was asked of it, as DynamoDB's can."""

    def __init__(self, table: Table):
        super().__init__("no-such-table-617666", lambda: table.client)
