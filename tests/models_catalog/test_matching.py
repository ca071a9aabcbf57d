"""From answers to what speaks for and against: the real guide and the real catalogue, and nothing is weighed."""

import dataclasses
import functools
import itertools
import re

import pytest

from models_catalog import matching
from models_catalog.guide import file_data, read_guide
from models_catalog.matching import CLARIFY, OBVIOUS, POSSIBLE, match, words_of
from models_catalog.reading import catalogue
from tests.kept import put_catalogue

GOALS = {
    "systemer": "implementation",
    "marked": "purchasing",
    "drift": "operation-support",
    "fornyelse": "business-driven",
}

guide = functools.cache(lambda: read_guide(file_data()))


@pytest.fixture
def result_of(db):
    put_catalogue()
    read = catalogue(guide().details)

    def result(**answers):
        return match(answers, questions=guide().questions, clashes=guide().clashes, catalogue=read)

    return result


def fits(result, model: str | None = None) -> dict:
    rows = [row for row in result.table if model in (None, row.model)]
    return {(row.model, cell.form): cell.fit for row in rows for cell in row.cells}


def spots(result) -> set:
    return {(row.model, cell.form) for row in result.table for cell in row.cells if cell.is_spot}


class TestTheTable:
    def test_four_combinations_and_only_those_are_obvious(self, result_of):
        assert {key for key, fit in fits(result_of()).items() if fit == OBVIOUS} == {
            ("implementation", "association"),
            ("purchasing", "association"),
            ("operation-support", "section-60"),
            ("business-driven", "agreement"),
        }
        assert len(fits(result_of())) == 12

    def test_no_answer_makes_a_fifth_one_obvious(self, result_of):
        obvious = {key for key, fit in fits(result_of()).items() if fit == OBVIOUS}
        for question in guide().questions:
            for option in question.options:
                told = result_of(**{question.key: option.key})
                assert {key for key, fit in fits(told).items() if fit == OBVIOUS} <= obvious

    def test_without_answers_it_is_neutral(self, result_of):
        told = result_of()
        assert (told.lead, told.rest, told.models, spots(told)) == ("", "", (), set())

    def test_section_60a_has_its_spot_in_the_column_of_section_60(self, result_of):
        assert spots(result_of(drift="ja", form="section-60a")) == {("operation-support", "section-60")}

    def test_a_company_has_no_spot_and_says_that_the_sources_do_not_know_it(self, result_of):
        told = result_of(drift="ja", form="company")
        assert spots(told) == set()
        assert told.unusual == ("Drifts- og supportsamarbejde i formen “A/S” er ikke vurderet i kilderne.",)


class TestWhereAnswersPoint:
    @pytest.mark.parametrize(("question", "model"), GOALS.items())
    def test_a_yes_to_one_purpose_points_at_its_model(self, result_of, question, model):
        assert [each.key for each in result_of(**{question: "ja"}).models] == [model]

    def test_yes_to_only_the_operation_question(self, result_of):
        told = result_of(systemer="nej", marked="nej", drift="ja", fornyelse="nej")
        assert told.lead == "Jeres svar peger på én model: drifts- og supportsamarbejde."
        assert fits(told, "operation-support") == {
            ("operation-support", "section-60"): OBVIOUS,
            ("operation-support", "association"): POSSIBLE,
            ("operation-support", "agreement"): POSSIBLE,
        }
        assert told.models[0].forms == ("Oplagt: §\u00a060-fællesskab.", "Mulig: Forening og Aftale.")
        assert "Det tekniske miljø er ens på de områder, I deler." in told.models[0].demands
        assert "Serviceniveauet er ens på de vigtigste ydelser." in told.models[0].demands

    def test_yes_to_only_the_market_question_gives_a_purchasing_association(self, result_of):
        told = result_of(systemer="nej", marked="ja", drift="nej", fornyelse="nej")
        assert [each.key for each in told.models] == ["purchasing"]
        assert told.models[0].forms[0] == "Oplagt: Forening."

    def test_answers_that_point_two_ways_give_two_models(self, result_of):
        told = result_of(marked="ja", drift="ja")
        assert [each.key for each in told.models] == ["purchasing", "operation-support"]
        assert told.lead.startswith("Jeres svar peger på 2 modeller: indkøbssamarbejde og drifts-")

    def test_no_to_all_four_points_nowhere_and_says_so(self, result_of):
        told = result_of(**dict.fromkeys(GOALS, "nej"))
        assert told.models == ()
        assert told.lead.startswith("I har svaret nej til alle fire formål.")

    def test_business_driven_shows_its_cases(self, result_of):
        assert {"4k", "den-digitale-landevej"} <= set(result_of(fornyelse="ja").models[0].cases)

    def test_a_model_that_nobody_asked_for_is_named_with_what_speaks_for_it(self, result_of):
        told = result_of(drift="ja", udnyttelse="nej")
        assert [each.name for each in told.hints] == ["Implementeringssamarbejde"]

    def test_how_they_will_work_is_no_hint(self, result_of):
        assert result_of(drift="ja", antal=3, kendskab="ja", mandat="ja").hints == ()

    @pytest.mark.parametrize("answers", [{"kompetencer": "nej"}, {"oekonomi": "nej"}, {"leverandoerer": "nej"}])
    def test_a_consideration_alone_points_nowhere(self, result_of, answers):
        told = result_of(**answers)
        assert told.models == ()
        assert told.hints


class TestWhatCollides:
    def test_an_association_can_not_be_given_competence(self, result_of):
        told = result_of(afgiv="ja", form="association")
        assert told.contradictions == ("I vil afgive kompetence, men har valgt forening. Det kan en forening ikke.",)

    @pytest.mark.parametrize("form", ["section-60", "section-60a"])
    def test_a_body_of_section_60_is_given_competence(self, result_of, form):
        [said] = result_of(afgiv="nej", form=form).contradictions
        assert "Det bygger på, at I afgiver kompetence." in said

    def test_one_municipality_is_no_collaboration(self, result_of):
        assert result_of(antal=1).contradictions == ("I har skrevet én kommune. Et samarbejde kræver mindst to.",)
        assert result_of(antal=2).contradictions == ()

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            (
                {"naerhed": "ja", "rejsetid": 120},
                "tæt på hinanden, men rejsen tager op til 120 minutter. Ret det ene svar.",
            ),
            ({"naerhed": "nej", "rejsetid": 5}, "ikke ligger tæt på hinanden, men rejsen tager højst 5 minutter."),
        ],
    )
    def test_how_close_they_are_and_how_long_they_travel_belong_together(self, result_of, answers, said):
        [told] = result_of(**answers).contradictions
        assert said in told

    @pytest.mark.parametrize("answers", [{"naerhed": "ja", "rejsetid": 30}, {"naerhed": "nej", "rejsetid": 90}])
    def test_closeness_and_travel_that_fit_are_not_contradicted(self, result_of, answers):
        assert result_of(**answers).contradictions == ()

    def test_what_is_remarked_about_a_number_names_it(self, result_of):
        [remark] = result_of(moede=24).remarks
        assert remark.startswith("I har skrevet 24 personer.")

    def test_without_surrendering_competence_nothing_is_contradicted(self, result_of):
        assert result_of(afgiv="nej", form="association").contradictions == ()

    def test_giving_competence_leaves_section_60_alone(self, result_of):
        told = result_of(marked="ja", afgiv="ja")
        assert fits(told, "purchasing") == {
            ("purchasing", "section-60"): POSSIBLE,
            ("purchasing", "association"): CLARIFY,
            ("purchasing", "agreement"): CLARIFY,
        }
        assert spots(told) == {("purchasing", "section-60")}
        cell = told.table[1].cells[1]
        assert cell.notes == ("En forening kan ikke få formel kompetence.", "Ellers oplagt ifølge kilderne.")

    @pytest.mark.parametrize("form", ["section-60", "section-60a"])
    def test_keeping_competence_turns_the_column_of_section_60(self, result_of, form):
        told = result_of(drift="ja", afgiv="nej", form=form)
        assert fits(told, "operation-support") == {
            ("operation-support", "section-60"): CLARIFY,
            ("operation-support", "association"): POSSIBLE,
            ("operation-support", "agreement"): POSSIBLE,
        }
        assert told.table[2].cells[0].notes[-1] == "Ellers oplagt ifølge kilderne."

    @pytest.mark.parametrize("answers", [{}, {"antal": 3}, {"antal": 5}])
    def test_few_who_coordinate_closely_are_not_cautioned(self, result_of, answers):
        told = result_of(drift="ja", koordinering="taet", **answers)
        assert (told.remarks, told.contradictions) == ((), ())

    def test_many_who_coordinate_closely_are_told_their_number(self, result_of):
        [said] = result_of(koordinering="taet", antal=6).contradictions
        assert said == "I vil koordinere tæt, men vil være 6 kommuner. Tæt koordinering er lettest med få."

    @pytest.mark.parametrize(("minutes", "count"), [(59, 0), (60, 1), (120, 1)])
    def test_close_coordination_and_a_long_journey_collide(self, result_of, minutes, count):
        told = result_of(koordinering="taet", rejsetid=minutes).contradictions
        assert len(told) == count
        assert all(f"op til {minutes} minutter" in said for said in told)

    def test_an_unusual_combination_is_noted_and_not_forbidden(self, result_of):
        told = result_of(systemer="ja", form="section-60")
        (text,) = told.unusual
        assert text == "Implementeringssamarbejde i formen “§\u00a060-fællesskab” er muligt, men ikke oplagt."
        assert spots(told) == {("implementation", "section-60")}

    def test_a_form_that_can_not_do_what_is_wished_is_not_called_possible(self, result_of):
        assert result_of(systemer="ja", afgiv="ja", form="agreement").unusual == ()

    def test_an_obvious_combination_is_not_unusual(self, result_of):
        assert result_of(drift="ja", form="section-60").unusual == ()


class TestNumbers:
    @pytest.mark.parametrize(("people", "remarks"), [(17, 0), (18, 1), (40, 1)])
    def test_eighteen_at_a_meeting_get_a_remark(self, result_of, people, remarks):
        assert len(result_of(moede=people).remarks) == remarks

    def test_purchasing_wants_many_and_close_work_few(self, result_of):
        few, many = result_of(marked="ja", fornyelse="ja", antal=3), result_of(marked="ja", fornyelse="ja", antal=12)
        assert any("I er få" in text for text in few.models[0].speaks_against)
        assert any("Få kommuner" in text for text in few.models[1].speaks_for)
        assert any("mere købekraft" in text for text in many.models[0].speaks_for)
        assert any("Mange kommuner gør tæt koordinering svær" in text for text in many.models[1].speaks_against)

    def test_the_answers_do_not_point_at_a_form_that_can_not_do_what_is_wished(self, result_of):
        told = result_of(systemer="ja", afgiv="ja", form="agreement")
        [row] = [row for row in told.table if row.model == "implementation"]
        [cell] = [cell for cell in row.cells if cell.form == "agreement"]
        assert (cell.fit, cell.is_spot) == (CLARIFY, False)
        assert "En aftale kan ikke få formel kompetence." in cell.notes
        assert spots(told) == set()

    def test_one_municipality_is_no_faellesskab(self, result_of):
        assert fits(result_of(antal=1), "operation-support")["operation-support", "section-60"] == CLARIFY


class TestWhatIsMissing:
    def test_a_partial_answer_gives_a_partial_result_that_says_so(self, result_of):
        every = {each.key: "ja" for each in guide().questions if each.kind == "choice"} | {"antal": 4}
        told = result_of(**{key: value for key, value in every.items() if key not in ("afgiv", "mandat")})
        assert told.rest == "2 spørgsmål mangler. Resultatet er foreløbigt."
        assert len(told.models) == 4

    def test_what_may_be_left_out_is_not_missing(self, result_of):
        every = {each.key: "ja" for each in guide().questions if each.kind == "choice"} | {"antal": 4}
        assert result_of(**every).rest == ""


def test_an_answer_that_the_guide_does_not_know_says_nothing(result_of):
    told = result_of(drift="måske", ukendt="ja", form="fond")
    assert (told.models, told.contradictions, spots(told)) == ((), (), set())


def test_the_result_has_no_score_and_never_tells_anybody_to_choose(result_of):
    keys = list(GOALS)
    for chosen in itertools.product(("ja", "nej"), repeat=4):
        told = result_of(**dict(zip(keys, chosen, strict=True)), afgiv="ja", antal=18, moede=18, mandat="nej")
        words = str(dataclasses.asdict(told))
        assert not re.search(r"\bvælg\b|\bpoint\b|pct\.|score", words, re.IGNORECASE)


def test_an_answer_is_read_in_words(db):
    put_catalogue()
    asked = {each.key: each for each in guide().questions}
    forms = catalogue(guide().details).forms
    assert words_of(asked["koordinering"], "taet", forms) == "Tæt, i det daglige"
    assert words_of(asked["antal"], 4, forms) == "4"
    assert words_of(asked["form"], "section-60", forms) == "§\u00a060-fællesskab"
    assert words_of(asked["form"], "fond", forms) == ""
    assert words_of(asked["drift"], None, forms) == ""


def test_matching_asks_no_database(result_of, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert isinstance(result_of(drift="ja"), matching.Result)
