"""Forms of the collaboration's pages. A form checks what was typed; whether it may be done is the service's to say."""

from collaborations.forms.documents import AttachForm, HideForm, NewVersionForm, UploadForm
from collaborations.forms.facts import FactsForm
from collaborations.forms.fields import DatalistInput
from collaborations.forms.first_task import FIRST_TASK, RoleField, WithFirstTask, first_task_fields
from collaborations.forms.history import HistoryFilterForm
from collaborations.forms.participants import (
    AddParticipantsForm,
    AddPartyForm,
    AnswerForm,
    ChangeForm,
    ContributionForm,
    EndPartyForm,
    ParticipationForm,
    PartyContributionForm,
)
from collaborations.forms.people import EndAccessForm, InvitationForm
from collaborations.forms.status import RhythmForm, StatusForm

__all__ = [
    "FIRST_TASK",
    "AddParticipantsForm",
    "AddPartyForm",
    "AnswerForm",
    "AttachForm",
    "ChangeForm",
    "ContributionForm",
    "DatalistInput",
    "EndAccessForm",
    "EndPartyForm",
    "FactsForm",
    "HideForm",
    "HistoryFilterForm",
    "InvitationForm",
    "NewVersionForm",
    "ParticipationForm",
    "PartyContributionForm",
    "RhythmForm",
    "RoleField",
    "StatusForm",
    "UploadForm",
    "WithFirstTask",
    "first_task_fields",
]
