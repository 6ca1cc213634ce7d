"""A claim of which all that was paid came back is recovered: a state of its own, in which it stands in nobody's way."""

from django.db import migrations, models

STATES = {
    "claimed": "申报",
    "struck_off": "核减",
    "dropped": "未获批准",
    "determined": "已核定",
    "paid": "已到账",
    "ended": "已终止",
    "recovered": "已追回",
}


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0005_papers_are_signed"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="claim", name="claim_state_is_a_state"),
        migrations.AlterField(
            model_name="claim",
            name="state",
            field=models.CharField(choices=list(STATES.items()), default="claimed", max_length=12, verbose_name="状态"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", list(STATES))), name="claim_state_is_a_state"
            ),
        ),
    ]
