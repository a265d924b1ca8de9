"""Topics: what can be asked about, and how one leads to the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["CAPABILITIES", "Topic", "intent_of", "topic_id_of"]

CAPABILITIES = frozenset({"screening", "programs", "callback"})
"""What a lead may go to beside another topic."""

_INTENT = re.compile(r"(?:[A-Z][a-z]*)+TopicIntent")
_OFF_TOPIC = "OffTopicIntent"
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be asked about."""

    id: str
    """The name of its content file."""

    title: str
    """What it is about, as words that fit after "tell me about"."""

    lead_to: str
    """The topic or capability that its lead question offers."""

    related: tuple[str, ...]
    """Topics next to it, the nearest first."""

    for_caregivers: bool = False
    """Whether only someone who cares for a person asks about it."""

    @classmethod
    def of(cls, topic_id: str, entry: Mapping[str, Any]) -> Topic:
        """The topic in the content file `topic_id`."""
        return cls(
            topic_id,
            entry["title"],
            entry["lead"]["to"],
            tuple(entry["related"]),
            entry.get("asked_by") == "caregiver",
        )

    def next_offer(self, heard: Collection[str], startable: Collection[str]) -> str | None:
        """Where to lead from here: the lead if it is still news, else the nearest topic that is.

        Args:
            heard: topics that this session has heard.
            startable: capabilities that can be started.

        Returns:
            A topic, a capability, or None if nothing near is left.
        """
        for place in (self.lead_to, *self.related):
            if place in startable or (place not in CAPABILITIES and place not in heard):
                return place
        return None

    def suggestions(self, heard: Collection[str], count: int = 2) -> tuple[str, ...]:
        """Related topics to choose from, those not heard yet first."""
        return tuple(sorted(self.related, key=lambda topic: topic in heard)[:count])


def topic_id_of(intent: str) -> str | None:
    """The topic that an intent asks about: `FirstDayTopicIntent` asks about `first-day`; None for others."""
    if intent == _OFF_TOPIC or not _INTENT.fullmatch(intent):
        return None
    return re.sub(r"(?<!^)(?=[A-Z])", "-", intent.removesuffix("TopicIntent")).lower()


def intent_of(topic_id: str) -> str:
    """The intent that asks about a topic.

    Raises:
        ValueError: `topic_id` is no id of a topic.
    """
    if not _ID.fullmatch(topic_id):
        raise ValueError("a topic id is made of lower-case words and hyphens")
    return "".join(word.capitalize() for word in topic_id.split("-")) + "TopicIntent"
