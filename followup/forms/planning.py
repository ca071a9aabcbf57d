"""To plan a follow-up, to write one down, and to name the first task."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.forms import FIRST_TASK, RoleField, first_task_fields
from collaborations.models import FirstTask
from common.formats import long_date
from common.forms import DateField, TextField
from followup.areas import Area
from followup.deadlines import MONTHS_BETWEEN_EVALUATIONS, latest_evaluation
from followup.forms.shared import SeenForm, held_date
from followup.models.planning import NEEDS_A_REASON
from followup.vocabulary import Light

NEXT_MISSING = _("Skriv, hvornår I følger op næste gang.")
# “Rød” alone would leave open what it means; the same words as for the status of a collaboration.
LIGHTS = (
    (Light.GREEN, _("Grøn: følger planen")),
    (Light.YELLOW, _("Gul: afviger, men kan rettes")),
    (Light.RED, _("Rød: kræver en ny beslutning")),
)


class FirstTaskForm(SeenForm):
    """Begins with the one that is named (`named`)."""

    def __init__(self, *args, named: FirstTask | None, **kwargs):
        standing = {name: getattr(named, name) for name in FIRST_TASK} | {"seen": named.pk} if named else {"seen": 0}
        super().__init__(*args, initial=standing, **kwargs)
        self.fields.update(first_task_fields(required=True))


class PlanForm(SeenForm):
    """When next, and who answers for it."""

    next_date = DateField(label=_("Næste dato"), error_messages={"required": NEXT_MISSING})
    responsible = RoleField()

    def __init__(self, *args, area: Area, **kwargs):
        super().__init__(*args, initial=_standing(area), **kwargs)
        self.area = area
        if area.is_evaluation:
            said = {"months": MONTHS_BETWEEN_EVALUATIONS}
            self.fields["next_date"].help_text = gettext("Skriv dd.mm.åååå. Højst %(months)d måneder frem.") % said

    def clean_next_date(self) -> dt.date:
        day = self.cleaned_data["next_date"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("Datoen er gået. Vælg en dag fra i dag."))
        if self.area.is_evaluation:
            check_soon_enough(day, timezone.localdate())
        return day


class FollowUpForm(SeenForm):
    """What was seen, how it goes, what is changed and why, and when next: the last for the last one that was held."""

    date = DateField(label=_("Hvornår fulgte I op?"), initial=timezone.localdate)
    observed = TextField(label=_("Hvad så I?"), max_length=2000, error_messages={"required": _("Skriv, hvad I så.")})
    light = forms.ChoiceField(
        label=_("Hvordan går det?"),
        choices=LIGHTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om det er grønt, gult eller rødt.")},
    )
    reason = forms.CharField(
        label=_("Begrundelse (valgfrit)"),
        max_length=140,
        required=False,
        help_text=_("Skal skrives, når lyset er gult eller rødt. Højst 140 tegn."),
    )
    adapted = TextField(label=_("Hvad retter I til? (valgfrit)"), max_length=1000, required=False, rows=2)
    why = TextField(
        label=_("Hvorfor retter I det til? (valgfrit)"),
        max_length=1000,
        required=False,
        rows=2,
        help_text=_("Skal skrives, når I retter noget til."),
    )
    next_date = DateField(label=_("Hvornår følger I op næste gang?"), error_messages={"required": NEXT_MISSING})
    responsible = RoleField()

    def __init__(self, *args, area: Area, **kwargs):
        standing = {name: value for name, value in _standing(area).items() if name != "next_date"}
        super().__init__(*args, initial=standing, **kwargs)
        self.area = area
        if area.is_evaluation:
            self.fields["date"].label = gettext("Hvornår evaluerede I?")
            self.fields["next_date"].label = gettext("Hvornår er næste evaluering?")
            said = {"months": MONTHS_BETWEEN_EVALUATIONS}
            self.fields["next_date"].help_text = gettext("Skriv dd.mm.åååå. Højst %(months)d måneder efter.") % said
        if area.last:
            self._ask_less(area.last.date)

    def _ask_less(self, day: dt.date) -> None:
        """Of one that is older than the last: the server asks for what is next once it knows the day."""
        for name in ("next_date", "responsible"):
            self.fields[name].required = False
        hint = gettext("Skal ikke skrives om en dag før %(date)s, hvor I sidst fulgte op.")
        if self.area.is_evaluation:
            hint = gettext("Skal ikke skrives om en dag før %(date)s, hvor I sidst evaluerede.")
        field = self.fields["next_date"]
        field.help_text = f"{field.help_text} {hint % {'date': long_date(day)}}"

    def clean_date(self) -> dt.date:
        return held_date(self.cleaned_data["date"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("light") in NEEDS_A_REASON and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv en begrundelse, når lyset er gult eller rødt."))
        if data.get("adapted") and not data.get("why") and "why" not in self.errors:
            self.add_error("why", gettext("Skriv, hvorfor I retter det til."))
        if data.get("date"):
            self._check_next(data["date"], data.get("next_date"))
        return data

    def _check_next(self, date: dt.date, next_date: dt.date | None) -> None:
        if self.area.last is None or date >= self.area.last.date:
            self._ask_for_what_is_next()
        if next_date is None:
            return
        try:
            if next_date <= date:
                raise forms.ValidationError(gettext("Den næste dato skal ligge efter den dag, I fulgte op."))
            if self.area.is_evaluation:
                check_soon_enough(next_date, date)
        except forms.ValidationError as error:
            self.add_error("next_date", error)

    def _ask_for_what_is_next(self) -> None:
        for name in ("next_date", "responsible"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])


def check_soon_enough(day: dt.date, after: dt.date) -> None:
    latest = latest_evaluation(after)
    if day > latest:
        said = {"months": MONTHS_BETWEEN_EVALUATIONS, "date": long_date(latest)}
        text = gettext("Der må højst gå %(months)d måneder mellem evalueringer. Vælg en dag til og med %(date)s.")
        raise forms.ValidationError(text % said)


def _standing(area: Area) -> dict:
    """What the form begins with: what is planned."""
    if area.plan is None:
        return {"seen": 0}
    return {"seen": area.seen, "next_date": area.plan.next_date, "responsible": area.plan.responsible}
