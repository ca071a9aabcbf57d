"""Everything that a director's page shows, in a number of queries that does not depend on how much there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from common.formats import join_first, join_words
from dashboards.director.deciding import NEAR_DAYS, Due, coming_decisions, with_papers
from dashboards.director.money import Money, money
from dashboards.director.own import Own, own_collaborations
from dashboards.director.people import TalkTo, WeakSpot, load_people, talk_to, weak_spots
from finance.yearly import Yearly, load_yearly
from followup.areas import red_follow_ups
from followup.models import FollowUp
from followup.sentences import red_sentence
from municipalities.models import Municipality

DECISIONS, ROWS, NEWS, SPOTS = 5, 8, 3, 4


@dataclass(frozen=True)
class Row:
    """One of our collaborations. `economy` is None where nobody has worked out what we pay."""

    own: Own
    economy: Yearly | None
    next: Due | None
    red: Sequence[FollowUp] = ()  # what was red when it was followed up last

    @property
    def collaboration(self) -> Collaboration:
        return self.own.collaboration

    @property
    def is_red(self) -> bool:
        return bool(self.red) or self.collaboration.current_status == "red"

    @property
    def reds(self) -> list[str]:
        return [red_sentence(each) for each in self.red]

    @property
    def who(self) -> str:
        """Which of the directed municipalities are with in it."""
        return join_words(self.own.names(self.own.states))

    @property
    def invited(self) -> str:
        """Which of ours still owe an answer to the invitation."""
        return join_words(self.own.names(self.own.invited)) if self.own.invited else ""


@dataclass(frozen=True)
class DirectorPage:
    """`places` are the municipalities that it is about; the lists are as long as there is room for."""

    places: Sequence[Municipality]
    heading: str
    first: Due | None
    lead: str
    due: list[Due]
    due_total: int
    rows: list[Row]
    total: int
    money: Money
    talk: list[TalkTo]
    news: list[ActivityEntry]
    spots: list[WeakSpot]
    spot_total: int

    @property
    def is_one(self) -> bool:
        """The municipality need not be named in each row."""
        return len(self.places) == 1

    @property
    def names(self) -> str:
        return join_words(each.name for each in self.places)


def build_director_page(
    user: User, places: Sequence[Municipality], *, since: dt.datetime | None, show_all: bool = False
) -> DirectorPage:
    """About these municipalities; the caller has seen to it that the user directs them."""
    today = timezone.localdate()
    own = own_collaborations(user, places)
    due = coming_decisions(own.values(), today)
    known = load_yearly([pk for pk, each in own.items() if each.participants], {each.code for each in places})
    people = load_people(own)
    first_of = {each.collaboration.pk: each for each in reversed(due) if not each.is_held}
    reds = [pk for pk, each in own.items() if each.collaboration.has_red_follow_up]
    red = red_follow_ups(reds) if reds else {}
    rows = [Row(each, known.get(pk), first_of.get(pk), red.get(pk, ())) for pk, each in own.items()]
    rows.sort(key=lambda row: not row.is_red)
    spots = weak_spots(own.values(), people, places, reader=user)
    first = next((each for each in due if not each.is_held), None)
    return DirectorPage(
        places=places,
        heading=_heading(first, places),
        first=first,
        lead=_lead(due, rows),
        due=with_papers(due if show_all else due[:DECISIONS]),
        due_total=len(due),
        rows=rows if show_all else rows[:ROWS],
        total=len(rows),
        money=money(own.values(), known, today),
        talk=talk_to([each.own for each in rows[:ROWS]], people, red),
        news=_news(user, own, since),
        spots=spots if show_all else spots[:SPOTS],
        spot_total=len(spots),
    )


def _heading(first: Due | None, places: Sequence[Municipality]) -> str:
    """What is decided next, and when."""
    if first is None:
        return _("Ingen beslutninger venter på %(names)s") % {"names": join_words(each.name for each in places)}
    return _("Næste beslutning: %(titles)s, %(when)s") % {"titles": first.titles, "when": first.when}


def _lead(due: list[Due], rows: Collection[Row]) -> str:
    """How much waits, and how many are red."""
    return " ".join([waiting_sentence(due), *_burning(rows)])


def waiting_sentence(due: list[Due]) -> str:
    near = sum(len(each.asked) for each in due if each.is_near and not each.is_held)
    if not near:
        return _("Ingen beslutninger ligger hos jer inden %(days)d dage.") % {"days": NEAR_DAYS}
    return ngettext(
        "%(count)d beslutning ligger hos jer inden %(days)d dage.",
        "%(count)d beslutninger ligger hos jer inden %(days)d dage.",
        near,
    ) % {"count": near, "days": NEAR_DAYS}


def _burning(rows: Collection[Row]) -> Iterator[str]:
    """Nothing is said not to be red where the status is not, but what was followed up is."""
    followed_up = [each.collaboration.name for each in rows if each.red]
    statuses = [each.collaboration.current_status for each in rows]
    red, yellow = statuses.count("red"), statuses.count("yellow")
    if red or not followed_up:
        yield _statuses(red, yellow)
    if followed_up:
        yield _("Den seneste opfølgning er rød i %(names)s.") % {"names": join_first(followed_up, 3)}


def _statuses(red: int, yellow: int) -> str:
    if red:
        return ngettext("%(count)d samarbejde er rødt.", "%(count)d samarbejder er røde.", red) % {"count": red}
    if yellow:
        return ngettext(
            "Intet samarbejde er rødt, %(count)d er gult.", "Intet samarbejde er rødt, %(count)d er gule.", yellow
        ) % {"count": yellow}
    return _("Intet samarbejde er rødt.")


def _news(user: User, own: dict[int, Own], since: dt.datetime | None) -> list[ActivityEntry]:
    """What others did since the last visit; nothing is new at the first one."""
    changed = [pk for pk, each in own.items() if since and each.collaboration.changed_at > since]
    if not changed:
        return []
    entries = ActivityEntry.objects.filter(collaboration__in=changed, at__gt=since).exclude(actor=user)
    return list(entries.select_related("collaboration")[:NEWS])
