"""A case begins as a draft that no reader sees."""

import pytest

from cases.document import CaseDocument
from cases.models import Case
from cases.services import create_draft

pytestmark = pytest.mark.django_db


def test_a_new_case_is_a_draft_with_its_first_revision(redaktoer, fremmed):
    case = create_draft(CaseDocument(title="Fælles køkken på Ærø"), actor=redaktoer, note="Ny")
    assert (case.slug, case.state, case.created_by) == ("faelles-koekken-paa-aeroe", "draft", redaktoer)
    revision = case.revisions.get()
    assert (revision.number, revision.author, revision.note) == (1, redaktoer, "Ny")
    assert revision.content.title == "Fælles køkken på Ærø"
    assert not Case.objects.visible_to(fremmed).exists()


def test_two_cases_of_the_same_title_have_addresses_of_their_own(redaktoer):
    made = [create_draft(CaseDocument(title="Fælles køkken"), actor=redaktoer).slug for _ in range(3)]
    assert made == ["faelles-koekken", "faelles-koekken-2", "faelles-koekken-3"]


def test_a_long_title_has_an_address_that_fits(redaktoer):
    titles = ["Fælles " * 28, "Fælles " * 28]
    slugs = [create_draft(CaseDocument(title=title.strip()), actor=redaktoer).slug for title in titles]
    assert len(set(slugs)) == 2
    assert all(len(slug) <= 80 for slug in slugs)


def test_a_title_of_signs_has_an_address_too(redaktoer):
    assert create_draft(CaseDocument(title="§§"), actor=redaktoer).slug == "case"
