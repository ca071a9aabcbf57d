import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from common import formats

TODAY = dt.date(2026, 11, 20)

amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=2)
whole_numbers = st.integers(min_value=-(10**18), max_value=10**18)


def read(text: str) -> Decimal:
    """The number that a reader sees."""
    return Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))


class TestDates:
    def test_are_written_out_in_text_and_short_in_tables(self):
        assert formats.long_date(TODAY) == "20. november 2026"
        assert formats.short_date(TODAY) == "20. nov. 2026"

    @pytest.mark.parametrize(
        ("month", "long", "short"),
        [
            (1, "januar", "jan."),
            (2, "februar", "feb."),
            (3, "marts", "mar."),
            (4, "april", "apr."),
            (5, "maj", "maj"),
            (6, "juni", "juni"),
            (7, "juli", "juli"),
            (8, "august", "aug."),
            (9, "september", "sep."),
            (10, "oktober", "okt."),
            (11, "november", "nov."),
            (12, "december", "dec."),
        ],
    )
    def test_have_danish_months(self, month, long, short):
        assert formats.long_date(dt.date(2026, month, 1)) == f"1. {long} 2026"
        assert formats.short_date(dt.date(2026, month, 1)) == f"1. {short} 2026"

    def test_are_the_day_in_denmark(self):
        shortly_before_midnight_in_utc = dt.datetime(2026, 7, 31, 22, 30, tzinfo=dt.UTC)

        assert formats.long_date(shortly_before_midnight_in_utc) == "1. august 2026"
        assert formats.short_date(shortly_before_midnight_in_utc) == "1. aug. 2026"

    @pytest.mark.parametrize(
        ("start", "end", "text"),
        [
            (dt.date(2026, 11, 3), dt.date(2026, 11, 20), "3.–20. november 2026"),
            (dt.date(2026, 11, 3), dt.date(2026, 12, 1), "3. november–1. december 2026"),
            (dt.date(2026, 11, 3), dt.date(2027, 1, 1), "3. november 2026–1. januar 2027"),
            (TODAY, TODAY, "20. november 2026"),
            (TODAY, None, "fra 20. november 2026"),
            (None, TODAY, "til og med 20. november 2026"),
            (None, None, "Ikke oplyst"),
        ],
    )
    def test_ranges_say_only_what_differs(self, start, end, text):
        assert formats.date_range(start, end) == text

    def test_ranges_of_years_have_an_en_dash_without_spaces(self):
        assert formats.year_range(2027, 2028) == "2027–2028"
        assert formats.year_range(2027, 2027) == "2027"

    def test_times_have_a_dot_and_are_danish_time(self):
        assert formats.time_of_day(dt.datetime(2026, 11, 20, 13, 5, tzinfo=dt.UTC)) == "kl.\u00a014.05"
        assert formats.time_of_day(dt.time(9, 30)) == "kl.\u00a009.30"
        assert formats.date_and_time(dt.datetime(2026, 7, 31, 22, 5, tzinfo=dt.UTC)) == "1. august 2026 kl.\u00a000.05"

    @pytest.mark.parametrize(
        ("days", "text"),
        [
            (25, "om 25 dage"),
            (2, "om 2 dage"),
            (1, "i morgen"),
            (0, "i dag"),
            (-1, "i går"),
            (-3, "for 3 dage siden"),
            (-1500, "for 1.500 dage siden"),
        ],
    )
    def test_distance_in_days(self, days, text):
        assert formats.relative_days(TODAY + dt.timedelta(days=days), TODAY) == text

    @time_machine.travel(dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC), tick=False)
    def test_distance_counts_from_today_in_denmark(self):
        assert formats.relative_days(dt.date(2026, 11, 21)) == "i dag"


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1_234_567, "1.234.567"),
            (0, "0"),
            (999, "999"),
            (-1000, "\u22121.000"),
            (Decimal("-2.1"), "\u22122,1"),
            (Decimal("1E+3"), "1.000"),
            (12.5, "12,5"),
        ],
    )
    def test_have_dots_for_thousands_and_a_comma(self, value, text):
        assert formats.number(value) == text

    @pytest.mark.parametrize(
        ("value", "decimals", "text"),
        [
            (Decimal("0.05"), 1, "0,1"),
            (Decimal("-0.05"), 1, "\u22120,1"),
            (Decimal("-0.04"), 1, "0,0"),
            (Decimal("2.5"), 0, "3"),
            (3, 2, "3,00"),
        ],
    )
    def test_round_halves_away_from_zero_and_never_show_minus_zero(self, value, decimals, text):
        assert formats.number(value, decimals) == text

    @given(whole_numbers)
    def test_whole_numbers_can_be_read_back(self, value):
        assert read(formats.number(value)) == value

    @given(amounts, st.integers(min_value=0, max_value=4))
    def test_decimals_can_be_read_back_as_rounded(self, value, decimals):
        text = formats.number(value, decimals)

        assert read(text) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        assert len(text.partition(",")[2]) == decimals

    @given(amounts)
    def test_have_groups_of_three_and_the_minus_sign_of_print(self, value):
        assert re.fullmatch(r"\u2212?\d{1,3}(\.\d{3})*,\d{2}", formats.number(value, 2))


class TestMoney:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1_234_567, "1.234.567\u00a0kr."),
            (Decimal("1234567.00"), "1.234.567\u00a0kr."),
            (Decimal("12.50"), "12,50\u00a0kr."),
            (-80_000, "\u221280.000\u00a0kr."),
            (0, "0\u00a0kr."),
        ],
    )
    def test_is_in_kroner_with_oere_only_where_there_are_any(self, value, text):
        assert formats.kroner(value) == text

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1_500_000, "1,5\u00a0mio.\u00a0kr."),
            (1_000_000, "1,0\u00a0mio.\u00a0kr."),
            (999_999, "999.999\u00a0kr."),
            (Decimal("999999.50"), "1,0\u00a0mio.\u00a0kr."),
            (850_000, "850.000\u00a0kr."),
            (-2_050_000, "\u22122,1\u00a0mio.\u00a0kr."),
            (1_234_500_000, "1.234,5\u00a0mio.\u00a0kr."),
        ],
    )
    def test_is_in_millions_from_one_million(self, value, text):
        assert formats.million_kroner(value) == text

    @given(amounts)
    def test_in_kroner_loses_nothing(self, value):
        assert read(formats.kroner(value).removesuffix("\u00a0kr.")) == value

    @given(amounts)
    def test_never_has_a_space_where_a_line_could_break(self, value):
        assert " " not in formats.kroner(value) + formats.million_kroner(value)

    @pytest.mark.parametrize("format_money", [formats.kroner, formats.million_kroner])
    def test_is_never_a_float(self, format_money):
        with pytest.raises(TypeError, match="never a float"):
            format_money(0.1)


class TestFileSizes:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (0, "0\u00a0byte"),
            (999, "999\u00a0byte"),
            (1000, "1\u00a0kB"),
            (214_300, "214\u00a0kB"),
            (999_499, "999\u00a0kB"),
            (999_500, "1,0\u00a0MB"),
            (1_440_000, "1,4\u00a0MB"),
        ],
    )
    def test_are_in_kb_and_mb(self, value, text):
        assert formats.file_size(value) == text


class TestWords:
    @pytest.mark.parametrize(
        ("items", "text"),
        [
            ([], "Ingen"),
            (["Odder"], "Odder"),
            (["Odder", "Horsens"], "Odder og Horsens"),
            (["Odder", "Horsens", "Samsø"], "Odder, Horsens og Samsø"),
            ((str(n) for n in (1, 2, 3)), "1, 2 og 3"),
        ],
    )
    def test_are_joined_as_in_a_sentence(self, items, text):
        assert formats.join_words(items) == text

    def test_are_joined_with_another_word(self):
        assert formats.join_words(["gul", "rød"], "eller") == "gul eller rød"

    @pytest.mark.parametrize(("names", "text"), [("AB", "A og B"), ("ABC", "A, B og C"), ("ABCD", "A, B og 2 andre")])
    def test_of_many_the_first_are_said(self, names, text):
        assert formats.join_first(names, 2) == text

    @pytest.mark.parametrize(
        ("count", "text"), [(0, "0 kommuner"), (1, "1 kommune"), (2, "2 kommuner"), (1200, "1.200 kommuner")]
    )
    def test_agree_with_their_number(self, count, text):
        assert formats.counted(count, "kommune", "kommuner") == text


class TestUnknown:
    @pytest.mark.parametrize(
        "write",
        [
            formats.long_date,
            formats.short_date,
            formats.time_of_day,
            formats.date_and_time,
            formats.number,
            formats.kroner,
            formats.million_kroner,
            formats.file_size,
            formats.known,
        ],
    )
    @pytest.mark.parametrize("nothing", [None, ""])
    def test_is_said_in_words_and_never_zero(self, write, nothing):
        assert write(nothing) == "Ikke oplyst"

    def test_zero_is_not_unknown(self):
        assert formats.number(0) == formats.known(0) == "0"

    def test_distance_of_an_unknown_date_adds_nothing(self):
        assert formats.relative_days(None) == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Fælles it", "Fælles it"),
        (" A\r\nB\u2028\tC ", "A B C"),
        ("x" * 20, "x" * 9 + "…"),
        ("", ""),
        ("Ti tegn er.", "Ti tegn…"),
        ("Fælles drift", "Fælles…"),
        ("Fælles it drift", "Fælles it…"),
        ("Se nu, godt", "Se nu…"),
        ("Efter §\u00a060", "Efter §\u00a060"),
        ("Se Efter §\u00a060", "Se Efter…"),
    ],
)
def test_what_was_typed_becomes_one_short_line(text, line):
    assert formats.one_line(text, 10) == line
