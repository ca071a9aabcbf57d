import re

import pytest


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """Run a block and then what it left for after the commit, such as its mails."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def link_in():
    """The path of the first link in a mail."""

    def path(mail) -> str:
        return re.search(r"https?://[^/\s]+(\S*)", mail.body).group(1)

    return path
