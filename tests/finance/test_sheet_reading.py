"""A file that comes in is read safely, or refused with a sentence that says what to do."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link import ExternalLink
from openpyxl.workbook.external_link.external import ExternalBook

from collaborations import workbooks
from common.exceptions import DomainError
from finance import sheet_reading
from tests.collaborations import files
from tests.finance.build_sheets import a_table, saved, taken_in, written


def refused(content: bytes) -> str:
    with pytest.raises(DomainError) as error:
        taken_in(content)
    return str(error.value)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The file with one part more, or that part in place of what it had."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return buffer.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (b"Slags;Linje\r\nGevinst;Timer", "Filen er ikke et Excel-regneark."),
        (files.pdf(), "Filen er ikke et Excel-regneark."),
        (files.word(), "Filen er ikke et Excel-regneark."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 et gammelt regneark", "det gamle Excel-format"),
        (b"PK\x03\x04 og ikke mere", "Regnearket kan ikke læses."),
        (b"x" * 2_000_001, "mere end 2 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_whatever_it_is_called(content, said):
    assert said in refused(content)


def test_a_workbook_with_macros_is_refused():
    with_macros = with_part(written(a_table()), "xl/vbaProject.bin", b"x")
    assert "makroer" in refused(with_macros)
    types = part_of(written(a_table()), "[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    xlsm = types.replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert xlsm != types
    assert "makroer" in refused(with_part(written(a_table()), "[Content_Types].xml", xlsm))


def test_a_workbook_with_a_password_is_refused():
    content = bytearray(written(a_table()))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        content[at + place] |= 1
    assert "adgangskode" in refused(bytes(content))


def test_a_hundred_thousand_rows_are_refused_before_the_last_of_them_is_looked_at():
    """The end of the sheet is damaged, which nobody finds who stops in time."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Tabel")
        for row in range(100_000):
            sheet.write_row(row, 0, ["Gevinst", 5])
    content = bytearray(buffer.getvalue())
    assert len(content) < sheet_reading.MAX_BYTES
    with zipfile.ZipFile(BytesIO(content)) as archive:
        part = archive.getinfo(SHEET)
    damaged = part.header_offset + part.compress_size * 9 // 10
    content[damaged : damaged + 50] = b"\xff" * 50
    assert "mere end 6.000 rækker" in refused(bytes(content))


def test_one_row_too_many_is_refused_and_one_less_is_read():
    def table_of(count):
        buffer = BytesIO()
        with xlsxwriter.Workbook(buffer) as book:
            sheet = book.add_worksheet("Tabel")
            sheet.write_row(0, 0, ["Slags", "Linje"])
            for row in range(1, count + 1):
                sheet.write_row(row, 0, ["Gevinst", "Timer"])
        return buffer.getvalue()

    assert len(taken_in(table_of(sheet_reading.MAX_ROWS)).rows) == sheet_reading.MAX_ROWS
    assert "mere end 6.000 rækker" in refused(table_of(sheet_reading.MAX_ROWS + 1))


def test_a_row_at_the_end_of_the_earth_is_no_reason_to_count_to_it():
    content = written(a_table())
    far = part_of(content, SHEET).replace(b'<row r="3"', b'<row r="99999999999"').replace(b"<dimension ", b"<ignored ")
    assert [row.number for row in taken_in(with_part(content, SHEET, far)).rows] == [2]


def test_more_columns_than_a_table_has_are_refused():
    def work(sheet):
        sheet["BI2"] = "for langt ude"

    assert "mere end 60 kolonner" in refused(written(a_table(), work))


@pytest.mark.parametrize("part", ["xl/media/image1.png", SHEET, "[Content_Types].xml", "docProps/custom.xml"])
def test_a_file_that_grows_without_end_when_it_is_unpacked_is_refused_before_it_does(part):
    content = with_part(written(a_table()), part, b" " * (workbooks.MAX_UNPACKED + 1))
    assert len(content) < sheet_reading.MAX_BYTES
    assert "når den bliver pakket ud" in refused(content)


def test_one_row_with_a_million_cells_is_refused_before_it_is_built():
    content = written(a_table())
    row = b'<row r="2">' + b"<c/>" * workbooks.MAX_TAGS + b"</row>"
    bomb = part_of(content, SHEET).replace(b"<sheetData>", b"<sheetData>" + row)
    assert "når den bliver pakket ud" in refused(with_part(content, SHEET, bomb))


def test_entities_of_xml_are_neither_unfolded_nor_fetched():
    content = written(a_table())
    for entity in (b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/hostname">'):
        evil = b'<?xml version="1.0"?><!DOCTYPE x [' + entity + b"]>" + part_of(content, SHEET).partition(b"?>")[2]
        assert "Regnearket kan ikke læses." in refused(with_part(content, SHEET, evil))


def test_a_link_to_another_workbook_is_not_even_looked_at():
    book, link = openpyxl.load_workbook(BytesIO(written(a_table()))), ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(type="externalLinkPath", Target="http://localhost:9/x.xlsx", TargetMode="External")
    book._external_links.append(link)
    damaged = with_part(saved(book), "xl/externalLinks/externalLink1.xml", b"<ikke xml")
    assert len(taken_in(damaged).rows) == 2


def test_a_damaged_workbook_is_refused():
    content = written(a_table())
    assert "Regnearket kan ikke læses." in refused(with_part(content, SHEET, b"<worksheet"))
    assert "Regnearket kan ikke læses." in refused(content[: len(content) // 2])


def test_an_empty_sheet_says_where_to_begin():
    assert "Arket er tomt." in refused(saved(openpyxl.Workbook()))


def test_the_sheet_with_the_name_is_read_and_otherwise_the_first():
    book = openpyxl.load_workbook(BytesIO(written(a_table())))
    book.move_sheet("Tabel", offset=1)
    assert len(taken_in(saved(book)).rows) == 2
    book = openpyxl.load_workbook(BytesIO(written(a_table())))
    book["Tabel"].title = "Vores tal"
    assert len(taken_in(saved(book)).rows) == 2


def test_only_columns_of_the_table_are_read_and_the_others_are_named():
    def work(sheet):
        sheet["K1"], sheet["K2"] = "I alt", "=SUM(H2:J2)"

    sheet = taken_in(written(a_table(), work))
    assert sheet.others == ("I alt",)
    assert "I alt" not in sheet.rows[0].cells


def test_empty_rows_keep_their_number_and_are_passed_over():
    sheet = taken_in(written(a_table(), lambda sheet: sheet.insert_rows(3, 4)))
    assert [row.number for row in sheet.rows] == [2, 7]
