"""The guide's page: answers live in the address, what is missing is said, and bad input loses nothing."""

import pytest
from django.urls import reverse

from cases.vocabulary import State
from models_catalog.models import LegalRule
from tests import factories
from tests.modelguide.conftest import words_on

GUIDE = reverse("modelguide:guide")


@pytest.fixture
def browser(client_for, catalogue):
    return client_for("koordinator")


@pytest.fixture
def page_of(browser):
    return lambda **answers: words_on(browser.get(GUIDE, answers))


def test_without_answers_it_asks_and_shows_the_table_and_the_forms_side_by_side(page_of):
    page = page_of()
    assert "Der er ikke én model, der passer alle. Guiden viser, hvad der taler for og imod." in page
    assert "Skal kommunerne afgive formel kompetence til samarbejdet?" in page
    assert page.count("Oplagt") == 4 + 1  # and once where the word is explained
    assert "Organisationsformerne side om side" in page
    assert "Her peger svarene" not in page


def test_yes_to_only_the_operation_question(page_of):
    page = page_of(systemer="nej", marked="nej", drift="ja", fornyelse="nej")
    assert "Jeres svar peger på én model: drifts- og supportsamarbejde." in page
    assert "Oplagt: § 60-fællesskab. Mulig: Forening og Aftale." in page


def test_answers_that_point_two_ways_show_two_models_with_both_sides(page_of):
    page = page_of(marked="ja", drift="ja")
    assert "Jeres svar peger på 2 modeller: indkøbssamarbejde og drifts- og supportsamarbejde." in page
    assert page.count("Taler for") >= 2
    assert page.count("Det kræver") >= 2


def test_surrendering_competence_in_an_association_is_called_out(page_of):
    page = page_of(afgiv="ja", form="association")
    assert "I vil afgive kompetence, men har valgt forening. Det kan en forening ikke." in page


def test_what_is_missing_is_counted_and_can_be_read(page_of):
    page = page_of(drift="ja")
    assert "15 spørgsmål mangler. Resultatet er foreløbigt." in page


def test_bad_input_is_named_stays_in_its_field_and_the_rest_still_counts(browser):
    response = browser.get(GUIDE, {"antal": "mange", "drift": "ja", "marked": "måske", "rejsetid": "-1"})
    page = words_on(response)
    assert "Hvor mange kommuner skal være med?: Skriv et helt tal, fx 5." in page
    assert "Brug en af svarmulighederne." in page
    assert "Jeres svar peger på én model" in page
    assert 'value="mange"' in response.content.decode()
    assert "<title>Fejl:" in response.content.decode()


def test_a_number_that_is_too_small_is_refused_in_our_own_words(page_of):
    page = page_of(antal="0", moede="-3")
    assert page.count("Skriv mindst 1.") >= 2
    assert "Hvor mange kommuner skal være med?: Skriv højst 98." in page_of(antal="99")


def test_where_the_answers_demand_nothing_of_a_form_the_law_is_pointed_at_and_cited_once(page_of):
    page = page_of(drift="ja", afgiv="ja", ansaettelse="ja")
    assert "Svarene giver ingen særlige krav. Se loven nedenfor." in page
    assert "Intet særligt" not in page
    assert page.count("Kommunestyrelsesloven § 40") == 1
    assert "Kommunestyrelsesloven § 60 a, stk. 3 . Senest kontrolleret" in page


def test_only_bad_input_still_shows_the_neutral_table(page_of):
    page = page_of(antal="99", drift="måske")
    assert "Ret det her, og prøv igen" in page
    assert "Formål og organisering" in page
    assert "Her peger svarene" not in page


def test_the_form_keeps_what_was_answered(browser):
    form = browser.get(GUIDE, {"drift": "ja", "antal": "4"}).context["form"]
    assert (form["drift"].value(), form["antal"].value(), form["marked"].value()) == ("ja", "4", None)


def test_published_examples_are_linked_and_drafts_are_not_shown(browser):
    factories.make_case("IT-Forsyningen", slug="it-forsyningen")
    factories.make_case("Den Digitale Hotline", slug="den-digitale-hotline", state=State.DRAFT)
    page = browser.get(GUIDE, {"drift": "ja"})
    assert [each["slug"] for each in page.context["told"]["models"][0]["cases"]] == ["it-forsyningen"]
    assert "IT-Forsyningen" in words_on(page)
    assert "Den Digitale Hotline" not in words_on(page)


def test_an_editor_sees_no_draft_either_as_the_address_is_shared(client_for, catalogue):
    factories.make_case("IT-Forsyningen", slug="it-forsyningen", state=State.DRAFT)
    assert "IT-Forsyningen" not in words_on(client_for("redaktoer").get(GUIDE, {"drift": "ja"}))


def test_without_a_case_it_says_so(page_of):
    assert "Ingen cases i kataloget endnu." in page_of(drift="ja")


def test_the_forms_stand_with_what_the_law_says_when_it_was_checked_and_where(page_of):
    page = page_of()
    assert "Ankestyrelsen skal godkende, når aftalen begrænser kommunalbestyrelsernes beføjelser" in page
    assert "Ankestyrelsen skal have besked, men skal ikke godkende" in page
    assert "Senest kontrolleret 20. november 2026." in page
    assert "Det er en tjekliste og ikke juridisk rådgivning." in page
    assert "Statsforvaltningen" not in page


def test_the_authority_is_the_one_that_the_rule_names(page_of):
    LegalRule.objects.filter(key="authority-approval").update(body="Tilsynsrådet")
    assert "Tilsynsrådet skal godkende" in page_of()


def test_the_page_begins_with_the_newest_answers_of_the_collaboration(browser, keep, slug):
    keep(drift="ja", antal=4)
    response = browser.get(GUIDE, {"samarbejde": slug})
    assert response.context["form"]["antal"].value() == 4
    assert "Svarene er fyldt ud med dem, Koordinator gemte" in words_on(response)
    assert "Her peger svarene" not in words_on(response)


def test_without_an_answer_it_begins_with_the_form_that_they_have_chosen(browser, collaboration):
    collaboration.organisation_type = factories.make_organisation_type("association")
    collaboration.save()
    assert browser.get(GUIDE, {"samarbejde": collaboration.slug}).context["form"]["form"].value() == "association"


def test_a_writer_is_led_to_keep_it_and_others_are_told_who_can(browser, client_for, slug):
    assert "Gem svaret på et af dine samarbejder" in words_on(browser.get(GUIDE, {"drift": "ja"}))
    here = browser.get(GUIDE, {"drift": "ja", "samarbejde": slug}).content.decode()
    assert f"{reverse('modelguide:save', args=[slug])}?drift=ja" in here
    reader = words_on(client_for("laeser").get(GUIDE, {"drift": "ja"}))
    assert "Koordinatorer og bidragydere kan gemme svaret på deres samarbejde." in reader


def test_it_says_at_once_that_it_is_about_it_and_digitalisation(page_of):
    assert "Guiden er til samarbejder om it og digitalisering." in page_of()


def test_numbers_say_that_they_are_optional_and_once(page_of):
    page = page_of()
    assert "Hvor mange kommuner skal være med? (valgfrit)" in page
    assert "(valgfrit) (valgfrit)" not in page


def test_an_answer_that_can_not_be_read_must_be_mended_before_anything_is_kept(browser, slug):
    page = browser.get(GUIDE, {"drift": "ja", "moede": "900", "samarbejde": slug})
    assert "Ret først de svar, vi ikke kan læse. Så kan I gemme." in words_on(page)
    assert reverse("modelguide:save", args=[slug]) not in page.content.decode()
    assert page.content.decode().count("btn-primary") == 1


def test_there_is_one_primary_button(browser, slug):
    for answers in ({}, {"drift": "ja"}, {"drift": "ja", "samarbejde": slug}):
        assert browser.get(GUIDE, answers).content.decode().count("btn-primary") == 1


def test_an_empty_catalogue_says_so(client_for):
    page = words_on(client_for("koordinator").get(GUIDE))
    assert "Kataloget er ikke indlæst endnu." in page


@pytest.mark.parametrize(("cases", "queries"), [(3, 12), (300, 12)])
def test_few_and_many_cases_and_collaborations_take_the_same_queries(
    browser, koordinator, django_assert_num_queries, cases, queries
):
    for number in range(cases):
        factories.make_case(f"Case {number}")
    for _number in range(cases // 30):
        factories.make_collaboration(coordinator=koordinator)
    browser.get(GUIDE)
    with django_assert_num_queries(queries):
        browser.get(GUIDE, {"drift": "ja", "marked": "ja"})
