"""The pages: choose, read what follows, do it; what was typed is kept, and what is in the way is said where it is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collaborations.models import Member
from handover.holdings import holdings_of
from handover.models import Handover
from phases.models import ChecklistItem
from tests import factories
from tests.clock import in_days

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def browser(client, administrator):
    client.force_login(administrator, backend=BACKEND)
    return client


@pytest.fixture
def address(leaver):
    return reverse("handover:hand_over", args=[leaver.pk])


@pytest.fixture
def typed(browser, address, receiver):
    """What the form sends: the receiver, a reason, and what the page proposed. `typed(step="…", …)`."""

    def data(**values) -> dict:
        form = browser.get(address).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        sent |= {name: f"{sent[name]:%d.%m.%Y}" for name in ("first_day", "last_day")}
        return sent | {"receiver": receiver.email, "reason": "Nyt arbejde.", "step": "tjek"} | values

    return data


def shown_errors(response) -> str:
    return str(response.context["form"].errors)


def test_a_persons_page_says_what_hangs_on_the_person(browser, leaver):
    page = browser.get(reverse("handover:person", args=[leaver.pk])).content.decode()
    for text in ("Koordinator, Fælles it-drift", "Kommunekontakt, Odder", "2 åbne punkter", "Overdrag roller"):
        assert text in page


def test_a_person_without_roles_has_an_empty_page_and_nothing_to_press(browser, leaver, fremmed):
    page = browser.get(reverse("handover:person", args=[fremmed.pk])).content.decode()
    assert "Personen har ingen roller og ingen åbne punkter." in page
    there = reverse("handover:hand_over", args=[fremmed.pk])
    assert there not in page
    assert browser.get(there).content.decode().count("Personen har ingen roller") == 1


def test_what_follows_is_read_before_it_is_done(browser, address, typed, leaver):
    page = browser.post(address, typed())
    html = page.content.decode()
    assert "Koordinator, Fælles it-drift: overtages af Afløser." in html
    assert "Dagen efter bliver Koordinator logget ud" in html
    assert not Handover.objects.exists()
    sent = dict(page.context["form"].sent)
    done = browser.post(address, sent | {"step": "overdrag"}, follow=True)
    assert "Rollerne er overdraget." in done.content.decode()
    assert "Koordinator, Fælles it-drift: overtages af Afløser." in done.content.decode()


def test_pressed_twice_it_is_done_once(browser, address, typed):
    sent = typed(step="overdrag")
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    assert Handover.objects.count() == 1


def test_who_goes_back_finds_what_was_typed(browser, address, typed, receiver):
    page = browser.post(address, typed(step="ret", reason="Går på pension.")).content.decode()
    assert "Går på pension." in page
    assert receiver.email in page
    assert "Ret det her" not in page


def test_one_thing_goes_to_another_and_one_ends_and_one_stays(
    browser, address, typed, leaver, administrator, bidragyder
):
    keys = {each.kind: each.key for each in holdings_of(leaver, administrator)}
    choices = {
        f"to_{keys['points']}": bidragyder.email.upper(),
        f"what_{keys['municipality']}": "afslut",
        f"what_{keys['system']}": "behold",
    }
    html = browser.post(address, typed(**choices)).content.decode()
    assert "2 åbne punkter, Fælles it-drift: overtages af Bidragyder." in html
    assert "Kommunekontakt, Odder: slutter uden modtager." in html
    assert "Katalogredaktør: bliver hos personen." in html
    assert "logget ud" not in html  # who keeps something does not leave


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"receiver": ""}, "Skriv e-mailen på den, der overtager."),
        ({"receiver": "ingen@example.org"}, "Ingen bruger har e-mailen ingen@example.org. Invitér personen først."),
        ({"reason": " "}, "Skriv, hvorfor rollerne overdrages."),
        ({"last_day": "32.13.2026"}, "Skriv datoen som dd.mm.åååå, for eksempel 20.11.2026."),
        ({"last_day": "01.01.2020"}, "Vælg datoer fra i dag og frem."),
        ({"first_day": "01.01.2099"}, "Modtageren skal begynde senest dagen efter den sidste dag."),
        ({"seen": "noget andet"}, "Rollerne er ændret, siden du åbnede siden. Se dem igennem igen."),
        ({"receiver": "koordinator@example.org"}, "Vælg en anden modtager end Koordinator selv."),
    ],
)
def test_what_can_not_be_is_said_and_what_was_typed_is_kept(browser, address, typed, values, said):
    response = browser.post(address, typed(**{"reason": "Nyt arbejde.", **values}))
    assert response.status_code == 200
    assert said in shown_errors(response)
    assert ("Nyt arbejde." in response.content.decode()) is ("reason" not in values)
    assert not Handover.objects.exists()


def test_the_page_that_comes_back_is_about_the_roles_as_they_are_now(browser, address, typed, leaver, horsens):
    sent = typed()
    factories.make_municipality_role(leaver, horsens, "reader")
    response = browser.post(address, sent)
    assert "Rollerne er ændret" in shown_errors(response)
    assert "Læser, Horsens" in response.content.decode()
    assert f'value="{response.context["form"].digest}"' in response.content.decode()


def test_a_conflict_stands_at_the_thing_that_it_is_about(browser, address, typed, leaver, administrator):
    member = next(each for each in holdings_of(leaver, administrator) if each.kind == "member")
    response = browser.post(address, typed(**{f"what_{member.key}": "afslut"}))
    errors = response.context["form"].errors[f"to_{member.key}"]
    assert errors[0].startswith("Koordinator, Fælles it-drift: Samarbejdet skal have en koordinator")


def test_what_nobody_can_take_over_is_only_ended_or_kept(browser, collaboration, odder, leaver):
    row = factories.make_representative(collaboration, odder)
    collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    address = reverse("handover:hand_over", args=[row.user_id])
    page = browser.get(address)
    form, what = page.context["form"], f"what_representative-{row.pk}"
    assert [value for value, _label in form.fields[what].choices] == ["afslut", "behold"]
    assert f"to_representative-{row.pk}" not in form.fields
    assert "Kommunen deltager ikke i samarbejdet. Rollen kan kun afsluttes" in page.content.decode()
    assert not form.differs  # it stands in the list above, and the rest stays folded
    day = f"{in_days(0):%d.%m.%Y}"
    sent = {"first_day": day, "last_day": day, "reason": "Udtrådt.", "seen": form.digest, "step": "tjek"}
    assert "slutter uden modtager." in browser.post(address, sent | {what: "afslut"}).content.decode()
    assert what in browser.post(address, sent | {what: "overdrag"}).context["form"].errors


def test_pressing_after_somebody_else_was_first_says_so(browser, address, typed, leaver):
    sent = typed(step="overdrag")
    Member.objects.filter(user=leaver).delete()
    for rows in (leaver.municipality_roles, leaver.system_roles, leaver.saved_views):
        rows.all().delete()
    ChecklistItem.objects.filter(owner=leaver).update(owner=None)
    page = browser.post(address, sent)
    assert page.status_code == 200
    assert "Der er ikke mere at overdrage." in page.content.decode()
    assert "Personen har ingen roller" in page.content.decode()


def test_when_somebody_signed_in_is_for_administrators(browser, client_for, bidragyder):
    address = reverse("handover:person", args=[bidragyder.pk])
    for moment, said in ((timezone.now(), "Seneste log ind"), (None, "Har aldrig logget ind")):
        User.objects.filter(pk=bidragyder.pk).update(last_login=moment)
        assert said in browser.get(address).content.decode()
        assert said not in client_for("koordinator").get(address).content.decode()


def test_the_last_day_is_shown_until_somebody_is_back(browser, bidragyder, fremmed):
    User.objects.filter(pk__in=[bidragyder.pk, fremmed.pk]).update(left_on=in_days(-3))
    pages = [browser.get(reverse("handover:person", args=[each.pk])).content.decode() for each in (bidragyder, fremmed)]
    assert ["Sidste dag" in page for page in pages] == [False, True]


def test_a_coordinator_finds_receivers_only_in_the_own_collaborations(client, leaver, bidragyder, receiver, laeser):
    client.force_login(leaver, backend=BACKEND)
    address = reverse("handover:hand_over", args=[bidragyder.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {name: f"{in_days(0):%d.%m.%Y}" for name in ("first_day", "last_day")} | {"reason": "Nyt arbejde."}
    refused = client.post(address, sent | {"receiver": receiver.email})
    assert f"Ingen med e-mailen {receiver.email} er med i dine samarbejder." in shown_errors(refused)
    assert "overtages af Læser" in client.post(address, sent | {"receiver": laeser.email}).content.decode()


def test_the_lists_lead_to_the_persons_page(browser, leaver, collaboration):
    there = reverse("handover:person", args=[leaver.pk])
    assert there in browser.get(reverse("accounts:users")).content.decode()
    assert there in browser.get(reverse("collaborations:people", args=[collaboration.slug])).content.decode()


@pytest.mark.parametrize("number", [3, 30])
def test_few_and_many_roles_take_the_same_queries(
    browser, leaver, administrator, koordinator, point, number, django_assert_num_queries
):
    for index in range(number):
        other = factories.make_collaboration(f"Nr. {index}", coordinator=leaver)
        factories.make_municipality_role(leaver, other.initiator, "reader")
        factories.make_representative(other, other.initiator, leaver, "reader", valid_to=in_days(9))
        leaver.saved_views.create(name=f"Filter {index}", query="", is_shared=True)
    for name, queries in (("handover:person", 11), ("handover:hand_over", 10)):
        address = reverse(name, args=[leaver.pk])
        browser.get(address)
        with django_assert_num_queries(queries):
            browser.get(address)
