"""Who may open and do what with keys and what they count: the rights table, written out cell by cell."""

import pytest
from django.urls import reverse

from finance.models import DistributionKey, KeyComponent, KeyInput, KeyInputValue, KeyVersion
from finance.services import propose_key
from tests import factories
from tests.finance.build import make_input, make_key
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}


@pytest.fixture
def key(collaboration):
    key = make_key(collaboration, "Drift")
    propose_key(key, amount=None, year=2027, actor=None)
    return key


@pytest.fixture
def place(collaboration, key):
    """The address with that name; `{key}`, `{part}` and `{input}` are the rows' numbers."""
    counted = make_input(collaboration)
    rows = {"key": key.pk, "part": key.components.get().pk, "input": counted.pk, "number": 1}
    return lambda name, *args: reverse(f"finance:{name}", args=[collaboration.slug, *(rows[each] for each in args)])


@pytest.mark.parametrize(
    ("name", "args"),
    [("keys", []), ("key", ["key"]), ("key_version", ["key", "number"]), ("key_inputs", []), ("key_input", ["input"])],
)
def test_all_who_see_the_collaboration_read_its_keys(client_for, place, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(place(name, *args)))
    assert answers == table(SEES, READS)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("add_key", []),
        ("change_key", ["key"]),
        ("copy_key", ["key"]),
        ("add_component", ["key"]),
        ("change_component", ["key", "part"]),
        ("add_input", []),
        ("change_input", ["input"]),
        ("remove_component", ["key", "part"]),
        ("remove_key", ["key"]),
        ("remove_input", ["input"]),
    ],
)
def test_who_works_on_the_collaboration_opens_what_writes(client_for, place, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(place(name, *args)))
    assert answers == table(WRITES, READS)


@pytest.mark.parametrize(
    ("name", "args", "data", "left"),
    [
        ("add_key", [], {"name": "Ny"}, lambda: DistributionKey.objects.filter(name="Ny").exists()),
        (
            "change_key",
            ["key"],
            {"name": "Ny", "version": 1},
            lambda: DistributionKey.objects.filter(name="Ny").exists(),
        ),
        ("copy_key", ["key"], {"name": "Ny"}, lambda: DistributionKey.objects.filter(name="Ny").exists()),
        (
            "change_component",
            ["key", "part"],
            {"name": "Ny", "version": 1},
            lambda: KeyComponent.objects.filter(name="Ny").exists(),
        ),
        ("remove_component", ["key", "part"], {"version": 1}, lambda: not KeyComponent.objects.exists()),
        ("add_input", [], {"name": "Ny", "unit": "stk."}, lambda: KeyInput.objects.filter(name="Ny").exists()),
        (
            "change_input",
            ["input"],
            {"name": "Ny", "unit": "stk.", "version": 1},
            lambda: KeyInput.objects.filter(name="Ny").exists(),
        ),
        ("remove_input", ["input"], {"version": 1}, lambda: not KeyInput.objects.exists()),
    ],
)
def test_who_works_on_the_collaboration_writes_keys(client_for, place, name, args, data, left):
    answers, traces = ask(client_for, lambda browser: browser.post(place(name, *args), data), left)
    assert (answers, traces) == (table(WRITES, DONE), only(WRITES))


def test_who_works_on_the_collaboration_adds_a_part(client_for, place):
    url = f"{place('add_component', 'key')}?slags=fee"
    left = KeyComponent.objects.filter(kind="fee").exists
    answers, traces = ask(client_for, lambda browser: browser.post(url, {"name": "Kontingent"}), left)
    assert (answers, traces) == (table(WRITES, DONE), only(WRITES))


def test_who_works_on_the_collaboration_removes_a_key(client_for, collaboration, place):
    url = reverse("finance:remove_key", args=[collaboration.slug, make_key(collaboration, "Væk").pk])
    left = lambda: not DistributionKey.objects.filter(name="Væk").exists()  # noqa: E731
    answers, traces = ask(client_for, lambda browser: browser.post(url, {"version": 1}), left)
    assert (answers, traces) == (table(WRITES, DONE), only(WRITES))


def test_only_the_coordinator_proposes(client_for, place):
    url = place("propose_key", "key")
    answers, _ = ask(client_for, lambda browser: browser.get(url))
    assert answers == table({"koordinator"}, READS)
    data, left = {"amount": "1000", "year": "2027"}, KeyVersion.objects.filter(number=2).exists
    answers, traces = ask(client_for, lambda browser: browser.post(url, data), left)
    assert (answers, traces) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_a_kommunekontakt_writes_the_figure_of_the_own_municipality(client_for, place):
    def left():
        return sorted(KeyInputValue.objects.values_list("municipality__code", flat=True))

    data = {"k727": "5", "k615": "7", "version": 1}
    answers, traces = ask(client_for, lambda browser: browser.post(place("key_input", "input"), data), left)
    assert answers == table({*WRITES, "kontakt"}, DONE)
    assert {who: codes for who, codes in traces.items() if codes} == {
        "koordinator": ["615", "727"],
        "bidragyder": ["615", "727"],
        "kontakt": ["727"],
    }


def test_another_collaborations_rows_are_not_found(client_for, collaboration, place):

    theirs = factories.make_collaboration("Et andet")
    key, counted = make_key(theirs, "Deres"), make_input(theirs)
    browser = client_for("koordinator")
    for name, pk in (("key", key.pk), ("change_key", key.pk), ("propose_key", key.pk), ("key_input", counted.pk)):
        assert browser.get(reverse(f"finance:{name}", args=[collaboration.slug, pk])).status_code == 404
