"""Files that belong to a collaboration: a document, and the versions of it that were uploaded."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models.collaboration import Collaboration
from common.models import AppendOnly, AppendOnlyQuerySet
from municipalities.models import Municipality


def document_path(version: DocumentVersion, filename: str) -> str:
    """A name of our own on the disk: what the user's file was called decides nothing."""
    return f"documents/{version.document.collaboration_id}/{uuid.uuid4().hex}.{version.kind}"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents of collaborations that the user may read in full."""
        return self.filter(collaboration__in=Collaboration.objects.visible_to(user))

    def current(self):
        return self.filter(hidden_at__isnull=True)

    def with_newest(self):
        """Reads kind, number, size and time of the newest version with the row."""
        newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
        names = {"newest_kind": "kind", "newest_number": "number", "newest_size": "size", "newest_at": "uploaded_at"}
        return self.annotate(**{name: Subquery(newest.values(field)[:1]) for name, field in names.items()})


class Document(models.Model):
    """Something on paper, whichever version of it. Hidden ones are kept: decisions and texts may refer to them."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="documents")
    title = models.CharField(_("titel"), max_length=140)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_reason = models.CharField(_("begrundelse"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""),
                name="collaborations_hidden_document_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """In Danish, of the newest version. Needs `with_newest`."""
        return DocumentVersion.Kind(self.newest_kind).label


class DocumentVersionQuerySet(AppendOnlyQuerySet):
    def newest_of(self, collaboration: Collaboration):
        """The newest version of each document of a collaboration that is not hidden, by title."""
        newest = DocumentVersion.objects.filter(document=OuterRef("document")).order_by("-number").values("number")[:1]
        rows = self.filter(document__collaboration=collaboration, document__hidden_at__isnull=True)
        rows = rows.annotate(newest=Subquery(newest)).filter(number=F("newest"))
        return rows.select_related("document").order_by("document__title", "pk")


class DocumentVersion(AppendOnly):
    """One uploaded file. What kind it is was judged from its content."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"
        PNG = "png", "PNG"
        JPEG = "jpeg", "JPEG"

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("fil"), upload_to=document_path)
    kind = models.CharField(_("slags"), max_length=4, choices=Kind)
    original_name = models.CharField(_("filens navn"), max_length=200)
    size = models.PositiveIntegerField(_("størrelse i byte"))
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("hvad er nyt"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version af et dokument")
        verbose_name_plural = _("versioner af dokumenter")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="collaborations_document_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"
