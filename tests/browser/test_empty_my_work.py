"""A coordinator opens each thing in Mit arbejde by its link, does it, and comes to an empty list.

Given a coordinator with points, a status, a meeting that was held, follow-up to agree on, and an invitation to answer
When she opens each by its one link and does it
Then the list is empty and says when the next deadline is
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from common.formats import long_date
from tests.browser.conftest import PASSWORD, Product, axe_violations, is_wider_than_window, sign_in

NAME, OTHER = "Fælles rengøring", "Fælles vagtcentral"
# Both collaborations run, so that no phase is to be left; Læsø takes part in nothing else.
MAKE = f"""
import datetime as dt
from django.utils import timezone
from accounts.models import User
from accounts.services import give_municipality_role
from collaborations.models import Collaboration, Participation
from collaborations.services import add_member, set_status_rhythm
from decisions.models import PlannedMeeting, Question
from municipalities.models import Municipality
from phases.models import ChecklistItem, ChecklistTemplateItem, CollaborationProcess, ProcessVersion

today = timezone.localdate()
hanne = User.objects.create_user("hun@example.org", {PASSWORD!r}, name="Koordinator i prøve")
laesoe, horsens = (Municipality.objects.get(code=code) for code in ("825", "615"))
give_municipality_role(user=hanne, municipality=laesoe, role="contact", actor=None)

def running(name, slug, states):
    made = Collaboration.objects.create(
        name=name, slug=slug, purpose="Prøve", initiator=horsens, phase=5, phase_since=today, sort_name=name.lower()
    )
    for place, state in states:
        Participation.objects.create(collaboration=made, municipality=place, state=state, since=today)
    CollaborationProcess.objects.create(collaboration=made, version=ProcessVersion.objects.latest())
    return made

mine = running({NAME!r}, "faelles-rengoering", [(horsens, "participant")])
add_member(mine, user=hanne, role="coordinator", actor=None)
running({OTHER!r}, "faelles-vagtcentral", [(horsens, "participant"), (laesoe, "invited")])

points = ChecklistTemplateItem.objects.filter(
    phase__version=mine.process.version, phase__number=1, per_municipality=False, organisation_types=[], requirement=""
)
owners = (hanne, hanne, User.objects.get(email="koordinator@example.org"))
for point, owner, days in zip(points, owners, (-2, 3, 20)):
    due = today + dt.timedelta(days=days)
    ChecklistItem.objects.create(collaboration=mine, template=point, owner=owner, due=due, changed_by=owner)

Collaboration.objects.filter(pk=mine.pk).update(status_rhythm="monthly", status_due=today + dt.timedelta(days=5))
asked = Question.objects.create(collaboration=mine, key="ny-aftale", title="Ny aftale")
PlannedMeeting.objects.create(
    question=asked, municipality=horsens, body="council", date=today - dt.timedelta(days=1), recorded_by=hanne
)
"""


def test_a_coordinator_empties_the_list(fresh_product, open_page):
    fresh_product.do(MAKE)
    page = open_page()
    given_i_have_six_things_to_do(page, fresh_product)
    for verb, do in (
        ("Åbn punkt", i_say_that_the_point_is_done),
        ("Registrér", i_write_down_what_the_meeting_decided),
        ("Åbn punkt", i_say_that_the_point_is_not_relevant),
        ("Sæt status", i_publish_a_status),
        ("Planlæg", i_agree_on_follow_up),
        ("Svar", i_answer_that_we_take_part),
    ):
        when_i_open_the_first_by(page, fresh_product, verb, then=do)
    then_nothing_is_left_but_the_next_deadline(page, fresh_product)


def given_i_have_six_things_to_do(page: Page, product: Product):
    sign_in(page, product, "hun")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 ting haster.")
    for group in ("Over frist", "Denne uge", "Uden frist"):
        expect(page.get_by_role("heading", level=2, name=group)).to_be_visible()
    assert axe_violations(page) == []


def when_i_open_the_first_by(page: Page, product: Product, verb: str, *, then: Callable[[Page], None]):
    page.goto(f"{product.url}/")
    links = page.get_by_role("main").locator(".act a", has_text=re.compile(f"^{verb}"))
    before = links.count()
    links.first.click()
    then(page)
    page.goto(f"{product.url}/")
    expect(page.get_by_role("main").locator(".act a", has_text=re.compile(f"^{verb}"))).to_have_count(before - 1)


def i_say_that_the_point_is_done(page: Page):
    page.get_by_label("Klaret", exact=True).check()
    page.get_by_role("button", name="Gem punkt").click()
    page.wait_for_load_state()


def i_say_that_the_point_is_not_relevant(page: Page):
    page.get_by_label("Ikke relevant", exact=True).check()
    page.get_by_label("Begrundelse").fill("Vi har gjort det før.")
    page.get_by_role("button", name="Gem punkt").click()
    page.wait_for_load_state()


def i_write_down_what_the_meeting_decided(page: Page):
    page.get_by_label("Mødedato").fill(f"{timezone.localdate() - dt.timedelta(days=1):%d.%m.%Y}")
    page.get_by_role("group", name="Ny aftale").get_by_label("Udfald").select_option("Vedtaget")
    page.get_by_role("button", name=re.compile("^(Gem|Registrér)")).first.click()
    page.wait_for_load_state()


def i_publish_a_status(page: Page):
    page.get_by_label(re.compile("^Grøn")).check()
    page.get_by_role("button", name="Udgiv status").click()
    page.wait_for_load_state()


def i_agree_on_follow_up(page: Page):
    page.get_by_role("link", name="Planlæg opfølgning på kvalitet").click()
    page.get_by_label("Næste dato").fill(f"{timezone.localdate() + dt.timedelta(days=60):%d.%m.%Y}")
    page.get_by_label("Ansvarlig rolle").fill("Styregruppens formand")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_load_state()


def i_answer_that_we_take_part(page: Page):
    page.get_by_label(re.compile("^Deltager")).first.check()
    page.get_by_role("button", name=re.compile("^Gem")).first.click()
    page.wait_for_load_state()


def then_nothing_is_left_but_the_next_deadline(page: Page, product: Product):
    page.goto(f"{product.url}/")
    next_one = long_date(timezone.localdate() + dt.timedelta(days=20))
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ingen opgaver lige nu.")
    expect(page.get_by_role("main")).to_contain_text(f"Næste frist er {next_one} i {NAME}.")
    expect(page.locator(".act a")).to_have_count(0)
    page.set_viewport_size({"width": 320, "height": 700})
    assert not is_wider_than_window(page)
    assert axe_violations(page) == []
    assert page.complaints == []
