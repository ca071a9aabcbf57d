"""A table with more columns than a phone holds lets one be chosen; files hold what is shown."""

import pytest
from django.urls import reverse

from decisions.matrix import COLUMNS_ON_A_PHONE
from tests import factories
from tests.decisions.build import decide


@pytest.fixture
def wide(section_60):
    """One column more than fits."""
    each = section_60.questions.filter(scope="each").count()
    for number in range(COLUMNS_ON_A_PHONE + 1 - each):
        factories.make_question(section_60, f"ekstra-{number}")
    return section_60


@pytest.fixture
def page(browser, slug):
    url = reverse("decisions:matrix", args=[slug])
    return lambda **asked: browser.get(url, asked).context["matrix"]


def titles(matrix) -> list[str]:
    return [head.title for head in matrix.each]


def test_a_table_that_fits_offers_no_choice(browser, slug):
    assert 'name="beslutning"' not in browser.get(reverse("decisions:matrix", args=[slug])).content.decode()


def test_the_chosen_column_stands_alone_with_its_own_sentence(wide, page, browser, odder):
    decide(wide, "statutes-adopted", odder)
    shown = page(beslutning="statutes-adopted")
    assert titles(shown) == ["Vedtægter"]
    assert (
        shown.conclusion
        == "1 af 2 beslutninger er truffet. 1 er ikke planlagt. Horsens mangler at beslutte “Vedtægter”."
    )
    html = browser.get(reverse("decisions:matrix", args=[wide.slug]), {"beslutning": "statutes-adopted"})
    assert '<option value="statutes-adopted" selected>' in html.content.decode()


def test_only_what_is_missing_follows_the_chosen_column(wide, page, odder):
    decide(wide, "statutes-adopted", odder)
    assert [row.place.name for row in page(beslutning="statutes-adopted", mangler="on").rows] == ["Horsens"]


@pytest.mark.parametrize("unknown", ["findes-ikke", "<script>", "authority-approval"])
def test_what_is_no_column_shows_all(wide, page, unknown):
    assert len(page(beslutning=unknown).each) == COLUMNS_ON_A_PHONE + 1


def test_the_file_holds_the_chosen_column_alone(wide, browser):
    url = reverse("decisions:csv", args=[wide.slug])
    head = browser.get(url, {"beslutning": "statutes-adopted"}).content.decode("utf-8-sig").splitlines()[0]
    assert "Vedtægter" in head
    assert "ekstra" not in head
