"""A director's page: what must be decided next and by when, what it costs, and whom it hangs on."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from common.formats import long_date
from dashboards.models import LastVisit
from finance.models import BusinessCase
from finance.services import propose_key
from models_catalog.models import OrganisationType
from phases.models import ChecklistItem, ChecklistTemplateItem, CollaborationProcess, ProcessVersion
from tests import factories
from tests.decisions.build import ask, decide, plan, publish
from tests.finance.build import make_key
from tests.finance.build_cases import approve, line, make_case
from tests.followup.conftest import held  # noqa: F401 the fixture

PAGE = reverse("dashboards:director")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NBSP = "\u00a0"


def in_days(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def asked(collaboration, reference):
    """A § 60 in phase 4 that asks Odder and Horsens two questions, one of them about a published text."""
    form = OrganisationType.objects.get(key="section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(organisation_type=form, phase=4)
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.latest())
    found = Collaboration.objects.select_related("organisation_type").get(pk=collaboration.pk)
    ask(found, "principle-decision", "statutes-adopted", with_texts=True)
    publish(found.texts.get(), on=in_days(-90))
    return found


@pytest.fixture
def shown(client_for):
    """The page of Odder's director, or of somebody else; `read.html` is what it said."""

    def read(who: str = "direktoer", **address):
        response = client_for(who).get(PAGE, address)
        read.html = response.content.decode()
        return response.context["page"]

    return read


## What must be decided next


def test_the_first_heading_says_what_is_decided_next_and_by_when(asked, shown):
    asked.rounds.update(deadline=in_days(20))
    page = shown()
    said = f"Næste beslutning: Principbeslutning og Vedtægter, senest {long_date(in_days(20))}"
    assert page.heading == said
    assert f"<h1>{said}</h1>" in shown.html
    assert page.first.how == f"Mødet er ikke planlagt. Frist {long_date(in_days(20))}, om 20 dage."
    assert page.lead == "2 beslutninger ligger hos jer inden 60 dage. Intet samarbejde er rødt."


def test_a_planned_meeting_stands_with_its_day_and_body_and_the_papers_that_it_decides(asked, shown, odder):
    plan(asked, "statutes-adopted", municipality=odder, date=in_days(12))
    page = shown()
    assert page.first.titles == "Vedtægter"
    assert page.first.how == f"Kommunalbestyrelsen {long_date(in_days(12))}, om 12 dage."
    (paper,) = page.due[0].papers
    assert paper.label == "Vedtægter, version 1"
    assert paper.url == reverse("decisions:version", args=[asked.slug, asked.texts.get().pk, 1])


def test_a_meeting_after_the_deadline_is_said_to_be(asked, shown, odder):
    asked.rounds.update(deadline=in_days(10))
    plan(asked, "statutes-adopted", municipality=odder, date=in_days(12))
    due = next(each for each in shown().due if each.titles == "Vedtægter")
    assert due.how.endswith(f"om 12 dage. Det er efter fristen {long_date(in_days(10))}.")
    assert due.colour == "red"


def test_the_meetings_on_the_way_stand_with_the_one_that_decides(asked, shown, odder):
    plan(asked, "statutes-adopted", municipality=odder, date=in_days(5), body="finance")
    plan(asked, "statutes-adopted", municipality=odder, date=in_days(12))
    (due, *_others) = shown().due
    assert due.how == f"Kommunalbestyrelsen {long_date(in_days(12))}, om 12 dage."
    assert due.on_the_way == f"Først Økonomiudvalget {long_date(in_days(5))}."


def test_decisions_come_by_date_and_what_is_decided_is_gone(asked, shown, odder):
    asked.rounds.update(deadline=in_days(30))
    plan(asked, "statutes-adopted", municipality=odder, date=in_days(12))
    assert [each.titles for each in shown().due] == ["Vedtægter", "Principbeslutning"]
    decide(asked, "statutes-adopted", odder)
    decide(asked, "principle-decision", odder)
    page = shown()
    assert (page.due, page.heading) == ([], "Ingen beslutninger venter på Odder")
    assert page.lead == "Ingen beslutninger ligger hos jer inden 60 dage. Intet samarbejde er rødt."


def test_a_meeting_that_was_held_and_not_registered_is_said_last_and_is_no_next_decision(asked, shown, odder):
    asked.rounds.update(deadline=in_days(30))
    plan(asked, "statutes-adopted", municipality=odder, date=in_days(-3))
    page = shown()
    assert [each.titles for each in page.due] == ["Principbeslutning", "Vedtægter"]
    assert page.due[-1].how == (
        f"Kommunalbestyrelsen har holdt møde {long_date(in_days(-3))}. Svaret er ikke registreret."
    )
    assert page.first.titles == "Principbeslutning"


def test_what_was_decided_of_an_older_version_must_be_decided_again(asked, shown, odder):
    asked.rounds.update(deadline=in_days(10))
    decide(asked, "statutes-adopted", odder, date=in_days(-5))
    decide(asked, "principle-decision", odder)
    publish(asked.texts.get())
    assert shown().due[0].how == f"Skal besluttes igen. Frist {long_date(in_days(10))}, om 10 dage."


def test_a_deadline_that_has_passed_is_said_to_have(asked, shown):
    asked.rounds.update(deadline=in_days(-4))
    page = shown()
    assert page.heading.endswith(f"fristen var {long_date(in_days(-4))}")
    assert page.due[0].colour == "red"


## Our collaborations and our economy


def test_red_stands_first_with_its_reason_and_whom_to_talk_to(collaboration, shown, koordinator, odder):
    now = timezone.now()
    factories.make_collaboration("A grøn", initiator=odder, status="green", status_at=now)
    red = factories.make_collaboration("B rød", initiator=odder, status="red", status_reason="Går i stå", status_at=now)
    factories.make_member(red, koordinator)
    page = shown()
    assert [row.collaboration.name for row in page.rows] == ["B rød", "Fælles it-drift", "A grøn"]
    assert "1 samarbejde er rødt." in page.lead
    assert "Går i stå" in shown.html
    (talk,) = page.talk
    assert [(each.name, each.email) for each in talk.coordinators] == [("Koordinator", "koordinator@example.org")]


def test_what_we_pay_and_gain_is_ours_and_what_is_not_known_is_in_no_sum(collaboration, shown, odder):
    year = timezone.localdate().year + 1
    factories.make_collaboration("Uden tal", initiator=odder)
    key = make_key(collaboration, "Lige", {"part": 100, "weight": "equal"})
    lines = line("investment", {year: 1_000_000}), line("gain", {year + 1: 3_000_000})
    approve(make_case(collaboration, *lines, first_year=year, year_count=2, key=key))
    page = shown()
    ours = {row.collaboration.name: row.economy for row in page.rows}
    assert (ours["Fælles it-drift"].pays, ours["Fælles it-drift"].gain) == (250_000, 750_000)
    assert ours["Uden tal"] is None
    assert [(each.year, each.pays, each.gain) for each in page.money.years] == [
        (year, 500_000, 0),
        (year + 1, 0, 1_500_000),
    ]
    assert page.money.left_out == "Uden 1 samarbejde, hvor tallet ikke er oplyst."
    assert f"I betaler 500.000{NBSP}kr. og får 1,5{NBSP}mio.{NBSP}kr." in shown.html
    assert "Ikke oplyst" in shown.html


def test_by_a_key_alone_it_is_known_what_we_pay_in_its_year_and_no_gain(collaboration, shown):
    key = make_key(collaboration, "Lige", {"part": 100, "weight": "equal"})
    propose_key(key, amount=Decimal(800_000), year=2027, actor=None)
    page = shown()
    economy = page.rows[0].economy
    assert (economy.basis, economy.pays, economy.gain) == ("key", 400_000, None)
    assert "i 2027 efter nøglen" in shown.html
    assert (page.money.chart, page.money.left_out) == (None, "Uden 1 samarbejde, hvor tallet ikke er oplyst.")


def test_a_case_that_was_frozen_without_its_years_gives_an_average_and_is_in_no_sum(collaboration, shown):
    year = timezone.localdate().year + 1
    key = make_key(collaboration, "Lige", {"part": 100, "weight": "equal"})
    case = approve(make_case(collaboration, line("gain", {year: 800_000}), first_year=year, year_count=2, key=key))
    older = {name: value for name, value in case.snapshot.items() if name != "municipality_years"}
    BusinessCase.objects.filter(pk=case.pk).update(snapshot=older)
    page = shown()
    assert (page.rows[0].economy.gain, page.rows[0].economy.told_label) == (400_000, str(year))  # the other is empty
    assert (page.money.chart, page.money.left_out) == (None, "Uden 1 samarbejde, hvor tallet ikke er oplyst.")


def test_a_year_that_nobody_has_written_in_is_in_no_average_and_no_sum_and_that_is_said(collaboration, shown):
    year = timezone.localdate().year
    key = make_key(collaboration, "Lige", {"part": 100, "weight": "equal"})
    lines = line("investment", {year: 400_000}), line("gain", {year: 0, year + 1: 800_000, year + 3: 0})
    approve(make_case(collaboration, *lines, first_year=year, year_count=5, key=key))
    page = shown()
    economy = page.rows[0].economy
    told = f"{year}, {year + 1} og {year + 3}"
    assert (economy.pays, economy.gain, economy.told_label) == (66_667, 133_333, told)
    assert (economy.by_year[year], economy.by_year[year + 2]) == ((200_000, 0), (None, None))
    assert [each.year for each in page.money.years] == [year, year + 1, year + 3]
    assert page.money.left_out == f"I {year + 2} og {year + 4} uden 1 samarbejde, hvor tallet ikke er oplyst."
    assert f"gennemsnit {told}" in shown.html


def test_without_any_figures_the_economy_is_not_known_and_never_zero(collaboration, shown):
    assert shown().money.chart is None
    assert "Ikke oplyst." in shown.html
    assert f"0{NBSP}kr." not in shown.html


def test_nobody_is_with_in_anything_yet(client, hedensted, reference):
    user = factories.make_user()
    factories.make_municipality_role(user, hedensted, "director")
    client.force_login(user, backend=BACKEND)
    page = client.get(PAGE).content.decode()
    assert "Hedensted deltager ikke i nogen samarbejder endnu." in page
    assert reverse("cases:list") in page


def test_an_invitation_that_nobody_has_answered_is_said(client, collaboration, hedensted, reference):
    user = factories.make_user()
    factories.make_municipality_role(user, hedensted, "director")
    client.force_login(user, backend=BACKEND)
    response = client.get(PAGE)
    assert "Hedensted er inviteret og har ikke svaret." in response.content.decode()
    assert response.context["page"].money.left_out == ""  # nothing is asked of it yet


def test_what_is_registered_from_a_source_is_nobodys_to_decide(shown, collaboration, odder):
    factories.make_collaboration("Fra bogen", initiator=odder, origin=Collaboration.Origin.SOURCE)
    assert [row.collaboration.name for row in shown().rows] == ["Fælles it-drift"]


## One municipality or several


def test_who_directs_two_sees_both_and_chooses_one_and_no_other(
    client, collaboration, direktoer, odder, horsens, samsoe
):
    factories.make_municipality_role(direktoer, samsoe, "director")
    factories.make_collaboration("Kun Samsø", initiator=samsoe)
    factories.make_collaboration("Kun Horsens", initiator=horsens)
    client.force_login(direktoer, backend=BACKEND)

    def names(code: str = ""):
        response = client.get(PAGE, {"kommune": code} if code else {})
        return [row.collaboration.name for row in response.context["page"].rows], response.content.decode()

    both, html = names()
    assert both == ["Fælles it-drift", "Kun Samsø"]
    assert '<span class="under">Samsø</span>' in html  # whose it is
    assert '<span class="under">Samsø</span>' not in names(samsoe.code)[1]
    assert names(samsoe.code)[0] == ["Kun Samsø"]
    shown, html = names(horsens.code)
    assert shown == ["Fælles it-drift", "Kun Samsø"]
    assert "Adressen nævner en kommune, du ikke er direktør for." in html


def test_the_day_after_the_role_has_ended_the_page_is_closed(client, direktoer, collaboration):
    direktoer.municipality_roles.update(valid_from=in_days(-9), valid_to=in_days(-1))
    client.force_login(direktoer, backend=BACKEND)
    response = client.get(PAGE)
    assert response.status_code == 403
    assert "Kun direktører kan se kommunens side." in response.content.decode()


## Whom it hangs on, and what is new


def said(shown) -> list[str]:
    return [str(each) for each in shown().spots]


def test_who_carries_a_collaboration_alone_is_named_until_somebody_can_write_too(shown, koordinator, collaboration):
    alone = "Koordinator er alene om Fælles it-drift: eneste koordinator og ingen bidragydere."
    assert alone not in said(shown)  # the cast has a bidragyder
    collaboration.members.filter(role="contributor").delete()
    assert alone in said(shown)


def test_who_may_hand_over_the_roles_of_the_one_it_hangs_on_is_led_there(
    client, shown, direktoer, koordinator, collaboration
):
    collaboration.members.filter(role="contributor").delete()
    there = reverse("handover:hand_over", args=[koordinator.pk])
    assert {each.person for each in shown().spots} == {None}
    factories.make_system_role(direktoer, "administrator")
    assert koordinator.pk in {each.person for each in shown().spots}
    client.force_login(direktoer, backend=BACKEND)
    assert f'href="{there}"' in client.get(PAGE).content.decode()


def test_a_vacant_role_is_said(shown, cast, collaboration, odder):
    cast["kontakt"].municipality_roles.all().delete()
    collaboration.members.filter(role="coordinator").delete()
    assert said(shown) == [
        "Ingen er koordinator for Fælles it-drift.",
        "Odder har ingen kommunekontakt i Fælles it-drift.",
    ]
    factories.make_representative(
        collaboration, collaboration.participations.get(municipality__code="727").municipality
    )
    assert said(shown) == ["Ingen er koordinator for Fælles it-drift."]


def test_an_owner_of_open_points_who_has_left_is_said(shown, bidragyder, collaboration, reference):
    point = ChecklistTemplateItem.objects.filter(per_municipality=False, organisation_types=[]).first()
    ChecklistItem.objects.create(collaboration=collaboration, template=point, owner=bidragyder)
    left = "Bidragyder har åbne punkter i Fælles it-drift, men har ikke adgang længere."
    assert left not in said(shown)
    collaboration.members.filter(user=bidragyder).update(valid_from=in_days(-9), valid_to=in_days(-1))
    assert left in said(shown)


def test_what_others_did_since_the_last_visit_is_new(shown, collaboration, direktoer, koordinator):
    assert shown().news == []
    LastVisit.objects.filter(user=direktoer).update(at=timezone.now() - dt.timedelta(days=2))
    entry = factories.make_activity(collaboration, "Ændrede status.", actor=koordinator)
    Collaboration.objects.filter(pk=collaboration.pk).update(changed_at=timezone.now())
    assert shown().news == [entry]


def test_a_long_change_is_cut_between_words(client_for, shown, collaboration, direktoer, koordinator):
    shown()
    LastVisit.objects.filter(user=direktoer).update(at=timezone.now() - dt.timedelta(days=2))
    text = f"Udgav nye vedtægter med {'regler om udtræden og ' * 4}opløsning"
    factories.make_activity(collaboration, text, actor=koordinator)
    Collaboration.objects.filter(pk=collaboration.pk).update(changed_at=timezone.now())
    page = client_for("direktoer").get(reverse("dashboards:director")).content.decode()
    assert "og regler om udtræden…<" in page


## Follow-up that was red


def test_a_red_follow_up_is_named_at_its_collaboration_and_nothing_is_said_not_to_be_red(
    asked,
    shown,
    held,  # noqa: F811
    koordinator,
):
    factories.make_collaboration("Andet", initiator=asked.initiator, coordinator=koordinator)
    held("quality", light="red", reason="Ventetiden er fordoblet")
    page = shown()
    first = page.rows[0]
    assert (first.collaboration, first.reds) == (asked, ["Opfølgningen på kvalitet er rød: Ventetiden er fordoblet"])
    assert first.reds[0] in shown.html
    assert page.lead.endswith("Den seneste opfølgning er rød i Fælles it-drift.")
    assert "Intet samarbejde er rødt" not in shown.html
    assert [each.collaboration for each in page.talk] == [asked]


def test_a_follow_up_that_is_green_again_is_not_named(asked, shown, held):  # noqa: F811
    held("quality", days=5, light="red", reason="Ventetiden er fordoblet")
    held("quality", days=1)
    page = shown()
    assert page.rows[0].reds == []
    assert page.lead.endswith("Intet samarbejde er rødt.")


## Where a director begins, and what it costs


def test_who_only_directs_comes_here_after_signing_in_and_others_to_mit_arbejde(
    client, direktoer, kontakt, collaboration
):
    def sign_in(user) -> str:
        client.logout()
        start = client.get("/").url
        typed = {"login": user.email, "password": factories.PASSWORD}
        return client.post(start, typed).url

    assert sign_in(direktoer) == PAGE
    assert sign_in(kontakt) == "/"
    factories.make_municipality_role(direktoer, collaboration.initiator, "contact")
    assert sign_in(direktoer) == "/"


def test_only_directors_have_it_in_their_menu(client_for):
    for who, has_it in (("direktoer", True), ("kontakt", False), ("administrator", False)):
        assert (f'href="{PAGE}"' in client_for(who).get("/").content.decode()) is has_it


@pytest.mark.parametrize("number", [3, 30])
def test_few_and_many_collaborations_take_the_same_queries(
    client_for, reference, odder, horsens, koordinator, number, django_assert_num_queries
):
    for index in range(number):
        made = factories.make_collaboration(f"Nr. {index}", initiator=odder, participants=[horsens], phase=4)
        factories.make_member(made, koordinator)
        factories.make_question(made)
    browser = client_for("direktoer")
    browser.get(PAGE)
    with django_assert_num_queries(16):
        browser.get(PAGE)
