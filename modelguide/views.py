"""The guide itself, and the answers that are kept on a collaboration."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from modelguide import services
from modelguide.forms import COLLABORATION, AnswersForm, GuideForm, SaveForm
from modelguide.models import GuideAnswer
from modelguide.reading import current_guide
from modelguide.told import changes_between, tell
from models_catalog.guide import Answers

SAVE = "modelguide.save"
ANSWERS_PER_PAGE = 20


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The questions; with answers in the address also what they say. Everybody who has signed in may ask."""
    form = GuideForm(request.GET, user=request.user)
    collaboration, told = form.collaboration, tell(form.answers, day=timezone.localdate())
    is_answered = form.is_answered
    if not is_answered:
        form = GuideForm(initial=_known(collaboration), user=request.user)
    context = {
        "form": form,
        "told": told,
        "is_answered": is_answered,
        "collaboration": collaboration,
        "filled_from": _newest(collaboration) if not is_answered else None,
        "current": current_guide(),
    }
    return render(request, "modelguide/guide.html", context)


@require_safe
def saved(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest answer in full, and the list of all."""
    collaboration = get_collaboration(request, slug)
    return _show(request, collaboration, _newest(collaboration))


@require_safe
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One answer as it was given, and how it differs from the newest."""
    collaboration = get_collaboration(request, slug)
    row = get_object_or_404(collaboration.guide_answers.select_related("saved_by"), pk=pk)
    return _show(request, collaboration, row)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the answers that stand in the address."""
    collaboration = get_collaboration(request, slug, SAVE)
    asked = AnswersForm(request.GET)
    answers, back = asked.answers, f"{reverse('modelguide:guide')}?{COLLABORATION}={slug}&{asked.query}"
    if not answers:
        messages.warning(request, _("Besvar mindst ét spørgsmål, før du gemmer."))
        return redirect(back)
    form = SaveForm(request.POST or None)
    if request.method == "POST" and not asked.is_unreadable and _keep(request, collaboration, answers, form):
        return redirect("modelguide:saved", slug)
    told = tell(answers, day=timezone.localdate())
    context = {"form": form, "asked": asked, "told": told, "cancel_url": back, "submit": _("Gem svaret")}
    return render(request, "modelguide/save.html", context | _page(collaboration, _("Gem svaret på samarbejdet")))


def _keep(request: HttpRequest, collaboration: Collaboration, answers: Answers, form: SaveForm) -> bool:
    def act() -> None:
        note = form.cleaned_data["note"]
        services.save_guide_answer(collaboration, answers=answers, note=note, actor=request.user)

    if not (form.is_valid() and form.do_once(act)):
        return False
    messages.success(request, _("Svaret er gemt på %(name)s.") % {"name": collaboration.name})
    return True


def _show(request: HttpRequest, collaboration: Collaboration, shown: GuideAnswer | None) -> HttpResponse:
    page = Paginator(collaboration.guide_answers.for_lists(), ANSWERS_PER_PAGE).get_page(request.GET.get("side"))
    newest = _newest(collaboration)
    is_newest = shown == newest
    context = {
        "shown": shown,
        "told": shown.told if shown else None,
        "is_newest": is_newest,
        "newest": newest,
        "changes": [] if is_newest else changes_between(shown.told, newest.told),
        "page": page,
    }
    return render(request, "modelguide/saved.html", context | _page(collaboration, _("Svar i modelguiden")))


def _newest(collaboration: Collaboration | None) -> GuideAnswer | None:
    return collaboration.guide_answers.select_related("saved_by").first() if collaboration else None


def _known(collaboration: Collaboration | None) -> dict:
    """What the form begins with: the newest answers of the collaboration, and otherwise the form that it has chosen."""
    if collaboration is None:
        return {}
    newest, given = _newest(collaboration), {COLLABORATION: collaboration.slug}
    if newest:
        return given | newest.answers
    return given | ({"form": collaboration.form_key} if collaboration.form_key else {})


def _page(collaboration: Collaboration, heading: str) -> dict:
    return {"collaboration": collaboration, "access": collaboration.access, "tab": "guide", "heading": heading}
