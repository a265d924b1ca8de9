"""Names, numbers and addresses of directories, made fit to be spoken.

SAMHSA cuts names at 38 characters and writes them short ("Alc/Drug Abuse Outpt Servs"). What is written
here is plain text: nothing in it needs escaping or makes speech stumble.
"""

from __future__ import annotations

import re

__all__ = ["phone_of", "spoken_name", "spoken_text", "zip_of"]

_LONG = {
    "acad": "Academy",
    "add": "Addiction",
    "adol": "Adolescent",
    "alc": "Alcohol",
    "assoc": "Associates",
    "assocs": "Associates",
    "asst": "Assistance",
    "behav": "Behavioral",
    "bhvl": "Behavioral",
    "bldg": "Building",
    "cntr": "Center",
    "cntrs": "Centers",
    "cnty": "County",
    "comm": "Community",
    "comp": "Comprehensive",
    "corr": "Correctional",
    "ctr": "Center",
    "ctrs": "Centers",
    "dept": "Department",
    "dev": "Development",
    "diag": "Diagnosis",
    "dist": "District",
    "div": "Division",
    "educ": "Education",
    "fam": "Family",
    "grp": "Group",
    "hlth": "Health",
    "hosp": "Hospital",
    "inst": "Institute",
    "intl": "International",
    "med": "Medical",
    "mgmt": "Management",
    "mntl": "Mental",
    "mtn": "Mountain",
    "natl": "National",
    "op": "Outpatient",
    "outpt": "Outpatient",
    "prev": "Prevention",
    "prog": "Program",
    "progs": "Programs",
    "prof": "Professional",
    "psych": "Psychiatric",
    "psychol": "Psychological",
    "reg": "Regional",
    "rehab": "Rehabilitation",
    "res": "Residential",
    "serv": "Service",
    "servs": "Services",
    "soc": "Social",
    "srvs": "Services",
    "su": "Substance Use",
    "subst": "Substance",
    "sud": "Substance Use",
    "svc": "Service",
    "svcs": "Services",
    "treat": "Treatment",
    "trmt": "Treatment",
    "trt": "Treatment",
    "tx": "Treatment",
    "univ": "University",
    "yth": "Youth",
}
_COMPANY_FORMS = frozenset(
    {"inc", "llc", "ltd", "llp", "lp", "pc", "pllc", "corp", "co", "incorporated", "pa"}
)
_LEFT_OUT_AT_THE_END = _COMPANY_FORMS | {"and"}
_OPEN_ENDS = frozenset({"and", "of", "for", "on", "in", "the", "at", "to", "with", "from", "by", "a", "an"})
_TRADE_NAME = re.compile(r"(?:d/?b/?a)\b[\s:]*(.+)", re.IGNORECASE)
_SIGNS = (
    (re.compile(r"\bw/o\b\s*", re.IGNORECASE), "without "),
    (re.compile(r"\bw/\s*", re.IGNORECASE), "with "),
    (re.compile(r"\s*\(\s*[A-Z0-9/-]{2,8}\s*\)"), ""),  # an acronym of the name before it
    (re.compile(r"\s*\(\s*"), ", "),
    (re.compile(r"\s*\)\s*"), " "),
    (re.compile(r"\s*&\s*"), " and "),
    (re.compile(r"\s*\+\s*"), " plus "),
    (re.compile(r"#\s*(?=\w)"), "number "),
    (re.compile(r"\s*@\s*"), " at "),
    (re.compile(r"(?<=\w)\s*/\s*(?=\w)"), " and "),
)
_NOT_SPOKEN = re.compile(r"[^\w\s,.'\u2019-]|_")
_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_COMMA = re.compile(r"\s+([,.])")
_COMMAS = re.compile(r"(?:,\s*)+")
_WORD = re.compile(r"[\w'\u2019.-]+")
_LONGEST_ACRONYM = 5
_DIGITS_OF_A_PHONE = 10
_EXTENSION = re.compile(r"(?:\bext(?:ension)?\.?|\bx|#)\s*(\d{1,7})\s*$", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"\D")
_ZIP = re.compile(r"(\d{3,5})(?:-?\d{4})?")


def spoken_name(name: str, name2: str = "") -> tuple[str, str]:
    """The name that is spoken, and the branch: the second line where it adds something.

    A first line that breaks off ("Midwestern Connecticut Council on") goes on in the second; a trade name
    there ("DBA Liberty Wellness") is the one that people know.
    """
    first, second = name.strip(), name2.strip()
    trade = _TRADE_NAME.match(second)
    if trade:
        return spoken_text(trade.group(1)), ""
    last = first.lower().rsplit(None, 1)[-1] if first else ""
    if second and (last in _OPEN_ENDS or first.endswith(("/", "-", ","))):
        return spoken_text(f"{first} {second}" if not first.endswith("/") else first + second), ""
    if second and last.rpartition("/")[2] in {"community", "behavioral", "mental", "human", "family"}:
        return spoken_text(f"{first} {second}"), ""
    return spoken_text(first), spoken_text(second)


def spoken_text(text: str) -> str:
    """`text` without abbreviations, company forms and signs that speech stumbles over."""
    for sign, words in _SIGNS:
        text = sign.sub(words, text)
    text = _NOT_SPOKEN.sub(" ", text)
    text = _WORD.sub(lambda word: _LONG.get(word.group().lower().rstrip("."), word.group()), text)
    if text.isupper() and len(text) > _LONGEST_ACRONYM:
        text = text.title()
    tidy = _COMMAS.sub(", ", _SPACE_BEFORE_COMMA.sub(r"\1", _SPACES.sub(" ", text))).strip(" ,-")
    parts = tidy.split(" ")
    while len(parts) > 1 and parts[-1].lower().strip(".,").replace(".", "") in _LEFT_OUT_AT_THE_END:
        parts.pop()
    return " ".join(parts).strip(" ,-")


def phone_of(text: str) -> tuple[str, str] | None:
    """A US phone number as `307-335-9087`, and its extension.

    Both are empty if `text` is; None if it is no number.
    """
    if not text:
        return "", ""
    extension = _EXTENSION.search(text)
    digits = _NOT_DIGITS.sub("", text[: extension.start()] if extension else text)
    if len(digits) == _DIGITS_OF_A_PHONE + 1 and digits.startswith("1"):
        digits = digits[1:]
    if len(digits) != _DIGITS_OF_A_PHONE:
        return None
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", extension.group(1) if extension else ""


def zip_of(text: str) -> str:
    """The five digits of a ZIP or ZIP+4, with the zeros that a spreadsheet took away; empty if it is none."""
    found = _ZIP.fullmatch(text.strip())
    return found.group(1).zfill(5) if found else ""
