"""The stems of a case are found by the index of the constraint (case, stem); one of `case` alone said the same again.

What remains is what the search reads: see the plans in `tests/cases/test_search_plans.py`.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_search_stems")]

    operations = [
        migrations.AlterField(
            model_name="searchstem",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="search_stems",
                to="cases.case",
            ),
        ),
    ]
