"""The overview: conclusion first, then how far, what is missing, who takes part and what happened."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations import services as collaborations
from common.formats import long_date
from modelguide.services import save_guide_answer
from models_catalog.models import OrganisationType
from phases import services as phases
from phases.models import ChecklistTemplateItem
from tests import factories


@pytest.fixture
def own(reference, odder):
    user = factories.make_user("koordinator.overblik@example.org", name="Koordinator")
    factories.make_municipality_role(user, odder, "contact")
    return phases.start_collaboration(name="Fælles køkken", purpose="Mad til ældre", initiator=odder, actor=user), user


def page_of(client, collaboration, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("dashboards:overview", args=[collaboration.slug]))


def test_a_new_collaboration_shows_three_steps_and_no_empty_figures(client, own):
    page = page_of(client, *own).content.decode()
    assert "Sådan kommer I i gang" in page
    assert "Kræver handling nu" not in page


def test_the_conclusion_is_who_is_missing_and_then_the_reason_of_a_yellow_status(client, own):
    collaboration, user = own
    collaborations.set_status(collaboration, status="yellow", reason="Odder har ikke svaret", actor=user)
    conclusion = page_of(client, collaboration, user).context["overview"].conclusion
    assert (conclusion.colour, conclusion.lead) == ("yellow", "Odder mangler, før I kan gå til fase 2.")
    assert conclusion.rest == "Odder har ikke svaret. 3 af 3 krav før fase 2 mangler."


def test_the_first_sentence_names_all_who_are_missing_and_not_only_whom_the_status_names(client, own, horsens):
    collaboration, user = own
    names = ["Aabenraa", "Billund", "Esbjerg", "Fanø", "Haderslev", "Kolding", "Vejen"]
    for name in names:
        factories.make_participation(collaboration, factories.make_municipality(name=name))
    factories.make_participation(collaboration, horsens)
    collaborations.set_status(collaboration, status="yellow", reason="Horsens har ikke svaret", actor=user)
    conclusion = page_of(client, collaboration, user).context["overview"].conclusion
    assert conclusion.lead == (
        "Billund, Esbjerg, Fanø, Haderslev, Horsens, Kolding og 3 andre mangler, før I kan gå til fase 2."
    )


def test_the_guide_is_offered_until_it_has_been_answered_and_then_says_what_it_said(client, own):
    collaboration, user = own
    assert "Brug modelguiden" in page_of(client, collaboration, user).content.decode()
    save_guide_answer(collaboration, answers={"drift": "ja"}, actor=user)
    page = page_of(client, collaboration, user).content.decode()
    assert "Jeres svar peger på én model: drifts- og supportsamarbejde." in page
    assert reverse("modelguide:saved", args=[collaboration.slug]) in page


def test_who_set_the_status_and_when_stands_beside_it(client, own):
    collaboration, user = own
    assert "Status sat" not in page_of(client, collaboration, user).content.decode()
    collaborations.set_status(collaboration, status="yellow", reason="Odder har ikke svaret", actor=user)
    today = long_date(timezone.localdate())
    assert f"Status sat {today} af Koordinator." in page_of(client, collaboration, user).content.decode()


def test_a_waived_requirement_is_not_called_met(client, own):
    collaboration, user = own
    for key in ("management-support", "interested-municipality", "proposal"):
        phases.waive(collaboration, requirement=key, reason="Det haster", actor=user)
    page = page_of(client, collaboration, user)
    assert page.context["overview"].conclusion.rest == "Intet krav før fase 2 mangler. 3 krav er fraveget."


def test_only_one_primary_button_stands_in_the_page(client, own):
    page = page_of(client, *own).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("btn-primary") == 1


def test_population_says_date_and_source(client, own):
    page = page_of(client, *own).content.decode()
    assert "Indbyggertal 1. januar 2026. Kilde: Danmarks Statistik, FOLK1A." in page


def test_a_stranger_gets_404_and_never_learns_that_it_exists(client, own):
    collaboration, _user = own
    assert page_of(client, collaboration, factories.make_user()).status_code == 404


def test_a_municipality_that_left_sees_its_own_history_only(client_for, collaboration, koordinator, reference):
    page = client_for("tidligere_kontakt").get(reverse("dashboards:overview", args=[collaboration.slug]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Samsø: Udtrådt" in text
    assert "Hedensted" not in text


@pytest.mark.parametrize("number", [3, 40])
def test_few_and_many_participants_take_the_same_queries(client, own, number, django_assert_max_num_queries):
    collaboration, user = own
    for _ in range(number):
        factories.make_participation(collaboration, factories.make_municipality(population=1000))
        factories.make_activity(collaboration)
    page_of(client, collaboration, user)
    with django_assert_max_num_queries(19) as captured:
        client.get(reverse("dashboards:overview", args=[collaboration.slug]))
    assert len(captured) == 19


def test_the_contact_of_an_invited_municipality_is_asked_on_top(client, own, hedensted):
    collaboration, _user = own
    factories.make_participation(collaboration, hedensted, state="invited")
    contact = factories.make_user("kontakt.hedensted@example.org")
    factories.make_municipality_role(contact, hedensted, "contact")
    assert "Svar for Hedensted" in page_of(client, collaboration, contact).content.decode()


def test_nobody_else_is_asked_to_answer_for_it(client, own, hedensted):
    collaboration, user = own
    factories.make_participation(collaboration, hedensted, state="invited")
    assert "Svar for Hedensted" not in page_of(client, collaboration, user).content.decode()


def test_a_point_that_the_chosen_form_does_not_ask_for_is_not_late(client, own):
    collaboration, user = own
    section = OrganisationType.objects.get(key="section-60")
    collaborations.update_facts(
        collaboration, changes={"organisation_type": section}, version=collaboration.version, actor=user
    )
    collaboration.refresh_from_db()
    template = ChecklistTemplateItem.objects.get(key="s12")
    phases.answer_item(
        collaboration,
        template=template,
        actor=user,
        version=0,
        state="started",
        owner=user,
        due=timezone.localdate() - dt.timedelta(days=3),
        note="",
        reason="",
    )
    late = [action.text for action in page_of(client, collaboration, user).context["overview"].actions]
    assert template.text in late
    collaboration.refresh_from_db()
    association = OrganisationType.objects.get(key="association")
    collaborations.update_facts(
        collaboration, changes={"organisation_type": association}, version=collaboration.version, actor=user
    )
    late = [action.text for action in page_of(client, collaboration, user).context["overview"].actions]
    assert template.text not in late
