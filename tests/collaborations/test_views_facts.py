import datetime as dt

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from collaborations.services import set_status
from tests import factories
from tests.collaborations.first_tasks import FIRST_TASK
from tests.collaborations.pages import errors_of, text_of

NBSP = "\u00a0"


@pytest.fixture
def address(collaboration):
    return reverse("collaborations:facts", args=[collaboration.slug])


@pytest.fixture
def typed(collaboration):
    """What the form posts when nothing is changed."""
    return {"name": collaboration.name, "purpose": collaboration.purpose, "version": "1"}


def test_a_koordinator_changes_every_fact(client_for, address, typed, collaboration, odder):
    kind, model = factories.make_organisation_type("association"), factories.make_model()
    response = client_for("koordinator").post(
        address,
        typed
        | {
            "name": "Nyt navn",
            "demarcation": "Kun drift",
            "organisation_type": kind.pk,
            "cooperation_models": [model.pk],
            "host": odder.pk,
            "start_goal": "1.1.2027",
            "founded_on": "01-07-2026",
            "operating_from": "2026-10-01",
            **FIRST_TASK,
            "declared_member_count": "12",
            "declared_member_note": "Medlemsliste",
            "driver_economy": "on",
            "driver_economy_text": "Billigere",
            "expectations": "Færre nedbrud",
        },
        follow=True,
    )
    assert "Oplysningerne er gemt." in text_of(response)
    collaboration.refresh_from_db()
    assert (collaboration.name, collaboration.demarcation, collaboration.host) == ("Nyt navn", "Kun drift", odder)
    assert (collaboration.organisation_type, list(collaboration.cooperation_models.all())) == (kind, [model])
    assert collaboration.start_goal == dt.date(2027, 1, 1)
    assert (collaboration.founded_on, collaboration.operating_from) == (dt.date(2026, 7, 1), dt.date(2026, 10, 1))
    assert [each.title for each in collaboration.first_tasks.all()] == ["Fælles servicedesk"]
    assert (collaboration.declared_member_count, collaboration.declared_member_note) == (12, "Medlemsliste")
    assert [(each.kind, each.description) for each in collaboration.drivers.all()] == [("economy", "Billigere")]
    assert [each.text for each in collaboration.expectations.all()] == ["Færre nedbrud"]


def test_a_bidragyder_writes_texts_and_nothing_else(client_for, address, typed, collaboration, odder):
    kind = factories.make_organisation_type()
    client_for("bidragyder").post(
        address,
        typed | {"name": "Nyt navn", "organisation_type": kind.pk, "host": odder.pk, "purpose": "Nyt formål"},
    )
    collaboration.refresh_from_db()
    assert (collaboration.name, collaboration.organisation_type, collaboration.host) == ("Fælles it-drift", None, None)
    assert collaboration.purpose == "Nyt formål"


def test_everybody_else_reads(client_for, address, collaboration):
    collaboration.purpose, collaboration.start_goal = "Et fælles formål", dt.date(2027, 1, 1)
    collaboration.save()
    response = client_for("laeser").get(address)
    text = text_of(response)
    assert [word in text for word in ("Et fælles formål", "1. januar 2027", "Ikke oplyst", "Horsens")] == [True] * 4
    assert 'name="purpose"' not in response.content.decode()


def test_bad_input_keeps_what_was_typed_and_says_what_is_wrong(client_for, address, typed):
    response = client_for("koordinator").post(
        address, typed | {"name": "", "purpose": "Mit lange formål", "start_goal": "31.2.2027"}
    )
    assert errors_of(response) == {"name", "start_goal"}
    html = response.content.decode()
    assert "Mit lange formål" in html
    assert 'value="31.2.2027"' in html
    assert 'href="#id_start_goal"' in html
    assert "<title>Fejl: Oplysninger" in html
    # The heading is what is saved, not what was typed.
    assert "Fælles it-drift" in html


def test_a_rule_of_the_domain_is_said_in_words(client_for, address, typed, collaboration):
    factories.make_external_participation(collaboration, factories.make_party("KOMBIT"))
    kind = factories.make_organisation_type("section-60")
    response = client_for("koordinator").post(address, typed | {"organisation_type": kind.pk, "demarcation": "Min"})
    assert "Disse parter er med: KOMBIT." in text_of(response)
    assert "Min" in response.content.decode()
    collaboration.refresh_from_db()
    assert collaboration.organisation_type is None


def test_a_driver_is_explained_only_where_it_is_ticked(client_for, address, typed):
    response = client_for("koordinator").post(address, typed | {"driver_quality_text": "Bedre svar"})
    assert errors_of(response) == {"driver_quality_text"}
    html = response.content.decode()
    assert "Bedre svar" in html
    # In the summary, and beside the field, where the field's description points.
    assert html.count("Sæt kryds ved kvalitet, når du uddyber den.") == 2
    assert html.count("id_driver_quality_text_error") == 2


def test_only_a_participant_can_be_chosen_as_host(client_for, address, typed, samsoe):
    response = client_for("koordinator").post(address, typed | {"host": samsoe.pk})
    assert errors_of(response) == {"host"}


## Two people at once


def test_a_conflict_shows_both_and_loses_nothing(client_for, address, typed, collaboration):
    first, second = client_for("koordinator"), client_for("bidragyder")
    second.post(address, {"purpose": "Bidragyderens formål", "version": "1"})
    mine = typed | {"purpose": "Mit formål", "demarcation": "Min afgrænsning"}
    response = first.post(address, mine)
    text = text_of(response)
    assert "En anden har gemt, mens du skrev" in text
    assert [word in text for word in ("Bidragyderens formål", "Mit formål", "Min afgrænsning")] == [True] * 3
    differences = {each.label: (each.saved, each.typed) for each in response.context["conflict"]}
    assert differences == {
        "Formål": ("Bidragyderens formål", "Mit formål"),
        "Afgrænsning (valgfrit)": ("Ikke oplyst", "Min afgrænsning"),
    }
    collaboration.refresh_from_db()
    assert collaboration.purpose == "Bidragyderens formål"


def sent_by_a_browser(response) -> dict:
    """What a browser sends when nobody touches the form."""
    form, data = response.context["form"], {}
    for field in form:
        value = field.value()
        if isinstance(field.field, forms.BooleanField):
            data |= {field.name: "on"} if value else {}
        elif isinstance(value, list):
            data[field.name] = [getattr(each, "pk", each) for each in value]
        else:
            data[field.name] = field.field.widget.format_value(value) or ""
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in data.items()}


def test_a_field_that_was_not_touched_is_not_written_back(client_for, address, collaboration, odder):
    """Two tabs: one changes the purpose, the other only the demarcation. Both stay."""
    Collaboration.objects.update(purpose="Det gamle\r\nformål", host=odder, start_goal=dt.date(2027, 1, 1))
    client = client_for("koordinator")
    first, second = (sent_by_a_browser(client.get(address)) for _ in range(2))
    assert client.post(address, first | {"purpose": "Det nye formål"}).status_code == 302
    response = client.post(address, second | {"demarcation": "Min afgrænsning"})
    assert [(each.label, each.typed) for each in response.context["conflict"]] == [
        ("Afgrænsning (valgfrit)", "Min afgrænsning")
    ]
    assert client.post(address, sent_by_a_browser(response)).status_code == 302
    collaboration.refresh_from_db()
    assert (collaboration.purpose, collaboration.demarcation) == ("Det nye formål", "Min afgrænsning")
    assert (collaboration.host, collaboration.start_goal) == (odder, dt.date(2027, 1, 1))


def test_what_both_have_touched_is_shown_and_the_typed_stays(client_for, address, collaboration):
    client = client_for("koordinator")
    first, second = (sent_by_a_browser(client.get(address)) for _ in range(2))
    client.post(address, first | {"purpose": "Det ene"})
    response = client.post(address, second | {"purpose": "Det andet"})
    assert [(each.saved, each.typed) for each in response.context["conflict"]] == [("Det ene", "Det andet")]


@pytest.mark.parametrize("seen", ["", "[]", "null", "{", '{"purpose": 1, "findes-ikke": "x"}'])
def test_a_page_that_does_not_say_what_it_began_with_compares_everything(client_for, address, typed, seen):
    Collaboration.objects.update(version=2, purpose="Andres formål")
    response = client_for("koordinator").post(address, typed | {"seen": seen})
    assert "Formål" in [each.label for each in response.context["conflict"]]


def test_saving_again_after_a_conflict_is_a_choice(client_for, address, typed, collaboration):
    client_for("bidragyder").post(address, {"purpose": "Bidragyderens formål", "version": "1"})
    client = client_for("koordinator")
    response = client.post(address, typed | {"purpose": "Mit formål"})
    version = response.context["form"]["version"].value()
    assert client.post(address, typed | {"purpose": "Mit formål", "version": version}).status_code == 302
    collaboration.refresh_from_db()
    assert collaboration.purpose == "Mit formål"


def test_a_conflict_with_something_invalid_is_compared_once_it_is_valid(
    client_for, address, typed, odder, collaboration
):
    """The host left meanwhile: the error comes first, and the other's change is not overwritten unseen."""
    client = client_for("koordinator")
    Collaboration.objects.update(version=2, purpose="Andres formål")
    collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    response = client.post(address, typed | {"host": odder.pk})
    assert errors_of(response) == {"host"}
    assert response.context["form"]["version"].value() == "1"
    response = client.post(address, typed)
    assert [each.label for each in response.context["conflict"]] == ["Formål"]


def test_a_conflict_shows_every_kind_of_field_in_words(client_for, address, typed, odder):
    model, kind = factories.make_model(), factories.make_organisation_type("association", name="Forening")
    Collaboration.objects.update(version=2, start_goal=dt.date(2027, 1, 1), declared_member_count=4)
    response = client_for("koordinator").post(
        address,
        typed | {
            "host": odder.pk, "cooperation_models": [model.pk], "organisation_type": kind.pk, "driver_economy": "on",
        },
    )  # fmt: skip
    differences = {each.label: (each.saved, each.typed) for each in response.context["conflict"]}
    assert differences == {
        "Organisationsform (valgfrit)": ("Ikke oplyst", "Forening"),
        "Samarbejdsmodeller (valgfrit)": ("Ingen", "Drift"),
        "Værtskommune (valgfrit)": ("Ikke oplyst", "Odder"),
        "Mål for start (valgfrit)": ("1. januar 2027", "Ikke oplyst"),
        "Antal medlemmer i alt (valgfrit)": ("4", "Ikke oplyst"),
        "Økonomi": ("Nej", "Ja"),
    }


## Status


@pytest.fixture
def status_address(collaboration):
    return reverse("collaborations:status", args=[collaboration.slug])


def test_a_koordinator_sets_the_status_and_sees_it_on_the_overview(client_for, status_address, collaboration):
    response = client_for("koordinator").post(status_address, {"status": "red", "reason": "Ingen flertal."})
    assert response.url == collaboration.get_absolute_url()
    collaboration.refresh_from_db()
    assert (collaboration.status, collaboration.status_reason) == ("red", "Ingen flertal.")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"status": "yellow", "reason": ""}, "reason"),
        ({"status": "red", "reason": "x" * 141}, "reason"),
        ({"status": "blå", "reason": "x"}, "status"),
        ({"reason": "x"}, "status"),
    ],
)
def test_a_status_that_is_not_one_is_refused(typed, field, client_for, status_address, collaboration):
    response = client_for("koordinator").post(status_address, typed)
    assert errors_of(response) == {field}
    assert typed["reason"] in response.content.decode()
    assert collaboration.status_updates.count() == 0


def test_a_status_sent_twice_is_set_once(client_for, status_address, collaboration):
    client = client_for("koordinator")
    form = client.get(status_address).context["form"]
    typed = {"status": "red", "reason": "Intet flertal."}
    typed |= {name: form[name].value() for name in ("version", "form_token")}
    answers = [client.post(status_address, typed) for _press in range(2)]
    assert [answer.url for answer in answers] == [collaboration.get_absolute_url()] * 2
    assert collaboration.status_updates.count() == 1


def test_a_status_form_read_before_somebody_elses_judgement_shows_both(client_for, status_address, collaboration):
    client = client_for("koordinator")
    form = client.get(status_address).context["form"]
    set_status(collaboration, status="yellow", reason="Andres ord", actor=None)
    hidden = {name: form[name].value() for name in ("version", "form_token")}
    response = client.post(status_address, {"status": "green", "reason": "Mine ord"} | hidden)
    assert "En anden har gemt, mens du skrev" in text_of(response)
    assert [(each.saved, each.typed) for each in response.context["conflict"]] == [
        ("Gul: afviger, men koordinatoren kan rette det", "Grøn: følger planen"),
        ("Andres ord", "Mine ord"),
    ]
    assert collaboration.status_updates.count() == 1
    again = response.context["form"]
    hidden = {name: again[name].value() for name in ("version", "form_token")}
    assert client.post(status_address, {"status": "green", "reason": "Mine ord"} | hidden).status_code == 302
    collaboration.refresh_from_db()
    assert collaboration.status == "green"


def test_the_colours_are_explained_to_everybody(client_for, status_address):
    for who in ("koordinator", "laeser", "direktoer"):
        assert "Hvad betyder farverne?" in text_of(client_for(who).get(status_address))


def test_a_hand_made_post_chooses_no_other_form_in_phase_5(client_for, address, typed, collaboration):
    chosen, other = factories.make_organisation_type("section-60"), factories.make_organisation_type("agreement")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=5, organisation_type=chosen)
    for attempt in (other.pk, ""):
        response = client_for("koordinator").post(address, typed | {"organisation_type": attempt})
        assert "Gå tilbage til fase 4, før I vælger en anden form." in text_of(response)
    assert Collaboration.objects.get().organisation_type == chosen


def test_a_hand_made_post_founds_nothing_in_the_future(client_for, address, typed, collaboration):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    response = client_for("koordinator").post(address, typed | {"founded_on": f"{tomorrow:%d.%m.%Y}"})
    assert "ikke være stiftet i fremtiden" in text_of(response)
    assert Collaboration.objects.get().founded_on is None
