"""The second scenario has a name of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("finance", "0003_bounds")]

    operations = [
        migrations.AddField(
            model_name="businesscase",
            name="scenario_name",
            field=models.CharField(blank=True, max_length=60, verbose_name="navn på det andet scenarie"),
        ),
    ]
