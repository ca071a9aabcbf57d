"""What somebody could have got away with, and can not: hosts in mails, accounts, invitations, addresses."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts import forms as accounts
from accounts import services
from accounts.forms import AcceptInvitationForm
from accounts.mails import invitation_path
from accounts.models import EMAIL_LENGTH, SystemRole, User
from collaborations import forms as collaborations
from common.once import OnceForm
from tests.factories import make_user

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("host", ["angriber.example.org", "testserver"])
def test_the_reset_mail_leads_to_our_own_address_whatever_host_was_asked(client, settings, host, db):
    settings.ALLOWED_HOSTS = [".example.org", "testserver"]
    settings.SITE_URL = "https://samarbejde.example.org"
    make_user("glemt@example.org")
    client.post(reverse("account_reset_password"), {"email": "glemt@example.org"}, headers={"host": host})
    links = [word for word in mail.outbox[0].body.split() if word.startswith("http")]
    assert [link.partition("/glemt")[0] for link in links] == ["https://samarbejde.example.org"]


def test_a_profile_that_is_saved_does_not_open_a_closed_account(client, db):
    user = make_user("lukket@example.org", name="Lukket")
    stale = User.objects.get(pk=user.pk)
    User.objects.filter(pk=user.pk).update(is_active=False)
    stale.name = "Nyt navn"
    stale.save_profile()
    found = User.objects.get(pk=user.pk)
    assert (found.name, found.is_active) == ("Nyt navn", False)


def test_who_invited_first_may_still_send_the_invitation_again(client_for, koordinator, administrator, on_commit):
    with on_commit():
        user = services.invite_user(email="ny@example.org", invited_by=koordinator, reason="Til et samarbejde.")
        services.resend_invitation(user, actor=administrator)
    assert "Til et samarbejde." not in mail.outbox[1].body
    assert User.objects.visible_to(koordinator).filter(pk=user.pk).exists()
    assert client_for("koordinator").post(reverse("accounts:resend_invitation", args=[user.pk])).status_code == 302
    assert [each.invited_by for each in user.invitations.order_by("pk")] == [koordinator, administrator, koordinator]


def test_a_name_of_an_address_is_no_page_to_lead_to(client_for):
    browser = client_for("laeser")
    for page in ("abc", "javascript:alert(1)", "//ond.example.org/"):
        response = browser.post(reverse("accounts:theme"), {"theme": "dark", "next": page})
        assert (response.status_code, response.url) == (302, reverse("accounts:profile"))


def test_an_administrator_who_ends_the_own_role_is_led_to_a_page_that_opens(client_for, administrator):
    other = make_user("anden@example.org", password="en lang adgangskode 42")
    services.give_system_role(user=other, role=SystemRole.Role.ADMINISTRATOR, actor=None)
    role = administrator.system_roles.get()
    role.valid_from = role.valid_from.replace(year=2020)
    role.save()
    browser = client_for("administrator")
    response = browser.post(reverse("accounts:end_role", args=["system", role.pk]), {"last_day": ""})
    assert response.url == reverse("dashboards:my_work")
    assert browser.get(response.url).status_code == 200


def test_an_address_that_is_too_long_is_refused_in_words(client_for):
    data = {"email": f"{'x' * EMAIL_LENGTH}@example.org", "role": "administrator"}
    response = client_for("administrator").post(reverse("accounts:give_role"), data)
    assert response.status_code == 200
    assert "email" in response.context["form"].errors


def test_giving_a_role_twice_sends_one_mail(client_for, on_commit):
    browser = client_for("administrator")
    token = browser.get(reverse("accounts:give_role")).context["form"]["form_token"].value()
    data = {"email": "ny@example.org", "role": "administrator", "form_token": token}
    with on_commit():
        answers = [browser.post(reverse("accounts:give_role"), data).url for _ in range(2)]
    assert answers == [reverse("accounts:users")] * 2
    assert len(mail.outbox) == 1


def test_accepting_twice_leads_in_both_times(client, db):
    user = services.invite_user(email="ny@example.org", invited_by=None, reason="Velkommen.")
    path = invitation_path(user)
    token = client.get(path).context["form"]["form_token"].value()
    data = {"name": "Ny person", "password": "en helt ny sætning 17", "form_token": token}
    assert [client.post(path, data).status_code for _ in range(2)] == [302, 302]


def test_the_new_password_is_compared_with_the_new_name(db):
    user = make_user("ny@example.org", password=None)
    form = AcceptInvitationForm({"name": "Kirsten Mortensen", "password": "kirsten mortensen"}, user=user)
    assert "password" in form.errors


def test_every_form_of_an_act_that_others_see_is_sent_once():
    acts = [
        *(accounts.GiveRoleForm, accounts.EndRoleForm, accounts.AnswerRequestForm, accounts.AcceptInvitationForm),
        *(accounts.AccessRequestForm, collaborations.InvitationForm, collaborations.EndAccessForm),
        *(collaborations.EndPartyForm, collaborations.AddPartyForm, collaborations.AnswerForm),
    ]
    assert [form for form in acts if not issubclass(form, OnceForm)] == []
