"""What the pages of the economy ask for and say: each thing once, optional only where it is, and in plain Danish."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from django.urls import reverse

from finance.forms import AppropriationForm, CompareForm
from finance.key_words import in_words
from finance.parts import Count, Part
from tests.finance.build import make_input, make_key
from tests.finance.build_cases import make_case

PCS = Count("Pc'er", "stk.", {})


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part("tariff", "x"), "Pris og enhed er ikke oplyst."),
        (Part("tariff", "x", weight="population"), "Prisen pr. indbygger er ikke oplyst."),
        (Part("tariff", "x", weight="input", input=PCS), "Prisen for hver enhed er ikke oplyst. Enhed: Pc'er (stk.)."),
        (
            Part("tariff", "x", weight="population", step=Decimal(1000)),
            "Prisen pr. påbegyndt 1.000 indbyggere er ikke oplyst.",
        ),
        (Part("tariff", "x", amount=Decimal(9)), "9\u00a0kr. for hver enhed. Enheden er ikke oplyst."),
        (Part("shared", "x", weight="equal"), "Beløbet er ikke oplyst. Det deles i lige dele."),
        (Part("percentages", "x"), "Beløb og aftalte procenter er ikke oplyst."),
        (
            Part("percentages", "x", part=Decimal(60)),
            "60 pct. af beløbet deles efter aftalte procenter. Procenterne er ikke oplyst.",
        ),
        (Part("hours", "x", weight="equal"), "Timer udlignes. Timeprisen er ikke oplyst. Værdien deles i lige dele."),
        (Part("agreed", "x"), "Aftalte beløb. Beløbene er ikke oplyst."),
    ],
)
def test_what_a_part_does_not_say_is_a_sentence_of_its_own(part, said):
    assert in_words(part, {}).what == said


@pytest.mark.parametrize("typed", ["1999", "2101", "i år"])
def test_a_year_that_can_not_be_is_refused_with_the_years_that_can(typed):
    compared = CompareForm(QueryDict(f"aar={typed}"), keys=[], here=[], others=[])
    granted = AppropriationForm({"year": typed}, parties=[])
    assert compared.errors["aar"] == granted.errors["year"] == ["Skriv et år mellem 2000 og 2100."]


def test_a_case_in_words_asks_each_question_once(client_for, collaboration):
    make_case(collaboration, approach="words")
    html = client_for("koordinator").get(reverse("finance:edit_case", args=[collaboration.slug])).content.decode()
    assert ">Kort fortalt</h2>" in html
    assert ">Gevinst for gevinst</h2>" in html
    assert "Hvad bliver bedre?</h2>" not in html
    assert ">Gevinster i ord</h2>" not in html


def test_what_a_supplementary_appropriation_must_say_is_not_called_optional():
    field = AppropriationForm(parties=[])["note"]
    assert "valgfrit" not in field.label
    assert field.help_text.startswith("Skal skrives ved en tillægsbevilling")


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_reason_is_optional_only_for_a_key_that_lacks_nothing(client_for, collaboration, odder, is_whole):
    staff = make_input(collaboration, values={odder: 10})
    part = {"part": 100, "weight": "equal"} if is_whole else {"part": 100, "weight": "input", "input": staff}
    key = make_key(collaboration, "A", part)
    page = client_for("koordinator").get(reverse("finance:propose_key", args=[collaboration.slug, key.pk]))
    asked = "Begrundelse (valgfrit)" if is_whole else "Hvorfor foreslår I nøglen, selv om der mangler noget?"
    assert page.context["form"]["note"].label == asked


def test_a_link_away_from_the_draft_says_what_is_lost_with_it(client_for, collaboration):
    make_case(collaboration)
    html = client_for("koordinator").get(reverse("finance:edit_case", args=[collaboration.slug])).content.decode()
    assert "Se den gemte kladde (det, du ikke har gemt, går tabt)</a>" in html
