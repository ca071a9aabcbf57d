"""What Mit arbejde asks for so that a collaboration comes on: requirements, decisions, texts, what a meeting decided.

All of it is worked out from the facts of the collaborations, which are read at once. Where somebody only answers for a
municipality, no more is read than what is asked of that municipality: it may take part in hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.models import Collaboration, ParticipationState
from common.formats import join_first, join_words
from dashboards.decided import publish_first, texts_to_publish
from dashboards.missing import who_is_missing
from dashboards.tasks import Mine, Task, address, colour_of
from dashboards.to_decide import ToDecide, named_in, texts_to_answer, to_decide, unregistered
from dashboards.to_settle import is_to_grant, to_settle
from phases.deciding import participants_in
from phases.facts import Facts, Partner
from phases.models import LAST_PHASE
from phases.requirements import Missing, load_facts, missing_from_each, next_requirements, owed_today


def requirements(mine: Mine) -> Iterable[Task]:
    """What is missing before the next phase: all for the coordinator, the own municipality's part for its contact."""
    answering, own = mine.answering, mine.own
    names = {(each.collaboration, each.municipality): each.name for each in answering}
    answered = {each.collaboration for each in answering}
    found = [each for each in own.values() if each.is_coordinated or (each.asks_each and each.pk in answered)]
    if not found:
        return
    coordinated = Q(collaboration__in=[each.pk for each in found if each.is_coordinated])
    # What the joint body and the authority said opens what waits for it, whoever asks.
    about = coordinated | Q(municipality__in={each.municipality for each in answering}) | Q(municipality=None)
    facts = load_facts(found, texts=False, without=("law",), about=about, plans=True)
    for collaboration in found:
        known = facts[collaboration.pk]
        if collaboration.is_coordinated:
            yield from _coordinator_tasks(collaboration, known)
            yield from _publishing_tasks(collaboration, known)
            yield from (_deciding_task(collaboration, each) for each in to_decide(known))
            yield from _unregistered_tasks(collaboration, known, None)
            yield from _unanswered(collaboration, known)
        else:
            own_codes = [each.code for each in answering if each.collaboration == collaboration.pk]
            deciding = to_decide(known, own_codes)
            yield from (_deciding_task(collaboration, each) for each in deciding)
            yield from _contact_tasks(collaboration, known, names, named_in(deciding))
            yield from _unregistered_tasks(collaboration, known, own_codes)


def _deciding_task(collaboration: Collaboration, found: ToDecide) -> Task:
    """To decide once more, or in time: of one municipality where it is planned, of several the table."""
    text = _("{names} skal beslutte {titles} igen") if found.again else _("{names} har ikke planlagt {titles}")
    one = found.partners[0].code if len(found.partners) == 1 else ""
    said = text.format(names=join_first(each.name for each in found.partners), titles=found.titles)
    return Task(
        text=said,
        who=said,
        collaboration=collaboration.name,
        address=_plan_address(collaboration.slug, one, found.keys[0])
        if one
        else address("decisions:matrix", collaboration.slug),
        verb=_("Planlæg") if one else _("Se tabellen"),
        due=found.deadline,
        colour="red",
    )


def _plan_address(slug: str, code: str, key: str) -> Callable[[], str]:
    return lambda: f"{reverse('decisions:plan', args=[slug, code])}?om={key}"


def _grant_address(slug: str, code: str) -> Callable[[], str]:
    return lambda: f"{reverse('finance:record_appropriation', args=[slug])}?kommune={code}"


def _contact_tasks(
    collaboration: Collaboration, facts: Facts, names: dict[tuple[int, int], str], said: set[tuple[int, str]]
) -> Iterable[Task]:
    """What is asked of the own municipality. `said` are its decisions that are named already."""
    asked, named = {each.key for each in facts.questions}, set(said)
    for missing in missing_from_each(facts):
        wanted = [(missing.municipality_id, key) for key in missing.facts if key in asked]
        named.update(wanted)
        name = names.get((collaboration.pk, missing.municipality_id))
        if name and not (wanted and said >= set(wanted)):
            yield _missing_task(collaboration, missing, name)
    for partner in participants_in(facts):
        if (collaboration.pk, partner.municipality_id) in names:
            yield from _text_tasks(collaboration, facts, partner, named)


def _missing_task(collaboration: Collaboration, missing: Missing, name: str) -> Task:
    if is_to_grant(missing):
        return Task(
            text=_("Registrér bevillingen i {municipality}").format(municipality=name),
            collaboration=collaboration.name,
            address=_grant_address(collaboration.slug, missing.code),
            verb=_("Registrér"),
        )
    return Task(
        text=_("Kravet “{title}” mangler for {municipality}").format(municipality=name, title=missing.title),
        collaboration=collaboration.name,
        address=lambda: missing.url,
        verb=_("Se krav"),
    )


def _text_tasks(
    collaboration: Collaboration, facts: Facts, partner: Partner, said: set[tuple[int, str]]
) -> Iterable[Task]:
    """Texts that are published and wait for the municipality's answer, beside what stops the next phase."""
    found = [each for each in texts_to_answer(facts, partner) if (partner.municipality_id, each.key) not in said]
    if found:
        titles = join_words(each.title for each in found)
        due = min((each.deadline for each in found if each.deadline), default=None)
        yield Task(
            text=_("Planlæg, hvornår {name} beslutter {titles}").format(name=partner.name, titles=titles),
            collaboration=collaboration.name,
            address=_plan_address(collaboration.slug, partner.code, found[0].key),
            verb=_("Planlæg"),
            due=due,
            colour=colour_of(due),
        )


def _unanswered(collaboration: Collaboration, facts: Facts) -> Iterable[Task]:
    """Municipalities that were invited and have not answered: their contacts do."""
    names = [each.name for each in facts.partners if each.state == ParticipationState.INVITED]
    if names:
        said = _("{names} har ikke svaret på invitationen").format(names=join_first(names))
        yield Task(
            text=said,
            who=said,
            collaboration=collaboration.name,
            address=address("collaborations:participants", collaboration.slug),
            verb=_("Se deltagere"),
            waits=True,
        )


def _publishing_tasks(collaboration: Collaboration, facts: Facts) -> Iterable[Task]:
    """Nobody can decide anew before the text is published."""
    for title, text in texts_to_publish(facts):
        yield Task(
            text=publish_first(title),
            collaboration=collaboration.name,
            address=address("decisions:text", collaboration.slug, text),
            verb=_("Udgiv"),
            colour="red",
        )


def _unregistered_tasks(collaboration: Collaboration, facts: Facts, codes: list[str] | None) -> Iterable[Task]:
    """A meeting was held, and nobody has written down what it decided."""
    for held in unregistered(facts, codes):
        said = {"name": held.partner.name, "titles": held.titles}
        yield Task(
            text=_("Registrér, hvad %(name)s besluttede om %(titles)s") % said,
            collaboration=collaboration.name,
            address=address("decisions:record", collaboration.slug, held.partner.code),
            verb=_("Registrér"),
            due=held.day,
            colour="yellow",
        )


def _coordinator_tasks(collaboration: Collaboration, facts: Facts) -> Iterable[Task]:
    for owed in owed_today(facts):
        yield Task(
            text=owed.why,
            collaboration=collaboration.name,
            address=lambda owed=owed: owed.url,
            verb=_("Se krav"),
            colour="yellow",
        )
    if collaboration.phase < LAST_PHASE:
        missing = [each for each in next_requirements(facts) if each.stops]
        number = collaboration.phase + 1
        for found in to_settle(missing):
            yield Task(
                text=found.text,
                collaboration=collaboration.name,
                address=lambda found=found: found.url,
                verb=found.verb,
                waits=found.waits,
                who=found.text if found.waits else "",
            )
        yield Task(
            text=ngettext(
                "{count} krav mangler før fase {number}", "{count} krav mangler før fase {number}", len(missing)
            ).format(count=len(missing), number=number)
            if missing
            else _("Intet krav mangler. Gå videre til fase {number}").format(number=number),
            collaboration=collaboration.name,
            address=address("phases:phase", collaboration.slug, collaboration.phase)
            if missing
            else address("phases:advance", collaboration.slug),
            verb=_("Se krav") if missing else _("Gå videre"),
            colour="grey" if missing else "green",
            who=who_is_missing(missing, collaboration.phase),
        )
