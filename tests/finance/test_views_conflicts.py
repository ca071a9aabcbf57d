"""Two people at one business case: nothing is overwritten unseen, and nothing that was typed is lost."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from finance.case_reading import draft_of, load_case
from finance.models import BusinessCase
from finance.services import (
    approve_case,
    case_fingerprint,
    change_component,
    close_extra,
    discard_draft,
    open_extra,
    revise_case,
    save_case,
    start_case,
    switch_approach,
)
from finance.services.cases import Written
from tests.finance.build_cases import approve, as_seen, line, make_case, make_key
from tests.finance.test_views_cases import at, fields_of

CONFLICT = "En anden har gemt, mens du skrev"
LED_ON = ""  # a page that was saved leads on and has no text of its own
UNTOUCHED = "Du har ikke rettet det. Det, der er gemt, står i feltet nu."
GONE = "Kladden er godkendt eller slettet, mens du skrev"


@pytest.fixture
def case(collaboration, koordinator):
    return make_case(
        collaboration,
        line("investment", {2027: 1000}, "Etablering"),
        line("gain", {2028: 600, 2029: 600}, "Mindre drift"),
        actor=koordinator,
        first_year=2027,
        year_count=3,
        price_year=2027,
    )


@pytest.fixture
def words(collaboration):
    return start_case(collaboration, approach="words", actor=None)


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def opened(browser, slug):
    """What the browser would send from the page as it is now; the page stays open while others save."""
    return lambda: fields_of(browser.get(at("edit_case", slug)))


@pytest.fixture
def send(browser, slug):
    return lambda sent: browser.post(at("edit_case", slug), sent).content.decode()


def without_seen(sent: dict[str, str]) -> dict[str, str]:
    """From a page that does not say what it began with: then all that differs may have been typed."""
    return {name: value for name, value in sent.items() if name != "seen"}


def field(sent, called: str, name: str) -> str:
    place = next(each.rpartition("-")[0] for each in sent if sent[each] == called)
    return f"{place}-{name}"


def again(page: str) -> dict[str, str]:
    """The page that is shown now, sent as it stands."""

    class Page:
        content = page.encode()

    return fields_of(Page)


def shown(page: str) -> dict[str, tuple[str, str]]:
    """What the notice says of each: what is saved, and what was typed."""
    found = re.findall(r"<dt>([^<]*)</dt>\s*<dd.*?sm-pre\">([^<]*)<.*?sm-pre\">([^<]*)<", page, re.DOTALL)
    return {label: (saved, typed) for label, saved, typed in found}


def theirs(case, written=None, **details):
    return save_case(case, written or Written(details), version=case.version, actor=None)


## The same draft, saved by somebody else


def test_the_words_of_somebody_else_are_shown_beside_the_own(words, opened, send):
    mine = without_seen(opened())
    theirs(words, description="Vi bliver mindre sårbare.", reason="")
    page = send({**mine, "reason": "Det er svært."})
    assert CONFLICT in page
    assert shown(page) == {
        "Hvorfor regner I ikke på det?": ("Ikke oplyst", "Det er svært."),
        "Gevinsterne i ord (valgfrit)": ("Vi bliver mindre sårbare.", "Ikke oplyst"),
    }
    assert BusinessCase.objects.get().description == "Vi bliver mindre sårbare."


def test_what_this_user_has_not_touched_follows_what_is_saved(words, opened, send):
    mine = opened()
    theirs(words, description="Vi bliver mindre sårbare.", reason="")
    page = send({**mine, "reason": "Det er svært."})
    assert shown(page) == {
        "Hvorfor regner I ikke på det?": ("Ikke oplyst", "Det er svært."),
        "Gevinsterne i ord (valgfrit)": ("Vi bliver mindre sårbare.", UNTOUCHED),
    }
    assert send(again(page)) == LED_ON
    words.refresh_from_db()
    assert (words.description, words.reason) == ("Vi bliver mindre sårbare.", "Det er svært.")


def test_a_row_follows_wherever_it_stands_now(case, opened, send):
    gains = [{"kind": "quality", "text": each, "owner": ""} for each in ("Først", "Sidst")]
    case = theirs(case, Written({}, gains=gains))
    first, last = case.gains.all()
    mine = opened()
    written = {"gains": [{**gains[1], "owner": "Løn", "pk": last.pk}], "removed": {"gains": [first.pk]}}
    theirs(case, Written({}, **written))
    page = send(mine | {"not_included": "Flytning"})
    assert shown(page)["Sidst"] == ("Hvem høster den (valgfrit): Løn", UNTOUCHED)
    send(again(page))
    last.refresh_from_db()
    assert last.owner == "Løn"


def test_the_notice_comes_even_where_both_wrote_the_same(words, opened, send):
    mine = opened()
    theirs(words)
    page = send(mine)
    assert CONFLICT in page
    assert "I har skrevet det samme." in page


def test_all_that_a_page_of_figures_holds_is_compared(case, opened, send, collaboration):
    case = open_extra(case, "prices", version=case.version, actor=None)
    case = open_extra(case, "risks", version=case.version, actor=None)
    risk = {"text": "Forsinkelse", "probability": Decimal(10), "cost": Decimal(500), "response": ""}
    gain = {"kind": "quality", "text": "Færre fejl", "owner": ""}
    case = theirs(case, Written({}, risks=[risk], gains=[gain]))
    mine = without_seen(opened())
    written = Written(
        {"not_included": "Flytning", "key": make_key(collaboration)},
        [replace(load_case(case).lines[0], source="Tilbud", unit="fte", rate=Decimal(600000))],
        risks=[{**risk, "cost": Decimal(900), "pk": case.risks.get().pk}],
        gains=[{**gain, "owner": "Løn", "pk": case.gains.get().pk}],
        rises=[{"year": 2028, "percent": Decimal("2.5"), "source": "KL"}],
    )
    theirs(case, written)
    assert shown(send(mine)) == {
        "Hvad er ikke med? (valgfrit)": ("Flytning", "Ikke oplyst"),
        "Fordelingsnøgle (valgfrit)": ("Indbyggere", "Ikke oplyst"),
        "Etablering": ("Enhed: årsværk, Kr. pr. årsværk: 600.000, Kilde eller forudsætning: Tilbud", "Ikke oplyst"),
        "Forsinkelse": ("Pris i kr., hvis den sker: 900", "Pris i kr., hvis den sker: 500"),
        "Færre fejl": ("Hvem høster den (valgfrit): Løn", "Ikke oplyst"),
        "Pris- og lønudvikling, 2028": ("2,5", "Ikke oplyst"),
        "Pris- og lønudvikling, kilde": ("KL", "Ikke oplyst"),
    }


def test_a_line_that_somebody_else_wrote_is_shown_and_stays(case, opened, send):
    mine = opened()
    theirs(case, Written({}, [line("operation", {2028: 50}, "Licenser")]))
    page = send(mine)
    assert shown(page)["Licenser"] == ("Licenser, 2028: 50", "Stod ikke på din side. Det bliver stående.")
    send(again(page))
    assert case.lines.filter(name="Licenser").exists()


def test_a_figure_in_a_year_that_somebody_else_moved_out_of_range_is_not_lost(case, opened, send):
    mine = opened()
    theirs(case, first_year=2028)
    mine[field(mine, "Etablering", "y2027")] = "777777"
    page = send(mine)
    assert shown(page) == {"Første år": ("2028", UNTOUCHED), "Etablering": ("2027: 1.000", "2027: 777.777")}
    assert 'value="777777"' in page
    assert "Etablering, 2027: 777.777\u00a0kr." in page
    send(again(page) | {"aar-what": "leave"})
    assert case.lines.get(name="Etablering").amounts[""]["2027"] == "777777"


def test_years_and_parts_that_somebody_else_opened_keep_what_stands_in_them(case, opened, send):
    mine = opened()
    case = theirs(case, year_count=4)
    case = theirs(case, Written({}, [replace(load_case(case).lines[1], amounts={"": {2030: Decimal(5)}})]))
    case = open_extra(case, "discount", version=case.version, actor=None)
    case = open_extra(case, "risks", version=case.version, actor=None)
    case = open_extra(case, "prices", version=case.version, actor=None)
    rise = {"year": 2028, "percent": Decimal(2), "source": "KL"}
    risk = {"text": "Forsinkelse", "probability": Decimal(10), "cost": Decimal(500), "response": ""}
    theirs(case, Written({"discount_source": "Vejledning"}, risks=[risk], rises=[rise]))
    page = send(mine)
    assert CONFLICT in page
    assert "Ret det her, og prøv igen" not in page
    send(again(page))
    case.refresh_from_db()
    assert case.lines.get(name="Mindre drift").amounts[""]["2030"] == "5"
    assert (case.discount_source, case.risks.count(), case.price_rises.count()) == ("Vejledning", 1, 1)


def test_what_was_typed_in_a_part_that_somebody_else_closed_is_shown(case, opened, send):
    for extra in ("risks", "scenario"):
        case = open_extra(case, extra, version=case.version, actor=None)
    mine = opened()
    for extra in ("risks", "scenario"):
        case = close_extra(case, extra, version=case.version, actor=None)
    mine |= {"risici-0-text": "Forsinkelse", "risici-0-probability": "10", "risici-0-cost": "500"}
    page = send(mine)
    assert shown(page)["Forsinkelse"][0] == "Står ikke på siden mere."
    assert shown(page)["Etablering, det andet scenarie"] == ("Står ikke på siden mere.", "Du har ikke rettet det.")
    assert send(again(page)) == LED_ON
    assert case.lines.count() == 4


def test_a_page_of_figures_for_a_draft_that_was_switched_to_words_loses_nothing(case, opened, send):
    mine = opened()
    mine[field(mine, "Mindre drift", "y2028")] = "777"
    switch_approach(case, "words", version=case.version, actor=None)
    page = send(mine)
    assert shown(page)["Mindre drift"] == ("Står ikke på siden mere.", "Mindre drift, 2028: 777, 2029: 600")
    send(again(page))
    assert case.lines.count() == 2


@pytest.mark.parametrize("part", ["gains", "risks"])
def test_a_row_that_somebody_else_deleted_is_a_new_one_and_the_page_can_be_saved(case, opened, send, part):
    case = open_extra(case, "risks", version=case.version, actor=None)
    risk = {"probability": Decimal(10), "cost": Decimal(500), "response": ""}
    rows = {
        "gains": [{"kind": "quality", "text": each, "owner": ""} for each in ("Først", "Sidst")],
        "risks": [{"text": each, **risk} for each in ("Først", "Sidst")],
    }
    case = theirs(case, Written({}, **{part: rows[part]}))
    mine = opened()
    mine |= {name: "Rettet" for name, value in mine.items() if value == "Først"}
    gone = getattr(case, part).get(text="Først")
    theirs(case, Written({}, removed={part: [gone.pk]}))
    page = send(mine)
    assert shown(page)["Rettet"][0] == "Står ikke på siden mere."
    assert send(again(page)) == LED_ON
    assert sorted(getattr(case, part).values_list("text", flat=True)) == ["Rettet", "Sidst"]


def test_rows_that_somebody_else_deleted_and_this_user_has_not_touched_stay_deleted(case, opened, send):
    gains = [{"kind": "quality", "text": each, "owner": ""} for each in ("Først", "Sidst")]
    case = theirs(case, Written({}, gains=gains))
    mine = opened() | {"not_included": "Flytning"}
    mine[field(mine, "Etablering", "y2027")] = "777"
    gone = {"gains": [case.gains.first().pk], "lines": [case.lines.get(name="Mindre drift").pk]}
    theirs(case, Written({}, removed=gone))
    page = send(mine)
    for name in ("Først", "Mindre drift"):
        assert shown(page)[name] == ("Står ikke på siden mere.", "Du har ikke rettet det.")
    assert send(again(page)) == LED_ON
    assert [each.text for each in case.gains.all()] == ["Sidst"]
    assert [(each.name, each.amounts) for each in case.lines.all()] == [("Etablering", {"": {"2027": "777"}})]


def test_a_row_that_two_delete_is_deleted(case, opened, send):
    case = theirs(case, Written({}, gains=[{"kind": "quality", "text": "Først", "owner": ""}]))
    mine = opened() | {"gevinster-0-DELETE": "on"}
    case = theirs(case, Written({}, removed={"gains": [case.gains.get().pk]}))
    page = send(mine)
    assert send(again(page) | {"gevinster-0-DELETE": "on"}) == LED_ON
    assert not case.gains.exists()


## Another draft than the page was about


def test_a_page_of_an_approved_draft_shows_what_was_typed_and_saves_nothing(case, opened, send):
    mine = opened() | {"not_included": "En meget lang tekst"}
    mine[field(mine, "Etablering", "y2027")] = "777777"
    approve(case)
    page = send(mine)
    assert GONE in page
    assert "En meget lang tekst" in page
    assert "Etablering, 2027: 777.777" in page
    assert "<form" not in page[page.index("<main") : page.index("</main")]


def test_a_page_of_one_draft_is_not_saved_in_the_next(case, opened, send, collaboration):
    BusinessCase.objects.update(version=1)
    case.refresh_from_db()
    mine = opened()
    approve(case)
    second = revise_case(collaboration, actor=None)
    assert (second.version, mine["version"]) == (1, "1")
    page = send(mine)
    assert GONE in page
    assert "Der er nu en anden kladde, version 2." in page
    assert second.lines.count() == 2


def test_a_page_of_one_draft_neither_deletes_nor_approves_the_next(case, browser, slug, collaboration):
    BusinessCase.objects.update(version=1)
    case.refresh_from_db()
    typed = {"approved_as": "Styregruppen", "approved_on": "20.11.2026"}
    mine = as_seen(case, **typed)
    discard_draft(case, version=1, actor=None)
    start_case(collaboration, approach="words", actor=None)
    second = theirs(draft_of(collaboration), description="Bedre", reason="Svært")
    BusinessCase.objects.update(version=1)
    seen = {"seen": as_seen(second)["seen"]}
    for name in ("discard_case", "approve_case"):
        page = browser.post(at(name, slug), {**mine, **seen}, follow=True).content.decode()
        assert "En anden har gemt kladden imens." in page
    assert draft_of(collaboration) == second


def test_a_draft_that_was_approved_meanwhile_is_not_deleted_and_that_is_no_error(case, browser, slug, collaboration):
    mine = as_seen(case)
    approve(case)
    revise_case(collaboration, actor=None)
    page = browser.post(at("discard_case", slug), mine, follow=True).content.decode()
    assert "Den er ikke slettet." in page
    assert BusinessCase.objects.count() == 2


## What is approved is what was read


TYPED = {"approved_as": "Styregruppen", "approved_on": "20.11.2026"}


def test_who_approves_a_stale_draft_sees_it_again_and_can_then_approve(case, browser, slug):
    mine = as_seen(case, **TYPED)
    theirs(case, not_included="Flytning")
    page = browser.post(at("approve_case", slug), mine).content.decode()
    assert "En anden har gemt kladden imens." in page
    assert "Flytning" in page
    assert browser.post(at("approve_case", slug), again(page)).status_code == 302
    case.refresh_from_db()
    assert case.state == "approved"


def test_a_key_that_was_corrected_since_is_not_approved_unseen(case, browser, slug, collaboration):
    key = make_key(collaboration, weight="equal")
    case = theirs(case, key=key)
    mine = as_seen(case, **TYPED)
    part = {"kind": "shared", "name": "Indbyggere", "part": Decimal(100), "weight": "population"}
    change_component(key.components.get(), **part, version=key.version, actor=None)
    page = browser.post(at("approve_case", slug), mine).content.decode()
    assert "Nøglen, dens tal eller kommunerne er rettet" in page
    case.refresh_from_db()
    assert case.is_draft
    assert browser.post(at("approve_case", slug), again(page)).status_code == 302
    case.refresh_from_db()
    assert [each["investment"] for each in case.snapshot["municipalities"]] != ["500", "500"]


def test_inhabitants_and_municipalities_that_changed_are_seen_before_they_are_approved(case, browser, slug, odder):
    case = theirs(case, key=make_key(case.collaboration))
    mine = as_seen(case, **TYPED)
    odder.population_figures.update(value=50000)
    browser.post(at("approve_case", slug), mine)
    case.refresh_from_db()
    assert case.is_draft
    mine = as_seen(case, **TYPED)
    case.collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    browser.post(at("approve_case", slug), mine)
    case.refresh_from_db()
    assert case.is_draft


def test_a_page_that_says_nothing_of_what_it_showed_approves_nothing(case, browser, slug):
    browser.post(at("approve_case", slug), as_seen(case, **TYPED, seen=""))
    case.refresh_from_db()
    assert case.is_draft


def test_what_is_frozen_is_what_was_seen_with_who_and_when(case):
    seen = as_seen(case)["seen"]
    approved = approve_case(
        case,
        approved_as="Styregruppen",
        approved_on=case.created_at.date(),
        version=case.version,
        seen=seen,
        actor=None,
    )
    held = approved.snapshot
    assert (held["approved_as"], held["approved_on"]) == ("Styregruppen", case.created_at.date().isoformat())
    assert case_fingerprint({**held, "approved_on": None, "approved_as": ""}) == seen
