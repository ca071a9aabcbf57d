"""A check that can not fail is no check: each is shown to find a fault that is put into a page."""

from tests.browser.conftest import axe_violations, is_wider_than_window, sign_in, surprises


def test_axe_finds_an_injected_fault(product, open_page):
    page = open_page()
    page.goto(f"{product.url}/hjaelp/")
    assert axe_violations(page) == []
    page.evaluate("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x\"><input>')")
    found = {line.split(":")[0] for line in axe_violations(page)}
    assert {"image-alt", "label"} <= found


def test_axe_finds_text_that_is_too_faint(product, open_page):
    page = open_page()
    page.goto(f"{product.url}/hjaelp/")
    page.evaluate("() => { document.querySelector('main p').style.color = '#d0d0d0' }")
    assert any(line.startswith("color-contrast") for line in axe_violations(page))


def test_a_page_that_is_too_wide_would_be_seen(product, open_page):
    page = sign_in(open_page(width=320, dark=True), product, "koordinator")
    assert not is_wider_than_window(page)
    page.evaluate("() => { document.querySelector('main').style.width = '600px' }")
    assert is_wider_than_window(page)


def test_a_complaint_with_the_number_of_the_status_in_it_would_be_seen(product, open_page):
    page = open_page()
    page.goto(f"{product.url}/hjaelp/")
    page.evaluate("() => console.error('200 elements are wrong')")
    assert surprises(page) == ["200 elements are wrong"]
    page.complaints.clear()
    page.goto(f"{product.url}/findes-ikke-404/")
    page.evaluate("() => console.error('404 elements are wrong')")
    assert surprises(page, 404) == ["404 elements are wrong"]
