from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModelguideConfig(AppConfig):
    name = "modelguide"
    verbose_name = _("Modelguide")
