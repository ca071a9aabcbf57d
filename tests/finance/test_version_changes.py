"""What differs between two frozen versions is found: in lines, terms and what each is left with."""

import pytest

from finance.case_freezing import frozen_case
from finance.case_reading import load_case
from finance.models import BusinessCase
from finance.services import revise_case, save_case
from finance.services.cases import Written
from finance.version_changes import changes_since
from tests.finance.build_cases import approve, line, make_case, make_key

pytestmark = pytest.mark.django_db
YEARS = {"first_year": 2027, "year_count": 3}


def frozen(case: BusinessCase) -> dict:
    return frozen_case(load_case(case))


def test_another_key_is_a_change_for_every_municipality(collaboration):
    equal, people = make_key(collaboration, "Lige", weight="equal"), make_key(collaboration)
    lines = line("investment", {2027: 1000}), line("gain", {2028: 500}), line("gain", {2028: 100})
    first = approve(make_case(collaboration, *lines, key=equal, **YEARS))
    draft = revise_case(collaboration, actor=None)
    draft = save_case(draft, Written(details={"key": people}), version=draft.version, actor=None)
    found = {each["what"]: (each["before"], each["after"]) for each in changes_since(first.snapshot, frozen(draft))}
    assert found["Fordelingsnøgle"] == ("Lige", "Indbyggere")
    assert {"Horsens, netto", "Odder, netto"} <= set(found)


def test_two_lines_of_one_name_are_compared_each_with_its_own():
    def content(*totals):
        lines = [
            {"kind": "gain", "name": "Gevinst", "total": str(each), "amounts": {"2027": str(each)}} for each in totals
        ]
        return {"lines": lines}

    found = changes_since(content(100, 200), content(150, 200))
    assert [(each["before"], each["after"]) for each in found] == [("100\u00a0kr.", "150\u00a0kr.")]


def test_an_amount_that_is_moved_between_years_is_a_change():
    def content(**amounts):
        years = {name[1:]: str(each) for name, each in amounts.items()}
        return {"lines": [{"kind": "gain", "name": "Gevinst", "total": "100", "amounts": years}]}

    (found,) = changes_since(content(y2027=100), content(y2028=100))
    assert found["before"] == "2027: 100\u00a0kr., 2028: 0\u00a0kr."
