"""A measured figure is written with its source, corrected by a new row, and taken back; history keeps all of it."""

from decimal import Decimal

import pytest
from django.utils import timezone

from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from finance.measured_pages import holding, rows_of
from finance.models import Measurement
from finance.services import AlreadyMeasured, held_figure, record_measurement, take_back_measurement
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(collaboration, koordinator):
    def write(amount=5_000_000, **values):
        values = {"kind": "gain", "year": 2024, "source": "Regnskab 2024", "actor": koordinator} | values
        return record_measurement(collaboration, amount=Decimal(amount), **values)

    return write


def held(collaboration):
    return [(each.kind, each.year, each.amount, each.source) for each in holding(rows_of(collaboration))]


def newest_activity(collaboration) -> str:
    return collaboration.activity.first().text


def test_a_figure_holds_with_its_source_and_stands_in_the_history(collaboration, record, koordinator):
    record()
    assert held(collaboration) == [("gain", 2024, 5_000_000, "Regnskab 2024")]
    assert newest_activity(collaboration) == "Skrev det faktiske tal for gevinst i 2024: 5.000.000\u00a0kr."
    assert collaboration.activity.first().actor == koordinator


def test_a_correction_says_which_figure_it_replaces_and_leaves_it_in_the_history(collaboration, record):
    first = record()
    record(4_800_000, replaces=first.pk)
    assert held(collaboration) == [("gain", 2024, 4_800_000, "Regnskab 2024")]
    assert [row.amount for row in rows_of(collaboration)] == [5_000_000, 4_800_000]
    assert "fra 5.000.000\u00a0kr. til 4.800.000\u00a0kr." in newest_activity(collaboration)


def test_a_figure_that_the_page_did_not_show_is_not_overwritten(collaboration, record):
    first = record()
    second = record(4_800_000, replaces=first.pk)
    with pytest.raises(AlreadyMeasured, match=r"Der står allerede 4\.800\.000\skr\. under Gevinst i 2024\.") as raised:
        record(1, replaces=first.pk)
    assert raised.value.current == second
    assert held_figure(collaboration, kind="gain", year=2024) == second


def test_the_same_figure_twice_is_written_once(collaboration, record):
    assert record() == record()
    assert Measurement.objects.count() == 1


def test_kinds_and_years_stand_by_themselves(collaboration, record):
    record()
    record(7, kind="operation")
    record(8, year=2023)
    assert sorted(held(collaboration))[0] == ("gain", 2023, 8, "Regnskab 2024")
    assert len(held(collaboration)) == 3


def test_what_is_taken_back_holds_no_more_and_says_why(collaboration, record, koordinator):
    take_back_measurement(record(), note="Tallet var for hele forvaltningen.", actor=koordinator)
    assert held(collaboration) == []
    assert held_figure(collaboration, kind="gain", year=2024) is None
    assert rows_of(collaboration)[-1].source == "Tallet var for hele forvaltningen."
    assert newest_activity(collaboration) == "Trak det faktiske tal for gevinst i 2024 tilbage."


def test_after_it_was_taken_back_a_new_figure_is_written_freely(collaboration, record):
    take_back_measurement(record(), actor=None)
    record(3)
    assert held(collaboration) == [("gain", 2024, 3, "Regnskab 2024")]


def test_only_what_holds_is_taken_back(collaboration, record):
    first = record()
    record(4, replaces=first.pk)
    with pytest.raises(DomainError, match="allerede rettet eller trukket tilbage"):
        take_back_measurement(first, actor=None)
    assert held(collaboration) == [("gain", 2024, 4, "Regnskab 2024")]


def test_a_year_that_has_not_come_and_one_long_ago_are_refused(record):
    for year in (timezone.localdate().year + 1, 1989):
        with pytest.raises(DomainError, match="Året skal ligge mellem 1990 og"):
            record(year=year)
    assert not Measurement.objects.exists()


def test_a_figure_without_a_source_is_refused(record):
    with pytest.raises(DomainError, match="Skriv, hvor tallet kommer fra"):
        record(source=" ")


def test_a_row_of_history_can_not_be_changed(record):
    figure = record()
    figure.amount = 1
    with pytest.raises(HistoryIsImmutable):
        figure.save()


def test_another_collaborations_figures_are_not_here(collaboration, record, koordinator):
    theirs = factories.make_collaboration("Et andet")
    record_measurement(theirs, kind="gain", year=2024, amount=Decimal(9), source="Regnskab", actor=koordinator)
    assert held(collaboration) == []
