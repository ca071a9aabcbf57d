import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Participation
from tests import factories
from tests.collaborations.pages import errors_of, text_of


def page(name, collaboration, *args):
    return reverse(f"collaborations:{name}", args=[collaboration.slug, *args])


def state_of(collaboration, municipality):
    return collaboration.participations.get(municipality=municipality).state


## The list


def test_the_page_says_who_takes_part_and_how_many_live_there(client_for, collaboration):
    text = text_of(client_for("laeser").get(page("participants", collaboration)))
    assert "2 kommuner deltager, 1 har ikke svaret og 1 er trådt ud." in text
    assert "Deltagere i alt 121.487" in text
    assert "Indbyggertal 1. januar 2026. Kilde: Danmarks Statistik, FOLK1A." in text


def test_who_takes_part_comes_first_and_who_left_last(client_for, collaboration):
    response = client_for("laeser").get(page("participants", collaboration))
    names = [str(row.municipality) for row in response.context["participants"].rows]
    assert names == ["Horsens", "Odder", "Hedensted", "Samsø"]


def test_an_unknown_population_is_not_zero(client_for, collaboration):
    factories.make_participation(collaboration, factories.make_municipality("Ukendt"))
    text = text_of(client_for("laeser").get(page("participants", collaboration)))
    assert "Summen er uden Ukendt, hvor tallet ikke er oplyst." in text
    assert "Deltagere i alt 121.487" in text


def test_the_newest_population_counts(client_for, collaboration, odder):
    factories.make_population(odder, 30_000, dt.date(2026, 7, 1))
    factories.make_population(odder, 1, dt.date(2016, 1, 1))
    text = text_of(client_for("laeser").get(page("participants", collaboration)))
    assert "Deltagere i alt 127.571" in text


def test_members_that_are_known_as_a_number_are_a_count(client_for, collaboration):
    collaboration.declared_member_count, collaboration.declared_member_note = 12, "Medlemsliste, november 2026"
    collaboration.save()
    text = text_of(client_for("laeser").get(page("participants", collaboration)))
    assert "Samarbejdet har oplyst 12 medlemmer. 10 er ikke kendt ved navn. Kilde: Medlemsliste, november 2026." in text


def test_each_municipality_has_its_history_on_the_page(client_for, collaboration, samsoe):
    row = collaboration.participations.get(municipality=samsoe)
    factories.make_participation_change(
        row, state="withdrawn", date=dt.date(2026, 6, 2), reason="For dyrt for os.", source="Referat"
    )
    text = text_of(client_for("laeser").get(page("participants", collaboration)))
    assert [word in text for word in ("For dyrt for os.", "Kilde: Referat", "1. feb. 2026")] == [True] * 3


def test_the_map_is_told_in_words(client_for, collaboration):
    html = client_for("laeser").get(page("participants", collaboration)).content.decode()
    assert "Kort: Horsens og Odder deltager." in html
    assert [html.count(f"sm-tile--{kind}") for kind in ("participant", "interested", "gone")] == [2, 1, 1]


@pytest.mark.parametrize(("key", "offered"), [("section-60", False), ("association", True), (None, True)])
def test_another_party_is_offered_where_the_type_allows_it(key, offered, client_for, collaboration):
    collaboration.organisation_type = factories.make_organisation_type(key) if key else None
    collaboration.save()
    html = client_for("koordinator").get(page("participants", collaboration)).content.decode()
    assert (page("add_party", collaboration) in html) == offered
    assert (
        page("add_party", collaboration)
        not in client_for("laeser").get(page("participants", collaboration)).content.decode()
    )


def test_former_parties_stand_apart(client_for, collaboration):
    factories.make_external_participation(collaboration, factories.make_party("KOMBIT"))
    factories.make_external_participation(
        collaboration,
        factories.make_party("Gammel part"),
        valid_from=dt.date(2025, 1, 1),
        valid_to=dt.date(2025, 12, 31),
    )
    shown = client_for("laeser").get(page("participants", collaboration)).context["participants"]
    assert [str(row) for row in shown.parties] == ["KOMBIT"]
    assert [str(row) for row in shown.former_parties] == ["Gammel part"]


@pytest.mark.parametrize("extra", [3, 30])
def test_the_list_takes_the_same_queries_for_3_and_for_30(extra, client_for, collaboration, django_assert_num_queries):
    for _n in range(extra):
        row = factories.make_participation(collaboration, factories.make_municipality(population=1000))
        factories.make_participation_change(row, state="participant", date=dt.date(2026, 2, 1))
        factories.make_external_participation(collaboration)
    client = client_for("laeser")
    client.get(page("participants", collaboration))
    with django_assert_num_queries(9):
        client.get(page("participants", collaboration))


## Adding


def add(client, collaboration, **values):
    typed = {"municipalities": "", "state": "invited", "date": "20.11.2026", "reason": "", "source": ""} | values
    return client.post(page("add_participant", collaboration), typed)


def test_a_koordinator_adds_several_by_name_and_code(client_for, collaboration):
    for name, code in (("Aarhus", "751"), ("Favrskov", "710"), ("Skanderborg", "746")):
        factories.make_municipality(name, code=code)
    response = add(client_for("koordinator"), collaboration, municipalities="Århus kommune, 710;skanderborg")
    assert response.url == page("participants", collaboration)
    found = collaboration.participations.filter(since=dt.date(2026, 11, 20)).values_list("municipality__name", "state")
    assert sorted(found) == [("Aarhus", "invited"), ("Favrskov", "invited"), ("Skanderborg", "invited")]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"municipalities": "Andeby, Gåserød"}, "municipalities", "Vi kender ikke “Andeby” og “Gåserød”."),
        ({"municipalities": ""}, "municipalities", "Udfyld dette felt."),
        ({"municipalities": "Odder"}, "municipalities", "Odder er der allerede."),
        ({"municipalities": "Samsø"}, "municipalities", "Samsø er der allerede."),
        ({"municipalities": "Ny by", "state": "withdrawn"}, "state", "Marker en gyldig valgmulighed"),
        ({"municipalities": "Ny by", "date": "i går"}, "date", "Skriv datoen som dd.mm.åååå"),
        ({"municipalities": "Ny by", "date": "1.1.2099"}, "date", "Datoen må ikke ligge i fremtiden."),
        ({"municipalities": "Ny by", "state": "declined"}, "reason", "Skriv, hvorfor kommunen siger nej"),
    ],
)
def test_what_can_not_be_added_is_said_and_kept(typed, field, sentence, client_for, collaboration):
    factories.make_municipality("Ny by")
    before = Participation.objects.count()
    response = add(client_for("koordinator"), collaboration, source="Min kilde", **typed)
    assert errors_of(response) == {field}
    assert sentence in text_of(response)
    html = response.content.decode()
    assert "Min kilde" in html
    assert typed["municipalities"] in html
    assert Participation.objects.count() == before


def test_those_who_are_there_are_not_suggested(client_for, collaboration):
    factories.make_municipality("Favrskov")
    html = client_for("koordinator").get(page("add_participant", collaboration)).content.decode()
    assert '<option value="Favrskov">' in html
    assert '<option value="Odder">' not in html
    assert 'list="municipalities-forslag"' in html


## One municipality


def change(client, collaboration, code, **values):
    typed = {"state": "", "date": "20.11.2026", "reason": "", "source": ""} | values
    return client.post(page("participation", collaboration, code), typed)


def test_a_koordinator_records_that_a_municipality_left(client_for, collaboration, odder):
    response = change(client_for("koordinator"), collaboration, "727", state="withdrawn", reason="For dyrt.")
    assert response.url == page("participation", collaboration, "727")
    assert state_of(collaboration, odder) == "withdrawn"
    entry = collaboration.activity.first()
    assert (entry.on_behalf_of, entry.actor.email) == (odder, "koordinator@example.org")


def test_an_invitation_is_not_the_municipalitys_own_act(client_for, collaboration, samsoe):
    change(client_for("koordinator"), collaboration, "741", state="invited")
    entry = collaboration.activity.first()
    assert (entry.text, entry.on_behalf_of) == ("Samsø: fra udtrådt til inviteret pr. 20. november 2026.", None)


@pytest.mark.parametrize("state", ["interested", "participant", "declined"])
def test_a_kontakt_answers_for_the_own_municipality(state, client_for, collaboration, odder):
    collaboration.participations.filter(municipality=odder).update(state="invited")
    reason = "Ikke nu." if state == "declined" else ""
    factories.make_participation_change(
        collaboration.participations.get(municipality=odder), state="invited", date=dt.date(2026, 1, 1)
    )
    response = change(client_for("kontakt"), collaboration, "727", state=state, reason=reason)
    assert response.status_code == 302
    assert state_of(collaboration, odder) == state
    entry = collaboration.activity.first()
    assert (entry.on_behalf_of, entry.actor.email) == (odder, "kontakt@example.org")


def test_a_kontakt_who_says_no_lands_where_a_former_participant_may_be(client_for, collaboration, odder):
    row = collaboration.participations.get(municipality=odder)
    factories.make_participation_change(row, state="invited", date=dt.date(2026, 1, 1))
    collaboration.participations.filter(municipality=odder).update(state="invited")
    client = client_for("kontakt")
    response = change(client, collaboration, "727", state="declined", reason="Ikke nu.")
    assert response.url == collaboration.get_absolute_url()
    assert client.get(page("participation", collaboration, "727")).status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "invited"])
def test_a_kontakt_does_not_record_what_is_not_an_answer(state, client_for, collaboration, odder):
    collaboration.participations.filter(municipality=odder).update(state="interested")
    response = change(client_for("kontakt"), collaboration, "727", state=state, reason="x")
    assert errors_of(response) == {"state"}
    assert state_of(collaboration, odder) == "interested"


def test_a_kontakt_whose_municipality_takes_part_is_told_whom_to_ask(client_for, collaboration):
    client = client_for("kontakt")
    assert "Vil kommunen træde ud?" in text_of(client.get(page("participation", collaboration, "727")))
    assert change(client, collaboration, "727", state="declined", reason="x").status_code == 403


@pytest.mark.parametrize(("state", "reason"), [("participant", ""), ("declined", "Ikke nu.")])
def test_an_answer_sent_twice_is_one_answer(state, reason, client_for, collaboration, odder):
    """Both presses lead to the same page, also where the answer closes the form or the collaboration to the user."""
    row = collaboration.participations.get(municipality=odder)
    factories.make_participation_change(row, state="invited", date=dt.date(2026, 1, 1))
    collaboration.participations.filter(municipality=odder).update(state="invited")
    client = client_for("kontakt")
    token = token_on(client, page("participation", collaboration, "727"))
    answers = [
        change(client, collaboration, "727", state=state, reason=reason, form_token=token) for _press in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert row.changes.filter(state=state, date=dt.date(2026, 11, 20)).count() == 1


def test_a_change_that_was_refused_may_be_sent_again_from_the_same_page(client_for, collaboration, odder):
    client = client_for("koordinator")
    token = token_on(client, page("participation", collaboration, "727"))
    refused = change(client, collaboration, "727", state="participant", form_token=token)
    assert "stod allerede som deltager" in text_of(refused)
    change(client, collaboration, "727", state="withdrawn", reason="For dyrt.", form_token=token)
    assert state_of(collaboration, odder) == "withdrawn"


def test_municipalities_added_by_two_presses_are_added_once(client_for, collaboration):
    factories.make_municipality("Skanderborg")
    client, address = client_for("koordinator"), page("add_participant", collaboration)
    typed = {"municipalities": "Skanderborg", "state": "invited", "date": "20.11.2026"}
    typed["form_token"] = token_on(client, address)
    assert client.post(address, typed).status_code == 302
    entries = collaboration.activity.count()
    client.post(address, typed)
    assert collaboration.activity.count() == entries


def test_bad_input_about_a_municipality_is_kept(client_for, collaboration, odder):
    response = change(client_for("koordinator"), collaboration, "727", state="withdrawn", source="Min kilde")
    assert errors_of(response) == {"reason"}
    assert "Min kilde" in response.content.decode()
    assert state_of(collaboration, odder) == "participant"


def test_a_broken_rule_about_a_municipality_is_said_in_words(client_for, collaboration):
    response = change(client_for("koordinator"), collaboration, "727", state="declined", reason="Nej")
    assert "Odder deltog den 20. november 2026. Vælg “Udtrådt”" in text_of(response)
    assert "Nej" in response.content.decode()


def test_a_municipality_without_a_part_has_no_page(client_for, collaboration):
    factories.make_municipality("Favrskov", code="710")
    for code in ("710", "999"):
        assert client_for("koordinator").get(page("participation", collaboration, code)).status_code == 404


@pytest.mark.parametrize("code", ["abc", "%00", "7271", "72"])
def test_what_is_no_code_of_a_municipality_is_no_address(client_for, collaboration, code):
    address = f"/samarbejder/{collaboration.slug}/deltagere/{code}/"
    assert client_for("koordinator").get(address).status_code == 404


## Contribution


@pytest.mark.parametrize(("who", "on_behalf"), [("koordinator", False), ("bidragyder", False), ("kontakt", True)])
def test_a_contribution_is_written(who, on_behalf, client_for, collaboration, odder):
    response = client_for(who).post(
        page("contribution", collaboration, "727"), {"contribution": "To medarbejdere", "version": "1"}
    )
    assert response.url == page("participation", collaboration, "727")
    assert collaboration.participations.get(municipality=odder).contribution == "To medarbejdere"
    assert collaboration.activity.first().on_behalf_of == (odder if on_behalf else None)


def test_two_who_write_the_same_contribution_see_both(client_for, collaboration, odder):
    address = page("contribution", collaboration, "727")
    client_for("kontakt").post(address, {"contribution": "Kontaktens", "version": "1"})
    response = client_for("koordinator").post(address, {"contribution": "Koordinatorens", "version": "1"})
    assert [(each.saved, each.typed) for each in response.context["conflict"]] == [("Kontaktens", "Koordinatorens")]
    assert collaboration.participations.get(municipality=odder).contribution == "Kontaktens"


def test_a_contribution_that_is_too_long_is_kept(client_for, collaboration):
    response = client_for("koordinator").post(
        page("contribution", collaboration, "727"), {"contribution": "x" * 1001, "version": "1"}
    )
    assert errors_of(response) == {"contribution"}
    assert "x" * 1001 in response.content.decode()


## Other parties


def test_a_koordinator_adds_describes_and_ends_a_party(client_for, collaboration):
    client = client_for("koordinator")
    client.post(
        page("add_party", collaboration), {"name": "KOMBIT", "kind": "company", "cvr": "19435075", "date": "1.3.2026"}
    )
    row = collaboration.external_participations.get()
    assert (str(row), row.party.cvr, row.valid_from) == ("KOMBIT", "19435075", dt.date(2026, 3, 1))
    client.post(page("party", collaboration, row.pk), {"contribution": "Rådgiver", "version": "1"})
    row.refresh_from_db()
    assert row.contribution == "Rådgiver"
    texts = list(collaboration.activity.order_by("pk").values_list("text", flat=True))
    assert texts == ["KOMBIT deltager fra 1. marts 2026.", "KOMBIT: rettede rolle og bidrag."]
    client.post(page("end_party", collaboration, row.pk), {"last_day": "1.10.2026", "reason": "Færdig."})
    row.refresh_from_db()
    assert row.valid_to == dt.date(2026, 10, 1)
    assert client.get(page("party", collaboration, row.pk)).status_code == 404


def test_two_who_describe_a_party_at_once_see_both(client_for, collaboration):
    row = factories.make_external_participation(collaboration, contribution="Andres", version=2)
    address, client = page("party", collaboration, row.pk), client_for("koordinator")
    response = client.post(address, {"contribution": "Mine ord", "version": "1"})
    assert "En anden har gemt, mens du skrev" in text_of(response)
    assert [(each.saved, each.typed) for each in response.context["conflict"]] == [("Andres", "Mine ord")]
    row.refresh_from_db()
    assert row.contribution == "Andres"
    version = response.context["form"]["version"].value()
    assert client.post(address, {"contribution": "Mine ord", "version": version}).status_code == 302


def token_on(client, address: str) -> str:
    return client.get(address).context["form"]["form_token"].value()


def test_a_party_button_pressed_twice_adds_one(client_for, collaboration):
    client, address = client_for("koordinator"), page("add_party", collaboration)
    typed = {"name": "KOMBIT", "kind": "company", "date": "1.3.2026", "form_token": token_on(client, address)}
    answers = [client.post(address, typed) for _press in range(2)]
    assert [answer.url for answer in answers] == [page("participants", collaboration)] * 2
    assert collaboration.external_participations.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "kommune"}, "kind"),
        ({"cvr": "12345678"}, "cvr"),
        ({"date": "x"}, "date"),
        ({"contribution": "x" * 1001}, "contribution"),
    ],
)
def test_a_bad_party_is_refused_and_kept(typed, field, client_for, collaboration):
    full = {"name": "KOMBIT", "kind": "company", "date": "1.3.2026", "contribution": "Rådgiver"} | typed
    response = client_for("koordinator").post(page("add_party", collaboration), full)
    assert errors_of(response) == {field}
    assert full["contribution"] in response.content.decode()
    assert collaboration.external_participations.count() == 0


def test_a_party_is_refused_by_hand_in_a_section_60(client_for, collaboration):
    collaboration.organisation_type = factories.make_organisation_type("section-60")
    collaboration.save()
    response = client_for("koordinator").post(
        page("add_party", collaboration), {"name": "KOMBIT", "kind": "company", "date": "1.3.2026"}
    )
    assert "kan kun kommuner deltage" in text_of(response)
    assert collaboration.external_participations.count() == 0


def test_a_party_is_not_ended_before_it_came(client_for, collaboration):
    row = factories.make_external_participation(collaboration, valid_from=timezone.localdate())
    response = client_for("koordinator").post(page("end_party", collaboration, row.pk), {"last_day": "1.1.2020"})
    assert "Slutdatoen kan ikke ligge før." in text_of(response)
    row.refresh_from_db()
    assert row.valid_to is None
