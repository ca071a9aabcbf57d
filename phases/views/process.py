from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from phases.reading import read_newest_process


@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """The process as it is published: everybody who is signed in may read it."""
    return render(request, "phases/process.html", {"reading": read_newest_process()})
