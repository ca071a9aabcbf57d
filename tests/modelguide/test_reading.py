"""A version of the guide that can not be shown: the page stands, says so, and shows the one before it."""

import copy
import datetime as dt

import pytest
from django.urls import reverse

from decisions import catalogues
from decisions.models import CatalogueVersion
from modelguide.reading import current_guide
from models_catalog.guide import file_data
from tests.modelguide.conftest import words_on

GUIDE = reverse("modelguide:guide")
ANSWERS = {"naerhed": "ja", "rejsetid": "90", "moede": "20", "drift": "ja"}


def publish(number: int, content: dict) -> None:
    day = dt.date(2026, 11, 20)
    CatalogueVersion.objects.create(kind="guide", number=number, content=content, published_on=day)
    catalogues.forget()


def changed(change) -> dict:
    content = copy.deepcopy(file_data())
    change(content)
    return content


def first_number(content: dict) -> dict:
    return next(each for each in content["questions"] if "numbers" in each)["numbers"][0]["says"][0]


BAD = {
    "a clash names what nobody answered": lambda each: each["clashes"][0].update(text="Det er {væk}."),
    "a clash asks for a part of an answer": lambda each: each["clashes"][-1].update(text="{rejsetid.x}"),
    "a brace that is never closed": lambda each: first_number(each).update(text="I er {number."),
    "a number in another form": lambda each: first_number(each).update(text="I er {number:d2}."),
    "a place without a name": lambda each: first_number(each).update(text="I er {}."),
    "a text that is none": lambda each: first_number(each).update(text=None),
    "an approval by nobody": lambda each: each["approvals"].update({"authority-approval": "{hvem} godkender."}),
    "a model without a source": lambda each: each["models"]["purchasing"].pop("source"),
    "no questions": lambda each: each.pop("questions"),
    "questions that are one text": lambda each: each.update(questions="Hvad?"),
}


@pytest.fixture
def browser(client_for, catalogue):
    return client_for("koordinator")


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_version_is_passed_over_and_the_page_says_so(browser, bad):
    publish(1, changed(lambda each: each["groups"][0].update(title="Den gode")))
    publish(2, changed(bad))
    page = browser.get(GUIDE, ANSWERS)
    assert page.status_code == 200
    text = words_on(page)
    assert "Der er en fejl i modelguidens version 2, så den vises ikke. Du ser version 1." in text
    assert "En administrator kan rette den." in text
    assert "Den gode" in text


def test_without_a_good_version_the_products_own_is_shown(browser):
    publish(1, changed(BAD["no questions"]))
    text = words_on(browser.get(GUIDE))
    assert "Du ser den udgave, der fulgte med programmet." in text
    assert "Skal kommunerne afgive formel kompetence til samarbejdet?" in text


def test_the_log_says_what_is_wrong(catalogue, caplog):
    publish(1, changed(BAD["an approval by nobody"]))
    current_guide()
    assert "Version 1 of guide can not be read and is passed over: {hvem} godkender." in caplog.text


def test_a_good_version_says_nothing_about_it(browser):
    publish(1, file_data())
    assert current_guide().number == 1
    assert "Der er en fejl" not in words_on(browser.get(GUIDE, ANSWERS))


def test_an_administrator_is_led_to_where_it_is_mended(client_for, catalogue):
    publish(1, changed(BAD["an approval by nobody"]))
    page = client_for("administrator").get(GUIDE).content.decode()
    address = reverse("editing:kind", args=["modelguide"])
    assert f'href="{address}">Ret den i Redaktion' in page
    text = words_on(client_for("administrator").get(address))
    assert "Der er fejl i version 1. Ret dem i en kladde, og udgiv den." in text
    assert "{hvem} godkender." in text


def test_the_page_of_editors_stands_whatever_is_wrong(client_for, catalogue):
    publish(1, changed(BAD["no questions"]))
    page = client_for("administrator").get(reverse("editing:kind", args=["modelguide"]))
    assert "Indholdet har ikke den form, som programmet læser." in words_on(page)
