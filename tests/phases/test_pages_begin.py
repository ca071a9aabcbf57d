"""Beginning a collaboration, reading the process, and taking over a newer one."""

import datetime as dt

from django.urls import reverse

from collaborations.models import Collaboration
from tests.collaborations.first_tasks import FIRST_TASK, TITLE
from tests.phases.pages import main_of, phase_url, text_of


def test_a_contact_begins_a_collaboration_with_the_least(client_for, reference, odder):
    page = client_for("kontakt").get(reverse("phases:create"))
    assert page.context["form"].fields["initiator"].initial == odder
    data = {"name": "Fælles køkken på Ærø", "purpose": "Mad til ældre", "initiator": odder.pk}
    response = client_for("kontakt").post(reverse("phases:create"), data)
    assert response["Location"] == "/samarbejder/faelles-koekken-paa-aeroe/"
    assert Collaboration.objects.get(slug="faelles-koekken-paa-aeroe").phase == 1


def test_nobody_begins_one_for_another_municipality(client_for, reference, horsens):
    data = {"name": "Nyt", "purpose": "Sammen", "initiator": horsens.pk}
    response = client_for("kontakt").post(reverse("phases:create"), data)
    assert response.status_code == 200
    assert not Collaboration.objects.filter(name="Nyt").exists()


def test_what_was_typed_stays_when_something_is_missing(client_for, reference):
    page = text_of(client_for("kontakt").post(reverse("phases:create"), {"name": "Fælles køkken", "purpose": ""}))
    assert 'value="Fælles køkken"' in page
    assert "Ret det her, og prøv igen" in page


def test_a_running_collaboration_is_registered_as_it_stands(client_for, reference, odder, choose_type):
    kind = choose_type("association").organisation_type
    data = {
        "name": "Indkøb sammen",
        "purpose": "Billigere køb",
        "initiator": odder.pk,
        "phase": 5,
        "as_of": "01.06.2019",
        "source": "Vedtægterne",
        "organisation_type": kind.pk,
        "founded_on": "01.07.2013",
    }
    client_for("direktoer").post(reverse("phases:register"), data)
    found = Collaboration.objects.get(name="Indkøb sammen")
    assert (found.phase, found.organisation_type, found.founded_on) == (5, kind, dt.date(2013, 7, 1))
    assert found.transitions.get().source == "Vedtægterne"


def test_one_that_is_in_operation_is_registered_with_its_first_task(client_for, reference, odder):
    data = {
        "name": "Indkøb sammen",
        "purpose": "Billigere køb",
        "initiator": odder.pk,
        "phase": 5,
        "as_of": "01.06.2019",
        "source": "Vedtægterne",
        "operating_from": "01.01.2014",
    }
    address = reverse("phases:register")
    response = client_for("direktoer").post(address, data)
    assert set(response.context["form"].errors) == {f"first_task_{name}" for name in ("title", "responsible", "date")}
    assert response.context["form"]["source"].value() == "Vedtægterne"
    assert not Collaboration.objects.filter(name="Indkøb sammen").exists()
    client_for("direktoer").post(address, data | FIRST_TASK)
    found = Collaboration.objects.get(name="Indkøb sammen")
    assert (found.operating_from, found.first_tasks.get().title) == (dt.date(2014, 1, 1), TITLE)


def test_the_process_is_read_with_points_requirements_law_and_sources(browser, reference):
    page = text_of(browser.get(reverse("phases:process")))
    for said in (
        "Fase 4: Vedtagelse og etablering",
        "Udpeg områder, som I kan løse bedre sammen",
        "Ankestyrelsen har godkendt vedtægterne",
        "Kun for: § 60-fællesskab og § 60 a-fællesskab",
        "Afklarer: Kontingent og startkapital",
        "senest kontrolleret",
        "Siden er en tjekliste og ikke juridisk rådgivning.",
    ):
        assert said in page, said
    assert "{body}" not in page


def test_before_a_process_is_loaded_the_page_says_so(client, fremmed):
    client.force_login(fremmed, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Processen er ikke indlæst endnu." in text_of(client.get(reverse("phases:process")))


def test_a_newer_process_is_offered_to_the_coordinator(browser, client_for, slug, newer_process):
    url = reverse("phases:take_over_process", args=[slug])
    assert url in main_of(browser.get(phase_url(slug)))
    assert url not in main_of(client_for("bidragyder").get(phase_url(slug)))
    page = text_of(browser.get(url))
    assert "Noget nyt" in page
    assert "Udpeg områder, som I kan løse bedre sammen" in page
    browser.post(url)
    assert Collaboration.objects.get(slug=slug).process.version == newer_process
