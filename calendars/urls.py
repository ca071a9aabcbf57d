from django.urls import path

from calendars import views

app_name = "calendars"
BASE = "samarbejder/<slug:slug>/kalender/"

urlpatterns = [
    path("kalender/", views.mine, name="mine"),
    path("kalender/ny/", views.make_mine, name="make_mine"),
    path("kalender/slut/", views.end_mine, name="end_mine"),
    path("kalender/<str:secret>.ics", views.feed, name="feed"),
    path(BASE, views.of_collaboration, name="of_collaboration"),
    path(f"{BASE}ny/", views.make, name="make"),
    path(f"{BASE}slut/", views.end, name="end"),
]
