"""The words of a decision: who can decide, and what can come out of it. No tables: pure modules use them too."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Body(models.TextChoices):
    """Who decided. `AUTHORITY` is the one that the dated rule of law names."""

    COUNCIL = "council", _("Kommunalbestyrelsen")
    FINANCE = "finance", _("Økonomiudvalget")
    COMMITTEE = "committee", _("Et fagudvalg")
    MAYOR = "mayor", _("Borgmesteren")
    DIRECTORS = "directors", _("Direktionen")
    BOARD = "board", _("Bestyrelsen")
    ASSEMBLY = "assembly", _("Generalforsamlingen")
    OTHER = "other", _("En anden")
    AUTHORITY = "authority", _("Tilsynsmyndigheden")


MUNICIPAL_BODIES = (Body.COUNCIL, Body.FINANCE, Body.COMMITTEE, Body.MAYOR, Body.DIRECTORS, Body.OTHER)
JOINT_BODIES = (Body.ASSEMBLY, Body.BOARD, Body.OTHER)
# Bodies that meet by a calendar, in the order in which a matter passes them.
CALENDAR_BODIES = (Body.COMMITTEE, Body.FINANCE, Body.COUNCIL)


class Scope(models.TextChoices):
    """Who is asked: every municipality, the collaboration's own joint body once, or the authority once."""

    EACH = "each", _("Hver kommune")
    JOINT = "joint", _("Et fælles organ")
    AUTHORITY = "authority", _("Myndigheden")


class Outcome(models.TextChoices):
    """What is recorded. The last two are no outcomes: one lifts a reservation, the other takes an entry back."""

    ADOPTED = "adopted", _("Vedtaget")
    RESERVED = "reserved", _("Vedtaget med forbehold")
    CHANGED = "changed", _("Vedtaget med ændringer")
    NOTED = "noted", _("Taget til efterretning")
    POSTPONED = "postponed", _("Udskudt")
    REJECTED = "rejected", _("Afvist")
    NOT_RELEVANT = "not-relevant", _("Ikke relevant")
    SENT = "sent", _("Sendt til myndigheden")
    ANSWERED = "answered", _("Svar fra myndigheden")
    CONDITIONS = "conditions", _("Godkendt på vilkår")
    APPROVED = "approved", _("Godkendt")
    REFUSED = "refused", _("Ikke godkendt")
    INFORMED = "informed", _("Orienteret")
    LIFTED = "lifted", _("Forbeholdet er hævet")
    TAKEN_BACK = "taken-back", _("Registreringen er trukket tilbage")


OUTCOMES_OF_A_BODY = (
    Outcome.ADOPTED,
    Outcome.RESERVED,
    Outcome.CHANGED,
    Outcome.POSTPONED,
    Outcome.REJECTED,
    Outcome.NOT_RELEVANT,
)
# Only what binds nobody can be taken to efterretning.
OUTCOMES_OF_AN_ORIENTATION = (Outcome.NOTED, Outcome.ADOPTED, Outcome.POSTPONED, Outcome.REJECTED, Outcome.NOT_RELEVANT)
OUTCOMES_OF_THE_AUTHORITY = (
    Outcome.SENT,
    Outcome.ANSWERED,
    Outcome.CONDITIONS,
    Outcome.APPROVED,
    Outcome.REFUSED,
)
OUTCOMES_OF_AN_INFORMED_AUTHORITY = (Outcome.INFORMED,)
# These say nothing without words: the reservation, the change, the reason, the conditions.
NEED_A_REMARK = (
    Outcome.RESERVED,
    Outcome.CHANGED,
    Outcome.NOT_RELEVANT,
    Outcome.CONDITIONS,
    Outcome.REFUSED,
)
# A body said yes to a text, so that the entry says to which version of it.
ABOUT_A_VERSION = (
    Outcome.ADOPTED,
    Outcome.RESERVED,
    Outcome.CHANGED,
    Outcome.NOTED,
    Outcome.CONDITIONS,
    Outcome.APPROVED,
)


class Coming(models.TextChoices):
    JOINED = "joined", _("Kommer med")
    LEFT = "left", _("Træder ud")


class TextKind(models.TextChoices):
    STATUTES = "statutes", _("Vedtægter")
    COOPERATION = "cooperation", _("Samarbejdsaftale")
    SHAREHOLDERS = "shareholders", _("Ejeraftale")
    INTENT = "intent", _("Hensigtserklæring")
    RECOMMENDATION = "recommendation", _("Fælles indstilling")


class AssessmentKey(models.TextChoices):
    """What a collaboration judges about itself. Requirements refer to the keys."""

    SMALL_ENOUGH = "small-enough", _("Fællesskabet er lille nok til §\u00a060\u00a0a")
    EXIT_TERMS = "exit-terms", _("Aftalen har vilkår for udtræden og opløsning")
    FORM_TEST = "form-test", _("Formprøven er besvaret")
    NOT_SECTION_60 = "not-section-60", _("Samarbejdet er ikke omfattet af §\u00a060")
