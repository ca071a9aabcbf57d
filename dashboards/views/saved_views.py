from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dashboards import services
from dashboards.forms import SavedViewForm


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if form.is_valid():
        view = services.save_view(**form.cleaned_data, actor=request.user)
        said = _("Filteret “{name}” er gemt og delt.") if view.is_shared else _("Filteret “{name}” er gemt.")
        messages.success(request, said.format(name=view.name))
    else:
        messages.error(request, form.complaint)
    return redirect(f"{reverse('dashboards:portfolio')}?{form['query'].value() or ''}")


@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(request.user.saved_views, pk=pk)
    view.delete()
    messages.success(request, _("Filteret “{name}” er slettet.").format(name=view.name))
    return redirect("dashboards:portfolio")
