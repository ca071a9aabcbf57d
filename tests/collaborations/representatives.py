"""What the tests about representatives share: who is invited for a municipality, and how the pages are reached."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import MunicipalityRole
from collaborations.services import invite_for_municipality

CONTACT, READER, DIRECTOR = MunicipalityRole.Role.CONTACT, MunicipalityRole.Role.READER, MunicipalityRole.Role.DIRECTOR


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def invited(collaboration, municipality, actor, role=CONTACT, email="ny@example.org", **values):
    return invite_for_municipality(
        collaboration, municipality=municipality, email=email, role=role, actor=actor, **values
    )


def browser(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(name, collaboration, *args):
    return reverse(f"collaborations:{name}", args=[collaboration.slug, *args])


def texts(collaboration):
    return list(collaboration.activity.order_by("pk").values_list("text", flat=True))
