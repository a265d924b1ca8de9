"""The domain: intents and topics name each other, and one topic leads to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.education.topics import CAPABILITIES, Topic, intent_of, topic_id_of

ids = st.lists(st.text("abcxyz", min_size=1, max_size=6), min_size=1, max_size=4).map("-".join)
topics = st.lists(ids, min_size=2, max_size=5, unique=True)
COST = Topic("cost", "what it costs", "insurance", ("no-insurance", "medicaid"))


@given(ids)
def test_an_intent_and_its_topic_name_each_other(topic_id: str) -> None:
    assert topic_id_of(intent_of(topic_id)) == topic_id


@pytest.mark.parametrize("intent", ["OffTopicIntent", "AMAZON.HelpIntent", "CrisisIntent", "TopicIntent", ""])
def test_other_intents_ask_about_no_topic(intent: str) -> None:
    assert topic_id_of(intent) is None


@pytest.mark.parametrize("name", ["", "Cost", "../cost", "first day", "cost-"])
def test_what_is_no_id_has_no_intent(name: str) -> None:
    with pytest.raises(ValueError, match="topic id"):
        intent_of(name)


def test_the_lead_comes_first_while_it_is_news() -> None:
    assert COST.next_offer(heard=["cost"], startable=()) == "insurance"
    assert COST.next_offer(heard=["cost", "insurance"], startable=()) == "no-insurance"
    assert COST.next_offer(heard=["insurance", "no-insurance", "medicaid"], startable=()) is None


def test_a_lead_to_a_capability_needs_it() -> None:
    topic = Topic("sign-up", "how to start", "programs", ("referral", "assessment"))
    assert topic.next_offer(heard=[], startable={"programs"}) == "programs"
    assert topic.next_offer(heard=[], startable=()) == "referral"


@given(
    lead=ids,
    related=topics,
    heard=st.lists(ids, max_size=5),
    startable=st.sets(st.sampled_from(sorted(CAPABILITIES))),
)
def test_nothing_heard_is_offered_again(
    lead: str, related: list[str], heard: list[str], startable: set[str]
) -> None:
    offered = Topic("this", "this", lead, tuple(related)).next_offer(heard, startable)
    assert offered is None or offered not in heard
    assert offered is None or offered in {lead, *related}


@given(related=topics, heard=st.lists(ids, max_size=5))
def test_suggestions_are_related_and_prefer_news(related: list[str], heard: list[str]) -> None:
    suggested = Topic("this", "this", "that", tuple(related)).suggestions(heard)
    assert len(set(suggested)) == 2
    assert set(suggested) <= set(related)
    news = [topic for topic in related if topic not in heard]
    assert list(suggested[: len(news)]) == news[:2]
