from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.programs.directory.cleaning import phone_of, spoken_name, spoken_text, zip_of
from skill.programs.directory.reading import Reading


@pytest.mark.parametrize(
    ("first", "second", "name", "branch"),
    [
        ("Solutions for Life", "", "Solutions for Life", ""),
        ("Better Way of Miami Inc", "", "Better Way of Miami", ""),
        ("Community Assessment and Trt Servs Inc", "", "Community Assessment and Treatment Services", ""),
        (
            "Midwestern Connecticut Council on",
            "Alcoholism Inc/MCCA",
            "Midwestern Connecticut Council on Alcoholism Inc and MCCA",
            "",
        ),
        ("Akeela Inc", "Akeela Outpatient Services", "Akeela", "Akeela Outpatient Services"),
        ("Addiction Recovery Consultants", "DBA Liberty Wellness", "Liberty Wellness", ""),
        ("Smith & Jones Counseling LLC", "", "Smith and Jones Counseling", ""),
        ("Alc/Drug Abuse Outpt Servs", "", "Alcohol and Drug Abuse Outpatient Services", ""),
        ("Unit #4 (ABC) @ Home", "", "Unit number 4 at Home", ""),
        ("VALLEY RECOVERY CENTER", "", "Valley Recovery Center", ""),
        ("SSTAR", "", "SSTAR", ""),
        ("Inc", "", "Inc", ""),
    ],
)
def test_names_as_they_are_spoken(first: str, second: str, name: str, branch: str) -> None:
    assert spoken_name(first, second) == (name, branch)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_holds_what_speech_stumbles_over(first: str, second: str) -> None:
    for text in spoken_name(first, second):
        assert not re.search(r"[<>&/#@()+\"{}\[\]\n]|  ", text)


def test_the_nations_names_are_clean(national: Reading) -> None:
    names = [one.name for one in national.programs.values()]
    assert all(names)
    assert not [
        name for name in names if re.search(r"[<>&/#@()+\"]|  |\b(?:Trt|Servs|Outpt|Ctr|Inc|LLC)$", name)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("307-335-9087", ("307-335-9087", "")),
        ("(307) 335-9087", ("307-335-9087", "")),
        ("1-307-335-9087 x123", ("307-335-9087", "123")),
        ("3073359087 ext. 7", ("307-335-9087", "7")),
        ("", ("", "")),
        ("335-9087", None),
        ("call us", None),
    ],
)
def test_phone_numbers(text: str, found: tuple[str, str] | None) -> None:
    assert phone_of(text) == found


def test_every_number_of_the_nation_is_whole(national: Reading) -> None:
    numbers = [(one.phone, one.extension) for one in national.programs.values()]
    assert all(re.fullmatch(r"\d{3}-\d{3}-\d{4}", phone) for phone, _ in numbers)
    assert sum(bool(extension) for _, extension in numbers) == 546


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("90210", "90210"),
        ("90210-1234", "90210"),
        ("2139", "02139"),
        ("501", "00501"),
        ("9021O", ""),
        ("", ""),
        ("902101", ""),
    ],
)
def test_zips_lose_their_zeros_in_spreadsheets_and_get_them_back(text: str, code: str) -> None:
    assert zip_of(text) == code


def test_words_are_only_replaced_whole() -> None:
    assert spoken_text("Opal Addams Comprehensive Trtx") == "Opal Addams Comprehensive Trtx"
