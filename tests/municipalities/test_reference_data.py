import csv
import datetime as dt

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from municipalities import reference_data
from municipalities.models import ExternalParty, Municipality, Neighbour, PopulationFigure, Region, validate_cvr

NEW_YEAR = {year: dt.date(year, 1, 1) for year in (2016, 2023, 2026)}

# Danmarks Statistik, FOLK1A: the regions' own figures, which the municipalities must add up to.
POPULATION_OF_REGIONS = {
    "Region Hovedstaden": {2016: 1_789_083, 2023: 1_891_778, 2026: 1_947_120},
    "Region Sjælland": {2016: 827_499, 2023: 849_857, 2026: 858_102},
    "Region Syddanmark": {2016: 1_211_770, 2023: 1_237_413, 2026: 1_243_914},
    "Region Midtjylland": {2016: 1_293_309, 2023: 1_358_879, 2026: 1_383_261},
    "Region Nordjylland": {2016: 585_499, 2023: 594_634, 2026: 593_114},
}
TABLES = (Region, Municipality, Neighbour, PopulationFigure)


@pytest.fixture
def loaded(db):
    reference_data.load()


def everything() -> list[list[tuple]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


class TestTheFiles:
    def test_hold_all_98_municipalities(self, loaded):
        assert Municipality.objects.count() == 98
        assert not Municipality.objects.filter(code="411").exists()  # Christiansø is not a municipality

    @pytest.mark.parametrize("year", [2016, 2023, 2026])
    @pytest.mark.parametrize("region", POPULATION_OF_REGIONS)
    def test_population_adds_up_to_the_figure_of_each_region(self, loaded, region, year):
        figures = PopulationFigure.objects.filter(municipality__region__name=region, date=NEW_YEAR[year])

        assert figures.aggregate(Sum("value"))["value__sum"] == POPULATION_OF_REGIONS[region][year]

    def test_population_of_2026_adds_up_to_the_nation(self, loaded):
        figures = PopulationFigure.objects.filter(date=NEW_YEAR[2026])

        assert figures.aggregate(Sum("value"))["value__sum"] == 6_025_511

    def test_every_municipality_has_a_figure_with_a_source_for_each_date(self, loaded):
        assert PopulationFigure.objects.count() == 98 * 3
        assert not PopulationFigure.objects.filter(source="").exists()

    def test_every_cvr_number_passes_modulus_11(self, loaded):
        numbers = list(Municipality.objects.values_list("cvr", flat=True))

        for number in numbers:
            validate_cvr(number)
        assert len(numbers) == 98

    def test_every_municipality_is_what_its_model_asks_for(self, loaded):
        for municipality in Municipality.objects.select_related("region"):
            municipality.clean_fields()

    def test_every_pair_of_neighbours_stands_once_with_the_lower_code_first(self, loaded):
        pairs = list(Neighbour.objects.values_list("first__code", "second__code"))

        assert all(first < second for first, second in pairs)
        assert len({frozenset(pair) for pair in pairs}) == len(pairs) == 210

    def test_only_neighbours_over_water_have_a_gap(self, loaded):
        assert Neighbour.objects.filter(kind="water", gap_km__isnull=False, gap_km__lte=5).count() == 24
        assert Neighbour.objects.filter(kind="land", gap_km__isnull=True).count() == 186

    def test_every_municipality_has_a_tile_of_its_own(self, loaded):
        assert len(set(Municipality.objects.values_list("tile_column", "tile_row"))) == 98

    def test_oestdanmark_takes_over_and_has_no_code_yet(self, loaded):
        oestdanmark = Region.objects.get(name="Region Østdanmark")

        assert (oestdanmark.code, oestdanmark.valid_from) == ("", dt.date(2027, 1, 1))
        assert set(oestdanmark.predecessors.values_list("name", "valid_to")) == {
            ("Region Hovedstaden", dt.date(2026, 12, 31)),
            ("Region Sjælland", dt.date(2026, 12, 31)),
        }

    def test_their_sources_are_written_beside_them(self):
        sources = (reference_data.DATA / "SOURCES.md").read_text(encoding="utf-8")

        for file in reference_data.DATA.glob("*.csv"):
            assert f"`{file.name}`" in sources
        assert "Kilde: Danmarks Statistik, FOLK1A" in sources
        assert "CC BY 4.0" in sources


class TestLoad:
    def test_twice_gives_the_same_rows_as_once(self, loaded):
        before = everything()

        reference_data.load()

        assert everything() == before

    def test_takes_few_statements_and_no_more_when_rows_are_there(self, db):
        with CaptureQueriesContext(
            connection,
        ) as first:
            reference_data.load()
        with CaptureQueriesContext(connection) as second:
            reference_data.load()

        assert len(second) <= len(first) <= 20

    def test_leaves_no_other_parties(self, loaded):
        assert not ExternalParty.objects.exists()

    def test_never_changes_a_population_figure_that_is_there(self, loaded):
        figures = PopulationFigure.objects.filter(municipality__name="Odense")
        figures.filter(date=NEW_YEAR[2026]).update(value=213_170, source="Rettet af administrator")
        figures.create(municipality=Municipality.objects.get(name="Odense"), date=dt.date(2026, 10, 1), value=214_000)

        reference_data.load()

        assert list(figures.order_by("date").values_list("value", flat=True)) == [198_972, 207_762, 213_170, 214_000]

    def test_brings_back_a_population_figure_that_was_deleted(self, loaded):
        PopulationFigure.objects.filter(municipality__name="Odense", date=NEW_YEAR[2026]).delete()

        reference_data.load()

        assert PopulationFigure.objects.get(municipality__name="Odense", date=NEW_YEAR[2026]).value == 213_168

    def test_puts_right_a_municipality_that_differs_from_the_file(self, loaded):
        Municipality.objects.filter(code="461").update(name="Othinsø", sort_name="x", search_name="x")

        reference_data.load()

        odense = Municipality.objects.get(code="461")
        assert (odense.name, odense.sort_name) == ("Odense", "odense")
        assert list(Municipality.objects.search("odense")) == [odense]

    def test_keeps_a_region_code_that_the_file_does_not_know(self, loaded):
        Region.objects.filter(name="Region Østdanmark").update(code="1086")

        reference_data.load()

        assert Region.objects.get(name="Region Østdanmark").code == "1086"

    def test_leaves_nothing_behind_when_a_file_is_broken(self, db, tmp_path, monkeypatch):
        for file in reference_data.DATA.glob("*.csv"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        with (tmp_path / "population.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(["461", "2026-07-01", "mange", "Danmarks Statistik, FOLK1A"])
        monkeypatch.setattr(reference_data, "DATA", tmp_path)

        with pytest.raises(ValueError, match="mange"):
            reference_data.load()

        assert everything() == [[], [], [], []]
