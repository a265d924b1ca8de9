"""A request for a call, from the words to the staff: skill, table, stream, notifier, topic, queue."""

from __future__ import annotations

import json
import re
import time

import pytest

from tests.e2e.conversations import REQUEST, iop, speaker, talk

PATIENCE = 60
# The last four digits count only by themselves: a time stamp may hold them.
PERSONAL = re.compile(r"maria|6175550123|555-0123|(?<![\w-])0123(?![\w-])|amzn1\.ask\.account", re.IGNORECASE)
"""The last four digits count only where they stand alone: any request id may hold them."""


def only_from(topic, queue):
    return {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue,
            "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
        },
    }


@pytest.fixture
def staff(local_cloud):
    """Returns what the staff are told from now on, one text a call."""
    queues, topics = local_cloud.client("sqs"), local_cloud.client("sns")
    url = queues.create_queue(QueueName="staff")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    topic = local_cloud.outputs["StaffTopicArn"]
    queues.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(only_from(topic, arn))})
    subscription = topics.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)["SubscriptionArn"]

    def hears(reference):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for message in queues.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", ()):
                queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                text = json.loads(message["Body"])["Message"]
                if reference in text:
                    return text
        raise AssertionError(f"the staff never heard of {reference}")

    yield hears
    topics.unsubscribe(SubscriptionArn=subscription)
    queues.delete_queue(QueueUrl=url)


def reference_in(exchange):
    return exchange.speech.partition("Your reference is ")[2].partition(".")[0]


def test_a_request_by_voice_reaches_the_staff_without_a_word_about_the_person(local_cloud, staff):
    saved = talk(speaker(local_cloud, user_id="amzn1.ask.account.REACHES"), *REQUEST)
    reference = reference_in(saved)
    assert reference
    notice = staff(reference)
    assert not PERSONAL.search(notice)

    cancelled = speaker(local_cloud, user_id="amzn1.ask.account.REACHES")
    assert "cancelled" in talk(cancelled, "cancel my request", "yes").speech
    assert "cancel" in staff(reference).lower()


def test_the_staff_claim_and_close_what_was_asked_for_by_voice(local_cloud, staff):
    reference = reference_in(talk(speaker(local_cloud, user_id="amzn1.ask.account.CLAIMED"), *REQUEST))
    staff(reference)
    (listed,) = [found for found in requests(local_cloud) if found["reference"] == reference]
    assert listed["status"] == "open"
    iop(local_cloud, "callbacks", "claim", reference, "--by", "sam")
    iop(local_cloud, "callbacks", "close", reference, "--by", "sam")
    assert reference not in [found["reference"] for found in requests(local_cloud)]
    asked = talk(speaker(local_cloud, user_id="amzn1.ask.account.CLAIMED"), "when will they call")
    assert "waiting" not in asked.speech


def requests(cloud):
    return [json.loads(line) for line in iop(cloud, "callbacks", "list", "--json").splitlines()]


def test_no_log_of_either_function_holds_a_word_of_the_person(local_cloud, staff):
    staff(reference_in(talk(speaker(local_cloud, user_id="amzn1.ask.account.LOGGED"), *REQUEST)))
    logs = local_cloud.client("logs")
    lines = []
    for group in logs.describe_log_groups()["logGroups"]:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
        lines += [event["message"] for page in pages for event in page["events"]]
    assert any("IopVoiceSkill" in line for line in lines)
    assert not [line for line in lines if PERSONAL.search(line)]


def test_what_the_caller_changes_is_told_too(local_cloud, staff):
    speaking = speaker(local_cloud, user_id="amzn1.ask.account.CHANGED")
    reference = reference_in(talk(speaking, *REQUEST))
    staff(reference)
    talk(speaking, "change my number", "two oh two five five five oh one nine nine", "yes", "yes")
    assert f"Request {reference} was changed by the caller" in staff(reference)


def test_the_sweep_that_the_schedule_starts_counts_what_is_past_due(local_cloud):
    answered = local_cloud.client("lambda").invoke(
        FunctionName=local_cloud.notifier_function,
        Payload=json.dumps({"source": "aws.events", "detail-type": "Scheduled Event"}),
    )
    assert "FunctionError" not in answered
    assert json.loads(answered["Payload"].read())["overdue"] == 0
