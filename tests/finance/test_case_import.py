"""What somebody wrote in a spreadsheet: read as the editor reads it, and everything wrong is said by its place."""

import datetime as dt
from decimal import Decimal

import pytest

from finance.appraisal import Kind
from finance.lines import WORK_YEARS, LineData
from tests.finance.build_sheets import a_table, changes, faults, put, read_back

TABLE = (
    a_table()
)  # A Linje-id, B Slags, C Linje, D Enhed, E Kr. pr. årsværk, F Kilde, G Usikkerhed, H to J 2027 to 2029


def own_table():
    """With Kommune in F: two rows of a line with figures for each."""
    amounts = {"615": {2027: Decimal(1)}, "727": {2027: Decimal(2)}}
    return a_table(LineData(Kind.GAIN, "Egne timer", amounts=amounts, pk=1), with_municipalities=True)


def said(found):
    return [(each.name, [(change.what, change.before, change.after) for change in each.changes]) for each in found]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (1234567, 1234567),
        (1234567.0, 1234567),
        ("1.234.567", 1234567),
        ("1,2 mio.", 1200000),
        ("−500", -500),
        (" 700 kr. ", 700),
        (0, 0),
    ],
)
def test_a_number_is_read_as_danes_write_it_and_as_excel_keeps_it(written, amount):
    assert read_back(TABLE, put(H2=written)).lines[0].amounts == {"": {2027: Decimal(amount)}}


def test_what_excel_adds_up_to_a_hair_too_much_is_the_number_it_shows():
    reading = read_back(TABLE, put(D3="årsværk", E3=600000, I3=0.1 + 0.2, J3=1.1))
    assert reading.lines[1].amounts == {"": {2028: Decimal("0.3"), 2029: Decimal("1.1")}}


def test_a_changed_cell_is_said_with_before_and_after():
    found = changes(TABLE, put(C3="Billigere drift", J3=650000, I3=None, F3="Budget 2027", G3="høj"))
    assert said(found.changed) == [
        (
            "Billigere drift",
            [
                ("Linje", "Mindre drift", "Billigere drift"),
                ("Kilde eller forudsætning", "Ingen", "Budget 2027"),
                ("Usikkerhed", "Ikke vurderet", "Høj"),
                ("2028", "600.000\u00a0kr.", "Tom"),
                ("2029", "600.000\u00a0kr.", "650.000\u00a0kr."),
            ],
        )
    ]
    assert (found.count, found.unchanged, found.removed) == (1, 1, ())


def test_a_new_row_is_a_new_line_and_a_row_that_is_gone_a_line_that_goes():
    def work(sheet):
        sheet.delete_rows(2)
        sheet.append([None, "drift", "Licenser", None, None, None, None, 100, "100"])

    found = changes(TABLE, work)
    assert said(found.new) == [("Licenser", [("Ny linje", "Ikke med", "200\u00a0kr.")])]
    assert said(found.gone) == [("Etablering", [("Slettes", "1.200.000\u00a0kr.", "Ikke med")])]
    assert (found.removed, found.unchanged) == ((11,), 1)
    assert [line.name for line in found.lines] == ["Mindre drift", "Licenser"]


def test_an_id_of_another_version_leaves_it_to_the_name_which_line_it_is():
    found = changes(TABLE, put(A2=901, A3=902))
    assert (found.count, found.unchanged) == (0, 2)


def test_two_lines_of_one_name_are_told_apart_by_their_order_where_their_ids_say_nothing():
    lines = [LineData(Kind.GAIN, "Timer", amounts={"": {2027: Decimal(pk)}}, pk=pk) for pk in (1, 2)]
    found = changes(a_table(*lines), put(A2=901, A3=902))
    assert (found.count, found.unchanged) == (0, 2)


def test_another_kind_of_line_break_is_no_change():
    line = LineData(Kind.GAIN, "Timer", source="Tilbud\r\nfra to", amounts={"": {2027: Decimal(5)}}, pk=1)
    found = changes(a_table(line), put(F2="Tilbud\nfra  to"))
    assert found.count == 0
    assert found.lines == (line,)


def test_rows_in_another_order_are_no_change():
    def work(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)]
        for place, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(place, column).value = value

    assert changes(TABLE, work).lines == TABLE.lines


def test_figures_of_years_that_the_case_has_left_out_stay():
    line = LineData(Kind.GAIN, "Timer", amounts={"": {2026: Decimal(7), 2027: Decimal(5)}}, pk=1)
    found = changes(a_table(line), put(H2=6))
    assert found.lines[0].amounts == {"": {2026: Decimal(7), 2027: Decimal(6)}}


def test_a_line_can_get_figures_for_each_municipality_and_one_figure_again():
    table = a_table(with_municipalities=True)  # Kommune is F, the years I to K

    def work(sheet):
        sheet["F2"] = "odder kommune"
        sheet.append([11, "Investering", "Etablering", "kr.", None, "615", "Tilbud", None, 300000])

    found = changes(table, work)
    assert found.lines[0].amounts == {"727": {2027: Decimal(1200000)}, "615": {2027: Decimal(300000)}}
    assert ("Horsens, 2027", "Tom", "300.000\u00a0kr.") in said(found.changed)[0][1]

    def back(sheet):
        sheet.delete_rows(3)
        sheet["F2"] = None

    assert changes(own_table(), back).lines[0].amounts == {"": {2027: Decimal(1)}}


@pytest.mark.parametrize(
    ("work", "fault"),
    [
        (put(H2="=SUM(I2:J2)"), "Celle H2 indeholder en formel. Indsæt tallet i stedet."),
        (put(C3="=A1"), "Celle C3 indeholder en formel. Indsæt teksten i stedet."),
        (put(J3="#REF!"), "Celle J3 har fejlen #REF!. Indsæt tallet i stedet."),
        (put(H2=dt.date(2027, 1, 1)), "Celle H2 er en dato. Skriv tallet i stedet."),
        (put(H2=True), "Celle H2 er SAND eller FALSK. Skriv tallet i stedet."),
        (put(I3="mange"), "Række 3, 2028: skriv et tal, fx 1.234.567."),
        (put(I3="12.34"), "Række 3, 2028: skriv et tal, fx 1.234.567."),
        (put(I3=10.5), "Række 3, 2028: skriv hele kroner."),
        (put(I3=10**12), "Række 3, 2028: tallet er for stort."),
        (put(D3="årsværk", E3=5, I3=1.234), "Række 3, 2028: skriv højst 2 decimaler."),
        (put(D3="årsværk"), "Række 3, Kr. pr. årsværk: skriv, hvad et årsværk koster."),
        (put(E3=-5), "Række 3, Kr. pr. årsværk: skriv et beløb mellem 0 og 1 mia. kr."),
        (put(B2="Udgift"), "Række 2, Slags: skriv Investering, Drift eller Gevinst."),
        (put(B2=None), "Række 2, Slags: skriv Investering, Drift eller Gevinst."),
        (put(C2=None), "Række 2, Linje: skriv et navn på linjen."),
        (put(C2="x" * 121), "Række 2, Linje: skriv højst 120 tegn."),
        (put(F2="x" * 301), "Række 2, Kilde eller forudsætning: skriv højst 300 tegn."),
        (put(D2="timer"), "Række 2, Enhed: skriv kr. eller årsværk."),
        (put(G2="ret stor"), "Række 2, Usikkerhed: skriv Lav, Middel eller Høj."),
        (put(A2="elleve"), "Række 2, Linje-id: lad linje-id stå, som det var, eller tøm feltet."),
        (put(A3=11), "Række 3: linje-id er det samme som i række 2. Tøm feltet, hvis det er en ny linje."),
        (
            put(A3=None, A4=None, B4="Gevinst", C4=" mindre  Drift"),
            "Række 4: rækken gentager række 3. Slet den ene, eller giv den et andet navn.",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_said_by_its_place_and_in_plain_words(work, fault):
    assert faults(TABLE, work) == [fault]


@pytest.mark.parametrize(
    ("work", "fault"),
    [
        (put(F2="Oddr"), "Række 2, Kommune: “Oddr” deltager ikke. Skriv navnet, som det står på siden."),
        (put(F3="Horsens"), "Række 3: rækken gentager række 2. Slet den ene, eller giv den et andet navn."),
        (put(F3=None), "Række 3, Kommune: linjen har både et fælles tal og tal for kommuner. Behold det ene."),
        (put(G3="Budget"), "Række 3, Kilde eller forudsætning: skriv det samme som i række 2. De to rækker er den "),
    ],
)
def test_rows_of_one_line_have_to_fit_together(work, fault):
    (found,) = faults(own_table(), work)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"H2": 5}, "Række 2, 2027, sandsynligt: skriv alle tre skøn, eller kun det sandsynlige."),
        ({"H2": 5, "I2": 4, "J2": 9}, "Række 2, 2027, sandsynligt: skriv det laveste først og det højeste sidst."),
        ({"H2": "=1", "I2": 4, "J2": 9}, "Celle H2 indeholder en formel. Indsæt tallet i stedet."),
    ],
)
def test_estimates_are_checked_as_in_the_editor(cells, fault):
    assert faults(a_table(with_estimates=True), put(**cells)) == [fault]


def test_a_municipality_has_no_estimates():
    amounts = {"615": {2027: Decimal(1)}}
    table = a_table(LineData(Kind.GAIN, "Timer", amounts=amounts, pk=1), with_municipalities=True, with_estimates=True)
    (found,) = faults(table, put(I2=1, J2=1, K2=1))
    assert found == "Række 2, Kommune: skriv kun det sandsynlige tal, når en kommune har sit eget."


@pytest.mark.parametrize(
    ("work", "fault"),
    [
        (lambda sheet: sheet.delete_cols(2), "Kolonnen “Slags” mangler. Hent tabellen, og ret i den."),
        (lambda sheet: sheet.delete_cols(8, 2), "Kolonnerne “2027” og “2028” mangler. Hent tabellen, og ret i den."),
        (put(K1="Linje"), "Kolonnen “Linje” står der to gange. Slet den ene."),
        (
            put(K1=2031),
            "Kolonnen “2031” er ikke et af casens år, 2027–2029. Slet den, eller ret casens år først.",
        ),
        (
            put(K1="2027, højt"),
            "Kolonnen “2027, højt” kræver, at I tilføjer lavt, sandsynligt og højt skøn i kladden først.",
        ),
        (lambda sheet: sheet.delete_rows(2, 2), "Der er ingen linjer i arket. Hent tabellen, og ret i den."),
    ],
)
def test_a_table_that_is_not_whole_says_what_it_lacks(work, fault):
    assert faults(TABLE, work) == [fault]


def test_what_is_closed_in_the_draft_is_not_opened_by_a_spreadsheet():
    scenario, place = put(K1="Scenarie", K2=2, K3=1), put(K1="Kommune", K3="Odder")
    assert faults(TABLE, scenario) == ["Række 2, Scenarie: tilføj et scenarie mere i kladden først, eller tøm feltet."]
    assert faults(TABLE, place) == ["Række 3, Kommune: tilføj tal for hver kommune i kladden først, eller tøm feltet."]


def test_everything_that_is_wrong_is_said_at_once():
    found = faults(TABLE, put(B2="Udgift", H2="=1", I3="mange", J3="#DIV/0!"))
    assert len(found) == 4


def test_work_years_are_compared_in_work_years():
    line = LineData(Kind.GAIN, "Timer", WORK_YEARS, Decimal(600000), {"": {2027: Decimal("2.5")}}, pk=1)
    found = changes(a_table(line), put(H2=3, E2="650.000"))
    assert said(found.changed) == [
        (
            "Timer",
            [
                ("Kr. pr. årsværk", "600.000\u00a0kr.", "650.000\u00a0kr."),
                ("2027", "2,5\u00a0årsværk", "3\u00a0årsværk"),
            ],
        )
    ]
