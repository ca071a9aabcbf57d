"""What is counted is a page that was opened, and not one that has failed by then."""

from types import SimpleNamespace

import pytest

from tests.counting import queries_of


@pytest.mark.django_db
def test_a_page_that_fails_at_the_second_opening_is_not_counted():
    answers = iter([200, 302])
    browser = SimpleNamespace(get=lambda address, asked: SimpleNamespace(status_code=next(answers)))
    with pytest.raises(AssertionError):
        queries_of(browser, "/")
