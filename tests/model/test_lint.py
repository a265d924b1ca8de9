"""Every rule of the lint is fed a model that breaks it, and only it."""

import copy
import json

import pytest
from click.testing import CliRunner

from skill.cli.model import command
from skill.model.lint import Model, dialog, handlers, lint_model, manifest, prompts
from skill.model.lint.model import Intent

BUILT_IN = ("Cancel", "Fallback", "Help", "NavigateHome", "No", "Stop", "Yes")

GOOD = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "outpatient guide",
            "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
            "intents": [
                *({"name": f"AMAZON.{name}Intent", "samples": []} for name in BUILT_IN),
                {
                    "name": "FindIntent",
                    "slots": [
                        {"name": "city", "type": "AMAZON.US_CITY", "samples": ["{city}", "in {city}"]},
                        {"name": "concern", "type": "Concern"},
                    ],
                    "samples": ["find a program in {city}", "find one for {concern}"],
                },
                {
                    "name": "FeelStatementIntent",
                    "slots": [{"name": "statement", "type": "AMAZON.SearchQuery"}],
                    "samples": ["i feel {statement}"],
                },
                {"name": "CostTopicIntent", "samples": ["what does an i. o. p. cost", "i feel broke"]},
            ],
            "types": [
                {
                    "name": "Concern",
                    "values": [{"id": "alcohol", "name": {"value": "alcohol", "synonyms": ["beer"]}}],
                }
            ],
        },
        "dialog": {
            "delegationStrategy": "SKILL_RESPONSE",
            "intents": [
                {
                    "name": "FindIntent",
                    "delegationStrategy": "SKILL_RESPONSE",
                    "confirmationRequired": False,
                    "prompts": {},
                    "slots": [
                        {
                            "name": "city",
                            "type": "AMAZON.US_CITY",
                            "elicitationRequired": False,
                            "prompts": {},
                        },
                        {"name": "concern", "type": "Concern", "elicitationRequired": False, "prompts": {}},
                    ],
                }
            ],
        },
    }
}


def found(change):
    """The rules that a model breaks after `change` was made to a good one."""
    whole = copy.deepcopy(GOOD)
    change(whole["interactionModel"])
    model = Model.parse(json.dumps(whole), "en-US")
    return {finding.rule for finding in lint_model(model)}


def intent(model, name):
    return next(each for each in model["languageModel"]["intents"] if each["name"] == name)


def naming(name):
    return lambda model: model["languageModel"].update(invocationName=name)


def saying(*samples, to="CostTopicIntent"):
    return lambda model: intent(model, to)["samples"].extend(samples)


def slot(kind, name="thing", samples=("say {thing} now",), to="CostTopicIntent"):
    def change(model):
        intent(model, to).setdefault("slots", []).append({"name": name, "type": kind})
        intent(model, to)["samples"].extend(samples)

    return change


def values(*each):
    def change(model):
        model["languageModel"]["types"][0]["values"] = [
            {"id": value_id, "name": {"value": value, "synonyms": synonyms}}
            for value_id, value, synonyms in each
        ]

    return change


def in_dialog(**changes):
    return lambda model: model["dialog"]["intents"][0].update(changes)


def without(name):
    def change(model):
        language = model["languageModel"]
        language["intents"] = [each for each in language["intents"] if each["name"] != name]

    return change


def in_dialog_slot(**changes):
    return lambda model: model["dialog"]["intents"][0]["slots"][0].update(changes)


BROKEN = [
    ("invocation-name", naming("guide")),
    ("invocation-name", naming("i o p guide")),
    ("invocation-name", naming("ask outpatient guide")),
    ("invocation-name", naming("alexa guide")),
    ("invocation-name", naming("guide to care")),
    ("invocation-name", naming("outpatient skill")),
    ("invocation-name", naming("emergency guide")),
    ("invocation-name", naming("Outpatient Guide")),
    ("invocation-name", naming("level 2 guide")),
    ("invocation-name", naming("")),
    ("fallback-sensitivity", lambda model: model["languageModel"].pop("modelConfiguration")),
    ("intent-required", without("AMAZON.StopIntent")),
    ("intent-name", lambda model: intent(model, "CostTopicIntent").update(name="Cost 2 Intent")),
    ("intent-name", lambda model: intent(model, "CostTopicIntent").update(name="Cost")),
    ("intent-name", lambda model: intent(model, "CostTopicIntent").update(name="AMAZON.CostIntent")),
    ("intent-twice", lambda model: model["languageModel"]["intents"].append({"name": "AMAZON.YesIntent"})),
    ("slot-name", slot("Concern", "the thing", ["say {the thing} now"])),
    ("type-name", lambda model: model["languageModel"]["types"][0].update(name="My Type")),
    ("sample-on-built-in", saying("nope not today", to="AMAZON.NoIntent")),
    ("samples-many", saying(*("x " + "y" * n for n in range(1, 1_100)))),
    ("sample-twice", saying("what does an i. o. p. cost")),
    ("sample-characters", saying("is it 9 hours")),
    ("sample-characters", saying("what does it cost?")),
    ("sample-characters", saying("\uff41 program")),
    ("sample-apostrophe", saying("what 's it cost")),
    ("sample-case", saying("what does it Cost")),
    ("sample-spaces", saying("what  does it cost")),
    ("sample-empty", saying("")),
    ("sample-braces", saying("what {does it cost")),
    ("sample-period", saying("what does it cost.")),
    ("sample-in-two-intents", saying("i feel broke", to="FindIntent")),
    ("sample-in-two-intents", slot("AMAZON.US_CITY", "city", ["find a program in {city}"])),
    ("slot-unknown", saying("say {nothing} now")),
    ("slot-twice", saying("from {city} to {city} please", to="FindIntent")),
    ("slots-only", saying("{concern}", to="FindIntent")),
    ("phrase-carrier", saying("{statement}", to="FeelStatementIntent")),
    ("phrase-alone", lambda model: (slot("Concern", "concern", [], "FeelStatementIntent")(model),
                                    saying("my {concern} is {statement}", to="FeelStatementIntent")(model))),
    ("phrase-greedy", slot("AMAZON.SearchQuery", "query", ["find {query}"])),
    ("overlap", slot("AMAZON.City", "town", ["find a program in {town}"])),
    ("slot-unused", slot("Concern", samples=[])),
    ("slot-type-differs", slot("AMAZON.City", "city", ["is there one near {city} at all"])),
    ("slot-type-unknown", slot("Nowhere")),
    ("type-empty", values()),
    ("type-unused", lambda model: model["languageModel"]["types"].append(
        {"name": "Spare", "values": [{"id": "a", "name": {"value": "a"}}]})),
    ("value-length", values(("a", "x" * 141, []))),
    ("value-length", values(("a", "x", ["y" * 141]))),
    ("value-empty", values(("a", "x", [" "]))),
    ("value-twice", values(("a", "x", ["z"]), ("b", "y", ["Z"]))),
    ("value-id-twice", values(("a", "x", []), ("a", "y", []))),
    ("synonym-twice", values(("a", "x", ["y", "y"]))),
    ("value-count", values(*((str(n), f"v{n}", []) for n in range(50_001)))),
    ("model-size", values(*((str(n), f"{n:0140}", []) for n in range(8_000)))),
    ("dialog-intent", in_dialog(name="NobodyIntent")),
    ("dialog-delegation", in_dialog(delegationStrategy="ALWAYS")),
    ("dialog-delegation", lambda model: model["dialog"].update(delegationStrategy="ALWAYS")),
    ("dialog-slots", lambda model: model["dialog"]["intents"][0]["slots"].pop()),
    ("dialog-slots", in_dialog_slot(type="AMAZON.City")),
    ("dialog-required", in_dialog_slot(elicitationRequired=True)),
    ("dialog-prompt", in_dialog_slot(prompts={"elicitation": "Elicit.Nothing"})),
]  # fmt: skip


def test_a_good_model_has_no_findings():
    assert found(lambda model: None) == set()


@pytest.mark.parametrize(
    ("rule", "change"), BROKEN, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(BROKEN)]
)
def test_a_broken_model_is_found(rule, change):
    assert rule in found(change)


@pytest.mark.parametrize("name", ["outpatient guide", "care guide", "day treatment guide", "mom's guide"])
def test_plain_names_are_fine(name):
    assert found(naming(name)) == set()


@pytest.mark.parametrize(
    "sample",
    ["an i. o. p.'s rules", "the i. o. p.", "my {concern}'s cost", "caf\u00e9 costs", "follow-up costs"],
)
def test_letters_possessives_and_hyphens_are_fine(sample):
    def change(model):
        intent(model, "CostTopicIntent").setdefault("slots", []).append(
            {"name": "concern", "type": "Concern"}
        )
        intent(model, "CostTopicIntent")["samples"].extend([sample, "it costs {concern} there"])

    assert found(change) == set()


def test_a_phrase_slot_does_not_take_what_another_intent_says_more_precisely():
    assert "overlap" not in found(saying("i feel {concern} is bad", to="FindIntent"))


def test_code_that_elicits_what_the_dialog_does_not_list_is_found(tmp_path):
    (tmp_path / "handlers.py").write_text(
        'ask("a", "b", elicit=("FindIntent", "city"))\nask("a", "b", elicit=("FindIntent", "zip"))\n'
    )
    model = Model.parse(json.dumps(GOOD), "en-US")
    findings = list(dialog.check_elicited(model, dialog.elicited_in(tmp_path)))
    assert [(finding.rule, finding.place) for finding in findings] == [("dialog-missing", "handlers.py:2")]


class Named:
    def __init__(self, *intents):
        self.intents = frozenset(intents)

    def matches(self, turn):
        return turn.intent in self.intents


class Statements(Named):
    def matches(self, turn):
        return turn.intent.endswith("StatementIntent")


class Anything(Named):
    def matches(self, turn):
        return True


def test_intents_without_handlers_and_handlers_without_intents_are_found():
    model = Model("en-US", 0, intents=(Intent("AIntent"), Intent("BIntent"), Intent("CStatementIntent")))
    findings = handlers.check(model, [Named("AIntent", "ZIntent"), Statements(), Anything()])
    assert {(finding.rule, finding.place) for finding in findings} == {
        ("intent-unhandled", "BIntent"),
        ("handler-unreachable", "Named ZIntent"),
    }


@pytest.mark.parametrize(
    ("phrase", "understood"),
    [
        ("what does an IOP cost", True),
        ("What does an IOP cost?", True),
        ("help", True),
        ("find a program in Denver", True),
        ("in Denver", True),
        ("find one for beer", True),
        ("find one for a bicycle", False),
        ("i feel strange", False),  # only the phrase slot takes it
        ("bicycle", False),  # any word fits a bare city
        ("repeat that", False),  # the model has no AMAZON.RepeatIntent
    ],
)
def test_phrases_in_curly_quotes_must_be_understood(tmp_path, phrase, understood):
    (tmp_path / "basics.toml").write_text(
        f'[help]\nstart = "Say \u201c{phrase}\u201d now."\n', encoding="utf-8"
    )
    findings = list(prompts.check(Model.parse(json.dumps(GOOD), "en-US"), tmp_path))
    assert (not findings) is understood
    assert all(finding.place.startswith("basics:help.start") for finding in findings)


@pytest.fixture
def described():
    from skill.model.build import FOLDER

    content = json.loads((FOLDER / "skill.json").read_text())
    page = content["manifest"]["publishingInformation"]["locales"]["en-US"]
    page["examplePhrases"] = [
        "Alexa, open outpatient guide",
        "Alexa, ask outpatient guide what does an i. o. p. cost",
    ]
    return content


def manifest_rules(content):
    from skill.model.build import FOLDER

    return {
        finding.rule for finding in manifest.check(content, Model.parse(json.dumps(GOOD), "en-US"), FOLDER)
    }


def page_of(content):
    return content["manifest"]["publishingInformation"]["locales"]["en-US"]


def test_the_manifest_is_fine(described):
    assert manifest_rules(described) == set()


MANIFESTS = [
    ("manifest-locale", lambda m: m["publishingInformation"].update(locales={})),
    ("manifest-missing", lambda m: m["publishingInformation"].update(testingInstructions="")),
    ("manifest-permission", lambda m: m["permissions"].append({"name": "alexa::profile:email:read"})),
    ("manifest-permission", lambda m: m["permissions"].pop()),
    ("manifest-privacy", lambda m: m["privacyAndCompliance"].update(usesHealthInfo=True)),
    ("manifest-privacy", lambda m: m["privacyAndCompliance"]["locales"]["en-US"].update(privacyPolicyUrl="")),
    ("manifest-privacy", lambda m: m["privacyAndCompliance"]["locales"]["en-US"].update(
        privacyPolicyUrl="https://alexa.example.org/privacy")),
]  # fmt: skip

PAGES = [
    ("manifest-missing", lambda page: page.pop("summary")),
    ("manifest-length", lambda page: page.update(summary="x" * 161)),
    ("manifest-length", lambda page: page.update(keywords=["x"] * 31)),
    ("manifest-promise", lambda page: page.update(summary="It cures.")),
    ("manifest-disclaimer", lambda page: page.update(description="Call 911 or 988.")),
    ("manifest-icon", lambda page: page.update(smallIconUri="file://assets/images/none.png")),
    ("manifest-icon", lambda page: page.update(smallIconUri=page["largeIconUri"])),
    ("manifest-examples", lambda page: page.update(examplePhrases=[])),
    ("manifest-examples", lambda page: page.update(examplePhrases=["what does an i. o. p. cost"])),
    ("manifest-examples", lambda page: page["examplePhrases"].append("how much is the fish")),
    (
        "manifest-examples",
        lambda page: page["examplePhrases"].append("Alexa, ask fish guide what does an i. o. p. cost"),
    ),
]


@pytest.mark.parametrize(("rule", "change"), MANIFESTS)
def test_a_broken_manifest_is_found(described, rule, change):
    change(described["manifest"])
    assert rule in manifest_rules(described)


@pytest.mark.parametrize(("rule", "change"), PAGES)
def test_a_broken_store_page_is_found(described, rule, change):
    change(page_of(described))
    assert rule in manifest_rules(described)


def test_the_command_fails_on_findings_and_names_rule_place_and_mend(monkeypatch, tmp_path):
    broken = copy.deepcopy(GOOD)
    broken["interactionModel"]["languageModel"]["invocationName"] = "guide"
    path = tmp_path / "en-US.json"
    path.write_text(json.dumps(broken))
    monkeypatch.setattr("skill.cli.model.model_path", lambda locale: path)
    result = CliRunner().invoke(command, ["lint"])
    assert result.exit_code == 1
    assert "en-US: invocation-name: guide: use two or three words" in result.output


def test_the_icons_are_what_the_drawing_draws():
    from skill.model.build import FOLDER
    from skill.model.icons import draw

    assert (FOLDER / "assets" / "images" / "en-US_smallIcon.png").read_bytes() == draw(108)
