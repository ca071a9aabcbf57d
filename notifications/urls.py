from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("profil/mails/", views.choices, name="choices"),
    path("profil/mails/<slug:slug>/", views.choices_for, name="choices_for"),
    path("mails/afmeld/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
