"""What stands on the paper, and that it is a paper anybody can read."""

import datetime as dt

import pytest

from collaborations import services as collaborations
from collaborations.models import ActivityEntry, Collaboration
from reports import paper
from reports.documents import snapshot
from reports.kinds import places
from reports.models import Report
from tests import factories
from tests.reports.papers import failures_of, pages_of, reader_of, text_of

pytestmark = pytest.mark.django_db


def drawn(collaboration) -> bytes:
    return paper.draw(snapshot(collaboration), places()).content


@pytest.fixture(scope="module")
def drawn_before() -> dict[str, bytes]:
    return {}


@pytest.fixture
def untouched(founding, drawn_before) -> bytes:
    """The paper of `founding` as it is made: every test makes the same, so it is drawn for the first that asks."""
    if "founding" not in drawn_before:
        drawn_before["founding"] = drawn(founding)
    return drawn_before["founding"]


def missing(values: list[str], content: bytes) -> list[str]:
    """Those that are not on the paper, wherever its lines are broken."""
    text = "".join(text_of(content).split())
    return [value for value in values if "".join(value.split()) not in text]


def test_the_paper_is_pdf_ua(untouched):
    assert failures_of(untouched) == []


def test_it_says_its_language_and_title_and_has_bookmarks(untouched):
    reader = reader_of(untouched)
    assert (reader.trailer["/Root"]["/Lang"], reader.metadata.title) == ("da", "Statusrapport: Fælles it-drift")
    assert reader.outline[0].title == "Fælles it-drift"
    assert [entry.title for entry in reader.outline[1] if not isinstance(entry, list)] == [
        "Det skal der ske nu",
        "Krav",
        "Økonomi",
        "Tjekliste",
        "Deltagere",
        "Ændret siden sidste rapport",
        "Historik",
        "Om rapporten",
    ]


def test_page_one_answers(untouched):
    first = pages_of(untouched)[0]
    for answer in (
        "Fælles it-drift",
        "Gul: kræver opmærksomhed",
        "Hedensted har ikke svaret.",
        "I gang siden 11. maj 2026",
        "Koordinator: Koordinator",
        "Mål for start 1. marts 2027",
        "Deltager 2 kommuner",
        "Ankestyrelsen har godkendt vedtægterne",
        "Svar på invitationen",
    ):
        assert answer in first


def test_every_requirement_stands_on_the_paper_with_why(founding, untouched):
    requirements = snapshot(founding)["requirements"]
    assert len(requirements) > 15
    texts = [row["title"] for row in requirements] + [row["why"] for row in requirements]
    assert missing(texts, untouched) == []


def test_every_point_of_the_checklist_stands_on_the_paper(founding, untouched):
    points = [item["text"] for phase in snapshot(founding)["checklist"] for item in phase["items"]]
    assert len(points) > 50
    assert missing(points, untouched) == []


def test_participants_stand_with_what_they_said_and_when(founding, odder):
    participation = founding.participations.get(municipality=odder)
    collaborations.set_participation(
        founding,
        municipality=odder,
        state="withdrawn",
        date=dt.date(2026, 10, 2),
        reason="Byrådet på Ærø sagde nej.",
        actor=None,
    )
    participation.refresh_from_db()
    text = text_of(drawn(founding))
    assert "Udtrådt 2. okt. 2026: Byrådet på Ærø sagde nej." in text
    assert "Deltager 1. jan. 2026" in text


@pytest.mark.parametrize(("note", "said"), [("", "i alt."), ("ét er en region", "i alt (ét er en region).")])
def test_how_many_members_it_states_stands_with_the_note_if_there_is_one(founding, note, said):
    Collaboration.objects.filter(pk=founding.pk).update(declared_member_count=12, declared_member_note=note)
    founding.refresh_from_db()
    assert missing([f"Samarbejdet oplyser 12 medlemmer {said}"], drawn(founding)) == []


def test_page_numbers_and_the_time_of_the_data_stand_on_every_page(untouched):
    pages = pages_of(untouched)
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"Side {number} af {len(pages)}" in text
        assert "Data pr. " in text


def test_an_example_says_so_on_every_page_and_others_do_not(founding, untouched):
    assert [page for page in pages_of(untouched) if "Eksempel" in page] == []
    Collaboration.objects.filter(pk=founding.pk).update(origin="example")
    pages = pages_of(drawn(Collaboration.objects.get(pk=founding.pk)))
    assert [page for page in pages if "Eksempel" not in page] == []


def test_what_is_unknown_is_said(founding):
    Collaboration.objects.filter(pk=founding.pk).update(start_goal=None, organisation_type=None, status_at=None)
    first = pages_of(drawn(Collaboration.objects.get(pk=founding.pk)))[0]
    assert "Mål for start Ikke oplyst" in first
    assert "Form ikke valgt" in first
    assert "Status er ikke vurderet endnu." in first


def test_what_was_never_registered_about_earlier_phases_is_not_said_to_be_missing(untouched):
    founding_text = text_of(untouched)
    assert "Ikke oplyst Det er afklaret, hvad alle er bundet af" in founding_text
    assert "Mangler Ankestyrelsen har godkendt vedtægterne" in founding_text


def test_one_that_is_registered_from_a_source_says_so(founding, untouched):
    assert "Registreret fra en kilde" not in pages_of(untouched)[0]
    Collaboration.objects.filter(pk=founding.pk).update(origin="source")
    assert "Registreret fra en kilde" in pages_of(drawn(Collaboration.objects.get(pk=founding.pk)))[0]


EVIL = "<img src=file:///etc/passwd>"


def test_a_name_that_is_markup_prints_as_text(founding, koordinator):
    evil = f"{EVIL}<link rel=stylesheet href='http://127.0.0.1:9/x'></title><script>1</script>"
    Collaboration.objects.filter(pk=founding.pk).update(name=evil, purpose=evil, status_reason=evil[:140])
    factories.make_activity(founding, text=evil, actor=koordinator)
    made = paper.draw(snapshot(Collaboration.objects.get(pk=founding.pk)), places())
    assert made.refused == ()
    assert pages_of(made.content)[0].count(EVIL) == 3
    assert EVIL in pages_of(made.content)[1]  # in its head
    assert EVIL in reader_of(made.content).metadata.title
    assert "root:" not in text_of(made.content)
    assert failures_of(made.content) == []


def test_a_long_name_and_many_municipalities_stay_on_the_paper(founding):
    name = ("Fællesindkøb af befordring, brændstof, hjælpemidler og rengøring på Sjælland, Lolland, Falster, Møn " * 2)[
        :140
    ]
    name = name.strip()
    Collaboration.objects.filter(pk=founding.pk).update(name=name)
    for _number in range(30):
        factories.make_participation(founding)
    made = paper.draw(snapshot(Collaboration.objects.get(pk=founding.pk)), places())
    assert missing([name], made.content) == []
    assert failures_of(made.content) == []


def test_two_thousand_rows_of_history_are_all_there(founding, koordinator):
    start = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    ActivityEntry.objects.bulk_create(
        ActivityEntry(
            collaboration=founding,
            kind="facts",
            text=f"Ændring nr. {number:04d}.",
            actor=koordinator,
            at=start + dt.timedelta(hours=3 * number),
        )
        for number in range(2000)
    )
    made = paper.draw(snapshot(founding), places())
    text = text_of(made.content)
    assert [number for number in range(2000) if f"Ændring nr. {number:04d}." not in text] == []
    assert "Marts 2026 · 248 hændelser" in text
    assert f"Side {made.pages} af {made.pages}" in text


def test_looks_of_administrators_are_not_printed(founding, administrator):
    collaborations.record_administrator_look(founding, administrator=administrator)
    assert "åbnede samarbejdet" not in text_of(drawn(founding))


def test_redrawn_from_its_snapshot_the_paper_is_the_same_after_everything_has_changed(founding, make_paper, horsens):
    report = make_paper(founding)
    with report.file.open() as stored:
        before = text_of(stored.read())
    Collaboration.objects.filter(pk=founding.pk).update(
        name="Et andet navn", phase=5, status="red", status_reason="Alt er ændret", start_goal=None
    )
    founding.participations.filter(municipality=horsens).update(state="withdrawn")
    factories.make_activity(founding, text="Kom til bagefter.")
    again = paper.draw(Report.objects.get(pk=report.pk).snapshot, places())
    assert text_of(again.content) == before
    assert again.pages == report.pages
    assert "Et andet navn" in text_of(drawn(Collaboration.objects.get(pk=founding.pk)))
