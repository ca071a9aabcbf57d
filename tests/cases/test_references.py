"""What a collaboration builds on."""

import pytest

from cases.models import Case, CaseReference
from cases.services import stop_using_case, use_case
from common.exceptions import DomainError, StaleVersion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.make_case("Fælles køkken")


def test_a_collaboration_refers_to_a_case_with_its_own_sentence(case, collaboration, koordinator):
    use_case(case, collaboration=collaboration, note=" Kontingentet. ", version=0, actor=koordinator)
    reference = CaseReference.objects.get()
    assert (reference.note, reference.added_by, reference.version) == ("Kontingentet.", koordinator, 1)
    assert "Tilføjede casen “Fælles køkken”." in collaboration.activity.first().text


def test_the_sentence_can_be_changed(case, collaboration, koordinator):
    use_case(case, collaboration=collaboration, note="Før", version=0, actor=koordinator)
    use_case(case, collaboration=collaboration, note="Efter", version=1, actor=koordinator)
    reference = CaseReference.objects.get()
    assert (reference.note, reference.version) == ("Efter", 2)


def test_the_same_sentence_again_is_no_news(case, collaboration, koordinator):
    use_case(case, collaboration=collaboration, note="Før", version=0, actor=koordinator)
    before = collaboration.activity.count()
    use_case(case, collaboration=collaboration, note="Før", version=1, actor=koordinator)
    assert collaboration.activity.count() == before
    assert CaseReference.objects.get().version == 1


def test_two_who_write_at_once_do_not_overwrite_each_other(case, collaboration, koordinator, bidragyder):
    use_case(case, collaboration=collaboration, note="Den enes", version=0, actor=koordinator)
    with pytest.raises(StaleVersion) as stale:
        use_case(case, collaboration=collaboration, note="Den andens", version=0, actor=bidragyder)
    assert stale.value.current.note == "Den enes"
    assert CaseReference.objects.get().note == "Den enes"


def test_one_that_somebody_took_away_meanwhile_is_not_changed_unseen(case, collaboration, koordinator):
    reference = use_case(case, collaboration=collaboration, note="Før", version=0, actor=koordinator)
    stop_using_case(reference, actor=koordinator)
    with pytest.raises(StaleVersion) as stale:
        use_case(case, collaboration=collaboration, note="Efter", version=1, actor=koordinator)
    assert stale.value.current is None


def test_history_remembers_what_was_taken_away(case, collaboration, koordinator):
    reference = use_case(case, collaboration=collaboration, note="Kontingentet", version=0, actor=koordinator)
    stop_using_case(reference, actor=koordinator)
    stop_using_case(reference, actor=koordinator)
    assert not CaseReference.objects.exists()
    told = [entry.text for entry in collaboration.activity.all() if "Fjernede" in entry.text]
    assert told == ["Fjernede casen “Fælles køkken”. Samarbejdet havde skrevet: Kontingentet"]


@pytest.mark.parametrize(
    ("name", "sees"),
    [("koordinator", True), ("laeser", True), ("kontakt", True), ("fremmed", False), ("redaktoer", False)],
)
def test_references_are_seen_by_those_who_see_the_collaboration(cast, case, collaboration, name, sees):
    use_case(case, collaboration=collaboration, note="", version=0, actor=None)
    assert CaseReference.objects.visible_to(cast[name]).exists() is sees


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn"])
def test_a_case_that_left_the_catalogue_meanwhile_is_not_referred_to(case, collaboration, koordinator, state):
    """The page was read while the case was published; what counts is what the row says when it is written."""
    Case.objects.filter(pk=case.pk).update(state=state)
    with pytest.raises(DomainError, match="ikke længere i kataloget"):
        use_case(case, collaboration=collaboration, note="Kontingentet", version=0, actor=koordinator)
    assert not CaseReference.objects.exists()
