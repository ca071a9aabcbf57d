"""Rules of law as they are published: the list, one rule with its history, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.exceptions import DomainError
from common.once import made_before
from editing import services
from editing.forms.law import CheckRuleForm, EndRuleForm, RuleFilterForm, RuleForm
from editing.law import build_rule_page, build_rules_page
from editing.models import Draft
from editing.views.shared import administrators_only, law_trail
from models_catalog import services as law
from models_catalog.models import LegalRule


@require_safe
@administrators_only
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by key, when it was last checked, and how long ago."""
    filters = RuleFilterForm(request.GET or {})
    found = filters.apply_to(LegalRule.objects.visible_to(request.user))
    drafts = Draft.objects.visible_to(request.user).of_law().select_related("changed_by")
    context = {
        "heading": _("Retsregler"),
        "trail": [law_trail()[0], (_("Retsregler"), "")],
        "filters": filters,
        "page": build_rules_page(found, drafts),
    }
    return render(request, "editing/rules.html", context)


@require_safe
@administrators_only
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: every wording that it has had, and who did what with it."""
    found = get_object_or_404(LegalRule.objects.visible_to(request.user), pk=pk)
    context = {
        "heading": found.legal_basis,
        "trail": law_trail((found.legal_basis, "")),
        "rule": found,
        "page": build_rule_page(found, Draft.objects.visible_to(request.user)),
        "check_form": CheckRuleForm(),
    }
    return render(request, "editing/rule.html", context)


@require_POST
@administrators_only
def begin_rule(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(LegalRule.objects.visible_to(request.user), pk=pk)
    return redirect(services.begin_rule(found, actor=request.user))


@require_POST
@administrators_only
def check_rule(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(LegalRule.objects.visible_to(request.user), pk=pk)
    form = CheckRuleForm(request.POST)
    if form.is_valid() and form.do_once(lambda: law.check_rule(found, **form.cleaned_data, actor=request.user)):
        messages.success(request, _("Reglen er markeret som kontrolleret i dag."))
    else:
        messages.error(request, _("Reglen kunne ikke markeres. Bemærkningen må højst fylde 300 tegn."))
    return redirect("editing:rule", pk)


@administrators_only
def end_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a rule that nothing follows."""
    if done := made_before(request.POST):
        return redirect(done)
    found, place = (
        get_object_or_404(LegalRule.objects.visible_to(request.user), pk=pk),
        reverse("editing:rule", args=[pk]),
    )
    form = EndRuleForm(request.POST or None)
    if form.is_valid() and form.is_first():
        try:
            with form.trying():
                law.end_rule(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            form.made(place)
            messages.success(request, _("Reglen har fået en slutdato."))
            return redirect(place)
    heading = _("Giv reglen en slutdato")
    trail = law_trail((found.legal_basis, place), (heading, ""))
    context = {"heading": heading, "trail": trail, "rule": found, "form": form, "cancel_url": place}
    return render(request, "editing/end_rule.html", context)


@administrators_only
def add_rule(request: HttpRequest) -> HttpResponse:
    """A draft of a rule with a key of its own."""
    if done := made_before(request.POST):
        return redirect(done)
    form = RuleForm(request.POST or None, entry={"organisation_types": []}, document={}, words={})
    if form.is_valid() and form.is_first():
        try:
            with form.trying():
                draft = services.add_rule(values=form.values(), actor=request.user)
        except DomainError as error:
            form.add_error("key", str(error))
        else:
            place = reverse("editing:publish_rule", args=[draft.pk])
            form.made(place)
            messages.success(request, _("Kladden er gemt. Læs den, og udgiv den."))
            return redirect(place)
    heading = _("Ny retsregel")
    context = {"heading": heading, "trail": law_trail((heading, "")), "form": form, "submit": _("Gem kladden")}
    return render(request, "editing/rule_form.html", context | {"cancel_url": reverse("editing:rules")})
