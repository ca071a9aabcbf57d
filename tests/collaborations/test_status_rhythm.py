"""A status holds until the next one is due, is written as a draft first, and is published once."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration, StatusDraft
from collaborations.rhythm import due_after, stale
from collaborations.services import discard_status_draft, save_status_draft, set_status, set_status_rhythm
from common.exceptions import DomainError, StaleVersion
from tests.clock import in_days
from tests.collaborations.pages import text_of


def give_rhythm(collaboration, actor=None, **values):
    chosen = {"rhythm": "monthly", "due": in_days(20), "escalates_after": None} | values
    return set_status_rhythm(collaboration, **chosen, version=collaboration.rhythm_version, actor=actor)


def at(name, collaboration):
    return reverse(f"collaborations:{name}", args=[collaboration.slug])


## When a status holds, in Python and in SQL


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "due", "says"),
    [
        (None, None, False),
        (30, None, False),
        (31, None, True),
        (100, 0, False),
        (100, 1, False),
        (1, -1, True),
        (None, -1, False),
    ],
)
def test_python_and_the_database_agree_on_when_a_status_holds(collaboration, age, due, says):
    Collaboration.objects.filter(pk=collaboration.pk).update(
        status="green",
        status_at=None if age is None else timezone.now() - dt.timedelta(days=age, minutes=1),
        status_rhythm="none" if due is None else "quarterly",
        status_due=None if due is None else in_days(due),
    )
    collaboration.refresh_from_db()
    assert collaboration.status_is_stale is says
    assert Collaboration.objects.filter(stale()).exists() is says


@time_machine.travel(dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC), tick=False)
def test_the_age_is_said_in_words():
    row = Collaboration()
    said = [row.status_age_words]
    for days in (0, 1, 12, 45):
        row.status_at = timezone.now() - dt.timedelta(days=days, minutes=1)
        said.append(row.status_age_words)
    row.status_at = timezone.now() - dt.timedelta(hours=40)  # the day before yesterday, late in the evening
    said.append(row.status_age_words)
    assert said == [
        "",
        "Status er fra i dag.",
        "Status er fra i går.",
        "Status er 12 dage gammel.",
        "Ikke opdateret i 45 dage.",
        "Status er 2 dage gammel.",
    ]


## The date moves on


@pytest.mark.parametrize(
    ("rhythm", "due", "published", "next_due"),
    [
        ("monthly", (2026, 12, 1), (2026, 12, 1), (2027, 1, 1)),
        ("monthly", (2026, 12, 1), (2026, 11, 17), (2027, 1, 1)),
        ("monthly", (2026, 12, 1), (2026, 11, 16), (2026, 12, 1)),
        ("monthly", (2026, 12, 1), (2027, 3, 10), (2027, 4, 1)),
        ("quarterly", (2026, 11, 30), (2026, 12, 4), (2027, 2, 28)),
        ("monthly", (2027, 1, 31), (2027, 3, 1), (2027, 3, 31)),
        ("half_yearly", (2026, 12, 31), (2026, 12, 31), (2027, 6, 30)),
    ],
)
def test_the_date_after_a_status_is_published(rhythm, due, published, next_due):
    assert due_after(rhythm, dt.date(*due), dt.date(*published)) == dt.date(*next_due)


def test_publishing_moves_the_date_on(collaboration, koordinator):
    collaboration = give_rhythm(collaboration, due=in_days(3))
    set_status(collaboration, status="green", actor=koordinator)
    collaboration.refresh_from_db()
    assert collaboration.status_due > in_days(14)
    assert collaboration.status_updates.count() == 1


def test_a_rhythm_is_written_in_the_history(collaboration, koordinator):
    give_rhythm(collaboration, koordinator, due=dt.date(2099, 12, 1), escalates_after=14)
    give_rhythm(Collaboration.objects.get(), koordinator, rhythm="none", due=None)
    texts = list(collaboration.activity.values_list("text", flat=True)[:2])
    assert texts == [
        "Status har ingen fast rytme.",
        "Status skal opdateres hver måned, næste gang 1. december 2099. "
        "Direktørerne får besked, når den er 14 dage forsinket.",
    ]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"due": None}, "Skriv, hvornår"),
        ({"due": dt.date(2020, 1, 1)}, "ikke er gået"),
        ({"escalates_after": 91}, "mellem 1 og 90"),
    ],
)
def test_a_rhythm_without_a_date_that_can_come_is_refused(collaboration, wrong, says):
    with pytest.raises(DomainError, match=says):
        give_rhythm(collaboration, **wrong)


def test_two_who_choose_a_rhythm_do_not_overwrite_each_other(collaboration, koordinator):
    seen = collaboration.rhythm_version
    give_rhythm(collaboration)
    with pytest.raises(StaleVersion):
        set_status_rhythm(collaboration, rhythm="none", due=None, escalates_after=None, version=seen, actor=koordinator)


@pytest.mark.django_db
def test_the_database_refuses_a_rhythm_without_a_date(collaboration):
    with pytest.raises(IntegrityError), transaction.atomic():
        Collaboration.objects.update(status_rhythm="monthly")


## Drafts


def test_a_draft_is_no_status_until_it_is_published(client_for, collaboration):
    browser = client_for("koordinator")
    typed = {"status": "red", "reason": "", "version": collaboration.status_version}
    assert browser.post(at("save_status_draft", collaboration), typed).url == at("status", collaboration)
    collaboration = Collaboration.objects.get()
    assert (collaboration.status, collaboration.status_updates.count()) == ("grey", 0)
    form = browser.get(at("status", collaboration)).context["form"]
    assert (form["status"].value(), form["version"].value()) == ("red", collaboration.status_version)
    typed = {"status": "red", "reason": "Intet flertal.", "version": form["version"].value()}
    assert browser.post(at("status", collaboration), typed).status_code == 302
    assert (Collaboration.objects.get().status, StatusDraft.objects.count()) == ("red", 0)


def test_who_may_see_drafts_sees_it_and_nobody_else(client_for, collaboration, koordinator):
    save_status_draft(collaboration, status="red", reason="Hemmelig begrundelse", actor=koordinator)
    sees = {
        who: [
            "Hemmelig begrundelse" in text_of(client_for(who).get(at("status", collaboration))),
            "er ikke udgivet" in text_of(client_for(who).get(collaboration.get_absolute_url())),
        ]
        for who in ("koordinator", "bidragyder", "administrator", "laeser", "kontakt", "direktoer", "kommunelaeser")
    }
    yes, no = [True, True], [False, False]
    assert sees == {
        **dict.fromkeys(("koordinator", "bidragyder", "administrator"), yes),
        **dict.fromkeys(("laeser", "kontakt", "direktoer", "kommunelaeser"), no),
    }


def test_a_draft_that_somebody_else_saved_meanwhile_is_shown_beside_what_was_typed(
    client_for, collaboration, koordinator
):
    seen = collaboration.status_version
    save_status_draft(collaboration, status="yellow", reason="Andres ord", actor=koordinator)
    for name in ("status", "save_status_draft"):
        typed = {"status": "green", "reason": "Mine ord", "version": seen or "0"}
        page = client_for("koordinator").post(at(name, collaboration), typed)
        assert (page.status_code, "Andres ord" in text_of(page)) == (200, True)
    assert (StatusDraft.objects.get().reason, collaboration.status_updates.count()) == ("Andres ord", 0)


def test_a_draft_can_be_thrown_away(client_for, collaboration, koordinator):
    save_status_draft(collaboration, status="red", actor=koordinator)
    assert client_for("koordinator").post(at("discard_status_draft", collaboration)).status_code == 302
    assert not StatusDraft.objects.exists()
    discard_status_draft(collaboration, actor=koordinator)  # once more is no matter


## The page of the rhythm


def test_a_koordinator_chooses_a_rhythm_on_its_page(client_for, collaboration):
    typed = {"rhythm": "quarterly", "due": "01.12.2099", "escalates_after": "", "version": collaboration.rhythm_version}
    assert client_for("koordinator").post(at("status_rhythm", collaboration), typed).status_code == 302
    page = text_of(client_for("laeser").get(at("status", collaboration)))
    assert "Hvert kvartal. Næste status skal være klar 1. december 2099" in page


@pytest.mark.parametrize("wrong", [{"due": ""}, {"due": "32.13.2026"}, {"escalates_after": "0"}, {"rhythm": "dagligt"}])
def test_a_rhythm_that_is_none_is_refused_and_nothing_typed_is_lost(client_for, collaboration, wrong):
    typed = {"rhythm": "monthly", "due": "01.12.2099", "escalates_after": "7", "version": collaboration.rhythm_version}
    page = client_for("koordinator").post(at("status_rhythm", collaboration), typed | wrong)
    assert (page.status_code, page.context["form"].is_valid()) == (200, False)
    assert Collaboration.objects.get().status_rhythm == "none"


def test_the_date_is_a_task_of_the_koordinator(client_for, collaboration, koordinator):
    def tasks():
        groups = client_for("koordinator").get(reverse("dashboards:my_work") + "?vis=alle").context["work"].groups
        return [(task.verb, task.due) for group in groups for task in group.tasks if "tatus" in task.text]

    set_status(collaboration, status="green", actor=koordinator)
    assert tasks() == []
    with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
        assert tasks() == [("Sæt status", None)]
    due = in_days(40)
    give_rhythm(Collaboration.objects.get(), due=due)
    assert tasks() == []
    with time_machine.travel(timezone.now() + dt.timedelta(days=26), tick=False):
        assert tasks() == [("Sæt status", due)]
    save_status_draft(collaboration, status="red", actor=koordinator)
    assert tasks() == [("Åbn kladden", due)]
