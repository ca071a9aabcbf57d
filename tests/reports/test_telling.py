"""A running collaboration tells the catalogue what it did."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services import use_case
from cases.vocabulary import KeyType
from collaborations.models import Collaboration
from common.exceptions import DomainError
from municipalities.models import PopulationFigure
from reports import paper, telling
from reports.case_draft import _key_type, draft_from_snapshot
from reports.documents import snapshot
from reports.kinds import places
from tests import factories
from tests.reports.papers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(founding):
    """“Fælles it-drift” in phase 5, founded on 1 March 2027."""
    Collaboration.objects.filter(pk=founding.pk).update(
        phase=5, founded_on=dt.date(2027, 3, 1), demarcation="Ikke skoler"
    )
    founding.refresh_from_db()
    founding.cooperation_models.add(*founding.cooperation_models.model.objects.filter(key="operation-support"))
    return founding


def tell_url(collaboration):
    return reverse("reports:tell", args=[collaboration.slug])


def tell(collaboration, actor):
    """Send what is proposed now, as somebody does who has just read it."""
    return telling.tell_as_case(collaboration, read=telling.proposed(collaboration).fingerprint, actor=actor)


def send(client, collaboration, **more):
    """Read the page and press its button."""
    shown = client.get(tell_url(collaboration)).context
    read = shown["proposal"].fingerprint if shown["proposal"] else ""
    return client.post(tell_url(collaboration), {"read": read}, **more)


def test_what_is_known_is_filled_in(running):
    document = draft_from_snapshot(snapshot(running))
    assert (document.title, document.organisation, document.model) == (
        "Fælles it-drift",
        "section-60",
        "operation-support",
    )
    assert document.established == "2027-03-01"
    assert set(document.municipalities) == {"615", "727"}
    assert document.party_count == 2
    assert document.populations[0].value == 23_916 + 97_571
    assert document.areas == ("Ikke skoler",)
    assert [event.text for event in document.timeline] == ["Samarbejdet blev stiftet"]


def test_inhabitants_are_not_known_where_one_municipality_has_no_figure(running):
    factories.make_participation(running, factories.make_municipality("Ølsted"))
    assert draft_from_snapshot(snapshot(running)).populations == ()


def test_no_person_goes_along(running, koordinator):
    assert koordinator.name not in str(draft_from_snapshot(snapshot(running)))


def test_what_only_people_can_tell_is_left_open(running):
    document = draft_from_snapshot(snapshot(running))
    assert (document.essence, document.advice, document.challenges) == ("", (), ())


def test_the_editors_get_a_draft_that_no_reader_sees(running, koordinator, redaktoer, fremmed):
    case = tell(running, koordinator)
    assert (case.state, case.origin) == ("draft", running)
    assert case in Case.objects.visible_to(redaktoer)
    assert case not in Case.objects.visible_to(fremmed)
    assert "Sendte samarbejdet til casekataloget" in running.activity.first().text


def test_it_is_told_once(running, koordinator):
    tell(running, koordinator)
    with pytest.raises(DomainError, match="sendt til kataloget"):
        tell(running, koordinator)
    assert Case.objects.count() == 1


def test_one_that_was_withdrawn_can_be_told_again(running, koordinator):
    tell(running, koordinator)
    Case.objects.update(state="withdrawn")
    tell(running, koordinator)
    assert Case.objects.count() == 2


def test_before_it_is_established_there_is_nothing_to_tell(founding, koordinator):
    with pytest.raises(DomainError, match="fase 5"):
        tell(founding, koordinator)


def test_what_came_from_a_source_is_in_the_catalogue_already(running, koordinator):
    Collaboration.objects.filter(pk=running.pk).update(origin="source")
    with pytest.raises(DomainError, match="kilde"):
        tell(running, koordinator)


def test_the_coordinator_reads_what_is_sent_and_sends_it(running, client_for):
    client = client_for("koordinator")
    page = client.get(tell_url(running)).content.decode()
    assert "Det her sender du" in page
    assert "1. marts 2027" in page
    sent = send(client, running, follow=True).content.decode()
    assert "Udkastet er sendt" in sent
    assert Case.objects.get().origin == running


def test_sent_twice_it_says_when_it_was_sent(running, client_for):
    client = client_for("koordinator")
    send(client, running)
    assert "blev sendt til kataloget" in client.post(tell_url(running), follow=True).content.decode()
    assert "Kan ikke sendes" in client.get(tell_url(running)).content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("anonym", 302),
        ("fremmed", 404),
        ("redaktoer", 404),
        ("tidligere_kontakt", 404),
        ("laeser", 403),
        ("bidragyder", 403),
        ("kontakt", 403),
        ("direktoer", 403),
        ("kommunelaeser", 403),
        ("administrator", 403),
        ("koordinator", 200),
    ],
)
def test_who_may_send_a_collaboration_to_the_catalogue(running, client_for, name, status):
    assert client_for(name).get(tell_url(running)).status_code == status
    assert client_for(name).post(tell_url(running)).status_code == status
    if status == 200:
        assert send(client_for(name), running).status_code == 302


def test_what_changed_since_it_was_read_is_read_again(running, client_for):
    client = client_for("koordinator")
    read = client.get(tell_url(running)).context["proposal"].fingerprint
    Collaboration.objects.filter(pk=running.pk).update(purpose="Noget andet end det, der blev læst")
    page = client.post(tell_url(running), {"read": read})
    assert "Samarbejdet er ændret, siden du læste udkastet" in page.content.decode()
    assert "Noget andet end det" in page.content.decode()
    assert not Case.objects.exists()
    assert client.post(tell_url(running), {"read": page.context["proposal"].fingerprint}).status_code == 302
    assert Case.objects.get().working_content.summary == "Noget andet end det, der blev læst"


def test_what_points_at_a_person_is_not_sent(running, client_for):
    Collaboration.objects.filter(pk=running.pk).update(purpose="Skriv til nogen@example.org")
    client = client_for("koordinator")
    page = client.get(tell_url(running)).content.decode()
    assert "Fjern mailadressen" in page
    assert "Send til casekataloget" not in page
    assert "peger på en person" in send(client, running, follow=True).content.decode()
    assert not Case.objects.exists()


def test_inhabitants_are_of_the_year_that_they_were_counted_in(running):
    [population] = draft_from_snapshot(snapshot(running)).populations
    years = set(PopulationFigure.objects.values_list("date__year", flat=True))
    assert {population.year} == years
    PopulationFigure.objects.filter(municipality__code="615").update(date=dt.date(2016, 1, 1))
    [population] = draft_from_snapshot(snapshot(running)).populations
    assert population.year is None


def test_a_form_that_nobody_chose_is_not_told_as_another(running):
    Collaboration.objects.filter(pk=running.pk).update(organisation_type=None)
    running.refresh_from_db()
    assert draft_from_snapshot(snapshot(running)).organisation == ""


def test_agreed_percentages_are_no_fixed_amount():
    assert _key_type({"weight": "", "kind": "percentages"}) == "percentages"
    assert KeyType("percentages").label == "Aftalte procenter"


def test_cases_that_it_builds_on_are_in_the_snapshot(founding, koordinator):
    case = factories.make_case("Fælles køkken", essence="Ét køkken til fire kommuner")
    use_case(case, collaboration=founding, note="Kontingentet", version=0, actor=koordinator)
    [told] = snapshot(founding)["case_references"]
    assert (told["slug"], told["title"], told["note"]) == ("faelles-koekken", "Fælles køkken", "Kontingentet")
    assert told["added_by"] == "Koordinator"


def test_the_status_report_prints_them(founding, koordinator):
    case = factories.make_case("Fælles køkken", essence="Ét køkken til fire kommuner")
    use_case(case, collaboration=founding, note="Vi låner kontingentet", version=0, actor=koordinator)
    text = text_of(paper.draw(snapshot(founding), places()).content)
    assert "Cases, samarbejdet bygger på" in text
    assert "Vi låner kontingentet" in text


def test_a_report_of_before_there_were_references_is_drawn_as_it_was(founding):
    taken = snapshot(founding)
    del taken["case_references"]
    assert "Cases, samarbejdet bygger på" not in text_of(paper.draw(taken, places()).content)
