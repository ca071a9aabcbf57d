"""Which mails somebody gets: chosen on two pages under the profile, and ended by a link in each mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from collaborations.models import Collaboration
from notifications import services
from notifications.forms import ChoicesForm
from notifications.tokens import user_of_link


def choices(request: HttpRequest) -> HttpResponse:
    """How often, for each topic, in all collaborations; and in which of them something else is chosen."""
    mine = request.user.mail_choices
    chosen = dict(mine.filter(collaboration=None).values_list("topic", "pace"))
    form = ChoicesForm(request.POST or None, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        services.choose(request.user, form.cleaned_data)
        messages.success(request, _("Dine valg er gemt."))
        return redirect("notifications:choices")
    excepted = set(mine.exclude(collaboration=None).values_list("collaboration", flat=True))
    own = Collaboration.objects.visible_to(request.user).involving(request.user)
    context = {
        "heading": _("Mails"),
        "trail": [(_("Din profil"), reverse("accounts:profile")), (_("Mails"), "")],
        "form": form,
        "collaborations": [(each, each.pk in excepted) for each in own.only("name", "slug")],
    }
    return render(request, "notifications/choices.html", context)


def choices_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Something else for one collaboration."""
    collaboration = get_object_or_404(Collaboration.objects.visible_to(request.user), slug=slug)
    chosen = dict(request.user.mail_choices.filter(collaboration=collaboration).values_list("topic", "pace"))
    form = ChoicesForm(request.POST if request.method == "POST" else None, chosen=chosen, may_follow=True)
    if request.method == "POST" and form.is_valid():
        services.choose(request.user, form.cleaned_data, collaboration)
        messages.success(request, _("Dine valg for %(name)s er gemt.") % {"name": collaboration.name})
        return redirect("notifications:choices")
    back, heading = reverse("notifications:choices"), _("Mails om %(name)s") % {"name": collaboration.name}
    context = {
        "heading": heading,
        "trail": [(_("Din profil"), reverse("accounts:profile")), (_("Mails"), back), (collaboration.name, "")],
        "form": form,
        "cancel_url": back,
        "submit": _("Gem valg"),
    }
    return render(request, "layouts/form.html", context)


@csrf_exempt  # RFC 8058: a mail program presses the button, and it has no cookie of ours. The link is signed.
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing: programs that look at links open them. The button ends all mails."""
    user = user_of_link(token)
    if user is None:
        return render(request, "notifications/unsubscribe_invalid.html", status=410)
    if request.method == "POST":
        services.unsubscribe(user)
    return render(request, "notifications/unsubscribe.html", {"done": request.method == "POST"})
