"""Danish words are the same in all their forms, and different words stay apart."""

import pytest

from cases.words import fold, stem, variants, words_of


@pytest.mark.parametrize(
    "forms",
    [
        ("beredskab", "beredskabet", "beredskaber", "beredskabernes"),
        ("genbrugsplads", "genbrugspladsen", "genbrugspladser", "genbrugspladserne"),
        ("kommune", "kommunen", "kommunerne", "kommunernes"),
        ("ledig", "ledige", "ledighed"),
        ("proces", "processer"),
    ],
)
def test_a_word_has_one_stem(forms):
    assert len({stem(fold(form)) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("ledige", "ledelse"), ("vej", "vejledning"), ("hus", "husk")])
def test_other_words_have_another(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("barn", "skolebørn"), ("lønninger", "løn"), ("kørsel", "kørslen"), ("bog", "bøger")]
)
def test_a_changing_vowel_is_looked_for_both_ways(one, other):
    endings = set(variants(stem(one)))
    assert any(stem(other).endswith(root) for root in endings)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aarhus", "ÅRHUS"), ("A\u030arhus", "aarhus"), ("idé", "ide"), ("Ærø", "ærø"), ("Göteborg", "gøteborg")],
)
def test_ways_of_writing_a_word_are_one(one, other):
    assert words_of(one)[0].joined == words_of(other)[0].joined


def test_aeroe_and_oere_keep_their_letters():
    assert fold("æøå") == "æøå"


def test_hyphens_tie_and_are_not_needed():
    assert [word.joined for word in words_of("It-drift og it-drift’s pc'er")] == ["itdrift", "og", "itdrifts", "pcer"]
    assert [part.word for part in words_of("it-drift")[0].parts] == ["it", "drift"]


def test_a_section_sign_belongs_to_its_number():
    for written in ("§ 60", "§60", "§\u00a060", "paragraf 60", "§§ 60"):
        assert [word.joined for word in words_of(written)] == ["§60"]


def test_a_word_knows_where_it_stands():
    text = "Fælles it-drift, nu"
    assert [text[word.start : word.end] for word in words_of(text)] == ["Fælles", "it-drift", "nu"]
