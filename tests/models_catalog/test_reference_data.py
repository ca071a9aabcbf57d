import datetime as dt
import re

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from models_catalog import reference_data
from models_catalog.models import CollaborationModel, Combination, LegalRule, OrganisationType

TABLES = (CollaborationModel, OrganisationType, Combination, LegalRule, LegalRule.organisation_types.through)
TEXT_FIELDS = ("name", "short_name", "purpose", "description", "note", "potential", "condition", "statement")
CHECKED = dt.date(2026, 11, 20)


@pytest.fixture
def loaded(db):
    reference_data.load()


def everything() -> list[list[tuple]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


def texts() -> list[str]:
    rows = [row for table in TABLES[:4] for row in table.objects.all()]
    return [getattr(row, field) for row in rows for field in TEXT_FIELDS if getattr(row, field, "")]


class TestTypesAndModels:
    def test_there_are_four_models_in_the_order_of_the_source(self, loaded):
        assert list(CollaborationModel.objects.values_list("key", "name")) == [
            ("implementation", "Implementeringssamarbejde"),
            ("purchasing", "Indkøbssamarbejde"),
            ("operation-support", "Drifts- og supportsamarbejde"),
            ("business-driven", "Forretningsdrevet udviklingssamarbejde"),
        ]

    def test_there_is_a_type_for_every_key_that_code_knows(self, loaded):
        assert list(OrganisationType.objects.values_list("key", "short_name")) == [
            ("section-60", "§\u00a060-fællesskab"),
            ("section-60a", "§\u00a060 a-fællesskab"),
            ("association", "Forening"),
            ("agreement", "Aftale"),
            ("company", "A/S"),
            ("other", "Andet"),
        ]
        assert set(OrganisationType.objects.values_list("key", flat=True)) == set(OrganisationType.Key.values)

    def test_section_60_is_also_called_by_its_everyday_name(self, loaded):
        section_60 = OrganisationType.objects.get(key="section-60")

        assert section_60.name == "§\u00a060-fællesskab (§\u00a060-selskab)"

    def test_only_municipalities_and_at_least_two_take_part_under_section_60_and_60a(self, loaded):
        restricted = OrganisationType.objects.filter(municipalities_only=True)

        assert list(restricted.values_list("key", "minimum_municipalities")) == [("section-60", 2), ("section-60a", 2)]

    def test_competence_is_transferred_under_section_60_and_not_stated_for_a_company(self, loaded):
        assert dict(OrganisationType.objects.values_list("key", "transfers_competence")) == {
            "section-60": True,
            "section-60a": True,
            "association": False,
            "agreement": False,
            "company": None,
            "other": None,
        }

    def test_an_agreement_says_that_it_is_no_form_in_law(self, loaded):
        assert "ikke en organisationsform" in OrganisationType.objects.get(key="agreement").note


class TestCombinations:
    def test_every_model_meets_every_type(self, loaded):
        assert Combination.objects.count() == 4 * 6

    def test_the_obvious_ones_are_the_four_of_the_source_and_section_60a_follows_section_60(self, loaded):
        obvious = Combination.objects.filter(fit=Combination.Fit.OBVIOUS)

        assert set(obvious.values_list("model__key", "organisation_type__key")) == {
            ("operation-support", "section-60"),
            ("operation-support", "section-60a"),
            ("implementation", "association"),
            ("purchasing", "association"),
            ("business-driven", "agreement"),
        }
        assert not obvious.filter(potential="").exists()

    def test_companies_and_other_forms_need_clarification(self, loaded):
        unclear = Combination.objects.filter(fit=Combination.Fit.CLARIFY)

        assert set(unclear.values_list("organisation_type__key", flat=True)) == {"company", "other"}
        assert unclear.count() == 8

    def test_operation_without_transferred_competence_has_a_condition(self, loaded):
        conditions = Combination.objects.filter(model__key="operation-support").exclude(condition="")

        assert set(conditions.values_list("organisation_type__key", flat=True)) == {"association", "agreement"}


class TestLegalRules:
    def test_every_rule_has_source_basis_and_date_of_last_check(self, loaded):
        for rule in LegalRule.objects.all():
            rule.clean_fields()
            assert rule.source_title
            assert rule.source_url.startswith("https://")
            assert rule.legal_basis
            assert rule.last_checked <= CHECKED

    def test_the_keys_that_requirements_name_are_there(self, loaded):
        assert set(LegalRule.objects.values_list("key", flat=True)) == {
            "adoption-by-councils",
            "authority-approval",
            "authority-orientation",
            "municipalities-only",
            "exit-and-dissolution-terms",
            "appropriation",
            "association-lawful-tasks",
            "form-can-be-section-60",
            "company-no-controlling-influence",
            "small-undertaking-limits",
        }

    def test_on_any_day_one_row_of_a_key_is_in_force_at_most(self, loaded):
        rules = list(LegalRule.objects.all())

        for day in {rule.valid_from for rule in rules} | {rule.valid_to for rule in rules if rule.valid_to}:
            keys = [rule.key for rule in rules if rule.is_valid(day)]
            assert len(keys) == len(set(keys))

    def test_statsforvaltningen_is_the_authority_of_nothing_after_march_2017(self, loaded):
        named = LegalRule.objects.filter(body="Statsforvaltningen")

        assert list(named.values_list("valid_to", "valid_from_known")) == [(dt.date(2017, 3, 31), False)]
        assert not LegalRule.objects.valid(CHECKED).filter(statement__contains="Statsforvaltningen").exists()

    def test_section_60a_is_informed_about_and_not_approved(self, loaded):
        orientation = LegalRule.objects.get(key="authority-orientation")

        assert orientation.body == "Ankestyrelsen"
        assert [t.key for t in orientation.organisation_types.all()] == ["section-60a"]
        assert "ikke godkende" in orientation.statement

    @pytest.mark.parametrize(
        ("key", "words"),
        [
            ("small-undertaking-limits", "Vejledende"),
            ("company-no-controlling-influence", "ikke gennemgået af en jurist"),
        ],
    )
    def test_what_is_weak_says_so(self, loaded, key, words):
        assert words in LegalRule.objects.get(key=key).statement


class TestLanguage:
    def test_a_section_sign_is_never_parted_from_its_number(self, loaded):
        assert not [text for text in texts() if "§ " in text]
        assert len([text for text in texts() if "§\u00a0" in text]) > 10

    def test_no_sentence_has_more_than_twenty_words(self, loaded):
        sentences = [s for text in texts() for s in re.split(r"(?<!nr)(?<!stk)(?<!kr)[.;:]\s", text)]

        assert [s for s in sentences if len(s.split()) > 20] == []

    @pytest.mark.parametrize("word", ["herunder", "ift.", "såfremt", "fremsende"])
    def test_words_of_officialese_are_not_used(self, loaded, word):
        assert [text for text in texts() if re.search(rf"\b{re.escape(word)}", text.lower())] == []


class TestLoad:
    def test_twice_gives_the_same_rows_as_once(self, loaded):
        before = everything()

        reference_data.load()

        assert everything() == before

    def test_takes_few_statements_and_no_more_when_rows_are_there(self, db):
        with CaptureQueriesContext(connection) as first:
            reference_data.load()
        with CaptureQueriesContext(connection) as second:
            reference_data.load()

        assert len(second) <= len(first) <= 20

    def test_puts_right_a_type_that_differs_from_the_file(self, loaded):
        OrganisationType.objects.filter(key="company").update(short_name="Firma")

        reference_data.load()

        assert OrganisationType.objects.get(key="company").short_name == "A/S"

    def test_keeps_a_rule_that_an_administrator_has_checked_since(self, loaded):
        rule = LegalRule.objects.get(key="authority-orientation")
        LegalRule.objects.filter(pk=rule.pk).update(statement="Ny tekst.", last_checked=dt.date(2027, 2, 1))
        rule.organisation_types.add(OrganisationType.objects.get(key="section-60"))

        reference_data.load()

        kept = LegalRule.objects.get(key="authority-orientation")
        assert (kept.statement, kept.last_checked) == ("Ny tekst.", dt.date(2027, 2, 1))
        assert kept.organisation_types.count() == 2

    def test_keeps_what_an_administrator_edited_on_the_day_of_the_file(self, loaded):
        LegalRule.objects.filter(key="authority-orientation").update(statement="Ny tekst.")

        reference_data.load()

        assert LegalRule.objects.get(key="authority-orientation").statement == "Ny tekst."

    def test_takes_a_rule_that_the_file_has_checked_since_with_its_types(self, loaded, tmp_path, monkeypatch):
        for file in reference_data.DATA.glob("*.yaml"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        rules = yaml.safe_load((tmp_path / "legal_rules.yaml").read_text(encoding="utf-8"))
        for rule in rules:
            if rule["key"] == "form-can-be-section-60":
                rule |= {"statement": "Ny tekst.", "types": ["agreement", "other"], "last_checked": dt.date(2027, 2, 1)}
        (tmp_path / "legal_rules.yaml").write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")
        monkeypatch.setattr(reference_data, "DATA", tmp_path)

        reference_data.load()

        taken = LegalRule.objects.get(key="form-can-be-section-60")
        assert taken.statement == "Ny tekst."
        assert [t.key for t in taken.organisation_types.all()] == ["agreement", "other"]
        assert LegalRule.objects.count() == 14

    def test_every_row_is_what_its_model_asks_for(self, loaded):
        for table in TABLES[:4]:
            for row in table.objects.all():
                try:
                    row.clean_fields()
                except ValidationError as error:
                    pytest.fail(f"{row}: {error}")
