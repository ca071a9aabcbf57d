from django.urls import path

from finance import views

app_name = "finance"
BASE = "samarbejder/<slug:slug>/oekonomi/"

urlpatterns = [
    path(BASE, views.economy, name="economy"),
]
