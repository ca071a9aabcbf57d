"""Making keys and writing figures on the pages: nothing typed is lost, and two who save at once see both."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from finance.models import DistributionKey
from finance.services import change_component, propose_key, set_input_values
from tests.finance.build import make_input, make_key

D = Decimal


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def place(collaboration):
    return lambda name, *args: reverse(f"finance:{name}", args=[collaboration.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode().replace("\u00a0", " ")))


## Keys


def test_a_built_in_key_is_saved_as_ones_own(browser, collaboration, place):
    form = browser.get(place("add_key"), {"fra": "fast", "fast": "35"}).context["form"]
    sent = {name: form[name].value() or "" for name in ("name", "begin", "fixed", "form_token")}
    page = text_of(browser.post(place("add_key"), sent, follow=True))
    assert "“Fast del + indbyggere” er oprettet." in page
    assert "35 pct. af beløbet deles i lige dele." in page
    assert "65 pct. af beløbet deles efter indbyggere." in page
    browser.post(place("add_key"), sent)
    assert collaboration.keys.count() == 1


def test_a_taken_name_is_said_and_nothing_is_lost(browser, collaboration, place):
    make_key(collaboration, "Drift")
    page = browser.post(place("add_key"), {"name": "Drift", "regulation": "Hvert år", "form_token": "a"})
    assert page.context["form"].errors["name"] == ["Der er allerede en nøgle med det navn."]
    assert page.context["form"]["regulation"].value() == "Hvert år"
    browser.post(place("add_key"), {"name": "Drift 2", "form_token": "a"})
    assert DistributionKey.objects.filter(name="Drift 2").exists()


def test_two_who_change_a_key_see_both(browser, collaboration, place):
    key = make_key(collaboration, "Drift", regulation="Aldrig")
    browser.post(place("change_key", key.pk), {"name": "Drift", "regulation": "Hvert år", "version": 1})
    page = browser.post(place("change_key", key.pk), {"name": "Drift", "regulation": "Hvert kvartal", "version": 1})
    assert "En anden har gemt, mens du skrev" in page.content.decode()
    assert [(each.saved, each.typed) for each in page.context["conflict"]] == [("Hvert år", "Hvert kvartal")]
    browser.post(place("change_key", key.pk), {"name": "Drift", "regulation": "Hvert kvartal", "version": 2})
    key.refresh_from_db()
    assert key.regulation == "Hvert kvartal"


def test_a_key_is_copied_and_removed(browser, collaboration, place):
    key = make_key(collaboration, "Drift")
    browser.post(place("copy_key", key.pk), {"name": "Drift 2"})
    copy = collaboration.keys.get(name="Drift 2")
    assert "“Drift 2” er fjernet." in text_of(
        browser.post(place("remove_key", copy.pk), {"version": copy.version}, follow=True)
    )
    propose_key(key, amount=None, year=2027, actor=None)
    page = text_of(browser.post(place("remove_key", key.pk), {"version": key.version}, follow=True))
    assert "Nøglen har været foreslået og kan ikke fjernes." in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("remove_key", "Nøglen og dens dele forsvinder og kan ikke hentes igen."),
        ("remove_component", "Delen forsvinder fra nøglen “Drift” og kan ikke hentes igen."),
        ("remove_input", "Opgørelsen og alle tal i den forsvinder og kan ikke hentes igen."),
    ],
)
def test_what_can_not_be_had_back_is_asked_once_more(browser, collaboration, place, name, said):
    def left():
        return collaboration.keys.count(), key.components.count(), collaboration.key_inputs.count()

    key, counted = make_key(collaboration, "Drift"), make_input(collaboration)
    args = {"remove_key": [key.pk], "remove_component": [key.pk, key.components.get().pk], "remove_input": [counted.pk]}
    page = browser.get(place(name, *args[name]))
    assert said in text_of(page)
    assert left() == (1, 1, 1)
    fields = {each.name: each.value() for each in page.context["form"]}
    assert "er fjernet." in text_of(browser.post(place(name, *args[name]), fields, follow=True))
    assert left() != (1, 1, 1)


def test_the_question_says_what_goes(browser, collaboration, place, odder):
    key, counted = make_key(collaboration, "Drift", {"name": "A"}, {"name": "B"}), make_input(collaboration)
    set_input_values(counted, {odder: D(6)}, version=counted.version, actor=None)
    page = browser.get(place("remove_key", key.pk)).content.decode()
    assert "<h1>Fjern “Drift”?</h1>" in page
    assert "Delene er: A og B." in page
    assert "Der er tal for 1 kommune." in browser.get(place("remove_input", counted.pk)).content.decode()


def test_what_can_not_be_removed_says_so_before_it_is_asked(browser, collaboration, place):
    key, counted = make_key(collaboration, "Drift"), make_input(collaboration)
    make_key(collaboration, "A", {"kind": "agreed", "input": counted})
    propose_key(key, amount=None, year=2027, actor=None)
    for name, row, said in (
        ("remove_key", key, "Nøglen har været foreslået og kan ikke fjernes."),
        ("remove_input", counted, "Nøglen “A” bruger opgørelsen. Ret nøglen først."),
    ):
        page = browser.get(place(name, row.pk))
        assert said in text_of(page)
        assert "form" not in page.context


@pytest.mark.parametrize("name", ["remove_key", "remove_component", "remove_input"])
def test_what_a_colleague_changed_meanwhile_is_not_removed_from_an_old_page(browser, collaboration, place, odder, name):
    key, counted = make_key(collaboration, "Drift"), make_input(collaboration)
    part = key.components.get()
    args = {"remove_key": [key.pk], "remove_component": [key.pk, part.pk], "remove_input": [counted.pk]}
    sent = {each.name: each.value() for each in browser.get(place(name, *args[name])).context["form"]}
    change_component(part, version=key.version, actor=None, name="Rettet")
    set_input_values(counted, {odder: D(6)}, version=counted.version, actor=None)
    for stale in (sent, {}):
        assert "er rettet, siden du åbnede siden." in text_of(
            browser.post(place(name, *args[name]), stale, follow=True)
        )
    assert (collaboration.keys.count(), key.components.count(), collaboration.key_inputs.count()) == (1, 1, 1)


## Parts


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("shared", {"name", "amount", "part", "by", "population_on", "minimum", "maximum", "only", "note"}),
        ("percentages", {"name", "amount", "part", "input", "only", "note"}),
        ("tariff", {"name", "amount", "by", "population_on", "step", "minimum", "maximum", "only", "note"}),
        ("fee", {"name", "amount", "only", "note"}),
        ("start-capital", {"name", "amount", "only", "note"}),
        ("hours", {"name", "amount", "hours", "by", "population_on", "only", "note"}),
        ("agreed", {"name", "input", "only", "note"}),
        ("nothing", {"name", "only", "note"}),
    ],
)
def test_a_part_asks_for_what_its_kind_needs(browser, collaboration, place, kind, fields):
    url = place("add_component", make_key(collaboration).pk)
    assert f"?slags={kind}" in browser.get(url).content.decode()
    form = browser.get(url, {"slags": kind}).context["form"]
    asked = {name for name in form.fields if not name.startswith("tal")}
    assert asked - {"version", "seen", "form_token"} == fields


@pytest.fixture
def agreed(browser, collaboration, place, odder, horsens, hedensted):
    """A part is added with a figure for each, and without an opgørelse made first."""
    key = make_key(collaboration, "Drift")

    def add(kind, *figures, **typed):
        typed |= {f"tal{each.code}": figure for each, figure in zip((odder, horsens, hedensted), figures, strict=True)}
        return browser.post(f"{place('add_component', key.pk)}?slags={kind}", {"name": "Aftalt", **typed}, follow=True)

    return add


@pytest.mark.parametrize(("kind", "figures"), [("percentages", ("40", "60", "")), ("agreed", ("100", "", "1,2 mio."))])
def test_what_is_agreed_with_each_is_written_where_the_part_is_added(agreed, collaboration, odder, kind, figures):
    assert "“Aftalt” er tilføjet." in text_of(agreed(kind, *figures))
    [made] = collaboration.key_inputs.all()
    assert (made.name, collaboration.keys.get().components.get(name="Aftalt").input) == ("Aftalt (Drift)", made)
    assert made.values.get(municipality=odder).value == D(figures[0])
    assert made.values.count() == len([figure for figure in figures if figure])


def test_percentages_that_make_no_hundred_stay_typed_and_nothing_is_made(agreed, collaboration):
    page = agreed("percentages", "40", "50", "")
    assert "Procenterne giver 90 pct. De skal give 100 pct." in text_of(page)
    assert page.context["form"]["tal727"].value() == "40"
    assert not collaboration.key_inputs.exists()


def test_an_opgoerelse_and_figures_do_not_go_together(agreed, collaboration):
    counted = make_input(collaboration)
    page = text_of(agreed("agreed", "20", "50", "20", input=counted.pk))
    assert "Brug en opgørelse, eller skriv tallene her, ikke begge dele." in page


def test_a_part_is_added_with_what_it_is_shared_by_and_who_pays(browser, collaboration, place, odder):
    key, pcs = make_key(collaboration), make_input(collaboration, "Pc'er", unit="stk.", values={odder: 100})
    data = {"name": "Abonnement", "amount": "1.200,50", "by": f"input-{pcs.pk}", "step": "10", "only": [odder.pk]}
    page = text_of(browser.post(f"{place('add_component', key.pk)}?slags=tariff", data, follow=True))
    assert "“Abonnement” er tilføjet." in page
    assert "1.200,50 kr. pr. påbegyndt 10 Pc&#x27;er (stk.)." in page
    assert "Kun Odder betaler." in page
    part = key.components.get(name="Abonnement")
    assert (part.amount, part.weight, part.input, part.step) == (D("1200.50"), "input", pcs, D(10))


def test_an_amount_and_a_percentage_do_not_go_together_and_stay_typed(browser, collaboration, place):
    url = f"{place('add_component', make_key(collaboration).pk)}?slags=shared"
    page = browser.post(url, {"name": "Drift", "amount": "1,2 mio.", "part": "50", "by": "equal"})
    assert page.context["form"].errors == {"part": ["Skriv et beløb eller en procent, ikke begge dele."]}
    assert page.context["form"]["amount"].value() == "1,2 mio."


def test_a_part_pressed_twice_is_one(browser, collaboration, place):
    key = make_key(collaboration)
    url = f"{place('add_component', key.pk)}?slags=fee"
    sent = {"name": "Kontingent", "amount": "8000", "form_token": "t"}
    browser.post(url, sent)
    browser.post(url, sent)
    assert key.components.filter(kind="fee").count() == 1


def test_two_who_change_a_part_see_both(browser, collaboration, place):
    key = make_key(collaboration, "A", {"name": "Drift", "amount": 5000, "weight": "equal"})
    part = key.components.get()
    url = place("change_component", key.pk, part.pk)
    change_component(part, version=1, name="Drift", amount=D(6000), actor=None)
    page = browser.post(url, {"name": "Drift", "amount": "7000", "by": "equal", "version": 1})
    assert [(each.saved, each.typed) for each in page.context["conflict"]] == [("6.000", "7.000")]
    assert page.context["form"]["version"].value() == "2"


def test_a_part_read_before_somebody_else_saved_is_not_removed(browser, collaboration, place):
    key = make_key(collaboration)
    part = key.components.get()
    change_component(part, version=1, name="Ny", actor=None)
    page = text_of(browser.post(place("remove_component", key.pk, part.pk), {"version": 1}, follow=True))
    assert "Nøglen er rettet, siden du åbnede siden." in page
    assert key.components.exists()


## Proposing


def test_a_key_is_proposed_and_its_version_says_what_each_pays(browser, collaboration, place):
    key = make_key(collaboration, "Drift", regulation="Hvert år")
    page = browser.get(place("propose_key", key.pk), {"beloeb": "1001"})
    sent = {name: page.context["form"][name].value() for name in ("amount", "year", "draft", "form_token")}
    found = text_of(browser.post(place("propose_key", key.pk), {**sent, "note": "Aftalt"}, follow=True))
    version = key.versions.get()
    for said in ("“Drift”, version 1, er foreslået.", "501 kr.", "50,0000 %", "Aftalt", "Hvert år", version.sha256):
        assert said in found
    assert "Det er den nøgle, der er foreslået." in found


def test_a_key_that_misses_figures_is_refused_without_a_reason_and_says_what_is_missing(
    browser, collaboration, place, odder
):
    staff = make_input(collaboration, values={odder: 10})
    key = make_key(collaboration, "A", {"part": 100, "weight": "input", "input": staff})
    page = browser.get(place("propose_key", key.pk))
    assert "Årsværk mangler for Horsens." in text_of(page)
    page = browser.post(place("propose_key", key.pk), {"amount": "500", "year": "2027", "form_token": "t"})
    assert "Skriv, hvorfor nøglen foreslås alligevel." in text_of(page)
    assert page.context["form"]["amount"].value() == "500"
    sent = {"amount": "500", "year": "2027", "note": "Tallet kommer.", "form_token": "t"}
    found = text_of(browser.post(place("propose_key", key.pk), sent, follow=True))
    assert "Da nøglen blev foreslået, manglede der noget. Årsværk mangler for Horsens." in found
    assert "Ikke oplyst" in found


def test_a_key_changed_since_the_page_was_opened_is_not_proposed_unread(browser, collaboration, place):
    key = make_key(collaboration)
    sent = {"draft": browser.get(place("propose_key", key.pk)).context["form"]["draft"].value(), "year": "2027"}
    change_component(key.components.get(), version=1, name="Ny", actor=None)
    page = browser.post(place("propose_key", key.pk), sent)
    assert "rettet, siden du åbnede siden" in text_of(page)
    again = {"draft": page.context["form"]["draft"].value(), "year": "2027"}
    assert browser.post(place("propose_key", key.pk), again).status_code == 302


## Figures


def test_figures_are_written_and_an_empty_field_is_not_known(browser, collaboration, place, odder, horsens):
    row = make_input(collaboration, values={odder: 5})
    form = browser.get(place("key_input", row.pk)).context["form"]
    assert [form[name].value() for name in ("k615", "k727")] == [None, "5"]
    page = text_of(browser.post(place("key_input", row.pk), {"k615": "1.234,5", "k727": "", "version": 1}, follow=True))
    assert "Tallene i “Årsværk” er gemt." in page
    assert list(row.values.values_list("municipality__code", "value")) == [("615", D("1234.5"))]
    assert "Mangler: Odder" in text_of(browser.get(place("key_inputs")))


def test_percentages_must_make_a_hundred(browser, collaboration, place):
    row = make_input(collaboration, "Egne procenter", unit="pct.")
    make_key(collaboration, "Egne", {"kind": "percentages", "part": 100, "input": row})
    page = browser.post(place("key_input", row.pk), {"k615": "58,5", "k727": "40", "version": 1})
    sentence = "Procenterne giver 98,5 pct. De skal give 100 pct. Der mangler 1,5 procentpoint."
    assert page.context["form"].non_field_errors() == [sentence]
    assert page.context["form"]["k615"].value() == "58,5"
    page = browser.post(place("key_input", row.pk), {"k615": "60", "k727": "41", "version": 1})
    assert "Der er 1 procentpoint for meget." in text_of(page)
    assert browser.post(place("key_input", row.pk), {"k615": "59", "k727": "41", "version": 1}).status_code == 302


def test_a_kommunekontakt_sees_all_figures_and_writes_the_own(client_for, collaboration, place, horsens):
    row = make_input(collaboration, values={horsens: 70})
    page = client_for("kontakt").get(place("key_input", row.pk))
    assert [name for name in page.context["form"].fields if name.startswith("k")] == ["k727"]
    assert "Horsens 70 årsværk" in text_of(page)


def test_two_who_write_figures_lose_nothing_and_see_only_what_both_touched(
    browser, collaboration, place, odder, horsens
):
    row = make_input(collaboration, values={odder: 5, horsens: 7})
    opened = browser.get(place("key_input", row.pk)).context["form"]
    set_input_values(row, {odder: D(6)}, version=1, actor=None)
    sent = {"k615": "8", "k727": "5", "version": 1, "seen": opened["seen"].value()}
    page = browser.post(place("key_input", row.pk), sent)
    assert [(each.label, each.saved, each.typed) for each in page.context["conflict"]] == [
        ("Horsens (årsværk)", "7", "8")
    ]
    assert page.context["form"]["k727"].value() == "6"


def test_what_is_counted_is_made_renamed_and_removed(browser, collaboration, place):
    sent = {"name": "Pc'er", "unit": "stk.", "date": "30.06.2026", "source": "Intune"}
    assert "er oprettet. Skriv tallene." in text_of(browser.post(place("add_input"), sent, follow=True))
    row = collaboration.key_inputs.get()
    browser.post(place("change_input", row.pk), {"name": "Computere", "unit": "stk.", "version": 1})
    assert collaboration.key_inputs.get().name == "Computere"
    page = browser.post(place("change_input", row.pk), {"name": "Skærme", "unit": "stk.", "version": 1})
    assert [(each.saved, each.typed) for each in page.context["conflict"]] == [("Computere", "Skærme")]
    make_key(collaboration, "A", {"kind": "agreed", "input": row})
    row.refresh_from_db()
    refused = text_of(browser.post(place("remove_input", row.pk), {"version": row.version}, follow=True))
    assert "Nøglen “A” bruger opgørelsen. Ret nøglen først." in refused
