"""Two documents part by part, and two people's work put together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases.differences import both, compare, merge
from cases.document import CaseDocument, Figure, Governance, Source
from cases.pages import Names
from cases.parts import PARTS, part_of, said, with_parts
from tests.cases.build import WHOLE

NAMES = Names(models={"purchasing": "Indkøb"}, topics={"mad": "Mad"}, municipalities={"727": "Odder", "615": "Horsens"})
PART = {part.path: part for part in PARTS}


def test_every_field_of_a_document_is_a_part():
    paths = {part.path.partition(".")[0] for part in PARTS}
    assert paths == {*CaseDocument.__dataclass_fields__}
    assert {part.path for part in PARTS if "." in part.path} == {
        *(f"governance.{name}" for name in Governance.__dataclass_fields__),
        "financing.summary",
        "financing.keys",
    }


def test_what_is_the_same_is_not_shown():
    assert compare(WHOLE, WHOLE, NAMES) == []


def test_a_changed_text_is_shown_down_to_its_words():
    [found] = compare(WHOLE, replace(WHOLE, summary="De køber mad sammen."), NAMES)
    [line] = found.shown
    assert (found.label, line.kind) == ("Resumé", "changed")
    assert [each.text for each in line.old if each.kind == "removed"] == ["laver"]
    assert [each.text for each in line.new if each.kind == "added"] == ["køber"]


def test_a_title_that_is_written_anew_is_one_change_and_no_two():
    [found] = compare(WHOLE, replace(WHOLE, title="MAD til alle"), NAMES)
    [line] = found.shown
    assert ("".join(each.text for each in line.old), "".join(each.text for each in line.new)) == (
        WHOLE.title,
        "MAD til alle",
    )


def test_of_a_list_only_what_came_and_went_is_shown():
    old = replace(WHOLE, areas=("Madlavning", "Kørsel", "Opvask"))
    new = replace(WHOLE, areas=("Madlavning", "Opvask", "Indkøb af råvarer"))
    [found] = compare(old, new, NAMES)
    assert [(line.kind, (line.old or line.new)[0].text) for line in found.shown] == [
        ("removed", "Kørsel"),
        ("added", "Indkøb af råvarer"),
    ]
    assert found.unchanged == 2


def test_keys_are_shown_by_their_names():
    document = replace(
        WHOLE, model="purchasing", municipalities=("727", "615"), topics=("mad",), organisation="association"
    )
    assert said(document, "model", NAMES) == ("Indkøb",)
    assert said(document, "municipalities", NAMES) == ("Horsens", "Odder")
    assert said(document, "topics", NAMES) == ("Mad",)
    assert said(document, "organisation", NAMES) == ("Forening",)


def test_every_field_of_a_row_is_said():
    figure = Figure("Pris", "9", "mio. kr.", 2016, "hele året", "Uden moms", "Casekatalog", "expected", "pris")
    [text] = said(replace(WHOLE, figures=(figure,)), "figures", NAMES)
    for word in ("Pris", "9", "mio. kr.", "2016", "hele året", "Uden moms", "Casekatalog", "Forventet", "pris"):
        assert word in text


def test_two_who_changed_different_parts_are_put_together():
    found = merge(WHOLE, replace(WHOLE, summary="Deres"), replace(WHOLE, outlook="Mine"))
    assert not found.clashes
    assert (found.document.summary, found.document.outlook) == ("Deres", "Mine")
    assert [part.path for part in found.theirs_only] == ["summary"]
    assert [part.path for part in found.mine_only] == ["outlook"]


def test_two_who_changed_the_same_part_clash():
    found = merge(WHOLE, replace(WHOLE, summary="Deres"), replace(WHOLE, summary="Mit"))
    assert [part.path for part in found.clashes] == ["summary"]
    assert found.document.summary == "Mit"


def test_two_who_wrote_the_same_do_not():
    assert not merge(WHOLE, replace(WHOLE, summary="Ens"), replace(WHOLE, summary="Ens")).clashes


def test_a_list_keeps_what_both_added_and_drops_what_either_removed():
    base = replace(WHOLE, areas=("a", "b", "c"))
    theirs, mine = replace(WHOLE, areas=("a", "c", "d")), replace(WHOLE, areas=("b", "c", "e"))
    assert both(PART["areas"], base, theirs, mine) == ("c", "d", "e")


def test_one_text_can_not_be_both():
    assert both(PART["summary"], WHOLE, WHOLE, WHOLE) is None


@given(st.builds(CaseDocument), st.builds(CaseDocument), st.builds(CaseDocument))
def test_nothing_that_either_wrote_is_lost_unseen(base, theirs, mine):
    """Every part of the merged document is as one of the two has it, and where they differ it is said."""
    found = merge(base, theirs, mine)
    told = {*found.clashes, *found.theirs_only, *found.mine_only}
    for part in PARTS:
        values = [part_of(each, part.path) for each in (base, theirs, mine, found.document)]
        assert values[3] in values[1:3]
        assert part in told or values[1] == values[2]


def test_a_part_inside_another_is_set_alone():
    document = with_parts(replace(WHOLE, governance=Governance("Fast", "Byråd")), {"governance.politics": "Udvalg"})
    assert (document.governance.commitment, document.governance.politics) == ("Fast", "Udvalg")
    assert with_parts(document, {"sources": (Source("x"),)}).sources == (Source("x"),)
