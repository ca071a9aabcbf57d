"""“Brug i mit samarbejde”: from a case to a collaboration, and the page of what a collaboration builds on."""

import pytest
from django.urls import reverse

from cases.models import CaseReference
from cases.services import use_case
from tests import factories
from tests.kept import put_cases, put_catalogue, put_municipalities

pytestmark = pytest.mark.django_db
SEES = ("koordinator", "bidragyder", "laeser", "kontakt", "direktoer", "kommunelaeser", "administrator")
WRITES = ("koordinator", "bidragyder")
OUTSIDE = ("fremmed", "redaktoer", "tidligere_kontakt")


@pytest.fixture
def case():
    advice = {"text": "Tal med alle direktioner", "phases": [1, 2, 3, 4, 5]}
    return factories.make_case("Fælles køkken", essence="Ét køkken til fire kommuner", advice=[advice])


@pytest.fixture
def reference(case, collaboration, koordinator):
    return use_case(case, collaboration=collaboration, note="Kontingentet", version=0, actor=koordinator)


def choose_collaboration(case):
    return reverse("cases:choose_collaboration", args=[case.slug])


def references(collaboration):
    return reverse("cases:references", args=[collaboration.slug])


def use(collaboration, case):
    return reverse("cases:use", args=[collaboration.slug, case.slug])


def stop_using(collaboration, reference):
    return reverse("cases:stop_using", args=[collaboration.slug, reference.pk])


def text(response) -> str:
    return " ".join(response.content.decode().split())


## Who may


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE, "anonym"])
def test_who_reads_what_the_collaboration_builds_on(client_for, collaboration, reference, name):
    expected = 200 if name in SEES else 302 if name == "anonym" else 404
    assert client_for(name).get(references(collaboration)).status_code == expected


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE, "anonym"])
def test_who_refers_to_a_case(client_for, collaboration, case, name):
    expected = 302 if name in (*WRITES, "anonym") else 403 if name in SEES else 404
    answer = client_for(name).post(use(collaboration, case), {"note": "Nyt", "version": 0})
    assert answer.status_code == expected
    assert CaseReference.objects.exists() is (name in WRITES)


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE, "anonym"])
def test_who_takes_a_reference_away(client_for, collaboration, reference, name):
    expected = 302 if name in (*WRITES, "anonym") else 403 if name in SEES else 404
    assert client_for(name).post(stop_using(collaboration, reference)).status_code == expected
    assert CaseReference.objects.exists() is (name not in WRITES)


def test_a_reference_of_another_collaboration_is_not_taken_away_from_here(client_for, collaboration, case):
    other = use_case(case, collaboration=factories.make_collaboration(), note="", version=0, actor=None)
    client_for("koordinator").post(stop_using(collaboration, other))
    assert CaseReference.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn"])
def test_nobody_refers_to_a_case_that_readers_do_not_see(client_for, collaboration, state):
    hidden = factories.make_case("Hemmelig", state=state)
    client = client_for("koordinator")
    assert client.post(use(collaboration, hidden), {"note": "", "version": 0}).status_code == 404
    assert client.get(choose_collaboration(hidden)).status_code == 404


## From the case


def test_with_one_collaboration_nobody_is_asked_which(client_for, collaboration, case):
    answer = client_for("koordinator").get(choose_collaboration(case))
    assert answer["Location"] == use(collaboration, case)


def test_with_several_the_own_are_to_choose_from(client_for, collaboration, case, koordinator):
    factories.make_member(factories.make_collaboration("Fælles køkken i syd"), koordinator, "contributor")
    factories.make_member(factories.make_collaboration("Kun til at læse"), koordinator, "reader")
    factories.make_collaboration("De andres")
    page = text(client_for("koordinator").get(choose_collaboration(case)))
    assert "Fælles køkken i syd" in page
    assert "Fælles it-drift" in page
    assert "Kun til at læse" not in page
    assert "De andres" not in page


def test_the_address_may_name_the_collaboration(client_for, collaboration, case, koordinator):
    other = factories.make_collaboration("Fælles køkken i syd")
    factories.make_member(other, koordinator, "coordinator")
    address = f"{choose_collaboration(case)}?samarbejde={other.slug}"
    assert client_for("koordinator").get(address)["Location"] == use(other, case)


def test_a_strangers_collaboration_in_the_address_is_not_answered(client_for, collaboration, case):
    other = factories.make_collaboration("De andres")
    answer = client_for("fremmed").get(f"{choose_collaboration(case)}?samarbejde={other.slug}")
    assert answer.status_code == 200
    assert "De andres" not in text(answer)


def test_who_writes_in_no_collaboration_is_told_so(client_for, case):
    page = text(client_for("fremmed").get(choose_collaboration(case)))
    assert "Du er ikke koordinator eller bidragyder i et samarbejde." in page


## The page


def test_the_sentence_stands_on_the_page_and_can_be_changed(client_for, collaboration, case):
    client = client_for("bidragyder")
    client.post(use(collaboration, case), {"note": "Kontingentet", "version": 0})
    page = text(client.get(references(collaboration)))
    assert "Kontingentet" in page
    assert "Tilføjet" in page
    client.post(use(collaboration, case), {"note": "Kontingentet og bestyrelsen", "version": 1})
    assert CaseReference.objects.get().note == "Kontingentet og bestyrelsen"


def test_two_who_write_at_once_see_both_and_lose_nothing(client_for, collaboration, case):
    client_for("koordinator").post(use(collaboration, case), {"note": "Den enes", "version": 0})
    page = text(client_for("bidragyder").post(use(collaboration, case), {"note": "Den andens", "version": 0}))
    assert "En anden har gemt, mens du skrev" in page
    assert "Den enes" in page
    assert "Den andens" in page
    assert CaseReference.objects.get().note == "Den enes"


def test_one_that_was_taken_away_meanwhile_is_written_again_on_purpose_only(client_for, collaboration, case, reference):
    client = client_for("bidragyder")
    client_for("koordinator").post(stop_using(collaboration, reference))
    page = text(client.post(use(collaboration, case), {"note": "Min sætning", "version": 1}))
    assert "Min sætning" in page
    assert not CaseReference.objects.exists()
    client.post(use(collaboration, case), {"note": "Min sætning", "version": 0})
    assert CaseReference.objects.get().note == "Min sætning"


def test_a_note_that_is_too_long_is_kept_with_its_error(client_for, collaboration, case):
    page = text(client_for("koordinator").post(use(collaboration, case), {"note": "x" * 301, "version": 0}))
    assert "x" * 301 in page
    assert "Fejl:" in page
    assert not CaseReference.objects.exists()


def test_a_withdrawn_case_is_named_without_a_link(client_for, collaboration, case, reference):
    case.state = "withdrawn"
    case.save()
    page = text(client_for("koordinator").get(references(collaboration)))
    assert "Fælles køkken (ikke længere i kataloget)" in page
    assert f'href="{case.get_absolute_url()}"' not in page


def test_without_references_it_says_what_belongs_here(client_for, collaboration):
    page = text(client_for("laeser").get(references(collaboration)))
    assert "I henviser ikke til nogen case endnu." in page
    assert "Find en case" not in page  # who may not refer to one is not asked to find one


def test_cases_that_fit_are_offered_with_why(client_for, collaboration, case):
    page = text(client_for("koordinator").get(references(collaboration)))
    assert "Vises, fordi: erfaringer fra samme fase" in page
    assert "Tal med alle direktioner" in page
    assert use(collaboration, case) in page


@pytest.mark.parametrize("count", [3, 300])
def test_few_and_many_cases_take_the_same_queries(
    client_for, collaboration, koordinator, django_assert_num_queries, count
):
    made = factories.make_many_cases(count, advice=[{"text": "Råd", "phases": [1]}])
    CaseReference.objects.bulk_create(
        CaseReference(collaboration=collaboration, case=case, added_by=koordinator) for case in made
    )
    client = client_for("koordinator")
    client.get(references(collaboration))
    with django_assert_num_queries(9):
        client.get(references(collaboration))


def test_a_kitchen_is_shown_kitchens_first(koordinator, client_for):
    put_municipalities()
    put_catalogue()
    put_cases()
    purpose = "Vi vil lave mad til borgere på plejecentre i et fælles storkøkken."
    kitchen = factories.make_collaboration("Fælles madproduktion", purpose=purpose, coordinator=koordinator, phase=3)
    learned = client_for("koordinator").get(references(kitchen)).context["learned"]
    assert learned[0].slug == "mad-til-hver-dag"
    assert learned[0].why[0] == "samme fagområde"
