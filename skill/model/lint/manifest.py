"""The manifest: what people read in the store, and what testers try first."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.model.lint.finding import Finding
from skill.model.lint.matching import Matcher
from skill.model.lint.model import Model

__all__ = ["check"]

LIMITS = {"name": 50, "summary": 160, "description": 4000}
"""Characters of the store page's texts."""

ICONS = {"smallIconUri": 108, "largeIconUri": 512}
"""Pixels a side."""

MOST_KEYWORDS = 30
MOST_EXAMPLES = 3
DISCLAIMER = ("not a substitute for professional medical advice", "911", "988")
"""What a health skill's description has to say; the older policy text asks for it, testers still do."""

PROMISES = re.compile(r"\b(cures?|heals?|life-?saving|saves? (?:your life|lives))\b", re.IGNORECASE)

PERMISSIONS = frozenset(
    {
        "alexa:devices:all:address:country_and_postal_code:read",
        "alexa::profile:given_name:read",
        "alexa::profile:mobile_number:read",
    }
)
"""The least that the program search and the callback use."""

ADDRESS = re.compile(r"https://(?P<host>[^/]+)/?.*")
OF_AMAZON = ("alexa", "amazon", "aws")
"""Not allowed in the host of a privacy or terms page."""

ASKED = re.compile(r"alexa,? (?:ask|tell) (?P<rest>.+)", re.IGNORECASE)
JOINED = re.compile(r" (?:to |for |about |if |whether )?", re.IGNORECASE)


def check(manifest: dict[str, Any], model: Model, package: Path) -> Iterator[Finding]:
    """What is wrong with the manifest.

    Args:
        manifest: the content of skill.json.
        model: of the locale that it is checked against.
        package: the folder that holds skill.json.
    """
    content = manifest["manifest"]
    publishing = content["publishingInformation"]
    page = publishing["locales"].get(model.locale)
    if page is None:
        yield Finding("manifest-locale", model.locale, "describe the locale in publishingInformation")
        return
    yield from _page(page)
    yield from _icons(page, package)
    yield from _examples(page.get("examplePhrases", []), model)
    yield from _privacy(content.get("privacyAndCompliance", {}), model.locale)
    for key in ("testingInstructions", "category", "distributionCountries"):
        if not publishing.get(key):
            yield Finding("manifest-missing", key, "testers need it")
    asked = {permission["name"] for permission in content.get("permissions", ())}
    for name in sorted(asked - PERMISSIONS):
        yield Finding("manifest-permission", name, "ask for nothing that the skill does not use")
    for name in sorted(PERMISSIONS - asked):
        yield Finding("manifest-permission", name, "declare it: the skill uses it")


def _page(page: dict[str, Any]) -> Iterator[Finding]:
    for key, limit in LIMITS.items():
        text = page.get(key, "")
        if not text:
            yield Finding("manifest-missing", key, "the store page needs it")
        if len(text) > limit:
            yield Finding("manifest-length", key, f"it has {len(text)} characters; {limit} are allowed")
        promise = PROMISES.search(text)
        if promise:
            yield Finding("manifest-promise", key, f"leave out {promise[0]!r}: the health policy refuses it")
    for part in DISCLAIMER:
        if part not in page.get("description", ""):
            yield Finding("manifest-disclaimer", "description", f"it has to say: {part}")
    if len(page.get("keywords", ())) > MOST_KEYWORDS:
        yield Finding("manifest-length", "keywords", f"{MOST_KEYWORDS} are allowed")


def _icons(page: dict[str, Any], package: Path) -> Iterator[Finding]:
    for key, side in ICONS.items():
        path = package / page.get(key, "").removeprefix("file://")
        if not path.is_file():
            yield Finding("manifest-icon", key, "the store page needs an icon; name a file of the package")
            continue
        width, height = struct.unpack(">II", path.read_bytes()[16:24])  # the PNG's header
        if (width, height) != (side, side):
            yield Finding("manifest-icon", key, f"it is {width} by {height}; {side} by {side} is needed")


def _examples(phrases: list[str], model: Model) -> Iterator[Finding]:
    if not 1 <= len(phrases) <= MOST_EXAMPLES:
        yield Finding("manifest-examples", f"{len(phrases)} phrases", f"give one to {MOST_EXAMPLES}")
    if phrases and phrases[0].lower().strip(" .") != f"alexa, open {model.invocation_name}":
        yield Finding("manifest-examples", phrases[0], f"the first is: Alexa, open {model.invocation_name}")
    matcher = Matcher(model)
    for phrase in phrases[1:]:
        words = phrase
        asked = ASKED.fullmatch(phrase)
        if asked:
            if not asked["rest"].lower().startswith(f"{model.invocation_name} "):
                yield Finding("manifest-examples", phrase, f"the name is {model.invocation_name}")
                continue
            words = JOINED.sub("", asked["rest"][len(model.invocation_name) :], count=1)
        if not any(not fit.phrase for fit in matcher.fits(words)):
            yield Finding("manifest-examples", phrase, "take it from the samples")


def _privacy(privacy: dict[str, Any], locale: str) -> Iterator[Finding]:
    wanted = {
        "allowsPurchases": False,
        "usesPersonalInfo": True,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
        "usesHealthInfo": False,
    }
    for key, value in wanted.items():
        if privacy.get(key) is not value:
            yield Finding("manifest-privacy", key, f"it is {str(value).lower()} for this skill")
    pages = privacy.get("locales", {}).get(locale, {})
    for key in ("privacyPolicyUrl", "termsOfUseUrl"):
        address = ADDRESS.fullmatch(pages.get(key, ""))
        if not address:
            yield Finding("manifest-privacy", key, "give an https address")
        elif any(word in address["host"] for word in OF_AMAZON):
            yield Finding("manifest-privacy", key, "its host must not name Alexa, Amazon or AWS")
