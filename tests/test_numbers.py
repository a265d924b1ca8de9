"""Every number that a caller may hear, pinned: a typing error here could cost a life."""

from skill.content import Content

PINNED = {
    "lifeline": "988",
    "emergency": "911",
    "crisis_text": "741741",
    "poison": "1-800-222-1222",
    "samhsa": "1-800-662-4357",
    "domestic_violence": "1-800-799-7233",
    "domestic_violence_text": "88788",
    "child_abuse": "1-800-422-4453",
    "sexual_assault": "1-800-656-4673",
    "eating_disorders": "1-888-375-7767",
    "lgbtq_youth": "1-866-488-7386",
    "veterans_text": "838255",
}


def test_each_number_is_the_one_that_was_checked():
    numbers = Content().file("numbers")
    assert {name: number["say"] for name, number in numbers.items()} == PINNED


def test_each_number_has_a_source_and_the_day_it_was_checked():
    for number in Content().file("numbers").values():
        assert number["source"]
        assert number["checked"].year >= 2026


def test_closed_lines_are_never_given():
    every = " ".join(path.read_text(encoding="utf-8") for path in _content_files())
    for closed in ("931-2237", "273-8255", "press three", "press 3"):
        assert closed not in every


def _content_files():
    from skill.content import FOLDER

    return sorted(FOLDER.rglob("*.toml"))
