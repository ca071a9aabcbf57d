from decisions.models.agenda import AgendaAddendum, AgendaLayout, AgendaText
from decisions.models.amendments import Amendment
from decisions.models.catalogues import CatalogueVersion
from decisions.models.meetings import MeetingPractice, PoliticalMeeting, Recess
from decisions.models.questions import Assessment, Decision, PlannedMeeting, Question, Round
from decisions.models.texts import AgreementText, DraftAnnex, DraftClause, TextVersion, VersionAnnex

__all__ = [
    "AgendaAddendum",
    "AgendaLayout",
    "AgendaText",
    "AgreementText",
    "Amendment",
    "Assessment",
    "CatalogueVersion",
    "Decision",
    "DraftAnnex",
    "DraftClause",
    "MeetingPractice",
    "PlannedMeeting",
    "PoliticalMeeting",
    "Question",
    "Recess",
    "Round",
    "TextVersion",
    "VersionAnnex",
]
