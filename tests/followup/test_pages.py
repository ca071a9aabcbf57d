"""The page Opfølgning and its forms: what they answer, what they show while empty, and what they refuse."""

import pytest
from django.urls import reverse

from collaborations.models import Collaboration, FirstTask
from collaborations.services import name_first_task
from followup.models import FollowUp, Plan, ToolEntry
from tests.clock import in_days
from tests.collaborations.pages import errors_of, text_of
from tests.followup.conftest import typed
from tests.phases.pages import main_of


@pytest.fixture
def url(collaboration):
    def address(name="board", *args):
        return reverse(f"followup:{name}", args=[collaboration.slug, *args])

    return address


@pytest.fixture
def page(client_for, url):
    return lambda who="koordinator", name="board", *args: text_of(client_for(who).get(url(name, *args)))


@pytest.fixture
def markup(client_for, url):
    """As the browser reads it."""
    return lambda who="koordinator", name="board", *args: main_of(client_for(who).get(url(name, *args)))


FOLLOW_UP = {"observed": "Ventetiden er faldet.", "light": "green", "responsible": "Koordinator"}


def test_the_empty_page_says_that_nothing_is_agreed_and_what_to_do(page, markup, url):
    text = page()
    assert "Det er ikke aftalt, hvornår I følger op, og hvem der er ansvarlig." in text
    assert "Navngiv den første opgave" in text
    assert "I har ikke skrevet nogen opfølgning endnu." in text
    assert "I har ikke valgt nøgletal endnu." in text
    assert text.count("Ikke planlagt") == 4
    assert f'class="btn btn-primary" href="{url("plan", "oekonomi")}"' in markup()


def test_of_what_a_source_tells_the_page_claims_nothing(page, collaboration):
    Collaboration.objects.filter(pk=collaboration.pk).update(origin="source", operating_from=in_days(-4000))
    text = page("laeser")
    assert "Kilden siger ikke, hvornår samarbejdet følger op, og hvem der er ansvarlig." in text
    assert "Over frist" not in text
    assert "har ikke" not in text[text.index("Første konkrete opgave") : text.index("Nøgletal")]


def test_one_that_runs_already_is_asked_what_it_began_with(page, collaboration):
    Collaboration.objects.filter(pk=collaboration.pk).update(operating_from=in_days(-9))
    assert "Skriv, hvilken opgave I begyndte med." in page()


def test_a_reader_is_offered_nothing_to_write(page, markup):
    assert "btn-primary" not in markup("laeser")
    assert "Den første opgave har ikke fået et navn endnu." in page("laeser")


def test_the_first_sentence_says_what_when_and_who(page, planned):
    planned("quality", days=10)
    planned("economy", days=20)
    text = page()
    assert "Næste opfølgning er kvalitet" in text
    assert "om 10 dage. Ansvarlig: Styregruppens formand." in text
    assert "Der mangler dato og ansvarlig for samarbejdsform og evaluering." in text


def test_what_is_late_is_said_first_in_red(page, markup, held):
    held("economy", days=40, next_date=in_days(-3))
    held("quality", days=40, next_date=in_days(-9), light="red", reason="Ventetiden er fordoblet.")
    text = page()
    assert "sm-conclusion--red" in markup()
    assert "Over frist: kvalitet og økonomi." in text
    assert "Rødt ved seneste opfølgning: kvalitet (Ventetiden er fordoblet.)." in text


def test_a_plan_is_made_and_seen(client_for, url):
    sent = {"next_date": typed(in_days(12)), "responsible": "Styregruppens formand", "seen": "0"}
    response = client_for("koordinator").post(url("plan", "samarbejdsform"), sent, follow=True)
    assert "Opfølgningen på samarbejdsform er planlagt." in text_of(response)
    assert Plan.objects.get().responsible == "Styregruppens formand"


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"seen": "0"}, {"next_date", "responsible"}),
        ({"next_date": "32.13.2026", "responsible": "Koordinator"}, {"next_date"}),
        ({"next_date": "01.01.2020", "responsible": "Koordinator"}, {"next_date"}),
        ({"next_date": "01.01.2099", "responsible": "Koordinator"}, {"next_date"}),
        ({"next_date": "01.01.2099", "responsible": "anna@example.org"}, {"next_date", "responsible"}),
    ],
)
def test_a_bad_plan_is_refused_at_the_field(client_for, url, sent, wrong):
    response = client_for("koordinator").post(url("plan", "evaluering"), sent)
    assert set(errors_of(response)) == wrong
    assert not Plan.objects.exists()


def test_a_follow_up_is_written_and_stands_in_the_log(client_for, url, page, planned):
    plan = planned("quality", days=0)
    sent = FOLLOW_UP | {"date": typed(in_days(0)), "next_date": typed(in_days(90)), "seen": str(plan.pk)}
    response = client_for("bidragyder").post(url("record", "kvalitet"), sent, follow=True)
    text = text_of(response)
    assert "Opfølgningen på kvalitet er skrevet." in text
    assert "Planen for næste gang er den samme som før." not in text
    assert "Ventetiden er faldet." in page("laeser")
    assert "Ventetiden er faldet." in page("laeser", "log")


def test_of_an_earlier_one_only_what_was_seen_is_asked(client_for, url, held):
    held("quality", days=5, next_date=in_days(60))
    sent = FOLLOW_UP | {"date": typed(in_days(-50)), "responsible": ""}
    response = client_for("koordinator").post(url("record", "kvalitet"), sent, follow=True)
    assert "Opfølgningen på kvalitet er skrevet. Planen for næste gang er den samme som før." in text_of(response)
    assert Plan.objects.get().next_date == in_days(60)


def test_of_the_last_one_what_is_next_is_asked_too(client_for, url, held):
    held("quality", days=5)
    sent = FOLLOW_UP | {"date": typed(in_days(-4)), "responsible": ""}
    response = client_for("koordinator").post(url("record", "kvalitet"), sent)
    assert set(errors_of(response)) == {"next_date", "responsible"}
    assert "hvor I sidst fulgte op" in text_of(response)


def test_a_late_evaluation_that_nobody_planned_is_what_the_button_is_about(markup, page, collaboration, url):
    Collaboration.objects.filter(pk=collaboration.pk).update(operating_from=in_days(-800))
    assert f'class="btn btn-primary" href="{url("record", "evaluering")}"' in markup()
    assert "Skriv evaluering" in page()


def test_an_evaluation_is_written_by_the_name_it_has(client_for, url, page, planned):
    planned("evaluation", days=3)
    assert "Skriv evaluering" in page()
    sent = FOLLOW_UP | {"date": typed(in_days(0)), "next_date": typed(in_days(90))}
    response = client_for("koordinator").post(url("record", "evaluering"), sent, follow=True)
    assert "Evalueringen er skrevet." in text_of(response)


def test_what_is_due_far_ahead_and_not_planned_is_to_be_planned(markup, collaboration, url):
    Collaboration.objects.filter(pk=collaboration.pk).update(operating_from=in_days(-8))
    assert f'class="btn btn-primary" href="{url("plan", "evaluering")}"' in markup()


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"light": "red"}, {"reason"}),
        ({"adapted": "Vi mødes oftere."}, {"why"}),
        ({"next_date": ""}, {"next_date"}),
        ({"date": "01.01.2090"}, {"date"}),
        ({"observed": ""}, {"observed"}),
        ({"light": "purple"}, {"light"}),
    ],
)
def test_a_bad_follow_up_is_refused_at_the_field_and_nothing_is_lost(client_for, url, sent, wrong):
    full = FOLLOW_UP | {"date": typed(in_days(0)), "next_date": typed(in_days(90))}
    response = client_for("koordinator").post(url("record", "evaluering"), full | sent)
    assert set(errors_of(response)) == wrong
    assert response.context["form"]["responsible"].value() == "Koordinator"
    assert not FollowUp.objects.exists()


def test_an_evaluation_too_far_ahead_is_refused_with_the_last_day(client_for, url):
    sent = FOLLOW_UP | {"date": "01.06.2026", "next_date": "02.06.2028"}
    response = client_for("koordinator").post(url("record", "evaluering"), sent)
    assert errors_of(response) == {"next_date"}
    assert "højst gå 24 måneder mellem evalueringer. Vælg en dag til og med 1. juni 2028." in text_of(response)


def test_what_a_colleague_planned_meanwhile_is_said_and_a_second_press_is_a_choice(client_for, url, planned):
    planned("economy", days=5)
    browser, sent = client_for("koordinator"), {"next_date": typed(in_days(8)), "responsible": "Koordinator"}
    response = browser.post(url("plan", "oekonomi"), sent | {"seen": "0"})
    assert "Imens er næste opfølgning planlagt" in text_of(response)
    again = sent | {"seen": response.context["form"]["seen"].value()}
    assert browser.post(url("plan", "oekonomi"), again).status_code == 302


def test_only_so_many_stand_on_the_page_and_all_in_the_log(page, held):
    for number in range(6):
        held("economy", days=10 + number, observed=f"Nummer {number}.")
    assert "Nummer 5." not in page()
    assert "Alle opfølgninger" in page()
    assert "Nummer 5." in page("koordinator", "log")


def test_the_log_may_be_empty(page):
    assert "I har ikke skrevet nogen opfølgning endnu." in page("koordinator", "log")


@pytest.mark.parametrize("name", ["plan", "record", "tool"])
def test_an_unknown_word_in_the_address_is_not_found(client_for, url, name):
    assert client_for("koordinator").get(url(name, "ukendt")).status_code == 404


def test_a_tool_is_set_and_its_history_read(client_for, url, markup):
    browser, today = client_for("koordinator"), typed(in_days(0))
    sent = {"state": "not-relevant", "date": today, "reason": ""}
    assert set(errors_of(browser.post(url("tool", "udbudsplan"), sent))) == {"reason"}
    sent = {"state": "ready", "date": today, "link": "https://example.org/plan"}
    assert "Udbudsplan er opdateret." in text_of(browser.post(url("tool", "udbudsplan"), sent, follow=True))
    browser.post(url("tool", "udbudsplan"), {"state": "under-way", "date": today, "seen": ToolEntry.objects.get().pk})
    history = markup("laeser", "tool", "udbudsplan")
    assert history.index("I gang") < history.index("Klar")
    assert "https://example.org/plan" in history
    assert "<form" not in history


def test_a_tool_somebody_else_set_meanwhile_is_said(client_for, url):
    browser, sent = client_for("koordinator"), {"state": "ready", "date": typed(in_days(0)), "seen": "0"}
    browser.post(url("tool", "udbudsplan"), sent)
    response = browser.post(url("tool", "udbudsplan"), sent | {"state": "under-way"})
    assert "Imens er tilstanden sat til klar" in text_of(response)


def test_the_first_task_is_named_from_the_page(client_for, url, page):
    sent = {"title": "Fælles servicedesk", "responsible": "Projektleder", "date": "01.10.2026"}
    response = client_for("koordinator").post(url("first_task"), sent, follow=True)
    assert "Den første opgave er navngivet." in text_of(response)
    assert FirstTask.objects.get().responsible == "Projektleder"
    assert "Ansvarlig: Projektleder. Begynder 1. oktober 2026." in page("laeser")


def test_a_first_task_that_a_colleague_named_meanwhile_is_said_and_nothing_is_lost(client_for, url, collaboration):
    browser = client_for("koordinator")
    seen = browser.get(url("first_task")).context["form"]["seen"].value()
    name_first_task(collaboration, title="Fælles licenser", responsible="Projektleder", date=in_days(3), actor=None)
    sent = {"title": "Fælles servicedesk", "responsible": "Koordinator", "date": "01.10.2026", "seen": seen}
    response = browser.post(url("first_task"), sent)
    assert "Imens er den første opgave blevet “Fælles licenser”." in text_of(response)
    assert (response.context["form"]["title"].value(), FirstTask.objects.count()) == ("Fælles servicedesk", 1)
    again = sent | {"seen": response.context["form"]["seen"].value()}
    assert browser.post(url("first_task"), again).status_code == 302
    assert collaboration.first_tasks.first().title == "Fælles servicedesk"


def test_the_form_of_the_first_task_begins_with_what_is_named(client_for, url, collaboration):
    task = {"title": "Fælles servicedesk", "responsible": "Projektleder", "date": in_days(3)}
    name_first_task(collaboration, **task, actor=None)
    form = client_for("koordinator").get(url("first_task")).context["form"]
    assert form["title"].value() == "Fælles servicedesk"
    assert set(errors_of(client_for("koordinator").post(url("first_task"), {"title": ""}))) == {
        "title",
        "responsible",
        "date",
    }
