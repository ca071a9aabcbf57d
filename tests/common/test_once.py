"""A form that is sent once: what is the same is done once, what is changed is done as well."""

import threading
import time

import pytest
from django import forms
from django.http import QueryDict

from common import once
from common.exceptions import DomainError
from common.once import OnceForm, new_token


class NameForm(OnceForm):
    name = forms.CharField()


def sent(token: str, name: str) -> NameForm:
    form = NameForm(QueryDict(f"form_token={token}&name={name}"))
    assert form.is_valid()
    return form


def test_the_same_is_done_once_and_something_else_as_well():
    token, done = new_token(), []
    for name in ("Odder", "Odder", "Horsens", "Odder"):
        assert sent(token, name).do_once(lambda name=name: done.append(name))
    assert done == ["Odder", "Horsens"]


def test_what_failed_is_tried_again_and_says_why():
    token, done = new_token(), []

    def refuse():
        raise DomainError("Vælg en anden dag.")

    form = sent(token, "Odder")
    assert not form.do_once(refuse)
    assert form.non_field_errors() == ["Vælg en anden dag."]
    with pytest.raises(ZeroDivisionError):
        sent(token, "Odder").do_once(lambda: 1 / 0)
    assert sent(token, "Odder").do_once(lambda: done.append(1))
    assert done == [1]


def test_without_a_token_everything_is_done():
    done = []
    for _press in range(2):
        assert sent("", "Odder").do_once(lambda: done.append(1))
    assert done == [1, 1]


@pytest.mark.parametrize(("first_fails", "by_the_second"), [(False, 0), (True, 1)])
def test_a_second_press_waits_for_what_the_first_comes_to(monkeypatch, first_fails, by_the_second):
    monkeypatch.setattr(once, "SECONDS_PER_TURN", 0.01)
    token, begun, done = new_token(), threading.Event(), []

    def slow():
        begun.set()
        time.sleep(0.1)
        if first_fails:
            raise DomainError("Det gik ikke.")

    first = threading.Thread(target=lambda: sent(token, "Odder").do_once(slow))
    first.start()
    begun.wait()
    assert sent(token, "Odder").do_once(lambda: done.append(1))
    first.join()
    assert len(done) == by_the_second
