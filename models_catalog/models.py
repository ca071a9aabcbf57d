from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.models import AppendOnly, Dated, DatedQuerySet, HistoryIsImmutable


class CollaborationModel(models.Model):
    """A kind of collaboration by purpose: implementation, purchasing, operation and support, or business-driven."""

    key = models.SlugField(_("nøgle"), max_length=30, unique=True)
    name = models.CharField(_("navn"), max_length=80)
    purpose = models.TextField(_("formål"))
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("samarbejdsmodel")
        verbose_name_plural = _("samarbejdsmodeller")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class OrganisationType(models.Model):
    """A legal or practical form: § 60-fællesskab, § 60 a, forening, aftale, A/S, andet."""

    class Key(models.TextChoices):
        """Keys that code refers to. What follows from a type stands in `LegalRule` and in the process data."""

        SECTION_60 = "section-60", "§\u00a060"
        SECTION_60A = "section-60a", "§\u00a060\u00a0a"
        ASSOCIATION = "association", "forening"
        AGREEMENT = "agreement", "aftale"
        COMPANY = "company", "A/S"
        OTHER = "other", "andet"

    key = models.SlugField(_("nøgle"), max_length=30, unique=True, choices=Key)
    name = models.CharField(_("navn"), max_length=80)
    short_name = models.CharField(_("kort navn"), max_length=30)
    description = models.TextField(_("beskrivelse"))
    transfers_competence = models.BooleanField(
        _("kommunerne afgiver kompetence"), null=True, blank=True, help_text=_("Tom, når kilderne ikke siger det.")
    )
    leadership = models.CharField(_("ledelse"), max_length=200, blank=True)
    secretariat = models.CharField(_("sekretariat"), max_length=200, blank=True)
    economy = models.CharField(_("økonomi"), max_length=200, blank=True)
    municipalities_only = models.BooleanField(_("kun kommuner kan deltage"), default=False)
    minimum_municipalities = models.PositiveSmallIntegerField(_("mindst antal kommuner"), default=1)
    note = models.TextField(_("bemærkning"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("organisationsform")
        verbose_name_plural = _("organisationsformer")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Combination(models.Model):
    """How a model and an organisation type go together, and what the combination can grow into."""

    class Fit(models.TextChoices):
        OBVIOUS = "obvious", _("Oplagt")
        POSSIBLE = "possible", _("Mulig")
        CLARIFY = "clarify", _("Kræver afklaring")

    model = models.ForeignKey(CollaborationModel, models.CASCADE, related_name="combinations")
    organisation_type = models.ForeignKey(OrganisationType, models.CASCADE, related_name="combinations")
    fit = models.CharField(_("vurdering"), max_length=8, choices=Fit)
    condition = models.CharField(_("forbehold"), max_length=200, blank=True)
    potential = models.TextField(_("udviklingspotentiale"), blank=True)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("kombination")
        verbose_name_plural = _("kombinationer")
        constraints = [
            models.UniqueConstraint(fields=["model", "organisation_type"], name="models_catalog_combination_once")
        ]

    def __str__(self) -> str:
        return f"{self.model} × {self.organisation_type}: {self.get_fit_display()}"


class LegalRuleQuerySet(DatedQuerySet):
    def visible_to(self, user):
        """The law is for everybody who is signed in."""
        return self if user.is_authenticated else self.none()

    def not_checked_for(self, days: int):
        """Those that nobody has checked for longer than that."""
        return self.filter(last_checked__lt=timezone.localdate() - dt.timedelta(days=days))

    def overlapping(
        self, *, key: str, valid_from: dt.date, valid_to: dt.date | None, types: Iterable[OrganisationType]
    ):
        """Rules with that key that hold on one of the days for one of the types; no types means every type."""
        rules = self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=valid_from), key=key)
        if valid_to:
            rules = rules.filter(valid_from__lte=valid_to)
        if types := list(types):
            for_all = models.Q(organisation_types__isnull=True)
            rules = rules.filter(for_all | models.Q(organisation_types__in=types)).distinct()
        return rules


class LegalRule(Dated):
    """A statement of law with its source, the day it was last checked, and the dates between which it holds.

    Two rows with the same `key` are the same rule at different times: until 31 March 2017 Statsforvaltningen
    approved a § 60-fællesskab, since then Ankestyrelsen does. The statement is ours; pages that show it also show
    source and last check, and that it is a checklist and not legal advice.
    """

    key = models.SlugField(_("nøgle"), max_length=40)
    organisation_types = models.ManyToManyField(
        OrganisationType, blank=True, related_name="legal_rules", verbose_name=_("organisationsformer")
    )
    body = models.CharField(_("hvem"), max_length=80, help_text=_("Den, der skal beslutte, godkende eller orienteres."))
    statement = models.TextField(_("regel"))
    legal_basis = models.CharField(_("hjemmel"), max_length=200)
    source_title = models.CharField(_("kilde"), max_length=200)
    source_url = models.URLField(_("adresse"), blank=True, max_length=300)
    last_checked = models.DateField(_("senest kontrolleret"))
    valid_from = models.DateField(_("gælder fra"), default=dt.date(1970, 1, 1))
    valid_from_known = models.BooleanField(
        _("startdatoen er kendt"), default=True, help_text=_("Ellers vises kun, hvornår reglen ophørte.")
    )
    # An administrator has published, checked or ended it: from then on loading the files leaves it as it is.
    edited_here = models.BooleanField(_("rettet her"), default=False)

    # What may change on a stored row; what it says is changed by a new row with dates of its own.
    MAY_CHANGE = frozenset(("valid_to", "last_checked", "edited_here"))

    objects = LegalRuleQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("retsregel")
        verbose_name_plural = _("retsregler")
        ordering = ["key", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["key", "valid_from"], name="models_catalog_rule_once_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.body}"

    def save(self, *args, **kwargs):
        """What a stored rule says is never rewritten. Raises HistoryIsImmutable."""
        if not self._state.adding and not set(kwargs.get("update_fields") or ("everything",)) <= self.MAY_CHANGE:
            raise HistoryIsImmutable("A stored rule of law is changed by a new row with dates of its own.")
        super().save(*args, **kwargs)


class LegalRuleChange(AppendOnly):
    """What was done with a rule: who, when and why. `content` is what the rule said from then on."""

    class Kind(models.TextChoices):
        LOADED = "loaded", _("Indlæst")
        PUBLISHED = "published", _("Udgivet")
        CHECKED = "checked", _("Kontrolleret")
        ENDED = "ended", _("Afsluttet")

    rule = models.ForeignKey(LegalRule, models.PROTECT, related_name="changes", verbose_name=_("retsregel"))
    kind = models.CharField(_("ændring"), max_length=9, choices=Kind)
    reason = models.CharField(_("begrundelse"), max_length=300, blank=True)
    content = models.JSONField(_("indhold"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    class Meta:
        verbose_name = _("ændring af en retsregel")
        verbose_name_plural = _("ændringer af retsregler")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["loaded", "checked"]) | ~Q(reason=""), name="models_catalog_change_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="loaded") | Q(by__isnull=False), name="models_catalog_change_has_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.get_kind_display().lower()}"
