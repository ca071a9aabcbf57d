from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import Dated, DatedQuerySet


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
