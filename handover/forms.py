"""Choosing who takes over what, from when, and why."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.db.models.functions import Lower
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import EMAIL_LENGTH, User
from common.forms import DateField
from common.once import OnceForm
from handover.holdings import Holding, receivers_for
from handover.models import Handover
from handover.services import Decision, Order


class Step:
    """Which button was pressed."""

    CHECK, DO, BACK = "tjek", "overdrag", "ret"


class What:
    GIVE, END, KEEP = "overdrag", "afslut", "behold"


def _email(label) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})
    return forms.EmailField(label=label, max_length=EMAIL_LENGTH, required=False, widget=widget)


class HandoverForm(OnceForm):
    """One receiver for all, or another for some; what nobody takes over ends or stays."""

    receiver = _email(_("Hvem overtager? (e-mail)"))
    first_day = DateField(label=_("Modtagerens første dag"))
    last_day = DateField(label=_("Personens sidste dag"))
    reason = forms.CharField(
        label=_("Begrundelse"),
        max_length=Handover._meta.get_field("reason").max_length,
        help_text=_("Modtageren kan læse den, og den bliver stående i historikken."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv, hvorfor rollerne overdrages.")},
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    step = forms.CharField(max_length=10, required=False)

    def __init__(self, *args, holdings: Sequence[Holding], leaver: User, viewer: User, **kwargs):
        self.holdings, self.leaver, self.viewer = holdings, leaver, viewer
        today = timezone.localdate()
        # Who knows the same keys has seen the same roles.
        keys = "|".join(sorted(f"{each.key}:{each.text}:{each.hindrance}" for each in holdings))
        self.digest = hashlib.sha256(keys.encode()).hexdigest()
        super().__init__(*args, initial={"first_day": today, "last_day": today, "seen": self.digest}, **kwargs)
        self.fields["receiver"].help_text = _("Personen skal have en konto. Du kan vælge en anden for hver rolle.")
        for each in holdings:
            self._add_fields_of(each)

    def _add_fields_of(self, holding: Holding) -> None:
        """What nobody can take over is asked about too, so that it does not end or stay unseen."""
        choices = [(What.GIVE, _("Overdrag")), (What.END, _("Afslut uden modtager")), (What.KEEP, _("Behold"))]
        choices = choices[1:] if holding.hindrance else choices
        self.fields[f"what_{holding.key}"] = forms.ChoiceField(
            label=_("Hvad sker der?"), choices=choices, initial=choices[0][0], help_text=holding.hindrance
        )
        if not holding.hindrance:
            self.fields[f"to_{holding.key}"] = _email(_("Anden modtager (e-mail, valgfrit)"))

    @property
    def rows(self) -> Iterator[tuple[Holding, BoundField, BoundField | None]]:
        for each in self.holdings:
            to = f"to_{each.key}"
            yield each, self[f"what_{each.key}"], self[to] if to in self.fields else None

    @property
    def differs(self) -> bool:
        """Was something else chosen for one of them, or is something in the way there? Then it is shown unfolded."""
        return any(
            what.value() != what.initial or what.errors or (to and (to.value() or to.errors))
            for _holding, what, to in self.rows
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("seen") != self.digest:
            # The roles as they are now stand on the page that comes back.
            self.data = self.data.copy()
            self.data["seen"] = self.digest
            raise forms.ValidationError(gettext("Rollerne er ændret, siden du åbnede siden. Se dem igennem igen."))
        self.decisions = self._decisions(cleaned)
        return cleaned

    def clean_last_day(self) -> dt.date:
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data["last_day"]
        today = timezone.localdate()
        if last < today or (first and first < today):
            raise forms.ValidationError(gettext("Vælg datoer fra i dag og frem."))
        if first and first > last + dt.timedelta(days=1):
            raise forms.ValidationError(gettext("Modtageren skal begynde senest dagen efter den sidste dag."))
        return last

    def _decisions(self, cleaned: Mapping) -> dict[str, Decision]:
        """A decision for each thing. What names nobody we know stands as an error at its field."""
        chosen = {
            each.key: cleaned.get(f"to_{each.key}") or cleaned.get("receiver") or ""
            for each in self.holdings
            if cleaned.get(f"what_{each.key}") == What.GIVE
        }
        known = self._people(set(chosen.values()) - {""})
        found: dict[str, Decision] = {}
        for each in self.holdings:
            email = chosen.get(each.key)
            if email is None:
                found[each.key] = Decision(keep=cleaned.get(f"what_{each.key}") == What.KEEP)
            elif person := known.get(email.lower()):
                found[each.key] = Decision(person)
            else:
                self._complain(each, email, own=bool(cleaned.get(f"to_{each.key}")))
        return found

    def _people(self, emails: set[str]) -> dict[str, User]:
        if not emails:
            return {}
        wanted = {email.lower() for email in emails}
        people = receivers_for(self.viewer).annotate(address=Lower("email")).filter(address__in=wanted)
        return {each.address: each for each in people}

    def _complain(self, holding: Holding, email: str, *, own: bool) -> None:
        field = f"to_{holding.key}" if own else "receiver"
        if field in self.errors:
            return
        text = gettext("Skriv e-mailen på den, der overtager.")
        if email and self.viewer.is_administrator:
            text = gettext("Ingen bruger har e-mailen %(email)s. Invitér personen først.")
        elif email:
            text = gettext("Ingen med e-mailen %(email)s er med i dine samarbejder. Invitér personen først.")
        self.add_error(field, text % {"email": email})

    def order(self) -> Order:
        """What was chosen, of a valid form."""
        days = {name: self.cleaned_data[name] for name in ("first_day", "last_day", "reason")}
        return Order(leaver=self.leaver, actor=self.viewer, decisions=self.decisions, **days)

    def add_conflicts(self, problems: Mapping[str, str]) -> None:
        """Each at the thing that it is about."""
        texts = {each.key: each.text for each in self.holdings}
        for key, text in problems.items():
            to = f"to_{key}"
            self.add_error(to if to in self.fields else f"what_{key}", f"{texts[key]}: {text}")

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Everything that was typed, for the page that asks once more."""
        return [(name, self.data.get(name, "")) for name in self.fields if name != "step"]
