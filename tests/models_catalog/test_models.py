import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from models_catalog.models import CollaborationModel, Combination, LegalRule, OrganisationType
from tests.kept import put_catalogue

CHECKED = dt.date(2026, 11, 20)


@pytest.fixture
def loaded(db):
    put_catalogue()


def type_with(key: str) -> OrganisationType:
    return OrganisationType.objects.get(key=key)


def make_rule(**values) -> LegalRule:
    values = {
        "key": "a-rule",
        "body": "Ankestyrelsen",
        "statement": "Spørg først.",
        "legal_basis": "§ 1",
        "source_title": "Loven",
        "last_checked": CHECKED,
        "valid_from": dt.date(2020, 1, 1),
    } | values
    return LegalRule.objects.create(**values)


def in_force(key: str, day: dt.date, organisation_type: OrganisationType) -> LegalRule | None:
    """The one rule that the files give for that form on that day."""
    rules = LegalRule.objects.overlapping(key=key, valid_from=day, valid_to=day, types=[organisation_type])
    return rules.first()


class TestRuleInForce:
    @pytest.mark.parametrize(
        ("day", "authority"),
        [
            (dt.date(2013, 7, 1), "Statsforvaltningen"),
            (dt.date(2017, 3, 31), "Statsforvaltningen"),
            (dt.date(2017, 4, 1), "Ankestyrelsen"),
            (dt.date(2026, 11, 20), "Ankestyrelsen"),
        ],
    )
    def test_the_authority_that_approves_depends_on_the_day(self, loaded, day, authority):
        assert in_force("authority-approval", day, type_with("section-60")).body == authority

    @pytest.mark.parametrize("key", ["section-60a", "association", "agreement", "company", "other"])
    def test_no_authority_approves_any_other_form(self, loaded, key):
        assert in_force("authority-approval", CHECKED, type_with(key)) is None

    def test_there_are_no_rules_for_section_60a_before_it_began(self, loaded):
        section_60a = type_with("section-60a")
        before, first_day = dt.date(2018, 6, 30), dt.date(2018, 7, 1)
        keys = LegalRule.objects.filter(organisation_types=section_60a).values_list("key", flat=True).distinct()

        assert set(keys) == {
            "adoption-by-councils",
            "authority-orientation",
            "municipalities-only",
            "exit-and-dissolution-terms",
            "small-undertaking-limits",
        }
        for key in keys:
            assert in_force(key, before, section_60a) is None
            assert in_force(key, first_day, section_60a).valid_from == first_day

    @pytest.mark.parametrize("day", [dt.date(2013, 7, 1), dt.date(2018, 6, 30), dt.date(2018, 7, 1), CHECKED])
    @pytest.mark.parametrize("key", ["adoption-by-councils", "municipalities-only"])
    def test_section_60_has_the_same_rules_before_and_after(self, loaded, key, day):
        assert in_force(key, day, type_with("section-60")) is not None

    @pytest.mark.parametrize("key", OrganisationType.Key.values)
    def test_an_appropriation_is_needed_under_every_form(self, loaded, key):
        assert in_force("appropriation", CHECKED, type_with(key)).body == "Kommunalbestyrelsen"

    def test_no_two_rules_of_the_files_hold_for_one_form_at_once(self, loaded):
        for rule in LegalRule.objects.all():
            period = {"valid_from": rule.valid_from, "valid_to": rule.valid_to}
            others = LegalRule.objects.overlapping(key=rule.key, types=rule.organisation_types.all(), **period)
            assert list(others) == [rule]

    def test_both_ends_are_in_force(self, db):
        make_rule(valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2020, 12, 31))
        days = [dt.date(2019, 12, 31), dt.date(2020, 1, 1), dt.date(2020, 12, 31), dt.date(2021, 1, 1)]
        company = OrganisationType.objects.create(key="company", name="A/S", short_name="A/S", source="En kilde")

        assert [bool(in_force("a-rule", day, company)) for day in days] == [False, True, True, False]


class TestConstraints:
    def test_a_rule_stands_once_per_date(self, db):
        make_rule()

        with pytest.raises(IntegrityError, match=r"valid_from|rule_once_per_date"), transaction.atomic():
            make_rule(body="En anden")

    def test_a_rule_never_ends_before_it_begins(self, db):
        with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
            make_rule(valid_to=dt.date(2019, 12, 31))

    def test_a_rule_that_ends_before_it_begins_is_explained_in_danish(self, db):
        rule = make_rule()
        rule.valid_to = dt.date(2019, 12, 31)

        with pytest.raises(ValidationError, match="Slutdatoen kan ikke ligge før startdatoen"):
            rule.full_clean()

    def test_a_combination_stands_once(self, loaded):
        cell = Combination.objects.first()

        with pytest.raises(IntegrityError, match=r"model|combination_once"), transaction.atomic():
            Combination.objects.create(
                model=cell.model, organisation_type=cell.organisation_type, fit="clarify", source="En anden"
            )

    def test_a_type_has_its_key_alone(self, loaded):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationType.objects.create(key="company", name="A/S", short_name="A/S", source="En anden")

    def test_a_model_has_its_key_alone(self, loaded):
        with pytest.raises(IntegrityError), transaction.atomic():
            CollaborationModel.objects.create(key="purchasing", name="Indkøb", purpose="Køb", source="En anden")
