"""Keeping an answer on a collaboration."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError
from common.formats import one_line
from modelguide.models import SUMMARY_LENGTH, GuideAnswer
from modelguide.told import tell
from models_catalog.guide import Answers


@transaction.atomic
def save_guide_answer(
    collaboration: Collaboration, *, answers: Answers, note: str = "", actor: User, at: dt.datetime | None = None
) -> GuideAnswer:
    """Keep the answers and what the guide says about them today. Earlier answers stay.

    Raises DomainError where nothing is answered.
    """
    if not answers:
        raise DomainError(_("Besvar mindst ét spørgsmål, før du gemmer."))
    at = at or timezone.now()
    told = tell(answers, day=timezone.localdate(at))
    answer = GuideAnswer.objects.create(
        collaboration=collaboration,
        answers=dict(answers),
        told=told,
        summary=one_line(told["lead"], SUMMARY_LENGTH),
        note=note,
        saved_by=actor,
        saved_at=at,
    )
    record_activity(
        collaboration,
        kind=ActivityEntry.Kind.FACTS,
        text=_("Gemte et svar i modelguiden: %(said)s") % {"said": answer.summary},
        actor=actor,
        at=at,
    )
    return answer
