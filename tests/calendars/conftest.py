"""A § 60 whose Odder and Horsens have each planned a meeting, on the tenth and the eleventh day from now."""

import datetime as dt

import pytest

from decisions.services import plan_meeting
from tests.clock import in_days
from tests.decisions import conftest as of_decisions

browser, choose_form, reference = of_decisions.browser, of_decisions.choose_form, of_decisions.reference
section_60, slug = of_decisions.section_60, of_decisions.slug


@pytest.fixture
def planned(section_60, odder, horsens, koordinator):
    question = list(section_60.questions.filter(key="principle-decision"))
    for place, days in ((odder, 0), (horsens, 1)):
        plan_meeting(
            question, municipality=place, body="council", date=in_days(10) + dt.timedelta(days), actor=koordinator
        )
    return section_60
