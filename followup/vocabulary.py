"""What is followed up, how it goes, and the tools of phase 5."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    """Economy, quality and cooperation are followed up (KL's casekatalog (2019), punkt 9); all of it is evaluated
    (punkt 10)."""

    ECONOMY = "economy", _("Økonomi")
    QUALITY = "quality", _("Kvalitet")
    FORM = "form", _("Samarbejdsform")
    EVALUATION = "evaluation", _("Evaluering")

    @property
    def to_plan(self) -> str:
        """What it is called to plan it: on the button and above the form."""
        if self == Subject.EVALUATION:
            return gettext("Planlæg evaluering")
        return gettext("Planlæg opfølgning på %(subject)s") % {"subject": self.label.lower()}

    @property
    def to_record(self) -> str:
        """What it is called to write one down."""
        if self == Subject.EVALUATION:
            return gettext("Skriv evaluering")
        return gettext("Skriv opfølgning på %(subject)s") % {"subject": self.label.lower()}

    @property
    def held(self) -> str:
        """One of it, at the beginning of a sentence."""
        if self == Subject.EVALUATION:
            return gettext("Evalueringen")
        return gettext("Opfølgningen på %(subject)s") % {"subject": self.label.lower()}


AREAS = (Subject.ECONOMY, Subject.QUALITY, Subject.FORM)


class Light(TextChoices):
    GREEN = "green", _("Grøn")
    YELLOW = "yellow", _("Gul")
    RED = "red", _("Rød")


class Tool(TextChoices):
    """The seven of the Procesvejledning (2016), afsnit 2.5, in its order."""

    CASE_MODEL = "case-model", _("Fælles business case-model")
    PROJECT_MODEL = "project-model", _("Fælles projektmodel")
    GOVERNANCE = "governance", _("Governancemodel")
    TENDERS = "tenders", _("Udbudsplan")
    STATUTES = "statutes", _("Endelige vedtægter eller aftale")
    ECONOMY_MODEL = "economy-model", _("Endelig økonomimodel")
    COMPETENCES = "competences", _("Samlet kompetenceoversigt")


class ToolState(TextChoices):
    NOT_BEGUN = "not-begun", _("Ikke begyndt")
    UNDER_WAY = "under-way", _("I gang")
    READY = "ready", _("Klar")
    NOT_RELEVANT = "not-relevant", _("Ikke relevant")


# The words in addresses, which are Danish.
SUBJECT_ADDRESSES = {
    "oekonomi": Subject.ECONOMY,
    "kvalitet": Subject.QUALITY,
    "samarbejdsform": Subject.FORM,
    "evaluering": Subject.EVALUATION,
}
TOOL_ADDRESSES = {
    "business-case-model": Tool.CASE_MODEL,
    "projektmodel": Tool.PROJECT_MODEL,
    "governancemodel": Tool.GOVERNANCE,
    "udbudsplan": Tool.TENDERS,
    "vedtaegter": Tool.STATUTES,
    "oekonomimodel": Tool.ECONOMY_MODEL,
    "kompetenceoversigt": Tool.COMPETENCES,
}


def address_of(value: Subject | Tool) -> str:
    """The word of an address for one of them."""
    addresses = {each: word for word, each in (SUBJECT_ADDRESSES | TOOL_ADDRESSES).items()}
    return addresses[value]
