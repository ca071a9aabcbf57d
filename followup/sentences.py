"""The sentence that answers: what is followed up when, and by whom?"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.formats import join_words, long_date, relative_days
from followup.areas import Area
from followup.models import FollowUp
from followup.vocabulary import Subject


def conclusion(collaboration: Collaboration, areas: Iterable[Area], *, period: str = "") -> tuple[str, str, str]:
    """The lead, what stands after it, and the colour where something must be done (empty otherwise).

    With `period` (its name) the areas hold what was seen last in that period, and not what was seen last of all.
    Of what a published source tells nobody knows more than the source says.
    """
    areas = list(areas)
    if collaboration.is_from_source and not any(each.plan for each in areas):
        return _("Kilden siger ikke, hvornår samarbejdet følger op, og hvem der er ansvarlig."), "", ""
    lead, colour = _lead(areas)
    return lead, " ".join(_rest(areas, period)), colour


def red_sentence(last: FollowUp) -> str:
    """That what was seen last was red, and why. Without a full stop, as the reason may bring its own."""
    return _("%(what)s er rød: %(reason)s") % {"what": Subject(last.subject).held, "reason": last.reason}


def _lead(areas: list[Area]) -> tuple[str, str]:
    dated = sorted((each for each in areas if each.due), key=lambda each: each.due)
    late = [each for each in dated if each.is_overdue]
    if not dated:
        return _("Det er ikke aftalt, hvornår I følger op, og hvem der er ansvarlig."), ""
    first = dated[0]
    said = {
        "what": first.label.lower(),
        "date": long_date(first.due),
        "distance": relative_days(first.due),
        "who": _who(first),
    }
    if len(late) > 1:
        said["names"] = join_words(each.label.lower() for each in late)
        return _("Over frist: %(names)s. Den ældste skulle være holdt %(date)s. %(who)s") % said, "red"
    if late:
        return _("Over frist: %(what)s skulle være holdt %(date)s, %(distance)s. %(who)s") % said, "red"
    return _("Næste opfølgning er %(what)s %(date)s, %(distance)s. %(who)s") % said, ""


def _who(area: Area) -> str:
    if not area.responsible:
        return _("Ingen rolle er ansvarlig.")
    return _("Ansvarlig: %(role)s.") % {"role": area.responsible}


def _rest(areas: list[Area], period: str) -> Iterable[str]:
    missing = [each.label.lower() for each in areas if not each.plan]
    if missing and len(missing) < len(areas):
        yield _("Der mangler dato og ansvarlig for %(names)s.") % {"names": join_words(missing)}
    red = [each for each in areas if each.is_red]
    if red:
        names = [f"{each.label.lower()} ({each.last.reason})" for each in red]
        text = _("Rødt i %(period)s: %(names)s.") if period else _("Rødt ved seneste opfølgning: %(names)s.")
        yield text % {"period": period, "names": join_words(names)}
