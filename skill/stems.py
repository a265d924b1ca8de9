"""Words cut down to what their forms share, and how much a word tells on its own."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["FILLERS", "FUNCTION_WORDS", "stem"]

FUNCTION_WORDS = frozenset(
    {
        *("a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "if", "so", "as", "than"),
        *("i", "me", "my", "mine", "myself", "you", "your", "we", "us", "our", "it", "there", "here"),
        *("he", "him", "his", "she", "her", "they", "them", "their", "someone", "somebody", "people"),
        *("is", "are", "am", "was", "were", "be", "been", "being", "do", "does", "did", "have", "has", "had"),
        *(
            "can",
            "could",
            "will",
            "would",
            "should",
            "may",
            "might",
            "must",
            "shall",
            "get",
            "got",
            "getting",
        ),
        *("to", "of", "in", "on", "at", "for", "from", "with", "by", "about", "into", "out", "up", "off"),
        *(
            "what",
            "which",
            "thing",
            "things",
            "some",
            "any",
            "one",
            "ones",
            "kind",
            "sort",
            "anyone",
            "anybody",
        ),
        *("tell", "know", "say", "give", "want", "like", "need", "ask", "make", "let", "go", "going", "come"),
        *(
            "wonder",
            "think",
            "guess",
            "mean",
            "happen",
            "happens",
            "under",
            "over",
            "while",
            "during",
            "still",
        ),
        *(
            "else",
            "own",
            "himself",
            "herself",
            "themselves",
            "everyone",
            "everybody",
            "only",
            "able",
            "because",
        ),
    }
)
"""Words that say little about what a question is about."""

FILLERS = frozenset(
    {
        *("um", "uh", "uhm", "er", "erm", "hmm", "hm", "ah", "oh", "hey", "hi", "hello", "please", "well"),
        *("okay", "so", "just", "like", "basically", "actually", "really", "kind", "sort", "maybe", "alexa"),
        *("honestly", "literally", "anyway", "though", "then", "now", "also", "even"),
        *("wondering", "curious", "exactly", "quick", "question", "sorry", "listen", "look", "right"),
    }
)
"""Words that people put in while they think; they neither help nor harm."""

_FAMILIES = """
    go: went gone goes going
    pay: paid pays paying
    get: gets getting got gotten
    have: had has having
    do: did does doing done
    be: was were is are am been being
    take: took taken takes taking
    make: made making
    find: found
    tell: told
    say: said says
    keep: kept
    lose: lost losing
    sleep: slept
    bring: brought
    think: thinks thinking
    feel: felt
    eat: ate eaten
    drink: drank
    die: dying died dies
    lie: lying
    use: used using user
    kid: kids
    child: children childrens
    wife: wives
    live: lives living
    teen: teens teenager teenagers teenage
    medicine: medicines medication medications med meds
    treat: treatment treatments treated treats treating
    insure: insured insurance insurer insurers
    cover: coverage covers covered
    therapy: therapies therapist therapists
    anxiety: anxious
    depress: depressed depression depressing
    addict: addicts addicted addiction addictions
    private: privacy
    record: records recording recorded recordings
    enroll: enrollment enrolled
    assess: assessment assessments assessed
    diagnose: diagnosis diagnosed diagnoses
    qualify: qualification qualified qualifies
    suicide: suicidal
    safe: safety safely
    hospital: hospitals hospitalized hospitalization
    evening: evenings
    morning: mornings
    wonder: wondering
"""
"""Forms and derivations that cutting endings would not bring together. Synonyms belong in the model."""

_KEEP = (
    *(
        "this",
        "his",
        "us",
        "news",
        "yes",
        "always",
        "plus",
        "virus",
        "bus",
        "sick",
        "left",
        "better",
        "worse",
    ),
    *("medical", "drunk", "quit", "during", "string", "thing", "need", "bed", "anything", "something"),
    *("nothing", "everything", "evening", "morning", "nobody"),
)

_IRREGULAR = {word: word for word in _KEEP} | {
    form: head.strip()
    for line in _FAMILIES.strip().splitlines()
    for head, _, forms in [line.partition(":")]
    for form in (head.strip(), *forms.split())
}
_VOWELS = frozenset("aeiouy")
_LOST_E = re.compile("[^aeiou][aeiou][^aeiouwxy]")
"""What "taking" and "caring" leave; "putting" doubles its last letter instead."""

_SHORTEST = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`word` without its commonest endings; words of one family come out alike."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= _SHORTEST:
        return word
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed", "ly"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST and _VOWELS & set(root):
            return _trim(root + "e" if ending != "ly" and _LOST_E.fullmatch(root) else root)
    return _trim(word)


def _trim(root: str) -> str:
    """A doubled consonant or a last "e" taken off: "stopp" is "stop", "manage" is "manag"."""
    if len(root) > _SHORTEST and root[-1] == root[-2] and root[-1] not in "lse":
        return root[:-1]
    if len(root) > _SHORTEST + 1 and root[-1] == "e":
        return root[:-1]
    return root
