import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from municipalities.models import Municipality, Neighbour, PopulationFigure, Region, validate_cvr
from tests import factories
from tests.kept import put_municipalities

LAST_OF_2026 = dt.date(2026, 12, 31)
FIRST_OF_2027 = dt.date(2027, 1, 1)


@pytest.fixture
def loaded(db):
    put_municipalities()


def names(municipalities) -> list[str]:
    return [municipality.name for municipality in municipalities]


class TestRegions:
    def test_roskilde_moves_to_oestdanmark_at_the_turn_of_the_year(self, loaded):
        roskilde = Municipality.objects.get(name="Roskilde")

        assert roskilde.region_on(LAST_OF_2026).name == "Region Sjælland"
        assert roskilde.region_on(FIRST_OF_2027).name == "Region Østdanmark"

    def test_aarhus_stays_in_midtjylland(self, loaded):
        aarhus = Municipality.objects.get(name="Aarhus")

        assert aarhus.region_on(FIRST_OF_2027).name == "Region Midtjylland"

    @pytest.mark.parametrize(
        ("name", "before", "after"),
        [
            ("Region Hovedstaden", 29, 0),
            ("Region Sjælland", 17, 0),
            ("Region Østdanmark", 0, 46),
            ("Region Syddanmark", 22, 22),
            ("Region Midtjylland", 19, 19),
            ("Region Nordjylland", 11, 11),
        ],
    )
    def test_each_region_has_its_municipalities_while_it_exists(self, loaded, name, before, after):
        region = Region.objects.get(name=name)

        assert Municipality.objects.in_region_on(region, LAST_OF_2026).count() == before
        assert Municipality.objects.in_region_on(region, FIRST_OF_2027).count() == after

    def test_the_regions_that_exist_are_five_before_and_four_after(self, loaded):
        assert Region.objects.existing(LAST_OF_2026).count() == 5
        assert Region.objects.existing(FIRST_OF_2027).count() == 4


class TestLatestPopulation:
    def test_gives_value_date_and_source_of_the_newest_figure_in_one_query(self, loaded, django_assert_num_queries):
        with django_assert_num_queries(1):
            thisted = Municipality.objects.latest_population().get(name="Thisted")

        assert thisted.population == 42_572
        assert thisted.population_date == dt.date(2026, 1, 1)
        assert thisted.population_source == "Danmarks Statistik, FOLK1A"

    def test_takes_the_same_queries_for_three_and_for_all_municipalities(self, loaded, django_assert_num_queries):
        with django_assert_num_queries(1):
            list(Municipality.objects.latest_population()[:3])
        with django_assert_num_queries(1):
            assert len(Municipality.objects.latest_population()) == 98

    def test_looks_back_to_a_day(self, loaded):
        thisted = Municipality.objects.latest_population(on=dt.date(2025, 12, 31)).get(name="Thisted")

        assert (thisted.population, thisted.population_date) == (43_383, dt.date(2023, 1, 1))

    def test_is_unknown_and_not_zero_without_a_figure(self, loaded):
        thisted = Municipality.objects.latest_population(on=dt.date(2015, 12, 31)).get(name="Thisted")

        assert (thisted.population, thisted.population_date, thisted.population_source) == (None, None, None)


class TestSearch:
    @pytest.mark.parametrize("text", ["Aarhus", "århus", "AARHUS", "Århus Kommune", " aarhus  kommune ", "751"])
    def test_finds_aarhus_however_it_is_written(self, loaded, text):
        assert names(Municipality.objects.search(text)) == ["Aarhus"]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("ÆRØ", ["Ærø"]),
            ("åben", ["Aabenraa"]),
            ("Københavns Kommune", ["København"]),
            ("taastrup", ["Høje-Taastrup"]),
            ("Tåstrup", ["Høje-Taastrup"]),
            ("fyn", ["Faaborg-Midtfyn", "Nordfyns"]),
            ("Malmø", []),
        ],
    )
    def test_ignores_case_and_the_spelling_of_aa(self, loaded, text, found):
        assert names(Municipality.objects.search(text)) == found


class TestOrder:
    def test_municipalities_stand_as_in_a_danish_dictionary(self, loaded):
        ordered = names(Municipality.objects.all())

        assert ordered[0] == "Albertslund"
        assert ordered[-5:] == ["Vordingborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus"]
        assert ordered.index("Hørsholm") < ordered.index("Ikast-Brande")
        assert ordered.index("Nyborg") < ordered.index("Næstved")
        assert ordered.index("Rudersdal") < ordered.index("Rødovre")

    def test_parties_sort_in_the_same_way(self, db):
        for name in ("Ørsted", "Zealand", "Ålborg Havn", "Aarhus Vand", "Ældre Sagen", "A-kassen"):
            factories.make_party(name)

        assert list(type(factories.make_party("Økonomistyrelsen")).objects.values_list("name", flat=True)) == [
            "A-kassen",
            "Zealand",
            "Ældre Sagen",
            "Økonomistyrelsen",
            "Ørsted",
            "Ålborg Havn",
            "Aarhus Vand",
        ]


class TestCvr:
    def test_a_valid_number_passes(self):
        validate_cvr("55133018")

    @pytest.mark.parametrize("value", ["55133019", "5513301", "551330188", "5513301x", ""])
    def test_other_numbers_are_refused(self, value):
        with pytest.raises(ValidationError):
            validate_cvr(value)

    @pytest.mark.parametrize("position", range(8))
    def test_one_wrong_digit_is_found_wherever_it_stands(self, position):
        digits = list("64942212")
        digits[position] = str((int(digits[position]) + 1) % 10)

        with pytest.raises(ValidationError):
            validate_cvr("".join(digits))


class TestConstraints:
    @pytest.fixture
    def odense(self, loaded):
        return Municipality.objects.get(name="Odense")

    @pytest.mark.parametrize("field", ["code", "name", "cvr"])
    def test_code_name_and_cvr_are_used_once(self, odense, field):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.make_municipality(**{"name": "Ny", "code": "998", field: getattr(odense, field)})

    def test_two_municipalities_never_share_a_tile(self, odense):
        with pytest.raises(IntegrityError, match=r"tile"), transaction.atomic():
            factories.make_municipality("Ny", code="998", tile_column=odense.tile_column, tile_row=odense.tile_row)

    def test_a_pair_of_neighbours_stands_once(self, loaded):
        pair = Neighbour.objects.first()

        with pytest.raises(IntegrityError, match=r"first|neighbours_once"), transaction.atomic():
            Neighbour.objects.create(first=pair.first, second=pair.second, kind=Neighbour.Kind.WATER)

    def test_nobody_is_their_own_neighbour(self, odense):
        with pytest.raises(IntegrityError, match="municipalities_not_own_neighbour"), transaction.atomic():
            Neighbour.objects.create(first=odense, second=odense, kind=Neighbour.Kind.LAND)

    def test_a_municipality_has_one_population_on_a_date(self, odense):
        with pytest.raises(IntegrityError, match=r"date"), transaction.atomic():
            PopulationFigure.objects.create(municipality=odense, date=dt.date(2026, 1, 1), value=1, source="En anden")

    def test_a_region_has_its_name_alone(self, loaded):
        with pytest.raises(IntegrityError), transaction.atomic():
            Region.objects.create(name="Region Østdanmark")

    def test_a_party_has_its_name_alone(self, db):
        factories.make_party("KL")

        with pytest.raises(IntegrityError), transaction.atomic():
            factories.make_party("KL")
