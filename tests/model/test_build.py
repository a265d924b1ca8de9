import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from skill.cli.model import command
from skill.content import LOCALES
from skill.model.build import build, model_path, render, sentences_folder
from skill.model.errors import SentenceError


@pytest.mark.parametrize("locale", LOCALES)
def test_the_model_in_the_repository_is_what_its_sentences_build(locale):
    built = render(build(sentences_folder(locale)))
    assert built == model_path(locale).read_text(encoding="utf-8"), "run `iop model build`"


def test_alternatives_optionals_and_rules_are_expanded_in_their_order(folder):
    folder.write("""
        expansion_rules:
          iop: "(i. o. p.|program)"
        intents:
          CostTopicIntent:
            sentences: ["how much [does] (<iop>|it) cost"]
    """)
    assert folder.samples("CostTopicIntent") == [
        "how much does i. o. p. cost",
        "how much does program cost",
        "how much does it cost",
        "how much i. o. p. cost",
        "how much program cost",
        "how much it cost",
    ]


def test_a_sample_that_two_templates_stand_for_is_listed_once(folder):
    folder.write('intents: {AIntent: {sentences: ["a [b]", "a", "a b"]}}')
    assert folder.samples("AIntent") == ["a b", "a"]


def test_contractions_are_joined(folder):
    folder.write("""intents: {AIntent: {sentences: ["i (am|'m) here", "it (would|'d) do"]}}""")
    assert folder.samples("AIntent") == ["i am here", "i'm here", "it would do", "it'd do"]


def test_rules_of_one_file_serve_another(folder):
    folder.write('expansion_rules: {they: "(he|she)"}', "common.yaml")
    folder.write('intents: {AIntent: {sentences: ["<they> left"]}}', "other.yaml")
    assert folder.samples("AIntent") == ["he left", "she left"]


def test_a_shared_slot_is_declared_where_it_is_used_and_only_there(folder):
    folder.write("""
        slots: {relative: {type: Relative}}
        types: {Relative: [{id: son, value: son, synonyms: [boy]}]}
        intents:
          AIntent: {sentences: ["for my {relative}"]}
          BIntent: {sentences: ["for me"]}
    """)
    a, b = folder.build()["languageModel"]["intents"]
    assert a["slots"] == [{"name": "relative", "type": "Relative"}]
    assert "slots" not in b


def test_an_elicited_slot_puts_its_intent_with_all_slots_into_the_dialog(folder):
    folder.write("""
        intents:
          FindIntent:
            slots:
              city: {type: AMAZON.US_CITY, samples: ["[in] {city}"], elicit: true}
              state: {type: AMAZON.US_STATE}
            sentences: ["find one in {city} {state}"]
          OtherIntent: {sentences: ["something"]}
    """)
    model = folder.build()
    assert [intent["name"] for intent in model["dialog"]["intents"]] == ["FindIntent"]
    listed = model["dialog"]["intents"][0]
    assert listed["delegationStrategy"] == "SKILL_RESPONSE"
    assert [slot["name"] for slot in listed["slots"]] == ["city", "state"]
    assert not any(slot["elicitationRequired"] or slot["confirmationRequired"] for slot in listed["slots"])
    slots = model["languageModel"]["intents"][0]["slots"]
    assert slots[0]["samples"] == ["in {city}", "{city}"]


def test_words_that_yaml_takes_for_booleans_stay_words(folder):
    folder.write("""
        types: {Answer: [{id: yes, value: yes, synonyms: [on, y]}, {id: no, value: no}]}
        intents: {AIntent: {slots: {answer: {type: Answer}}, sentences: ["say {answer}"]}}
    """)
    values = folder.build()["languageModel"]["types"][0]["values"]
    assert [value["id"] for value in values] == ["yes", "no"]
    assert values[0]["name"]["synonyms"] == ["on", "y"]


def test_intents_of_amazon_come_first_and_the_rest_by_name(folder):
    folder.write("intents: {ZIntent: {}, AMAZON.StopIntent: {}, AIntent: {}}")
    names = [intent["name"] for intent in folder.build()["languageModel"]["intents"]]
    assert names == ["AMAZON.StopIntent", "AIntent", "ZIntent"]


MISTAKES = {
    "no mapping": ("- a", "must be a mapping"),
    "broken yaml": ("intents:\n  A: [", "some.yaml:2"),
    "unknown section": ("intent: {}", "some.yaml:1: unknown key intent"),
    "unknown key": ("intents:\n  AIntent:\n    phrases: []", "some.yaml:3: unknown key phrases"),
    "key twice": ("intents:\n  AIntent: {}\n  AIntent: {}", "some.yaml:3: AIntent stands twice"),
    "no list": ("intents:\n  AIntent:\n    sentences: hello", "must be a list"),
    "no text": ("intents:\n  AIntent:\n    sentences: [true]", "must be a text"),
    "unknown rule": (
        'intents:\n  AIntent:\n    sentences:\n      - "hello"\n      - "<nobody>"',
        "some.yaml:5: unknown rule <nobody>",
    ),
    "rule in a circle": ('expansion_rules:\n  a: "<b>"\n  b: "x <a>"', "uses itself"),
    "bracket left open": (
        'intents:\n  AIntent:\n    sentences:\n      - "a (b"',
        "some.yaml:4: no valid template",
    ),
    "slot not declared": (
        'intents:\n  AIntent:\n    sentences:\n      - "in {city}"',
        "some.yaml:4: slot {city} of AIntent is not declared",
    ),
    "slot without type": (
        "intents:\n  AIntent:\n    slots:\n      city: {}",
        "some.yaml:4: slot city has no type",
    ),
    "type without values": ("types:\n  Concern: []", "some.yaml:2: type Concern has no values"),
    "type not defined": (
        "intents:\n  AIntent:\n    slots:\n      a: {type: Nothing}",
        "some.yaml:4: type Nothing of slot a has no values",
    ),
    "value without id": ("types:\n  Concern:\n    - {value: x}", "some.yaml:3"),
    "id twice": (
        "types:\n  C:\n    - {id: a, value: x}\n    - {id: a, value: y}",
        "some.yaml:4: id a of type C",
    ),
    "slot sample with another slot": (
        'intents:\n  AIntent:\n    slots:\n      a: {type: AMAZON.NUMBER, samples: ["{b}"]}',
        "slot {b} is not declared",
    ),
    "elicit is no bool": (
        "intents:\n  AIntent:\n    slots:\n      a: {type: AMAZON.NUMBER, elicit: yes}",
        "elicit must be true or false",
    ),
    "too many samples": (
        'intents:\n  AIntent:\n    sentences:\n      - "' + "(a|b|c|d|e|f|g|h|i|j) " * 4 + '"',
        "some.yaml:4: stands for 10,000 samples",
    ),
    "invocation name twice": ("invocation_name: a b\nfallback_sensitivity: LOW", None),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_its_file_and_line(folder, text, message):
    folder.write(text)
    if message is None:
        folder.write(text, "zother.yaml")
        message = "zother.yaml:1: invocation_name is said before, in some.yaml:1"
    with pytest.raises(SentenceError) as caught:
        folder.build()
    assert message in str(caught.value)


def test_a_folder_without_sentences_is_an_error(tmp_path):
    with pytest.raises(SentenceError, match="no sentences"):
        build(tmp_path)


WORDS = st.sampled_from(["a", "b", "it's", "i. o. p.", "go"])


@given(
    st.recursive(
        WORDS,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda items: f"({'|'.join(items)})"),
            inner.map(lambda item: f"[{item}]"),
            st.tuples(inner, inner).map(" ".join),
        ),
        max_leaves=8,
    )
)
def test_samples_of_any_template_are_clean_and_different(template):
    from pathlib import Path

    from skill.model.expansion import Expander
    from skill.model.yaml_text import Text

    samples = list(Expander({}).expand(Text(template, Path("some.yaml"), 1)))
    assert len(samples) == len(set(samples))
    for sample in samples:
        assert sample == " ".join(sample.split())
        assert not set(sample) & set("()[]|<>")


def test_the_command_says_when_the_model_is_not_current(monkeypatch, tmp_path):
    path = tmp_path / "models" / "en-US.json"
    monkeypatch.setattr("skill.cli.model.model_path", lambda locale: path)
    run = CliRunner().invoke
    assert run(command, ["build", "--check"]).exit_code == 1
    assert run(command, ["build"]).exit_code == 0
    assert json.loads(path.read_text())["interactionModel"]["languageModel"]["invocationName"]
    assert run(command, ["build", "--check"]).exit_code == 0


def test_the_command_names_a_mistake_without_a_traceback(monkeypatch, folder):
    folder.write("intent: {}")
    monkeypatch.setattr("skill.cli.model.sentences_folder", lambda locale: folder.path)
    result = CliRunner().invoke(command, ["build"])
    assert result.exit_code == 1
    assert "some.yaml:1" in result.output
