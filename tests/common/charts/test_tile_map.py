"""The schematic map: names that can be read stand below it, and a number in each square says whose it is."""

from django.template.loader import render_to_string

from common.charts.tile_map import COLUMNS, LINE, STEP, Place, tile_map

PLACES = [
    Place("201", "Allerød", 10, 4),
    Place("151", "Ballerup", 11, 5),
    Place("240", "Egedal", 10, 5),
    Place("190", "Furesø", 11, 4),
    Place("751", "Aarhus", 4, 4),
    Place("101", "København", 12, 5),
]
FOUR = dict.fromkeys(("201", "151", "240", "751"), "participant")


def test_each_square_has_the_number_of_its_name_in_danish_order():
    found = tile_map("Kort", PLACES, FOUR)
    assert {tile.place.name: tile.text for tile in found.marked} == {
        "Allerød": "1",
        "Ballerup": "2",
        "Egedal": "3",
        "Aarhus": "4",
    }
    assert [name.text for name in found.names] == ["1 Allerød", "2 Ballerup", "3 Egedal", "4 Aarhus"]


def test_the_names_stand_below_the_map_in_two_columns_within_the_drawing():
    found = tile_map("Kort", PLACES, FOUR)
    left, top, width, height = map(int, found.view_box.split())
    ground = 2 * STEP + 2
    assert height >= ground + LINE * len(found.names) / COLUMNS
    assert len({name.x for name in found.names}) == COLUMNS
    assert all(ground < int(name.y) - top < height for name in found.names)
    assert all(left < int(name.x) < left + width for name in found.names)


def test_no_text_is_smaller_than_what_can_be_read():
    """The whole country is 18 squares wide, and the narrowest picture of it is 254 px: 11 units are more than 9 px."""
    html = render_to_string("components/_tile_map.html", {"tiles": tile_map("Kort", PLACES, FOUR)})
    assert html.count('font-size="11"') == 4
    assert html.count('font-size="12"') == 4
    assert "font-size" not in html.replace('font-size="11"', "").replace('font-size="12"', "")


def test_a_single_name_needs_no_number():
    found = tile_map("Kort", PLACES, {"190": "participant"})
    assert ([tile.text for tile in found.marked], [name.text for name in found.names]) == ([""], ["Furesø"])


def test_where_the_squares_say_something_else_there_are_no_names():
    found = tile_map("Kort", PLACES, FOUR, {"201": "3"})
    assert (found.names, sorted(tile.text for tile in found.marked)) == ([], ["", "", "", "3"])
    assert found.view_box.split()[3] == str(2 * STEP + 2)


def test_a_map_of_nobody_has_no_room_for_names():
    assert tile_map("Kort", PLACES, {}).view_box.split()[3] == str(2 * STEP + 2)
