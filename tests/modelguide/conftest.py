"""The real catalogue, a saved answer, and the words that the pages say."""

import html
import re

import pytest

from modelguide.services import save_guide_answer
from tests.kept import put_catalogue

ANSWERS = {"drift": "ja", "marked": "nej", "systemer": "nej", "fornyelse": "nej"}


@pytest.fixture
def catalogue(db):
    put_catalogue()


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def keep(catalogue, collaboration, koordinator):
    """Save answers: `keep(drift="ja")`."""

    def kept(**answers):
        return save_guide_answer(collaboration, answers=answers, actor=koordinator)

    return kept


@pytest.fixture
def saved(keep):
    return keep(**ANSWERS)


def words_on(response) -> str:
    """What stands on a page: without tags, every run of white space as one space."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).replace("\u00a0", " ").split())
