"""What no other system does: nineteen councils adopt one text in two rounds, and the page knows who still has to."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Product, sign_in

SLUG = "nitten"
# Runs inside the product: what nineteen secretariats would have typed.
BEGIN = """
import datetime as dt
from django.utils import timezone
from accounts.models import User
from collaborations.models import Collaboration, ParticipationState
from collaborations.services import set_participation, update_facts
from decisions.models import Question
from decisions.services import Answer, Meeting, add_catalogue_clauses, publish_version, record_decisions, \\
    take_standard_set, write_clause
from decisions.clauses import catalogue_for
from models_catalog.models import OrganisationType
from municipalities.models import Municipality
from phases.services import register_existing

koordinator = User.objects.get(email="koordinator@example.org")
today = timezone.localdate()
days = dt.timedelta
nineteen = list(Municipality.objects.filter(region__name="Region Midtjylland").order_by("code"))
assert len(nineteen) == 19


def begin(form):
    collaboration = register_existing(
        name="Nitten", slug="nitten", purpose="Fælles drift.", phase=4, as_of=today - days(60), source="Notat",
        initiator=Municipality.objects.get(name="Skanderborg"), actor=koordinator,
    )
    for each in nineteen:
        if each.name != "Skanderborg":
            set_participation(collaboration, municipality=each, state="participant", date=today - days(60),
                              actor=koordinator)
    changes = {"organisation_type": OrganisationType.objects.get(key=form), "host": nineteen[0]}
    collaboration = update_facts(collaboration, changes=changes, version=collaboration.version, actor=koordinator)
    take_standard_set(collaboration, actor=koordinator)
    for text in collaboration.texts.select_related("collaboration__organisation_type"):
        keys = [each.key for each in catalogue_for(form, text.kind)]
        add_catalogue_clauses(text, keys=keys, actor=koordinator)
        for clause in text.draft.all():
            write_clause(clause, heading=clause.heading, body="Vi er enige.", version=clause.version, actor=koordinator)
        for number in range(3):
            clause = text.draft.first()
            body = f"Udgave {number + 1}"
            write_clause(clause, heading=clause.heading, body=body, version=clause.version, actor=koordinator)
            publish_version(text, actor=koordinator, published_on=today - days(40 - number))
    return collaboration


def adopt(places, keys, version=None, ago=5):
    collaboration = Collaboration.objects.get(slug="nitten")
    for place in places:
        answers = []
        for question in collaboration.questions.filter(key__in=keys).select_related("text", "collaboration"):
            found = question.text.versions.all() if question.text else None
            chosen = (found.get(number=version) if version else found.last()) if question.text else None
            answers.append(Answer(question=question, outcome="adopted", version=chosen))
        meeting = Meeting(date=today - days(ago))
        record_decisions(collaboration, municipality=place, meeting=meeting, answers=answers, actor=koordinator)
"""


def on_nineteen(product: Product, code: str) -> None:
    product.do(BEGIN + code)


def matrix(product: Product, rest: str = "") -> str:
    return f"{product.url}/samarbejder/{SLUG}/beslutninger/{rest}"


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(text)


def row_of(page: Page, municipality: str):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=municipality))


@pytest.fixture
def page(open_page, fresh_product) -> Page:
    return sign_in(open_page(), fresh_product, "koordinator")


def test_a_section_60_of_nineteen_goes_on_when_all_have_adopted_one_version_and_ankestyrelsen_has_approved(
    page, fresh_product
):
    on_nineteen(
        fresh_product,
        'begin("section-60")\n'
        'adopt(nineteen, ["principle-decision", "preliminary-approval"], ago=20)\n'
        'adopt([each for each in nineteen if each.name != "Odder"], ["statutes-adopted", "appropriation"])\n',
    )
    when_odder_adopts_version_2(page, fresh_product)
    then_odder_must_decide_again_and_the_phase_can_not_be_left(page, fresh_product)
    when_a_new_version_is_published(page, fresh_product)
    then_all_are_set_back(page, fresh_product)
    on_nineteen(fresh_product, 'adopt(nineteen, ["statutes-adopted"], ago=0)\n')
    when_the_authority_approves(page, fresh_product)
    then_the_phase_is_left(page, fresh_product)
    assert page.complaints == []


def test_the_same_nineteen_become_a_company_without_an_authority(page, fresh_product):
    final = '["foundation", "company-statutes", "shareholders-agreement", "appropriation"]'
    on_nineteen(
        fresh_product,
        'begin("company")\nadopt(nineteen, ["principle-decision"], ago=20)\n'
        f'adopt([each for each in nineteen if each.name != "Odder"], {final})\n'
        f'adopt([each for each in nineteen if each.name == "Odder"], {final}, version=2)\n',
    )
    page.goto(matrix(fresh_product))
    assert "Ankestyrelsen" not in page.content()
    expect(row_of(page, "Odder")).to_contain_text("Vedtog version 2")
    on_nineteen(
        fresh_product,
        'adopt([each for each in nineteen if each.name == "Odder"], ["company-statutes", "shareholders-agreement"], '
        "ago=0)\n",
    )
    for key in ("company-founded", "articles-and-shareholder-agreement"):
        when_it_is_recorded_once(page, fresh_product, key)
    then_the_phase_is_left(page, fresh_product)
    assert page.complaints == []


def when_odder_adopts_version_2(page: Page, product: Product) -> None:
    page.goto(matrix(product, "registrer/727/"))
    page.get_by_label("Mødedato").fill(f"{timezone.localdate() - dt.timedelta(days=4):%d.%m.%Y}")
    text = page.get_by_role("group", name="Vedtægter")
    text.get_by_label("Udfald").select_option("Vedtaget")
    text.get_by_label("Version").select_option("Version 2")
    page.get_by_role("group", name="Bevilling").get_by_label("Udfald").select_option("Vedtaget")
    page.get_by_role("button", name="Gem registrering").click()
    says(page, "Odder: Registreringen er gemt.")


def then_odder_must_decide_again_and_the_phase_can_not_be_left(page: Page, product: Product) -> None:
    page.goto(matrix(product))
    expect(row_of(page, "Odder")).to_contain_text("Vedtog version 2")
    says(page, "1 afventer en ny beslutning.")
    page.goto(f"{product.url}/samarbejder/{SLUG}/krav/5/statutes-adopted/")
    says(page, "Odder har vedtaget version 2. Nu gælder version 3.")
    then_the_phase_can_not_be_left(page, product)


def then_the_phase_can_not_be_left(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/samarbejder/{SLUG}/faser/4/")
    says(page, "Hver kommunalbestyrelse har vedtaget vedtægterne")
    expect(page.get_by_role("link", name="Gå videre til fase 5")).to_have_count(0)


def when_a_new_version_is_published(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/samarbejder/{SLUG}/tekster/")
    page.get_by_role("link", name="Vedtægter").click()
    page.get_by_role("link", name=re.compile("Ret.*Formål")).click()
    page.get_by_label("Tekst", exact=True).fill("Fællesskabet driver it for sine deltagere.")
    page.get_by_role("button", name="Gem bestemmelsen").click()
    page.get_by_role("link", name="Udgiv til beslutning").click()
    page.get_by_label("Hvad er nyt?").fill("Formålet er skrevet om.")
    page.get_by_role("button", name="Udgiv version 4").click()
    says(page, "Version 4 er udgivet til beslutning.")


def then_all_are_set_back(page: Page, product: Product) -> None:
    page.goto(matrix(product))
    says(page, "19 afventer en ny beslutning.")
    then_the_phase_can_not_be_left(page, product)


def when_the_authority_approves(page: Page, product: Product) -> None:
    page.goto(matrix(product, "om/authority-approval/registrer/"))
    page.get_by_label("Dato").fill(f"{timezone.localdate():%d.%m.%Y}")
    page.get_by_label("Udfald").select_option("Godkendt")
    page.get_by_role("button", name="Gem registrering").click()
    says(page, "Ankestyrelsen godkender: Registreringen er gemt.")


def when_it_is_recorded_once(page: Page, product: Product, key: str) -> None:
    page.goto(matrix(product, f"om/{key}/registrer/"))
    page.get_by_label("Mødedato").fill(f"{timezone.localdate():%d.%m.%Y}")
    page.get_by_label("Udfald").select_option("Vedtaget")
    page.get_by_role("button", name="Gem registrering").click()


def then_the_phase_is_left(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/samarbejder/{SLUG}/faser/videre/")
    page.get_by_role("button", name="Gå til fase 5").click()
    page.goto(f"{product.url}/samarbejder/{SLUG}/")
    expect(page.locator("[aria-current=step]")).to_contain_text("Fase 5, i gang:")
