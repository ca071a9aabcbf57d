"""The draft of a rule of law: write it, read what it changes, publish it or throw it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.conflicts import show_both
from common.exceptions import DomainError, StaleVersion
from common.once import made_before
from editing import services
from editing.documents import digest
from editing.forms.law import PublishRuleForm, RuleForm
from editing.forms.publishing import RemoveForm
from editing.law import build_rule_reading
from editing.models import Draft
from editing.views.shared import NOT_THROWN_AWAY, DraftGone, administrators_only, law_trail


def _find(request: HttpRequest, pk: int, form: Callable[[QueryDict], forms.BaseForm] | None = None) -> Draft:
    """Raises DraftGone. `form` makes what was typed readable where the draft is gone."""
    found = Draft.objects.visible_to(request.user).of_law().filter(pk=pk).first()
    if found is None:
        typed = form(request.POST) if form and request.method == "POST" else None
        raise DraftGone(back=(_("Se retsreglerne"), reverse("editing:rules")), trail=law_trail(), form=typed)
    return found


@administrators_only
def rule_draft(request: HttpRequest, pk: int) -> HttpResponse:
    draft, conflict = _find(request, pk, partial(RuleForm, entry={}, document={}, words={})), []
    form = _form(draft, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_rule(draft, values=form.values(), version=form.cleaned_data["version"], actor=request.user)
        except StaleVersion as stale:
            form, conflict = show_both(
                partial(_form, stale.current), request.POST, version=digest(stale.current.content)
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kladden er gemt. Læs den, og udgiv den."))
            return redirect("editing:publish_rule", pk)
    heading = _("Ret kladden")
    context = _about(draft, heading, form) | {"conflict": conflict, "submit": _("Gem kladden")}
    return render(request, "editing/rule_form.html", context)


@administrators_only
def publish_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """How the draft will read, what it changes, then the button."""
    if done := made_before(request.POST):
        return redirect(done)
    draft = _find(request, pk, PublishRuleForm)
    version = digest(draft.content)
    make_form = partial(PublishRuleForm, is_new=not draft.follows)
    form = make_form(request.POST or None, initial={"version": version})
    if form.is_valid() and form.is_first():
        try:
            with form.trying():
                rule = services.publish_rule_draft(draft, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form = _read_again(make_form, request.POST, version, error)
        else:
            place = reverse("editing:rule", args=[rule.pk])
            form.made(place)
            messages.success(request, _("Reglen er udgivet."))
            return redirect(place)
    context = _about(draft, _("Udgiv reglen"), form) | {"reading": build_rule_reading(draft)}
    return render(request, "editing/publish_rule.html", context | {"cancel_url": draft.get_absolute_url()})


@administrators_only
def discard_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, with what would go, and throw the draft away."""
    draft = _find(request, pk)
    form = RemoveForm(request.POST or None, initial={"version": digest(draft.content)})
    if request.method == "POST":
        return _discard(request, draft, form)
    context = _about(draft, _("Slet kladden"), form) | {"reading": build_rule_reading(draft)}
    context["cancel_url"] = reverse("editing:publish_rule", args=[pk])
    return render(request, "editing/discard_rule.html", context)


def _discard(request: HttpRequest, draft: Draft, form: RemoveForm) -> HttpResponse:
    try:
        services.discard_draft(draft, version=form.cleaned_data["version"] if form.is_valid() else "")
    except StaleVersion:
        messages.warning(request, NOT_THROWN_AWAY)
        return redirect("editing:discard_rule", draft.pk)
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("editing:rules")
    messages.success(request, _("Kladden er slettet. Det, der er udgivet, gælder stadig."))
    return redirect("editing:rules")


def _form(draft: Draft, data) -> RuleForm:
    return RuleForm(data, entry=draft.content, document={}, words={"follows": draft.follows})


def _read_again(make_form: Callable, sent: QueryDict, version: str, error: DomainError) -> PublishRuleForm:
    """The form with what was typed, about what stands on the page now."""
    data = sent.copy()
    data["version"] = version
    form = make_form(data)
    form.add_error(None, str(error))
    return form


def _about(draft: Draft, heading: str, form) -> dict:
    name = draft.content["legal_basis"]
    back = reverse("editing:rule", args=[draft.follows]) if draft.follows else reverse("editing:rules")
    return {
        "heading": heading,
        "trail": law_trail((name, back), (heading, "")),
        "draft": draft,
        "form": form,
        "cancel_url": back,
    }
