"""A person's page, and the page on which all that hangs on the person goes to others."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from common.exceptions import DomainError
from common.formats import long_date
from common.once import made_before
from handover import services
from handover.forms import HandoverForm, Step
from handover.holdings import Holding, holdings_of, people_for
from handover.models import Handover, HandoverLine


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody holds, as far as the viewer may hand it over, and what was handed over before."""
    found = get_object_or_404(people_for(request.user), pk=pk)
    return _show_person(request, found, holdings_of(found, request.user))


def _show_person(request: HttpRequest, found: User, holdings: list[Holding]) -> HttpResponse:
    lines = HandoverLine.objects.visible_to(request.user).select_related("receiver")
    context = {
        "person": found,
        "state": _state(request.user, found, holdings),
        "heading": str(found),
        "trail": _trail(request.user, found),
        "holdings": holdings,
        "handovers": Handover.objects.visible_to(request.user)
        .filter(leaver=found)
        .select_related("actor")
        .prefetch_related(Prefetch("lines", lines, to_attr="shown_lines")),
    }
    return render(request, "handover/person.html", context)


def _state(viewer: User, found: User, holdings: list[Holding]) -> str:
    """In one sentence, whether the person is in. When they signed in is for administrators, as on the list of users."""
    is_back = holdings and found.has_left
    if not found.is_active:
        return _("Kontoen er lukket")
    if found.left_on and not is_back:
        return _("Sidste dag: %(date)s") % {"date": long_date(found.left_on)}
    if found.awaits_acceptance:
        return _("Inviteret, har ikke svaret")
    if not viewer.is_administrator:
        return ""
    if found.last_login:
        return _("Seneste log ind: %(date)s") % {"date": long_date(found.last_login)}
    return _("Har aldrig logget ind")


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, read what follows, and do it: three steps of one form."""
    if done := made_before(request.POST):
        return redirect(done)
    leaver = get_object_or_404(people_for(request.user), pk=pk)
    holdings = holdings_of(leaver, request.user)
    if not holdings:
        if request.method == "POST":
            messages.info(request, _("Rollerne er ændret, siden du åbnede siden. Der er ikke mere at overdrage."))
        return _show_person(request, leaver, holdings)  # which says that there is nothing
    form = HandoverForm(request.POST or None, holdings=holdings, leaver=leaver, viewer=request.user)
    step = form.data.get("step", "")
    if request.method == "POST" and step != Step.BACK and form.is_valid():
        if step == Step.DO and (done := _do(request, form)):
            return redirect(done)
        if step != Step.DO and (lines := _rehearse(form)):
            context = _context(leaver, form, request.user) | {"lines": lines, "leaves": form.order().leaves}
            return render(request, "handover/confirm.html", context)
    return render(request, "handover/hand_over.html", _context(leaver, form, request.user))


def _rehearse(form: HandoverForm) -> list[HandoverLine]:
    """What follows; with what is in the way on the form, nothing."""
    try:
        return services.rehearse(form.order())
    except services.Conflicts as conflicts:
        form.add_conflicts(conflicts.problems)
    except DomainError as error:
        form.add_error(None, str(error))
    return []


def _do(request: HttpRequest, form: HandoverForm) -> str:
    """Where to go when it is done, by this press or by an earlier one. What is in the way stands on the form."""
    if not form.is_first():
        return reverse("dashboards:my_work")  # the first press is still at work
    try:
        with form.trying():
            done = services.hand_over(form.order())
    except services.Conflicts as conflicts:
        form.add_conflicts(conflicts.problems)
        return ""
    except DomainError as error:
        form.add_error(None, str(error))
        return ""
    request.user.forget_roles()
    said = {"person": done.leaver, "date": long_date(done.last_day)}
    messages.success(request, _("Rollerne er overdraget. Sidste dag for %(person)s er %(date)s.") % said)
    after = _after(request.user, done.leaver)
    form.made(after)
    return after


def _after(viewer: User, leaver: User) -> str:
    """The person's page, unless nothing is left there that the viewer may see."""
    if people_for(viewer).filter(pk=leaver.pk).exists():
        return reverse("handover:person", args=[leaver.pk])
    return reverse("dashboards:my_work")


def _context(leaver: User, form: HandoverForm, viewer: User) -> dict:
    back, heading = reverse("handover:person", args=[leaver.pk]), _("Overdrag roller")
    return {
        "leaver": leaver,
        "form": form,
        "heading": heading,
        "trail": [*_trail(viewer, leaver)[:-1], (str(leaver), back), (heading, "")],
        "cancel_url": back,
        "step": Step,
    }


def _trail(viewer: User, found: User) -> list[tuple[str, str]]:
    """Only an administrator has the list of users to go back to."""
    above = [(_("Brugere"), reverse("accounts:users"))] if viewer.is_administrator else []
    return [*above, (str(found), "")]
