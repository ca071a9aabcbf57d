"""Ordering, following and fetching papers."""

from __future__ import annotations

import datetime as dt
import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import trigger_client_event

from cases.models import Case
from cases.pages import show_case
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from decisions.calendars import participants
from municipalities.models import Municipality
from reports import services, telling
from reports.case_sheets import fingerprint, sheet_snapshot
from reports.forms import QuarterForm, ReadProposalForm, SeenStageForm
from reports.models import CaseSheet, MunicipalitySheet, Report
from reports.steps import news, stage, steps_of

logger = logging.getLogger(__name__)
ORDER = "reports.order"
# After half a minute the page asks less often; after a minute it says that it takes longer than usual.
SLOWER_AFTER, LONG_AFTER = dt.timedelta(seconds=30), dt.timedelta(seconds=60)


@require_safe
@never_cache
def report_list(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, allow_former=True)
    reports = collaboration.reports.seen_with(collaboration.access).for_lists()
    return render(
        request,
        "reports/list.html",
        {
            "collaboration": collaboration,
            "access": collaboration.access,
            "tab": "reports",
            "ready": [report for report in reports if report.is_ready],
            "coming": [report for report in reports if not report.is_ready],
            "now": timezone.now(),
            "quarter_form": QuarterForm(),
            **_sheet_places(request, collaboration),
        },
    )


def _sheet_places(request: HttpRequest, collaboration: Collaboration) -> dict[str, list[Municipality]]:
    """Municipalities whose own sheets this reader may fetch; nothing is asked about who has none here."""
    access, own = collaboration.access, []
    if access.contact_for or access.director_for or access.reader_for:
        own = list(dict.fromkeys(each.municipality for each in request.user.current_municipality_roles))
    others = [each for each in participants(collaboration) if each not in own] if access.is_administrator else []
    return {"own_places": own, "other_places": others}


@require_POST
def order(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, ORDER)
    report = services.request_report(collaboration, actor=request.user)
    return redirect("reports:progress", slug, report.pk)


@require_POST
def order_quarter(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration, form = get_collaboration(request, slug, ORDER), QuarterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vælg et af kvartalerne på listen."))
        return redirect("reports:list", slug)
    report = services.request_quarter(collaboration, form.chosen, actor=request.user)
    return redirect("reports:progress", slug, report.pk)


@require_POST
def order_text(request: HttpRequest, slug: str, text: int, number: int, form: str) -> HttpResponse:
    """A published version on paper; one that was made before is fetched at once."""
    collaboration = get_collaboration(request, slug)
    row = get_object_or_404(collaboration.texts.select_related("collaboration"), pk=text)
    version = get_object_or_404(row.versions.select_related("text__collaboration"), number=number)
    kind = Report.Kind.TEXT_PDF if form == "pdf" else Report.Kind.TEXT_WORD
    report = services.request_text(version, actor=request.user, kind=kind)
    return redirect("reports:progress", slug, report.pk)


@require_POST
def order_agenda(request: HttpRequest, slug: str, pk: int, code: str = "") -> HttpResponse:
    """The agenda items of a round on paper: of all municipalities, or of one."""
    collaboration = get_collaboration(request, slug, ORDER)
    row = get_object_or_404(collaboration.rounds.select_related("collaboration", "agenda"), pk=pk)
    places = {each.code: each for each in participants(collaboration)}
    if code and code not in places:
        raise Http404
    try:
        report = services.request_agenda(row, municipality=places.get(code), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("decisions:agenda", slug, pk)
    return redirect("reports:progress", slug, report.pk)


@require_POST
def order_case(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The summary of an approved business case; one that was made before is fetched at once."""
    collaboration = get_collaboration(request, slug)
    case = get_object_or_404(collaboration.business_cases.select_related("collaboration"), number=number)
    try:
        report = services.request_case(case, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("finance:case", slug)
    return redirect("reports:progress", slug, report.pk)


def tell(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a running collaboration to the catalogue: what goes along is read first."""
    collaboration = get_collaboration(request, slug, "reports.tell")
    form = ReadProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            telling.tell_as_case(collaboration, actor=request.user, **form.cleaned_data)
        except StaleVersion:
            pass  # what is proposed now is shown, and that it is another
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("reports:list", slug)
        else:
            messages.success(request, _("Udkastet er sendt til redaktørerne af casekataloget."))
            return redirect("reports:list", slug)
    return render(request, "reports/tell.html", _tell_context(collaboration) | {"is_changed": request.method == "POST"})


def _tell_context(collaboration: Collaboration) -> dict:
    why_not = telling.why_it_can_not_be_told(collaboration)
    proposal = None if why_not else telling.proposed(collaboration)
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "reports",
        "heading": _("Fortæl andre om samarbejdet"),
        "why_not": why_not,
        "proposal": proposal,
        "form": ReadProposalForm(initial={"read": proposal.fingerprint}) if proposal else None,
        "shown": show_case(proposal.document) if proposal else None,
    }


@require_POST
def order_memo(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """The memo of an answer in the guide; one that was made before is fetched at once."""
    collaboration = get_collaboration(request, slug)
    answer = get_object_or_404(collaboration.guide_answers.select_related("collaboration"), pk=pk)
    kind = Report.Kind.MEMO_PDF if form == "pdf" else Report.Kind.MEMO_WORD
    report = services.request_memo(answer, actor=request.user, kind=kind)
    return redirect("reports:progress", slug, report.pk)


@require_GET
@never_cache
@vary_on_headers("HX-Request")
def progress(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    report = _report(collaboration, pk)
    age = timezone.now() - report.job.queued_at
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "reports",
        "report": report,
        "job": report.job,
        "steps": steps_of(report.job),
        "stage": stage(report.job),
        "seconds": 2 if age < SLOWER_AFTER else 10,
        "takes_long": age > LONG_AFTER,
    }
    if not request.htmx:
        return render(request, "reports/progress.html", context)
    return announced(render(request, "reports/_progress.html", context), request, report)


@require_POST
def retry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, ORDER)
    report = services.retry_report(_report(collaboration, pk), actor=request.user)
    return redirect("reports:progress", slug, report.pk)


@require_POST
def redraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, ORDER)
    report = services.redraw_report(_report(collaboration, pk), actor=request.user)
    return redirect("reports:progress", slug, report.pk)


@require_safe
@never_cache
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponse | FileResponse:
    collaboration = get_collaboration(request, slug, allow_former=True)
    report = _report(collaboration, pk)
    if not report.is_ready:
        raise Http404
    try:
        file = report.file.open()
    except FileNotFoundError:
        logger.exception("The file of report %s is lost", report.pk)
        return _lost(request, collaboration, report)
    return FileResponse(file, as_attachment=True, filename=report.file_name, content_type=report.content_type)


@require_POST
def order_case_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """A published case on paper; one that was made before is fetched at once."""
    services.request_case_sheet(_published_case(request, slug), actor=request.user)
    return redirect("reports:case_sheet", slug)


@require_GET
@never_cache
@vary_on_headers("HX-Request")
def case_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the sheet is. Who comes here before anybody ordered it, or after the case has changed, may order it."""
    case = _published_case(request, slug)
    sheet = _sheet(case)
    trail = [(_("Casekatalog"), reverse("cases:list")), (case.title, case.get_absolute_url()), (_("Caseark"), "")]
    context = {"case": case, "sheet": sheet, "trail": trail}
    if sheet:
        context |= sheet_context(
            sheet, **{name: reverse(f"reports:{view}", args=[slug]) for name, view in CASE_SHEET_PAGES.items()}
        )
    if not request.htmx or sheet is None:
        return render(request, "reports/case_sheet.html", context)
    return announced(render(request, "reports/_sheet.html", context), request, sheet)


CASE_SHEET_PAGES = {"here": "case_sheet", "file_url": "download_case_sheet", "again": "order_case_sheet"}


def sheet_context(sheet: CaseSheet | MunicipalitySheet, **urls: str) -> dict:
    """How far it is, and where to look again, fetch it and order it once more."""
    age = timezone.now() - sheet.job.queued_at
    return {
        "sheet": sheet,
        "job": sheet.job,
        "steps": steps_of(sheet.job),
        "stage": stage(sheet.job),
        "seconds": 2 if age < SLOWER_AFTER else 10,
        **urls,
    }


@require_safe
@never_cache
def download_case_sheet(request: HttpRequest, slug: str) -> HttpResponse | FileResponse:
    case = _published_case(request, slug)
    sheet = _sheet(case)
    if sheet is None or not sheet.is_ready:
        raise Http404
    try:
        file = sheet.file.open()
    except FileNotFoundError:
        logger.exception("The file of case sheet %s is lost", sheet.pk)
        messages.error(request, _("Filen er væk. Lav arket igen."))
        return redirect("reports:case_sheet", slug)
    return FileResponse(file, as_attachment=True, filename=sheet.file_name, content_type="application/pdf")


def _published_case(request: HttpRequest, slug: str) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user).published(), slug=slug)


def _sheet(case: Case) -> CaseSheet | None:
    """The sheet of what the case says now, where somebody has ordered it."""
    made = case.sheets.select_related("job", "case").filter(fingerprint=fingerprint(sheet_snapshot(case))).first()
    return None if made and made.is_lost else made


def _report(collaboration, pk: int) -> Report:
    """A report of that collaboration that the user sees, otherwise Http404."""
    return get_object_or_404(collaboration.reports.seen_with(collaboration.access).for_lists(), pk=pk)


def _lost(request: HttpRequest, collaboration, report: Report) -> HttpResponse:
    context = {"collaboration": collaboration, "access": collaboration.access, "tab": "reports", "report": report}
    return render(request, "reports/lost.html", context, status=404)


def announced(
    response: HttpResponse, request: HttpRequest, report: Report | CaseSheet | MunicipalitySheet
) -> HttpResponse:
    """Let the page's status region say a step when it begins, and only then."""
    form = SeenStageForm(request.GET)
    if form.is_valid() and form.cleaned_data["set"] != stage(report.job):
        trigger_client_event(response, "announce", {"value": news(report.job, report.called)})
    return response
