"""The gate: every family, in every place where words can arrive, and whatever follows stays safe."""

import pytest

from skill.crisis.detector import Detector, Family, Level, Risk, Subject

FAMILIES = {
    "Suicide": "988",
    "SelfHarm": "988",
    "Overdose": "911",
    "Medical": "911",
    "Eating": "911",
    "Violence": "911",
    "Abuse": "1-800-799-7233",
    "Psychosis": "988",
    "Method": "988",
}
SUICIDE = ("IWantToStatementIntent", {"statement": "kill myself"})
YES, NO = "AMAZON.YesIntent", "AMAZON.NoIntent"


@pytest.mark.parametrize("subject", ["Self", "Other"])
@pytest.mark.parametrize(("family", "number"), FAMILIES.items())
def test_each_family_gets_its_number_care_first_and_stays_open(talk, family, subject, number):
    said = talk.say(f"{family}{subject}CrisisIntent")
    assert number in said
    assert "988" in said or "911" in said
    assert said.endswith("Shall I say that again?")
    assert not talk.ended
    assert talk.card is None


@pytest.mark.parametrize("family", FAMILIES)
def test_a_helper_is_never_asked_whether_they_are_safe_themselves(talk, family):
    said = talk.say(f"{family}OtherCrisisIntent")
    assert "are you safe" not in said.lower()
    assert "You deserve support" not in said


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("subject", ["Self", "Other"])
def test_a_script_is_short_enough_to_hear(talk, family, subject):
    assert len(talk.say(f"{family}{subject}CrisisIntent").split()) <= 75


PLACES = [
    ("FindProgramIntent", "city"),
    ("FindProgramIntent", "zip"),
    ("CallbackIntent", "first_name"),
    ("CallbackIntent", "phone"),
    ("HotlineIntent", "hotline"),
    ("ScreeningConcernIntent", "concern"),
    ("AnIntentOfTomorrow", "anything"),
]


@pytest.mark.parametrize(("intent", "slot"), PLACES)
def test_words_of_risk_are_heard_in_any_slot(talk, intent, slot):
    assert "988" in talk.say((intent, {slot: "i want to kill myself"}))
    assert talk.pending == "crisis.again"


def test_yes_says_it_again_as_often_as_wanted(talk):
    once = talk.say(SUICIDE)
    assert talk.say(YES) == once
    assert talk.say(YES) == once
    assert talk.say("AMAZON.RepeatIntent") == once


def test_no_leaves_the_number_and_goes_on_plainly(talk):
    said = talk.say(SUICIDE, NO)
    assert "988" in said
    assert not talk.ended


def test_goodbye_after_a_crisis_says_the_number_once_more(talk):
    said = talk.say(SUICIDE, NO, "AMAZON.StopIntent")
    assert said.count("988") == 1
    assert talk.ended


def test_the_reprompt_says_the_number(talk):
    talk.say(SUICIDE)
    assert "988" in talk.response["response"]["reprompt"]["outputSpeech"]["ssml"]


def test_a_denial_is_believed_and_leads_back(talk):
    talk.say("ScreeningIntent", "ForMeIntent")
    before = talk.pending
    said = talk.say(SUICIDE, "NotWhatIMeantIntent")
    assert "are you sure" not in said.lower()
    assert talk.pending == before


def test_vague_despair_gets_a_caring_word_and_the_talk_goes_on(talk):
    talk.say("ScreeningIntent", "ForMeIntent")
    before = talk.pending
    said = talk.say("DespairCrisisIntent")
    assert "988" in said
    assert talk.pending == before


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("family", Family)
def test_a_short_reply_has_the_numbers_of_its_family_and_leads_on(talk, monkeypatch, family, subject):
    found = Risk(Level.SHORT, family, subject, "cues")
    monkeypatch.setattr(Detector, "classify", lambda detector, text: found)
    said = talk.say(("FindProgramIntent", {"city": "something unclear"}))
    first = {Family.OVERDOSE: "1-800-222-1222", Family.ABUSE: "1-800-799-7233"}.get(family, "988")
    assert first in said
    assert "988" in said
    assert len(said.split()) <= 40
    assert talk.pending == "crisis.go-on"


@pytest.mark.parametrize(
    "hotline", ["lifeline", "veterans", "poison", "domestic-violence", "old-number", "nonsense"]
)
def test_a_number_asked_for_is_given(talk, hotline):
    said = talk.say(("HotlineIntent", {"hotline": (hotline, hotline)}))
    assert "988" in said
    assert "911" in said


def test_what_was_dropped_stays_dropped(talk):
    talk.say("ScreeningIntent", "ForMeIntent", SUICIDE, NO, NO)
    assert "paused" not in talk.attributes
    assert talk.pending == "crisis.go-on"
