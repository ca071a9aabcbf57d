"""All addresses. Order matters: fixed words under `/samarbejder/` come before the slug of a collaboration."""

from allauth.account import views as allauth
from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from common.converters import MunicipalityCode
from samarbejde import views

register_converter(MunicipalityCode, "code")  # before the apps' addresses are read

account_patterns = [
    path("log-ind/", allauth.login, name="account_login"),
    path("log-ud/", allauth.logout, name="account_logout"),
    path("opret-bruger/", allauth.signup, name="account_signup"),
    path("konto-lukket/", allauth.account_inactive, name="account_inactive"),
    path("skift-adgangskode/", allauth.password_change, name="account_change_password"),
    path("vaelg-adgangskode/", allauth.password_set, name="account_set_password"),
    path("glemt-adgangskode/", allauth.password_reset, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^glemt-adgangskode/noegle/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("glemt-adgangskode/klar/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    path("sundhed/live", views.live, name="live"),
    path("sundhed/klar", views.ready, name="ready"),
    path("admin/", admin.site.urls),
    path("redaktion/drift/", views.operations, name="operations"),
    *account_patterns,
    path("", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("", include("phases.urls")),
    path("", include("followup.urls")),
    path("", include("editing.urls")),
    path("", include("calendars.urls")),
    path("", include("handover.urls")),
    path("", include("dashboards.urls")),
    path("", include("collaborations.urls")),
    path("", include("cases.urls")),
    path("", include("modelguide.urls")),
    path("", include("finance.urls")),
    path("", include("decisions.urls")),
    path("", include("reports.urls")),
]

handler400 = "samarbejde.views.bad_request"
handler403 = "samarbejde.views.permission_denied"
handler404 = "samarbejde.views.not_found"
handler500 = "samarbejde.views.server_error"
