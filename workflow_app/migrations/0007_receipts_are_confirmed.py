"""What one person types of the Treasury's receipts waits for another, and moves no money before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0006_a_recovered_claim"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceiptEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.CharField(max_length=40, verbose_name="国库收款流水号")),
                ("paid_on", models.DateField(verbose_name="缴款日期")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="核对时间")),
                ("refusal", models.TextField(blank=True, verbose_name="退回原因")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="entries", to="workflow_app.recovery"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)), fields=["recovery"], name="entries_that_wait"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="an_entry_enters_something"),
                    models.UniqueConstraint(
                        condition=models.Q(("refusal", "")), fields=("serial",), name="a_receipt_is_entered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("refusal", "")),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_answered_entry_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("refusal", ""), _negated=True),
                            models.Q(("answered_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="entered_and_confirmed_by_two",
                    ),
                ],
            },
        ),
    ]
