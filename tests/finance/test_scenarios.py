"""The second scenario by its name beside the first: on the page, on paper, in the sheet and in what was frozen."""

from io import BytesIO

import openpyxl
import pytest

from finance.case_freezing import frozen_case
from finance.case_pages import shown_content
from finance.case_reading import load_case
from finance.freezing import sha256_of
from finance.models import BusinessCase
from finance.services import open_extra, revise_case, save_case
from finance.services.cases import Written
from finance.version_changes import changes_since
from reports.cases import case_context, case_snapshot, draw_case
from tests.finance.build_cases import approve, line, make_case
from tests.finance.test_views_cases import at, fields_of

FIRST = ["Scenarie 1", "1000", "0", "1200", "200", "2029"]
SECOND = ["Fælles leverandør", "400", "100", "1200", "700", "2028"]


@pytest.fixture
def case(collaboration, koordinator):
    """A draft with two scenarios, of which the second has a name."""
    draft = make_case(
        collaboration,
        line("investment", {2027: 1000}, "Etablering"),
        line("gain", {2028: 600, 2029: 600}, "Mindre drift"),
        actor=koordinator,
        first_year=2027,
        year_count=3,
        price_year=2027,
    )
    draft = open_extra(draft, "scenario", version=draft.version, actor=None)
    gone = {"lines": list(draft.lines.filter(scenario=2).values_list("pk", flat=True))}
    other = [
        line("investment", {2027: 400}, "Indmeldelse", scenario=2),
        line("operation", {2028: 100}, "Kontingent", scenario=2),
        line("gain", {2028: 600, 2029: 600}, "Mindre drift", scenario=2),
    ]
    written = Written(
        {"scenario_name": "Fælles leverandør"}, lines=[*load_case(draft).lines_of(1), *other], removed=gone
    )
    return save_case(draft, written, version=draft.version, actor=None)


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


def scenarios_of(content) -> list[list[str]]:
    names = ("name", "investment", "operation", "gain", "net_total", "earned_home_label")
    return [[each[name] for name in names] for each in content["scenarios"]]


def test_both_are_worked_out_and_frozen(case):
    approved = approve(case)
    assert scenarios_of(approved.snapshot) == [FIRST, SECOND]
    assert approved.snapshot["scenario"]["name"] == "Fælles leverandør"


def test_there_is_no_table_of_one_scenario(case):
    BusinessCase.objects.filter(pk=case.pk).update(extras=[])
    case.refresh_from_db()
    assert frozen_case(load_case(case))["scenarios"] is None


def test_the_page_shows_both(browser, case):
    page = browser.get(at("case", case.collaboration.slug)).content.decode()
    table = page.split('id="h-scenarios"')[1].split("</table>")[0]
    assert "Scenarie 1" in table
    assert "Fælles leverandør" in table
    assert table.index(">1.000<") < table.index(">400<")
    assert "Det andet scenarie" not in page


def test_the_paper_shows_both(case):
    context = case_context(case_snapshot(approve(case)))
    assert [each["name"] for each in context["shown"].scenarios] == ["Scenarie 1", "Fælles leverandør"]
    assert draw_case(context["paper"]).content.startswith(b"%PDF")


def test_the_sheet_shows_both_also_once_it_is_approved(browser, case):
    slug = case.collaboration.slug
    for address in (lambda: at("draft_sheet", slug), lambda: at("version_sheet", slug, approve(case).number)):
        book = openpyxl.load_workbook(BytesIO(browser.get(address()).content))
        rows = [[str(cell.value) for cell in row] for row in book["Scenarier"].rows]
        assert rows == [["Scenarie", "Investering", "Drift", "Gevinst", "Netto", "Tjent hjem"], FIRST, SECOND]
        assert "2 er “Fælles leverandør”." in " ".join(str(row[0].value) for row in book["Vejledning"].rows)


def test_the_name_is_written_in_the_editor_and_without_one_it_is_scenarie_2(browser, case):
    url = at("edit_case", case.collaboration.slug)
    sent = fields_of(browser.get(url))
    assert sent["scenario_name"] == "Fælles leverandør"
    for typed, called in (("Drift hos Odder", "Drift hos Odder"), ("", "Scenarie 2")):
        sent = fields_of(browser.get(url))
        assert browser.post(url, {**sent, "scenario_name": typed}).status_code == 302
        case.refresh_from_db()
        assert case.other_scenario == called
    long = browser.post(url, {**fields_of(browser.get(url)), "scenario_name": "x" * 61}).content.decode()
    assert "Hvad hedder scenariet? (valgfrit)" not in long.split("data-error-summary")[1].split("</ul>")[0]
    assert "Hvad hedder scenariet?: " in long
    assert "x" * 61 in long


def test_the_next_version_keeps_the_name_and_says_what_is_changed_in_it(case):
    approved = approve(case)
    draft = revise_case(case.collaboration, actor=None)
    assert draft.scenario_name == "Fælles leverandør"
    draft = save_case(draft, Written({"scenario_name": "Nabokommunen"}), version=draft.version, actor=None)
    changes = frozen_case(load_case(draft))["before"]["changes"]
    assert changes == [
        {
            "what": "Det andet scenarie",
            "before": "Fælles leverandør: netto 700\u00a0kr.",
            "after": "Nabokommunen: netto 700\u00a0kr.",
        }
    ]
    assert sha256_of(approved.snapshot) == approved.sha256


## Versions from before scenarios had names


@pytest.fixture
def old(case):
    """As such a version was frozen."""
    content = approve(case).snapshot
    content["scenario"] = {name: value for name, value in content["scenario"].items() if name != "name"}
    del content["scenarios"]
    rows = BusinessCase.objects.filter(pk=case.pk)
    rows.update(snapshot=content, sha256=sha256_of(content))
    return rows.get()


def test_an_old_version_reads_as_it_did_with_the_fingerprint_that_it_had(browser, old):
    page = browser.get(at("case", old.collaboration.slug)).content.decode()
    assert "Det andet scenarie" in page
    assert "h-scenarios" not in page
    assert shown_content(old.snapshot).scenarios == []
    assert draw_case(case_snapshot(old)).content.startswith(b"%PDF")
    assert BusinessCase.objects.get(pk=old.pk).sha256 == sha256_of(old.snapshot) == old.sha256


def test_the_sheet_of_an_old_version_has_no_sums_that_were_not_frozen(browser, old):
    book = openpyxl.load_workbook(BytesIO(browser.get(at("version_sheet", old.collaboration.slug, 1)).content))
    assert book.sheetnames == ["Tabel", "Vejledning"]


def test_a_newer_version_is_compared_with_an_old_one(old):
    now = {**old.snapshot, "scenario": {**old.snapshot["scenario"], "name": "Scenarie 2"}}
    assert changes_since(old.snapshot, now) == []
