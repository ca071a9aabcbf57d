"""The bench measures what an address says, or refuses the address."""

import pytest
from django.urls import reverse

from scripts.bench.nation import DIRECTOR
from scripts.bench.pages import Page, unknown_parameters

PORTFOLIO, MY_WORK = reverse("dashboards:portfolio"), reverse("dashboards:my_work")


@pytest.mark.parametrize(
    ("address", "unknown"),
    [
        (f"{PORTFOLIO}?soeg=affald&frist=uge&sorter=frist&side=2", set()),
        (f"{PORTFOLIO}?q=affald", {"q"}),
        (f"{PORTFOLIO}?soeg=affald&ord=", {"ord"}),
        (f"{MY_WORK}?soeg=affald", {"soeg"}),
        (MY_WORK, set()),
    ],
)
def test_a_name_that_the_page_does_not_read_is_seen(address, unknown):
    assert unknown_parameters(address) == unknown


def test_a_page_with_such_a_name_is_not_measured():
    with pytest.raises(ValueError, match="without q: not known"):
        Page("portfolio by word", DIRECTOR, f"{PORTFOLIO}?q=affald")
