"""What the guide tells is plain JSON, frozen when it is kept."""

import datetime as dt
import json

from django.utils import timezone

from modelguide.comparison import COMPARED, comparison
from modelguide.reading import guide
from modelguide.told import changes_between, tell
from models_catalog.models import LegalRule, OrganisationType
from tests import factories
from tests.kept import put_cases

DAY = dt.date(2026, 11, 20)


def test_it_is_json_as_it_stands(catalogue):
    told = tell({"drift": "ja", "antal": 4, "form": "section-60"}, day=DAY)
    assert sorted(json.loads(json.dumps(told))) == sorted(told)
    answered = {row["key"]: row["answer"] for group in told["groups"] for row in group["rows"]}
    assert (answered["drift"], answered["antal"], answered["form"], answered["marked"]) == (
        "Ja", "4", "§\u00a060-fællesskab", "",
    )  # fmt: skip


def test_what_is_kept_says_the_same_when_everything_has_changed(keep):
    factories.make_case("IT-Forsyningen", slug="it-forsyningen")
    kept = keep(drift="ja")
    before = json.dumps(kept.told, sort_keys=True)
    OrganisationType.objects.update(leadership="Ingen")
    LegalRule.objects.update(body="Tilsynsrådet")
    kept.refresh_from_db()
    assert json.dumps(kept.told, sort_keys=True) == before
    assert "Ingen" in {each["leadership"] for each in tell({"drift": "ja"}, day=DAY)["comparison"]["forms"]}


def test_every_case_that_a_model_names_is_in_the_catalogue_and_says_what_the_law_says_since(catalogue):
    put_cases()
    told = tell(dict.fromkeys(("systemer", "marked", "drift", "fornyelse"), "ja"), day=DAY)
    assert [len(each["cases"]) for each in told["models"]] == [len(each.cases) for each in guide().details.values()]
    user_club = next(case for each in told["models"] for case in each["cases"] if case["slug"] == "brugerklubben-sbsys")
    assert "ulovlig" in user_club["essence"]


def test_changes_are_the_questions_that_were_answered_otherwise(catalogue):
    before = tell({"drift": "ja", "antal": 4}, day=DAY)
    after = tell({"drift": "nej", "antal": 4, "mandat": "ja"}, day=DAY)
    assert [(each.before, each.after) for each in changes_between(before, after)] == [("Ja", "Nej"), ("", "Ja")]
    assert changes_between(after, after) == []


def test_five_forms_are_compared_and_what_is_not_known_says_so(catalogue):
    shown = comparison(DAY, guide().approvals)
    assert len(shown.forms) == len(COMPARED) == 5
    company = next(each for each in shown.forms if each.name == "A/S")
    assert (company.competence, company.leadership, company.approval) == ("Ikke oplyst",) * 3
    assert [each.members for each in shown.forms][:2] == ["Kun kommuner, mindst 2"] * 2
    assert [each.competence for each in shown.forms][2] == "Nej"


def test_the_rules_are_those_in_force_on_the_day(catalogue):
    assert "Statsforvaltningen" in {each.body for each in comparison(dt.date(2016, 1, 1), guide().approvals).rules}
    today = comparison(timezone.localdate(), guide().approvals).rules
    assert "Statsforvaltningen" not in {each.body for each in today}
    assert all(each.basis and each.source and each.checked for each in today)


def test_a_rule_says_which_forms_it_holds_for(catalogue):
    by_basis = {each.statement[:20]: each.forms for each in comparison(DAY, guide().approvals).rules}
    assert "Alle former" in by_basis.values()
    assert "Forening og Aftale" in by_basis.values()


def test_every_source_of_what_was_asked_stands_once(catalogue):
    sources = tell({"drift": "ja"}, day=DAY)["sources"]
    assert len(sources) == len(set(sources)) > 5
