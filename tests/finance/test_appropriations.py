"""What may be written down about appropriations, what holds, and what is said of it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import Q
from django.utils import timezone

from collaborations.access import access_for
from collaborations.models import ActivityEntry, Participation
from common.exceptions import DomainError
from finance.granting import build_grant_history, build_grant_page
from finance.in_short import economy_in_short
from finance.models import Appropriation
from finance.services import propose_key, record_appropriation, take_back_appropriation
from finance.settled import ChosenKey, Grant, load_grants, read_economy, standing
from tests import factories
from tests.finance.build import make_key as make_any_key
from tests.finance.build_cases import approve, line, make_case, make_key

D = Decimal
DAY = dt.date(2026, 10, 27)


def grant(collaboration, municipality, amount=100_000, year=2027, **values):
    values = {"kind": "budget", "date": DAY, "actor": None} | values
    return record_appropriation(collaboration, municipality=municipality, year=year, amount=D(amount), **values)


def told(collaboration) -> ActivityEntry:
    return ActivityEntry.objects.filter(collaboration=collaboration, kind="economy").first()


def page_for(collaboration, user):
    collaboration.access = access_for(user, collaboration)
    return build_grant_page(collaboration)


@pytest.fixture
def approved(collaboration):
    """Odder and Horsens share an investment of 1,000,000 in 2027 in equal parts."""
    key = make_key(collaboration, "Lige", weight="equal")
    figures = {2027: 1_000_000, 2028: 200_000}
    return approve(make_case(collaboration, line("investment", figures), first_year=2027, year_count=2, key=key))


## Written down


def test_an_appropriation_is_written_down_and_told_of(collaboration, odder, koordinator):
    row = grant(collaboration, odder, 771_000, link="https://www.odder.dk/budget", actor=koordinator)
    assert (row.amount, row.year, row.kind, row.recorded_by) == (771_000, 2027, "budget", koordinator)
    entry = told(collaboration)
    assert entry.text == "Registrerede bevilling i Odder: 771.000\u00a0kr. for 2027."
    assert (entry.actor, entry.on_behalf_of) == (koordinator, None)


def test_a_kommunekontakt_writes_on_behalf_of_the_own_municipality(collaboration, odder, kontakt):
    grant(collaboration, odder, actor=kontakt)
    assert told(collaboration).on_behalf_of == odder


def test_a_newer_one_for_the_same_year_says_what_stood_before(collaboration, odder):
    grant(collaboration, odder, 100_000)
    grant(collaboration, odder, 150_000)
    assert told(collaboration).text.endswith("150.000\u00a0kr. for 2027. Før stod der 100.000\u00a0kr.")
    assert read_economy(collaboration).granted(odder.pk, timezone.localdate()) == {2027: 150_000}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"amount": 0}, "Skriv et beløb over 0"),
        ({"year": 1812}, "Budgetåret skal ligge mellem 1970 og 2100."),
        ({"kind": "gave"}, "Vælg, hvordan bevillingen er givet."),
        ({"kind": "supplementary"}, "Skriv, hvordan tillægsbevillingen finansieres."),
        ({"link": "ftp://odder.dk/bilag"}, "Linket skal begynde med http:// eller https://."),
        ({"link": "javascript:alert(1)"}, "Linket skal begynde med http:// eller https://."),
        ({"date": dt.date(26, 10, 27)}, "Årstallet skal ligge mellem"),
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence(collaboration, odder, values, sentence):
    with pytest.raises(DomainError, match=sentence):
        grant(collaboration, odder, **values)
    assert not Appropriation.objects.exists()


def test_a_day_ahead_is_refused(collaboration, odder):
    with pytest.raises(DomainError, match="Datoen ligger i fremtiden"):
        grant(collaboration, odder, date=timezone.localdate() + dt.timedelta(days=1))
    grant(collaboration, odder, date=timezone.localdate())


@pytest.mark.parametrize("name", ["samsoe", "hedensted"])
def test_only_who_takes_part_grants(request, collaboration, name):
    with pytest.raises(DomainError, match="deltager ikke i samarbejdet"):
        grant(collaboration, request.getfixturevalue(name))


def test_who_has_not_seen_the_newest_row_is_told_of_it(collaboration, odder, horsens):
    seen = grant(collaboration, odder, 100_000).pk
    grant(collaboration, odder, 150_000)
    grant(collaboration, horsens, seen=seen)  # nothing new about Horsens
    grant(collaboration, odder, year=2028, seen=seen)
    with pytest.raises(DomainError, match=r"Imens er der skrevet 150\.000"):
        grant(collaboration, odder, 200_000, seen=seen)


## Taken back


def test_what_is_taken_back_holds_no_longer_and_stays_in_the_history(collaboration, odder, koordinator):
    row = grant(collaboration, odder)
    take_back_appropriation(row, reason=" Byrådet stemte om noget andet ", actor=koordinator)
    assert told(collaboration).text == (
        "Trak bevillingen i Odder tilbage: 100.000\u00a0kr. for 2027. Begrundelse: Byrådet stemte om noget andet"
    )
    assert read_economy(collaboration).granted(odder.pk, timezone.localdate()) == {}
    assert Appropriation.objects.count() == 2


def test_taking_back_needs_a_reason(collaboration, odder):
    with pytest.raises(DomainError, match="Skriv, hvorfor"):
        take_back_appropriation(grant(collaboration, odder), reason=" ", actor=None)


def test_only_what_holds_is_taken_back(collaboration, odder):
    first, second = grant(collaboration, odder), grant(collaboration, odder, 150_000)
    with pytest.raises(DomainError, match="gælder ikke længere"):
        take_back_appropriation(first, reason="Fejl", actor=None)
    taken = take_back_appropriation(second, reason="Fejl", actor=None)
    for row in (second, taken):
        with pytest.raises(DomainError, match="gælder ikke længere"):
            take_back_appropriation(row, reason="Fejl", actor=None)


## What holds


def test_the_newest_row_of_a_year_holds_and_one_without_an_amount_is_none():
    rows = [Grant(2028, D(5), DAY), Grant(2027, D(1), DAY), Grant(2027, D(2), DAY), Grant(2028, None, DAY)]
    assert standing(rows) == {2027: 2}


def test_on_an_earlier_day_what_was_decided_later_is_not_there(collaboration, odder):
    grant(collaboration, odder, 100_000)
    grant(collaboration, odder, 150_000, date=DAY + dt.timedelta(days=7))
    economy = read_economy(collaboration)
    assert economy.granted(odder.pk, DAY - dt.timedelta(days=1)) == {}
    assert economy.granted(odder.pk, DAY) == {2027: 100_000}


def test_the_newest_frozen_key_is_read_with_its_start_capital(collaboration):
    key = make_any_key(
        collaboration, "Start", {"kind": "start-capital", "amount": 250_000}, {"part": 100, "weight": "equal"}
    )
    propose_key(key, amount=D(1000), year=2027, note="x", actor=None)
    chosen = read_economy(collaboration).key
    assert (chosen.name, chosen.number) == ("Start", 1)
    assert (chosen.start_capital, chosen.without_start_capital, chosen.shares_nothing) == ((250_000,), False, False)
    nothing = make_any_key(collaboration, "Hver sit", {"kind": "nothing"}, without_start_capital=True)
    propose_key(nothing, amount=None, year=2027, note="x", actor=None)
    assert read_economy(collaboration).key == ChosenKey("Hver sit", 1, (("nothing", None),), True)


def test_a_case_says_what_each_pays_at_the_start(collaboration, approved):
    case = read_economy(collaboration).case
    assert (case.number, case.first_year, case.invested) == (1, 2027, 1_000_000)
    assert [case.start_cost(code) for code in ("727", "615", "741")] == [500_000, 500_000, None]


def test_a_case_that_can_not_be_shared_does_not_say_what_each_pays(collaboration):
    approve(make_case(collaboration, line("investment", {2027: 10}), first_year=2027, year_count=2))
    assert read_economy(collaboration).case.start_cost("727") is None


def test_without_an_investment_in_the_first_year_nobody_pays_at_the_start(collaboration):
    approve(make_case(collaboration, line("gain", {2027: 10}), first_year=2027, year_count=2))
    assert read_economy(collaboration).case.start_cost("727") == 0


def test_a_first_year_that_nobody_has_written_in_says_nothing_of_the_start(collaboration):
    lines = line("investment", {2028: 10}), line("gain", {2028: 20})
    approve(make_case(collaboration, *lines, first_year=2027, year_count=2, key=make_key(collaboration)))
    case = read_economy(collaboration).case
    assert (case.invested, case.start_cost("727")) == (None, None)
    assert {each.first_year for each in economy_in_short(collaboration).shares} == {None}


def test_a_draft_says_nothing(collaboration):
    make_case(collaboration, line("investment", {2027: 10}), first_year=2027, year_count=2)
    assert read_economy(collaboration).case is None


def test_nothing_of_another_collaboration_is_mixed_in(collaboration, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    grant(other, odder, 5)
    grant(collaboration, odder, 7)
    found = load_grants(Q(collaboration__in=[collaboration.pk, other.pk]))
    assert {pk: rows[odder.pk][0].amount for pk, rows in found.items()} == {collaboration.pk: 7, other.pk: 5}


## Said


@pytest.mark.parametrize(
    ("granted", "lead"),
    [
        ({}, "To kommuner mangler at bevilge 1.000.000\u00a0kr. før start."),
        ({"odder": 500_000}, "En kommune mangler at bevilge 500.000\u00a0kr. før start."),
        ({"odder": 500_000, "horsens": 499_999}, "En kommune mangler at bevilge 1\u00a0kr. før start."),
        ({"odder": 600_000, "horsens": 500_000}, "Alle kommuner har bevilget det, de skal betale i 2027."),
    ],
)
def test_the_first_sentence_says_who_is_missing_and_how_much(
    request, collaboration, koordinator, approved, granted, lead
):
    for name, amount in granted.items():
        grant(collaboration, request.getfixturevalue(name), amount)
    assert page_for(collaboration, koordinator).lead == lead


def test_what_is_granted_for_another_year_is_shown_and_does_not_count(collaboration, koordinator, odder, approved):
    grant(collaboration, odder, 500_000, year=2028)
    page = page_for(collaboration, koordinator)
    found = next(each for each in page.lines if each.name == "Odder")
    assert (found.granted, found.missing, found.other_years) == (None, 500_000, ((2028, D(500_000)),))


def test_the_own_municipality_stands_first(collaboration, kontakt, koordinator):
    assert [each.name for each in page_for(collaboration, koordinator).lines] == ["Horsens", "Odder"]
    assert [each.name for each in page_for(collaboration, kontakt).lines] == ["Odder", "Horsens"]


def test_who_joins_after_the_case_is_not_known_to_pay_nothing(collaboration, koordinator, hedensted, approved):
    Participation.objects.filter(municipality=hedensted).update(state="participant")
    page = page_for(collaboration, koordinator)
    assert page.rest == "Business casen siger ikke, hvad Hedensted skal betale."
    assert next(each for each in page.lines if each.name == "Hedensted").cost is None
    assert page.total_cost is None


def test_who_has_left_stands_last_with_what_still_stands(collaboration, koordinator, odder, approved):
    grant(collaboration, odder, 500_000)
    Participation.objects.filter(municipality=odder).update(state="withdrawn")
    page = page_for(collaboration, koordinator)
    assert [(each.name, each.takes_part) for each in page.lines] == [("Horsens", True), ("Odder", False)]
    assert page.total_granted == 0


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        ([], "Der er ikke godkendt en business case"),
        ([line("investment", {2027: 10})], "Business casen siger ikke, hvad hver kommune skal betale før start."),
        ([line("gain", {2027: 10})], "Ingen kommuner skal betale noget før start."),
    ],
)
def test_what_is_not_known_is_said(collaboration, koordinator, lines, lead):
    if lines:
        approve(make_case(collaboration, *lines, first_year=2027, year_count=2))
    assert page_for(collaboration, koordinator).lead.startswith(lead)


def test_a_case_in_words_asks_for_no_amount(collaboration, koordinator):
    approve(make_case(collaboration, approach="words", description="Bedre drift", reason="For tidligt"))
    assert page_for(collaboration, koordinator).lead.startswith("Business casen er i ord")


@pytest.mark.parametrize(
    ("amount", "lead"),
    [
        (None, "Odder mangler at bevilge 500.000\u00a0kr. for 2027."),
        (200_000, "Odder har bevilget 200.000\u00a0kr. af de 500.000\u00a0kr., der skal betales i 2027."),
        (500_000, "Odder har bevilget 500.000\u00a0kr. for 2027."),
    ],
)
def test_the_history_says_what_one_municipality_has_granted(collaboration, koordinator, odder, approved, amount, lead):
    if amount:
        grant(collaboration, odder, amount)
    collaboration.access = access_for(koordinator, collaboration)
    assert build_grant_history(collaboration, odder).lead == lead
