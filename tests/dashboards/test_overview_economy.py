"""The economy on the overview: what it comes to or who begins, which key, and what the reader's municipality pays."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from collaborations.models import Collaboration
from finance.services import propose_key, revise_case, start_case
from phases import services as phases
from tests import factories
from tests.finance.build import make_key
from tests.finance.build_cases import approve, line, make_case

NBSP = "\u00a0"


@pytest.fixture
def under_way(collaboration, reference):
    """In phase 3, in which a case is made."""
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=3)
    return Collaboration.objects.get(pk=collaboration.pk)


@pytest.fixture
def key(under_way):
    key = make_key(under_way, "Efter indbyggere", {"part": 100, "weight": "population"})
    propose_key(key, amount=Decimal(1_214_870), year=2027, actor=None)
    return key


@pytest.fixture
def approved(under_way, key):
    lines = (
        line("investment", {2027: 1_214_870}),
        line("operation", {2028: 121_487}),
        line("gain", {2028: 2_429_740}),
    )
    return approve(make_case(under_way, *lines, first_year=2027, year_count=2, price_year=2026, key=key))


@pytest.fixture
def card(client_for, collaboration):
    """The card's words, as `who` reads them; empty where there is none."""

    def read(who: str = "koordinator") -> str:
        html = client_for(who).get(reverse("dashboards:overview", args=[collaboration.slug])).content.decode()
        found = re.search(r'<section[^>]*aria-labelledby="h-economy">(.*?)</section>', html, re.DOTALL)
        return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", found[1])).strip() if found else ""

    return read


def test_before_phase_3_it_says_when_the_case_comes(card, collaboration, reference):
    assert "Business casen kommer i fase 3." in card()


def test_a_new_collaboration_is_not_told_of_an_economy_that_it_does_not_have(client, reference, odder):
    user = factories.make_user()
    factories.make_municipality_role(user, odder, "contact")
    made = phases.start_collaboration(name="Fælles køkken", purpose="Mad", initiator=odder, actor=user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("dashboards:overview", args=[made.slug])
    assert 'id="h-economy"' not in client.get(address).content.decode()
    start_case(made, approach="figures", actor=user)
    assert 'id="h-economy"' in client.get(address).content.decode()


def test_in_phase_3_it_says_what_is_missing_and_who_does_it(card, under_way):
    text = card()
    assert "Det er ikke gjort op, hvad samarbejdet koster og giver." in text
    assert "Koordinatoren eller en bidragyder begynder på business casen." in text
    assert "Ingen fordelingsnøgle er foreslået endnu." in text


def test_a_draft_waits_for_the_coordinator_and_shows_no_figures(card, under_way):
    make_case(under_way, line("gain", {2027: 9_999_999}), first_year=2027, year_count=1)
    text = card("direktoer")
    assert "Der er en kladde til business casen, som ikke er godkendt." in text
    assert "Koordinatoren godkender den, når den er klar." in text
    assert "9.999.999" not in text


def test_the_approved_case_is_said_with_four_figures_and_its_key(card, approved):
    text = card()
    assert f"Investeringen på 1,2{NBSP}mio.{NBSP}kr. er tjent hjem i 2028." in text
    assert [
        label for label in ("Investering", "Overskud pr. år", "Tjent hjem", "Netto i alt") if label not in text
    ] == []
    assert "Foreslået fordelingsnøgle: “Efter indbyggere”, version 1, " in text
    assert "Business casens version 1, godkendt" in text


@pytest.mark.parametrize("who", ["direktoer", "kontakt", "kommunelaeser"])
def test_who_belongs_to_a_municipality_reads_what_it_pays(card, approved, who):
    said = f"Odder betaler 263.076{NBSP}kr. og får 478.320{NBSP}kr. over alle årene. Netto: 215.244{NBSP}kr."
    assert said in card(who)
    assert "Horsens" not in card(who)


def test_the_coordinator_belongs_to_none_and_reads_no_ones(card, approved):
    assert "Odder" not in card("koordinator")


def test_before_a_case_the_key_says_what_the_own_municipality_pays_in_its_year(card, key):
    assert f"Odder betaler 239.160{NBSP}kr. i 2027 efter nøglen." in card("direktoer")


def test_a_key_without_an_amount_says_the_own_share(card, under_way):
    propose_key(make_key(under_way, "Lige dele"), amount=None, year=2027, actor=None)
    assert "Odder betaler 50,0 pct. efter nøglen." in card("direktoer")


def test_a_case_in_words_is_legitimate_and_says_why(card, under_way):
    details = {"approach": "words", "description": "Færre nedbrud", "reason": "Gevinsterne er mest i kvalitet."}
    approve(make_case(under_way, **details))
    assert "Gevinsterne er beskrevet i ord. Derfor er der ikke regnet på det: Gevinsterne er mest i kvalitet." in card()


def test_the_newest_approved_version_is_the_one_that_is_said(card, approved, under_way):
    draft = revise_case(under_way, actor=None)
    assert "Version 2 er under arbejde." in card()
    approve(draft)
    assert "Business casens version 2, godkendt" in card()
    assert "under arbejde" not in card()


def test_a_municipality_that_left_reads_nothing_of_it(card, approved):
    assert card("tidligere_kontakt") == ""


def test_the_card_leads_to_the_economy(client_for, collaboration, approved):
    html = client_for("direktoer").get(reverse("dashboards:overview", args=[collaboration.slug])).content.decode()
    assert f'href="{reverse("finance:economy", args=[collaboration.slug])}">Hele økonomien' in html


@pytest.mark.parametrize(
    ("phase", "who", "has_case", "verb"),
    [
        (3, "bidragyder", False, "Åbn business case"),
        (3, "bidragyder", True, "Åbn tjekliste"),
        (3, "direktoer", False, "Åbn tjekliste"),
        (5, "bidragyder", True, "Opdatér gevinst"),
        (5, "bidragyder", False, "Åbn tjekliste"),
        (5, "direktoer", True, "Åbn tjekliste"),
    ],
)
def test_the_one_button_follows_the_phase(client_for, request, under_way, phase, who, has_case, verb):
    if has_case:
        request.getfixturevalue("approved")
    Collaboration.objects.filter(pk=under_way.pk).update(phase=phase)
    html = client_for(who).get(reverse("dashboards:overview", args=[under_way.slug])).content.decode()
    (button,) = re.findall(r'class="btn btn-primary"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert re.sub(r"<[^>]+>", "", button).strip() == verb
