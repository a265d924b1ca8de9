"""The screening as a conversation: every outcome, every aside, every way of saying no."""

import pytest

YES, NO = "AMAZON.YesIntent", "AMAZON.NoIntent"
ADULT = ("AgeGroupIntent", {"age_group": ("adult", "adult")})
MINOR = ("AgeGroupIntent", {"age_group": ("under eighteen", "minor")})
FOR_ME, FOR_SOMEONE = "ForMeIntent", "ForSomeoneIntent"


def concern(name):
    return "ScreeningConcernIntent", {"concern": (name, name)}


def days(name):
    return "ScreeningDaysIntent", {"days": (name, name)}


def overnight(name):
    return "ScreeningOvernightIntent", {"overnight": (name, name)}


def begin(talk, who=FOR_ME, age=ADULT):
    """Up to the question on suicide."""
    talk.say("ScreeningIntent", who, age, YES)
    assert talk.pending == "screening.suicide"


SAFE = (NO, YES)  # a no, and the yes that confirms it
CUTTING = (*SAFE, concern("mood"), *SAFE, YES, NO)  # self-harm, and no injury that needs care
CLEAR = (*SAFE, concern("mood"), *SAFE, *SAFE)  # up to the question on most days


@pytest.mark.parametrize("who", [FOR_ME, FOR_SOMEONE])
@pytest.mark.parametrize(
    ("steps", "heard"),
    [
        ((YES,), "988"),
        ((*SAFE, concern("substances"), YES), "stop alcohol or sedatives suddenly"),
        ((*SAFE, concern("eating"), YES), "call a doctor today"),
        ((*SAFE, concern("mood"), *SAFE, YES, YES), "call a doctor today"),
        ((*CLEAR, days("struggling"), YES, overnight("neither"), NO), "may be worth asking about"),
        ((*CLEAR, days("managing"), YES, overnight("stepping-down"), NO), "stepping down"),
        ((*CLEAR, days("managing"), YES, overnight("neither"), NO), "Regular visits"),
        ((*CLEAR, days("managing"), NO, overnight("neither"), NO), "A live-in program"),
        ((*CLEAR, days("managing"), YES, overnight("neither"), YES), "don't point clearly one way"),
        (
            (*SAFE, concern("mood"), *SAFE, YES, NO, days("harming"), YES, overnight("staying-home"), NO),
            "self-harm",
        ),
    ],
)
def test_each_outcome_is_reached_and_drops_the_answers(talk, who, steps, heard):
    begin(talk, who)
    said = talk.say(*steps)
    assert heard in said
    assert "988" in said
    assert "screening" not in talk.attributes
    assert talk.card is None
    assert not talk.ended


@pytest.mark.parametrize("unsure", ["NotSureIntent", "SkipIntent"])
def test_not_sure_about_ones_own_suicide_is_help_now(talk, unsure):
    begin(talk)
    assert "You deserve support right now" in talk.say(unsure)


def test_not_sure_about_someone_elses_goes_on_but_never_to_a_placement(talk):
    begin(talk, FOR_SOMEONE)
    assert "988" in talk.say("NotSureIntent")
    said = talk.say(concern("mood"), *SAFE, *SAFE, days("struggling"), YES, overnight("neither"), NO)
    assert "don't point clearly one way" in said


def test_a_hedged_yes_to_a_safety_question_is_a_yes(talk):
    begin(talk)
    assert "You deserve support right now" in talk.say("MostlyYesIntent")


def test_a_no_that_is_not_confirmed_is_asked_again(talk):
    begin(talk)
    assert "Is that right?" in talk.say(NO)
    talk.say(NO)
    assert talk.pending == "screening.suicide"


def test_a_half_confirmed_no_counts_as_not_sure(talk):
    begin(talk)
    assert "You deserve support right now" in talk.say(NO, "MostlyYesIntent")


def test_a_minor_alone_is_asked_about_safety_and_sent_to_a_trusted_adult(talk):
    begin(talk, FOR_ME, MINOR)
    said = talk.say(*SAFE)
    assert "another adult you trust" in said
    assert "988" in said
    assert "screening" not in talk.attributes


def test_a_minor_by_number(talk):
    talk.say("ScreeningIntent", FOR_ME, ("AgeIntent", {"age": "16"}), YES, *SAFE)
    assert talk.pending == "basics.anything-else"


def test_a_teen_cared_for_hears_of_teen_programs(talk):
    begin(talk, FOR_SOMEONE, MINOR)
    assert "teen program" in talk.say(*CLEAR, days("harming"), YES, overnight("neither"), NO)


def test_skip_everywhere_ends_in_talking_to_a_person(talk):
    begin(talk, FOR_SOMEONE)
    assert "don't point clearly one way" in talk.say(*["SkipIntent"] * 8)


def positions():
    """Every question, with the steps that lead to it."""
    steps = [NO, YES, concern("eating"), NO, YES, NO, YES, days("struggling"), YES, overnight("neither")]
    for length in range(len(steps) + 1):
        yield steps[:length]


ASIDES = [
    "AMAZON.HelpIntent",
    "AMAZON.RepeatIntent",
    "WhyDoYouAskIntent",
    "RecordingIntent",
    "AMAZON.FallbackIntent",
]


@pytest.mark.parametrize("steps", list(positions()))
@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_at_any_question_leads_back_to_it(talk, steps, aside):
    begin(talk)
    question = talk.say(*steps)
    before = talk.pending
    answers = dict(talk.attributes["screening"].get("answers", {}))
    said = talk.say(aside)
    assert talk.pending == before
    assert said.rsplit(".", 1)[-1].strip().endswith(question.rsplit(".", 1)[-1].strip())
    assert talk.attributes["screening"].get("answers", {}) == answers


@pytest.mark.parametrize("steps", list(positions()))
@pytest.mark.parametrize("stop", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
def test_stop_at_any_question_keeps_nothing(talk, steps, stop):
    begin(talk)
    talk.say(*steps)
    assert "I keep nothing" in talk.say(stop)
    assert talk.ended
    assert "screening" not in talk.attributes


@pytest.mark.parametrize("steps", list(positions()))
def test_a_crisis_at_any_question_wins_and_the_flow_resumes(talk, steps):
    begin(talk)
    talk.say(*steps)
    before = talk.pending
    said = talk.say(("IWantToStatementIntent", {"statement": "kill myself"}))
    assert "988" in said
    talk.say(NO)
    assert talk.pending == "crisis.resume"
    talk.say(YES)
    assert talk.pending == before


def test_after_a_crisis_no_program_is_suggested_as_a_fit(talk):
    begin(talk)
    talk.say(("IWantToStatementIntent", {"statement": "kill myself"}), NO, YES)
    said = talk.say(*CLEAR, days("struggling"), YES, overnight("stepping-down"), NO)
    assert "don't point clearly one way" in said


def test_back_asks_the_question_before(talk):
    begin(talk)
    talk.say(*SAFE, concern("mood"))
    assert talk.pending == "screening.health"
    talk.say("GoBackIntent")
    assert talk.pending == "screening.concern"
    talk.say(concern("eating"))
    assert "fainted" in talk.say("AMAZON.RepeatIntent")


def test_back_at_the_first_question_says_so(talk):
    begin(talk)
    assert "first question" in talk.say("GoBackIntent")
    assert talk.pending == "screening.suicide"


def test_start_over_forgets_everything(talk):
    begin(talk)
    talk.say(*SAFE, concern("mood"), "AMAZON.StartOverIntent")
    assert talk.pending == "screening.who"
    assert "answers" not in talk.attributes.get("screening", {})


@pytest.mark.parametrize(
    ("steps", "number", "following"),
    [(SAFE, "2", "screening.health"), (CLEAR, "3", "screening.home")],
)
def test_an_option_by_its_number(talk, steps, number, following):
    begin(talk)
    talk.say(*steps, ("OptionIntent", {"option": ("second", number)}))
    assert talk.pending == following


def test_two_misses_reword_and_a_third_offers_a_human(talk):
    begin(talk)
    talk.say(*SAFE)
    assert "didn't get that" in talk.say("AMAZON.FallbackIntent")
    assert "more simply" in talk.say("AMAZON.FallbackIntent")
    assert "1-800-662-4357" in talk.say("AMAZON.FallbackIntent")
    talk.say(YES)
    assert talk.pending == "screening.concern"


def test_a_person_may_decline_at_the_opening(talk):
    assert "keep nothing" in talk.say("ScreeningIntent", FOR_ME, ADULT, NO)
    assert not talk.ended


def test_the_privacy_sentence_comes_before_the_first_personal_question(talk):
    said = talk.say("ScreeningIntent", FOR_ME, ADULT)
    assert "not a clinician" in said
    assert "People nearby may hear us" in said


def test_no_answer_is_said_back(talk):
    begin(talk)
    assert "alcohol" not in talk.say(*SAFE, concern("substances")).split("overdosed")[0]


@pytest.mark.parametrize("steps", [[], [FOR_ME]])
@pytest.mark.parametrize("answer", [YES, NO, "MostlyYesIntent", "NotSureIntent", "SkipIntent"])
def test_a_yes_to_a_question_that_is_none_of_yes_or_no_is_asked_again(talk, steps, answer):
    talk.say("ScreeningIntent", *steps)
    before = talk.pending
    assert "didn't get that" in talk.say(answer)
    assert talk.pending == before
