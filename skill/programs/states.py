"""The states and territories of the United States: codes, names, and what people say for them."""

from __future__ import annotations

__all__ = ["CODES", "NAMES", "state_code"]

NAMES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "the District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "AS": "American Samoa",
    "FM": "Micronesia",
    "GU": "Guam",
    "MH": "the Marshall Islands",
    "MP": "the Northern Mariana Islands",
    "PR": "Puerto Rico",
    "PW": "Palau",
    "VI": "the U.S. Virgin Islands",
}
"""Two-letter postal code to the name as it is spoken after a city."""

CODES = tuple(sorted(NAMES))

_ALSO_SAID = {
    "districtofcolumbia": "DC",
    "washingtondc": "DC",
    "virginislands": "VI",
    "usvirginislands": "VI",
    "marianaislands": "MP",
    "marianas": "MP",
    "saipan": "MP",
    "samoa": "AS",
    "washingtonstate": "WA",
    "newyorkstate": "NY",
    "cali": "CA",
    "mass": "MA",
}


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.casefold()))


_BY_NAME = (
    {_letters(name): code for code, name in NAMES.items()}
    | {_letters(name.removeprefix("the ")): code for code, name in NAMES.items()}
    | {code.casefold(): code for code in NAMES}
    | _ALSO_SAID
)


def state_code(words: str | None) -> str | None:
    """The two-letter code of the state that `words` name: "north carolina", "N.C.", "d. c."; or None."""
    return _BY_NAME.get(_letters(words)) if words else None
