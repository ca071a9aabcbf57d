"""The product's addresses and one more: the floor, a page with nothing but session, user and base template."""

from django.shortcuts import render
from django.urls import include, path


def floor(request):
    return render(request, "layouts/page.html", {"heading": "Gulv"})


urlpatterns = [path("gulv/", floor, name="floor"), path("", include("samarbejde.urls"))]
