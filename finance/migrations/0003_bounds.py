"""What was only checked by forms is a rule of the database, and what is approved has its fingerprint."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("finance", "0002_frozen_cases")]

    operations = [
        migrations.RemoveConstraint(model_name="businesscase", name="finance_what_is_approved_is_frozen"),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(
                        ("approved_on__isnull", False),
                        ("snapshot__isnull", False),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="finance_what_is_approved_is_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(("year_count__gte", 1), ("year_count__lte", 15)), name="finance_case_of_some_years"
            ),
        ),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(("discount_rate__isnull", True), ("discount_rate__gte", 0), _connector="OR"),
                name="finance_rate_not_below_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseline",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__isnull", True), ("rate__gte", 0), _connector="OR"),
                name="finance_line_rate_not_below_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="caserisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__gte", 0), ("probability__gte", 0), ("probability__lte", 100)),
                name="finance_risk_within_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="keycomponent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                    models.Q(("minimum__isnull", True), ("minimum__gte", 0), _connector="OR"),
                    models.Q(("maximum__isnull", True), ("maximum__gte", 0), _connector="OR"),
                    models.Q(("step__isnull", True), ("step__gte", 1), _connector="OR"),
                ),
                name="finance_component_not_below_zero",
            ),
        ),
    ]
