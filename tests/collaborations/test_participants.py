"""What the pages and the paper say alike about who takes part."""

import datetime as dt
from types import SimpleNamespace

import pytest

from collaborations.models import ParticipationState
from collaborations.participants import participants_map, population_note, total_population
from common.charts.tile_map import Place

DAY = dt.date(2026, 1, 1)


def kind_of(state):
    drawn = participants_map([("727", "Odder", state)], [Place("727", "Odder", 3, 4)])
    return drawn.tiles[0].kind


def counted(value):
    return SimpleNamespace(
        population=value, population_date=DAY if value else None, population_source="En kilde" if value else None
    )


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("participant", "participant"),
        ("interested", "interested"),
        ("invited", "interested"),
        ("declined", "gone"),
        ("withdrawn", "gone"),
    ],
)
def test_each_state_has_its_square_on_the_map(state, kind):
    assert kind_of(state) == kind


def test_no_state_is_left_off_the_map():
    assert "" not in [kind_of(state) for state in ParticipationState]


def test_the_map_says_in_words_who_takes_part():
    odder, samsoe = ("727", "Odder", "participant"), ("741", "Samsø", "withdrawn")
    assert participants_map([odder, samsoe], []).title == "Kort: Odder deltager."
    assert participants_map([samsoe], []).title == "Kort: ingen kommuner deltager endnu."


def test_a_sum_says_whom_it_leaves_out():
    rows = [counted(23_916), counted(None)]
    assert total_population(rows) == 23_916
    assert population_note(rows, ["Odder", "Samsø"]).replace("\u00a0", " ") == (
        "Indbyggertal 1. januar 2026. Kilde: En kilde. Summen er uden Samsø, hvor tallet ikke er oplyst."
    )


def test_of_nobody_known_there_is_no_sum_rather_than_zero():
    assert (total_population([counted(None)]), population_note([counted(None)], ["Samsø"])) == (None, "")
