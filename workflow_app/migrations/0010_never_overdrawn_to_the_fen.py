"""SQLite reckons with a speck of dust: 0.10 and 0.20 are more than 0.30 there, so the check counts whole fen."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Round


class Migration(migrations.Migration):
    dependencies = [("workflow_app", "0009_money_meets_a_debt")]

    operations = [
        migrations.RemoveConstraint(model_name="appropriation", name="never_overdrawn"),
        migrations.AddConstraint(
            model_name="appropriation",
            constraint=models.CheckConstraint(
                condition=Q(
                    appropriated__gte=Round(
                        F("reserved") + F("posted") + F("frozen") + F("passed_on") + F("lapsed") + F("returned"),
                        precision=2,
                    )
                ),
                name="never_overdrawn",
            ),
        ),
    ]
