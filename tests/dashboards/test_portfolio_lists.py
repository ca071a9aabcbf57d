"""What the portfolio's list says of age and people, where it is on the map, and the same list in Excel."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from tests import factories

PORTFOLIO = reverse("dashboards:portfolio")
XLSX = reverse("dashboards:portfolio_xlsx")


@pytest.fixture
def browser(client, odder):
    user = factories.make_user("direktoer.odder@example.org")
    factories.make_municipality_role(user, odder, "director")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].object_list]


def days_ago(number: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=number)


@pytest.fixture
def of_all_ages(odder):
    """Set today, 45 and 100 days ago, never, and one from a source that nobody sets a status for."""
    for name, days in (("Frisk", 0), ("Halvgammel", 45), ("Gammel", 100)):
        factories.make_collaboration(name, initiator=odder, status="green", status_at=days_ago(days))
    factories.make_collaboration("Aldrig vurderet", initiator=odder)
    factories.make_collaboration("Fra bogen", initiator=odder, origin=Collaboration.Origin.SOURCE)


def test_what_nobody_has_updated_for_so_many_days_is_found(browser, of_all_ages):
    found = {days: names(browser.get(PORTFOLIO, {"alder": days})) for days in ("30", "60", "90")}
    assert found == {
        "30": ["Aldrig vurderet", "Gammel", "Halvgammel"],
        "60": ["Aldrig vurderet", "Gammel"],
        "90": ["Aldrig vurderet", "Gammel"],
    }


def test_the_oldest_status_comes_first_and_its_age_is_said_in_words(browser, of_all_ages):
    response = browser.get(PORTFOLIO, {"sorter": "statusalder"})
    assert names(response) == ["Gammel", "Halvgammel", "Frisk", "Aldrig vurderet", "Fra bogen"]
    page = response.content.decode()
    assert page.index("for 100 dage siden") < page.index("for 45 dage siden") < page.index("Aldrig</td>")


def test_the_list_is_filtered_by_any_part_of_the_coordinators_name_and_never_by_the_address(browser, odder, horsens):
    ours = factories.make_collaboration("Vores", initiator=odder)
    factories.make_collaboration("En andens", initiator=odder)
    hidden = factories.make_collaboration("Skjult", initiator=horsens)
    known = factories.make_user("bogholder@example.org", name="Åse Kendt")
    for collaboration in (ours, hidden):
        factories.make_member(collaboration, known)
    factories.make_member(ours, factories.make_user("uden@example.org"))
    for typed, found in (("åse kendt", ["Vores"]), ("KENDT", ["Vores"]), ("bogholder", []), ("uden", []), ("x", [])):
        assert names(browser.get(PORTFOLIO, {"koordinator": typed})) == found


def test_who_was_coordinator_until_yesterday_is_not_found(browser, odder):
    ours = factories.make_collaboration("Vores", initiator=odder)
    today = timezone.localdate()
    ended = {"valid_from": today - dt.timedelta(days=9), "valid_to": today - dt.timedelta(days=1)}
    factories.make_member(ours, factories.make_user(name="Gået Koordinator"), **ended)
    assert names(browser.get(PORTFOLIO, {"koordinator": "Gået"})) == []


def test_the_map_counts_for_each_municipality_what_the_whole_list_finds(browser, odder, horsens, samsoe):
    for index in range(30):
        factories.make_collaboration(f"Nr. {index:02d}", initiator=odder, participants=[horsens] if index < 4 else [])
    left_out = factories.make_collaboration("Inviteret", initiator=odder)
    factories.make_participation(left_out, samsoe, state="invited")
    response = browser.get(PORTFOLIO, {"vis": "kort"})
    found = response.context["places"]
    assert [(each.name, each.count) for each in found.rows] == [("Horsens", 4), ("Odder", 31)]
    assert sorted(tile.text for tile in found.tiles.marked) == ["31", "4"]
    only = browser.get(PORTFOLIO, {"vis": "kort", "soeg": "Nr. 00"}).context["places"]
    assert [(each.name, each.count) for each in only.rows] == [("Horsens", 1), ("Odder", 1)]


def test_the_map_is_left_out_of_what_is_saved(browser, odder):
    factories.make_collaboration("Vores", initiator=odder)
    response = browser.get(PORTFOLIO, {"vis": "kort", "fase": "1", "side": "1"})
    assert response.context["save_form"].initial["query"] == "fase=1"


def sheet_of(response) -> list[tuple]:
    book = openpyxl.load_workbook(BytesIO(response.content))
    return list(book.active.iter_rows(values_only=True))


def test_excel_holds_exactly_the_shown_list_with_dates_as_dates_and_numbers_as_numbers(browser, odder, horsens):
    for index in range(30):
        factories.make_collaboration(f"Nr. {index:02d}", initiator=odder, phase=2)
    at = days_ago(3)
    factories.make_collaboration(
        "Nr. 99", initiator=odder, participants=[horsens], phase=2, status="red", status_reason="Sent", status_at=at
    )
    factories.make_collaboration("Anden fase", initiator=odder, phase=1)
    response = browser.get(XLSX, {"fase": "2", "sorter": "status"})
    assert response["Content-Disposition"].endswith('.xlsx"')
    head, first, *others = sheet_of(response)
    assert len(others) == 30
    assert "Anden fase" not in [row[0] for row in others]
    row = dict(zip(head, first, strict=True))
    assert (row["Navn"], row["Fase"], row["Kommuner"], row["Statussens alder i dage"]) == ("Nr. 99", 2, 2, 3)
    assert (row["Status"], row["Begrundelse"]) == ("Rød", "Sent")
    assert row["Status sat"] == dt.datetime.combine(timezone.localtime(at).date(), dt.time())
    assert isinstance(row["Opdateret"], dt.datetime)
    assert dict(zip(head, others[0], strict=True))["Status sat"] is None


def test_nothing_in_excel_is_run_as_a_formula(browser, odder):
    factories.make_collaboration("=HYPERLINK(1)", slug="formel", initiator=odder)
    book = openpyxl.load_workbook(BytesIO(browser.get(XLSX).content))
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_excel_csv_and_page_say_the_same_rows_in_the_same_order(browser, of_all_ages):
    address = {"sorter": "statusalder", "alder": "30"}
    page = names(browser.get(PORTFOLIO, address))
    csv = browser.get(reverse("dashboards:portfolio_csv"), address).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in csv[1:]] == page
    assert [row[0] for row in sheet_of(browser.get(XLSX, address))[1:]] == page


def test_the_links_to_the_files_hold_the_filters_and_the_order(browser, odder):
    factories.make_collaboration("Vores", initiator=odder)
    context = browser.get(PORTFOLIO, {"fase": "1", "sorter": "status", "side": "1", "vis": "kort"}).context
    assert context["xlsx_url"] == f"{XLSX}?fase=1&sorter=status"
