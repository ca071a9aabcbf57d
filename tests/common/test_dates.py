import datetime as dt

import pytest

from common.dates import check_likely
from common.exceptions import DomainError
from common.forms import DateField


@pytest.mark.parametrize("typed", ["31.12.1969", "20.11.0026", "01.01.2101", "9999-12-31"])
def test_a_year_that_nobody_can_mean_is_refused_by_form_and_service(typed):
    field = DateField()
    with pytest.raises(DomainError, match="mellem 1970 og 2100"):
        check_likely(field.to_python(typed))
    with pytest.raises(Exception, match="mellem 1970 og 2100"):
        field.clean(typed)


def test_the_first_and_the_last_day_can_be_meant_and_so_can_none():
    for typed, day in (("01.01.1970", dt.date(1970, 1, 1)), ("31.12.2100", dt.date(2100, 12, 31))):
        assert DateField().clean(typed) == day
        check_likely(day)
    assert DateField(required=False).clean("") is None
    check_likely(None)
