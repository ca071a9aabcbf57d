from django.urls import path

from accounts.views import account, administration, pages

app_name = "accounts"

urlpatterns = [
    path("profil/", account.profile, name="profile"),
    path("profil/tema/", account.theme, name="theme"),
    path("adgang/", account.request_access, name="request_access"),
    path("invitation/<str:uidb64>/<str:token>/", account.accept_invitation, name="accept_invitation"),
    path("brugere/", administration.users, name="users"),
    path("brugere/roller/giv/", administration.give_role, name="give_role"),
    path("brugere/roller/<str:kind>/<int:pk>/afslut/", administration.end_role, name="end_role"),
    path("brugere/anmodninger/<int:pk>/", administration.close_request, name="close_request"),
    path("brugere/<int:pk>/send-igen/", administration.resend_invitation, name="resend_invitation"),
    path("hjaelp/", pages.help_page, name="help"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
    path("was", pages.was, name="was"),
    path("personoplysninger/", pages.privacy, name="privacy"),
]
