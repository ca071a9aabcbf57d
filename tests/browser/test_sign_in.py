"""What scripts add to sign-in: a password that can be shown, and typed text that survives a session that ends."""

import pytest

from tests.browser.conftest import PASSWORD, sign_in

SENTENCE = "Det, du skrev, er her stadig. Gem igen."
TYPED = "Jeg arbejder i en kommune og vil gerne læse med."


@pytest.fixture
def page(open_page, product):
    """Somebody without roles who is writing to the administrators."""
    page = sign_in(open_page(), product, "fremmed")
    page.goto(f"{product.url}/adgang/")
    page.get_by_label("Hvad har du brug for?").fill(TYPED)
    return page


def kept(page) -> list[str]:
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('keep-typed:'))")


def sign_in_here(page, who="fremmed"):
    page.get_by_label("E-mail").fill(f"{who}@example.org")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def typed(page) -> str:
    return page.get_by_label("Hvad har du brug for?").input_value()


def test_text_that_was_sent_after_the_session_ended_is_offered_again(page, product):
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send anmodning").click()
    sign_in_here(page)
    assert page.url == f"{product.url}/adgang/"
    assert typed(page) == TYPED
    assert page.get_by_text(SENTENCE).is_visible()
    page.goto(f"{product.url}/profil/")
    assert kept(page) == []


def test_text_that_was_not_sent_survives_a_reload_into_sign_in(page):
    page.context.clear_cookies(name="sessionid")
    page.reload()
    sign_in_here(page)
    assert typed(page) == TYPED


def test_a_wrong_password_on_the_way_loses_nothing(page):
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send anmodning").click()
    page.get_by_label("E-mail").fill("fremmed@example.org")
    page.get_by_label("Adgangskode", exact=True).fill("forkert")
    page.get_by_role("button", name="Log ind").click()
    sign_in_here(page)
    assert typed(page) == TYPED


def test_somebody_else_in_the_same_tab_is_not_offered_the_text(page):
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send anmodning").click()
    sign_in_here(page, "laeser")
    assert typed(page) == ""
    assert kept(page) == []


def test_a_page_that_is_left_is_forgotten(page, product):
    page.goto(f"{product.url}/profil/")
    assert kept(page) == []
    page.goto(f"{product.url}/adgang/")
    assert typed(page) == ""


def test_signing_out_leaves_nothing_in_the_tab(page):
    page.get_by_text("Brugermenu:").locator("..").click()
    page.get_by_role("button", name="Log ud").click()
    assert kept(page) == []


def test_passwords_are_never_kept(page, product):
    page.goto(f"{product.url}/skift-adgangskode/")
    page.evaluate("document.querySelector('main form').setAttribute('data-keep', '')")
    page.get_by_label("Nuværende adgangskode").fill("en hemmelighed")
    assert "en hemmelighed" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_the_password_can_be_shown_and_is_hidden_again_when_sent(open_page, product):
    page = open_page()
    page.goto(f"{product.url}/log-ind/")
    field = page.get_by_label("Adgangskode", exact=True)
    page.get_by_role("button", name="Vis adgangskoden").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Skjul adgangskoden").click()
    assert field.get_attribute("type") == "password"
    assert page.complaints == []


def test_focus_goes_to_what_is_wrong(open_page, product):
    page = open_page()
    page.goto(f"{product.url}/log-ind/")
    page.get_by_role("button", name="Log ind").click()
    assert page.title() == "Fejl: Log ind | Samarbejde"
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')") is True
    page.get_by_role("link", name="E-mail: Skriv din e-mail.").click()
    assert page.evaluate("document.activeElement.id || location.hash") in ("id_login", "#id_login")


def test_sign_in_works_without_scripts(open_page, product):
    page = open_page(java_script_enabled=False)
    sign_in(page, product, "fremmed")
    assert page.url == f"{product.url}/"


def test_who_leaves_with_something_that_was_not_sent_is_asked_first(page, product):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Hvad har du brug for?").press("End")  # browsers ask only after somebody has done something
    page.evaluate("setTimeout(() => location.assign('/profil/'))")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url == f"{product.url}/adgang/"
    assert typed(page) == TYPED
    page.get_by_label("Hvad har du brug for?").fill("")
    page.goto(f"{product.url}/profil/")
    assert asked == ["beforeunload"]


def test_who_sends_what_was_typed_is_not_asked(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="Send anmodning").click()
    page.wait_for_load_state()
    assert asked == []
