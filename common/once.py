"""A form that makes something new is sent once: a second press of its button makes nothing more.

The page carries a token of its own. The first time that a token arrives it is taken, in the cache that all web
processes share; whoever comes second is led to what the first one made.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django import forms
from django.core.cache import cache
from django.http import QueryDict

from common.exceptions import DomainError

SECONDS_KEPT = 60 * 60


def new_token() -> str:
    return uuid.uuid4().hex


def made_before(data: QueryDict) -> str:
    """Where the form that is sent here led to when it was sent the first time; empty when this is the first time.

    For a page that its first press closes to the user.
    """
    form = OnceForm(data)
    return form.made_before if form.is_valid() else ""


class OnceForm(forms.Form):
    """Mix in where a form makes a row. A form without a token (an old page) is treated as sent for the first time."""

    form_token = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput, initial=new_token)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        self.token = cleaned.pop("form_token", "")
        return cleaned

    def is_first(self) -> bool:
        """Take the token. False when it was taken before."""
        return not self.token or cache.add(self._key, "", SECONDS_KEPT)

    def made(self, url: str) -> None:
        """Remember where to lead a second press."""
        if self.token:
            cache.set(self._key, url, SECONDS_KEPT)

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Around the act. When it fails, with whatever error, nothing was made: the same page may try again."""
        try:
            yield
        except BaseException:
            cache.delete(self._key)
            raise

    def do_once(self, act: Callable[[], object]) -> bool:
        """Is it done, by this press or an earlier one? What it raises as DomainError stands on the form."""
        if not self.is_first():
            return True
        try:
            with self.trying():
                act()
        except DomainError as error:
            self.add_error(None, str(error))
            return False
        return True

    @property
    def made_before(self) -> str:
        """Address of what the first press made; empty while it is still being made."""
        return cache.get(self._key) or ""

    @property
    def _key(self) -> str:
        return f"once:{self.token}"
