"""A rule of law changes by a new row, and its history says who, when and why."""

import datetime as dt

import pytest
import yaml

from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from models_catalog import reference_data
from models_catalog.models import LegalRule, LegalRuleChange, OrganisationType
from models_catalog.services import check_rule, end_rule, publish_rule
from tests import factories
from tests.kept import put_catalogue

START = dt.date(2027, 1, 1)


@pytest.fixture
def actor(db):
    put_catalogue()
    return factories.make_user(name="Administrator")


@pytest.fixture
def rule(actor):
    return LegalRule.objects.get(key="appropriation")


def publish(rule, actor, **values):
    given = {
        "follows": rule,
        "key": rule.key,
        "organisation_types": list(rule.organisation_types.all()),
        "valid_from": START,
        "reason": "Loven er ændret.",
        "body": rule.body,
        "statement": "Ny tekst.",
        "legal_basis": rule.legal_basis,
        "source_title": rule.source_title,
        "source_url": rule.source_url,
    }
    return publish_rule(**given | values, actor=actor)


def history(rule) -> list:
    return list(rule.changes.order_by("pk").values_list("kind", "reason", "by__name"))


def test_a_new_wording_begins_when_the_old_one_has_ended(rule, actor):
    new = publish(rule, actor)
    rule.refresh_from_db()
    assert (rule.valid_to, new.valid_from) == (dt.date(2026, 12, 31), START)
    assert rule.statement != new.statement == "Ny tekst."
    assert set(new.organisation_types.all()) == set(rule.organisation_types.all())


def test_the_history_says_who_did_what_and_why(rule, actor):
    new = publish(rule, actor)
    assert history(rule) == [("loaded", "", None), ("ended", "Loven er ændret.", "Administrator")]
    assert history(new) == [("published", "Loven er ændret.", "Administrator")]
    assert new.changes.get().content["statement"] == "Ny tekst."


def test_history_is_never_rewritten(rule, actor):
    change = publish(rule, actor).changes.get()
    with pytest.raises(HistoryIsImmutable):
        change.save()
    with pytest.raises(HistoryIsImmutable):
        LegalRuleChange.objects.all().delete()


def test_what_a_stored_rule_says_is_never_rewritten(rule):
    rule.statement = "Noget andet."
    with pytest.raises(HistoryIsImmutable):
        rule.save()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": " "}, "hvorfor"),
        ({"valid_from": dt.date(1970, 1, 1)}, "efter"),
        ({"valid_to": dt.date(2026, 1, 1)}, "Slutdatoen"),
        ({"follows": None}, "gælder allerede"),
    ],
)
def test_what_can_not_hold_is_refused_in_words_and_nothing_is_changed(rule, actor, values, said):
    with pytest.raises(DomainError, match=said):
        publish(rule, actor, **values)
    assert LegalRule.objects.get(pk=rule.pk).valid_to is None
    assert LegalRule.objects.filter(key=rule.key).count() == 1


def test_another_form_may_have_a_rule_of_the_same_name_at_the_same_time(actor):
    rule = LegalRule.objects.filter(key="authority-approval").order_by("valid_from").last()
    company = OrganisationType.objects.get(key="company")
    made = publish(rule, actor, follows=None, organisation_types=[company])
    assert made.is_valid(START)


def test_a_rule_is_checked_again_by_somebody(rule, actor):
    check_rule(rule, note="Læst på elov.dk", actor=actor)
    rule.refresh_from_db()
    assert rule.last_checked == dt.date.today()  # noqa: DTZ011 the day of the machine is the day of the test
    assert history(rule)[-1] == ("checked", "Læst på elov.dk", "Administrator")


def test_a_rule_ends_once(rule, actor):
    end_rule(rule, on=START, reason="Ophævet.", actor=actor)
    with pytest.raises(DomainError, match="allerede en slutdato"):
        end_rule(rule, on=START, reason="Ophævet.", actor=actor)


def test_loading_leaves_every_wording_of_a_rule_that_was_edited_here(rule, actor, tmp_path, monkeypatch):
    """Also when the file has been checked since: it would take the end of the old row away."""
    publish(rule, actor)
    for file in reference_data.DATA.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rows = yaml.safe_load((tmp_path / "legal_rules.yaml").read_text(encoding="utf-8"))
    for row in rows:
        row["last_checked"] = dt.date(2030, 1, 1)
    (tmp_path / "legal_rules.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(reference_data, "DATA", tmp_path)

    reference_data.load()

    rule.refresh_from_db()
    assert rule.valid_to == dt.date(2026, 12, 31)
    other = LegalRule.objects.exclude(key=rule.key).first()
    assert other.last_checked == dt.date(2030, 1, 1)
    assert [kind for kind, _reason, _by in history(other)] == ["loaded", "loaded"]


def test_only_a_rule_that_follows_nothing_may_have_an_unknown_start(rule, actor):
    with pytest.raises(DomainError, match="Skriv, hvornår"):
        publish(rule, actor, valid_from=None)
    made = publish(rule, actor, follows=None, key="egen-regel", valid_from=None)
    assert (made.valid_from_known, made.valid_from) == (False, dt.date(1970, 1, 1))
