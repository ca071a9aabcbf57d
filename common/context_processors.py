"""Values that every page needs."""

from django.conf import settings


def site(request):
    return {"SUPPORT_EMAIL": settings.SUPPORT_EMAIL, "OPERATOR_NAME": settings.OPERATOR_NAME}
