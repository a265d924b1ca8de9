"""What goes wrong on the way loses nothing, doubles nothing, and is never called saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from skill.callbacks.caller import CallerRequests, Kind
from skill.callbacks.model import Status
from skill.callbacks.store import CallbackTable
from skill.errors import StoreError
from tests.callbacks.conversation import CLOSED_DOOR, READY, SETTINGS, Talk, pending
from tests.callbacks.requests import DETAILS, KEY, NOW


class Failing:
    """A client whose calls fail as told, before or after they reached the table."""

    def __init__(self, client, operation, *, after, times=1):
        self._client = client
        self._operation = operation
        self._after = after
        self.left = times

    def __getattr__(self, name):
        call = getattr(self._client, name)
        if name != self._operation:
            return call

        def failing(**arguments):
            if self.left <= 0:
                return call(**arguments)
            self.left -= 1
            if self._after:
                call(**arguments)
            raise ReadTimeoutError(endpoint_url="http://table")

        return failing


def broken(talk_settings, kept):
    return replace(talk_settings, callbacks_table=kept.name, endpoint_url=CLOSED_DOOR)


@pytest.fixture
def settings(kept, own_database):
    return replace(SETTINGS, callbacks_table=kept.name, endpoint_url=own_database.endpoint_url)


def test_a_table_that_is_down_at_the_last_step_is_admitted_and_trying_again_works(talk, kept, settings):
    conversation: Talk = talk()
    confirm = conversation.say(*READY)
    conversation.deploy(broken(settings, kept))
    failed = conversation.say("yes")
    assert "could not save your request, so nobody will call" in failed.speech
    assert "Harbor Center at 617-555-0100" in failed.speech
    assert "saved." not in failed.speech
    assert failed.attributes["callback"] == confirm.attributes["callback"]
    assert "could not save" in conversation.say("try again").speech
    conversation.deploy(settings)
    assert "Your reference is" in conversation.say("try again").speech
    assert len(list(kept.desk.requests())) == 1


def test_trying_again_works_after_something_else_was_asked(talk, kept, settings):
    conversation: Talk = talk()
    conversation.say(*READY)
    conversation.deploy(broken(settings, kept))
    conversation.say("yes")
    aside = conversation.say("what does it cost")
    assert pending(aside) == "callback.retry"
    conversation.deploy(settings)
    assert "Your reference is" in conversation.say("yes").speech


def test_not_trying_again_says_that_nobody_will_call(talk, kept, settings):
    conversation: Talk = talk()
    conversation.say(*READY)
    conversation.deploy(broken(settings, kept))
    assert "Nothing was saved" in conversation.say("yes", "no").speech


def test_a_table_that_is_down_at_the_beginning_does_not_stop_the_conversation(talk, kept, settings):
    conversation: Talk = talk()
    conversation.deploy(broken(settings, kept))
    assert pending(conversation.say("have someone call me")) == "callback.consent"


@pytest.mark.parametrize("said", ["when will they call me", "cancel my request", "change my number"])
def test_a_saved_request_that_cannot_be_looked_up_is_said_so_with_the_centres_number(
    talk, kept, settings, said
):
    conversation: Talk = talk()
    conversation.deploy(broken(settings, kept))
    answered = conversation.say(said)
    assert "can't look up your request" in answered.speech
    assert "617-555-0100" in answered.speech


def test_a_cancelling_that_failed_is_not_called_done(talk, kept, settings):
    conversation: Talk = talk()
    conversation.say(*READY, "yes", "cancel my request")
    conversation.deploy(broken(settings, kept))
    assert "could not cancel" in conversation.say("yes").speech
    assert len(list(kept.desk.requests(Status.OPEN))) == 1


def test_killed_between_write_and_reply_the_same_request_again_finds_it(talk, kept):
    conversation: Talk = talk()
    conversation.say(*READY)
    confirmed = []
    answer = conversation.handle

    def deliver_twice(event, context):
        confirmed.append(answer(event, context))  # the process is killed here: nobody hears it
        confirmed.append(answer(event, context))
        return confirmed[-1]

    conversation.handle = deliver_twice
    heard = conversation.say("yes")
    (request,) = kept.desk.requests()
    assert request.reference in heard.speech
    assert confirmed[0] == confirmed[1]
    assert len(request.history) == 1


def failing(kept, operation, *, after, times=1):
    client = Failing(kept.client, operation, after=after, times=times)
    return CallerRequests(CallbackTable(kept.name, lambda: client), KEY, sleep=lambda _: None)


@pytest.mark.parametrize("after", [False, True])
def test_a_write_that_fails_before_or_after_it_was_done_is_found_by_the_retry(kept, after):
    requests = failing(kept, "transact_write_items", after=after)
    with pytest.raises(StoreError):
        requests.place("user-1", DETAILS, request_id="r1", now=NOW)
    assert len(kept.items("request#")) == after
    placed = requests.place("user-1", DETAILS, request_id="r1", now=NOW)
    assert placed.kind is Kind.NEW
    assert len(kept.items("request#")) == 1
    assert len(placed.request.history) == 1


@pytest.mark.parametrize("after", [False, True])
def test_a_change_that_fails_before_or_after_it_was_done_is_made_once(kept, after):
    kept.place()
    requests = failing(kept, "update_item", after=after)
    with pytest.raises(StoreError):
        requests.place("user-1", DETAILS, request_id="r2", now=NOW)
    placed = requests.place("user-1", DETAILS, request_id="r2", now=NOW)
    assert placed.kind is Kind.UPDATED
    assert [change.what for change in placed.request.history] == ["asked", "changed"]


@pytest.mark.parametrize("after", [False, True])
def test_a_cancelling_that_fails_before_or_after_it_was_done_is_made_once(kept, after):
    kept.place()
    requests = failing(kept, "transact_write_items", after=after)
    with pytest.raises(StoreError):
        requests.cancel("user-1", request_id="r2", now=NOW)
    cancelled = requests.cancel("user-1", request_id="r2", now=NOW)
    assert cancelled is not None
    (kept_one,) = kept.desk.requests(Status.CANCELLED)
    assert [change.what for change in kept_one.history] == ["asked", "cancelled"]


def test_a_table_that_stays_busy_is_given_up_in_time(kept):
    waited = []
    requests = CallerRequests(
        CallbackTable(kept.name, lambda: Busy(kept.client)),
        KEY,
        pick=lambda below: below - 1,
        sleep=waited.append,
    )
    with pytest.raises(StoreError, match="busy"):
        requests.place("user-1", DETAILS, request_id="r1", now=NOW)
    assert sum(waited) < 4  # seconds, of the eight that Alexa waits


def test_a_table_that_is_slow_and_busy_is_given_up_before_alexa_gives_up(kept):
    seconds = iter(range(100))  # each look at the clock is a second later
    attempts = []
    requests = CallerRequests(
        CallbackTable(kept.name, lambda: Busy(kept.client)),
        KEY,
        sleep=attempts.append,
        clock=lambda: next(seconds),
    )
    with pytest.raises(StoreError, match="busy"):
        requests.place("user-1", DETAILS, request_id="r1", now=NOW)
    assert len(attempts) == 4


class Busy:
    """A client whose transactions always conflict."""

    def __init__(self, client):
        self._client = client

    def __getattr__(self, name):
        return getattr(self._client, name)

    def transact_write_items(self, **_):
        response = {
            "Error": {"Code": "TransactionCanceledException"},
            "CancellationReasons": [{"Code": "TransactionConflict"}],
        }
        raise ClientError(response, "TransactWriteItems")


@pytest.mark.parametrize(
    "change",
    [
        {"callbacks_key": ""},
        {"callbacks_key": "short"},
        {"callbacks_table": ""},
        {"callbacks_keep_days": "forever"},
        {"centre_hours": "nine to five"},
        {"centre_phone": "12"},
    ],
)
def test_a_malformed_setting_is_reported_at_the_start_and_costs_callbacks_only(kept, settings, change, talk):
    conversation: Talk = talk()
    conversation.deploy(replace(settings, **change))
    (report,) = (observed for observed in conversation.observed if observed.failure)
    assert type(report.failure).__name__ == "SettingsError"
    assert "IOP_" in str(report.failure)
    answered = conversation.say("have someone call me")
    assert "can't take call requests" in answered.speech
    assert "1-800-662-4357" in answered.speech
    assert "988" in conversation.say("help").speech


def test_where_no_centre_is_set_up_nothing_is_reported(talk, settings):
    conversation: Talk = talk()
    conversation.deploy(replace(settings, centre_name="", centre_phone=""))
    assert not any(observed.failure for observed in conversation.observed)
    assert "can't take call requests" in conversation.say("have someone call me").speech
