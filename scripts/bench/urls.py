"""The product's addresses and a few more: the floor (session, user and base template), and pages from memory."""

from django.shortcuts import render
from django.urls import include, path

from scripts.bench import economy
from scripts.bench.large_matrix import from_memory


def floor(request):
    return render(request, "layouts/page.html", {"heading": "Gulv"})


urlpatterns = [
    path("gulv/", floor, name="floor"),
    path("noegler-fra-hukommelsen/", economy.from_memory, name="keys_from_memory"),
    path("fra-hukommelsen/", from_memory, name="from_memory"),
    path("", include("samarbejde.urls")),
]
