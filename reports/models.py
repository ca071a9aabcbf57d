from __future__ import annotations

import re

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Case
from collaborations.access import Access
from collaborations.models import Collaboration
from common.formats import long_date
from decisions.models import Round, TextVersion
from finance.models import BusinessCase
from jobs.models import Job
from modelguide.models import GuideAnswer
from municipalities.models import Municipality
from reports.quarters import FIRST_MONTHS, Quarter

BEGINS_A_QUARTER = Q(quarter__day=1, quarter__month__in=FIRST_MONTHS)


def report_path(report: Report, filename: str) -> str:
    return f"reports/{report.collaboration_id}/{filename}"


class Drawn(models.Model):
    """A file that a worker draws. The model has a `file`, and says in `called` what it is called in a sentence."""

    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField(_("størrelse i byte"), null=True, editable=False)
    pages = models.PositiveSmallIntegerField(_("sider"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        return bool(self.file)

    @property
    def is_lost(self) -> bool:
        """It was made, but the disk does not have it any more. Asks the disk."""
        return self.is_ready and not self.file.storage.exists(self.file.name)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of collaborations that the user may read. What a former participant may fetch: `seen_with`."""
        return self.filter(collaboration__in=Collaboration.objects.visible_to(user))

    def seen_with(self, access: Access):
        """Among the reports of one collaboration, those that somebody with that access sees.

        Who may see the collaboration sees every order. A former participant sees the finished papers whose data are
        from a day when one of the own municipalities took part.
        """
        if access.may_see:
            return self
        if not access.is_former:
            return self.none()
        moments = self.ready().values_list("pk", "data_at")
        return self.filter(pk__in=[pk for pk, at in moments if access.took_part_on(timezone.localdate(at))])

    def for_lists(self):
        """With what a page shows about a report, and without the data inside it."""
        return self.select_related(
            "job",
            "requested_by",
            "collaboration",
            "version__text",
            "round",
            "municipality",
            "case",
            "guide_answer",
        ).defer("snapshot", "guide_answer__told", "guide_answer__answers")

    def for_drawing(self):
        """With what the data are taken from."""
        return self.select_related(
            "collaboration",
            "version__text__collaboration",
            "round__agenda",
            "round__collaboration",
            "municipality",
            "case",
            "guide_answer__collaboration",
            "guide_answer__saved_by",
        )

    def ready(self):
        return self.exclude(file="")

    def under_way(self):
        """Ordered and still coming; one whose job has failed is not."""
        return self.filter(file="").exclude(job__state=Job.State.FAILED)

    def with_new_data(self):
        """Not what is made once more from data that were taken before it was asked for."""
        return self.filter(Q(data_at=None) | Q(data_at__gte=F("job__queued_at")))


class Report(Drawn):
    """A paper. `snapshot` is the data it was made from; once set it never changes, so the paper can be drawn again."""

    class Kind(models.TextChoices):
        STATUS = "status", _("Statusrapport")
        TEXT_PDF = "text-pdf", _("Tekst som PDF")
        TEXT_WORD = "text-word", _("Tekst som Word")
        AGENDA = "agenda", _("Dagsordenspunkter")
        CASE = "case", _("Business case-resumé")
        MEMO_PDF = "memo-pdf", _("Notat fra modelguiden som PDF")
        MEMO_WORD = "memo-word", _("Notat fra modelguiden som Word")
        QUARTER = "quarter", _("Kvartalsark")

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="reports")
    kind = models.CharField(_("type"), max_length=12, choices=Kind, default=Kind.STATUS)
    # What the paper is of, where it is not the collaboration as a whole.
    version = models.ForeignKey(
        TextVersion, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("version")
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("runde")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommune")
    )
    case = models.ForeignKey(
        BusinessCase, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("business case")
    )
    guide_answer = models.ForeignKey(
        GuideAnswer, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("svar i modelguiden")
    )
    quarter = models.DateField(_("kvartalets første dag"), null=True, blank=True)
    job = models.OneToOneField(Job, models.PROTECT, related_name="report")
    snapshot = models.JSONField(null=True, editable=False)
    data_at = models.DateTimeField(_("data pr."), null=True, editable=False)
    file = models.FileField(_("fil"), upload_to=report_path, blank=True, editable=False)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("bestilt"), default=timezone.now)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="reports_file_has_a_hash"),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=True) | Q(data_at__isnull=False), name="reports_snapshot_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(kind="quarter") | Q(quarter__isnull=False), name="reports_quarter_sheet_has_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | BEGINS_A_QUARTER, name="reports_quarter_begins_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.collaboration}"

    @property
    def called(self) -> str:
        """The word for it at the beginning of a sentence: only a status report is a report."""
        return gettext("Rapporten") if self.kind == self.Kind.STATUS else gettext("Filen")

    @property
    def file_name(self) -> str:
        """What the file is called when it is fetched: kind, collaboration and day of the data, or text and version."""
        if self.version:
            name = f"{self.version.text.title} version {self.version.number}"
        elif self.case:
            name = f"{self.get_kind_display()} {self.collaboration.name} version {self.case.number}"
        elif self.guide_answer:
            day = timezone.localdate(self.guide_answer.saved_at)
            name = f"{gettext('Notat fra modelguiden')} {self.collaboration.name} {day}"
        elif self.quarter:
            name = f"{self.get_kind_display()} {self.collaboration.name} {Quarter.of(self.quarter).label}"
        elif self.round:
            name = f"{self.get_kind_display()} {self.municipality or self.collaboration.name} {self.round.name}"
        else:
            day = timezone.localdate(self.data_at)
            name = f"{self.get_kind_display()} {self.collaboration.name} {day}"
        return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).split()) + f".{self.extension}"

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.kind]

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.extension]

    @property
    def title(self) -> str:
        """What it is, on lists: the kind, and the text where it is of one."""
        if self.round:
            return f"{self.get_kind_display()}: {self.round.name}" + (
                f", {self.municipality}" if self.municipality else ""
            )
        if self.case:
            return gettext("%(kind)s, version %(number)d") % {
                "kind": self.get_kind_display(),
                "number": self.case.number,
            }
        if self.quarter:
            return f"{self.get_kind_display()}, {Quarter.of(self.quarter).label}"
        if self.guide_answer:
            said = {"date": long_date(self.guide_answer.saved_at), "form": self.extension.upper()}
            return gettext("Notat fra modelguiden, svar af %(date)s (%(form)s)") % said
        if not self.version:
            return self.get_kind_display()
        said = {"title": self.version.text.title, "number": self.version.number}
        return gettext("%(title)s, version %(number)d") % said + f" ({self.extension.upper()})"


EXTENSIONS = {
    Report.Kind.STATUS: "pdf",
    Report.Kind.TEXT_PDF: "pdf",
    Report.Kind.TEXT_WORD: "docx",
    Report.Kind.AGENDA: "zip",
    Report.Kind.CASE: "pdf",
    Report.Kind.MEMO_PDF: "pdf",
    Report.Kind.MEMO_WORD: "docx",
    Report.Kind.QUARTER: "pdf",
}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def sheet_path(sheet: CaseSheet, filename: str) -> str:
    return f"case-sheets/{sheet.case_id}/{filename}"


class CaseSheet(Drawn):
    """A published case on paper. One for each content, whoever asked for it: `fingerprint` is that of the snapshot."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="sheets", verbose_name=_("case"))
    fingerprint = models.CharField(max_length=64, editable=False)
    snapshot = models.JSONField(editable=False)
    job = models.OneToOneField(Job, models.PROTECT, related_name="case_sheet")
    file = models.FileField(_("fil"), upload_to=sheet_path, blank=True, editable=False)
    created_at = models.DateTimeField(_("bestilt"), default=timezone.now)

    class Meta:
        verbose_name = _("caseark")
        verbose_name_plural = _("caseark")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "fingerprint"], name="reports_one_sheet_for_each_content"),
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="reports_sheet_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{gettext('Caseark')}, {self.case}"

    @property
    def called(self) -> str:
        """The word for it at the beginning of a sentence."""
        return gettext("Casearket")

    @property
    def file_name(self) -> str:
        return f"case-{self.case.slug}.pdf"


def municipality_sheet_path(sheet: MunicipalitySheet, filename: str) -> str:
    return f"municipality-sheets/{sheet.municipality_id}/{filename}"


class MunicipalitySheetQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Those of the municipalities that somebody has a role for today, in all its collaborations.

        An administrator sees all; who fetches one records the look (`reports.services.record_looks`).
        """
        if user.is_administrator:
            return self
        held = {role.municipality_id for role in user.current_municipality_roles}
        return self.filter(municipality__in=held)


class MunicipalitySheet(Drawn):
    """A quarter of all that a municipality takes part in, on one page. `snapshot` is what it was made from."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="quarter_sheets", verbose_name=_("kommune")
    )
    quarter = models.DateField(_("kvartalets første dag"))
    job = models.OneToOneField(Job, models.PROTECT, related_name="municipality_sheet")
    snapshot = models.JSONField(null=True, editable=False)
    data_at = models.DateTimeField(_("data pr."), null=True, editable=False)
    file = models.FileField(_("fil"), upload_to=municipality_sheet_path, blank=True, editable=False)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("bestilt"), default=timezone.now)

    objects = MunicipalitySheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommunens kvartalsark")
        verbose_name_plural = _("kommunernes kvartalsark")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="reports_municipality_sheet_has_a_hash"),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=True) | Q(data_at__isnull=False),
                name="reports_municipality_sheet_has_a_time",
            ),
            models.CheckConstraint(condition=BEGINS_A_QUARTER, name="reports_municipality_sheet_begins_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.municipality}"

    @property
    def title(self) -> str:
        return gettext("Kvartalsark, %(quarter)s") % {"quarter": Quarter.of(self.quarter).label}

    @property
    def called(self) -> str:
        return gettext("Kvartalsarket")

    @property
    def file_name(self) -> str:
        return f"{self.title} {self.municipality.name}.pdf"
