"""Writing down on the pages what meetings decided: what is wrong is said, and nothing that was typed is lost."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from common.formats import long_date, short_date
from decisions.models import Decision, PlannedMeeting, PoliticalMeeting
from decisions.services import Meeting, lift_reservation, plan_meeting
from tests.decisions.build import decide, plan, publish
from tests.decisions.test_rights import answer

TODAY = timezone.localdate
MEETING = {"date": "12.05.2026", "body": "council", "case_number": "2026-123", "dissent": "Liste A var imod."}


@pytest.fixture
def principle(section_60):
    return section_60.questions.get(key="principle-decision")


@pytest.fixture
def url(slug):
    return reverse("decisions:record", args=[slug, "727"])


def field(page: str, name: str) -> str:
    """The value that a field of the page holds."""
    box = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    if box:
        value = re.search(r'value="([^"]*)"', box[0])
        return value[1] if value else ""
    area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    return area[1].strip()


## Recording


def test_one_meeting_answers_several_questions_at_once(browser, url, section_60, principle):
    preliminary = section_60.questions.get(key="preliminary-approval")
    page = browser.post(url, MEETING | answer(principle) | answer(preliminary, "postponed"), follow=True)
    assert "Odder: Registreringen er gemt." in page.content.decode()
    found = {(each.question.key, each.outcome, each.case_number) for each in Decision.objects.all()}
    assert found == {
        ("principle-decision", "adopted", "2026-123"),
        ("preliminary-approval", "postponed", "2026-123"),
    }


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"date": "engang"}, "Skriv datoen som dd.mm.åååå"),
        ({"date": "12.05.2099"}, "Mødedatoen er i fremtiden."),
        ({"body": "committee"}, "Kun kommunalbestyrelsen kan beslutte"),
        ({"link": "ikke en adresse"}, "Skriv en hel adresse"),
        ({"outcome": "reserved", "remark": ""}, "Principbeslutning: Skriv forbeholdet."),
        ({"outcome": ""}, "Vælg et udfald for mindst én beslutning."),
        ({"outcome": "noted"}, "Marker en gyldig valgmulighed"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browser, url, principle, wrong, says):
    given = answer(principle, **({"outcome": "adopted", "remark": "En bemærkning"} | {
        name: value for name, value in wrong.items() if name in ("outcome", "remark")
    }))  # fmt: skip
    meeting = MEETING | {name: value for name, value in wrong.items() if name not in ("outcome", "remark")}
    page = browser.post(url, meeting | given).content.decode()
    assert says in page
    assert 'class="sm-errors' in page
    assert "<title>Fejl:" in re.sub(r"\s*\n\s*", "", page)
    assert field(page, "case_number") == "2026-123"
    assert field(page, "dissent") == "Liste A var imod."
    assert field(page, "date") == meeting["date"]
    assert not Decision.objects.exists()


def test_nothing_of_a_meeting_is_saved_when_one_answer_is_wrong(browser, url, section_60, principle):
    statutes = section_60.questions.get(key="statutes-adopted")
    before_the_text = MEETING | {"date": "04.01.2026"} | answer(principle) | answer(statutes)
    page = browser.post(url, before_the_text).content.decode()
    assert "blev først udgivet" in page
    assert not Decision.objects.exists()


def test_the_second_of_two_at_once_sees_the_first_and_chooses(client_for, url, principle, kontakt):
    """Both have the page open; the coordinator is the second to save."""
    second = client_for("koordinator")
    seen = field(second.get(url).content.decode(), "seen")
    client_for("kontakt").post(url, MEETING | answer(principle, "postponed") | {"seen": seen})
    page = second.post(url, MEETING | answer(principle) | {"seen": seen}).content.decode()
    assert "En anden har registreret dette, mens du skrev" in page
    assert "Principbeslutning: Udskudt" in page
    assert field(page, "dissent") == "Liste A var imod."
    assert Decision.objects.count() == 1
    second.post(url, MEETING | answer(principle) | {"seen": field(page, "seen")})
    assert [each.outcome for each in Decision.objects.order_by("pk")] == ["postponed", "adopted"]


def test_a_double_press_writes_once(browser, url, principle):
    data = MEETING | answer(principle) | {"form_token": "et-tryk"}
    for _ in range(2):
        assert browser.post(url, data).status_code == 302
    assert Decision.objects.count() == 1


def test_all_that_is_wrong_is_said_at_once_and_beside_its_field(browser, url, section_60, principle):
    statutes = section_60.questions.get(key="statutes-adopted")
    wrong = MEETING | {"date": "01.05.2099"} | answer(principle, "reserved", remark="") | answer(statutes, version="")
    page = browser.post(url, wrong).content.decode()
    assert page.count("Ret det her, og prøv igen") == 1
    for name, says in (
        ("date", "Mødedato: Mødedatoen er i fremtiden"),
        (f"q{principle.pk}-remark", "Principbeslutning: Skriv forbeholdet."),
        (f"q{statutes.pk}-version", "Vedtægter: Vælg den version, der blev besluttet."),
    ):
        assert f'<a href="#id_{name}">{says}' in page
    taken = answer(principle) | {f"q{principle.pk}-outcome": "andet", f"q{principle.pk}-item_number": "1" * 31}
    page = browser.post(url, MEETING | taken).content.decode()
    assert f'<a href="#id_q{principle.pk}-outcome">Principbeslutning, udfald: ' in page
    assert f'<a href="#id_q{principle.pk}-item_number">Principbeslutning, punkt på dagsordenen: ' in page


def test_the_form_begins_with_the_meeting_that_was_planned(browser, url, section_60, odder):
    held = TODAY() - dt.timedelta(days=2)
    plan(section_60, "principle-decision", municipality=odder, date=held)
    assert field(browser.get(url).content.decode(), "date") == held.strftime("%d.%m.%Y")
    plan(section_60, "principle-decision", municipality=odder, date=TODAY() + dt.timedelta(days=2))
    assert field(browser.get(url).content.decode(), "date") == ""


def test_who_writes_down_what_does_not_count_is_told_why(browser, url, section_60, principle, odder):
    statutes = section_60.questions.get(key="statutes-adopted")
    publish(statutes.text, on=TODAY())
    early = answer(statutes, version=str(statutes.text.versions.get(number=1).pk))
    page = browser.post(url, MEETING | early, follow=True).content.decode()
    assert "Odder: Registreringen er gemt." in page
    assert "Odder har vedtaget version 1. Nu gælder version 2." in page
    decide(section_60, "principle-decision", odder, date=TODAY())
    page = browser.post(url, MEETING | answer(principle, "rejected"), follow=True).content.decode()
    assert "Principbeslutning: Et nyere svar fra" in page


def test_what_is_answered_already_is_folded_away(browser, url, section_60, odder):
    decide(section_60, "principle-decision", odder)
    context = browser.get(url).context
    assert "principle-decision" in [each.question.key for each in context["other"]]
    asked = browser.get(url, {"om": "principle-decision"}).context
    assert "principle-decision" in [each.question.key for each in asked["answers"]]


def test_what_the_coordinator_writes_for_a_municipality_is_marked(client_for, url, principle):
    for who, by_coordinator in (("koordinator", True), ("kontakt", False)):
        client_for(who).post(url, MEETING | answer(principle))
        assert Decision.objects.latest("pk").by_coordinator is by_coordinator


def test_what_the_authority_says_is_written_once_for_all(browser, section_60, odder, horsens):
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place)
    question = section_60.questions.get(key="authority-approval")
    url = reverse("decisions:record_once", args=[section_60.slug, question.key])
    said = {"date": TODAY().strftime("%d.%m.%Y"), "body": "authority"}
    page = browser.post(url, said | answer(question, "conditions"))
    assert "Skriv vilkårene." in page.content.decode()
    browser.post(url, said | answer(question, "sent"))
    assert Decision.objects.latest("pk").outcome == "sent"


## Putting right


@pytest.fixture
def entry(section_60, odder):
    return decide(section_60, "principle-decision", odder, date=dt.date(2026, 5, 12), case_number="2026-7")


def test_an_entry_is_put_right_by_a_new_one_that_says_why(browser, slug, entry):
    url = reverse("decisions:correct", args=[slug, entry.pk])
    page = browser.get(url).content.decode()
    assert (field(page, "date"), field(page, "case_number")) == ("12.05.2026", "2026-7")
    wrong = browser.post(url, MEETING | {"date": "13.05.2026"} | answer(entry.question)).content.decode()
    assert "Hvorfor retter du det?: Udfyld dette felt." in wrong
    assert field(wrong, "date") == "13.05.2026"
    browser.post(url, MEETING | {"date": "13.05.2026", "reason": "Forkert dag"} | answer(entry.question))
    newest = Decision.objects.latest("pk")
    assert (newest.corrects, newest.date, newest.correction_reason) == (entry, dt.date(2026, 5, 13), "Forkert dag")
    history = browser.get(reverse("decisions:cell", args=[slug, "principle-decision", "727"])).content.decode()
    assert "gælder ikke længere" in history
    assert "Begrundelse: Forkert dag" in history
    assert "Rettet: Mødedato: 12. maj 2026 → 13. maj 2026" in history
    assert "Rettet: Sagsnummer: 2026-7 → 2026-123" in history
    assert "Rettet: Mindretal: Ikke oplyst → Liste A var imod." in history
    assert history.count("Rettet: ") == 3


def test_an_entry_that_somebody_else_put_right_is_not_put_right_again(browser, slug, entry):
    url, data = reverse("decisions:correct", args=[slug, entry.pk]), MEETING | answer(entry.question)
    browser.post(url, data | {"reason": "Første"})
    page = browser.post(url, data | {"reason": "Anden"}).content.decode()
    assert "Der er registreret noget nyt, siden du åbnede siden." in page
    assert field(page, "reason") == "Anden"
    assert Decision.objects.count() == 2


def test_an_entry_is_taken_back_with_its_reason(browser, slug, entry):
    url = reverse("decisions:take_back", args=[slug, entry.pk])
    browser.post(url, {"reason": " "})
    assert Decision.objects.count() == 1
    page = browser.post(url, {"reason": "Mødet blev udsat"}, follow=True).content.decode()
    assert "Registreringen er trukket tilbage." in page
    assert "Intet er registreret endnu." in page


def test_a_button_that_is_pressed_twice_puts_right_takes_back_and_lifts_once(browser, slug, section_60, odder):
    entry = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=TODAY())
    today = {"date": TODAY().strftime("%d.%m.%Y"), "body": "council"}
    for name, data in (
        ("correct", today | {"reason": "Stavefejl"} | answer(entry.question, "reserved", remark="Prisen i år")),
        ("lift", today),
        ("take_back", {"reason": "Forkert møde"}),
    ):
        count, newest = Decision.objects.count(), Decision.objects.latest("pk")
        url = reverse(f"decisions:{name}", args=[slug, newest.pk])
        token = field(browser.get(url).content.decode(), "form_token")
        for _press in range(2):
            page = browser.post(url, data | {"form_token": token}, follow=True).content.decode()
            assert "sm-errors" not in page
        assert Decision.objects.count() == count + 1


def test_that_a_reservation_was_lifted_is_undone_in_its_own_words(browser, slug, section_60, odder, koordinator):
    entry = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=TODAY())
    lifting = lift_reservation(entry, meeting=Meeting(date=TODAY()), actor=koordinator)
    url = reverse("decisions:take_back", args=[slug, lifting.pk])
    page = browser.get(url).content.decode()
    assert "Fortryd, at forbeholdet er hævet: Principbeslutning i Odder" in page
    assert "Hvorfor er det ikke hævet?" in page
    assert "Forbeholdet gælder igen." in browser.post(url, {"reason": "Forkert"}, follow=True).content.decode()


def test_who_takes_back_a_correction_is_told_that_all_of_it_goes(browser, slug, entry):
    browser.post(
        reverse("decisions:correct", args=[slug, entry.pk]), MEETING | {"reason": "Første"} | answer(entry.question)
    )
    newest = Decision.objects.latest("pk")
    page = browser.get(reverse("decisions:take_back", args=[slug, newest.pk])).content.decode()
    assert "Både rettelsen og det, den retter, trækkes tilbage." in page


def test_a_reservation_is_lifted_and_then_counts(browser, slug, section_60, odder):
    entry = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen", date=TODAY())
    url = reverse("decisions:lift", args=[slug, entry.pk])
    early = {
        "date": (TODAY() - dt.timedelta(days=1)).strftime("%d.%m.%Y"),
        "body": "council",
        "remark": "Prisen er kendt",
    }
    page = browser.post(url, early).content.decode()
    assert "før beslutningen blev truffet" in page
    assert field(page, "remark") == "Prisen er kendt"
    page = browser.post(url, early | {"date": TODAY().strftime("%d.%m.%Y")}, follow=True).content.decode()
    assert "Forbeholdet blev hævet" in page
    assert page.count("Prisen er kendt") == 2  # with what holds, and in the history


## Planning


def test_a_meeting_is_planned_and_taken_off_again(browser, slug, principle):
    url = reverse("decisions:plan", args=[slug, "727"])
    soon = TODAY() + dt.timedelta(days=20)
    browser.post(url, {"body": "council", "date": soon.strftime("%d.%m.%Y"), "questions": [principle.pk]})
    assert PlannedMeeting.objects.latest("pk").date == soon
    nothing = browser.post(url, {"body": "council", "date": "", "questions": [principle.pk]}).content.decode()
    assert "Skriv, hvornår mødet er." in nothing
    assert "Tag af mødet" in nothing
    off = {"body": "council", "date": "", "questions": [principle.pk], "off": ["", "on"]}
    page = browser.post(url, off, follow=True).content.decode()
    assert "Odder: Principbeslutning er taget af mødet i kommunalbestyrelsen." in page
    assert PlannedMeeting.objects.latest("pk").date is None
    page = browser.get(reverse("decisions:matrix", args=[slug])).context["matrix"]
    assert page.meetings() == []


def test_the_page_that_plans_offers_what_is_left_and_ticks_its_round(browser, slug, section_60, odder):
    decide(section_60, "principle-decision", odder)
    PoliticalMeeting.objects.create(municipality=odder, date=TODAY() + dt.timedelta(days=7), body="council")
    url = reverse("decisions:plan", args=[slug, "727"])
    form = browser.get(url, {"om": "statutes-adopted"}).context["form"]
    keys = {each.key for each in form.fields["questions"].queryset}
    ticked = set(section_60.questions.filter(pk__in=form.initial["questions"]).values_list("key", flat=True))
    same_round = set(section_60.questions.filter(round__position=1, scope="each").values_list("key", flat=True))
    assert ("principle-decision" in keys, "accession" in keys) == (False, True)
    assert ticked == same_round & keys
    assert (
        f"Kommunalbestyrelsens næste møder: {short_date(TODAY() + dt.timedelta(days=7))}."
        in form.fields["date"].help_text
    )


def test_the_page_that_plans_begins_with_the_meeting_that_is_planned(browser, slug, section_60, principle, odder):
    day = TODAY() + dt.timedelta(days=9)
    plan(section_60, "principle-decision", "preliminary-approval", municipality=odder, body="committee", date=day)
    form = browser.get(reverse("decisions:plan", args=[slug, "727"]), {"om": "principle-decision"}).context["form"]
    preliminary = section_60.questions.get(key="preliminary-approval")
    assert (form.initial["body"], form.initial["date"]) == ("committee", day)
    assert set(form.initial["questions"]) == {principle.pk, preliminary.pk}


def test_who_goes_back_and_chooses_another_day_gets_it(browser, slug, section_60, principle):
    url = reverse("decisions:plan", args=[slug, "727"])
    token = field(browser.get(url).content.decode(), "form_token")
    data = {"form_token": token, "body": "council", "questions": [principle.pk]}
    for days in (10, 10, 40):
        browser.post(url, data | {"date": (TODAY() + dt.timedelta(days=days)).strftime("%d.%m.%Y")})
    planned = [each.date - TODAY() for each in PlannedMeeting.objects.order_by("pk")]
    assert planned == [dt.timedelta(days=10), dt.timedelta(days=40)]


def test_a_meeting_after_the_deadline_is_planned_with_a_warning(browser, slug, section_60, principle):
    section_60.rounds.update(deadline=TODAY() + dt.timedelta(days=5))
    late = (TODAY() + dt.timedelta(days=6)).strftime("%d.%m.%Y")
    data = {"body": "council", "date": late, "questions": [principle.pk]}
    url = reverse("decisions:plan", args=[slug, "727"])
    assert f"Fristen er {long_date(TODAY() + dt.timedelta(days=5))} (om 5 dage)." in browser.get(url).content.decode()
    page = browser.post(url, data, follow=True).content.decode()
    assert f"Mødet ligger efter fristen {long_date(TODAY() + dt.timedelta(days=5))}." in page


def test_a_day_that_has_been_is_said_beside_its_field(browser, slug, principle):
    data = {"body": "council", "date": "01.05.2026", "questions": [principle.pk]}
    page = browser.post(reverse("decisions:plan", args=[slug, "727"]), data).content.decode()
    assert re.search(r'<a href="#id_date">Mødedato: Mødedatoen er passeret', page)


def test_a_plan_without_a_question_is_not_saved(browser, slug):
    url = reverse("decisions:plan", args=[slug, "727"])
    page = browser.post(url, {"body": "council", "date": "01.12.2027"}).content.decode()
    assert "Vælg mindst én beslutning." in page
    assert field(page, "date") == "01.12.2027"
    assert not PlannedMeeting.objects.exists()


def test_a_reservation_can_be_lifted_while_the_meeting_is_planned(browser, slug, section_60, odder, koordinator):
    entry = decide(section_60, "principle-decision", odder, outcome="reserved", remark="Prisen")
    question = list(section_60.questions.filter(key="principle-decision"))
    soon = TODAY() + dt.timedelta(days=9)
    plan_meeting(question, municipality=odder, body="council", date=soon, actor=koordinator)
    page = browser.get(reverse("decisions:cell", args=[slug, "principle-decision", "727"])).content.decode()
    assert reverse("decisions:lift", args=[slug, entry.pk]) in page


@pytest.mark.parametrize(("key", "code"), [("principle-decision", "766"), ("principle-decision", "741"),
                                            ("authority-approval", "727")])  # fmt: skip
def test_an_answer_that_nobody_is_asked_for_is_not_found(browser, slug, key, code):
    """Hedensted is invited only, Samsø left without an answer, and the authority answers once."""
    assert browser.get(reverse("decisions:cell", args=[slug, key, code])).status_code == 404


@pytest.mark.parametrize("name", ["decisions:record", "decisions:plan"])
def test_nothing_is_written_down_for_a_municipality_that_is_only_invited(browser, slug, name):
    assert browser.get(reverse(name, args=[slug, "766"])).status_code == 404


def test_a_double_press_plans_once(browser, slug, principle):
    data = {"body": "council", "date": "01.12.2027", "questions": [principle.pk], "form_token": "et-tryk"}
    for _ in range(2):
        assert browser.post(reverse("decisions:plan", args=[slug, "727"]), data).status_code == 302
    assert PlannedMeeting.objects.count() == 1
