"""A key that can not be worked out is saved, and what it lacks is said outright with a link to where it is written."""

import pytest
from django.urls import reverse

from finance.key_pages import build_key_page, lacks_something
from tests.finance.build import make_input, make_key
from tests.finance.test_views_keys import text_of


@pytest.fixture
def place(collaboration):
    return lambda name, *args: reverse(f"finance:{name}", args=[collaboration.slug, *args])


def gaps(key):
    return [(gap.said, gap.link, gap.address) for gap in build_key_page(key).gaps]


def test_a_part_by_aarsvaerk_without_a_count_is_saved_with_a_warning_that_leads_to_it(
    client_for, collaboration, place, odder
):
    key, counted = make_key(collaboration, "Drift"), make_input(collaboration, values={odder: 10})
    browser = client_for("koordinator")
    sent = {"name": "Løn", "amount": "500", "by": f"input-{counted.pk}"}
    page = browser.post(f"{place('add_component', key.pk)}?slags=tariff", sent, follow=True)
    assert key.components.filter(name="Løn", input=counted).exists()
    assert [(each.level_tag, str(each)) for each in page.context["messages"]] == [
        ("warning", "“Løn” er tilføjet. Nøglen kan ikke regnes ud endnu. Se herunder, hvad der mangler.")
    ]
    html = page.content.decode()
    assert "Nøglen kan ikke regnes ud endnu. Den er gemt. Skriv det, der mangler, så regner vi." in text_of(page)
    assert "Årsværk mangler for Horsens." in html
    assert f'href="{place("key_input", counted.pk)}">Skriv tallene i “Årsværk”</a>' in html


def test_a_part_that_is_whole_is_saved_without_a_warning(client_for, collaboration, place):
    key = make_key(collaboration, "Drift")
    sent = {"name": "Fast", "amount": "500", "by": "equal"}
    page = client_for("koordinator").post(f"{place('add_component', key.pk)}?slags=shared", sent, follow=True)
    assert [each.level_tag for each in page.context["messages"]] == ["success"]
    assert "Det mangler" not in page.content.decode()
    assert not lacks_something(key)


def test_what_is_not_written_in_a_part_leads_to_that_part(collaboration, place):
    key = make_key(collaboration, "Drift", {"kind": "tariff", "name": "Pc'er"}, {"kind": "hours", "name": "Timer"})
    first, second = key.components.all()
    to_first = "Ret “Pc'er”", place("change_component", key.pk, first.pk)
    to_second = "Ret “Timer”", place("change_component", key.pk, second.pk)
    assert gaps(key) == [
        ("Prisen i “Pc'er” mangler.", *to_first),
        ("Det, “Pc'er” deles efter, mangler.", *to_first),
        ("Timeprisen i “Timer” mangler.", *to_second),
        ("Opgørelsen af timer i “Timer” mangler.", *to_second),
        ("Det, “Timer” deles efter, mangler.", *to_second),
    ]


@pytest.mark.parametrize("lacks", ["Timer", "Timer 2027"])
def test_one_of_two_counts_with_names_that_begin_alike_is_the_one_that_is_led_to(
    collaboration, place, odder, horsens, lacks
):
    every = {odder: 1, horsens: 2}
    values = {name: {odder: 1} if name == lacks else every for name in ("Timer", "Timer 2027")}
    given, weighed = (make_input(collaboration, name, values=values[name]) for name in ("Timer 2027", "Timer"))
    part = {"kind": "hours", "amount": 400, "hours": given, "weight": "input", "input": weighed}
    counted = given if lacks == "Timer 2027" else weighed
    assert gaps(make_key(collaboration, "Drift", part)) == [
        (f"{lacks} mangler for Horsens.", f"Skriv tallene i “{lacks}”", place("key_input", counted.pk))
    ]


def test_a_key_without_parts_leads_to_the_first(collaboration, place):
    key = make_key(collaboration, "Drift")
    key.components.all().delete()
    assert gaps(key) == [("Nøglens dele mangler.", "Tilføj en del", place("add_component", key.pk))]


def test_parts_that_make_no_hundred_lead_to_the_parts(collaboration):
    [(said, link, address)] = gaps(make_key(collaboration, "Drift", {"part": 60, "weight": "equal"}))
    assert said.startswith("Delene giver 60 pct.")
    assert (link, address) == ("Se delene", "#h-parts")


def test_members_that_nobody_has_named_lead_to_the_participants(collaboration):
    key = make_key(collaboration, "Drift")
    collaboration.declared_member_count = 5
    collaboration.save()
    key.refresh_from_db()
    participants = reverse("collaborations:participants", args=[collaboration.slug])
    assert [(link, address) for _said, link, address in gaps(key)] == [("Se deltagerne", participants)]


def test_who_only_reads_is_not_led_to_what_others_write(client_for, collaboration, place):
    key = make_key(collaboration, "Drift", {"kind": "tariff", "name": "Pc'er"})
    html = client_for("laeser").get(place("key", key.pk)).content.decode()
    assert "Prisen i “Pc&#x27;er” mangler." in html
    assert place("change_component", key.pk, key.components.get().pk) not in html


def test_parts_that_make_no_hundred_hide_no_count_that_lacks_a_figure(collaboration, place, odder):
    counted = make_input(collaboration, values={odder: 10})
    key = make_key(collaboration, "Drift", {"part": 60, "weight": "input", "input": counted})
    figures, whole = gaps(key)
    assert figures == (
        "Årsværk mangler for Horsens.",
        "Skriv tallene i “Årsværk”",
        place("key_input", counted.pk),
    )
    assert whole[0].startswith("Delene giver 60 pct.")


def test_an_amount_that_is_written_is_not_said_to_be_missing(client_for, collaboration, place, odder):
    counted = make_input(collaboration, values={odder: 10})
    parts = {"part": 60, "weight": "input", "input": counted}, {"part": 30, "weight": "equal"}
    key = make_key(collaboration, "Drift", *parts)
    page = client_for("koordinator").get(place("keys"), {"beloeb": "12.400.000", "noegle": key.pk})
    assert "Beløbet, der skal deles" not in text_of(page)
    assert page.context["page"].why_nothing == (
        "Årsværk mangler for Horsens.",
        "Delene giver 90 pct. De skal give 100 pct. Der mangler 10 procentpoint.",
    )
