"""What is approved is a row that nothing writes again."""

import pytest
from django.db import IntegrityError, transaction

from common.models import HistoryIsImmutable
from finance.models import BusinessCase
from tests.finance.build_cases import approve, line, make_case

pytestmark = pytest.mark.django_db
YEARS = {"first_year": 2027, "year_count": 3}


def test_what_is_approved_is_never_written_again(collaboration):
    case = BusinessCase.objects.get(pk=approve(make_case(collaboration, line("gain", {2027: 1}), **YEARS)).pk)
    case.snapshot = {}
    with pytest.raises(HistoryIsImmutable):
        case.save()
    with pytest.raises(HistoryIsImmutable):
        case.delete()
    assert len(case.sha256) == 64
    with pytest.raises(IntegrityError), transaction.atomic():
        BusinessCase.objects.filter(pk=case.pk).update(sha256="")
