"""Loans after the decision."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("loans", "0001_loans_after_the_decision"),
    ]

    dependencies = [
        ("workflow_app", "0002_house"),
    ]

    operations = [
        migrations.CreateModel(
            name="Loan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="loan", to="workflow_app.case"
                    ),
                ),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="loans", to="workflow_app.party"
                    ),
                ),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="loans_lent", to="workflow_app.unit"
                    ),
                ),
                (
                    "guarantor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="loans_guaranteed",
                        to="workflow_app.unit",
                    ),
                ),
                ("lender", models.CharField(max_length=100, verbose_name="放款银行")),
                ("lender_code", models.CharField(max_length=18, verbose_name="银行统一社会信用代码")),
                ("receipt_number", models.CharField(max_length=40, verbose_name="借据编号")),
                ("principal", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="本金（元）")),
                ("rate", models.DecimalField(decimal_places=6, max_digits=8, verbose_name="年利率")),
                ("lpr", models.DecimalField(decimal_places=6, max_digits=8, verbose_name="签订合同时的LPR")),
                ("disbursed_on", models.DateField(verbose_name="放款日期")),
                ("due_on", models.DateField(verbose_name="到期日期")),
                ("extended_until", models.DateField(null=True, verbose_name="展期至")),
                ("subsidised", models.BooleanField(verbose_name="给予贴息")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("performing", "正常"),
                            ("extended", "展期"),
                            ("overdue", "逾期"),
                            ("settled", "结清"),
                            ("claimed", "已代偿"),
                            ("recovering", "追偿中"),
                            ("written_off", "已核销"),
                        ],
                        default="performing",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                ("behind_since", models.DateField(null=True, verbose_name="欠款起始日")),
                ("settled_on", models.DateField(null=True, verbose_name="结清日期")),
                ("claimed_on", models.DateField(null=True, verbose_name="代偿日期")),
                (
                    "compensated",
                    models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="代偿金额（元）"),
                ),
                ("written_off_on", models.DateField(null=True, verbose_name="核销日期")),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="loan", to="workflow_app.stream"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["bank", "state", "id"], name="loans_of_a_bank")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "performing",
                                    "extended",
                                    "overdue",
                                    "settled",
                                    "claimed",
                                    "recovering",
                                    "written_off",
                                ],
                            )
                        ),
                        name="loan_state_is_a_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("principal__gt", 0)), name="a_loan_lends_something"),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("disbursed_on"))),
                        name="a_loan_is_due_after_it_is_lent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extended_until__isnull", True),
                            ("extended_until__gt", models.F("due_on")),
                            _connector="OR",
                        ),
                        name="an_extension_moves_the_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "settled"), _negated=True),
                            ("settled_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_settled_loan_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "overdue"), _negated=True),
                            ("behind_since__isnull", False),
                            _connector="OR",
                        ),
                        name="an_overdue_loan_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("claimed", "recovering", "written_off")), _negated=True),
                            models.Q(("claimed_on__isnull", False), ("compensated__gt", 0)),
                            _connector="OR",
                        ),
                        name="what_the_fund_paid_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "written_off"), _negated=True),
                            ("written_off_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_loss_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="delays", to="loans.loan"
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(null=True, verbose_name="止")),
            ],
            options={
                "ordering": ["since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_delay_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)), fields=("loan",), name="one_delay_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="recoveries", to="loans.loan"
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="序号")),
                ("on", models.DateField(verbose_name="追回日期")),
                ("to_fund", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="归还担保基金（元）")),
                ("to_bank", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="归还银行（元）")),
                ("voucher", models.CharField(max_length=40, verbose_name="凭证号")),
                ("words", models.CharField(max_length=500, verbose_name="追偿情况")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "ordering": ["ordinal"],
                "constraints": [
                    models.UniqueConstraint(fields=("loan", "ordinal"), name="one_recovery_at_a_place"),
                    models.UniqueConstraint(fields=("loan", "voucher"), name="a_recovery_is_recorded_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_fund__gte", 0),
                            ("to_bank__gte", 0),
                            models.Q(("to_fund__gt", 0), ("to_bank__gt", 0), _connector="OR"),
                        ),
                        name="a_recovery_brings_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Repayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="repayments", to="loans.loan"
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="序号")),
                ("on", models.DateField(verbose_name="还款日期")),
                ("principal", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="本金（元）")),
                ("interest", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="利息（元）")),
                ("voucher", models.CharField(max_length=40, verbose_name="凭证号")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "ordering": ["ordinal"],
                "constraints": [
                    models.UniqueConstraint(fields=("loan", "ordinal"), name="one_repayment_at_a_place"),
                    models.UniqueConstraint(fields=("loan", "voucher"), name="a_voucher_is_recorded_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("principal__gte", 0),
                            ("interest__gte", 0),
                            models.Q(("principal__gt", 0), ("interest__gt", 0), _connector="OR"),
                        ),
                        name="a_repayment_pays_something",
                    ),
                ],
            },
        ),
    ]
