"""How tests read a page."""

import html
import re

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """What stands in <main>, without tags and with single spaces."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def errors_of(response: HttpResponse) -> set[str]:
    """The fields that the page found something wrong with; the page must be shown again with them."""
    assert response.status_code == 200
    return set(response.context["form"].errors)
