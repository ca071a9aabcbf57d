"""Municipalities come and go: what the others decided stands, or all decide anew; and what a page says beforehand."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from common.exceptions import DomainError
from decisions.models import Amendment
from decisions.reading import participants_of, questions_of
from decisions.services import add_clause, publish_version, record_coming
from decisions.standing import columns
from decisions.vocabulary import Coming
from tests import factories
from tests.decisions.build import ask, decide, publish

TODAY = timezone.localdate


def stands(collaboration, key: str) -> tuple[int, int]:
    """How many have answered so that it counts, of how many."""
    found = columns(questions_of(collaboration), participants_of(collaboration), TODAY())
    column = next(each for each in found if each.asked.key == key)
    return column.done, len(column.cells)


def leave(collaboration, municipality, actor, clauses=None, **values):
    given = {"coming": Coming.LEFT, "date": TODAY(), "reason": "Økonomien.", "actor": actor}
    record_coming(collaboration, municipality=municipality, clauses=clauses, **given | values)


def join(collaboration, municipality, actor):
    record_coming(collaboration, municipality=municipality, coming=Coming.JOINED, date=TODAY(), actor=actor)


@pytest.fixture
def adopted(section_60, odder, horsens):
    """Both have adopted version 1."""
    for place in (odder, horsens):
        decide(section_60, "statutes-adopted", place)
    return section_60


@pytest.fixture
def running(adopted, koordinator):
    """The § 60 is approved and runs."""
    decide(adopted, "authority-approval")
    Collaboration.objects.filter(pk=adopted.pk).update(phase=5)
    return Collaboration.objects.select_related("organisation_type").get(pk=adopted.pk)


## Before it runs


def test_who_joins_finds_the_questions_open_and_sets_nobody_back(adopted, hedensted, koordinator):
    join(adopted, hedensted, koordinator)
    assert stands(adopted, "statutes-adopted") == (2, 3)
    assert not Amendment.objects.exists()


def test_with_a_clause_that_provides_for_it_the_others_stand(adopted, statutes, odder, koordinator):
    leave(adopted, odder, koordinator, {statutes.pk: "Formål"})
    assert stands(adopted, "statutes-adopted") == (1, 1)
    row = Amendment.objects.get()
    assert (row.municipality, row.clause, row.version.number) == (odder, "Formål", 1)
    assert "“Formål” i “Vedtægter” tager højde for" in adopted.activity.filter(kind="text").first().text


def test_without_one_all_decide_anew_about_a_new_version(adopted, statutes, odder, horsens, koordinator):
    leave(adopted, odder, koordinator, {statutes.pk: ""})
    assert stands(adopted, "statutes-adopted") == (0, 1)
    decide(adopted, "statutes-adopted", horsens)  # still of version 1
    assert stands(adopted, "statutes-adopted") == (0, 1)
    decide(adopted, "statutes-adopted", horsens, version=publish(statutes))
    assert stands(adopted, "statutes-adopted") == (1, 1)


def test_a_new_version_that_only_puts_a_slip_right_is_none(adopted, statutes, odder, koordinator):
    leave(adopted, odder, koordinator, {statutes.pk: ""})
    publish(statutes, typo=True)
    assert stands(adopted, "statutes-adopted") == (0, 1)


def test_what_must_be_decided_anew_is_not_published_as_a_slip_of_the_pen(choose_form, odder, horsens, koordinator):
    collaboration = choose_form("company")
    ask(collaboration, with_texts=True)
    text = collaboration.texts.get(kind="statutes")
    add_clause(text, heading="Medlemmer", body="Odder og Horsens.", actor=koordinator)
    publish_version(text, actor=koordinator)
    decide(collaboration, "company-statutes", horsens)
    leave(collaboration, odder, koordinator, {text.pk: ""})
    add_clause(text, heading="Andet", body="x", actor=koordinator)
    with pytest.raises(DomainError, match="Det er ikke en skrivefejl"):
        publish_version(text, is_typo=True, note="Et komma", actor=koordinator)
    assert publish_version(text, actor=koordinator).number == 2


def test_the_coordinator_must_choose_for_each_text(adopted, statutes, odder, koordinator):
    with pytest.raises(DomainError, match="Vælg, hvad der gælder for Vedtægter"):
        leave(adopted, odder, koordinator)
    with pytest.raises(DomainError, match="som står i version 1"):
        leave(adopted, odder, koordinator, {statutes.pk: "Findes ikke"})
    assert adopted.participations.get(municipality=odder).state == "participant"


def test_nothing_is_asked_where_only_the_leaver_had_adopted(section_60, odder, koordinator):
    decide(section_60, "statutes-adopted", odder)
    leave(section_60, odder, koordinator)
    assert stands(section_60, "statutes-adopted") == (0, 1)


def test_what_was_decided_before_still_stood_then(adopted, statutes, odder, koordinator):
    """A phase that was left is judged as it stood on that day."""
    before = TODAY() - dt.timedelta(days=1)
    for each in adopted.questions.filter(key="statutes-adopted"):
        each.set_back = [[TODAY().isoformat(), 1]]
        each.save()
    found = questions_of(adopted)[[each.key for each in questions_of(adopted)].index("statutes-adopted")]
    assert found.same_as_newest(before) == {1}
    assert found.same_as_newest(TODAY()) == frozenset()


## In a § 60 that runs


@pytest.mark.parametrize("coming", Coming)
def test_all_councils_and_the_authority_decide_anew(running, odder, hedensted, koordinator, coming):
    if coming == Coming.JOINED:
        join(running, hedensted, koordinator)
        assert stands(running, "statutes-adopted") == (0, 3)
    else:
        leave(running, odder, koordinator)
        assert stands(running, "statutes-adopted") == (0, 1)
    assert stands(running, "authority-approval") == (0, 1)


def test_the_questions_are_asked_where_they_were_not(choose_form, odder, koordinator):
    collaboration = choose_form("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=5)
    collaboration.phase = 5
    leave(collaboration, odder, koordinator)
    keys = set(collaboration.questions.values_list("key", flat=True))
    assert {"statutes-adopted", "authority-approval"} == keys


def test_what_was_decided_about_no_text_is_decided_anew_as_well(choose_form, odder, horsens, koordinator):
    """A body registered afterwards: nobody here has the paper that its councils adopted."""
    collaboration = choose_form("section-60")
    ask(collaboration, "statutes-adopted", "authority-approval")
    long_ago = dt.date(2013, 6, 1)
    for place in (odder, horsens):
        decide(collaboration, "statutes-adopted", place, date=long_ago)
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=5)
    collaboration.phase = 5
    leave(collaboration, odder, koordinator)
    assert stands(collaboration, "statutes-adopted") == (0, 1)
    decide(collaboration, "statutes-adopted", horsens)
    assert stands(collaboration, "statutes-adopted") == (1, 1)


## § 60 a


def test_the_authority_is_told_when_a_party_of_a_section_60a_leaves(choose_form, odder, horsens, koordinator):
    collaboration = choose_form("section-60a")
    ask(collaboration, with_texts=True)
    text = collaboration.texts.get(kind="cooperation")
    publish(text, on=dt.date(2026, 1, 5))
    for place in (odder, horsens):
        decide(collaboration, "statutes-adopted", place)
    leave(collaboration, odder, koordinator, {text.pk: "Formål"})
    question = collaboration.questions.last()
    assert (question.title, question.scope, question.binding) == ("Ankestyrelsen orienteres: Odder", "authority", False)


## The page


def test_the_page_says_what_would_change_before_anything_is_saved(adopted, browser, odder):
    url = reverse("decisions:coming", args=[adopted.slug, "727"])
    answer = browser.get(url)
    page = answer.context["page"]
    said = {each.title: (each.before, each.after, each.again) for each in page.anew}
    assert said["Vedtægter"] == ("2 af 2", "0 af 1", "Horsens")
    assert {each.title: each.after for each in page.standing}["Vedtægter"] == "1 af 1"
    assert adopted.participations.get(municipality=odder).state == "participant"


def test_the_page_registers_the_leaving_with_its_clause(adopted, browser, statutes, odder):
    url = reverse("decisions:coming", args=[adopted.slug, "727"])
    data = {"date": TODAY().strftime("%d.%m.%Y"), "reason": "Økonomien.", f"text-{statutes.pk}": "Formål"}
    answer = browser.post(url, data, follow=True)
    assert "Ændringen for Odder er gemt." in answer.text
    assert adopted.participations.get(municipality=odder).state == "withdrawn"
    assert Amendment.objects.get().clause == "Formål"


def test_a_form_without_reason_and_choice_keeps_what_was_typed(adopted, browser, odder):
    url = reverse("decisions:coming", args=[adopted.slug, "727"])
    answer = browser.post(url, {"date": "24.11.2026", "source": "Brev af 3. november"})
    assert "Skriv, hvorfor kommunen træder ud." in answer.text
    assert "Vælg, om teksten tager højde for det." in answer.text
    assert "Brev af 3. november" in answer.text


def test_the_pages_say_which_clause_was_named(adopted, browser, statutes, odder, koordinator):
    leave(adopted, odder, koordinator, {statutes.pk: "Formål"})
    for name, args in (("matrix", []), ("question", ["statutes-adopted"])):
        page = browser.get(reverse(f"decisions:{name}", args=[adopted.slug, *args])).content.decode()
        assert "Odder trådte ud" in page
        assert "“Formål” i “Vedtægter”, version 1, tager højde for det" in page


def test_the_coordinator_is_told_to_publish_anew_and_councils_only_then_to_decide(
    adopted, browser, statutes, odder, koordinator
):
    leave(adopted, odder, koordinator, {statutes.pk: ""})
    publish_first, decide_again = (
        "Udgiv en ny version af teksten til “Vedtægter”",
        "Horsens skal beslutte Vedtægter igen",
    )
    pages = [adopted.get_absolute_url(), reverse("dashboards:my_work")]
    before = [browser.get(url).content.decode() for url in pages]
    assert [publish_first in page for page in before] == [True, True]
    assert decide_again not in before[0]
    publish(statutes)
    after = [browser.get(url).content.decode() for url in pages]
    assert [publish_first in page for page in after] == [False, False]
    assert decide_again in after[0]


def test_the_page_of_a_running_section_60_says_the_rule(running, browser):
    answer = browser.get(reverse("decisions:coming", args=[running.slug, "727"]))
    assert "Vedtægterne skal ændres" in answer.text
    assert "kræver som regel også godkendelse" in answer.text
    assert {each.title: each.after for each in answer.context["page"].anew}["Vedtægter"] == "0 af 1"


def test_who_registers_a_leaving_under_participants_sees_first_what_it_changes(adopted, browser, odder):
    url = reverse("collaborations:participation", args=[adopted.slug, "727"])
    typed = {"state": "withdrawn", "date": TODAY().strftime("%d.%m.%Y"), "reason": "Økonomien."}
    answer = browser.post(url, typed, follow=True)
    assert answer.context["heading"] == "Hvad nu hvis Odder træder ud?"
    assert "Økonomien." in answer.text
    assert adopted.participations.get(municipality=odder).state == "participant"


def test_a_contact_who_says_yes_sees_first_what_it_changes_and_may_register_it(adopted, hedensted):
    contact = factories.make_user("hedensted@example.org")
    factories.make_municipality_role(contact, hedensted, "contact")
    browser = Client()
    browser.force_login(contact)
    url = reverse("collaborations:participation", args=[adopted.slug, "766"])
    day = TODAY().strftime("%d.%m.%Y")
    answer = browser.post(url, {"state": "participant", "date": day}, follow=True)
    assert answer.context["heading"] == "Hvad nu hvis Hedensted kommer med?"
    browser.post(answer.request["PATH_INFO"], {"date": day})
    assert adopted.participations.get(municipality=hedensted).state == "participant"


def test_late_participants_are_not_added_several_at_once(adopted, browser):
    factories.make_municipality("Norddjurs", code="707")
    url = reverse("collaborations:add_participant", args=[adopted.slug])
    answer = browser.post(url, {"municipalities": "Norddjurs", "state": "participant", "date": "24.11.2026"})
    assert "Andre kommuner har allerede besluttet noget." in answer.text
    assert not adopted.participations.filter(municipality__name="Norddjurs").exists()
