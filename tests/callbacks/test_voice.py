"""A request by voice: asked for, understood, corrected, confirmed, and kept."""

from __future__ import annotations

import pytest

from skill.callbacks.model import Outcome, Status, Whom
from skill.callbacks.times import Part
from tests.callbacks.conversation import ASKED, MONDAY_MORNING, READY, Account, pending


def test_a_request_is_made_from_the_first_word_to_the_reference(talk, kept):
    conversation = talk()
    notice = conversation.say("have someone call me")
    assert "first name, your number, a good time, and who it's for" in notice.speech
    read_back = conversation.say(*READY[1:])
    assert "Sam, at the number that ends in 0123, tomorrow in the morning" in read_back.speech
    assert "It's about you" in read_back.speech
    assert kept.items("") == []
    saved = conversation.say("yes")
    (request,) = kept.desk.requests()
    assert f"Your reference is {request.reference}" in saved.speech
    assert (request.details.first_name, request.details.phone.e164) == ("Sam", "+16175550123")
    assert (request.details.whom, request.details.wish.part) == (Whom.SELF, Part.MORNING)
    assert request.details.message_is_safe
    assert request.details.due.astimezone(MONDAY_MORNING.tzinfo).isoformat() == "2026-11-24T12:00:00-05:00"
    assert "callback" not in saved.attributes


def test_the_number_is_read_back_digit_by_digit(talk):
    heard = talk().say(*ASKED[:-1])
    assert '<say-as interpret-as="telephone">617-555-0123</say-as>. Is that right?' in heard.ssml


@pytest.mark.parametrize(
    "said",
    [
        "six one seven five five five oh one two three",
        "one six one seven five five five oh one two three",
        "six one seven triple five zero one two three",
        "my number is six one seven five five five oh one two three",
        "it's six one seven double five five oh one two three",
    ],
)
def test_a_number_is_understood_in_any_way_of_saying_it(talk, said):
    assert "617-555-0123" in talk().say(*ASKED[:3], said).speech


def test_a_number_without_its_area_code_is_completed(talk):
    conversation = talk()
    asked = conversation.say(*ASKED[:3], "five five five oh one two three")
    assert asked.speech == "What's the area code?"
    assert "617-555-0123" in conversation.say("six one seven").speech


def test_a_number_is_corrected_any_number_of_times_and_then_the_centres_is_given_too(talk):
    conversation = talk()
    conversation.say(*ASKED[:3])
    for _ in range(4):
        wrong = conversation.say("six one seven five five five oh one two four", "no")
        assert pending(wrong) == "callback.phone"
    assert "call Harbor Center at 617-555-0100" in wrong.speech
    right = conversation.say("six one seven five five five oh one two three")
    assert "617-555-0123" in right.speech


def test_a_correction_said_with_the_no_is_taken_at_once(talk):
    corrected = talk().say(*ASKED[:4], "no it's two oh two five five five oh one nine nine")
    assert "202-555-0199" in corrected.speech


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("one two three four", "too short"),
        ("one two three four five six seven eight nine oh one two", "too long"),
        ("nine oh oh five five five one two three four", "charges"),
        ("eight seven six five five five one two three four", "United States and Canada"),
        ("six one seven five five five one two one two", "working number"),
    ],
)
def test_a_number_that_cannot_be_called_is_refused_with_the_reason(talk, said, why):
    refused = talk().say(*ASKED[:3], said)
    assert why in refused.speech
    assert pending(refused) == "callback.phone"


@pytest.mark.parametrize("said", ["nine one one", "nine eight eight"])
def test_a_crisis_number_is_not_taken_for_a_callers(talk, said):
    answered = talk().say(*ASKED[:3], said)
    assert "911" in answered.speech or "988" in answered.speech
    assert "I can't call for you" in answered.speech
    assert answered.open
    assert "phone" not in answered.attributes.get("callback", {})


def test_the_accounts_number_is_offered_second_and_read_back(talk):
    conversation = talk(granted=["profile"])
    asked = conversation.say(*ASKED[:3])
    assert "account" not in asked.speech
    assert "use the number on my account" in asked.reprompt
    assert "202-555-0143" in conversation.say("use the number on my account").speech


@pytest.mark.parametrize(
    ("account", "granted", "said"),
    [
        (Account(), (), "okay in the Alexa app"),
        (Account(mobile=None), ("profile",), "no number on this account"),
        (Account(mobile=("44", "2079460000")), ("profile",), "no number on this account"),
        (Account(status=500), ("profile",), "can't reach that number"),
        (Account(status=429), ("profile",), "can't reach that number"),
    ],
    ids=["403", "204", "abroad", "500", "429"],
)
def test_without_the_accounts_number_the_caller_is_asked_again(talk, account, granted, said):
    conversation = talk(account=account, granted=granted)
    answered = conversation.say(*ASKED[:3], "use the number on my account")
    assert said in answered.speech
    assert pending(answered) == "callback.phone"
    assert ("AskForPermissionsConsent" in str(answered.card)) == (not granted)
    assert "617-555-0123" in conversation.say("six one seven five five five oh one two three").speech


def test_whom_it_is_for_is_not_asked_when_it_was_said(talk, kept):
    conversation = talk()
    conversation.say("can someone call me about my son", *ASKED[1:])
    confirm = conversation.say("any time", "no")
    assert "someone you care for" in confirm.speech
    conversation.say("yes")
    assert next(kept.desk.requests()).details.whom is Whom.OTHER


@pytest.mark.parametrize(
    ("said", "read_back"),
    [
        ("tomorrow after two", "tomorrow after 2 PM"),
        ("tomorrow at ten", "tomorrow at 10 AM"),
        ("any time", "any time the center is open"),
        ("whenever", "any time the center is open"),
        ("weekday mornings", "on a weekday in the morning"),
        ("friday afternoon", "on Friday, November 27 in the afternoon"),
        ("before noon", "tomorrow before noon"),
        ("i don't know", "any time the center is open"),
    ],
)
def test_times_are_understood_and_read_back(talk, said, read_back):
    conversation = talk()
    conversation.now = MONDAY_MORNING.replace(hour=16, minute=50)
    assert read_back in conversation.say(*ASKED, "for me", said, "yes").speech


@pytest.mark.parametrize("said", ["tomorrow after five", "saturday", "tomorrow evening"])
def test_a_time_at_which_the_centre_is_closed_is_answered_with_its_hours(talk, said):
    refused = talk().say(*ASKED, "for me", said)
    assert "Monday to Friday, 9 AM to 5 PM, Eastern time" in refused.speech
    assert pending(refused) == "callback.when"


def test_a_time_that_was_refused_leaves_nothing_behind_in_the_next_answer(talk):
    conversation = talk()
    conversation.say(*ASKED, "for me", "saturday morning")
    assert "tomorrow at 2 PM" in conversation.say("tomorrow at two", "no").speech


def test_times_are_those_of_the_device(talk, kept):
    conversation = talk(account=Account(time_zone="America/Los_Angeles"))
    assert "tomorrow at 10 AM." in conversation.say(*ASKED, "for me", "tomorrow at ten", "yes").speech
    conversation.say("yes")
    (request,) = kept.desk.requests()
    assert request.details.wanted_from.isoformat() == "2026-11-24T18:00:00+00:00"


@pytest.mark.parametrize(
    "account", [Account(status=500), Account(time_zone=None), Account(time_zone="Mars/Base")]
)
def test_without_the_devices_time_zone_the_centres_is_used_and_named(talk, account):
    read_back = talk(account=account).say(*ASKED, "for me", "tomorrow at ten", "yes")
    assert "tomorrow at 10 AM, Eastern time" in read_back.speech


def test_a_message_is_left_only_after_a_clear_yes(talk, kept):
    for number, answer in enumerate(["no", "not sure", "skip"]):
        conversation = talk(user_id=f"user-{number}")
        conversation.say(*ASKED, "for me", "any time", answer, "yes")
    assert [request.details.message_is_safe for request in kept.desk.requests()] == [False] * 3


@pytest.mark.parametrize(
    ("part", "answers", "found"),
    [
        ("the name", ["max"], "Max, at the number that ends in 0123"),
        ("change the number", ["two oh two five five five oh one nine nine", "yes"], "ends in 0199"),
        ("the time", ["tomorrow afternoon"], "tomorrow in the afternoon"),
        ("who it's for", ["for my wife"], "someone you care for"),
        ("the message", ["no"], "won't leave a message"),
        ("change the time to friday at ten", [], "on Friday, November 27 at 10 AM"),
    ],
)
def test_at_the_end_any_part_is_corrected_and_the_rest_stays(talk, part, answers, found):
    conversation = talk()
    conversation.say(*READY, "no", part)
    confirm = conversation.say(*answers) if answers else conversation.said[-1]
    assert found in confirm.speech
    assert pending(confirm) == "callback.confirm"


def test_one_goes_back_question_by_question(talk):
    conversation = talk()
    conversation.say(*ASKED, "for me")
    steps = [pending(conversation.say("go back")) for _ in range(4)]
    assert steps == ["callback.whom", "callback.phone", "callback.name", "callback.name"]


@pytest.mark.parametrize("lines", [READY[:length] for length in range(1, len(READY) + 1)], ids=len)
@pytest.mark.parametrize("aside", ["help", "repeat", "what does it cost", "are you a real person"])
def test_help_repeat_and_asides_lead_back_to_every_question(talk, lines, aside):
    conversation = talk()
    before = conversation.say(*lines)
    after = conversation.say(aside)
    assert after.attributes["pending"] == before.attributes["pending"]
    assert after.attributes.get("callback") == before.attributes.get("callback")


@pytest.mark.parametrize("lines", [READY[:length] for length in range(1, len(READY) + 1)], ids=len)
def test_stop_and_a_crisis_work_at_every_question_and_nothing_is_saved(talk, kept, lines):
    conversation = talk()
    before = conversation.say(*lines)
    crisis = conversation.say("i want to kill myself")
    assert "988" in crisis.speech
    assert crisis.open
    resumed = conversation.say("continue")
    assert pending(resumed) == pending(before)
    assert not conversation.say("stop").open
    assert kept.items("") == []


def test_no_to_the_notice_passes_nothing_on(talk, kept):
    declined = talk().say("have someone call me", "no")
    assert "I passed nothing on" in declined.speech
    assert kept.items("") == []


@pytest.mark.parametrize(
    "lines",
    [["i'm twelve"], ["yes", "i'm fourteen"], ["yes", "i'm under eighteen"], [*ASKED[1:], "i'm twelve"]],
)
def test_a_child_hears_of_a_trusted_adult_and_988_and_is_not_called(talk, kept, lines):
    conversation = talk()
    answered = conversation.say("have someone call me", *lines)
    assert "adult you trust" in answered.speech
    assert "988" in answered.speech
    assert "Sam" not in str(answered.attributes)
    assert "adult you trust" in conversation.say("have someone call me").speech
    assert kept.items("") == []


def test_the_age_of_the_person_one_calls_about_does_not_end_it(talk):
    conversation = talk()
    answered = conversation.say("can someone call me about my daughter", "yes", "ann", "she's twelve")
    assert pending(answered) == "callback.phone"


def test_the_status_says_by_when_the_call_is_due(talk, kept):
    conversation = talk()
    assert "don't see an open request" in conversation.say("when will they call me").speech
    conversation.say(*READY, "yes")
    (request,) = kept.desk.requests()
    waiting = conversation.say("when will they call me")
    assert f"{request.reference} is waiting" in waiting.speech
    assert "by tomorrow at noon" in waiting.speech
    kept.desk.claim(request.reference, "Robin", now=conversation.now)
    claimed = conversation.say("when will they call me").speech
    assert "picked up" in claimed
    assert "Robin" not in claimed
    kept.desk.close(request.reference, "Robin", Outcome.REACHED, now=conversation.now)
    assert "is closed" in conversation.say("when will they call me").speech


def test_a_saved_request_is_changed_in_another_session(talk, kept):
    talk().say(*READY, "yes")
    (before,) = kept.desk.requests()
    conversation = talk()
    changed = conversation.say("change my number", "two oh two five five five oh one nine nine", "yes", "yes")
    assert "updated" in changed.speech
    (after,) = kept.desk.requests()
    assert (after.reference, after.details.phone.dialed) == (before.reference, "202-555-0199")
    assert after.details.first_name == "Sam"


def test_a_second_request_while_one_is_open_updates_it_and_says_so(talk, kept):
    talk().say(*READY, "yes")
    (before,) = kept.desk.requests()
    conversation = talk()
    assert (
        f"You have a request open. It's {before.reference}" in conversation.say("have someone call me").speech
    )
    updated = conversation.say("yes", "max", *READY[3:], "yes")
    assert f"updated it. It's still {before.reference}" in updated.speech
    (after,) = kept.desk.requests()
    assert (after.reference, after.details.first_name) == (before.reference, "Max")


def test_a_request_is_cancelled_after_a_yes(talk, kept):
    conversation = talk()
    conversation.say(*READY, "yes")
    assert pending(conversation.say("cancel my request")) == "callback.cancel"
    assert "stays open" in conversation.say("no").speech
    assert "Nobody will call" in conversation.say("cancel my request", "yes").speech
    assert list(kept.desk.requests()) == []
    (cancelled,) = kept.desk.requests(Status.CANCELLED)
    assert "was cancelled" in conversation.say("when will they call").speech
    assert cancelled.history[-1].who == "caller"


def test_a_draft_is_dropped_when_the_caller_changes_their_mind(talk, kept):
    conversation = talk()
    dropped = conversation.say(*READY, "cancel my request")
    assert "Nothing was saved" in dropped.speech
    assert "Sam" not in str(dropped.attributes)
    assert kept.items("") == []


def test_yes_to_an_offer_of_another_capability_begins_a_request(talk):
    conversation = talk()
    offered = conversation.say("when will they call me")
    assert pending(offered) == "callback.offer"
    assert pending(conversation.say("yes")) == "callback.consent"
