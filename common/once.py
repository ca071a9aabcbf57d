"""A form that makes something new is sent once: a second press of its button makes nothing more.

The page carries a token of its own. The first time that a token arrives it is taken, in the cache that all web
processes share; whoever comes second is led to what the first one made.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django import forms
from django.core.cache import cache
from django.http import QueryDict

from common.exceptions import DomainError

SECONDS_KEPT = 60 * 60
RUNNING, DONE = "running", "done"
TURNS, SECONDS_PER_TURN = 50, 0.1
NOT_TYPED = ("csrfmiddlewaretoken", "form_token")


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
        """Is it done, by this press or by an earlier one that sent the same? A DomainError stands on the form.

        Who goes back, changes something and sends the page again sends something else: that is done as well.
        """
        key = f"{self._key}:{self._digest()}"
        if self.token and not cache.add(key, RUNNING, SECONDS_KEPT) and self._is_done(key):
            return True
        try:
            act()
        except BaseException as error:
            cache.delete(key)
            if not isinstance(error, DomainError):
                raise
            self.add_error(None, str(error))
            return False
        cache.set(key, DONE, SECONDS_KEPT)
        return True

    def _is_done(self, key: str) -> bool:
        """Wait for the press that is being worked on. False when it failed: then this one tries."""
        for _turn in range(TURNS):
            if cache.get(key) != RUNNING:
                break
            time.sleep(SECONDS_PER_TURN)
        return cache.get(key) == DONE

    def _digest(self) -> str:
        """What was typed, whatever page it was typed on."""
        sent = {name: self.data.getlist(name) for name in self.data if name not in NOT_TYPED}
        return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()

    @property
    def made_before(self) -> str:
        """Address of what the first press made; empty while it is still being made."""
        return cache.get(self._key) or ""

    @property
    def _key(self) -> str:
        return f"once:{self.token}"
