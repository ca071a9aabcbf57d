"""What must hold before a phase is left, and why it does not. Pure: `load_facts` gathers, `evaluate` thinks.

    facts = load_facts(Collaboration.objects.visible_to(user))
    for each in facts.values():
        next_requirements(each)

A requirement before a phase that the collaboration has not reached is judged as of today. One before a phase that it
has reached is judged as of the day when that happened: by those who took part then, and by the law in force then. What
the law asks of those who take part today is asked apart (`owed_today`), so that nobody slips in after the move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import ParticipationState
from common.formats import long_date
from decisions.vocabulary import AssessmentKey
from models_catalog.models import LegalRule
from phases.checks import ASKED_OF_EACH, CHECKS, OF_LAW_AND_EACH, Finding, Question
from phases.facts import Facts, Move, Partner, Waived, facts_of, load_facts
from phases.models import FIRST_PHASE, LAST_PHASE, RequirementTemplate
from phases.process import Process

__all__ = [
    "Requirement",
    "evaluate",
    "facts_of",
    "judged_on",
    "load_facts",
    "missing_from_each",
    "newcomers",
    "next_requirements",
    "owed_today",
]

# Where what a check asks for is written, when that is not the requirement's own page.
PLACES = {
    "demarcation": "collaborations:facts",
    "drivers": "collaborations:facts",
    "form-test": "decisions:form_test",
    "organisation-type": "collaborations:facts",
    "other-municipality": "collaborations:participants",
    "participants-settled": "collaborations:participants",
    "roles-described": "collaborations:participants",
    "municipalities-only": "collaborations:participants",
    "key-chosen": "finance:keys",
    "case-approved": "finance:case",
}


@dataclass(frozen=True)
class Requirement:
    """A requirement as it stands for one collaboration.

    `why` says in Danish what is missing, or that nothing is. `missing` are names of municipalities that it waits for,
    `url` is where it is done and `page` where it is explained and waived. `legal` is None without a basis in law.
    """

    key: str
    title: str
    met: bool
    waivable: bool
    waived: bool
    blocking: bool
    why: str
    url: str
    missing: tuple[str, ...] = ()
    legal: dict | None = None
    before_phase: int = 0
    page: str = ""
    explanation: str = ""
    missing_ids: frozenset[int] = frozenset()
    as_of: dt.date | None = None
    waiver: Waived | None = None
    rests_on: dt.date | None = None  # the day of the last thing that meets it, beside what `fact_labels` name
    fact_labels: dict[str, str] = field(default_factory=dict, compare=False)  # fact key -> what is said when recorded
    template: RequirementTemplate | None = field(default=None, repr=False, compare=False)

    @property
    def stops(self) -> bool:
        """The next phase can not begin because of this."""
        return self.blocking and not self.met and not self.waived

    @property
    def settled(self) -> bool:
        return self.met or self.waived

    @property
    def per_municipality(self) -> bool:
        """Each participating municipality has a fact of its own recorded."""
        return self.template is not None and self.template.check_name in OF_LAW_AND_EACH

    def as_dict(self) -> dict:
        """JSON-able, as stored with a transition and written by the export."""
        return {
            "key": self.key,
            "before_phase": self.before_phase,
            "title": self.title,
            "met": self.met,
            "waivable": self.waivable,
            "waived": self.waived,
            "blocking": self.blocking,
            "why": self.why,
            "missing": list(self.missing),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "legal": {**self.legal, "last_checked": self.legal["last_checked"].isoformat()} if self.legal else None,
        }


@dataclass(frozen=True)
class Missing:
    """What the next phase waits for from one municipality."""

    municipality_id: int
    code: str
    title: str
    facts: tuple[str, ...]  # keys of the decisions that would meet it
    place: str  # the page where it is mended, where that is no decision
    work_out: Callable[[], Requirement | None] = field(repr=False)

    @property
    def url(self) -> str:
        """Where it is done; worked out when it is asked for."""
        return self.work_out().url


def evaluate(facts: Facts, process: Process | None = None, before_phase: int | None = None) -> list[Requirement]:
    """The requirements before that phase, or before every phase when none is given, in the order of the process.

    `process` is the collaboration's own unless another version is given.
    """
    process = process or facts.process
    wanted = range(FIRST_PHASE + 1, LAST_PHASE + 1) if before_phase is None else (before_phase,)
    return [
        requirement
        for number in wanted
        for template in process.requirements_before(number)
        if _applies(template, facts) and (requirement := _judge(template, facts, process)) is not None
    ]


def next_requirements(facts: Facts) -> list[Requirement]:
    """Those before the collaboration's next phase; none in the last phase."""
    return evaluate(facts, before_phase=facts.phase + 1) if facts.phase < LAST_PHASE else []


def missing_from_each(facts: Facts) -> Iterator[Missing]:
    """What is asked of each municipality and stops the next phase, once for each that it waits for.

    In the last phase what the law asks of those who take part today. Needs no facts about other municipalities, and
    works out no more than that it is missing: a municipality may take part in hundreds of collaborations.
    """
    if facts.phase < LAST_PHASE:
        asked = [each for each in facts.process.requirements_before(facts.phase + 1) if each.blocking]
    else:
        facts, asked = _asked_today(facts)
    for template in asked:
        if template.check_name not in ASKED_OF_EACH or not _applies(template, facts):
            continue
        body, finding = _find(template, facts, facts.process, facts.today, past=False)
        if _waiver(template, facts, finding) is None:
            for partner in finding.missing:
                title = template.title.replace("{body}", body)
                judged = partial(_judge, template, facts, facts.process, as_of=facts.today)
                decisions = () if finding.place else tuple(template.parameters.get("facts", ()))
                yield Missing(partner.municipality_id, partner.code, title, decisions, finding.place, judged)


def owed_today(facts: Facts) -> list[Requirement]:
    """In the last phase: what the law asks of those who take part today, and what is not met. Empty before.

    Whoever comes after the move, or comes back, was not asked on the day of the move; the law asks all the same. Of
    what was registered in the last phase only those who came later are asked: what was written down then is judged as
    of that time (see `judged_on`), and what nobody has registered need not be missing.
    """
    if facts.phase < LAST_PHASE:
        return []
    facts, asked = _asked_today(facts)
    judged = (_judge(each, facts, facts.process, as_of=facts.today) for each in asked if _applies(each, facts))
    return [each for each in judged if each is not None and not each.met]


def _asked_today(facts: Facts) -> tuple[Facts, list[RequirementTemplate]]:
    """In the last phase: what the law asks today, and the facts with those of whom it is asked."""
    asked = [each for each in facts.process.requirements_before(LAST_PHASE) if not each.waivable]
    entered = _entered(facts, LAST_PHASE)
    if entered is None or entered.from_phase is None:
        facts = replace(facts, partners=newcomers(facts), declared_member_count=None)
        asked = [each for each in asked if each.check_name in OF_LAW_AND_EACH] if facts.partners else []
    return facts, asked


def newcomers(facts: Facts) -> tuple[Partner, ...]:
    """Municipalities that take part today, and did not when the collaboration came to the last phase.

    What was registered came with those who took part on the day of the registration: how they came to be with it nobody
    has written down, which is not the same as unlawful.
    """
    entered, states = _entered(facts, LAST_PHASE), [ParticipationState.PARTICIPANT]
    registered = entered is not None and entered.from_phase is None
    day = entered.date if registered else judged_on(facts, LAST_PHASE)
    founders = {each.municipality_id for each in facts.partners_in(states, day)}
    return tuple(each for each in facts.partners_in(states, facts.today) if each.municipality_id not in founders)


def judged_on(facts: Facts, before_phase: int) -> dt.date:
    """The day as of which requirements before that phase are judged (see the top of this module).

    When it was founded counts only for what was registered afterwards: a move that was made here has its own day.
    """
    if facts.phase < before_phase:
        return facts.today
    entered = _entered(facts, before_phase)
    if entered is not None and entered.from_phase is not None:
        return entered.date
    if before_phase == LAST_PHASE and facts.founded_on:
        return facts.founded_on
    if entered is None:
        return facts.today
    # Registered: it stood in the phase by that day, and had come there when municipalities began to take part.
    return min(entered.date, facts.together_since or entered.date)


def _entered(facts: Facts, phase: int) -> Move | None:
    """The last move that came to that phase or passed it."""
    entered = [move for move in facts.moves if (move.from_phase or 0) < phase <= move.to_phase]
    return entered[-1] if entered else None


def _applies(template: RequirementTemplate, facts: Facts) -> bool:
    chosen = facts.organisation_type.key if facts.organisation_type else None
    return not template.organisation_types or chosen in template.organisation_types


def _judge(
    template: RequirementTemplate, facts: Facts, process: Process, as_of: dt.date | None = None
) -> Requirement | None:
    """As of the day that `judged_on` says. With `as_of` as of that day, as something that still can be done."""
    day = as_of or judged_on(facts, template.before_phase)
    past = as_of is None and facts.phase >= template.before_phase
    rule = _rule(template, facts, day)
    body, finding = _find(template, facts, process, day, past=past)
    if finding.met and template.parameters.get("only_while_missing"):
        return None
    waiver = _waiver(template, facts, finding)
    page = reverse("phases:requirement", args=[facts.slug, template.before_phase, template.key])
    return Requirement(
        key=template.key,
        title=template.title.replace("{body}", body),
        met=finding.met,
        waivable=template.waivable,
        waived=waiver is not None,
        blocking=template.blocking,
        why=_why(finding, waiver),
        url=_place(template, facts, process, finding) or page,
        missing=tuple(each.name for each in finding.missing),
        legal=_legal(rule) if rule else None,
        before_phase=template.before_phase,
        page=page,
        explanation=template.explanation.replace("{body}", body),
        missing_ids=frozenset(each.municipality_id for each in finding.missing),
        as_of=day,
        waiver=waiver,
        rests_on=finding.since,
        fact_labels=_labels(template, finding, body),
        template=template,
    )


def _labels(template: RequirementTemplate, finding: Finding, body: str) -> dict[str, str]:
    """What meets it when it is recorded; nothing of the kind where it is mended on another page."""
    labels = {} if finding.place else template.parameters.get("labels", {})
    return {key: text.replace("{body}", body) for key, text in labels.items()}


def _rule(template: RequirementTemplate, facts: Facts, day: dt.date) -> LegalRule | None:
    return facts.law.rule(template.legal_rule, _day_of_law(template, facts, day)) if template.legal_rule else None


def _find(
    template: RequirementTemplate, facts: Facts, process: Process, day: dt.date, *, past: bool
) -> tuple[str, Finding]:
    """Who decides or approves under the law of the day, and what the check finds."""
    rule = _rule(template, facts, day)
    body = rule.body if rule else _("Myndigheden")
    return body, CHECKS[template.check_name](Question(facts, process, template, day, past, body))


def _waiver(template: RequirementTemplate, facts: Facts, finding: Finding) -> Waived | None:
    return facts.waivers.get((template.before_phase, template.key)) if template.waivable and not finding.met else None


def _day_of_law(template: RequirementTemplate, facts: Facts, day: dt.date) -> dt.date:
    """An authority that has decided did so under the law of its own day."""
    recorded = facts.decided(template.parameters.get("facts", ())).get(None)
    return recorded.date if recorded else day


def _why(finding: Finding, waiver: Waived | None) -> str:
    if waiver is None:
        return finding.why
    said = {"date": long_date(waiver.on), "by": waiver.by, "reason": waiver.reason}
    return finding.why + " " + _("Fraveget %(date)s af %(by)s: %(reason)s") % said


def _place(template: RequirementTemplate, facts: Facts, process: Process, finding: Finding) -> str:
    if finding.place:
        return reverse(finding.place, args=[facts.slug])
    if template.check_name in PLACES:
        return reverse(PLACES[template.check_name], args=[facts.slug])
    if asked := _question_page(template, facts):
        return asked
    keys = template.parameters.get("items", ())
    found = process.item(keys[0]) if keys else None
    if found:
        return reverse("phases:item", args=[facts.slug, found[0], keys[0]])
    found = process.item(template.parameters.get("item", ""))
    if found:  # answered municipality by municipality, on the phase's page: the first that is missing
        point = f"#punkt-{found[1].key}-{finding.missing[0].code}" if finding.missing else ""
        return reverse("phases:phase", args=[facts.slug, found[0]]) + point
    return ""


def _question_page(template: RequirementTemplate, facts: Facts) -> str:
    """Where what the requirement asks for is decided: the question, or the choice of questions while it is not asked.

    What the collaboration judges itself is written on the requirement's own page.
    """
    keys = template.parameters.get("facts", ())
    if not keys or any(key in AssessmentKey.values for key in keys):
        return ""
    for each in facts.questions:
        if each.key in keys:
            return reverse("decisions:question", args=[facts.slug, each.key])
    return reverse("decisions:matrix", args=[facts.slug])


def _legal(rule: LegalRule) -> dict:
    return {
        "rule": rule.key,
        "body": rule.body,
        "statement": rule.statement,
        "basis": rule.legal_basis,
        "source": rule.source_title,
        "url": rule.source_url,
        "last_checked": rule.last_checked,
        "remark": _("Dette er en tjekliste og ikke juridisk rådgivning."),
    }
