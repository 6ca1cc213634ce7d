"""Who objects gets a code under which they see how it stands, and a written answer."""

from secrets import token_hex
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def give_codes(apps: Any, schema_editor: Any) -> None:
    """Objections made before get a code too; nobody was told it, so it opens nothing."""
    objections = apps.get_model("workflow_app", "Objection").objects
    for pk in objections.values_list("pk", flat=True):
        objections.filter(pk=pk).update(code=token_hex(10).upper())


class Migration(migrations.Migration):
    dependencies = [("workflow_app", "0009_attempts_are_counted_together")]

    operations = [
        migrations.AddField(
            model_name="objection",
            name="code",
            field=models.CharField(max_length=20, null=True, unique=True, verbose_name="回执号"),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="objection",
            name="code",
            field=models.CharField(max_length=20, unique=True, verbose_name="回执号"),
        ),
        migrations.AddField(
            model_name="objection",
            name="paper",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="objection",
                to="workflow_app.issueddocument",
            ),
        ),
    ]
