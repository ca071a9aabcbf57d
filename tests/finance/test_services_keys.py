"""What may be done with keys and with what they count."""

import datetime as dt
from decimal import Decimal

import pytest

from collaborations.models import ActivityEntry
from common.exceptions import DomainError, StaleVersion
from finance.freezing import sha256_of
from finance.models import BusinessCase, DistributionKey, KeyInput
from finance.reading import load_key
from finance.services import (
    PartGone,
    add_component,
    add_key,
    change_component,
    change_key,
    copy_key,
    key_fingerprint,
    newest_version,
    propose_key,
    remove_component,
    remove_input,
    remove_key,
    save_input,
    set_input_values,
)
from tests import factories
from tests.finance.build import add_part, make_input, make_key

D = Decimal


def told(collaboration) -> str:
    return ActivityEntry.objects.filter(collaboration=collaboration, kind="economy").first().text


## Keys


def test_a_key_is_made_changed_and_told_of(collaboration, koordinator):
    key = add_key(collaboration, name=" It-drift ", regulation="Hvert år", actor=koordinator)
    assert (key.name, key.created_by, told(collaboration)) == (
        "It-drift",
        koordinator,
        "Oprettede fordelingsnøglen “It-drift”.",
    )
    changed = change_key(key, version=1, name="Drift", regulation="", actor=koordinator)
    assert (changed.name, changed.version, told(collaboration)) == ("Drift", 2, "Rettede fordelingsnøglen “Drift”.")


def test_what_is_saved_unchanged_is_not_told_of(collaboration, koordinator):
    key = make_key(collaboration, "Drift")
    assert change_key(key, version=1, name="Drift", actor=koordinator).version == 1
    assert not ActivityEntry.objects.filter(kind="economy").exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [(" ", "Skriv, hvad nøglen hedder."), ("Drift", "Der er allerede en nøgle med det navn.")]
)
def test_a_key_has_a_name_of_its_own(collaboration, name, sentence):
    make_key(collaboration, "Drift")
    other = make_key(collaboration, "Anden")
    for act in (
        lambda: add_key(collaboration, name=name, actor=None),
        lambda: change_key(other, version=1, name=name, actor=None),
        lambda: copy_key(other, name=name, actor=None),
    ):
        with pytest.raises(DomainError, match=sentence):
            act()


def test_a_key_that_somebody_saved_since_is_shown_again(collaboration):
    key = make_key(collaboration, "Drift")
    change_key(key, version=1, name="Ny drift", actor=None)
    with pytest.raises(StaleVersion) as stale:
        change_key(key, version=1, name="Drift 2", actor=None)
    assert stale.value.current.name == "Ny drift"


def test_a_copy_has_the_same_parts_and_is_worked_on_by_itself(collaboration, odder):
    key = make_key(collaboration, "Drift", {"name": "X", "amount": 5, "weight": "equal", "only": [odder]})
    copy = copy_key(key, name="Drift 2", actor=None)
    part = copy.components.get()
    assert (part.name, part.amount, list(part.only.all())) == ("X", D(5), [odder])
    remove_component(part, version=copy.version, actor=None)
    assert key.components.count() == 1


def test_a_key_is_removed_until_it_has_been_proposed(collaboration):
    remove_key(make_key(collaboration, "Drift"), version=1, actor=None)
    assert (collaboration.keys.count(), told(collaboration)) == (0, "Fjernede fordelingsnøglen “Drift”.")
    key = make_key(collaboration, "Foreslået")
    propose_key(key, amount=D(100), year=2027, actor=None)
    with pytest.raises(DomainError, match="har været foreslået"):
        remove_key(key, version=key.version, actor=None)


def test_a_key_that_a_business_case_shares_by_is_not_removed(collaboration):
    key = make_key(collaboration)
    BusinessCase.objects.create(
        collaboration=collaboration, number=1, approach="figures", first_year=2027, price_year=2026, key=key
    )
    with pytest.raises(DomainError, match="Business casens kladde bruger nøglen"):
        remove_key(key, version=key.version, actor=None)
    assert DistributionKey.objects.filter(pk=key.pk).exists()


## Parts


def test_parts_are_added_in_order_and_changed(collaboration, odder):
    key = make_key(collaboration)
    part = add_component(key, kind="fee", name="Kontingent", amount=D(8000), only=[odder], actor=None)
    assert (part.position, told(collaboration)) == (1, "Tilføjede “Kontingent” til fordelingsnøglen “Nøgle A”.")
    changed = change_component(part, version=2, name="Kontingent", kind="fee", amount=D(9000), actor=None)
    assert (changed.amount, list(changed.only.all()), changed.key.version) == (D(9000), [], 3)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Skriv, hvad delen hedder."),
        ({"amount": D(1), "part": D(1)}, "Skriv et beløb eller en procent, ikke begge dele."),
        ({"minimum": D(2), "maximum": D(1)}, "Det mindste beløb kan ikke være større end det største."),
    ],
)
def test_a_part_that_can_not_be_is_refused(collaboration, values, sentence):
    key = make_key(collaboration)
    with pytest.raises(DomainError, match=sentence):
        add_component(key, **{"kind": "shared", "name": "X", "weight": "equal", **values}, actor=None)
    assert key.components.count() == 1


def test_start_capital_and_none_of_it_do_not_go_together(collaboration):
    key = make_key(collaboration, without_start_capital=True)
    with pytest.raises(DomainError, match="ikke betales startkapital"):
        add_component(key, kind="start-capital", name="Startkapital", amount=D(1), actor=None)


def test_a_part_does_not_count_what_another_collaboration_counts(collaboration):
    theirs = make_input(factories.make_collaboration())
    with pytest.raises(DomainError, match="hører til et andet samarbejde"):
        add_component(make_key(collaboration), kind="tariff", name="X", weight="input", input=theirs, actor=None)


def test_a_part_that_somebody_changed_or_removed_since_is_said(collaboration):
    key = make_key(collaboration)
    part, other = key.components.get(), add_part(key, part=0, weight="equal", position=1)
    remove_component(other, version=1, actor=None)
    with pytest.raises(StaleVersion):
        change_component(part, version=1, name="Y", actor=None)
    with pytest.raises(PartGone):
        remove_component(other, version=2, actor=None)


def test_a_part_with_figures_can_be_added_again_after_it_was_removed(collaboration, odder):
    key = make_key(collaboration, "Drift")
    agreed = {"kind": "agreed", "name": "Aftalt", "figures": {odder: D(100)}, "actor": None}
    remove_component(add_component(key, **agreed), version=2, actor=None)
    assert add_component(key, **agreed).input.name == "Aftalt (Drift) 2"
    assert add_component(key, **agreed).input.name == "Aftalt (Drift) 3"


@pytest.mark.parametrize("name", ["Aftalt " + "x" * 90, "x" * 79 + " Aftalt"])
def test_parts_whose_long_names_begin_the_same_have_figures_each(collaboration, odder, name):
    key, longest = make_key(collaboration), KeyInput._meta.get_field("name").max_length
    for last in "abc":
        add_component(key, kind="agreed", name=f"{name}{last}", figures={odder: D(100)}, actor=None)
    names = {row.name for row in collaboration.key_inputs.all()}
    assert len(names) == 3
    assert all(len(each) <= longest for each in names)


## What is counted


def test_what_is_counted_is_made_and_changed(collaboration, koordinator):
    row = save_input(collaboration, name="Pc’er", unit="stk.", date=dt.date(2026, 6, 1), actor=koordinator)
    assert (row.version, told(collaboration)) == (1, "Oprettede opgørelsen “Pc’er”.")
    save_input(collaboration, row=row, name="Pc’er", unit="stk.", source="Intune", version=1, actor=koordinator)
    assert KeyInput.objects.get().source == "Intune"
    with pytest.raises(StaleVersion):
        save_input(collaboration, row=row, name="Andet", unit="stk.", version=1, actor=koordinator)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"unit": ""}, {"name": "Årsværk"}, {"date": dt.date(26, 1, 1)}])
def test_what_is_counted_has_a_name_of_its_own_a_unit_and_a_likely_date(collaboration, wrong):
    make_input(collaboration, "Årsværk")
    with pytest.raises(DomainError):
        save_input(collaboration, **{"name": "Pc’er", "unit": "stk.", **wrong}, actor=None)


def test_figures_are_set_and_taken_away_and_zero_is_a_figure(collaboration, odder, horsens, koordinator):
    row = make_input(collaboration, values={odder: 5})
    set_input_values(row, {odder: None, horsens: D(0)}, version=1, actor=koordinator)
    assert list(row.values.values_list("municipality__code", "value")) == [("615", D(0))]
    assert told(collaboration) == "Skrev tal i opgørelsen “Årsværk”."
    with pytest.raises(StaleVersion):
        set_input_values(row, {odder: D(1)}, version=1, actor=koordinator)


def test_a_kommunekontakt_writes_in_the_name_of_the_municipality(collaboration, odder, kontakt):
    set_input_values(make_input(collaboration), {odder: D(7)}, version=1, actor=kontakt)
    entry = ActivityEntry.objects.get(kind="economy")
    assert (entry.text, entry.on_behalf_of) == ("Skrev tallet for Odder i opgørelsen “Årsværk”.", odder)


def test_what_a_key_counts_by_is_not_removed(collaboration):
    row = make_input(collaboration)
    key = make_key(collaboration, "Drift", {"part": 100, "weight": "input", "input": row})
    with pytest.raises(DomainError, match="Nøglen “Drift” bruger opgørelsen"):
        remove_input(row, version=row.version, actor=None)
    remove_key(key, version=key.version, actor=None)
    remove_input(row, version=row.version, actor=None)
    assert not collaboration.key_inputs.exists()


## Proposing


def test_a_proposed_key_is_frozen_and_chosen(collaboration, koordinator):
    key = make_key(collaboration, "Drift")
    version = propose_key(key, amount=D(1001), year=2027, actor=koordinator)
    assert (version.number, newest_version(collaboration)) == (1, version)
    assert version.content["pays"] == {"615": "501", "727": "500"}
    assert version.sha256 == sha256_of(version.content)
    assert told(collaboration) == "Foreslog fordelingsnøglen “Drift”, version 1."
    version.refresh_from_db()
    assert version.sha256 == sha256_of(version.content)


def test_the_newest_version_of_any_key_is_the_chosen_one(collaboration):
    first, second = make_key(collaboration, "A"), make_key(collaboration, "B")
    for key in (first, second, first):
        propose_key(key, amount=None, year=2027, note="x", actor=None)
    assert str(newest_version(collaboration)) == "A, version 2"


def test_the_same_key_is_not_proposed_twice_in_a_row(collaboration):
    key = make_key(collaboration)
    propose_key(key, amount=D(100), year=2027, actor=None)
    with pytest.raises(DomainError, match="den samme som version 1"):
        propose_key(key, amount=D(100), year=2027, actor=None)


def test_a_key_with_missing_figures_is_proposed_with_a_reason_alone(collaboration, odder):
    staff = make_input(collaboration, values={odder: 10})
    key = make_key(collaboration, "Årsværk", {"part": 100, "weight": "input", "input": staff})
    with pytest.raises(DomainError, match="Der mangler tal"):
        propose_key(key, amount=D(100), year=2027, actor=None)
    version = propose_key(key, amount=D(100), year=2027, note="Tallet kommer i maj.", actor=None)
    assert version.content["missing"] == {"615": ["Årsværk"]}


def test_a_key_that_shares_any_amount_needs_none_and_a_price_needs_none(collaboration):
    propose_key(make_key(collaboration, "A"), amount=None, year=2027, actor=None)
    price = make_key(collaboration, "B", {"kind": "tariff", "amount": 9, "weight": "population"})
    assert propose_key(price, amount=None, year=2027, actor=None).content["pays"]["727"] == "215244"


def test_a_key_without_parts_is_not_proposed(collaboration):
    with pytest.raises(DomainError, match="ingen dele"):
        propose_key(add_key(collaboration, name="Tom", actor=None), amount=None, year=2027, note="x", actor=None)


def test_a_key_whose_figures_changed_since_it_was_read_is_not_proposed(collaboration, odder, horsens):
    staff = make_input(collaboration, values={odder: 10, horsens: 20})
    key = make_key(collaboration, "Årsværk", {"part": 100, "weight": "input", "input": staff})
    read = key_fingerprint(load_key(key))
    set_input_values(staff, {odder: D(11)}, version=1, actor=None)
    with pytest.raises(DomainError, match="rettet, siden du åbnede siden"):
        propose_key(key, amount=D(100), year=2027, draft=read, actor=None)
