"""The words that a case is described with. What is stored is the key, what is shown the label."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case is on its way to the readers. That it should be updated is worked out from when it was confirmed."""

    DRAFT = "draft", _("Kladde")
    REVIEW = "review", _("Til gennemsyn")
    PUBLISHED = "published", _("Udgivet")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class Pending(models.TextChoices):
    """What is being written beside the published case, which readers go on seeing until it is published in its turn."""

    NONE = "", _("Ingen ændringer venter")
    DRAFT = "draft", _("Ændringer i kladde")
    REVIEW = "review", _("Ændringer til gennemsyn")


class CaseAct(models.TextChoices):
    """What was done with a case, for its history."""

    CREATED = "created", _("Oprettede casen")
    IMPORTED = "imported", _("Indlæste casen")
    SAVED = "saved", _("Gemte en udgave")
    RESTORED = "restored", _("Hentede en ældre udgave frem")
    SUBMITTED = "submitted", _("Sendte til gennemsyn")
    SENT_BACK = "sent-back", _("Sendte tilbage til kladde")
    PUBLISHED = "published", _("Udgav")
    CONFIRMED = "confirmed", _("Bekræftede, at casen stadig er rigtig")
    WITHDRAWN = "withdrawn", _("Trak casen tilbage")
    REPUBLISHED = "republished", _("Fortrød og udgav igen")
    DELETED = "deleted", _("Slettede casen")


class TopicAct(models.TextChoices):
    """What was done with a topic, for its history."""

    LOADED = "loaded", _("Indlæst fra kataloget")
    PUBLISHED = "published", _("Udgav emnet")
    REMOVED = "removed", _("Fjernede emnet")


class Kind(models.TextChoices):
    EXTERNAL = "external", _("Mellem kommuner")
    INTERNAL = "internal", _("Internt i en kommune")
    PUBLIC_PRIVATE = "public-private", _("Offentlig-privat")


class Organisation(models.TextChoices):
    """How a case is organised. The first six are the keys of `models_catalog.OrganisationType`."""

    SECTION_60 = "section-60", _("§\u00a060-fællesskab")
    SECTION_60A = "section-60a", _("§\u00a060\u00a0a-fællesskab")
    ASSOCIATION = "association", _("Forening")
    AGREEMENT = "agreement", _("Aftale")
    COMPANY = "company", _("Aktieselskab")
    OTHER = "other", _("Andet")
    INNOVATION = "innovation", _("Offentlig-privat innovation")
    INTERNAL = "internal", _("Kommunens egen organisation")
    UNKNOWN = "", _("Ikke oplyst")


class GainType(models.TextChoices):
    """The kinds of gain of the catalogues of 2016 and 2019 taken together."""

    ECONOMY = "economy", _("Økonomi")
    TIME = "time", _("Tid")
    COMPETENCE = "competence", _("Kompetencer")
    QUALITY = "quality", _("Kvalitet")
    CITIZEN = "citizen", _("Nytte for borgerne")
    AUTONOMY = "autonomy", _("Selvstyre og robusthed")


class LessonKind(models.TextChoices):
    ADVICE = "advice", _("Råd")
    LESSON = "lesson", _("Erfaring")
    PRECONDITION = "precondition", _("Forudsætning")
    CHALLENGE = "challenge", _("Udfordring")


class KeyType(models.TextChoices):
    """What a bill was shared by."""

    EQUAL = "equal", _("Lige dele")
    POPULATION = "population", _("Indbyggertal")
    SIZE = "size", _("Kommunens størrelse")
    RATE_PER_INHABITANT = "rate-per-inhabitant", _("Takst pr. indbygger")
    FULL_TIME_EQUIVALENTS = "full-time-equivalents", _("Årsværk")
    KEY_FIGURE = "key-figure", _("Nøgletal")
    COMPUTERS = "computers", _("Antal pc'er")
    NUMBER_AND_TYPE = "number-and-type", _("Antal og type")
    USE = "use", _("Forbrug")
    HOURS = "hours", _("Timer")
    FEE = "fee", _("Kontingent")
    FIXED = "fixed", _("Fast beløb")
    PERCENTAGES = "percentages", _("Aftalte procenter")
    SUBSCRIPTION = "subscription", _("Abonnement")
    EXTRA = "extra", _("Tilkøb")
    BY_NEED = "by-need", _("Vurderet behov")
    IN_KIND = "in-kind", _("Bytte uden regning")
    OWN_COST = "own-cost", _("Hver betaler sit")
    BY_PARTICIPATION = "by-participation", _("De deltagende betaler")
    COMMON_FUNDS = "common-funds", _("Fælles midler")
    UNKNOWN = "unknown", _("Ikke oplyst")


class FigureRole(models.TextChoices):
    """Whether a figure is what was hoped for or what came of it. Two that share a `measure` are shown side by side."""

    PLAIN = "", _("Tal")
    EXPECTED = "expected", _("Forventet")
    ACTUAL = "actual", _("Faktisk")
