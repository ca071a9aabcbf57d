"""The form test: a yes says what must be assessed, and how small is small is guidance."""

import datetime as dt

import pytest
from django.urls import reverse

from decisions.form_test import Limits, Size, form_questions, is_small, limits_on, own_limits, to_assess
from decisions.models import Assessment
from decisions.services import record_assessment
from models_catalog.models import LegalRule
from tests.phases.test_rights import DONE, ask, only, table

LIMITS = Limits(dt.date(2018, 7, 1), 44_000_000, 89_000_000, 50, "Kilden")
NO_TO_ALL = {each.key: "nej" for each in form_questions()}
LIMIT_FIELDS = {"limit_balance": "44000000", "limit_turnover": "89000000", "limit_employees": "50"}


def test_there_are_six_questions_and_each_says_where_it_comes_from():
    assert len(form_questions()) == 6
    assert all(each.provision and each.why.endswith(".") and each.source for each in form_questions())


@pytest.mark.parametrize("key", [each.key for each in form_questions()])
def test_any_yes_must_be_assessed(key):
    assert [each.key for each in to_assess({key: True})] == [key]
    assert to_assess({key: False}) == []


@pytest.mark.parametrize(
    ("size", "small"),
    [
        (Size(44_000_000, 89_000_000, 50), True),  # on the limits is not over them
        (Size(44_000_001, 89_000_000, 50), True),
        (Size(44_000_001, 89_000_001, 50), False),
        (Size(44_000_001, 89_000_001, None), False),
        (Size(1, 1, None), True),
        (Size(1, None, None), None),
        (Size(44_000_001, 1, None), None),
        (Size(), None),
    ],
)
def test_a_small_one_passes_at_most_one_limit_and_what_is_unknown_may_decide(size, small):
    assert is_small(size, LIMITS) is small


def test_limits_have_a_day_from_which_they_hold():
    assert limits_on(dt.date(2026, 1, 1)).employees == 50
    with pytest.raises(ValueError, match="2018"):
        limits_on(dt.date(2018, 6, 30))


def test_the_answers_are_stored_with_who_and_when_and_said_as_guidance(browser, slug, koordinator):
    url = reverse("decisions:form_test", args=[slug])
    data = NO_TO_ALL | LIMIT_FIELDS | {"may-borrow": "ja", "balance": "10.000.000", "employees": "12", "note": "Udkast"}
    page = browser.post(url, data, follow=True).content.decode()
    row = Assessment.objects.get()
    assert (row.recorded_by, row.answers["questions"]["may-borrow"], row.answers["size"]["turnover"]) == (
        koordinator, True, None,
    )  # fmt: skip
    assert "1 svar skal vurderes, uanset hvilken form I vælger." in page
    assert "Kommunestyrelsesloven §\u00a060 og §\u00a041" in page
    assert "Vejledende: Fællesskabet er lille nok til §" in page
    assert "ikke juridisk rådgivning" in page


def test_limits_can_be_put_right_and_are_stored_with_the_answers(browser, slug):
    data = NO_TO_ALL | LIMIT_FIELDS | {"balance": "50000000", "turnover": "100000000", "employees": "1", "note": "x"}
    url = reverse("decisions:form_test", args=[slug])
    assert "for stort til" in browser.post(url, data, follow=True).content.decode()
    raised = data | {"limit_balance": "55000000", "limit_turnover": "111000000", "note": "Nye grænser"}
    assert "lille nok til" in browser.post(url, raised, follow=True).content.decode()
    assert Assessment.objects.last().answers["limits"]["balance"] == 55_000_000


def test_limits_that_were_put_right_stand_in_the_form_again_and_others_follow_the_law(browser, slug, collaboration):
    url = reverse("decisions:form_test", args=[slug])
    browser.post(url, NO_TO_ALL | LIMIT_FIELDS | {"limit_balance": "55000000", "note": "Nye grænser"})
    form = browser.get(url).context["form"]
    assert [form[f"limit_{name}"].value() for name in ("balance", "turnover")] == [55_000_000, 89_000_000]
    assert own_limits({"balance": 55_000_000, "turnover": 89_000_000}, LIMITS) == {"balance": 55_000_000}


def test_every_limit_says_what_it_limits_and_when_to_change_it(browser, slug):
    page = browser.get(reverse("decisions:form_test", args=[slug])).content.decode()
    for label in ("Grænse for balance i kr.", "Grænse for omsætning pr. år i kr.", "Grænse for heltidsansatte"):
        assert label in page
    assert "Grænserne er lovens i dag. Ret dem kun, hvis loven er ændret." in page


def test_the_result_says_which_answer_it_is_about_and_who_may_choose_goes_on(client_for, slug):
    url = reverse("decisions:form_test", args=[slug])
    data = NO_TO_ALL | LIMIT_FIELDS | {"binds-economically": "ja", "note": "Udkast"}
    page = client_for("koordinator").post(url, data, follow=True).content.decode()
    assert "Ja til: Kan et fælles organ binde kommunerne økonomisk?" in page
    assert "Så kan samarbejdet kræve Ankestyrelsens godkendelse" in page
    assert "Vælg organisationsform</a>" in page
    assert "Vælg organisationsform</a>" not in client_for("bidragyder").get(url).content.decode()


def test_the_authority_is_the_one_that_the_rule_names(browser, slug):
    LegalRule.objects.filter(key="authority-approval").update(body="Tilsynsrådet")
    url = reverse("decisions:form_test", args=[slug])
    page = browser.post(url, NO_TO_ALL | LIMIT_FIELDS | {"binds-economically": "ja", "note": "x"}, follow=True)
    assert "Så kan samarbejdet kræve Tilsynsrådets godkendelse" in page.content.decode()


def test_answers_that_were_taken_back_are_no_answers(browser, slug, section_60, koordinator):
    url = reverse("decisions:form_test", args=[slug])
    browser.post(url, NO_TO_ALL | LIMIT_FIELDS | {"note": "x"})
    record_assessment(section_60, key="form-test", date=None, note="Forkert", label="Formprøven", actor=koordinator)
    assert "Det skal vurderes" not in browser.get(url).content.decode()


def test_what_is_not_answered_is_asked_for_and_the_rest_stays(browser, slug):
    page = browser.post(reverse("decisions:form_test", args=[slug]), {"note": "Halvt"} | LIMIT_FIELDS).content.decode()
    assert "Vælg en mulighed." in page
    assert "Halvt</textarea>" in page
    assert Assessment.objects.count() == 0


def test_the_form_test_comes_before_the_choice_of_a_form(client_for, choose_form):
    collaboration = choose_form(None)
    table_url, url = (reverse(f"decisions:{name}", args=[collaboration.slug]) for name in ("matrix", "form_test"))
    facts = reverse("collaborations:facts", args=[collaboration.slug])
    page = client_for("koordinator").get(table_url).content.decode()
    assert f'<a class="btn btn-primary" href="{url}">Besvar formprøven</a>' in page
    assert f'<a class="btn btn-outline-primary" href="{facts}">Vælg organisationsform</a>' in page
    assert "Se formprøven</a>" in client_for("laeser").get(table_url).content.decode()
    assert f'<a href="{table_url}">Annullér</a>' in client_for("koordinator").get(url).content.decode()
    client_for("koordinator").post(url, NO_TO_ALL | LIMIT_FIELDS | {"note": "x"})
    page = client_for("koordinator").get(table_url).content.decode()
    assert f'<a class="btn btn-primary" href="{facts}">Vælg organisationsform</a>' in page
    assert "Besvar formprøven" not in page


def test_who_answers_the_form_test(client_for, slug):
    url, data = reverse("decisions:form_test", args=[slug]), NO_TO_ALL | LIMIT_FIELDS | {"note": "x"}
    writes = {"koordinator", "bidragyder"}
    answers, written = ask(client_for, lambda browser: browser.post(url, data), Assessment.objects.exists)
    assert (answers, written) == (table(writes, DONE), only(writes))
