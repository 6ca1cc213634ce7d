"""Homes, waiting lists, leases and rent."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import workflow_app.models.sealed


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("housing", "0001_the_rooms_of_housing"),
        ("housing", "0002_a_quarter_may_be_billed_in_parts"),
        ("housing", "0003_a_choice_may_be_given_up"),
        ("housing", "0004_a_plan_may_be_withdrawn"),
    ]

    dependencies = [
        ("workflow_app", "0002_house"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllocationPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="allocation_plans",
                        to="workflow_app.unit",
                    ),
                ),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="方案编号")),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("interest_until", models.DateField(verbose_name="意向登记截止")),
                ("result_named", models.CharField(max_length=200, verbose_name="约定的公开结果")),
                ("result_due", models.DateTimeField(verbose_name="公开结果产生时间")),
                ("notice_days", models.PositiveSmallIntegerField(verbose_name="结果公示工作日")),
                ("notice_standing", models.CharField(max_length=10)),
                ("notice_until", models.DateField(null=True, verbose_name="结果公示截止")),
                ("called", models.PositiveIntegerField(default=0, verbose_name="已叫到的选房序号")),
                ("published_at", models.DateTimeField(verbose_name="公布时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.stream"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("published", "意向登记中"),
                            ("frozen", "名单已冻结"),
                            ("drawn", "已摇号"),
                            ("ended", "已结束"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="published",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["published", "frozen", "drawn", "ended", "withdrawn"])),
                        name="plan_state_is_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("drawn", "ended")), _negated=True),
                            ("notice_until__isnull", False),
                            _connector="OR",
                        ),
                        name="drawn_is_on_notice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Home",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="homes", to="workflow_app.unit"
                    ),
                ),
                ("address", models.CharField(max_length=120, verbose_name="地址")),
                ("layout", models.CharField(max_length=20, verbose_name="户型")),
                ("area", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="建筑面积（平方米）")),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="homes",
                        to="housing.allocationplan",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("vacant", "空置"),
                            ("offered", "已列入配租方案"),
                            ("chosen", "已选定"),
                            ("let", "已出租"),
                        ],
                        default="vacant",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "address"), name="one_home_at_an_address"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["vacant", "offered", "chosen", "let"])),
                        name="home_state_is_a_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("area__gt", 0)), name="a_home_has_room"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("offered", "chosen")), _negated=True),
                            ("plan__isnull", False),
                            _connector="OR",
                        ),
                        name="offered_in_a_plan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="waiting_entry",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="waiting_entries",
                        to="workflow_app.unit",
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="轮候号")),
                ("tier", models.PositiveSmallIntegerField(verbose_name="批次")),
                ("people", models.PositiveSmallIntegerField(verbose_name="人口")),
                ("entitled", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="保障面积（平方米）")),
                ("relief", models.CharField(max_length=20, verbose_name="减免类别")),
                ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                ("wait_until", models.DateField(verbose_name="轮候期满")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("waiting", "轮候中"), ("housed", "已配租"), ("left", "已退出")],
                        default="waiting",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "state", "tier", "registered_at"], name="waiting_list_of_a_unit")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "housed", "left"])), name="entry_state_is_a_state"
                    ),
                    models.CheckConstraint(condition=models.Q(("tier__gte", 1)), name="tiers_count_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="interests",
                        to="housing.allocationplan",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="interests",
                        to="housing.waitingentry",
                    ),
                ),
                ("stated_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recheck",
                    models.CharField(
                        choices=[("pending", "待复审"), ("passed", "复审通过"), ("failed", "复审未通过")],
                        default="pending",
                        max_length=8,
                        verbose_name="复审",
                    ),
                ),
                ("recheck_due", models.DateField(verbose_name="复审期限")),
                ("findings", workflow_app.models.sealed.SealedJson()),
                ("words", models.TextField(blank=True, verbose_name="复审意见")),
                (
                    "rechecked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("rechecked_at", models.DateTimeField(null=True, verbose_name="复审时间")),
                ("place", models.PositiveIntegerField(null=True, verbose_name="选房序号")),
                ("passed_on", models.BooleanField(default=False, verbose_name="放弃选房")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "entry"), name="one_interest_in_a_plan"),
                    models.UniqueConstraint(fields=("plan", "place"), name="one_household_at_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(("recheck__in", ["pending", "passed", "failed"])), name="recheck_is_a_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recheck", "failed"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="failed_recheck_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "interest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="choice", to="housing.interest"
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="choices", to="housing.home"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="choices",
                        to="housing.allocationplan",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="选房时间")),
                ("given_up_at", models.DateTimeField(null=True, verbose_name="取消选定时间")),
                ("given_up_why", models.TextField(blank=True, verbose_name="取消选定原因")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("given_up_at", None)),
                        fields=("plan", "home"),
                        name="a_home_is_chosen_once_in_a_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_up_at", None), models.Q(("given_up_why", ""), _negated=True), _connector="OR"
                        ),
                        name="a_choice_given_up_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="lot", to="housing.allocationplan"
                    ),
                ),
                ("list_text", models.TextField(verbose_name="冻结的名单")),
                ("list_sha256", models.CharField(max_length=64, verbose_name="名单摘要")),
                ("homes", models.PositiveIntegerField(verbose_name="房源数")),
                ("frozen_at", models.DateTimeField(verbose_name="冻结时间")),
                ("public_result", models.CharField(blank=True, max_length=200, verbose_name="公开结果")),
                ("seed", models.CharField(blank=True, max_length=64, verbose_name="种子")),
                ("result", models.JSONField(default=list, verbose_name="选房顺序")),
                ("drawn_at", models.DateTimeField(null=True, verbose_name="摇号时间")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn_at__isnull", True), models.Q(("seed", ""), _negated=True), _connector="OR"
                        ),
                        name="drawn_from_a_seed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="values", to="housing.allocationplan"
                    ),
                ),
                ("role", models.CharField(max_length=14, verbose_name="身份")),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("commitment", models.CharField(blank=True, max_length=64, verbose_name="摘要")),
                ("committed_at", models.DateTimeField(null=True, verbose_name="摘要公布时间")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="随机值")),
                ("revealed_at", models.DateTimeField(null=True, verbose_name="公开时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "role"), name="one_value_of_a_role"),
                    models.UniqueConstraint(fields=("plan", "keeper"), name="nobody_keeps_two_values"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ("notary", "inspector", "representative"))),
                        name="role_is_one_of_the_draw",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), models.Q(("commitment", ""), _negated=True), _connector="OR"),
                        name="revealed_after_its_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="tenancy", to="workflow_app.case"
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="tenancies", to="housing.home"
                    ),
                ),
                (
                    "choice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="tenancy", to="housing.choice"
                    ),
                ),
                ("area", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="建筑面积（平方米）")),
                ("entitled", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="保障面积（平方米）")),
                ("relief", models.CharField(max_length=20, verbose_name="减免类别")),
                ("starts_on", models.DateField(verbose_name="起租日")),
                ("ends_on", models.DateField(verbose_name="租期届满日")),
                ("signed_at", models.DateTimeField(verbose_name="签约时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("left_on", models.DateField(null=True, verbose_name="腾退日")),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.stream"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("in_force", "租赁中"), ("ended", "已腾退")],
                        default="in_force",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["in_force", "ended"])), name="tenancy_state_is_a_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="a_lease_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True), ("left_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="left_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True), ("left_on__isnull", False), _connector="OR"
                        ),
                        name="ended_has_its_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")), fields=("home",), name="one_tenancy_in_a_home"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RentBill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="bills", to="housing.tenancy"
                    ),
                ),
                ("quarter", models.CharField(max_length=6, verbose_name="季度")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(verbose_name="止")),
                ("due_on", models.DateField(verbose_name="缴款期限")),
                ("months", models.JSONField(verbose_name="逐月计算")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额（元）")),
                ("at", models.DateTimeField(verbose_name="出账时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tenancy", "since"), name="one_bill_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="a_bill_ends_after_it_begins"
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="a_bill_is_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RentPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="payments", to="housing.tenancy"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额（元）")),
                ("paid_on", models.DateField(verbose_name="缴款日期")),
                ("voucher", models.CharField(max_length=40, unique=True, verbose_name="非税缴款书号")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="a_payment_is_of_something")
                ],
            },
        ),
    ]
