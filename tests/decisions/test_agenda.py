"""One text for all, and each municipality's own agenda item made of it."""

import io
import zipfile

import docx
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from common.exceptions import DomainError, StaleVersion
from decisions.agenda import compose, fill_in, layout_of, layouts, parts, renamed
from decisions.agenda_items import agenda_items
from decisions.models import AgendaText
from decisions.services import choose_layout, write_addendum, write_agenda
from jobs.models import Job
from reports.agendas import agenda_snapshot, draw_agenda
from reports.drawing import draw_report
from reports.models import Report
from reports.services import request_agenda
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table
from tests.reports.papers import archival_failures_of, text_of

WORDS = {
    "kommune": "Odder",
    "samarbejde": "Fælles it",
    "runde": "Runde 2",
    "frist": "15. december 2026",
    "version": "v3",
}
COMMON = {"summary": "{{ kommune }} skal vedtage vedtægterne.", "economy": "Det koster det samme.",
          "recommendation": "At {{ version }} vedtages senest {{ frist }}."}  # fmt: skip


@pytest.fixture
def round_(section_60):
    return section_60.rounds.get(position=1)


@pytest.fixture
def written(round_, koordinator):
    write_agenda(round_, title="Vedtægter for {{ samarbejde }}", texts=COMMON, version=0, actor=koordinator)
    return type(round_).objects.select_related("collaboration", "agenda").get(pk=round_.pk)


## The item


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.key)
def test_every_layout_has_room_for_every_part_once_and_for_the_decision(layout):
    placed = [part for section in layout.sections for part in section.parts]
    assert sorted(placed) == sorted([*parts(), "decision"])
    assert layout.source


def test_the_sections_come_in_the_municipalitys_order_with_its_names_and_empty_ones_are_left_out():
    layout = renamed(layout_of("recommendation-first"), ["Det indstilles", "", "Det gør vi"])
    item = compose("Sag", COMMON, layout, WORDS, code="727", addendum=" Lokalt ")
    assert [(each.name, each.text) for each in item.sections] == [
        ("Det indstilles", "At v3 vedtages senest 15. december 2026."),
        ("Problemstilling", "Odder skal vedtage vedtægterne."),
        ("Det gør vi", "Det koster det samme."),
        ("Beslutning", ""),
    ]
    assert item.addendum == "Lokalt"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ukendt }}",
        "{{ kommune",
        "{{ kommune.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% for n in range(10**9) %}x{% endfor %}",
        "{{ cycler.__init__.__globals__ }}",
        "{% include 'base.html' %}",
    ],
)
def test_a_template_reads_its_words_and_nothing_else(text):
    with pytest.raises(DomainError, match="pladsholder"):
        fill_in(text, WORDS)


@given(st.text(st.characters(blacklist_characters="{}#%", blacklist_categories=("Cs",)), max_size=200))
def test_text_without_placeholders_is_left_alone(text):
    assert fill_in(text, WORDS).split() == text.split()


## Writing


def test_the_common_text_is_one_for_all_and_an_old_copy_is_stale(written, koordinator):
    with pytest.raises(StaleVersion):
        write_agenda(written, title="Nyt", texts={}, version=0, actor=koordinator)
    assert write_agenda(written, title="Nyt", texts={}, version=1, actor=koordinator).version == 2


def test_the_hint_says_what_each_word_becomes_in_this_round(browser, slug, round_, section_60):
    type(section_60).objects.filter(pk=section_60.pk).update(name="Fælles <it>")
    page = browser.get(reverse("decisions:write_agenda", args=[slug, round_.pk])).content.decode()
    for hint in (
        "{{ kommune }}</strong> bliver til “Horsens”",
        "{{ samarbejde }}</strong> bliver til “Fælles &lt;it&gt;”",
        "{{ runde }}</strong> bliver til “Runde 2: Vedtægter”",
        "{{ frist }}</strong> bliver til “Ikke oplyst”",
        "{{ version }}</strong> bliver til “Vedtægter, version 1”",
    ):
        assert hint in page


def test_who_writes_is_asked_to_and_others_hear_who_does(client_for, slug, round_):
    url = reverse("decisions:agenda", args=[slug, round_.pk])
    assert "Skriv én fælles tekst." in client_for("koordinator").get(url).content.decode()
    assert "Koordinatoren skriver én fælles tekst." in client_for("bidragyder").get(url).content.decode()


def test_the_button_says_that_both_files_come_in_one(browser, slug, written):
    page = browser.get(reverse("decisions:agenda", args=[slug, written.pk])).content.decode()
    assert "i Word og PDF (ZIP)" in page


@pytest.mark.parametrize(
    ("title", "texts", "says"),
    [(" ", {}, "Skriv overskriften"), ("Sag", {"summary": "{{ borgmester }}"}, "Du kan bruge: {{ kommune }}")],
)
def test_what_can_not_be_printed_is_refused_when_it_is_written(round_, koordinator, title, texts, says):
    with pytest.raises(DomainError, match=says):
        write_agenda(round_, title=title, texts=texts, version=0, actor=koordinator)
    assert AgendaText.objects.count() == 0


def test_a_municipality_adds_its_own_and_lays_it_out_its_own_way(written, section_60, kontakt, odder, horsens):
    write_addendum(written, municipality=odder, text="Odder sparer en stilling.", version=0, actor=kontakt)
    choose_layout(
        section_60, municipality=odder, layout="summary-first", names=["Kort fortalt"], version=0, actor=kontakt
    )
    items = {each.municipality: each for each in agenda_items(written)}
    assert items["Odder"].sections[0].name == "Kort fortalt"
    assert (items["Odder"].addendum, items["Horsens"].addendum) == ("Odder sparer en stilling.", "")
    assert items["Horsens"].title == "Vedtægter for Fælles it-drift"
    assert "Horsens skal vedtage" in items["Horsens"].sections[0].text


def test_what_two_people_add_at_once_is_shown_side_by_side(client_for, written, slug, odder, kontakt):
    url = reverse("decisions:addendum", args=[slug, written.pk, "727"])
    write_addendum(written, municipality=odder, text="Odder sparer en stilling.", version=0, actor=kontakt)
    browser = client_for("koordinator")
    page = browser.post(url, {"text": "Odder vil vente.", "version": "0"}).content.decode()
    assert "En anden har gemt, mens du skrev" in page
    assert "Odder sparer en stilling." in page
    assert "Odder vil vente." in page
    browser.post(url, {"text": "Odder vil vente.", "version": "1"})
    assert written.addenda.get().text == "Odder vil vente."


def test_the_layout_that_a_municipality_chose_is_its_own(client_for, section_60, written, slug, odder, kontakt):
    url = reverse("decisions:agenda_layout", args=[slug, written.pk, "727"])
    browser = client_for("koordinator")
    browser.post(url, {"layout": "summary-first", "names": "Kort", "version": "0"})
    assert odder.agenda_layout.by_coordinator
    choose_layout(section_60, municipality=odder, layout="usual", names=[], version=1, actor=kontakt)
    stale = browser.post(url, {"layout": "summary-first", "names": "Kort", "version": "1"}).content.decode()
    assert "En anden har gemt, mens du skrev" in stale
    agenda = reverse("decisions:agenda", args=[slug, written.pk])
    assert url not in browser.get(agenda, {"kommune": "727"}).content.decode()
    assert url in client_for("kontakt").get(agenda, {"kommune": "727"}).content.decode()
    page = browser.post(url, {"layout": "summary-first", "names": "Kort", "version": "2"}).content.decode()
    assert "Kommunens egen kontakt har bekræftet det." in page
    odder.agenda_layout.refresh_from_db()
    assert odder.agenda_layout.layout == "usual"


## On paper


def test_the_archive_has_word_and_pdf_for_everybody_and_the_texts_as_annexes(written, odder, kontakt):
    write_addendum(written, municipality=odder, text="Odder sparer en stilling.", version=0, actor=kontakt)
    drawn = draw_agenda(agenda_snapshot(written, None))
    with zipfile.ZipFile(io.BytesIO(drawn.content)) as archive:
        assert sorted(archive.namelist()) == [
            "Bilag/Vedtægter version 1.docx",
            "Bilag/Vedtægter version 1.pdf",
            "Horsens - Runde 2 Vedtægter.docx",
            "Horsens - Runde 2 Vedtægter.pdf",
            "Odder - Runde 2 Vedtægter.docx",
            "Odder - Runde 2 Vedtægter.pdf",
        ]
        word = docx.Document(io.BytesIO(archive.read("Odder - Runde 2 Vedtægter.docx")))
        pdf = archive.read("Odder - Runde 2 Vedtægter.pdf")
    said = [each.text for each in word.paragraphs]
    assert {"Odder sparer en stilling.", "Tilføjelse fra Odder", "Beslutning"} <= set(said)
    assert "Odder sparer en stilling." in text_of(pdf)
    assert archival_failures_of(pdf) == []


def test_the_same_items_give_the_same_archive(written):
    snapshot = agenda_snapshot(written, None)
    first, second = (zipfile.ZipFile(io.BytesIO(draw_agenda(snapshot).content)) for _each in range(2))
    assert [each.date_time for each in first.infolist()] == [each.date_time for each in second.infolist()]


def test_it_is_made_by_a_job_and_fetched_as_an_archive(client_for, written, slug):
    browser = client_for("kontakt")
    browser.post(reverse("reports:agenda_one", args=[slug, written.pk, "727"]))
    report = Report.objects.get()
    Job.objects.filter(pk=report.job_id).update(state="running", worker="w", lease_until="2099-01-01T00:00:00Z")
    report.job.refresh_from_db()
    draw_report(report, report.job)
    fetched = browser.get(reverse("reports:download", args=[slug, report.pk]))
    assert fetched["Content-Type"] == "application/zip"
    assert len(fetched.getvalue()) == Report.objects.get().size


def test_without_a_common_text_there_is_nothing_to_order(round_, koordinator):
    with pytest.raises(DomainError, match="Skriv først den fælles tekst"):
        request_agenda(round_, municipality=None, actor=koordinator)


def test_one_who_orders_twice_gets_one(written, koordinator):
    first = request_agenda(written, municipality=None, actor=koordinator)
    assert request_agenda(written, municipality=None, actor=koordinator) == first


## Pages


def test_everybody_sees_the_item_as_their_own_municipality_gets_it(client_for, written, slug, odder, kontakt):
    write_addendum(written, municipality=odder, text="Odder sparer en stilling.", version=0, actor=kontakt)
    page = client_for("kontakt").get(reverse("decisions:agenda", args=[slug, written.pk])).content.decode()
    assert "Som Odder får den" in page
    assert "Odder sparer en stilling." in page
    other = client_for("kontakt").get(reverse("decisions:agenda", args=[slug, written.pk]), {"kommune": "615"})
    assert "Skriv jeres egen tilføjelse" not in other.content.decode()


def test_a_wrong_placeholder_is_said_and_the_text_stays(browser, slug, round_):
    data = {"title": "Sag", "summary": "{{ borgmester }} skriver", "version": "0"}
    page = browser.post(reverse("decisions:write_agenda", args=[slug, round_.pk]), data).content.decode()
    assert "pladsholder, som ikke kan udfyldes" in page
    assert "{{ borgmester }} skriver</textarea>" in page


## Rights


def test_all_who_see_the_collaboration_read_its_agenda(client_for, slug, written):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("decisions:agenda", args=[slug, written.pk])))
    assert answers == table(SEES, READS)


def test_only_the_coordinator_writes_the_common_points(client_for, slug, round_):
    url = reverse("decisions:write_agenda", args=[slug, round_.pk])
    answers, written = ask(
        client_for, lambda browser: browser.post(url, {"title": "Sag", "version": "0"}), AgendaText.objects.exists
    )
    assert (answers, written) == (table({"koordinator"}, DONE), only({"koordinator"}))


@pytest.mark.parametrize(("code", "may"), [("727", {"koordinator", "kontakt"}), ("615", {"koordinator"})])
@pytest.mark.parametrize(
    ("name", "data"), [("decisions:addendum", {"text": "Lokalt"}), ("decisions:agenda_layout", {"layout": "usual"})]
)
def test_who_writes_for_a_municipality(client_for, slug, round_, code, may, name, data):
    answers, _ = ask(client_for, lambda browser: browser.post(reverse(name, args=[slug, round_.pk, code]), data))
    assert answers == table(may, DONE)


@pytest.mark.parametrize(("name", "extra"), [("reports:agenda", []), ("reports:agenda_one", ["727"])])
def test_who_orders_the_items(client_for, slug, written, name, extra):
    url = reverse(name, args=[slug, written.pk, *extra])
    answers, _ = ask(client_for, lambda browser: browser.post(url))
    assert answers == table({"koordinator", "bidragyder", "kontakt", "direktoer"}, DONE)
