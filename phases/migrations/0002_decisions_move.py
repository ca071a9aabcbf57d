"""What requirements asked for (`RecordedFact`) becomes decisions and assessments, and the table goes.

A record that replaced another becomes its correction, one that took another back takes it back, so that what holds is
the same as before.
"""

from django.db import migrations

# What each fact was: the title of the question, who answers it, and the body that the requirement named.
QUESTIONS = {
    "principle-decision": ("Principbeslutning", "each", "council"),
    "statutes-adopted": ("Vedtægter eller aftale", "each", "council"),
    "appropriation": ("Bevilling", "each", "council"),
    "membership-decided": ("Medlemskab", "each", "other"),
    "agreement-accepted": ("Samarbejdsaftale", "each", "other"),
    "authority-approval": ("Myndigheden godkender", "authority", "authority"),
    "authority-orientation": ("Myndigheden orienteres", "authority", "authority"),
    "general-assembly": ("Stiftende generalforsamling", "joint", "assembly"),
    "company-founded": ("Selskabet er stiftet", "joint", "other"),
    "articles-and-shareholder-agreement": ("Underskrift", "joint", "other"),
}
# "No cost from the start" was a fact of its own; it is an answer to the question about the appropriation.
SAME_QUESTION = {"no-start-cost": "appropriation"}
OUTCOMES = {"no-start-cost": "not-relevant", "authority-approval": "approved", "authority-orientation": "informed"}
NOT_BINDING = ("authority-orientation",)
ASSESSMENTS = ("small-enough", "exit-terms", "not-section-60")


def move(apps, schema_editor):
    fact_model = apps.get_model("phases", "RecordedFact")
    newest = {}
    for fact in fact_model.objects.order_by("pk"):
        if fact.key in ASSESSMENTS:
            _assess(apps, fact)
        else:
            _decide(apps, fact, newest)


def _assess(apps, fact):
    apps.get_model("decisions", "Assessment").objects.create(
        collaboration_id=fact.collaboration_id,
        key=fact.key,
        date=fact.date,
        note=fact.note,
        source=fact.source,
        recorded_by_id=fact.recorded_by_id,
        recorded_at=fact.recorded_at,
    )


def _decide(apps, fact, newest):
    key = SAME_QUESTION.get(fact.key, fact.key)
    question = _question(apps, fact.collaboration_id, key)
    # "No cost" and an appropriation answer the same question, and each was taken back alone.
    where = (question.pk, fact.municipality_id, fact.key)
    before = newest.get(where)
    if fact.date is None and before is None:
        return  # took back what was not there
    outcome = OUTCOMES.get(fact.key, "adopted") if fact.date else "taken-back"
    remark = fact.note or ("Ingen udgift fra start" if outcome == "not-relevant" else "")
    body = QUESTIONS[key][2] if key in QUESTIONS else "other"
    row = apps.get_model("decisions", "Decision").objects.create(
        question=question,
        municipality_id=fact.municipality_id,
        outcome=outcome,
        date=fact.date,
        body=body if fact.date else "",
        remark=remark if fact.date else "",
        source=fact.source,
        corrects_id=before,
        correction_reason=(fact.note or "Rettet registrering") if before else "",
        recorded_by_id=fact.recorded_by_id,
        recorded_at=fact.recorded_at,
    )
    newest[where] = row.pk if fact.date else None


def _question(apps, collaboration, key):
    title, scope, body = QUESTIONS.get(key, (key.replace("-", " ").capitalize(), "each", "other"))
    made, _created = apps.get_model("decisions", "Question").objects.get_or_create(
        collaboration_id=collaboration,
        key=key,
        defaults={
            "title": title,
            "scope": scope,
            "binding": key not in NOT_BINDING,
            "bodies": [body] if body in ("council", "assembly") else [],
            "may_be_irrelevant": key == "appropriation",
            "position": list(QUESTIONS).index(key) if key in QUESTIONS else len(QUESTIONS),
        },
    )
    return made


class Migration(migrations.Migration):
    dependencies = [("phases", "0001_initial"), ("decisions", "0001_initial")]
    # The facts can not be made again from the decisions, which say more.
    operations = [migrations.RunPython(move), migrations.DeleteModel("RecordedFact")]
