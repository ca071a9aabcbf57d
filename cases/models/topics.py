"""What is being written of a topic, and what was done with it. The topic itself is what readers see."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.vocabulary import TopicAct
from common.models import AppendOnly


class TopicDraftQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """Editors and administrators."""
        return self if user.is_authenticated and (user.is_editor or user.is_administrator) else self.none()


class TopicDraft(models.Model):
    """A topic as somebody is writing it. It has the key of its topic, or the key that its topic will get."""

    key = models.SlugField(_("nøgle"), max_length=40, unique=True)
    name = models.CharField(_("navn"), max_length=80)
    words = models.JSONField(_("andre ord"), default=list, blank=True)
    guide = models.TextField(_("vejledning"), blank=True, max_length=2000)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TopicDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("kladde til et emne")
        verbose_name_plural = _("kladder til emner")
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.name


class TopicEvent(AppendOnly):
    """A topic as it was published, or that it was removed: who and when. It is known by its key, as it may be gone."""

    key = models.SlugField(_("nøgle"), max_length=40)
    act = models.CharField(_("handling"), max_length=9, choices=TopicAct)
    name = models.CharField(_("navn"), max_length=80)
    words = models.JSONField(_("andre ord"), default=list)
    guide = models.TextField(_("vejledning"), blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    class Meta:
        verbose_name = _("hændelse for et emne")
        verbose_name_plural = _("hændelser for emner")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.name}"
