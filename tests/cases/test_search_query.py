"""What a text asks for."""

import pytest
import yaml

from cases.search_query import MAX_WORDS, SYNONYMS, parse, parts_of, respelt
from cases.words import words_of


def ways(text: str) -> set[str]:
    return {pattern.text for concept in parse(text) for pattern in concept.patterns}


def test_a_word_is_looked_for_whole_and_in_compounds():
    assert {" forening ", " forening", "forening "} <= ways("foreningernes")


def test_with_and_without_a_hyphen():
    assert " itdrift " in ways("it-drift") & ways("itdrift") & ways("it drift")
    assert " it drift " in ways("it-drift")


def test_a_short_word_is_not_looked_for_in_others():
    assert ways("it") == {" it "}
    assert "mad " not in ways("mad")


def test_other_words_for_the_same():
    assert " open sourc " in ways("åben kildekode") & ways("fri software")
    assert " mad" not in ways("kantine")
    assert " madservic " in ways("kantiner")


def test_what_means_nothing_is_not_asked_for():
    assert [concept.word for concept in parse("hvad er den fælles drift af en skole")] == ["fælles", "drift", "skole"]


def test_words_in_quotes_are_a_phrase():
    (phrase,) = parse('"åbne data"')
    assert [pattern.text for pattern in phrase.patterns] == [" åbn data "]
    assert len(parse('"åbne data')) == 2


@pytest.mark.parametrize("text", ["", "  ", '""', "-", "* (:", "og i på", "\x00", "& | !", "'"])
def test_nothing_is_asked_for(text):
    assert parse(text) == ()


def test_no_sign_is_an_operator():
    assert ways("drift* OR -skole NEAR(mad)") == ways("drift OR skole NEAR mad")


def test_a_long_text_asks_for_so_many_words():
    assert len(parse(" ".join(f"ord{number}" for number in range(80)))) == MAX_WORDS


def test_letters_of_another_keyboard():
    assert " højetåstrup " in ways("hoeje-taastrup")


def test_a_compound_has_parts():
    assert " indkøb " in {pattern.text for pattern in parts_of("indkøbscentral")}


def test_a_word_is_put_right_in_its_place():
    assert respelt("fælles  rengørning i dag", {"rengørning": "rengøring"}) == "fælles rengøring i dag"


def test_every_synonym_is_a_word_and_no_group_is_alone():
    groups = yaml.safe_load(SYNONYMS.read_text(encoding="utf-8"))
    assert all(len(group) > 1 and all(words_of(member) for member in group) for group in groups)
