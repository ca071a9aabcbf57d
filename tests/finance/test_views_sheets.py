"""The table of a draft taken out, worked in and loaded again, as the browser sees it."""

import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from collaborations.models import ActivityEntry
from common.exceptions import DomainError
from finance.appraisal import Kind
from finance.case_changes import compare
from finance.case_reading import load_case
from finance.case_tables import table_of
from finance.import_pages import Preview
from finance.lines import LineData
from finance.services import load_changes, open_extra, save_case, save_own_figures
from finance.services.cases import Written
from tests.finance.build_cases import approve, line, make_case
from tests.finance.build_sheets import a_table, put, saved


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def draft(collaboration):
    lines = [line("investment", {2027: 1000}, "Etablering"), line("gain", {2028: 600}, "Mindre drift")]
    return make_case(collaboration, *lines, first_year=2027, year_count=3)


def at(name: str, slug: str, *args) -> str:
    return reverse(f"finance:{name}", args=[slug, *args])


def taken_out(browser, slug, work=lambda sheet: None, name="draft_sheet", *args) -> bytes:
    book = openpyxl.load_workbook(BytesIO(browser.get(at(name, slug, *args)).content))
    work(book["Tabel"])
    return saved(book)


def send(browser, slug, content: bytes, name="tabel.xlsx"):
    return browser.post(at("import_case", slug), {"file": SimpleUploadedFile(name, content)})


def read_of(page) -> str:
    """What the page sends back when its button is pressed."""
    return re.search(r'name="read" value="([^"]+)"', page.content.decode())[1]


def lines_of(case):
    return [(each.name, each.amounts) for each in load_case(case).lines]


def test_the_file_says_which_version_it_is_and_is_kept_nowhere_on_the_way(browser, slug, draft):
    response = browser.get(at("draft_sheet", slug))
    assert response["Content-Disposition"] == f'attachment; filename="business-case-{slug}-version-1.xlsx"'
    assert "no-store" in response["Cache-Control"]


def test_out_and_in_again_changes_nothing_and_offers_nothing_to_load(browser, slug, draft):
    page = send(browser, slug, taken_out(browser, slug)).content.decode()
    assert "Ingen ændringer. Regnearket og kladden siger det samme." in page
    assert 'name="read" value=' not in page


def test_everything_that_was_opened_comes_back_unchanged(browser, slug, draft):
    """Figures of Samsø too, which has left and has its name in the file all the same."""
    for extra in ("municipalities", "estimates", "scenario"):
        draft = open_extra(draft, extra, version=draft.version, actor=None)
    first, second = draft.lines.filter(scenario=1)
    draft = save_own_figures(
        first, {"727": {2027: Decimal(5)}, "741": {2027: Decimal(7)}}, version=draft.version, actor=None
    )
    second.low, second.high = {"": {"2028": "500"}}, {"": {"2028": "900"}}
    second.save()
    draft.lines.filter(scenario=2).update(unit="fte", rate=600000)
    content = taken_out(browser, slug)
    names = {row[6] for row in openpyxl.load_workbook(BytesIO(content))["Tabel"].iter_rows(min_row=2, values_only=True)}
    assert names == {None, "Horsens", "Odder", "Samsø"}
    assert "Ingen ændringer." in send(browser, slug, content).content.decode()


def test_changes_are_shown_first_and_saved_by_one_press_more(browser, slug, draft):
    page = send(browser, slug, taken_out(browser, slug, put(H2="1,2 mio.", J3=700)))
    text = page.content.decode()
    assert "2 ændrede linjer, 0 nye, 0 slettede og 0 uændrede." in text
    assert "Indlæs 2 ændringer" in text
    assert lines_of(draft)[0] == ("Etablering", {"": {2027: Decimal(1000)}})
    page = browser.post(at("import_case", slug), {"read": read_of(page)}, follow=True).content.decode()
    assert "Regnearket er indlæst." in page
    assert lines_of(draft) == [
        ("Etablering", {"": {2027: Decimal(1200000)}}),
        ("Mindre drift", {"": {2028: Decimal(600), 2029: Decimal(700)}}),
    ]


def test_what_was_loaded_stands_in_the_history(browser, slug, draft, koordinator):
    page = send(browser, slug, taken_out(browser, slug, put(H2=5)))
    browser.post(at("import_case", slug), {"read": read_of(page)})
    entry = ActivityEntry.objects.latest("pk")
    assert entry.text == "Indlæste 1 ændring fra et regneark i version 1 af business casen."
    assert entry.actor == koordinator


def test_risks_gains_and_prices_stay_as_they_are(browser, slug, draft):
    for extra in ("risks", "prices"):
        draft = open_extra(draft, extra, version=draft.version, actor=None)
    written = Written(
        details={},
        risks=[{"text": "Forsinkelse", "probability": 10, "cost": 500, "response": ""}],
        gains=[{"kind": "quality", "text": "Færre fejl", "owner": ""}],
        rises=[{"year": 2028, "percent": Decimal(2), "source": "KL"}],
    )
    draft = save_case(draft, written, version=draft.version, actor=None)
    page = send(browser, slug, taken_out(browser, slug, put(H2=5)))
    browser.post(at("import_case", slug), {"read": read_of(page)})
    assert (draft.risks.count(), draft.gains.count(), draft.price_rises.get().source) == (1, 1, "KL")
    assert lines_of(draft)[0][1] == {"": {2027: Decimal(5)}}


def test_what_was_approved_meanwhile_is_not_changed_by_a_spreadsheet(draft):
    found = compare(table_of(load_case(draft)), ())
    approve(draft)
    with pytest.raises(DomainError, match="kan ikke ændres"):
        load_changes(draft, found, version=draft.version, actor=None)
    assert draft.lines.count() == 2


def test_a_second_press_loads_nothing_twice(browser, slug, draft):
    page = send(
        browser, slug, taken_out(browser, slug, lambda sheet: sheet.append([None, "Drift", "Ny", *[None] * 4, 5]))
    )
    sent = {"read": read_of(page)}
    browser.post(at("import_case", slug), sent)
    again = browser.post(at("import_case", slug), sent).content.decode()
    assert draft.lines.count() == 3
    assert "Ingen ændringer." in again


def test_what_somebody_saved_meanwhile_is_not_overwritten_and_the_changes_are_shown_anew(browser, slug, draft):
    page = send(browser, slug, taken_out(browser, slug, put(H2=5)))
    other = load_case(draft).lines[1]
    save_case(draft, Written(details={"first_year": 2028}, lines=[other]), version=draft.version, actor=None)
    stale = browser.post(at("import_case", slug), {"read": read_of(page)}).content.decode()
    assert "En anden har gemt kladden imens" in stale
    assert "Kolonnen “2030” mangler." in stale
    save_case(draft, Written(details={"first_year": 2027}), version=draft.version + 1, actor=None)
    fresh = browser.post(at("import_case", slug), {"read": read_of(page)})
    assert "En anden har gemt kladden imens" in fresh.content.decode()
    assert lines_of(draft)[0][1] == {"": {2027: Decimal(1000)}}
    browser.post(at("import_case", slug), {"read": read_of(fresh)})
    assert lines_of(draft)[0][1] == {"": {2027: Decimal(5)}}


def test_nothing_can_be_loaded_while_something_is_wrong(browser, slug, draft):
    text = send(browser, slug, taken_out(browser, slug, put(H2="mange", I3="=1+1"))).content.decode()
    assert "Række 2, 2027: skriv et tal, fx 1.234.567." in text
    assert "Celle I3 indeholder en formel." in text
    assert 'name="read" value=' not in text
    assert "<title>Fejl:" in text


def test_fifty_faults_are_shown_and_the_others_counted(browser, slug, draft):
    def work(sheet):
        for _ in range(1234):
            sheet.append([None, "Udgift", "Linje"])

    text = send(browser, slug, taken_out(browser, slug, work)).content.decode()
    assert text.count("skriv Investering, Drift eller Gevinst.") == 50
    assert "Og 1.184 til." in text


def test_more_lines_than_a_case_may_have_are_refused_before_they_are_loaded(browser, slug, draft):
    def work(sheet):
        for number in range(59):
            sheet.append([None, "Drift", f"Linje {number}"])

    assert "Der kan højst være 60 linjer." in send(browser, slug, taken_out(browser, slug, work)).content.decode()


def test_three_hundred_changes_are_shown_and_the_others_counted():
    lines = [LineData(Kind.GAIN, f"Linje {pk}", pk=pk) for pk in range(1, 51)]
    table, filled = a_table(*lines), {2027: Decimal(1), 2028: Decimal(2), 2029: Decimal(3)}
    new = [
        LineData(Kind.GAIN, each.name, amounts=dict.fromkeys(("615", "727", "741"), filled), pk=each.pk)
        for each in lines
    ]
    found = Preview((), compare(table, new), ())
    assert sum(len(line.changes) for line in found.shown) == 300
    assert found.more == "Og 150 rettelser til, som ikke er vist."
    assert found.load == "Indlæs 50 ændringer"


def test_a_file_that_is_no_spreadsheet_is_pointed_out_at_its_field(browser, slug, draft):
    text = send(browser, slug, b"Slags;Linje", "tabel.xlsx").content.decode()
    assert "Filen er ikke et Excel-regneark." in text
    assert '<a href="#id_file">Regneark: Filen' in text


def test_no_file_and_what_nobody_signed_are_asked_for_again(browser, slug, draft):
    assert "Vælg en fil." in browser.post(at("import_case", slug), {}).content.decode()
    assert "Vælg filen igen." in browser.post(at("import_case", slug), {"read": "opfundet"}).content.decode()


def test_columns_that_are_not_read_are_named(browser, slug, draft):
    text = send(browser, slug, taken_out(browser, slug, put(K1="I alt", K2="=SUM(H2:J2)"))).content.decode()
    assert "Disse kolonner bliver ikke læst: “I alt”." in text
    assert "Ingen ændringer." in text


def test_an_approved_version_goes_out_and_into_the_draft_that_followed_it(browser, slug, draft):
    approve(draft)
    browser.post(at("revise_case", slug))
    assert "Ingen ændringer." in send(browser, slug, taken_out(browser, slug, name="draft_sheet")).content.decode()
    response = browser.get(at("version_sheet", slug, 1))
    assert "Ingen ændringer." in send(browser, slug, response.content).content.decode()


def test_a_draft_in_words_and_no_draft_have_no_table(browser, slug, collaboration):
    for _ in range(2):
        assert browser.get(at("draft_sheet", slug)).status_code == 404
        assert browser.get(at("import_case", slug)).status_code == 302
        browser.post(at("open_door", slug), {"approach": "words"})


def test_the_pages_lead_to_the_file_and_back(browser, slug, draft):
    editor = browser.get(at("edit_case", slug)).content.decode()
    assert at("draft_sheet", slug) in editor
    assert at("import_case", slug) in editor
    approve(draft)
    for name, args in (("case", []), ("case_version", [1])):
        assert at("version_sheet", slug, 1) in browser.get(at(name, slug, *args)).content.decode()
