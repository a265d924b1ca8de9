"""The words are those of the TOML files, whether or not their compiled form is there, current or whole."""

import shutil

import pytest

from skill.content import FOLDER, LOCALES, Content, compiled_file
from skill.content.compiling import text
from skill.errors import ContentError

LOCALE = LOCALES[0]
NAMES = sorted(path.stem for path in (FOLDER / LOCALE).glob("*.toml"))


@pytest.fixture
def copy(tmp_path):
    """The words of a locale in a folder of their own."""
    shutil.copytree(FOLDER / LOCALE, tmp_path / LOCALE)
    shutil.copy(compiled_file(FOLDER / LOCALE), tmp_path)
    return tmp_path


@pytest.mark.parametrize("locale", LOCALES)
def test_the_compiled_words_are_those_of_the_files(locale):
    assert compiled_file(FOLDER / locale).read_text(encoding="utf-8") == text(locale), (
        "run python -m skill.content.compiling"
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_the_same_without_the_compiled_file(copy, name):
    compiled_file(copy / LOCALE).unlink()
    assert Content(LOCALE, copy).file(name) == Content(LOCALE).file(name)


def test_an_edited_file_is_spoken_at_once(copy):
    (copy / LOCALE / "edge.toml").write_text('sorry = "Something else."')
    assert Content(LOCALE, copy).text("edge:sorry") == "Something else."
    assert Content(LOCALE, copy).text("crisis:after.no") == Content(LOCALE).text("crisis:after.no")


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "null", '{"edge": 1}', '{"date": 1}', '{"edge": [1, 2, 3]}', "\xff"]
)
def test_a_broken_compiled_file_costs_no_word(copy, broken):
    compiled_file(copy / LOCALE).write_text(broken, encoding="latin-1")
    assert Content(LOCALE, copy).text("edge:sorry") == Content(LOCALE).text("edge:sorry")


def test_a_file_that_is_gone_is_missed_though_its_compiled_words_are_there(copy):
    (copy / LOCALE / "edge.toml").unlink()
    with pytest.raises(ContentError, match="no content file edge"):
        Content(LOCALE, copy).file("edge")


def test_a_malformed_file_is_an_error_and_not_what_it_said_before(copy):
    (copy / LOCALE / "edge.toml").write_text("this is = = not toml")
    with pytest.raises(ContentError, match="malformed"):
        Content(LOCALE, copy).file("edge")
