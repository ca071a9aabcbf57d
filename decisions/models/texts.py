"""What the municipalities say yes to: a text with clauses that are drafted freely, and versions that never change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, DocumentVersion
from common.models import AppendOnly
from decisions.vocabulary import TextKind
from finance.models import KeyVersion


class AgreementText(models.Model):
    """Vedtægter, an agreement, a letter of intent or a common recommendation. Its draft is `DraftClause` rows."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="texts")
    kind = models.CharField(_("slags"), max_length=14, choices=TextKind)
    title = models.CharField(_("titel"), max_length=140)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tekst")
        verbose_name_plural = _("tekster")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def newest(self) -> TextVersion | None:
        """The newest published version. Reads `versions`: prefetch them for lists."""
        return max(self.versions.all(), key=lambda each: each.number, default=None)


class DraftClause(models.Model):
    """A clause of the draft. `key` names the clause of the catalogue that it answers, and is empty for one's own."""

    text = models.ForeignKey(AgreementText, models.CASCADE, related_name="draft")
    key = models.SlugField(max_length=40, blank=True)
    heading = models.CharField(_("overskrift"), max_length=160)
    body = models.TextField(_("tekst"), blank=True, max_length=20_000)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bestemmelse i kladden")
        verbose_name_plural = _("bestemmelser i kladden")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "key"], condition=~Q(key=""), name="decisions_catalogue_clause_once_per_text"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class Annex(models.Model):
    """What goes with a text: a document in the version that was chosen, or a distribution key as it was frozen."""

    title = models.CharField(_("titel"), max_length=140)
    document = models.ForeignKey(
        DocumentVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokument")
    )
    key_version = models.ForeignKey(
        KeyVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fordelingsnøgle")
    )

    class Meta:
        abstract = True

    @property
    def sha256(self) -> str:
        """Of what it is, whatever it is called."""
        return (self.document or self.key_version).sha256


ONE_OF_TWO = Q(document__isnull=False, key_version__isnull=True) | Q(document__isnull=True, key_version__isnull=False)


class DraftAnnex(Annex):
    """An annex of the draft."""

    text = models.ForeignKey(AgreementText, models.CASCADE, related_name="draft_annexes")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("bilag i kladden")
        verbose_name_plural = _("bilag i kladden")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "document"], name="decisions_annex_once_per_text"),
            models.UniqueConstraint(fields=["text", "key_version"], name="decisions_key_annex_once_per_text"),
            models.CheckConstraint(condition=ONE_OF_TWO, name="decisions_draft_annex_is_one_thing"),
        ]

    def __str__(self) -> str:
        return self.title


class TextVersion(AppendOnly):
    """A version that was published for decision: its clauses and annexes as they were, and their SHA-256.

    `clauses` is a list of {"key", "heading", "body"}. `is_typo` says that only a slip of the pen was put right since
    the version before, with the reason in `note`: who adopted that one has adopted this one. The hash is made by
    `decisions.fingerprint`.
    """

    text = models.ForeignKey(AgreementText, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    clauses = models.JSONField(_("bestemmelser"))
    sha256 = models.CharField(max_length=64)
    is_typo = models.BooleanField(_("ren skrivefejl"), default=False)
    note = models.CharField(_("hvad er nyt"), max_length=300, blank=True)
    published_on = models.DateField(_("udgivet"), default=timezone.localdate)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version af en tekst")
        verbose_name_plural = _("versioner af tekster")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="decisions_version_number_once_per_text"),
            models.CheckConstraint(condition=Q(is_typo=False) | ~Q(note=""), name="decisions_typo_has_a_reason"),
            models.CheckConstraint(condition=Q(is_typo=False) | Q(number__gt=1), name="decisions_first_is_no_typo"),
        ]

    def __str__(self) -> str:
        return f"{self.text}, version {self.number}"

    @property
    def headings(self) -> list[str]:
        """Of the clauses that say something."""
        return [each["heading"] for each in self.clauses if each["body"].strip()]

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def before(self) -> int:
        """The number of the version before."""
        return self.number - 1


class VersionAnnex(Annex, AppendOnly):
    """An annex of a published version."""

    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="annexes")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("bilag til en version")
        verbose_name_plural = _("bilag til versioner")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="decisions_annex_place_once"),
            models.CheckConstraint(condition=ONE_OF_TWO, name="decisions_annex_is_one_thing"),
        ]
