"""The business case in the browser's eyes: two doors, one editor, an approval that freezes."""

import re
from html import unescape

import pytest
from django.urls import reverse

from finance.models import BusinessCase
from finance.services import revise_case, save_case
from finance.services.cases import Written
from tests.finance.build_cases import approve, as_seen, line, make_case, make_key


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


def at(name: str, slug: str, *args) -> str:
    return reverse(f"finance:{name}", args=[slug, *args])


def fields_of(page) -> dict[str, str]:
    """What a browser would send from the editor's page when nobody touches it, in the order of the page."""
    sent = {}
    fields = r"<input[^>]*>|<select[^>]*>.*?</select>|<textarea[^>]*>.*?</textarea>"
    for found in re.findall(fields, page.content.decode(), re.DOTALL):
        tag, _end, body = found.partition(">")
        name, value = (re.search(rf'\b{each}="([^"]*)"', tag) for each in ("name", "value"))
        is_unticked = 'type="checkbox"' in tag or ('type="radio"' in tag and " checked" not in tag)
        if not name or is_unticked:
            continue
        if tag.startswith("<select"):
            value = re.search(r'<option value="([^"]*)" selected', body)
        sent[name[1]] = unescape(value[1]) if value else ""
        if tag.startswith("<textarea"):
            sent[name[1]] = unescape(body.removesuffix("</textarea>")).strip()
    return sent


@pytest.fixture
def draft(browser, slug):
    """A draft behind the door of figures."""
    browser.post(at("open_door", slug), {"approach": "figures"})
    return BusinessCase.objects.get()


def write(browser, slug, **cells):
    """Send the editor's page with these cells: `investment_2027="1,2 mio."`."""
    sent = fields_of(browser.get(at("edit_case", slug)))
    for cell, text in cells.items():
        kind, _, rest = cell.partition("_")
        place = next(name.split("-")[1] for name, value in sent.items() if name.endswith("-kind") and value == kind)
        field = f"y{rest}" if rest.isdigit() else rest
        sent[f"linjer-{place}-{field}"] = text
    return browser.post(at("edit_case", slug), sent, follow=True)


def test_nobody_has_begun_and_there_are_two_equal_doors(browser, slug):
    page = browser.get(at("case", slug)).content.decode()
    assert page.count('class="btn btn-outline-primary">Beskriv gevinsterne i ord') == 1
    assert page.count('class="btn btn-outline-primary">Regn på det') == 1


def test_what_is_written_stands_there_afterwards_as_danes_write_it(browser, slug, draft):
    year = draft.first_year
    page = write(browser, slug, **{f"investment_{year}": "1,2 mio.", f"gain_{year + 1}": "500000"})
    assert "Kladden er gemt." in page.content.decode()
    assert 'value="1.200.000"' in page.content.decode()
    assert 'value="500.000"' in page.content.decode()


def test_a_wrong_number_is_pointed_out_and_nothing_that_was_typed_is_lost(browser, slug, draft):
    year = draft.first_year
    page = write(browser, slug, **{f"investment_{year}": "1.2.3", f"gain_{year}": "700000"}).content.decode()
    assert f"Investering, {year}: Skriv et tal" in page
    assert 'value="1.2.3"' in page
    assert 'value="700000"' in page
    assert BusinessCase.objects.get().version == draft.version


def test_every_year_that_is_wrong_is_a_link_to_its_field(browser, slug, draft):
    page = write(browser, slug, **{f"gain_{draft.first_year}": "mange"}).content.decode()
    found = re.search(r'<a href="#([^"]+)">Gevinst, \d{4}: Skriv et tal', page)
    assert f'id="{found[1]}"' in page


def test_oere_are_refused_and_work_years_with_decimals_are_not(browser, slug, draft):
    year = draft.first_year
    assert "Skriv hele kroner." in write(browser, slug, **{f"gain_{year}": "10,50"}).content.decode()
    page = write(browser, slug, **{f"gain_{year}": "2,5", "gain_unit": "fte", "gain_rate": "600000"})
    assert "Kladden er gemt." in page.content.decode()


def test_work_years_ask_for_their_rate(browser, slug, draft):
    page = write(browser, slug, **{f"gain_{draft.first_year}": "2", "gain_unit": "fte"}).content.decode()
    assert "Skriv, hvad et årsværk koster." in page


def test_a_new_line_is_written_in_the_empty_one_and_another_empty_one_comes(browser, slug, draft):
    sent = fields_of(browser.get(at("edit_case", slug)))
    empty = [name for name, value in sent.items() if name.endswith("-name") and not value and name.startswith("linjer")]
    assert len(empty) == 3
    sent[empty[0]] = "Nyt udstyr"
    browser.post(at("edit_case", slug), sent)
    assert list(draft.lines.values_list("name", flat=True)) == ["Investering", "Nyt udstyr", "Drift", "Gevinst"]


def test_a_line_without_a_name_is_asked_for_one(browser, slug, draft):
    sent = fields_of(browser.get(at("edit_case", slug)))
    empty = next(
        name for name, value in sent.items() if name.endswith("-name") and not value and name.startswith("linjer")
    )
    sent[empty.replace("-name", f"-y{draft.first_year}")] = "500"
    page = browser.post(at("edit_case", slug), sent).content.decode()
    assert ">Ny linje under Investering, Navn: Skriv et navn på linjen.<" in page
    assert "Kilde, usikkerhed og mere om ny linje under Investering" in page
    assert 'aria-label="Ny linje under Gevinst, Navn"' in page


def test_a_new_gain_and_a_new_risk_are_called_what_they_are(browser, slug, draft):
    sent = fields_of(browser.get(at("edit_case", slug)))
    sent |= {"gevinster-0-text": "", "gevinster-0-kind": "quality"}
    page = browser.post(at("edit_case", slug), sent).content.decode()
    assert "Ny gevinst i ord, Hvad bliver bedre?: Skriv, hvad der bliver bedre." in page
    assert '<legend class="visually-hidden">Ny gevinst i ord</legend>' in page


def test_a_long_name_is_written_where_it_is_shown_whole(browser, slug, draft):
    sent = fields_of(browser.get(at("edit_case", slug)))
    name = next(name for name, value in sent.items() if value == "Drift" and name.endswith("-name"))
    browser.post(at("edit_case", slug), {**sent, name: "Fælles maskinrum,\r\nnetværk og vagt om natten"})
    assert draft.lines.filter(name="Fælles maskinrum, netværk og vagt om natten").exists()
    page = browser.get(at("edit_case", slug)).content.decode()
    assert re.search(rf'<textarea name="{name}" cols="40" rows="1"[^>]*>\s*Fælles maskinrum, netværk', page)


def test_the_year_of_the_prices_is_asked_for_in_plain_words(browser, slug, draft):
    page = browser.get(at("edit_case", slug)).content.decode()
    assert "Beløbene er i priser fra år" in page
    assert "Prisniveau" not in page


def test_a_line_goes_when_it_is_marked_and_the_draft_is_saved(browser, slug, draft):
    sent = fields_of(browser.get(at("edit_case", slug)))
    place = next(name.split("-")[1] for name, value in sent.items() if value == "Drift" and name.endswith("-name"))
    browser.post(at("edit_case", slug), {**sent, f"linjer-{place}-DELETE": "on"})
    assert list(draft.lines.values_list("name", flat=True)) == ["Investering", "Gevinst"]


@pytest.mark.parametrize(
    ("extra", "seen"),
    [
        ("risks", "Risici med pris"),
        ("scenario", "Det andet scenarie"),
        ("discount", "Rente i procent om året"),
        ("prices", "Pris- og lønudvikling"),
        ("estimates", "Mest sandsynlig"),
        ("municipalities", "Gem, og skriv tal for hver kommune"),
    ],
)
def test_each_thing_more_is_opened_by_its_own_button_and_what_was_typed_is_saved(browser, slug, draft, extra, seen):
    sent = fields_of(browser.get(at("edit_case", slug)))
    sent["not_included"] = "Lokale udgifter"
    page = browser.post(at("edit_case", slug), {**sent, "open": extra}, follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.extras == [extra]
    assert draft.not_included == "Lokale udgifter"
    assert seen in page


def test_estimates_that_do_not_rise_are_pointed_out(browser, slug, draft):
    sent = fields_of(browser.get(at("edit_case", slug)))
    browser.post(at("edit_case", slug), {**sent, "open": "estimates"})
    year = draft.first_year
    cells = {f"gain_{year}": "100", f"gain_low{year}": "200", f"gain_high{year}": "300"}
    assert "Skriv det laveste først" in write(browser, slug, **cells).content.decode()
    cells = {f"gain_{year}": "100", f"gain_low{year}": "50", f"gain_high{year}": ""}
    assert "Skriv alle tre skøn" in write(browser, slug, **cells).content.decode()


def test_two_at_once_the_second_sees_the_firsts_and_keeps_the_own(browser, slug, draft, client_for):
    year = draft.first_year
    mine = fields_of(browser.get(at("edit_case", slug)))
    write(client_for("bidragyder"), slug, **{f"gain_{year}": "111"})
    place = next(name.split("-")[1] for name, value in mine.items() if name.endswith("-kind") and value == "gain")
    mine[f"linjer-{place}-y{year}"] = "222"
    page = browser.post(at("edit_case", slug), mine).content.decode()
    assert "En anden har gemt, mens du skrev" in page
    assert f'<span class="sm-pre">{year}: 111</span>' in page
    assert f'<span class="sm-pre">{year}: 222</span>' in page
    assert 'value="222"' in page
    again = re.search(r'name="version" value="(\d+)"', page)[1]
    browser.post(at("edit_case", slug), {**mine, "version": again})
    assert draft.lines.get(kind="gain").amounts == {"": {str(year): "222"}}


def test_the_totals_follow_what_is_typed_and_save_nothing(browser, slug, draft):
    year = draft.first_year
    sent = fields_of(browser.get(at("edit_case", slug)))
    place = next(name.split("-")[1] for name, value in sent.items() if name.endswith("-kind") and value == "investment")
    sent[f"linjer-{place}-y{year}"] = "2 mio."
    assert "2,0\u00a0mio.\u00a0kr." in browser.post(at("case_totals", slug), sent).content.decode()
    assert draft.lines.get(kind="investment").amounts == {}


def test_an_approval_freezes_and_the_page_says_who_and_when(browser, slug, draft):
    write(browser, slug, **{f"gain_{draft.first_year}": "500"})
    draft.refresh_from_db()
    sent = as_seen(draft, approved_as="Styregruppen", approved_on="20.11.2026")
    page = browser.post(at("approve_case", slug), sent, follow=True).content.decode()
    assert "Version 1, godkendt 20. november 2026 af Styregruppen." in page


def test_what_somebody_saved_meanwhile_is_not_approved_unseen(browser, slug, draft):
    write(browser, slug, **{f"gain_{draft.first_year}": "500"})
    sent = as_seen(draft, approved_as="Styregruppen", approved_on="20.11.2026")
    assert "En anden har gemt kladden imens" in browser.post(at("approve_case", slug), sent).content.decode()


def test_own_figures_of_a_line_stand_on_a_page_by_themselves(browser, slug, draft, odder):
    row, year = draft.lines.get(kind="gain"), draft.first_year
    sent = {"case": draft.pk, "version": draft.version, f"k727-{year}": "1,5 mio.", f"k615-{year}": "abc"}
    page = browser.post(at("own_figures", slug, row.pk), sent).content.decode()
    assert f"Horsens, {year}: Skriv et tal" in page
    assert 'value="1,5 mio."' in page
    browser.post(at("own_figures", slug, row.pk), {**sent, f"k615-{year}": ""})
    row.refresh_from_db()
    assert row.amounts == {"727": {str(year): "1500000"}}


def test_the_door_of_words_asks_for_no_figures(browser, slug):
    browser.post(at("open_door", slug), {"approach": "words"})
    page = browser.get(at("edit_case", slug)).content.decode()
    assert "Hvorfor regner I ikke på det?" in page
    assert "Første år" not in page


def test_the_page_shows_other_ways_to_share_and_what_the_key_counts_with_its_day(browser, slug, draft, collaboration):
    key = make_key(collaboration)
    save_case(
        draft,
        Written({"key": key}, [line("gain", {draft.first_year: 1000}, "Gevinst")]),
        version=draft.version,
        actor=None,
    )
    page = browser.get(at("case", slug)).content.decode()
    assert "Efter indbyggere" in page
    assert "I lige dele" in page
    assert "Indbyggertal 1. januar 2026, " in page


def test_beside_an_approved_version_the_draft_offers_no_paper_and_leads_back(browser, slug, collaboration):
    approve(make_case(collaboration, line("gain", {2027: 5}), first_year=2027, year_count=2))
    revise_case(collaboration, actor=None)
    draft, approved = (browser.get(at("case", slug) + asked).content.decode() for asked in ("?kladde", ""))
    assert ("Lav resumé" in draft, "Se version 1, som er godkendt" in draft) == (False, True)
    assert ("Lav resumé" in approved, "Se kladden" in approved) == (True, True)
