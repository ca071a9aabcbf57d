"""A municipality's calendar: how lines are read, what is saved, and the plan that comes of it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.exceptions import DomainError
from common.formats import short_date
from decisions.meeting_import import MAX_LINES, read_lines
from decisions.models import PoliticalMeeting
from decisions.services import (
    add_recess,
    remove_meeting,
    remove_recess,
    save_meetings,
    set_practice,
)
from tests import factories
from tests.clock import next_year


def read(text: str) -> list[tuple]:
    return [(line.date and line.date.isoformat(), line.body, line.error[:12]) for line in read_lines(text)]


## How lines are read


@pytest.mark.parametrize(
    "line",
    [
        "24.11.2026; kommunalbestyrelse",
        "24-11-2026\tByråd",
        "2026-11-24,KB",
        "Byrådet; 24/11/2026",
        "24.11.2026;BYRÅD;",
    ],
)
def test_the_usual_ways_to_write_a_meeting_are_understood(line):
    assert read(line) == [("2026-11-24", "council", "")]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("økonomiudvalg", "finance"),
        ("ØU", "finance"),
        ("Teknik- og Miljøudvalget", "committee"),
        ("udvalg", "committee"),
    ],
)
def test_bodies_are_known_by_their_usual_names(name, body):
    assert read(f"24.11.2026; {name}") == [("2026-11-24", body, "")]


def test_a_committee_keeps_its_name():
    assert [line.note for line in read_lines("24.11.2026; Teknik- og Miljøudvalget\n25.11.2026; fagudvalg")] == [
        "Teknik- og Miljøudvalget",
        "",
    ]


def test_heads_and_empty_lines_are_left_out_and_repetitions_say_which_line_they_repeat():
    text = "Dato;Organ\n\n24.11.2026;byråd\n24.11.2026;kommunalbestyrelse\n"
    assert read(text) == [("2026-11-24", "council", "")] * 2
    assert [line.repeats for line in read_lines(text)] == [0, 3]


def test_what_can_not_be_read_is_said_by_its_line_and_the_rest_is_read():
    found = read_lines("24.11.2026;byråd\nengang i maj;byråd\n25.11.2026;kantinen\n24.11.0026;byråd")
    assert [(line.number, line.error) for line in found if line.error] == [
        (2, "Datoen kan ikke læses. Skriv den som dd.mm.åååå."),
        (3, "Skriv kommunalbestyrelse, økonomiudvalg eller fagudvalg."),
        (4, "Årstallet skal ligge mellem 1970 og 2100. Ret datoen."),
    ]


def test_a_flood_of_lines_is_stopped():
    day = dt.date(2027, 1, 1)
    text = "\n".join(f"{day + dt.timedelta(days=n):%d.%m.%Y};byråd" for n in range(MAX_LINES + 5))
    assert read_lines(text)[-1].error == f"Der er flere end {MAX_LINES} linjer. Del dem op."


## What is saved


def save(collaboration, municipality, text, actor, **values):
    return save_meetings(collaboration, municipality=municipality, lines=read_lines(text), actor=actor, **values)


def test_a_coordinators_meeting_is_marked_until_the_contact_writes_it_too(section_60, koordinator, kontakt, odder):
    save(section_60, odder, "24.11.2027;byråd", koordinator)
    assert odder.meetings.get().by_coordinator
    save(section_60, odder, "24.11.2027;byråd", kontakt)
    assert not odder.meetings.get().by_coordinator
    assert section_60.activity.first().text == "Skrev 1 møde i kalenderen for Odder."


def test_a_new_year_replaces_what_stood_in_its_span(section_60, kontakt, odder):
    save(section_60, odder, "10.02.2027;byråd\n10.03.2027;byråd\n10.05.2027;byråd", kontakt)
    save(section_60, odder, "17.02.2027;byråd\n17.03.2027;byråd", kontakt, replace=True)
    assert [each.date.isoformat() for each in odder.meetings.all()] == ["2027-02-10", "2027-02-17", "2027-03-17",
                                                                        "2027-05-10"]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), [("", "mindst ét møde"), ("x;byråd 1", "Linje 1")])
def test_nothing_is_saved_when_something_is_wrong(section_60, kontakt, odder, text, says):
    with pytest.raises(DomainError, match=says):
        save(section_60, odder, text, kontakt)
    assert PoliticalMeeting.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["12. januar 2027", "tirsdag den 12. januar 2027", "12 jan. 2027", "tirsdag d. 12. januar 2027"]
)
def test_a_day_may_be_written_in_words(text):
    assert [line.date for line in read_lines(f"{text}; byråd")] == [dt.date(2027, 1, 12)]


@pytest.mark.parametrize(
    "line", ["kommunalbestyrelsen 15.12.2026", "15.12.2026 byråd", "byråd, tirsdag 15.12.2026", "15-12-2026 byråd"]
)
def test_the_date_may_stand_among_the_words(line):
    assert read(line) == [("2026-12-15", "council", "")]


def test_a_day_that_there_is_not_is_said_to_be_missing():
    assert read_lines("31.02.2027; byråd")[0].error == "Datoen findes ikke. Ret den."


def test_bare_dates_are_meetings_of_the_body_that_was_chosen(client_for, slug, odder):
    url = reverse("decisions:add_meetings", args=[slug, "727"])
    lines = f"24.11.{next_year()}\n1.12.{next_year()}; fagudvalg"
    client_for("kontakt").post(url, {"lines": lines, "body": "finance", "save": "on"})
    assert [each.body for each in odder.meetings.all()] == ["finance", "committee"]


def test_a_line_that_says_the_same_once_more_is_shown_and_saved_once(client_for, slug, odder):
    browser, url = client_for("kontakt"), reverse("decisions:add_meetings", args=[slug, "727"])
    lines = {"lines": f"24.11.{next_year()}; byråd\n24.11.{next_year()}; byråd"}
    assert "Gentager linje 1" in browser.post(url, lines).content.decode()
    browser.post(url, lines | {"save": "on"})
    assert odder.meetings.count() == 1


@pytest.mark.parametrize(("lines", "says"), [("Dato;Organ", "Skriv mindst ét møde"), ("  ", "Skriv mindst ét møde")])
def test_lines_without_a_meeting_say_so(client_for, slug, lines, says):
    page = client_for("kontakt").post(reverse("decisions:add_meetings", args=[slug, "727"]), {"lines": lines})
    assert says in page.content.decode()


def test_what_the_service_refuses_is_said_beside_what_was_typed(client_for, section_60, slug, odder, kontakt):
    line = f"24.11.{next_year()}; byråd"
    save_meetings(section_60, municipality=odder, lines=read_lines(line), actor=kontakt)
    page = client_for("koordinator").post(
        reverse("decisions:add_meetings", args=[slug, "727"]), {"lines": line, "save": "on"}
    )
    assert "Kommunens egen kontakt har bekræftet alle møderne." in page.content.decode()
    assert f"{line}</textarea>" in page.content.decode()


## Pages


def test_lines_are_shown_before_they_are_saved(client_for, slug, odder):
    browser, url = client_for("kontakt"), reverse("decisions:add_meetings", args=[slug, "727"])
    lines = {"lines": f"Dato;Organ\n24.11.{next_year()};byråd"}
    preview = browser.post(url, lines)
    assert "Sådan har vi læst det" in preview.content.decode()
    assert PoliticalMeeting.objects.count() == 0
    assert "Møderne er gemt." in browser.post(url, lines | {"save": "on"}, follow=True).content.decode()
    assert odder.meetings.count() == 1


def test_a_meeting_that_the_plan_passes_over_is_saved_and_pointed_out(client_for, slug, section_60, odder, kontakt):
    """July, and the municipality's own days off. Neither is offered as a next meeting."""
    first, last = dt.date(next_year(), 2, 8), dt.date(next_year(), 2, 14)
    add_recess(section_60, municipality=odder, first=first, last=last, actor=kontakt)
    browser, url = client_for("kontakt"), reverse("decisions:add_meetings", args=[slug, "727"])
    lines = {"lines": "\n".join(f"{day}.{next_year()};byråd" for day in ("10.02", "24.03", "06.07"))}
    preview = browser.post(url, lines)
    assert preview.context["passed_over"] == {dt.date(next_year(), 2, 10), dt.date(next_year(), 7, 6)}
    assert preview.content.decode().count("Mødefri: planen regner ikke med mødet") == 2
    assert "Du kan gemme dem alligevel." in preview.content.decode()
    page = browser.post(url, lines | {"save": "on"}, follow=True).content.decode()
    assert odder.meetings.count() == 3
    assert page.count("Mødefri: planen regner ikke med mødet") == 2
    offered = browser.get(reverse("decisions:plan", args=[slug, "727"])).context["form"].fields["date"].help_text
    assert offered == f"Kommunalbestyrelsens næste møder: {short_date(dt.date(next_year(), 3, 24))}."


def test_a_line_with_a_fault_is_shown_and_stays_in_the_field(client_for, slug):
    browser, url = client_for("kontakt"), reverse("decisions:add_meetings", args=[slug, "727"])
    page = browser.post(url, {"lines": f"24.11.{next_year()};byråd\n31.02.{next_year()};byråd", "save": "on"})
    assert "Datoen findes ikke." in page.content.decode()
    assert "Intet er gemt endnu. Ret linje 2." in page.content.decode()
    assert f"31.02.{next_year()};byråd</textarea>" in page.content.decode()
    assert PoliticalMeeting.objects.count() == 0


def test_a_spreadsheets_file_is_read_in_the_signs_that_danish_programs_write(client_for, slug, tmp_path):
    browser, url = client_for("kontakt"), reverse("decisions:add_meetings", args=[slug, "727"])
    for encoding in ("utf-8-sig", "cp1252"):
        file = tmp_path / f"{encoding}.csv"
        file.write_text(f"Dato;Organ\n24.11.{next_year()};økonomiudvalg\n", encoding=encoding)
        with file.open("rb") as opened:
            page = browser.post(url, {"file": opened})
        assert "Økonomiudvalget" in page.content.decode()
        assert "økonomiudvalg\n" in page.context["form"]["lines"].value().replace("\r\n", "\n")


## Whose calendar it is


def test_a_coordinator_neither_marks_nor_deletes_what_the_contact_confirmed(section_60, koordinator, kontakt, odder):
    save_meetings(section_60, municipality=odder, lines=read_lines("24.11.2027; byråd"), actor=kontakt)
    lines = read_lines("1.11.2027; byråd\n24.11.2027; byråd\n1.12.2027; byråd")
    save_meetings(section_60, municipality=odder, lines=lines, actor=koordinator)
    save_meetings(section_60, municipality=odder, lines=lines[::2], replace=True, actor=koordinator)
    held = {each.date.day: each.by_coordinator for each in odder.meetings.all() if each.date.month == 11}
    assert held == {1: True, 24: False}
    with pytest.raises(DomainError, match="Kommunens egen kontakt har bekræftet det"):
        remove_meeting(section_60, odder.meetings.get(date=dt.date(2027, 11, 24)), actor=koordinator)


def test_who_represents_a_municipality_here_alone_does_not_confirm_its_calendar(section_60, horsens):
    """The calendar is the same in all of the municipality's collaborations."""
    row = factories.make_representative(section_60, horsens)
    save_meetings(section_60, municipality=horsens, lines=read_lines("24.11.2027; byråd"), actor=row.user)
    assert horsens.meetings.get().by_coordinator


def test_how_a_matter_passes_through_a_municipality_is_its_own_once_it_has_said_so(
    client_for, section_60, kontakt, odder
):
    url = reverse("decisions:practice", args=[section_60.slug, "727"])
    browser = client_for("koordinator")
    browser.post(url, {"lead_weekdays": "3", "version": "0"})
    set_practice(section_60, municipality=odder, lead_weekdays=8, has_committee=False, version=1, actor=kontakt)
    assert "En anden har gemt" in browser.post(url, {"lead_weekdays": "3", "version": "1"}).content.decode()
    page = browser.post(url, {"lead_weekdays": "3", "version": "2"}).content.decode()
    assert "Kommunens egen kontakt har bekræftet det." in page
    odder.meeting_practice.refresh_from_db()
    assert odder.meeting_practice.lead_weekdays == 8
    shown = browser.get(reverse("decisions:calendar", args=[section_60.slug, "727"])).content.decode()
    assert url not in shown


def test_days_off_that_the_contact_wrote_are_not_removed_by_others(client_for, section_60, kontakt, odder):
    days = {"first": dt.date(2027, 10, 11), "last": dt.date(2027, 10, 15)}
    recess = add_recess(section_60, municipality=odder, **days, actor=kontakt)
    url = reverse("decisions:remove_recess", args=[section_60.slug, "727", recess.pk])
    page = client_for("koordinator").post(url, follow=True).content.decode()
    assert "Kommunens egen kontakt har bekræftet det." in page
    assert url not in page
    client_for("kontakt").post(url)
    assert not odder.recesses.exists()


def test_what_the_contact_confirmed_meanwhile_is_not_removed(section_60, koordinator, kontakt, odder):
    save_meetings(section_60, municipality=odder, lines=read_lines("24.11.2027; byråd"), actor=koordinator)
    days = {"first": dt.date(2027, 10, 11), "last": dt.date(2027, 10, 15)}
    recess = add_recess(section_60, municipality=odder, **days, actor=koordinator)
    seen = odder.meetings.select_related("municipality").get()
    save_meetings(section_60, municipality=odder, lines=read_lines("24.11.2027; byråd"), actor=kontakt)
    odder.recesses.update(by_coordinator=False)
    with pytest.raises(DomainError, match="har bekræftet det"):
        remove_meeting(section_60, seen, actor=koordinator)
    with pytest.raises(DomainError, match="har bekræftet det"):
        remove_recess(section_60, recess, actor=koordinator)


def test_a_coordinator_is_told_that_confirmed_meetings_stand(client_for, slug):
    url = reverse("decisions:add_meetings", args=[slug, "727"])
    lines = {"lines": f"24.11.{next_year()}; byråd", "save": "on"}
    said = lambda who, lines: client_for(who).post(url, lines, follow=True).content.decode()  # noqa: E731
    assert "bekræftet, er uændrede" not in said("koordinator", lines)
    assert "bekræftet, er uændrede" not in said("kontakt", lines)
    assert "bekræftet, er uændrede" in said("koordinator", lines | {"lines": f"25.11.{next_year()}; byråd"})


def test_signs_that_no_text_holds_are_left_out_of_a_file(client_for, slug, odder):
    url = reverse("decisions:add_meetings", args=[slug, "727"])
    file = SimpleUploadedFile("m.csv", f"24.11.{next_year()}; udvalg\x00 for it\n".encode())
    client_for("kontakt").post(url, {"lines": "", "file": file, "save": "on"})
    assert odder.meetings.get().note == "udvalg for it"


def test_what_is_written_from_another_collaboration_does_not_say_by_whom(client_for, section_60, odder):
    """A calendar serves all collaborations of its municipality. The day is told; who leads what else is not."""
    other = factories.make_collaboration("Noget andet", participants=[odder])
    stranger = factories.make_user(name="Koordinator af noget andet")
    factories.make_member(other, stranger)
    day = dt.date(next_year(), 11, 24)
    save_meetings(other, municipality=odder, lines=read_lines(f"{day:%d.%m.%Y}; Udvalget for it"), actor=stranger)
    add_recess(other, municipality=odder, first=day, last=day, note="Vi venter på noget andet", actor=stranger)
    url = reverse("decisions:calendar", args=[section_60.slug, "727"])
    page = client_for("koordinator").get(url).content.decode()
    assert "Udvalget for it" in page
    assert "En koordinator" in page
    assert "oget andet" not in page
    factories.make_member(section_60, stranger, "contributor")
    page = client_for("koordinator").get(url).content.decode()
    assert "Koordinator af noget andet" in page
    assert "Vi venter på noget andet" in page
