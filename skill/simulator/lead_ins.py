"""What people say before and after what they mean: the wake word, please, "um, it's"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skill.simulator.words import Word

__all__ = ["without_lead_ins", "without_politeness"]

_LEAD_INS = (
    *(
        ("it", "is"),
        ("that", "is"),
        ("that", "would", "be"),
        ("it", "would", "be"),
        ("i", "think"),
        ("maybe",),
    ),
    *(("um",), ("uh",), ("uhm",), ("er",), ("well",), ("so",), ("okay",), ("oh",), ("probably",), ("sure",)),
    *(("yes",), ("yeah",)),
)


def without_politeness(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, then without the wake word and without a please."""
    yield keys
    bare = keys
    while bare and bare[0] in {"alexa", "please", "um", "uh", "hey"}:
        bare = bare[1:]
    if bare and bare[-1] == "please":
        bare = bare[:-1]
    if bare and bare != keys:
        yield bare


def without_lead_ins(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words as they are, then without one lead-in after another."""
    yield words
    rest = words
    stripped = True
    while stripped:
        stripped = False
        for lead in _LEAD_INS:
            if len(rest) > len(lead) and tuple(word.key for word in rest[: len(lead)]) == lead:
                rest = rest[len(lead) :]
                stripped = True
                yield rest
                break
