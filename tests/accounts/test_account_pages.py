"""Profile, asking for access, and the public pages."""

import pytest
from django.core import mail

from tests import factories


def html(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


## Profile


def test_the_profile_lists_the_roles_of_today(client_for, cast, odder):
    factories.make_system_role(cast["kontakt"], "editor")
    page = html(client_for("kontakt").get("/profil/"))
    assert "Kommunekontakt, Odder" in page
    assert "Katalogredaktør" in page
    assert "kontakt@example.org" in page


def test_who_has_no_role_is_shown_how_to_ask(client_for):
    page = html(client_for("fremmed").get("/profil/"))
    assert "Du har ingen roller for en kommune eller i systemet." in page
    assert 'href="/adgang/"' in page


def test_name_and_theme_are_saved_and_every_page_follows_the_theme(client_for, cast):
    client = client_for("fremmed")
    assert client.post("/profil/", {"name": "Et nyt navn", "theme": "dark"}).url == "/profil/"
    page = html(client.get("/profil/"))
    assert 'data-theme="dark" data-bs-theme="dark"' in page
    assert "Din profil er gemt." in page
    cast["fremmed"].refresh_from_db()
    assert (cast["fremmed"].name, cast["fremmed"].theme) == ("Et nyt navn", "dark")


@pytest.mark.parametrize("theme", ["system", "light"])
def test_without_dark_the_page_is_light_until_the_computer_says_otherwise(client_for, cast, theme):
    client = client_for("fremmed")
    client.post("/profil/", {"name": "Fremmed", "theme": theme})
    assert f'data-theme="{theme}" data-bs-theme="light"' in html(client.get("/profil/"))


def test_a_profile_without_a_name_is_refused_and_the_header_keeps_the_name(client_for, cast):
    page = html(client_for("fremmed").post("/profil/", {"name": " ", "theme": "purple"}))
    assert "Skriv dit navn." in page
    assert '<span class="who">Fremmed</span>' in page
    cast["fremmed"].refresh_from_db()
    assert (cast["fremmed"].name, cast["fremmed"].theme) == ("Fremmed", "system")


def test_nobody_changes_more_than_name_and_theme(client_for, cast):
    values = {"name": "Fremmed", "theme": "dark", "email": "ny@example.org", "is_staff": "on", "is_superuser": "on"}
    client_for("fremmed").post("/profil/", values)
    cast["fremmed"].refresh_from_db()
    fremmed = cast["fremmed"]
    assert (fremmed.email, fremmed.is_staff, fremmed.is_superuser) == ("fremmed@example.org", False, False)


def test_a_name_is_text(client_for, cast):
    client = client_for("fremmed")
    client.post("/profil/", {"name": "<script>alert(1)</script>", "theme": "light"})
    assert "<script>alert" not in html(client.get("/profil/"))


## Asking for access


def test_a_person_without_roles_asks_once_and_sees_the_request(client_for, cast, django_capture_on_commit_callbacks):
    client = client_for("fremmed")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/adgang/", {"message": "Jeg arbejder i Odder Kommune."})
    page = html(client.get("/adgang/"))
    assert "Du bad om adgang" in page
    assert "Jeg arbejder i Odder Kommune." in page
    assert "<form class" not in page
    assert [message.to for message in mail.outbox] == [["administrator@example.org"]]


def test_a_second_request_is_refused_while_the_first_waits(client_for, cast):
    client = client_for("fremmed")
    for message in ("Første", "Anden"):
        client.post("/adgang/", {"message": message})
    assert cast["fremmed"].access_requests.get().message == "Første"


def test_nobody_sees_another_person_s_request(client_for, cast):
    cast["fremmed"].access_requests.create(message="Hemmelig grund")
    for who in ("kontakt", "administrator"):
        assert "Hemmelig grund" not in html(client_for(who).get("/adgang/"))


def test_an_answer_stays_on_the_page_and_a_new_request_is_possible(client_for, cast):
    asked = cast["fremmed"].access_requests.create(message="Jeg vil læse med.")
    client_for("administrator").post(f"/brugere/anmodninger/{asked.pk}/", {"answer": "Spørg koordinatoren."})
    page = html(client_for("fremmed").get("/adgang/"))
    assert "Spørg koordinatoren." in page
    assert "Send anmodning" in page


@pytest.mark.parametrize(("message", "why"), [("", "Skriv, hvad du har brug for."), ("x" * 1001, "1000")])
def test_what_is_wrong_with_a_request_is_said(client_for, cast, message, why):
    page = html(client_for("fremmed").post("/adgang/", {"message": message}))
    assert why in page
    assert cast["fremmed"].access_requests.exists() is False


## Public pages


PUBLIC = {
    "/log-ind/": "Log ind",
    "/opret-bruger/": "Sådan får du adgang",
    "/glemt-adgangskode/": "Nulstil adgangskoden",
    "/glemt-adgangskode/sendt/": "Se i din indbakke",
    "/glemt-adgangskode/klar/": "Adgangskoden er ændret",
    "/konto-lukket/": "Kontoen er lukket",
    "/hjaelp/": "Hjælp",
    "/tilgaengelighed/": "Tilgængelighedserklæring",
    "/personoplysninger/": "Personoplysninger",
}


@pytest.mark.parametrize(("path", "title"), PUBLIC.items())
def test_a_public_page_is_open_and_has_one_heading_and_the_footer(client, db, path, title):
    page = html(client.get(path))
    assert f"<title>{title} | Samarbejde</title>" in page
    assert page.count("<h1") == 1
    for link in ("/hjaelp/", "/tilgaengelighed/", "/personoplysninger/"):
        assert f'href="{link}"' in page
    assert page.count("btn-primary") <= 1


def test_the_help_explains_decisions_texts_meetings_and_the_plan(client, db):
    page = html(client.get("/hjaelp/"))
    for words in (
        "vælg Beslutninger.",
        "En udgivet version kan ikke ændres.",
        "Mødekalendere",
        "Plan baglæns fra startdatoen",
    ):
        assert words in page


def test_who_runs_it_is_named_when_known(client, db, settings):
    for path in ("/tilgaengelighed/", "/personoplysninger/"):
        assert "<dd>Ikke oplyst</dd>" in html(client.get(path))
    settings.OPERATOR_NAME, settings.SUPPORT_EMAIL = "Fælles Drift I/S", "hjaelp@example.org"
    settings.SUPPORT_PHONE, settings.DPO_CONTACT = "00 00 00 00", "dpo@example.org"
    accessibility, privacy = (html(client.get(path)) for path in ("/tilgaengelighed/", "/personoplysninger/"))
    for page in (accessibility, privacy):
        assert "<dd>Fælles Drift I/S</dd>" in page
        assert "mailto:hjaelp@example.org" in page
        assert "Ikke oplyst" not in page
    assert "00 00 00 00" in accessibility
    assert "dpo@example.org" in privacy


def test_the_statement_names_the_law_the_goal_and_what_was_not_tried(client, db):
    page = html(client.get("/tilgaengelighed/"))
    for text in ("WCAG 2.1 på niveau AA", "lov nr. 692 af 8. juni 2018", "WAS-Tool", "Det har vi ikke prøvet"):
        assert text in page


def test_the_short_address_leads_to_the_statement(client, db):
    assert client.get("/was").url == "/tilgaengelighed/"


## The theme button


@pytest.mark.parametrize(
    ("page", "back_to"),
    [("/samarbejder/?fase=3", "/samarbejder/?fase=3"), ("https://example.org/", "/profil/"), ("", "/profil/")],
)
def test_the_theme_button_keeps_the_theme_and_leads_back_to_a_page_of_ours(client_for, fremmed, cast, page, back_to):
    response = client_for("fremmed").post("/profil/tema/", {"theme": "dark", "next": page})
    fremmed.refresh_from_db()
    assert (response.url, fremmed.theme) == (back_to, "dark")


def test_a_theme_that_does_not_exist_changes_nothing(client_for, fremmed, cast):
    client_for("fremmed").post("/profil/tema/", {"theme": "pink", "next": "/"})
    fremmed.refresh_from_db()
    assert fremmed.theme == "system"
