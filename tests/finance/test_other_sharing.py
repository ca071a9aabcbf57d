"""What if the case were shared otherwise: held against the key that the case is shared by, and in its name."""

import pytest

from finance.case_pages import shown_case
from reports.cases import case_context
from tests.finance.build_cases import approve, line, make_case, make_key

YEARS = {"first_year": 2027, "year_count": 1, "price_year": 2027}


@pytest.fixture
def approved(collaboration):
    def make(key):
        gain = line("gain", {2027: 3000}, code="727")
        gain.amounts["615"] = {2027: 0}
        return approve(make_case(collaboration, line("investment", {2027: 1000}), gain, key=key, **YEARS))

    return make


def paper_of(case):
    return case_context({**case.snapshot, "sha256": "", "is_superseded": False})["other_sharing"].replace("\u00a0", " ")


def test_both_plain_keys_are_held_against_the_key_of_the_case(approved, collaboration, odder):
    """By the case's own key Odder pays all; in equal parts half; by inhabitants a fifth."""
    key = make_key(collaboration, "Odder betaler", weight="equal")
    key.components.get().only.add(odder)
    rows = {each["name"]: each for each in shown_case(approved(key)).key_difference}
    assert (rows["Odder"]["own"], rows["Odder"]["equal"], rows["Odder"]["equal_difference"]) == (2000, 2500, 500)
    assert rows["Odder"]["population_difference"] == rows["Odder"]["population"] - 2000
    assert rows["Horsens"]["equal_difference"] == -500


def test_the_page_names_the_key_of_the_case(approved, client_for, collaboration, odder):
    key = make_key(collaboration, "Odder betaler", weight="equal")
    key.components.get().only.add(odder)
    approved(key)
    page = client_for("koordinator").get(f"/samarbejder/{collaboration.slug}/oekonomi/business-case/").content.decode()
    assert "Casen deler efter nøglen “Odder betaler”. Forskellen er til det, den giver." in page
    assert 'data-label="Lige dele mod casen">+500<' in page
    assert "Lige dele mod indbyggere" not in page


def test_the_paper_says_who_gains_and_loses_against_the_key_of_the_case(approved, collaboration, odder):
    key = make_key(collaboration, "Odder betaler", weight="equal")
    key.components.get().only.add(odder)
    assert paper_of(approved(key)) == (
        "Deler I ligeligt i stedet for efter nøglen “Odder betaler”, står Odder 500 kr. bedre, "
        "og Horsens står 500 kr. dårligere."
    )


def test_where_the_case_shares_in_equal_parts_the_paper_holds_it_against_inhabitants(approved, collaboration):
    said = paper_of(approved(make_key(collaboration, "Lige", weight="equal")))
    assert said.startswith("Deler I efter indbyggere i stedet for efter nøglen “Lige”, står Odder ")


def test_a_case_that_no_key_shares_is_held_against_none(approved):
    case = approved(None)
    assert (shown_case(case).key_difference, paper_of(case)) == ([], "")
