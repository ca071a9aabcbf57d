"""The pages of the catalogue as a reader meets them."""

import json
import re

import pytest
from django.urls import reverse

from cases.models import Case
from cases.search_models import SearchLog
from tests import factories
from tests.kept import put_cases, put_catalogue, put_municipalities

LIST = reverse("cases:list")
COMPARE = reverse("cases:compare")
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_for):
    return client_for("laeser")


@pytest.fixture
def real(db):
    """The 26 cases as they are delivered."""
    put_municipalities()
    put_catalogue()
    put_cases()


@pytest.fixture
def reader(client, real):
    client.force_login(factories.make_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response):
    return re.sub(r"[ \n\t]+", " ", response.content.decode())


def slugs(response):
    return {case.slug for case, _hit in response.context["rows"]}


def test_forening_and_indkoeb_give_sjaelland_and_sbsys(reader):
    """features.md A2."""
    page = reader.get(LIST + "?organisering=association&formaal=purchasing")
    assert slugs(page) == {"digitaliseringsforening-sjaelland", "brugerklubben-sbsys"}
    assert "2 cases" in text(page)


def test_every_case_opens_with_all_its_figures(reader):
    for case in Case.objects.all():
        page = text(reader.get(case.get_absolute_url()))
        for figure in case.content.figures:
            assert page.count(f">{figure.value}") if figure.value else "Ikke oplyst" in page, (case.slug, figure)


@pytest.mark.parametrize(("number", "pages"), [(27, [27]), (28, [25, 3])])
def test_the_list_has_25_on_a_page_and_never_one_or_two_on_the_last(browser, number, pages):
    for each in range(number):
        factories.make_case(f"Drift {each}", organisation="association")
    asked = [browser.get(LIST + f"?organisering=association&side={side + 1}") for side in range(len(pages))]
    assert [len(page.context["rows"]) for page in asked] == pages
    assert ("Side 1 af 2" in text(asked[0])) is (len(pages) > 1)
    assert slugs(browser.get(LIST + "?organisering=association&side=99")) == slugs(asked[-1])


def test_a_word_that_no_case_has_is_said(browser):
    factories.make_case("Fælles drift")
    page = text(browser.get(LIST + "?q=fælles+drift+kvantecomputer"))
    assert "Ordet “kvantecomputer” er ikke fundet i nogen case." in page
    assert "Ordet “kvantecomputer” er ikke fundet i casen." in page
    page = text(browser.get(LIST + "?q=drift+kvantecomputer"))
    assert "Ingen cases passer på" in page
    assert "Ordet “kvantecomputer” er ikke fundet i nogen case." in page


def test_without_anything_to_choose_there_is_no_column_of_filters(browser):
    assert "Filtre" not in text(browser.get(LIST))
    factories.make_case("Fælles drift")
    assert "Filtre" in text(browser.get(LIST))


def test_a_bad_value_in_the_address_is_passed_over_and_said(browser):
    factories.make_case("Fælles drift")
    page = browser.get(LIST + "?parter=mange&sorter=hest")
    assert page.status_code == 200
    assert "Adressen havde en værdi, vi ikke kender: Sortering og Antal parter. Den er ikke brugt." in text(page)
    assert slugs(page) == {"faelles-drift"}


def test_where_nothing_is_found_the_page_says_what_helps(browser):
    for title in ("Drift i øst", "Drift i vest"):
        factories.make_case(title, organisation="association")
    factories.make_case("Køkken", organisation="section-60")
    page = text(browser.get(LIST + "?q=drift&organisering=section-60"))
    assert "Ingen cases passer på “drift” med 1 filter." in page
    assert "Fjern filteret “§\u00a060-fællesskab”</a> (giver 2 cases)" in page
    assert "0 cases" in page


def test_a_search_is_counted_once_and_not_each_look_at_what_it_found(browser):
    factories.make_case("Fælles drift", organisation="association")
    for query in ("?q=drift", "?q=drift&sorter=titel", "?q=drift&organisering=association", "?q=drift&format=csv"):
        browser.get(LIST + query)
    browser.get(LIST + "?q=tandpleje&organisering=association")
    told = {(log.text, log.hits, log.times) for log in SearchLog.objects.all()}
    assert told == {("drift", 1, 1), ("tandpleje", 0, 1)}


def test_an_empty_catalogue_says_so(browser):
    assert "Der er ingen cases endnu." in text(browser.get(LIST))


def test_what_is_searched_for_is_written_as_text(browser):
    factories.make_case()
    page = text(browser.get(LIST + "?q=%3Cscript%3Ealert(1)%3C/script%3E"))
    assert "<script>alert" not in page
    assert "Ingen cases passer på “&lt;script&gt;alert(1)&lt;/script&gt;”." in page


def test_the_number_of_filters_stands_on_their_fold(browser):
    factories.make_case("Fælles drift", organisation="association")
    assert "Filtre (2)" in text(browser.get(LIST + "?organisering=association&slags=external"))


@pytest.mark.parametrize("form", ["json", "xlsx", "csv"])
def test_the_list_can_be_fetched_as_a_file(browser, form):
    factories.make_case("Fælles drift")
    response = browser.get(LIST + f"?format={form}")
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{form}"')


def test_a_file_holds_exactly_what_was_filtered_on_all_pages_in_the_same_order(reader):
    query = "?sorter=parter&slags=external"
    told = json.loads(reader.get(LIST + query + "&format=json&side=2").content)
    shown = [case.slug for case, _hit in reader.get(LIST + query).context["rows"]]
    assert [case["slug"] for case in told["cases"]] == shown


def test_the_page_of_a_case_says_how_old_it_is_and_what_is_unknown(browser):
    case = factories.make_case("Fælles drift", sources=[{"title": "Katalog", "year": 2016, "place": "afsnit 2.3"}])
    Case.objects.update(confirmed_on=None)
    page = text(browser.get(case.get_absolute_url()))
    assert "Oplysningerne er fra 2016. Ingen har bekræftet dem siden." in page
    assert "Katalog (2016), afsnit 2.3" in page
    assert "Ikke oplyst" in page


def test_both_values_stand_where_sources_disagree(browser):
    told = {"topic": "Antal", "text": "11 i 2016, 12 i 2019.", "treatment": "Vi viser begge."}
    law = {"text": "Ankestyrelsen fører nu tilsyn.", "source": "Lov 176", "checked": "2026-11-20"}
    case = factories.make_case("Fælles drift", disagreements=[told], law_notes=[law])
    page = text(browser.get(case.get_absolute_url()))
    assert "11 i 2016, 12 i 2019." in page
    assert "Sådan gør vi: Vi viser begge." in page
    assert "Lov 176. Kontrolleret 20. november 2026" in page


def test_expected_and_actual_stand_side_by_side(browser):
    figures = [
        {"label": "Plan", "value": "12", "unit": "mio. kr.", "role": "expected", "measure": "Etablering"},
        {"label": "Regnskab", "value": "9", "unit": "mio. kr.", "role": "actual", "measure": "Etablering"},
    ]
    page = text(browser.get(factories.make_case("Fælles drift", figures=figures).get_absolute_url()))
    assert "Etablering: 9\u00a0mio. kr. mod forventet 12\u00a0mio. kr." in page
    assert "sm-chart__hollow" in page


def test_one_case_or_five_can_not_be_compared_and_the_page_says_what_to_do(browser):
    made = [factories.make_case().slug for _ in range(5)]
    assert "Vælg mindst to cases." in text(browser.get(f"{COMPARE}?case={made[0]}"))
    assert "Vælg mindst to cases." in text(browser.get(COMPARE))
    five = text(browser.get(f"{COMPARE}?case={'&case='.join(made)}"))
    assert "Du har valgt 5 cases. Vælg højst fire" in five


def test_a_case_is_added_to_a_comparison_and_taken_out_again(browser):
    one, two = factories.make_case("Den ene"), factories.make_case("Den anden")
    alone = text(browser.get(f"{COMPARE}?case={one.slug}"))
    assert f'<input type="hidden" name="case" value="{one.slug}">' in alone
    assert f'<option value="{two.slug}">Den anden</option>' in alone
    both = text(browser.get(f"{COMPARE}?case={one.slug}&case={two.slug}"))
    assert f'href="?case={two.slug}"' in both


def test_two_cases_stand_side_by_side_field_by_field(reader):
    """features.md A3."""
    page = text(reader.get(f"{COMPARE}?case=it-forsyningen&case=mad-til-hver-dag&case=findes-ikke"))
    assert "1 case findes ikke og er ikke med." in page
    assert '<th scope="row">Kommuner<' in page
    assert "Casene er forskellige på" in page


def test_an_editor_sees_that_a_case_is_not_published(client_for):
    case = factories.make_case("På vej", state="draft")
    page = text(client_for("redaktoer").get(case.get_absolute_url()))
    assert "Kladde" in page
    assert "for den er ikke udgivet" in page


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 10),
        ("?organisering=association&emne=it-drift&sorter=parter", 11),  # one more for the guides of the chosen topics
        ("?q=opgave&format=json", 13),
        ("?q=opgave&sorter=parter", 16),
    ],
)
@pytest.mark.parametrize("number", [3, 300])
def test_few_and_many_cases_take_the_same_queries(client_for, django_assert_num_queries, query, queries, number):
    factories.make_topic("it-drift")
    factories.make_many_cases(number, organisation="association", topics=["it-drift"])
    browser = client_for("laeser")
    browser.get(LIST)
    with django_assert_num_queries(queries):
        browser.get(LIST + query)


@pytest.mark.parametrize("number", [3, 300])
def test_the_page_of_a_case_takes_the_same_queries_among_few_and_many(client_for, django_assert_num_queries, number):
    cases = factories.make_many_cases(number, organisation="association")
    browser = client_for("laeser")
    browser.get(LIST)
    with django_assert_num_queries(12):
        browser.get(cases[0].get_absolute_url())
