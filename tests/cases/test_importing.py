"""Cases from a file: what is read, what is refused and where, and what is loaded."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from cases.document import Figure, Gain, Lesson, PartyCount, Population, Source, write_document
from cases.exporting import write_json, write_xlsx
from cases.importing import read_file
from cases.models import Case
from cases.pages import Names
from common.exceptions import DomainError
from tests.cases.build import WHOLE, as_yaml, changed

NAMES = Names(models={"purchasing": "Indkøb"}, topics={"mad": "Mad"}, municipalities={"727": "Odder"})
FULL = replace(
    WHOLE,
    aliases=("Køkkenet", "KØK"),
    model="purchasing",
    organisation="association",
    municipalities=("727",),
    topics=("mad",),
    party_counts=(PartyCount(3, 2016, "Casekatalog"),),
    populations=(Population(63000, True, 2016),),
    gains=(Gain("time", "Hurtigere", "Casekatalog"),),
    advice=(Lesson("Begynd småt", "Casekatalog", (1, 3), ("afgrænsning", "tid")),),
    figures=(Figure("Pris", "10,5", "mio. kr.", 2016, source="Casekatalog", role="expected", measure="pris"),),
)


def read(content, held=None):
    return read_file(content, names=NAMES, held=held or {})


def edited(content: bytes, sheet: str, cell: str, value) -> bytes:
    """The workbook with another value in one cell."""
    book = openpyxl.load_workbook(BytesIO(content))
    book[sheet][cell] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def workbook():
    case = Case(slug="faelles-koekken", document=write_document(FULL))
    return write_xlsx([case])


def test_what_was_exported_to_excel_reads_back_the_same(workbook):
    [found] = read(workbook).cases
    assert (found.slug, found.document) == ("faelles-koekken", FULL)


def test_what_was_exported_as_json_reads_back_the_same(db):
    case = Case(slug="faelles-koekken", document=write_document(FULL), state="draft")
    [found] = read(write_json([case], on=dt.date(2026, 11, 20))).cases
    assert (found.slug, found.document) == ("faelles-koekken", FULL)


def test_one_document_in_yaml_is_a_case_without_an_address():
    [found] = read(as_yaml(write_document(FULL))).cases
    assert (found.slug, found.document) == ("", FULL)


def test_several_documents_in_yaml():
    found = read(as_yaml([{"slug": "a", "title": "A"}, {"title": "B"}])).cases
    assert [(each.slug, each.document.title) for each in found] == [("a", "A"), ("", "B")]


def test_a_day_in_yaml_is_kept_as_it_was_written():
    [found] = read(b"title: A\nestablished: 2013-07-01\nsummary: Efter \xc2\xa7 60\n").cases
    assert (found.document.established, found.document.summary) == ("2013-07-01", "Efter §\u00a060")


def test_what_yaml_leaves_empty_is_not_written_as_a_word():
    [found] = read(b"title: A\nessence: null\nsummary: ~\nareas: [null, Mad]\n").cases
    assert (found.document.essence, found.document.summary, found.document.areas) == ("", "", ("Mad",))


def test_lists_in_lists_without_end_are_refused():
    nested = b"title: x\nareas: " + b"[" * 900 + b"]" * 900 + b"\n"
    assert read(nested).faults


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "A", "slug": "Ny"}, "“ny” kan ikke være en adresse (slug). Skriv en anden."),
        ({"title": "A", "fejl": 1}, "“A”: Et felt kendes ikke: fejl"),
        ({"title": "A", "kind": "mellem"}, "“A”: Slags: “mellem” kendes ikke."),
        ({"title": "A", "municipalities": ["999"]}, "“A”: Kommuner: “999” kendes ikke."),
        ({"title": "A", "topics": ["x"]}, "“A”: Emner: “x” kendes ikke."),
        ({"title": "A", "advice": [{"text": "x", "phases": [7]}]}, "“A”: Gode råd: “7” kendes ikke."),
        ({"title": "A", "gains": [{"type": "penge", "text": "x"}]}, "“A”: Gevinster: “penge” kendes ikke."),
        (
            {"title": "A", "figures": [{"label": "x", "value": "1", "year": "i fjor"}]},
            "“A”: figures[0].year kan ikke læses. Se, hvad feltet skal indeholde.",
        ),
        ({"title": "A", "areas": "køkken"}, "“A”: areas skal være en liste."),
        ({"title": "A", "summary": ["x"]}, "“A”: summary skal være en tekst eller et tal."),
        ({"title": "A", "figures": ["x"]}, "“A”: figures[0] skal have felter."),
        ({"title": "A", "sources": [{"title": "x", "url": "javascript:x"}]}, "er ikke en adresse på nettet."),
        ({"title": "A", "party_counts": [{"count": -1}]}, "Antallet af parter skal være mellem 0 og 2000."),
        ({"title": "A", "party_counts": [{"count": 10**20}]}, "Antallet af parter skal være mellem 0 og 2000."),
        ({"title": "A", "populations": [{"value": 10**20}]}, "Antallet af indbyggere"),
        ({"title": "A", "sources": [{"title": "x", "year": 20160}]}, "Årstal skal være mellem 1800 og 2100."),
        ({"title": "A", "populations": [{"value": 9, "approximate": "nej"}]}, "skal være true eller false."),
        (
            {"title": "A", "party_counts": [{"count": True}]},
            "“A”: party_counts[0].count skal være en tekst eller et tal",
        ),
        ({"title": "A", "summary": b"x"}, "“A”: summary skal være en tekst eller et tal."),
        ({"title": "A", "areas": [True]}, "“A”: areas skal være en liste af tekster."),
        ({"title": "A", "kind_note": "x" * 1001}, "“A”: Note om slags: Teksten er længere end 1000 tegn."),
        ({"title": "A", "areas": ["x" * 3001, "y" * 3001]}, "“A”: Opgaver: Teksten er længere end 6000 tegn."),
        (
            {"title": "A", "gains": [{"type": "time", "text": "x", "beneficiary": "y" * 301}]},
            "“A”: Gevinster nr. 1, Hvem gavner det: Teksten er længere end 300 tegn.",
        ),
        (
            {"title": "A", "sources": [{"title": str(n)} for n in range(81)]},
            "“A”: Kilder: Der er 81 rækker. Der kan højst være 80.",
        ),
        ({"title": "A\x00x"}, "En tekst har tegn, der ikke kan læses."),
        ({"title": "A", "areas": ["a\x00"]}, "En tekst har tegn, der ikke kan læses."),
        ({"summary": "x"}, "Case 1 mangler titel (title)."),
        ([{"title": "A"}, "x"], "Case 2 er ikke en case med felter."),
    ],
)
def test_what_is_wrong_in_yaml_is_said_with_its_place(data, said):
    [fault] = read(as_yaml(data)).faults
    assert said in fault


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom"),
        (b"  \n", "Filen er tom"),
        (b"title: [", "Se linje 2"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a: &x [1]\nb: *x\n", "henvisninger"),
        (b"[" * 20_000, "ikke rigtig YAML"),
        (b"!!python/object/apply:os.system ['true']", "ikke rigtig YAML"),
        (b"x" * 2_000_001, "mere end 2 MB"),
        (as_yaml([{"title": f"Case {n}"} for n in range(201)]), "mere end 200 cases"),
        (b"[]", "ingen cases"),
        ("Kære alle, her er vores case.".encode(), "kun tekst.*YAML"),
        (b'["x"]', "kun tekst"),
        (b"PK\x03\x04 noget andet", "kan ikke læses"),
        (b"\xd0\xcf\x11\xe0 gammel", "gamle Excel-format"),
    ],
)
def test_what_is_no_file_of_cases_is_refused(content, said):
    with pytest.raises(DomainError, match=said):
        read(content)


@pytest.mark.parametrize("content", [b"Bare tekst", as_yaml({"title": "A"}), b"\xff\xfe\x00", b"{}"])
@pytest.mark.parametrize("filename", ["cases.xlsx", "CASES.XLSX"])
def test_what_is_named_as_a_workbook_and_is_none_is_told_so_and_what_can_be_loaded(content, filename):
    said = r"ikke en Excel-fil\. Du kan indlæse en fil fra Excel \(\.xlsx\), YAML \(\.yaml, \.yml\) eller JSON"
    with pytest.raises(DomainError, match=said):
        read_file(content, filename=filename, names=NAMES, held={})


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("Tal", "E3", "i fjor", "Tal, E3: Skriv et helt tal."),
        ("Tal", "C3", "=1+1", "Tal, C3: Her står en formel eller en fejl."),
        ("Indbyggere", "C3", "måske", "Indbyggere, C3: Skriv ja eller nej."),
        ("Gode råd", "D3", "1\nx", "Gode råd, D3: Skriv et helt tal."),
        ("Cases", "B3", None, "Cases, 3: Titlen mangler."),
        ("Tal", "A3", "en-anden", "Tal, 3: Adressen (slug) står ikke i arket Cases."),
        ("Cases", "F3", "mellem", "“Fælles køkken” (Cases, 3): Slags: “mellem” kendes ikke."),
    ],
)
def test_what_is_wrong_in_a_workbook_is_said_by_its_cell(workbook, sheet, cell, value, said):
    assert any(said in fault for fault in read(edited(workbook, sheet, cell, value)).faults)


def test_a_workbook_without_the_sheet_of_cases_is_refused():
    book, buffer = openpyxl.Workbook(), BytesIO()
    book.save(buffer)
    with pytest.raises(DomainError, match="intet ark"):
        read(buffer.getvalue())


def test_a_sheet_that_is_not_there_leaves_its_list_as_it_was(workbook):
    book, buffer = openpyxl.load_workbook(BytesIO(workbook)), BytesIO()
    del book["Tal"]
    book.save(buffer)
    [found] = read(buffer.getvalue(), held={"faelles-koekken": FULL}).cases
    assert found.document == FULL
    [found] = read(buffer.getvalue()).cases
    assert found.document.figures == ()


def test_two_rows_of_one_case_are_refused(workbook):
    book, buffer = openpyxl.load_workbook(BytesIO(workbook)), BytesIO()
    book["Cases"].append(["faelles-koekken", "En anden titel"])
    book.save(buffer)
    assert read(buffer.getvalue()).faults == ("“faelles-koekken” står to gange i filen.",)


def test_an_address_in_a_workbook_is_read_as_the_catalogue_writes_it(workbook):
    """On all sheets, and what has no sheet stays as it was."""
    book, buffer = openpyxl.load_workbook(BytesIO(workbook)), BytesIO()
    del book["Tal"]
    for sheet in book:
        for row in sheet.iter_rows(min_row=3, max_col=1):
            row[0].value = "Fælles Køkken" if row[0].value else None
    book.save(buffer)
    found = read(buffer.getvalue(), held={"faelles-koekken": FULL})
    assert found.faults == ()
    assert [(each.slug, each.document) for each in found.cases] == [("faelles-koekken", FULL)]


def without_column(content: bytes, sheet: str, key: str) -> bytes:
    book, buffer = openpyxl.load_workbook(BytesIO(content)), BytesIO()
    [place] = [cell.column for cell in book[sheet][1] if cell.value == key]
    book[sheet].delete_cols(place)
    book.save(buffer)
    return buffer.getvalue()


def test_a_column_that_is_gone_from_a_list_empties_no_field(workbook):
    found = read(without_column(workbook, "Tal", "unit"), held={"faelles-koekken": FULL})
    assert found.faults == ("Arket Tal mangler kolonnen “unit”. Sæt den ind igen, eller slet hele arket i filen.",)
    assert read(without_column(workbook, "Tal", "note"), held={"faelles-koekken": FULL}).faults == ()


def with_rows(*rows: tuple[str, list]) -> bytes:
    """A workbook of new cases: the heads of the export, and these rows below them."""
    book, buffer = openpyxl.load_workbook(BytesIO(write_xlsx([]))), BytesIO()
    for sheet, values in rows:
        book[sheet].append(values)
    book.save(buffer)
    return buffer.getvalue()


def test_rows_without_an_address_are_of_the_only_case_without_one():
    [found] = read(with_rows(("Cases", [None, "A"]), ("Kilder", [None, "En kilde"]))).cases
    assert found.document.sources == (Source("En kilde"),)


def test_rows_without_an_address_are_of_no_case_where_several_have_none():
    found = read(with_rows(("Cases", [None, "A"]), ("Cases", [None, "B"]), ("Kilder", [None, "En kilde"])))
    [fault] = found.faults
    assert fault.startswith("Kilder, 3: Flere cases i filen har ingen adresse (slug).")


def test_a_new_case_that_the_catalogue_has_by_title_is_refused_with_its_address():
    [fault] = read(as_yaml({"title": "FÆLLES KØKKEN"}), held={"faelles-koekken": WHOLE}).faults
    assert fault == "“FÆLLES KØKKEN” er allerede i kataloget. Skriv dens adresse (slug) i filen: faelles-koekken."


def test_the_same_new_case_twice_in_a_file_is_refused():
    [fault] = read(as_yaml([{"title": "A"}, {"title": "A"}])).faults
    assert fault == "“A” står to gange i filen."


def test_a_source_without_a_year_is_no_fault():
    [found] = read(as_yaml(write_document(changed(sources=(Source("Casekatalog"),))))).cases
    assert found.document.sources == (Source("Casekatalog"),)
