"""The words of keys and business cases that rows, forms and papers share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from finance.appraisal import Kind


class ComponentKind(models.TextChoices):
    """How a part of a key is worked out; each is one of the components of `finance.keys`."""

    SHARED = "shared", _("Et beløb, der deles")
    PERCENTAGES = "percentages", _("Aftalte procenter")
    TARIFF = "tariff", _("Pris pr. enhed")
    FEE = "fee", _("Kontingent")
    START_CAPITAL = "start-capital", _("Startkapital")
    HOURS = "hours", _("Timer med udligning")
    AGREED = "agreed", _("Aftalte beløb")
    NOTHING = "nothing", _("Ingen betaling")


class Weight(models.TextChoices):
    """What a part is shared by, or priced by."""

    EQUAL = "equal", _("Lige dele")
    POPULATION = "population", _("Indbyggere")
    INPUT = "input", _("En opgørelse")


class CaseState(models.TextChoices):
    DRAFT = "draft", _("Kladde")
    APPROVED = "approved", _("Godkendt")
    SUPERSEDED = "superseded", _("Afløst")


class Approach(models.TextChoices):
    """The two doors."""

    WORDS = "words", _("Beskriv gevinsterne i ord")
    FIGURES = "figures", _("Regn på det")


class Extra(models.TextChoices):
    """What is opened one at a time, and takes no room while it is closed."""

    MUNICIPALITIES = "municipalities", _("tal for hver kommune")
    ESTIMATES = "estimates", _("lavt, sandsynligt og højt skøn")
    SCENARIO = "scenario", _("et scenarie mere")
    RISKS = "risks", _("risici med pris")
    PRICES = "prices", _("pris- og lønudvikling")
    DISCOUNT = "discount", _("nutidsværdi")


class LineKind(models.TextChoices):
    """`finance.appraisal.Kind` with its Danish words."""

    INVESTMENT = Kind.INVESTMENT.value, _("Investering")
    OPERATION = Kind.OPERATION.value, _("Drift")
    GAIN = Kind.GAIN.value, _("Gevinst")


class Unit(models.TextChoices):
    KRONER = "kr", _("kr.")
    WORK_YEARS = "fte", _("årsværk")


class Uncertainty(models.TextChoices):
    LOW = "low", _("Lav")
    MEDIUM = "medium", _("Middel")
    HIGH = "high", _("Høj")


class GainKind(models.TextChoices):
    """The four kinds of gain that the guides speak of."""

    ECONOMY = "economy", _("Økonomi")
    COMPETENCE = "competence", _("Kompetencer")
    QUALITY = "quality", _("Kvalitet")
    AUTONOMY = "autonomy", _("Selvstyre og robusthed")


class GrantKind(models.TextChoices):
    """Kommunestyrelsesloven § 40: the annual budget gives it, or a supplementary grant that says what pays for it."""

    BUDGET = "budget", _("I det vedtagne budget")
    SUPPLEMENTARY = "supplementary", _("Tillægsbevilling")
