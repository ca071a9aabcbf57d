"""The fingerprint of an approved case is kept beside it, worked out for those that were approved before."""

import hashlib
import json
import unicodedata

from django.db import migrations, models


def composed(value):
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {composed(name): composed(each) for name, each in value.items()}
    return [composed(each) for each in value] if isinstance(value, list) else value


def fill_in(apps, schema_editor):
    cases = apps.get_model("finance", "BusinessCase").objects.exclude(snapshot=None)
    for case in cases:
        written = json.dumps(composed(case.snapshot), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        case.sha256 = hashlib.sha256(written.encode()).hexdigest()
        case.save(update_fields=["sha256"])


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="businesscase",
            name="sha256",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="fingeraftryk"),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
