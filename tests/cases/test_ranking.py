"""The order of the hits is worked out of texts alone."""

from cases.ranking import Concept, Entry, Field, Pattern, alike, matches, packed, rank


def entry(pk: int, **texts: str) -> Entry:
    words = {field: texts.get(field.name.lower(), "").split() for field in Field}
    stems = {stem for said in words.values() for stem in said}
    return Entry(pk, f"{pk:03}", {stem: packed(words[field].count(stem) for field in Field) for stem in stems})


def word(stem: str, *also: Pattern) -> Concept:
    return Concept(stem, (Pattern(f" {stem} "), *also))


def order(concepts, *entries) -> list[int]:
    return [each.pk for each in rank(concepts, entries).entries]


def test_a_title_weighs_more_than_a_summary_and_that_more_than_the_rest():
    found = order([word("drift")], entry(1, rest="drift"), entry(2, summary="drift"), entry(3, title="drift"))
    assert found == [3, 2, 1]


def test_the_word_itself_weighs_more_than_a_compound():
    concept = word("drift", Pattern(" drift", 0.7))
    assert order([concept], entry(1, title="driftscenter"), entry(2, title="drift")) == [2, 1]


def test_a_word_that_is_said_again_weighs_a_little_more():
    assert order([word("drift")], entry(1, rest="drift"), entry(2, rest="drift og drift")) == [2, 1]


def test_every_word_is_asked_for():
    assert order([word("drift"), word("skole")], entry(1, title="drift"), entry(2, rest="drift i skole")) == [2]


def test_a_rare_word_decides():
    commons = [entry(number, title="fælles", rest="skole" if number == 9 else "") for number in range(3, 10)]
    found = order([word("fælles"), word("skole")], entry(1, rest="fælles", title="skole"), *commons)
    assert found == [1, 9]


def test_where_no_case_has_all_the_half_is_enough_but_not_less():
    entries = [entry(1, title="drift"), entry(2, title="skole"), entry(3)]
    assert order([word("drift"), word("skole")], *entries) == [1, 2]
    assert order([word("drift"), word("måne"), word("sol")], *entries) == []


def test_what_nobody_has_is_named():
    missing = rank([word("drift"), word("måne")], [entry(1, title="drift")]).missing
    assert [concept.word for concept in missing] == ["måne"]


def test_equals_stand_in_the_order_of_their_titles():
    assert order([word("drift")], entry(2, title="drift"), entry(1, title="drift")) == [1, 2]


def test_nothing_asked_for_is_nothing_found():
    assert order([], entry(1, title="drift")) == []


def test_a_phrase_stands_together():
    phrase = Concept("åbne data", (Pattern(" åbn data "),))
    assert matches(phrase, " mange åbn data nu ")
    assert not matches(phrase, " data åbn ")


def test_misspellings_are_near_and_other_words_are_not():
    vocabulary = ["rengøring", "rengøringen", "forening", "indkøb"]
    assert alike("rengørning", vocabulary)[0] == "rengøring"
    assert "forening" not in alike("rengørning", vocabulary)
    assert alike("svømmehal", vocabulary) == []
