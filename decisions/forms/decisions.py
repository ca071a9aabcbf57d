"""Forms of questions, decisions and plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.exceptions import DomainError
from common.formats import short_date
from common.forms import DateField
from common.once import OnceForm
from decisions.checking import check_held, missing_remark, outcomes_of
from decisions.models import Decision, Question, Round
from decisions.services import Answer, Meeting
from decisions.standard_sets import StandardQuestion
from decisions.vocabulary import (
    ABOUT_A_VERSION,
    CALENDAR_BODIES,
    JOINT_BODIES,
    MUNICIPAL_BODIES,
    Body,
    Scope,
)

EMPTY = ("", _("Ikke behandlet"))
CHOOSE = ("", _("Vælg udfald"))


class StandardSetForm(OnceForm):
    """Which questions of the standard set are asked; all but the optional are ticked to begin with."""

    keys = forms.MultipleChoiceField(label=_("Beslutninger"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, questions: Iterable[tuple[StandardQuestion, str]], **kwargs):
        super().__init__(*args, **kwargs)
        questions = list(questions)
        self.fields["keys"].choices = [(each.key, title) for each, title in questions]
        self.fields["keys"].initial = [each.key for each, _title in questions if not each.optional]
        self.fields["keys"].error_messages["required"] = _("Vælg mindst én beslutning.")


class QuestionForm(OnceForm):
    """A question of one's own, or the rewording of one."""

    title = forms.CharField(label=_("Hvad skal besluttes?"), max_length=60, help_text=_("Fx: Fordelingsnøgle."))
    explanation = forms.CharField(
        label=_("Forklaring (valgfrit)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    scope = forms.ChoiceField(label=_("Hvem svarer?"), choices=Scope, widget=forms.RadioSelect, initial=Scope.EACH)
    binding = forms.TypedChoiceField(
        label=_("Er svaret bindende?"),
        choices=[("ja", _("Ja, det er en beslutning")), ("nej", _("Nej, det er en orientering"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        initial="ja",
    )
    bodies = forms.MultipleChoiceField(
        label=_("Hvem kan svare? (valgfrit)"),
        choices=[(each.value, each.label) for each in Body if each != Body.AUTHORITY],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Lad det stå tomt, hvis alle kan. Kræver loven kommunalbestyrelsen, gælder det altid."),
    )
    text = forms.ModelChoiceField(label=_("Tekst (valgfrit)"), queryset=None, required=False, empty_label=_("Ingen"))
    round = forms.ModelChoiceField(label=_("Runde (valgfrit)"), queryset=None, required=False, empty_label=_("Ingen"))
    requires = forms.ModelMultipleChoiceField(
        label=_("Hvad skal være besluttet først? (valgfrit)"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, collaboration: Collaboration, question: Question | None = None, **kwargs):
        if question:
            kwargs["initial"] = _written(question) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["text"].queryset = collaboration.texts.all()
        self.fields["round"].queryset = collaboration.rounds.all()
        others = collaboration.questions.all()
        self.fields["requires"].queryset = others.exclude(pk=question.pk) if question else others

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _written(question: Question) -> dict:
    return {
        "title": question.title,
        "explanation": question.explanation,
        "scope": question.scope,
        "binding": "ja" if question.binding else "nej",
        "bodies": question.bodies,
        "text": question.text_id,
        "round": question.round_id,
        "requires": list(question.requires.values_list("pk", flat=True)),
        "version": question.version,
    }


class RoundForm(forms.Form):
    """By when a round must have been answered."""

    deadline = DateField(label=_("Frist (valgfrit)"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, initial={"deadline": round.deadline, "version": round.version}, **kwargs)


class MeetingForm(OnceForm):
    """Where and when it was decided. `seen` is the newest entry that the page showed."""

    date = DateField(label=_("Mødedato"))
    body = forms.ChoiceField(label=_("Hvem besluttede?"))
    body_name = forms.CharField(
        label=_("Organets navn (valgfrit)"), max_length=80, required=False, help_text=_("Fx: Teknik- og Miljøudvalget.")
    )
    case_number = forms.CharField(
        label=_("Sagsnummer i kommunen (valgfrit)"),
        max_length=60,
        required=False,
        help_text=_("Kommunens eget nummer."),
    )
    link = forms.URLField(
        label=_("Link til referatet (valgfrit)"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Skriv en hel adresse, for eksempel https://www.odder.dk/referat.")},
    )
    dissent = forms.CharField(
        label=_("Mindretal (valgfrit)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hvem var imod, og hvorfor? Skriv parti eller liste, ikke navne."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, scope: str, bodies: Iterable[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        choices = {Scope.EACH: MUNICIPAL_BODIES, Scope.JOINT: JOINT_BODIES, Scope.AUTHORITY: (Body.AUTHORITY,)}[scope]
        self.fields["body"].choices = [(each.value, each.label) for each in choices]
        permitted = [each for each in choices if each in set(bodies)]
        self.fields["body"].initial = (permitted or choices)[0]
        if scope == Scope.AUTHORITY:
            self.fields["date"].label = _("Dato")
            self.fields["case_number"].label = _("Sagsnummer hos myndigheden (valgfrit)")
            self.fields["link"].label = _("Link til svaret (valgfrit)")
            self.fields["body"].widget = forms.HiddenInput()
            del self.fields["dissent"], self.fields["body_name"]

    def clean_date(self) -> dt.date:
        try:
            check_held(self.cleaned_data["date"])
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["date"]

    @property
    def meeting(self) -> Meeting:
        data = self.cleaned_data
        names = ("date", "body", "body_name", "case_number", "link", "dissent")
        return Meeting(**{name: data[name] for name in names if name in data})


class AnswerForm(forms.Form):
    """What the meeting said to one question. Without an outcome it was not taken up."""

    outcome = forms.ChoiceField(label=_("Udfald"), required=False)
    version = forms.ModelChoiceField(label=_("Version"), queryset=None, required=False, empty_label=_("Vælg version"))
    remark = forms.CharField(
        label=_("Forbehold, ændring eller begrundelse"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    item_number = forms.CharField(label=_("Punkt på dagsordenen (valgfrit)"), max_length=30, required=False)

    def __init__(self, *args, question: Question, must_answer: bool = False, **kwargs):
        self.question = question
        super().__init__(*args, prefix=f"q{question.pk}", **kwargs)
        outcomes = [(each.value, each.label) for each in outcomes_of(question)]
        self.fields["outcome"].choices = [CHOOSE if must_answer else EMPTY, *outcomes]
        self.fields["outcome"].required = must_answer
        if question.text_id is None:
            del self.fields["version"]
        else:
            versions = question.text.versions.order_by("-number")
            self.fields["version"].queryset = versions
            self.fields["version"].label_from_instance = lambda each: _("Version %(number)d") % {"number": each.number}
            self.initial.setdefault("version", versions.first())

    def clean(self) -> dict:
        """All that is missing is said at once, beside its field."""
        data = super().clean()
        outcome = data.get("outcome", "")
        if problem := missing_remark(outcome, data.get("remark", "")):
            self.add_error("remark", problem)
        if "version" in self.fields and outcome in ABOUT_A_VERSION and not data.get("version"):
            self.add_error("version", _("Vælg den version, der blev besluttet."))
        return data

    @property
    def is_answered(self) -> bool:
        return bool(self.cleaned_data.get("outcome"))

    @property
    def answer(self) -> Answer:
        data = self.cleaned_data
        about = data["outcome"] in ABOUT_A_VERSION
        return Answer(
            question=self.question,
            outcome=data["outcome"],
            version=data.get("version") if about else None,
            remark=data["remark"],
            item_number=data["item_number"],
        )


class CorrectionForm(OnceForm):
    """Why an entry is put right or taken back."""

    reason = forms.CharField(label=_("Hvorfor retter du det?"), max_length=300, help_text=_("Alle kan se det."))


class LiftForm(MeetingForm):
    """By which body, and when, a reservation was lifted."""

    remark = forms.CharField(
        label=_("Hvad blev der svaret på forbeholdet? (valgfrit)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PlanForm(OnceForm):
    """The meeting at which the questions are taken up. `off` is the button that takes them off that body's meeting."""

    body = forms.ChoiceField(label=_("Hvilket møde?"), choices=[(each.value, each.label) for each in CALENDAR_BODIES])
    date = DateField(label=_("Mødedato"), required=False)
    questions = forms.ModelMultipleChoiceField(
        label=_("Hvad skal behandles?"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    off = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, questions: Sequence[Question], meetings: Iterable[dt.date] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].initial = Body.COUNCIL
        if coming := ", ".join(short_date(each) for each in meetings):
            self.fields["date"].help_text = _("Kommunalbestyrelsens næste møder: %(dates)s.") % {"dates": coming}
        self.fields["questions"].queryset = Question.objects.filter(pk__in=[each.pk for each in questions])
        self.fields["questions"].error_messages["required"] = _("Vælg mindst én beslutning.")

    def clean(self) -> dict:
        data = super().clean()
        if data.get("off"):
            data["date"] = None
            self.errors.pop("date", None)
        elif not data.get("date") and "date" not in self.errors:
            self.add_error("date", _("Skriv, hvornår mødet er."))
        elif data.get("date") and data["date"] < timezone.localdate():
            self.add_error("date", _("Mødedatoen er passeret. Registrér, hvad der blev besluttet, eller ret datoen."))
        return data


class MatrixFilter(forms.Form):
    """What the address asks for. A value that nobody offers is left out, with a note."""

    SORTS = (("mangler", _("Flest mangler")), ("kommune", _("Kommune")), ("moede", _("Næste møde")))
    mangler = forms.BooleanField(label=_("Vis kun det, der mangler"), required=False)
    orden = forms.ChoiceField(label=_("Rækkefølge"), choices=SORTS, required=False)
    beslutning = forms.SlugField(label=_("Beslutning"), required=False)

    @property
    def sort(self) -> str:
        return self.cleaned_data.get("orden") or "mangler"

    @property
    def only_missing(self) -> bool:
        return bool(self.cleaned_data.get("mangler"))

    @property
    def shown(self) -> dict:
        """What `build_matrix` wants to know."""
        only = self.cleaned_data.get("beslutning", "")
        return {"sort": self.sort, "only_missing": self.only_missing, "only": only}


def meeting_of(decision: Decision) -> dict:
    """The values that a form about an entry begins with."""
    names = ("date", "body", "body_name", "case_number", "link", "dissent")
    return {name: getattr(decision, name) for name in names}


def answer_of(decision: Decision) -> dict:
    names = ("outcome", "version", "remark", "item_number")
    return {name: getattr(decision, name) for name in names}
