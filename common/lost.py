"""Something was written for what is gone: a page that says what happened and shows what was typed, to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.forms import in_words


@dataclass(frozen=True)
class Typed:
    """A field of a form that was sent."""

    label: str
    text: str


def lost_page(
    request: HttpRequest,
    *,
    heading: str,
    why: str,
    back: tuple[str, str],
    typed: Sequence[Typed] = (),
    trail: list[tuple[str, str]] = (),
) -> HttpResponse:
    """409 for what was sent, 404 for who only asked to read. `back` is the words of a link and its address."""
    context = {"heading": heading, "why": why, "back": back, "typed": typed, "trail": trail}
    return render(request, "lost.html", context, status=409 if request.method == "POST" else 404)


def typed_in(form: forms.BaseForm) -> list[Typed]:
    """What stood in the fields that a person sees, without the empty ones. The form need not be valid."""
    shown = (Typed(str(field.label), in_words(field.field, field.value())) for field in form if not field.is_hidden)
    return [each for each in shown if each.text]
