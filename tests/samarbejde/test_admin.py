"""`/admin/`: the way in, who may, and that nothing is edited there whose state moves through a service."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory

from accounts.models import User
from tests.factories import make_system_role, make_user

OUR_APPS = {
    "municipalities",
    "accounts",
    "models_catalog",
    "jobs",
    "collaborations",
    "phases",
    "handover",
    "reports",
    "dashboards",
    "demo",
}
# Reference data that only people know, and the switch that closes an account. All else is read-only or not offered.
EDITABLE = {
    "municipalities.Region",
    "municipalities.PopulationFigure",
    "municipalities.ExternalParty",
    "accounts.User",
}


@pytest.fixture
def technician(db):
    return User.objects.create_superuser("teknik@example.org", "en lang adgangskode 42", name="Teknik")


def editable_models(user) -> set[str]:
    request = RequestFactory().get("/admin/")
    request.user = user
    return {
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if model_admin.has_add_permission(request)
        or model_admin.has_change_permission(request)
        or model_admin.has_delete_permission(request)
    }


def test_nothing_is_editable_whose_state_moves_through_a_service(technician, administrator):
    assert editable_models(technician) == EDITABLE
    assert editable_models(administrator) == EDITABLE


def test_the_list_of_our_apps_is_whole():
    ours = {config.label for config in apps.get_app_configs() if not config.name.startswith(("django", "allauth"))}
    assert ours >= OUR_APPS


def test_no_rows_of_other_people_s_apps_are_offered():
    assert {model._meta.app_label for model in admin.site._registry} <= OUR_APPS


@pytest.mark.parametrize("who", ["koordinator", "kontakt", "redaktoer", "fremmed"])
def test_without_the_role_there_is_no_way_in(client_for, who):
    client = client_for(who)
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/", follow=True).status_code == 403


def test_an_administrator_comes_in(client_for):
    assert client_for("administrator").get("/admin/").status_code == 200


def test_sign_in_is_the_one_page_with_the_limit_on_wrong_passwords(client, technician):
    for path in ("/admin/", "/admin/accounts/user/"):
        assert client.get(path, follow=True).redirect_chain[-1][0] == f"/log-ind/?next={path}"
    response = client.post("/admin/login/", {"username": technician.email, "password": "en lang adgangskode 42"})
    assert response.url == "/log-ind/?next=/admin/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=lambda model: model._meta.label))
def test_every_list_opens(client, technician, model):
    client.force_login(technician, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert client.get(path).status_code == 200
    assert client.get(f"{path}?q=a").status_code in (200, 302)


def close_account(client, user):
    return client.post(f"/admin/accounts/user/{user.pk}/change/", {"name": user.name, "is_staff": "on"})


def test_an_account_is_closed_and_its_sessions_end(client_for, cast):
    other = client_for("fremmed")
    close_account(client_for("administrator"), cast["fremmed"])
    cast["fremmed"].refresh_from_db()
    assert cast["fremmed"].is_active is False
    assert other.get("/profil/").url.startswith("/log-ind/")


def test_the_last_administrator_can_not_be_closed(client_for, administrator):
    page = close_account(client_for("administrator"), administrator)
    assert "Der skal være mindst én administrator." in page.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active is True


def test_an_administrator_can_be_closed_when_there_is_another(client_for, administrator):
    make_system_role(make_user("anden@example.org"), "administrator")
    close_account(client_for("administrator"), administrator)
    administrator.refresh_from_db()
    assert administrator.is_active is False


def test_technical_access_is_given_by_who_has_it(client, client_for, cast, technician):
    values = {"name": "Fremmed", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    path = f"/admin/accounts/user/{cast['fremmed'].pk}/change/"
    client_for("administrator").post(path, values)
    assert User.objects.filter(email="fremmed@example.org", is_superuser=True).exists() is False
    client.force_login(technician, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(path, values)
    assert User.objects.filter(email="fremmed@example.org", is_superuser=True, is_staff=True).exists() is True
