"""What values of Amazon's slot types sound like, as far as the lint has to know."""

from __future__ import annotations

import re

__all__ = ["EXAMPLES", "NO_CITY", "WORDS_OF"]

EXAMPLES = {
    "AMAZON.US_CITY": "denver",
    "AMAZON.City": "denver",
    "AMAZON.US_STATE": "texas",
    "AMAZON.US_FIRST_NAME": "maria",
    "AMAZON.FirstName": "maria",
    "AMAZON.Person": "maria lopez",
    "AMAZON.DATE": "tomorrow",
    "AMAZON.TIME": "noon",
    "AMAZON.NUMBER": "twelve",
    "AMAZON.PhoneNumber": "five five five one two three four",
    "AMAZON.Ordinal": "second",
    "AMAZON.DURATION": "two weeks",
}
"""A value of each type."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERS = _words("""
    zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand and double area code
""")

TIMES = NUMBERS | _words("""
    today tomorrow tonight morning afternoon evening night noon midnight now half past quarter oclock am pm
    p m monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december next this last in at on the a an of after before from to
    day days week weeks weekend month months year years hour hours minute minutes
    first second third fourth fifth th
""")

STATES = _words("""
    alabama alaska arizona arkansas california colorado connecticut delaware district of columbia d c
    florida georgia guam hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
    massachusetts michigan minnesota mississippi missouri montana nebraska nevada new hampshire jersey
    mexico york north south west carolina dakota ohio oklahoma oregon pennsylvania puerto rico rhode
    island tennessee texas utah vermont virgin islands virginia washington wisconsin wyoming state
""")

NO_CITY = re.compile(
    r"(?:my|our|his|her|their|your|this|that|these|an?|all|every|some|one|myself)\b|the(?: \w+){2}"
)
"""How no city begins; "the" has one word behind it, as in "the bronx"."""

LETTERS = _words("a b c d e f g h i j k l m n o p q r s t u v w x y z")

WORDS_OF = {
    "AMAZON.AlphaNumeric": NUMBERS | LETTERS,
    "AMAZON.NUMBER": NUMBERS,
    "AMAZON.FOUR_DIGIT_NUMBER": NUMBERS,
    "AMAZON.PhoneNumber": NUMBERS,
    "AMAZON.DATE": TIMES,
    "AMAZON.TIME": TIMES,
    "AMAZON.DURATION": TIMES,
    "AMAZON.Ordinal": TIMES,
    "AMAZON.US_STATE": STATES,
}
"""The words that values are made of, where that can be told."""
