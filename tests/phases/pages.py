"""How the tests reach the phases' pages and read them."""

import re

from django.urls import reverse

HTMX = {"HTTP_HX_REQUEST": "true"}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def main_of(response) -> str:
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def phase_url(slug, number=1):
    return reverse("phases:phase", args=[slug, number])


def tick_url(slug, *args):
    return reverse("phases:tick", args=[slug, *args])
