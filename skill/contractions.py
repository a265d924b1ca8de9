"""Contractions and what they stand for."""

from __future__ import annotations

__all__ = ["AMBIGUOUS", "CONTRACTIONS", "HAS_AFTER"]

_PRONOUNS = ("i", "you", "he", "she", "it", "we", "they", "that", "there", "who", "what")
_IS = ("he", "she", "it", "that", "there", "here", "what", "who", "where", "when", "how", "why")
_NOT = (
    *("is", "are", "was", "were", "do", "does", "did", "could", "would", "should"),
    *("have", "has", "had", "must", "need"),
)

CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "i'm": ("i", "am"),
    "i'ma": ("i", "am"),
    "let's": ("let", "us"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "ain't": ("is", "not"),
    "y'all": ("you", "all"),
    "o'clock": ("oclock",),
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "hafta": ("have", "to"),
    "oughta": ("ought", "to"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "dunno": ("do", "not", "know"),
    "cause": ("because",),
    "'cause": ("because",),
    "ok": ("okay",),
    "alright": ("all", "right"),
    "tho": ("though",),
    "mum": ("mom",),
    **{f"{word}n't": (word, "not") for word in _NOT},
    **{f"{word}'s": (word, "is") for word in _IS},
    **{f"{word}'re": (word, "are") for word in ("you", "we", "they", "what", "who", "there")},
    **{f"{word}'ve": (word, "have") for word in ("i", "you", "we", "they", "could", "would", "should")},
    **{f"{word}'ll": (word, "will") for word in _PRONOUNS},
    **{f"{word}'d": (word, "would") for word in _PRONOUNS},
}
"""How a contraction is said in full; "'s" is read as "is", and mended where "has" must be meant."""

AMBIGUOUS = frozenset({"ill", "well", "were", "wed", "id", "hell", "shell", "shed", "its", "lets", "whore"})
"""Words of their own that are also contractions without their apostrophe: both readings are tried."""

HAS_AFTER = frozenset(
    {"been", "got", "had", "gotten", "become", "gone", "done", "started", "stopped", "taken"}
)
"""After these, "'s" is "has"."""
