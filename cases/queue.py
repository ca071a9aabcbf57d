"""The editors' queue: what waits for whom, how old it is, and what it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from cases.forms.queue import QueueForm
from cases.models import IN_DRAFT, IN_REVIEW, Case, CaseQuerySet, is_old
from cases.quality import Quality, check
from cases.search_models import SearchLog
from cases.vocabulary import State
from common.danish import sort_key
from common.formats import counted

ROWS_PER_PAGE = 25
SEARCHES = 10
WAITING, DRAFT, REVIEW, PUBLISHED, OLD, WITHDRAWN, ALL = (
    "venter",
    "kladde",
    "gennemsyn",
    "udgivet",
    "opdateres",
    "trukket",
    "alle",
)
# Key, what it is called, and which cases are in it.
STATES: tuple[tuple[str, object, Callable[[], Q]], ...] = (
    (DRAFT, gettext_lazy("Kladde"), lambda: IN_DRAFT),
    (REVIEW, gettext_lazy("Til gennemsyn"), lambda: IN_REVIEW),
    (PUBLISHED, gettext_lazy("Udgivet"), lambda: Q(state=State.PUBLISHED)),
    (OLD, gettext_lazy("Bør opdateres"), is_old),
    (WITHDRAWN, gettext_lazy("Trukket tilbage"), lambda: Q(state=State.WITHDRAWN)),
)


@dataclass(frozen=True)
class Chip:
    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class QueueRow:
    case: Case
    quality: Quality
    age_days: int

    @property
    def title(self) -> str:
        """Of what is being written, which may be another than what readers see."""
        return self.case.working_content.title

    @property
    def author(self) -> str:
        newest = self.case.newest
        return newest.author.shown_name if newest and newest.author else _("Kataloget")

    @property
    def age(self) -> str:
        """How long it has waited; of what nobody works on but should, since when nobody confirmed it."""
        if self.case.should_be_updated and not self.case.pending and self.case.confirmed_on is None:
            return _("Aldrig bekræftet")
        if self.age_days == 0:
            return _("I dag")
        return counted(self.age_days, _("dag"), _("dage"))

    @property
    def missing(self) -> str:
        """`3 mangler` or nothing."""
        count = len(self.quality.musts)
        return ngettext("%(count)d ting mangler", "%(count)d ting mangler", count) % {"count": count} if count else ""


@dataclass(frozen=True)
class Queue:
    form: QueueForm
    chips: list[Chip]
    chosen: str
    rows: list[QueueRow]
    page: Page
    total: int
    waiting: int  # for whoever reads it
    sentence: str
    to_confirm_this_year: int
    is_refused: bool  # a filter in the address is not known and was not used
    not_found: list[dict]  # what readers searched for and did not find: `text`, `times`, `last`
    has_more_searches: bool


def build_queue(visible: CaseQuerySet, form: QueueForm, user: User, *, today: dt.date | None = None) -> Queue:
    """The page's content, in the same few queries for any number of cases."""
    today = today or timezone.localdate()
    form.full_clean()
    chosen, words = form.chosen or WAITING, form.words
    end_of_year = dt.date(today.year, 12, 31)
    counts = visible.aggregate(
        everything=Count("pk"),
        this_year=Count("pk", filter=is_old(end_of_year)),
        **{WAITING: Count("pk", filter=Q(pk__in=visible.waiting_for(user).order_by().values("pk")))},
        **{key: Count("pk", filter=condition()) for key, _label, condition in STATES},
    )
    found = visible.waiting_for(user) if chosen == WAITING else visible.filter(_condition(chosen))
    if words:
        found = found.filter(sort_title__contains=sort_key(words))
    searches = list(SearchLog.objects.without_hits()[: None if form.wants_all_searches else SEARCHES + 1])
    has_more_searches = len(searches) > SEARCHES and not form.wants_all_searches
    page = Paginator(found.with_newest().with_age(), ROWS_PER_PAGE).get_page(form.page)
    return Queue(
        form=form,
        chips=[Chip(key, str(label), counts[key], key == chosen) for key, label, _condition_of in STATES],
        chosen=chosen,
        rows=[_row(case, today) for case in page.object_list],
        page=page,
        total=counts["everything"],
        waiting=counts[WAITING],
        sentence=_sentence(counts),
        to_confirm_this_year=counts["this_year"],
        is_refused=bool(form.errors),
        not_found=searches[:SEARCHES] if has_more_searches else searches,
        has_more_searches=has_more_searches,
    )


def _condition(chosen: str) -> Q:
    if chosen == ALL:
        return Q()
    return next(condition() for key, _label, condition in STATES if key == chosen)


def _row(case: Case, today: dt.date) -> QueueRow:
    return QueueRow(case, check(case.working_content), (today - _since(case)).days)


def _since(case: Case) -> dt.date:
    if case.should_be_updated and not case.pending and case.confirmed_on:
        return case.confirmed_on
    return timezone.localtime(case.waits_since).date()


def _sentence(counts: dict[str, int]) -> str:
    """How the catalogue stands, whoever has to do something about it."""
    review, draft, old = counts[REVIEW], counts[DRAFT], counts[OLD]
    parts = [
        ngettext("%(n)d case er til gennemsyn.", "%(n)d cases er til gennemsyn.", review) % {"n": review},
        ngettext("%(n)d er i kladde.", "%(n)d er i kladde.", draft) % {"n": draft},
        ngettext("%(n)d udgivet bør bekræftes.", "%(n)d udgivne bør bekræftes.", old) % {"n": old},
    ]
    said = [part for part, count in zip(parts, (review, draft, old), strict=True) if count]
    return " ".join(said)
