from functools import partial

import pytest
from django import forms
from django.http import QueryDict

from collaborations.conflicts import show_both
from collaborations.forms import ContributionForm
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def again():
    """The form made from the row as somebody else has saved it."""
    row = factories.make_participation(factories.make_collaboration(), contribution="Andres", version=7)
    return partial(ContributionForm, instance=row)


def test_what_was_typed_can_be_saved_over_the_newest_version(again):
    form, conflict = show_both(again, QueryDict("contribution=Mit&version=3"), version=7)
    assert form["version"].value() == "7"
    assert [(each.saved, each.typed) for each in conflict] == [("Andres", "Mit")]


def test_two_who_wrote_the_same_differ_in_nothing(again):
    form, conflict = show_both(again, QueryDict("contribution=Andres&version=3"), version=7)
    assert (form["version"].value(), conflict) == ("7", [])


def test_what_no_longer_fits_keeps_its_version_so_that_nothing_is_overwritten_unseen(again):
    form, conflict = show_both(again, QueryDict(f"contribution={'x' * 1001}&version=3"), version=7)
    assert (form["version"].value(), set(form.errors), conflict) == ("3", {"contribution"}, [])


def test_what_is_chosen_among_several_is_said_by_its_labels():
    class Form(forms.Form):
        version = forms.CharField(widget=forms.HiddenInput)
        who = forms.MultipleChoiceField(label="Hvem", choices=[("a", "Anna"), ("b", "Bo")], required=False)

    _form, conflict = show_both(partial(Form, initial={"who": ["a", "b"]}), QueryDict("who=a&version=1"), version=2)
    assert [(each.saved, each.typed) for each in conflict] == [("Anna og Bo", "Anna")]
