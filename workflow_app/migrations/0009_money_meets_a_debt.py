"""Money still to be paid may meet what is owed under a recovery; the Treasury's collecting account."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0008_papers_tell_their_sheet"),
    ]

    operations = [
        migrations.AddField(
            model_name="accountchange",
            name="towards",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="offsets",
                to="workflow_app.recovery",
            ),
        ),
        migrations.AddField(
            model_name="payeeaccount",
            name="towards",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.recovery"
            ),
        ),
        migrations.AddField(
            model_name="paymentline",
            name="towards",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="offset_lines",
                to="workflow_app.recovery",
            ),
        ),
        migrations.AddField(
            model_name="profilechoice",
            name="collecting_account",
            field=models.CharField(blank=True, max_length=34, verbose_name="汇缴账号"),
        ),
        migrations.AddField(
            model_name="profilechoice",
            name="collecting_bank",
            field=models.CharField(blank=True, max_length=100, verbose_name="汇缴账户开户行"),
        ),
        migrations.AddField(
            model_name="profilechoice",
            name="collecting_payee",
            field=models.CharField(blank=True, max_length=100, verbose_name="汇缴账户户名"),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "confirmed"))),
                fields=("towards",),
                name="one_open_offset_towards_a_recovery",
            ),
        ),
        migrations.AddConstraint(
            model_name="profilechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("collecting_account", ""), ("collecting_bank", ""), ("collecting_payee", "")),
                    models.Q(
                        models.Q(("collecting_payee", ""), _negated=True),
                        models.Q(("collecting_account", ""), _negated=True),
                        models.Q(("collecting_bank", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_collecting_account_is_whole",
            ),
        ),
    ]
