"""Who may take the table of a business case out and in: the rights table, written out cell by cell."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from finance.case_reading import load_case
from finance.case_tables import table_of
from finance.forms.importing import packed
from finance.models import BusinessCase
from tests.finance.build_cases import approve, line, make_case
from tests.finance.build_sheets import put, taken_in, written
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}


@pytest.fixture
def draft(collaboration):
    return make_case(collaboration, line("gain", {2027: 100}, "Gevinst"), first_year=2027, year_count=2)


@pytest.fixture
def at(collaboration):
    return lambda name, *args: reverse(f"finance:{name}", args=[collaboration.slug, *args])


@pytest.fixture
def sheet(draft):
    return written(table_of(load_case(draft)), put(H2=700))


def loaded():
    return BusinessCase.objects.get().lines.get().amounts == {"": {"2027": "700"}}


@pytest.mark.parametrize("name", ["draft_sheet", "import_case"])
def test_those_who_write_take_the_draft_out_and_open_the_page_that_loads(client_for, at, draft, name):
    answers, _ = ask(client_for, lambda browser: browser.get(at(name)))
    assert answers == table(WRITES, READS)


def test_all_who_see_the_collaboration_take_out_what_was_approved(client_for, at, draft):
    approve(draft)
    answers, _ = ask(client_for, lambda browser: browser.get(at("version_sheet", 1)))
    assert answers == table(SEES, READS)


def test_a_draft_can_not_be_taken_out_as_a_version(client_for, at, draft):
    assert client_for("koordinator").get(at("version_sheet", 1)).status_code == 404


def test_those_who_write_see_what_a_spreadsheet_changes_and_that_changes_nothing(client_for, at, sheet):
    def act(browser):
        return browser.post(at("import_case"), {"file": SimpleUploadedFile("tabel.xlsx", sheet)})

    answers, left = ask(client_for, act, loaded)
    assert (answers, left) == (table(WRITES, READS), only(set()))


def test_those_who_write_load_it(client_for, at, draft, sheet):
    sent = {"read": packed(taken_in(sheet), draft.pk, draft.version)}
    answers, left = ask(client_for, lambda browser: browser.post(at("import_case"), sent), loaded)
    assert (answers, left) == (table(WRITES, DONE), only(WRITES))
