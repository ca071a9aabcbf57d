"""The editor of a case: all of its document as one form, read together and saved together as a revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.document import CaseDocument
from cases.forms.fields import LinesField, ShortField, TextField
from cases.forms.rows import ROW_SETS, BaseRowSet, RowForm, begun
from cases.models import Topic
from cases.pages import Names
from cases.parts import LABELS, PARTS, part_of, with_parts
from cases.topic_work import by_name
from cases.typesetting import typeset
from cases.vocabulary import Kind, Organisation
from common.formats import UNKNOWN
from models_catalog.models import CollaborationModel
from municipalities.models import Municipality

# The page's cards, in the order of the document: key of the card, heading, paths of the parts in it.
SECTIONS = (
    (
        "kort-om",
        gettext_lazy("Titel og formål"),
        ("title", "essence", "summary", "aliases", "kind", "kind_note", "model"),
    ),
    (
        "form",
        gettext_lazy("Organisering"),
        ("model_note", "organisation", "organisation_note", "established", "established_note"),
    ),
    ("parter", gettext_lazy("Parter"), ("municipalities", "municipalities_note", "other_parties")),
    ("antal", gettext_lazy("Antal og indbyggere"), ("party_counts", "populations")),
    ("emner", gettext_lazy("Emner"), ("topics", "subjects")),
    ("baggrund-og-opgaver", gettext_lazy("Baggrund og opgaver"), ("background", "areas")),
    ("gevinst", gettext_lazy("Gevinster"), ("gains",)),
    (
        "styring",
        gettext_lazy("Styring"),
        ("governance.commitment", "governance.politics", "governance.plans", "governance.arrangements"),
    ),
    ("betaling", gettext_lazy("Finansiering"), ("financing.summary", "financing.keys")),
    ("laering", gettext_lazy("Erfaringer og råd"), ("preconditions", "challenges", "lessons", "advice")),
    ("tid", gettext_lazy("Forløb og udsigter"), ("timeline", "outlook")),
    ("maal", gettext_lazy("Tal"), ("figures",)),
    ("forbehold", gettext_lazy("Forbehold"), ("disagreements", "law_notes")),
    ("kildeliste", gettext_lazy("Kilder til casen"), ("sources",)),
)
UNIQUE_NAMES = tuple(path.replace(".", "_") for path in ROW_SETS)


def read_options() -> Names:
    """All that can be chosen, in three queries."""
    return Names(
        models=dict(CollaborationModel.objects.values_list("key", "name")),
        topics={topic.key: topic.name for topic in by_name(Topic.objects.only("key", "name"))},
        municipalities=dict(Municipality.objects.values_list("code", "name")),
    )


class PlainForm(forms.Form):
    """What a document has one of, and what the page says beside it: the revision that was read, and a button."""

    title = ShortField(required=True, max_length=200, error_messages={"required": gettext_lazy("Skriv en titel.")})
    essence = ShortField(
        help_text=gettext_lazy("Resultatet eller pointen. Højst 160 tegn, når casen udgives."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    summary = TextField(rows=5)
    aliases = LinesField(help_text=gettext_lazy("Ét navn på hver linje."))
    kind = forms.ChoiceField(choices=Kind.choices)
    kind_note = ShortField(max_length=1000)
    model = forms.ChoiceField(required=False)
    model_note = ShortField(max_length=1000)
    organisation = forms.ChoiceField(choices=Organisation.choices, required=False)
    organisation_note = ShortField(max_length=1000)
    established = ShortField(max_length=60, help_text=gettext_lazy("2013, 2013-08, 2013-07-01 eller ord."))
    established_note = ShortField(max_length=1000)
    municipalities = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    municipalities_note = ShortField(max_length=1000)
    other_parties = LinesField(help_text=gettext_lazy("Én part på hver linje."))
    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    subjects = LinesField(help_text=gettext_lazy("Ét ord eller udtryk på hver linje."))
    background = TextField(rows=6)
    areas = LinesField(help_text=gettext_lazy("Én opgave på hver linje."))
    governance_commitment = TextField()
    governance_politics = TextField()
    governance_plans = TextField()
    financing_summary = TextField(rows=4)
    outlook = TextField(rows=4)
    note = ShortField(
        label=gettext_lazy("Hvad har du ændret? (valgfrit)"),
        help_text=gettext_lazy("Det står i historikken. Skriv ikke navne."),
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    add = forms.ChoiceField(choices=[(name, name) for name in UNIQUE_NAMES], required=False)

    def __init__(self, *args, options: Names, document: CaseDocument, **kwargs):
        super().__init__(*args, **kwargs)
        for part in PARTS:
            if part.name in self.fields:
                self.fields[part.name].label = part.label
        models = options.models if document.model in ("", *options.models) else {**options.models, document.model: "?"}
        self.fields["model"].choices = [("", _("Ikke oplyst")), *models.items()]
        self.fields["topics"].choices = _all(options.topics, document.topics)
        self.fields["municipalities"].choices = _all(options.municipalities, document.municipalities)


def _all(named: dict[str, str], held: Iterable[str]) -> list[tuple[str, str]]:
    """Every choice, and what the document holds that has no name any more: saving loses nothing."""
    return [*named.items(), *((key, key) for key in held if key not in named)]


@dataclass(frozen=True)
class RowList:
    """A list of rows as the page shows it."""

    path: str
    rows: BaseRowSet
    button: str | Promise

    @property
    def name(self) -> str:
        return self.path.replace(".", "_")

    @property
    def label(self) -> str:
        return str(LABELS[self.path])

    @property
    def is_wrong(self) -> bool:
        return bool(self.rows.is_bound and (self.rows.non_form_errors() or any(form.errors for form in self.rows)))


@dataclass(frozen=True)
class Section:
    """`items` are fields and lists, in their order: each pair has one of the two.

    The page shows it folded, with what is filled in. It is open where something is wrong in it, where a row was added,
    and where the page begins.
    """

    key: str
    heading: str | Promise
    items: tuple[tuple[BoundField | None, RowList | None], ...]
    is_begun: bool = False

    @property
    def is_open(self) -> bool:
        return self.is_begun or any(field.errors if field is not None else rows.is_wrong for field, rows in self.items)

    @property
    def filled(self) -> str:
        """`4 af 7 felter udfyldt`, and how many rows each list has; one without rows is not told, and no 0.

        Of one field: whether it is.
        """
        fields = [field for field, _rows in self.items if field is not None]
        lists = [_rows(rows) for _field, rows in self.items if rows is not None]
        said = {"filled": sum(1 for field in fields if field.value()), "all": len(fields)}
        counts = [_("%(filled)d af %(all)d felter udfyldt") % said] if fields else []
        if len(fields) == 1:
            counts = [_("Udfyldt") if said["filled"] else _("Ikke udfyldt")]
        return " · ".join([*counts, *lists])


def _rows(found: RowList) -> str:
    """`Antal parter: 2 rækker`: the rows of a list are counted, and never taken for what stands in them."""
    count = len(found.rows.forms)
    said = ngettext("%(count)d række", "%(count)d rækker", count) % {"count": count} if count else UNKNOWN
    return f"{found.label}: {said}"


@dataclass(frozen=True)
class Wrong:
    where: str
    error: str
    field: BoundField | None = None


class CaseEditor:
    """The page's forms. Begun with `document`; bound where `data` was sent.

    With a button that adds a row the page is shown again with an empty row more, and everything as it was typed.
    """

    def __init__(self, document: CaseDocument, data: QueryDict | None = None, *, number: int = 0, options: Names):
        self.begun = document
        initial = {part.name: part_of(document, part.path) for part in PARTS if part.path not in ROW_SETS}
        self.plain = PlainForm(data, initial={**initial, "version": number}, options=options, document=document)
        added = self.added
        if added and data is not None:
            data = data.copy()
            count = data.get(f"{added}-TOTAL_FORMS", "0")
            data[f"{added}-TOTAL_FORMS"] = str(int(count) + 1) if count.isdecimal() and len(count) < 5 else "1"
        self.lists = {
            path: RowList(
                path,
                row_set(data, prefix=path.replace(".", "_"), initial=begun(part_of(document, path)), form_kwargs={}),
                button,
            )
            for path, (row_set, button) in ROW_SETS.items()
        }
        if added:
            self._focus_on_new_row(added)

    @property
    def added(self) -> str:
        """The list whose button was pressed."""
        self.plain.is_valid()
        return self.plain.cleaned_data.get("add", "") if self.plain.is_bound else ""

    def _focus_on_new_row(self, name: str) -> None:
        rows = next(each.rows for each in self.lists.values() if each.name == name)
        if rows.forms:
            first = next(iter(rows.forms[-1].fields.values()))
            first.widget.attrs["autofocus"] = True

    @property
    def sections(self) -> list[Section]:
        """The first is open while nothing else asks for attention."""
        added = self.added
        begun = next((key for key, _heading, paths in SECTIONS if added in _names(paths)), SECTIONS[0][0])
        return [
            Section(key, heading, tuple(self._item(path) for path in paths), is_begun=key == begun)
            for key, heading, paths in SECTIONS
        ]

    def _item(self, path: str) -> tuple[BoundField | None, RowList | None]:
        return (None, self.lists[path]) if path in self.lists else (self.plain[path.replace(".", "_")], None)

    def is_valid(self) -> bool:
        """Asks every part, so that all that is wrong is said at once."""
        return all([self.plain.is_valid(), *(each.rows.is_valid() for each in self.lists.values())])

    @property
    def number(self) -> int:
        """The revision that was read."""
        return self.plain.cleaned_data.get("version") or 0

    @property
    def note(self) -> str:
        return self.plain.cleaned_data["note"]

    @property
    def document(self) -> CaseDocument:
        """What was typed. Asked of an editor that is valid."""
        values = {}
        for part in PARTS:
            if part.path in self.lists:
                values[part.path] = tuple(row for _place, row in self.lists[part.path].rows.kept)
            else:
                value = self._chosen(part.name, part_of(self.begun, part.path))
                values[part.path] = tuple(typeset(list(value))) if isinstance(value, list | tuple) else typeset(value)
        return with_parts(self.begun, values)

    def _chosen(self, name: str, held: Any) -> Any:
        """What a field says. Of what can be ticked, what the document has keeps its order: the page has another."""
        value = self.plain.cleaned_data[name]
        if not isinstance(self.plain.fields[name], forms.MultipleChoiceField):
            return value
        return [*(each for each in held if each in value), *(each for each in value if each not in held)]

    @property
    def places(self) -> dict[str, list[int]]:
        """By list, where each row of the document stands on the page."""
        return {each.name: [place for place, _row in each.rows.kept] for each in self.lists.values()}

    @property
    def wrong(self) -> list[Wrong]:
        """Everything that is wrong on the page, in its order."""
        if not self.plain.is_bound:
            return []
        found = [Wrong(str(field.label), error, field) for field in self.plain for error in field.errors]
        for each in self.lists.values():
            found += [Wrong(each.label, str(error)) for error in each.rows.non_form_errors()]
            for place, form in enumerate(each.rows.forms, start=1):
                found += _wrong_in(form, _("%(list)s nr. %(place)d") % {"list": each.label, "place": place})
        return found


def _names(paths: Iterable[str]) -> list[str]:
    return [path.replace(".", "_") for path in paths]


def _wrong_in(form: RowForm, where: str) -> list[Wrong]:
    return [Wrong(f"{where}, {field.label}", error, field) for field in form for error in field.errors]
