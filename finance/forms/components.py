"""A part of a key: first its kind, then only the fields that the kind needs."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.conflicts import seen
from collaborations.models import Collaboration
from common.forms import DateField
from common.once import OnceForm
from finance.forms.fields import AmountField
from finance.lines import LARGEST
from finance.models import KeyComponent
from finance.parts import HUNDRED, percent_sentence
from finance.vocabulary import ComponentKind, Weight
from municipalities.models import Municipality

# What each kind is, for the page on which it is chosen.
KINDS = {
    ComponentKind.SHARED: _("Et beløb eller en del af det deles i lige dele, efter indbyggere eller en opgørelse."),
    ComponentKind.PERCENTAGES: _("I har aftalt, hvor mange procent hver kommune betaler."),
    ComponentKind.TARIFF: _("En pris pr. indbygger, årsværk, pc eller måltid."),
    ComponentKind.FEE: _(
        "Det samme beløb fra alle hvert halvår. Den, der kommer med efter 1. juli, betaler ét halvår."
    ),
    ComponentKind.START_CAPITAL: _("Et beløb, som hver kommune betaler én gang, når den kommer med."),
    ComponentKind.HOURS: _("Kommunernes timer får en pris, og kun forskellen betales."),
    ComponentKind.AGREED: _("I har aftalt et beløb i kroner med hver kommune."),
    ComponentKind.NOTHING: _("Opgaver byttes, eller hver betaler sin egen indsats."),
}
BOUNDS = ("minimum", "maximum")
COUNTED = ("by", "population_on")
FIELDS = {
    ComponentKind.SHARED: ("amount", "part", *COUNTED, *BOUNDS),
    ComponentKind.PERCENTAGES: ("amount", "part", "input"),
    ComponentKind.TARIFF: ("amount", *COUNTED, "step", *BOUNDS),
    ComponentKind.FEE: ("amount",),
    ComponentKind.START_CAPITAL: ("amount",),
    ComponentKind.HOURS: ("amount", "hours", *COUNTED),
    ComponentKind.AGREED: ("input",),
    ComponentKind.NOTHING: (),
}
ALWAYS = ("name", "only", "note")
LARGEST_STEP = 10**9
AMOUNTS = {
    ComponentKind.TARIFF: _("Pris i kroner pr. enhed (valgfrit)"),
    ComponentKind.FEE: _("Beløb i kroner pr. halvår (valgfrit)"),
    ComponentKind.START_CAPITAL: _("Beløb i kroner pr. kommune (valgfrit)"),
    ComponentKind.HOURS: _("Timepris i kroner (valgfrit)"),
}
INPUTS = {
    ComponentKind.PERCENTAGES: _("Opgørelse med procenterne (valgfrit)"),
    ComponentKind.AGREED: _("Opgørelse med beløbene (valgfrit)"),
}


# What is typed for each municipality where no opgørelse is at hand: in what unit, and the most of it.
FIGURES = {ComponentKind.PERCENTAGES: (_("procent"), 100), ComponentKind.AGREED: (_("kr."), LARGEST)}


class ComponentForm(OnceForm):
    """`version` is that of the key. What is left empty is not known yet, and the key says so."""

    name = forms.CharField(
        label=_("Hvad hedder delen?"),
        max_length=100,
        help_text=_("Fx: Drift eller Sekretariat."),
        error_messages={"required": _("Skriv, hvad delen hedder.")},
    )
    amount = AmountField(
        label=_("Beløb i kroner om året (valgfrit)"), decimals=2, min_value=0, max_value=LARGEST, required=False
    )
    part = AmountField(
        label=_("Eller procent af det beløb, nøglen deler (valgfrit)"),
        decimals=2,
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Skriv et beløb eller en procent. Nøglens procenter skal give 100."),
    )
    by = forms.ChoiceField(label=_("Deles efter"), required=False)
    input = forms.ModelChoiceField(label="", queryset=None, required=False, empty_label=_("Ikke oplyst"))
    hours = forms.ModelChoiceField(
        label=_("Opgørelse af timer (valgfrit)"), queryset=None, required=False, empty_label=_("Ikke oplyst")
    )
    population_on = DateField(
        label=_("Indbyggertal på en bestemt dato (valgfrit)"),
        required=False,
        help_text=_("Skriv dd.mm.åååå. Ellers bruger vi det nyeste, som alle kommuner har."),
    )
    step = AmountField(
        label=_("Pr. påbegyndt antal (valgfrit)"),
        decimals=2,
        min_value=1,
        max_value=LARGEST_STEP,
        required=False,
        help_text=_("Fx 20.000: så betaler en kommune med 24.310 indbyggere for to."),
    )
    # Whole kroner, as what is shared by them is: a bound in øre would be broken by rounding.
    minimum = AmountField(
        label=_("Mindst pr. kommune i kroner (valgfrit)"), min_value=0, max_value=LARGEST, required=False
    )
    maximum = AmountField(
        label=_("Højst pr. kommune i kroner (valgfrit)"), min_value=0, max_value=LARGEST, required=False
    )
    only = forms.ModelMultipleChoiceField(
        label=_("Kun disse betaler (valgfrit)"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sæt ingen kryds, hvis alle betaler."),
    )
    note = forms.CharField(label=_("Bemærkning (valgfrit)"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind: str, collaboration: Collaboration, part: KeyComponent | None = None, **kwargs):
        if part:
            kwargs["initial"] = _written(part)
        super().__init__(*args, **kwargs)
        self.kind, inputs = ComponentKind(kind), collaboration.key_inputs.all()
        kept = (*ALWAYS, *FIELDS[self.kind], "version", "seen", "form_token")
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]
        for name, label in (("amount", AMOUNTS.get(self.kind)), ("input", INPUTS.get(self.kind))):
            if name in self.fields and label:
                self.fields[name].label = label
        self.figured = _figured(collaboration, self.kind) if self.kind in FIGURES and part is None else []
        if self.figured:
            self._ask_for_figures()
        for name in ("input", "hours"):
            if name in self.fields:
                self.fields[name].queryset = inputs
        if "by" in self.fields:
            self.fields["by"].choices = self._choices(inputs)
        self.fields["only"].queryset = _payers(collaboration, part)
        if not self.is_bound:
            self.initial["seen"] = seen(self)

    def _ask_for_figures(self) -> None:
        """A field for each municipality, so that nobody has to make what is counted first."""
        unit, most = FIGURES[self.kind]
        self.fields["input"].help_text = _("Har I tallene i en opgørelse, så brug den. Ellers skriv dem her.")
        asked = {
            _figure(place): AmountField(
                label=_("%(name)s, %(unit)s (valgfrit)") % {"name": place.name, "unit": unit},
                decimals=2,
                min_value=0,
                max_value=most,
                required=False,
            )
            for place in self.figured
        }
        self.fields |= asked
        before, after = list(FIELDS[self.kind]), [name for name in ALWAYS if name != "name"]
        self.order_fields(["name", *before, *asked, *after])

    def _choices(self, inputs) -> list[tuple[str, str]]:
        equal = [] if self.kind == ComponentKind.TARIFF else [(Weight.EQUAL.value, Weight.EQUAL.label)]
        counted = [(f"{Weight.INPUT}-{each.pk}", each.name) for each in inputs]
        people = (Weight.POPULATION.value, Weight.POPULATION.label)
        return [("", _("Ikke aftalt endnu")), *equal, people, *counted]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("amount") is not None and cleaned.get("part") is not None:
            self.add_error("part", _("Skriv et beløb eller en procent, ikke begge dele."))
        least, most = cleaned.get("minimum"), cleaned.get("maximum")
        if least is not None and most is not None and least > most:
            self.add_error("maximum", _("Det mindste beløb kan ikke være større end det største."))
        self._check_figures(cleaned)
        return cleaned

    def _check_figures(self, cleaned: dict) -> None:
        """As on the page of an opgørelse: percentages of all who take part make a hundred."""
        given = self.figures
        if given and cleaned.get("input"):
            self.add_error("input", _("Brug en opgørelse, eller skriv tallene her, ikke begge dele."))
        whole = sum(given.values())
        if given and self.kind == ComponentKind.PERCENTAGES and len(given) == len(self.figured) and whole != HUNDRED:
            self.add_error(_figure(self.figured[0]), percent_sentence(whole, gettext("Procenterne")))

    @property
    def figures(self) -> dict[Municipality, Decimal]:
        """What was typed here; empty where nothing was."""
        read = {place: self.cleaned_data.get(_figure(place)) for place in self.figured}
        return {place: figure for place, figure in read.items() if figure is not None}

    @property
    def values(self) -> dict:
        """As the services take them."""
        found = {name: self.cleaned_data[name] for name in (*ALWAYS, *FIELDS[self.kind]) if name != "by"}
        if "by" in self.fields:
            weight, _dash, pk = self.cleaned_data["by"].partition("-")
            found |= {"weight": weight, "input_id": int(pk) if pk else None}
        return {"kind": self.kind.value, **found}


def _figured(collaboration: Collaboration, kind: ComponentKind) -> list[Municipality]:
    """Agreed percentages are of those who take part; amounts may be agreed with whoever may join."""
    if kind == ComponentKind.AGREED:
        return list(_payers(collaboration, None))
    here = collaboration.participations.filter(state="participant")
    return list(Municipality.objects.filter(pk__in=here.values("municipality")))


def _figure(place: Municipality) -> str:
    return f"tal{place.code}"


def _payers(collaboration: Collaboration, part: KeyComponent | None):
    """Those who take part or are asked to, and whoever the part names already."""
    active = collaboration.participations.filter(state__in=("participant", "interested", "invited"))
    places = Municipality.objects.filter(pk__in=active.values("municipality"))
    return (places | Municipality.objects.filter(pk__in=part.only.values("pk"))).distinct() if part else places


def _written(part: KeyComponent) -> dict:
    names = ("name", "amount", "part", "input", "hours", "population_on", "step", *BOUNDS, "note")
    by = f"{Weight.INPUT}-{part.input_id}" if part.weight == Weight.INPUT and part.input_id else part.weight
    only = [each.pk for each in part.only.all()]
    found = {name: getattr(part, name) for name in names} | {"by": by, "only": only, "version": part.key.version}
    return found | {name: getattr(part, f"{name}_id") for name in ("input", "hours")}
