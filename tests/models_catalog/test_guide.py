"""The guide's file: every question has its source, and every key means something in the catalogue."""

import functools
import re

import pytest

from models_catalog.guide import Bounds, file_data, read_guide
from models_catalog.models import CollaborationModel, LegalRule, OrganisationType
from tests.kept import put_catalogue

guide = functools.cache(lambda: read_guide(file_data()))


def sayings():
    for question in guide().questions:
        yield from (saying for option in question.options for saying in option.says)
        yield from (saying for rule in question.rules for saying in rule.says)


def sentences() -> list[str]:
    details = guide().details.values()
    listed = [text for each in details for text in (*each.speaks_for, *each.speaks_against, *each.preconditions)]
    listed += [gain.text for each in details for gain in each.gains]
    return [*(each.text for each in sayings()), *(each.text for each in guide().clashes), *listed]


def test_it_asks_the_four_of_the_leaflet_its_five_considerations_and_how_they_will_work():
    assert [len(group.questions) for group in guide().groups] == [4, 5, 10]
    assert all(question.source and question.text for question in guide().questions)


def test_a_word_in_the_address_belongs_to_one_question():
    keys = [question.key for question in guide().questions]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch("[a-z]+", key) for key in keys)


@pytest.mark.django_db
def test_every_key_is_one_of_the_catalogue():
    put_catalogue()
    models = set(CollaborationModel.objects.values_list("key", flat=True))
    forms = set(OrganisationType.objects.values_list("key", flat=True))
    assert set(guide().details) == models
    assert {about for saying in sayings() for about in saying.about} <= models | forms
    assert {option.points for each in guide().questions for option in each.options if option.points} == models
    assert set(guide().approvals) <= set(LegalRule.objects.values_list("key", flat=True))


def test_every_clash_is_about_answers_that_can_be_given():
    asked = {question.key: question for question in guide().questions}
    for clash in guide().clashes:
        for key, value in clash.when.items():
            question = asked[key]
            numbers = (value.at_least, value.at_most) if isinstance(value, Bounds) else (value,)
            is_a_number = question.kind == "number" and all(
                each is None or each <= question.highest for each in numbers
            )
            assert question.kind == "form" or is_a_number or question.option(value), clash


def test_all_is_said_in_short_sentences():
    for text in sentences():
        for sentence in re.split(r"(?<=[.?!;]) ", text):
            assert len(sentence.split()) <= 20, sentence
            assert text.endswith((".", "?")), text


def test_each_model_says_where_it_comes_from_and_shows_cases():
    for each in guide().details.values():
        assert each.source.startswith("Inspirationskatalog (2016)")
        assert len(each.cases) >= 2
        assert each.preconditions
        assert each.challenges
        assert each.gains


def test_the_section_sign_is_tied_to_its_number():
    assert "§ " not in str(guide())
