"""The pages of appropriations as they are used."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import Appropriation
from tests import factories
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.finance.test_appropriations import grant

TODAY = "%d.%m.%Y"


def at(collaboration, name: str = "appropriations", *args) -> str:
    return reverse(f"finance:{name}", args=[collaboration.slug, *args])


def sent(**values) -> dict:
    return {
        "municipality": "727",
        "year": "2027",
        "amount": "1,2 mio.",
        "kind": "budget",
        "date": timezone.localdate().strftime(TODAY),
        **values,
    }


@pytest.fixture
def approved(collaboration):
    key = make_key(collaboration, "Lige", weight="equal")
    return approve(
        make_case(collaboration, line("investment", {2027: 1_000_000}), first_year=2027, year_count=2, key=key)
    )


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_the_list_begins_with_who_is_missing_and_names_each_amount(client_for, collaboration, approved, odder):
    grant(collaboration, odder, 500_000)
    page = text(client_for("koordinator").get(at(collaboration)))
    for said in ("En kommune mangler at bevilge 500.000 kr. før start.", "Skal betale i 2027", "deltager"):
        assert said in page, said
    assert page.count("btn-primary") == 1


def test_the_economy_leads_to_the_appropriations(client_for, collaboration, approved):
    page = text(client_for("laeser").get(at(collaboration, "economy")))
    assert "To kommuner mangler at bevilge 1.000.000 kr. før start." in page
    assert at(collaboration) in page


def test_nobody_is_offered_what_they_may_not(client_for, collaboration, odder):
    grant(collaboration, odder)
    for who, offered in (("laeser", False), ("direktoer", False), ("kontakt", True), ("koordinator", True)):
        page = text(client_for(who).get(at(collaboration)))
        assert (at(collaboration, "record_appropriation") in page) is offered, who
        history = text(client_for(who).get(at(collaboration, "appropriation_history", "727")))
        assert ("Træk tilbage" in history) is offered, who
    assert "Træk tilbage" in text(client_for("kontakt").get(at(collaboration, "appropriation_history", "727")))


def test_a_collaboration_without_municipalities_is_shown_the_way(client_for, koordinator):
    empty = factories.make_collaboration("Tomt", coordinator=koordinator)
    empty.participations.update(state="invited")
    page = text(client_for("koordinator").get(at(empty)))
    assert "Ingen kommuner deltager endnu." in page
    assert reverse("collaborations:participants", args=[empty.slug]) in page


def test_an_amount_is_written_as_danes_write_it(client_for, collaboration):
    response = client_for("koordinator").post(at(collaboration, "record_appropriation"), sent(), follow=True)
    assert "Bevillingen i Odder er registreret." in text(response)
    row = Appropriation.objects.get()
    assert (row.amount, row.municipality.name, row.note) == (1_200_000, "Odder", "")


def test_a_second_press_writes_nothing_more(client_for, collaboration):
    browser, data = client_for("koordinator"), sent(form_token="a" * 32)
    for _press in range(2):
        assert browser.post(at(collaboration, "record_appropriation"), data).status_code == 302
    assert Appropriation.objects.count() == 1


def test_the_form_begins_with_what_the_case_expects(client_for, collaboration, approved):
    page = text(client_for("kontakt").get(at(collaboration, "record_appropriation")))
    assert 'value="500.000"' in page
    assert 'value="2027"' in page
    assert '<option value="727" selected>Odder</option>' in page
    assert "Horsens</option>" not in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"amount": "mange"}, "Skriv et tal, fx 1.234.567 eller 1,2 mio."),
        ({"amount": "0"}, "Skriv mindst 1."),
        ({"link": "ftp://odder.dk/x"}, "Skriv en hel adresse, der begynder med http:// eller https://."),
        ({"link": "javascript:alert(1)"}, "Skriv en hel adresse, der begynder med http:// eller https://."),
        ({"kind": "supplementary"}, "Skriv, hvordan tillægsbevillingen finansieres."),
        ({"kind": ""}, "Vælg, hvordan bevillingen er givet."),
        ({"municipality": "741"}, "Marker en gyldig valgmulighed"),
    ],
)
def test_what_is_wrong_is_pointed_out_and_everything_typed_is_kept(client_for, collaboration, values, sentence):
    data = sent(note="Af kassen" if "kind" not in values else "", **values)
    page = text(client_for("koordinator").post(at(collaboration, "record_appropriation"), data))
    assert sentence in page
    assert "Fejl:" in page
    if data["note"]:
        assert "Af kassen" in page
    assert not Appropriation.objects.exists()


def test_a_day_ahead_is_said_at_its_field(client_for, collaboration):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    data = sent(date=tomorrow.strftime(TODAY))
    page = text(client_for("koordinator").post(at(collaboration, "record_appropriation"), data))
    assert "Datoen ligger i fremtiden. Registrér bevillingen, når den er givet." in page


def test_what_somebody_else_wrote_meanwhile_is_said_before_it_is_replaced(client_for, collaboration, odder):
    grant(collaboration, odder, 900_000)
    browser, url = client_for("koordinator"), at(collaboration, "record_appropriation")
    page = text(browser.post(url, sent(seen="0", form_token="b" * 32)))
    assert "Imens er der skrevet 900.000 kr. for Odder i 2027." in page
    newest = Appropriation.objects.get().pk
    assert f'name="seen" value="{newest}"' in page
    assert browser.post(url, sent(seen=str(newest), form_token="b" * 32)).status_code == 302
    assert Appropriation.objects.count() == 2


def test_an_appropriation_is_taken_back_with_a_reason(client_for, collaboration, odder):
    row, browser = grant(collaboration, odder), client_for("koordinator")
    url = at(collaboration, "take_back_appropriation", row.pk)
    assert "Odder: 100.000 kr. for 2027." in text(browser.get(url))
    assert "Fejl:" in text(browser.post(url, {"reason": ""}))
    page = text(browser.post(url, {"reason": "Tastefejl"}, follow=True))
    for said in (
        "Den står stadig i historikken.",
        "Bevillingen for 2027 er trukket tilbage",
        "gælder ikke længere",
        "Tastefejl",
    ):
        assert said in page, said
    assert "Bevillingen gælder ikke længere." in text(browser.post(url, {"reason": "Igen"}))


def test_a_municipality_that_never_was_with_us_has_no_history(client_for, collaboration):
    assert client_for("koordinator").get(at(collaboration, "appropriation_history", "999")).status_code == 404
