"""The product's addresses and two more: the floor (session, user and base template), and a table from memory."""

from django.shortcuts import render
from django.urls import include, path

from scripts.bench.large_matrix import from_memory


def floor(request):
    return render(request, "layouts/page.html", {"heading": "Gulv"})


urlpatterns = [
    path("gulv/", floor, name="floor"),
    path("fra-hukommelsen/", from_memory, name="from_memory"),
    path("", include("samarbejde.urls")),
]
