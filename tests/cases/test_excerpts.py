"""Hits are shown where they stand, and nothing that somebody wrote becomes HTML."""

from cases.excerpts import excerpt, marked
from cases.search_query import parse


def test_inflections_compounds_and_hyphens_are_marked():
    text = "Kommunens it-drift og driften af driftscentret"
    assert marked(text, parse("drift")) == (
        "Kommunens it-<mark>drift</mark> og <mark>driften</mark> af <mark>driftscentret</mark>"
    )
    assert marked("Fælles it-drift", parse("itdrift")) == "Fælles <mark>it-drift</mark>"


def test_a_phrase_is_marked_whole_and_its_words_alone_are_not():
    assert marked("Data om åbne data", parse('"åbne data"')) == "Data om <mark>åbne data</mark>"


def test_the_section_sign_keeps_its_space():
    assert marked("Et §\u00a060-fællesskab", parse("§ 60")) == "Et <mark>§\u00a060</mark>-fællesskab"


def test_what_was_written_is_escaped():
    assert marked("<b>drift</b> & mere", parse("drift")) == "&lt;b&gt;<mark>drift</mark>&lt;/b&gt; &amp; mere"
    assert "<script>" not in excerpt("<script> drift", parse("drift <script>"))


def test_a_long_passage_is_cut_at_words_around_the_first_hit():
    text = "ord " * 100 + "rengøring " + "ord " * 100
    shown = excerpt(text, parse("rengøring"))
    assert shown.startswith("… ord")
    assert shown.endswith("ord …")
    assert "<mark>rengøring</mark>" in shown
    assert len(shown) < 270


def test_a_passage_without_a_hit_has_no_excerpt():
    assert excerpt("Noget andet", parse("rengøring")) is None
    assert excerpt("", parse("rengøring")) is None
