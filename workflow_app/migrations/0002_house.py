"""Every row of the house, as its models say."""

import django.db.models.deletion
import django.db.models.expressions
import django_fsm
from django.conf import settings
from django.db import migrations, models

import workflow_app.models.sealed


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("workflow_app", "0002_the_house"),
        ("workflow_app", "0003_internal_papers_and_reveals"),
        ("workflow_app", "0004_words_as_long_as_people_write"),
        ("workflow_app", "0005_findings_asked_again"),
        ("workflow_app", "0006_how_official_the_days_of_a_notice_are"),
        ("workflow_app", "0007_a_meeting_has_a_session"),
        ("workflow_app", "0008_requests_sent_back_and_their_papers"),
        ("workflow_app", "0009_attempts_are_counted_together"),
        ("workflow_app", "0010_objectors_get_an_answer"),
        ("workflow_app", "0011_pages_supplied_in_a_correction"),
        ("workflow_app", "0012_claims_cover_days_and_seats_ask"),
        ("workflow_app", "0013_what_was_granted_may_end"),
        ("workflow_app", "0014_a_notice_says_which_days_it_counts"),
        ("workflow_app", "0015_doubts_before_payment"),
        ("workflow_app", "0016_formulas_as_long_as_they_may_be"),
        ("workflow_app", "0017_acts_of_reviewers"),
        ("workflow_app", "0018_bank_profiles"),
        ("workflow_app", "0019_indicators_move"),
        ("workflow_app", "0020_told_by_unit"),
        ("workflow_app", "0021_money_comes_back"),
        ("workflow_app", "0022_acts_keep_a_name"),
        ("workflow_app", "0023_accounts_wait_for_a_second_person"),
        ("workflow_app", "0024_who_shares_an_account_or_a_phone"),
        ("workflow_app", "0025_limits_per_person"),
        ("workflow_app", "0026_orders_annulled"),
        ("workflow_app", "0027_paid_in_instalments"),
        ("workflow_app", "0028_the_treasury_chain"),
        ("workflow_app", "0029_audit_packages_are_made_by_a_job"),
    ]

    dependencies = [
        ("viewflow", "0015_task_scheduled"),
        ("workflow_app", "0001_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="phrases",
            field=models.JSONField(default=list, verbose_name="常用语"),
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "个人"), ("organisation", "单位")], max_length=12, verbose_name="类型"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                ("number", workflow_app.models.sealed.SealedText(verbose_name="证件号码")),
                ("number_index", models.CharField(max_length=64, unique=True)),
                ("region", models.CharField(max_length=6, verbose_name="所在地")),
            ],
        ),
        migrations.CreateModel(
            name="PublishedEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("ordinal", models.PositiveIntegerField(verbose_name="版次")),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "ordinal"), name="one_edition_of_an_item_by_number"),
                    models.UniqueConstraint(fields=("item", "sha256"), name="one_edition_of_a_text"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="对象")),
                ("length", models.PositiveIntegerField(default=0)),
                ("head", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="编码")),
                ("kind", models.CharField(max_length=32, verbose_name="职能")),
                (
                    "tier",
                    models.CharField(
                        choices=[("city", "市级"), ("county", "县级"), ("street", "街道（乡镇）")],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                ("region", models.CharField(max_length=9, verbose_name="行政区划代码")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="parts",
                        to="workflow_app.unit",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="地址")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "region"), name="one_unit_of_a_kind_in_a_region")
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="办件编号")),
                ("query_code", models.CharField(max_length=12, verbose_name="查询码")),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("procedure", models.CharField(max_length=40, verbose_name="流程")),
                ("route_version", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="cases", to="workflow_app.unit"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=9, verbose_name="所在地")),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="cases", to="workflow_app.party"
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.publishededition",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="children",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "process",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="case", to="viewflow.process"
                    ),
                ),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="case", to="workflow_app.stream"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("submitted", "已提交"),
                            ("awaiting_correction", "待补正"),
                            ("not_accepted", "不予受理"),
                            ("accepted", "审核中"),
                            ("deciding", "审定中"),
                            ("approved", "已核定"),
                            ("refused", "不予批准"),
                            ("closed", "已办结"),
                            ("withdrawn", "已撤回"),
                            ("deemed_withdrawn", "视为撤回"),
                            ("terminated", "已终止"),
                            ("revoked", "已撤销"),
                        ],
                        default="submitted",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=40, verbose_name="环节")),
                ("summary", models.CharField(blank=True, max_length=120, verbose_name="摘要")),
                ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="金额（元）")),
                ("open_points", models.PositiveIntegerField(default=0, verbose_name="待处理事项")),
                ("circumstances", models.CharField(blank=True, max_length=64)),
                ("filed_at", models.DateTimeField(verbose_name="提交时间")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="受理时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                ("archived_on", models.DateField(null=True, verbose_name="归档日期")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["applicant", "-id"], name="case_of_an_applicant"),
                    models.Index(fields=["unit", "item", "state", "-id"], name="case_of_a_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "submitted",
                                    "awaiting_correction",
                                    "not_accepted",
                                    "accepted",
                                    "deciding",
                                    "approved",
                                    "refused",
                                    "closed",
                                    "withdrawn",
                                    "deemed_withdrawn",
                                    "terminated",
                                    "revoked",
                                ],
                            )
                        ),
                        name="case_state_is_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("accepted", "deciding", "approved", "refused", "closed", "revoked")),
                                _negated=True,
                            ),
                            ("accepted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="accepted_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("approved", "refused", "closed", "revoked")), _negated=True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="decided_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("submitted", "awaiting_correction", "accepted", "deciding", "approved")),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="ended_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("accepted_at__gte", models.F("filed_at")), _connector="OR"
                        ),
                        name="accepted_after_filed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayeeAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="payee_accounts",
                        to="workflow_app.case",
                    ),
                ),
                ("payee", models.CharField(max_length=100, verbose_name="户名")),
                ("account", workflow_app.models.sealed.SealedText(verbose_name="账号")),
                ("account_index", models.CharField(max_length=64)),
                ("masked", models.CharField(max_length=30)),
                ("bank", models.CharField(max_length=100, verbose_name="开户行")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "indexes": [models.Index(fields=["account_index"], name="who_is_paid_to_an_account")],
            },
        ),
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="account_changes",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.payeeaccount"
                    ),
                ),
                (
                    "became",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="came_of",
                        to="workflow_app.payeeaccount",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待第二人确认"),
                            ("confirmed", "已确认，冷静期内"),
                            ("in_force", "已生效"),
                            ("refused", "不予更换"),
                            ("withdrawn", "申请人撤回"),
                            ("lapsed", "不再需要"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("payee", models.CharField(max_length=100, verbose_name="户名")),
                ("account", workflow_app.models.sealed.SealedText(verbose_name="账号")),
                ("account_index", models.CharField(max_length=64)),
                ("masked", models.CharField(max_length=30)),
                ("bank", models.CharField(max_length=100, verbose_name="开户行")),
                ("after_return", models.BooleanField(default=False, verbose_name="退汇后更正")),
                ("reason", models.TextField(blank=True, verbose_name="变更原因")),
                ("cools_until", models.DateField(verbose_name="冷静期至")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="了结时间")),
                ("words", models.TextField(blank=True, verbose_name="理由")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("asked", "confirmed"))),
                        fields=["cools_until"],
                        name="open_account_changes",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("asked", "confirmed"))),
                        fields=("case",),
                        name="one_open_account_change_of_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="an_account_is_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("confirmed", "in_force")), _negated=True),
                            models.Q(("confirmed_by__isnull", False), ("confirmed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_confirmed_account_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("state__in", ("asked", "confirmed")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("asked", "confirmed")), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_ended_account_change_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("became__isnull", False), ("state", "in_force")),
                            models.Q(models.Q(("state", "in_force"), _negated=True), ("became__isnull", True)),
                            _connector="OR",
                        ),
                        name="an_account_change_in_force_became_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("ended_by__isnull", False), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_refused_account_change_says_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="actions", to="workflow_app.stream"
                    ),
                ),
                ("ordinal", models.PositiveIntegerField()),
                ("verb", models.CharField(max_length=40, verbose_name="行为")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=50, verbose_name="姓名")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("body", models.JSONField(verbose_name="内容")),
                ("personal", models.CharField(blank=True, max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("stream", "ordinal"), name="one_link_at_a_place")],
            },
        ),
        migrations.CreateModel(
            name="Appropriation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="appropriations",
                        to="workflow_app.unit",
                    ),
                ),
                ("region", models.CharField(max_length=6)),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("indicator", models.CharField(max_length=40, unique=True, verbose_name="指标文号")),
                ("fund", models.CharField(max_length=60, verbose_name="资金名称")),
                ("tier", models.CharField(max_length=20, verbose_name="资金来源")),
                ("functional_class", models.CharField(max_length=20, verbose_name="功能分类")),
                ("government_class", models.CharField(max_length=20, verbose_name="政府经济分类")),
                ("department_class", models.CharField(max_length=20, verbose_name="部门经济分类")),
                ("direct", models.BooleanField(default=False, verbose_name="直达资金")),
                ("appropriated", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="指标金额")),
                ("reserved", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="已预留")),
                ("posted", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="已支付")),
                ("frozen", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="已冻结")),
                ("passed_on", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="已转出")),
                ("lapsed", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="已收回")),
                (
                    "returned",
                    models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="已缴回国库"),
                ),
                ("closed_on", models.DateField(null=True, verbose_name="年终关账")),
            ],
            options={
                "indexes": [models.Index(fields=["region", "item", "year"], name="indicators_of_an_item")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frozen__gte", 0),
                            ("lapsed__gte", 0),
                            ("passed_on__gte", 0),
                            ("posted__gte", 0),
                            ("reserved__gte", 0),
                            ("returned__gte", 0),
                        ),
                        name="counters_are_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "appropriated__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("reserved"), "+", models.F("posted")
                                                ),
                                                "+",
                                                models.F("frozen"),
                                            ),
                                            "+",
                                            models.F("passed_on"),
                                        ),
                                        "+",
                                        models.F("lapsed"),
                                    ),
                                    "+",
                                    models.F("returned"),
                                ),
                            )
                        ),
                        name="never_overdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="assessments", to="workflow_app.case"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.publishededition",
                    ),
                ),
                ("governing_on", models.DateField(verbose_name="适用日期")),
                ("facts_digest", models.CharField(max_length=64)),
                ("content", workflow_app.models.sealed.SealedJson()),
                ("verdict", models.CharField(max_length=12, verbose_name="结论")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
        migrations.CreateModel(
            name="Attempts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("who", models.CharField(max_length=64)),
                ("count", models.PositiveIntegerField(default=0)),
                ("until", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "who"), name="one_counter_of_attempts")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="notices", to="workflow_app.unit"
                    ),
                ),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="批次")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "公示中"), ("ended", "公示期满")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="公示起")),
                ("ends_on", models.DateField(verbose_name="公示止")),
                ("days", models.PositiveSmallIntegerField(verbose_name="天数")),
                ("days_kind", models.CharField(default="working", max_length=8, verbose_name="天数的算法")),
                ("days_standing", models.CharField(default="sample", max_length=10, verbose_name="天数的性质")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="notice", to="workflow_app.stream"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "item", "year", "ordinal"), name="one_batch_by_number"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("opened_on"))),
                        name="a_notice_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundsRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="funds_requests",
                        to="workflow_app.unit",
                    ),
                ),
                (
                    "finance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.unit"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="funds_requests",
                        to="workflow_app.notice",
                    ),
                ),
                (
                    "appropriation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="funds_requests",
                        to="workflow_app.appropriation",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "待财政审核"),
                            ("checked", "待国库审核"),
                            ("approved", "国库已审核"),
                            ("returned", "财政退回"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="笔数")),
                ("total", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="总额")),
                ("standing", models.CharField(blank=True, max_length=10, verbose_name="标准性质")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(null=True, verbose_name="审核时间")),
                ("words", models.TextField(blank=True, verbose_name="审核意见")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True, verbose_name="国库审核时间")),
                ("approval_words", models.TextField(blank=True, verbose_name="国库审核意见")),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("returned_at", models.DateTimeField(null=True, verbose_name="退回时间")),
                ("reason", models.TextField(blank=True, verbose_name="退回原因")),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="funds_request",
                        to="workflow_app.stream",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(
                                ("returned_by__isnull", False),
                                ("returned_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_returned_request_says_by_whom_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("approved_by__isnull", False), ("approved_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_approved_request_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("checked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="checked_and_approved_by_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="batches", to="workflow_app.unit"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="batches",
                        to="workflow_app.fundsrequest",
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="批次号")),
                ("profile", models.CharField(max_length=30, verbose_name="银行格式")),
                ("payer_account", models.CharField(blank=True, max_length=34, verbose_name="付款账号")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("drafted", "待放款"),
                            ("released", "已放款"),
                            ("written", "已送银行"),
                            ("settled", "已结清"),
                            ("discarded", "已作废"),
                        ],
                        default="drafted",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="笔数")),
                ("total", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="总额")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="编制时间")),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("released_at", models.DateTimeField(null=True, verbose_name="放款时间")),
                ("file_sha256", models.CharField(blank=True, max_length=64, verbose_name="文件指纹")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="结清时间")),
                (
                    "discarded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("discarded_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                ("reason", models.TextField(blank=True, verbose_name="作废原因")),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="batch", to="workflow_app.stream"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_by__isnull", True),
                            models.Q(("released_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="released_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("drafted", "discarded")),
                            models.Q(("released_by__isnull", False), ("released_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_released_batch_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "discarded"), _negated=True),
                            models.Q(
                                ("discarded_by__isnull", False),
                                ("discarded_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_discarded_batch_says_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("procedure", models.CharField(max_length=40, verbose_name="流程")),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workflow_app.party",
                    ),
                ),
                (
                    "correcting",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="correction_draft",
                        to="workflow_app.case",
                    ),
                ),
                ("answers", workflow_app.models.sealed.SealedJson(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("supplied", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(verbose_name="创建")),
                ("saved_at", models.DateTimeField(verbose_name="保存")),
            ],
            options={
                "indexes": [models.Index(fields=["account", "-saved_at"], name="drafts_of_an_account")],
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="desks", to="workflow_app.unit"
                    ),
                ),
                ("role", models.CharField(max_length=32, verbose_name="岗位")),
                ("title", models.CharField(max_length=40, verbose_name="岗位名称")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "role"), name="one_desk_of_a_role_at_a_unit")],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="rounds", to="workflow_app.case"
                    ),
                ),
                ("step", models.CharField(max_length=40, verbose_name="环节")),
                ("title", models.CharField(max_length=40, verbose_name="环节名称")),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="round", to="viewflow.task"
                    ),
                ),
                ("quorum", models.JSONField(null=True)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("open", "进行中"),
                            ("approved", "同意"),
                            ("refused", "不同意"),
                            ("returned", "退回"),
                            ("lapsed", "逾期"),
                            ("cancelled", "取消"),
                        ],
                        default="open",
                        max_length=50,
                        protected=True,
                        verbose_name="结果",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开始")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="结束")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "approved", "refused", "returned", "lapsed", "cancelled"])
                        ),
                        name="round_state_is_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "open"), ("closed_at__isnull", False), _connector="OR"),
                        name="closed_round_has_its_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case", "step"), name="one_open_round_at_a_step"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="seats", to="workflow_app.round"
                    ),
                ),
                ("place", models.CharField(max_length=20)),
                (
                    "desk",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="seats",
                        to="workflow_app.desk",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="席位")),
                ("waiting", models.BooleanField(default=False, verbose_name="待办")),
                ("due_on", models.DateField(null=True, verbose_name="期限")),
                ("asks", models.CharField(blank=True, max_length=40)),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="held_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("held_since", models.DateTimeField(null=True, verbose_name="签收时间")),
                (
                    "passed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True, verbose_name="撤席时间")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("waiting", True)), fields=["desk", "due_on", "id"], name="inbox_of_a_desk"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("round", "place"),
                        name="one_seat_at_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_since__isnull", True), ("holder__isnull", True)),
                            models.Q(("held_since__isnull", False), ("holder__isnull", False)),
                            _connector="OR",
                        ),
                        name="held_seat_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("removed_at__isnull", True), ("waiting", False), _connector="OR"),
                        name="a_removed_seat_waits_for_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="opinion", to="workflow_app.seat"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("stance", models.CharField(max_length=10, verbose_name="意见")),
                ("words", models.TextField(blank=True, verbose_name="意见内容")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("shown", models.JSONField(default=dict, verbose_name="所见材料")),
                ("answers", workflow_app.models.sealed.SealedJson(null=True)),
                (
                    "in_place_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("back_to", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="files",
                        to="workflow_app.draft",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="files",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="files",
                        to="workflow_app.opinion",
                    ),
                ),
                ("kind", models.CharField(max_length=8, verbose_name="类型")),
                ("name", models.CharField(max_length=120, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="字节")),
                ("pages", models.PositiveSmallIntegerField(default=1, verbose_name="页数")),
                ("at", models.DateTimeField(verbose_name="上传时间")),
            ],
        ),
        migrations.CreateModel(
            name="AuditPackage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="audit_packages",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "等待制作"),
                            ("making", "正在制作"),
                            ("ready", "可以下载"),
                            ("failed", "没有做成"),
                        ],
                        default="asked",
                        max_length=6,
                        verbose_name="状态",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("reason", workflow_app.models.sealed.SealedText(verbose_name="用途")),
                ("begun_at", models.DateTimeField(null=True, verbose_name="开始制作")),
                ("entries", models.PositiveIntegerField(default=0, verbose_name="已装入")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.storedfile",
                    ),
                ),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="没有做成的原因")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("asked", "making"))),
                        fields=("batch",),
                        name="one_audit_package_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(("file__isnull", False), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_ready_package_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(models.Q(("failure", ""), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_failed_package_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="returns",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.storedfile",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="bank_files",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="文件序号")),
                ("name", models.CharField(max_length=60, verbose_name="文件名")),
                ("first", models.PositiveIntegerField(verbose_name="首笔序号")),
                ("last", models.PositiveIntegerField(verbose_name="末笔序号")),
                ("count", models.PositiveIntegerField(verbose_name="笔数")),
                ("total", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="总额")),
                ("sha256", models.CharField(max_length=64, verbose_name="文件指纹")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="answered_files",
                        to="workflow_app.bankreturn",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="one_bank_file_by_number")],
            },
        ),
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="statements", to="workflow_app.unit"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.storedfile"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(verbose_name="止")),
                ("count", models.PositiveIntegerField(verbose_name="笔数")),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="导入时间")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "sha256"), name="a_statement_is_read_once")],
            },
        ),
        migrations.CreateModel(
            name="BulkSigning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("stance", models.CharField(max_length=10, verbose_name="意见")),
                ("words", models.TextField(blank=True, verbose_name="意见内容")),
                ("at", models.DateTimeField(verbose_name="提交时间")),
                ("stopped_at", models.DateTimeField(null=True, verbose_name="停止时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
            ],
        ),
        migrations.CreateModel(
            name="BulkLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "signing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="lines",
                        to="workflow_app.bulksigning",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.seat"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("", "等待"), ("done", "已签署"), ("refused", "未签署"), ("stopped", "已停止")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=300, verbose_name="说明")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("outcome", "")), fields=["signing", "id"], name="bulk_lines_to_do")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("signing", "seat"), name="a_seat_is_signed_once_in_a_bulk")
                ],
            },
        ),
        migrations.CreateModel(
            name="CarbonCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="copies", to="workflow_app.case"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="copied", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="附言")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="已阅时间")),
            ],
            options={
                "indexes": [models.Index(fields=["to", "-id"], name="copies_of_a_person")],
                "constraints": [models.UniqueConstraint(fields=("case", "to"), name="one_copy_of_a_case_for_a_person")],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="claims", to="workflow_app.case"
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="序号")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("key", models.CharField(max_length=60, verbose_name="标的")),
                ("certificate_index", models.CharField(blank=True, max_length=64)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("since", models.DateField(null=True, verbose_name="起")),
                ("until", models.DateField(null=True, verbose_name="止")),
                ("beneficiary_index", models.CharField(max_length=64)),
                ("beneficiary", workflow_app.models.sealed.SealedJson()),
                ("phone_index", models.CharField(blank=True, max_length=64)),
                ("masked", models.CharField(max_length=80, verbose_name="显示")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额（元）")),
                ("caption", models.CharField(blank=True, max_length=120, verbose_name="项目")),
                ("formula", models.CharField(max_length=500, verbose_name="算式")),
                ("standing", models.CharField(max_length=10, verbose_name="标准性质")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("claimed", "申报"),
                            ("struck_off", "核减"),
                            ("dropped", "未获批准"),
                            ("determined", "已核定"),
                            ("paid", "已到账"),
                            ("ended", "已终止"),
                        ],
                        default="claimed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="核减原因")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["beneficiary_index", "kind", "year"], name="claims_of_a_person"),
                    models.Index(
                        condition=models.Q(("phone_index", ""), _negated=True),
                        fields=["phone_index"],
                        name="claims_that_name_a_phone",
                    ),
                    models.Index(
                        condition=models.Q(("certificate_index", ""), _negated=True),
                        fields=["certificate_index"],
                        name="claims_on_a_certificate",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "ordinal"), name="one_claim_by_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["claimed", "struck_off", "dropped", "determined", "paid", "ended"])
                        ),
                        name="claim_state_is_a_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="claim_is_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="claim_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "struck_off"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="struck_off_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("determined", "paid"))),
                        fields=("kind", "beneficiary_index", "key"),
                        name="determined_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("determined", "paid")), models.Q(("certificate_index", ""), _negated=True)
                        ),
                        fields=("certificate_index",),
                        name="a_paper_is_used_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="commitments", to="workflow_app.case"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("duty", models.CharField(max_length=20, verbose_name="职责")),
                (
                    "desk",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "account", "duty"), name="one_duty_of_a_person_on_a_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="deadlines", to="workflow_app.case"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="deadlines",
                        to="workflow_app.round",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "受理期限"),
                            ("correction", "补正期限"),
                            ("seat", "环节期限"),
                            ("promised", "承诺期限"),
                            ("statutory", "法定期限"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("parameter", models.CharField(max_length=60, verbose_name="依据参数")),
                ("days", models.PositiveSmallIntegerField(verbose_name="工作日")),
                ("starts_on", models.DateField(verbose_name="起算日")),
                ("due_on", models.DateField(verbose_name="到期日")),
                ("estimated", models.BooleanField(default=False, verbose_name="推算")),
                (
                    "state",
                    models.CharField(
                        choices=[("armed", "进行中"), ("met", "按期"), ("expired", "逾期"), ("cancelled", "取消")],
                        default="armed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="了结时间")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "armed")), fields=["due_on", "id"], name="armed_deadlines"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("starts_on"))), name="due_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "armed"), ("settled_at__isnull", False), _connector="OR"),
                        name="settled_deadline_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="filings", to="workflow_app.case"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("answers", workflow_app.models.sealed.SealedJson()),
                ("digest", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="提交时间")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "ordinal"), name="one_filing_by_number")],
            },
        ),
        migrations.CreateModel(
            name="Defect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="defects", to="workflow_app.case"
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="defects", to="workflow_app.filing"
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("words", models.TextField(verbose_name="需补正内容")),
            ],
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="delegations", to="workflow_app.seat"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="delegated",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("words", models.TextField(verbose_name="委派事项")),
                ("at", models.DateTimeField(verbose_name="委派时间")),
                ("answer", models.TextField(blank=True, verbose_name="办理结果")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="交回时间")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["to", "id"],
                        name="open_delegations_of_a_person",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("seat",),
                        name="one_open_delegation_of_a_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("to")), _negated=True), name="nobody_delegates_to_themself"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("ended_at__isnull", False), _connector="OR"),
                        name="an_answer_ends_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="extensions", to="workflow_app.case"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="延长工作日")),
                ("words", models.TextField(verbose_name="理由")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("granted", models.BooleanField(null=True, verbose_name="批准")),
                ("answer", models.TextField(blank=True, verbose_name="审批意见")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("granted", False), _negated=True), ("granted__isnull", True), _connector="OR"
                        ),
                        fields=("case",),
                        name="a_case_is_extended_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("granted__isnull", True)
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("granted__isnull", False),
                                models.Q(("granted", False), ("decided_by__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="a_granted_extension_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="fact_corrections",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.filing"
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("field", models.CharField(max_length=40)),
                ("row", models.PositiveIntegerField(default=0, verbose_name="行")),
                ("before", workflow_app.models.sealed.SealedText(verbose_name="原填")),
                ("after", workflow_app.models.sealed.SealedText(verbose_name="更正为")),
                ("words", models.TextField(verbose_name="依据")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
        migrations.CreateModel(
            name="FormToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("act", models.CharField(max_length=60)),
                ("body", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="FundsMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enter", "登记指标"),
                            ("allot", "分配下达"),
                            ("transfer", "调剂"),
                            ("freeze", "冻结"),
                            ("thaw", "解冻"),
                            ("lapse", "年终收回"),
                            ("carry", "年终结转"),
                            ("recover", "追回"),
                        ],
                        max_length=10,
                        verbose_name="业务",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("words", models.TextField(blank=True, verbose_name="依据和原因")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="holdings", to="workflow_app.desk"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="holdings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "in_place_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_holding_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_place_of__isnull", True), ("until__isnull", False), _connector="OR"),
                        name="a_substitution_has_an_end",
                    ),
                    models.UniqueConstraint(fields=("desk", "account", "since"), name="one_holding_from_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年份")),
                ("document", models.CharField(max_length=80, verbose_name="文件")),
                ("number", models.CharField(max_length=40, verbose_name="文号")),
                ("issued_on", models.DateField(verbose_name="印发日期")),
                ("off", models.JSONField()),
                ("on", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="录入时间")),
            ],
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="instalments",
                        to="workflow_app.claim",
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="期次")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                ("due_on", models.DateField(verbose_name="起付日")),
                ("stopped_at", models.DateTimeField(null=True, verbose_name="停止支付时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "ordinal"), name="one_instalment_by_number"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="an_instalment_pays_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("family", models.CharField(max_length=12)),
                ("sheet", models.CharField(max_length=120)),
                ("internal", models.BooleanField(default=False, verbose_name="内部")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="papers", to="workflow_app.unit"
                    ),
                ),
                ("series", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("ordinal", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=60, verbose_name="文号")),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="papers",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="papers",
                        to="workflow_app.notice",
                    ),
                ),
                (
                    "funds_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="papers",
                        to="workflow_app.fundsrequest",
                    ),
                ),
                ("data", workflow_app.models.sealed.SealedJson()),
                ("data_digest", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField(verbose_name="出具时间")),
                ("token", models.CharField(max_length=24, unique=True, verbose_name="查验码")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("numbered", "待制作"),
                            ("stored", "已出具"),
                            ("parked", "制作失败"),
                            ("void", "已作废"),
                        ],
                        default="numbered",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.storedfile",
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="replaces",
                        to="workflow_app.issueddocument",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "id"], name="papers_of_a_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "series", "year", "ordinal"), name="one_paper_by_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "stored"), _negated=True),
                            models.Q(models.Q(("sha256", ""), _negated=True), ("file__isnull", False)),
                            _connector="OR",
                        ),
                        name="stored_paper_has_bytes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="meeting", to="workflow_app.round"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="会议日期")),
                ("place", models.CharField(max_length=60, verbose_name="地点")),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("words", models.TextField(verbose_name="讨论情况")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("present", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="NoticeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="lines", to="workflow_app.notice"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="notice_lines",
                        to="workflow_app.claim",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="序号")),
                ("shown", models.CharField(max_length=120, verbose_name="公示内容")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额（元）")),
                ("standing", models.CharField(max_length=10, verbose_name="标准性质")),
                (
                    "state",
                    models.CharField(
                        choices=[("shown", "公示中"), ("held", "异议核查中"), ("cleared", "无异议"), ("void", "撤下")],
                        default="shown",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "funds_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="lines",
                        to="workflow_app.fundsrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "ordinal"), name="one_notice_line_by_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "void"), _negated=True),
                        fields=("claim",),
                        name="one_live_notice_line_of_a_claim",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.unit"
                    ),
                ),
                ("series", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "series", "year"), name="one_counter_of_a_series_and_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="objections",
                        to="workflow_app.noticeline",
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="回执号")),
                ("name", workflow_app.models.sealed.SealedText(verbose_name="姓名")),
                ("contact", workflow_app.models.sealed.SealedText(verbose_name="联系方式")),
                ("words", models.TextField(verbose_name="异议内容")),
                ("at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "核查中"), ("upheld", "成立"), ("dismissed", "不成立")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="核查意见")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="objection",
                        to="workflow_app.issueddocument",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_by__isnull", False),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answered_objection_says_who_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job", models.CharField(max_length=40, verbose_name="任务")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("argument", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "待处理"), ("done", "完成"), ("parked", "搁置")],
                        default="new",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                ("not_before", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("lease", models.UUIDField(null=True)),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "new")), fields=["not_before", "id"], name="outbox_to_do")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="done_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="pauses", to="workflow_app.case"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("notice", "公示"),
                            ("review", "评审"),
                            ("site_check", "实地核查"),
                            ("objection", "异议处理"),
                            ("assistance", "协查"),
                            ("suspension", "中止"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(null=True, verbose_name="止")),
                ("words", models.TextField(blank=True, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("case", "reason"),
                        name="one_running_pause_of_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="a_pause_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="register_records",
                        to="workflow_app.case",
                    ),
                ),
                ("register", models.CharField(max_length=20, verbose_name="登记系统")),
                ("subject", workflow_app.models.sealed.SealedText()),
                ("subject_index", models.CharField(max_length=64)),
                ("authorised_by", models.CharField(max_length=60, verbose_name="授权依据")),
                ("filing", models.PositiveSmallIntegerField(verbose_name="依据的申报")),
                ("source", models.CharField(max_length=120, verbose_name="来源")),
                ("asked_at", models.DateTimeField(verbose_name="查询时间")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                ("content", workflow_app.models.sealed.SealedJson(null=True)),
                ("failure", models.CharField(blank=True, max_length=120, verbose_name="没有答复的原因")),
                ("key", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "register", "subject_index"], name="register_answers_of_a_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", False), models.Q(("failure", ""), _negated=True), _connector="OR"
                        ),
                        name="answered_or_says_why_not",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="doubts", to="workflow_app.claim"
                    ),
                ),
                ("findings", workflow_app.models.sealed.SealedJson()),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="workflow_app.registerrecord",
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="发现时间")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("pay", "仍应支付"), ("stop", "停止支付")],
                        max_length=4,
                        verbose_name="处理结果",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="理由")),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="处理时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("claim",),
                        name="one_open_doubt_of_a_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", ""),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("words", ""),
                            ),
                            models.Q(
                                ("outcome__in", ("pay", "stop")),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_settled_doubt_says_who_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="payment_limits",
                        to="workflow_app.unit",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="payment_limits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("role", models.CharField(max_length=32, verbose_name="岗位")),
                ("per_batch", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="每批限额")),
                ("per_day", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="每日限额")),
                ("standing", models.CharField(blank=True, max_length=10, verbose_name="性质")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "indexes": [models.Index(fields=["account", "unit", "role", "-id"], name="limits_of_a_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("per_batch__gte", 0), ("per_day__gte", models.F("per_batch"))),
                        name="a_day_holds_a_batch",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", True), models.Q(("by", models.F("account")), _negated=True), _connector="OR"
                        ),
                        name="nobody_sets_their_own_limit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by__isnull", False), ("standing", "sample"), _connector="OR"),
                        name="a_limit_nobody_set_is_a_sample",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="lines",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="payment_lines",
                        to="workflow_app.claim",
                    ),
                ),
                (
                    "instalment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="payment_lines",
                        to="workflow_app.instalment",
                    ),
                ),
                (
                    "reissue_of",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="reissued_as",
                        to="workflow_app.paymentline",
                    ),
                ),
                ("payee", models.CharField(max_length=100, verbose_name="户名")),
                ("account", workflow_app.models.sealed.SealedText(verbose_name="账号")),
                ("account_index", models.CharField(max_length=64)),
                ("bank", models.CharField(max_length=100, verbose_name="开户行")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "待放款"),
                            ("released", "在途"),
                            ("paid", "已到账"),
                            ("returned", "退汇"),
                            ("discarded", "作废"),
                        ],
                        default="drafted",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="退汇原因")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="回执时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "ordinal"), name="one_payment_line_by_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("instalment", None), ("state__in", ("drafted", "released", "paid"))),
                        fields=("claim",),
                        name="one_live_payment_line_of_a_claim",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("drafted", "released", "paid"))),
                        fields=("instalment",),
                        name="one_live_payment_line_of_an_instalment",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="a_payment_pays_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("paid", "returned")), _negated=True),
                            ("settled_at__isnull", False),
                            _connector="OR",
                        ),
                        name="settled_line_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appropriation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="postings",
                        to="workflow_app.appropriation",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="postings",
                        to="workflow_app.claim",
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="postings",
                        to="workflow_app.fundsmove",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("granted", "下达"),
                            ("available", "可用"),
                            ("reserved", "预留"),
                            ("paid", "支付"),
                            ("frozen", "冻结"),
                            ("passed_on", "转出"),
                            ("lapsed", "收回"),
                            ("returned", "缴回国库"),
                        ],
                        max_length=10,
                        verbose_name="自",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("granted", "下达"),
                            ("available", "可用"),
                            ("reserved", "预留"),
                            ("paid", "支付"),
                            ("frozen", "冻结"),
                            ("passed_on", "转出"),
                            ("lapsed", "收回"),
                            ("returned", "缴回国库"),
                        ],
                        max_length=10,
                        verbose_name="至",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["appropriation", "source", "target"], name="postings_of_an_indicator")
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="a_posting_moves_something"),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="a_posting_moves_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claim__isnull", False), ("move__isnull", False), _connector="OR"),
                        name="a_posting_says_what_for",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresentedReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="presented",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.storedfile"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("batch", "sha256"), name="a_return_is_presented_once")],
            },
        ),
        migrations.CreateModel(
            name="ProfileChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="profile_choices",
                        to="workflow_app.unit",
                    ),
                ),
                ("profile", models.CharField(max_length=30, verbose_name="银行格式")),
                ("payer_account", models.CharField(blank=True, max_length=34, verbose_name="付款账号")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.TextField(verbose_name="查明的事实")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("noticed_at", models.DateTimeField(verbose_name="告知时间")),
                ("heard_until", models.DateField(verbose_name="陈述申辩期限")),
                ("statement", models.TextField(blank=True, verbose_name="陈述申辩")),
                (
                    "stated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stated_at", models.DateTimeField(null=True, verbose_name="陈述时间")),
                ("words", models.TextField(blank=True, verbose_name="决定理由")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="recoveries", to="workflow_app.case"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("noticed", "已告知"),
                            ("heard", "已陈述申辩"),
                            ("ordered", "待缴回"),
                            ("demanded", "已催告"),
                            ("handed_over", "已申请强制执行"),
                            ("paid_back", "已缴清"),
                            ("dropped", "不予追回"),
                            ("annulled", "追回决定已撤回"),
                        ],
                        default="noticed",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="追回金额")),
                ("code", models.CharField(blank=True, max_length=24, verbose_name="缴款码")),
                ("pay_by", models.DateField(null=True, verbose_name="缴回期限")),
                (
                    "demanded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("demanded_at", models.DateTimeField(null=True, verbose_name="催告时间")),
                ("demand_until", models.DateField(null=True, verbose_name="催告期限")),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("handed_over_at", models.DateTimeField(null=True, verbose_name="申请强制执行时间")),
                (
                    "annulled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("annulment", models.TextField(blank=True, verbose_name="撤回原因")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="缴清或者撤回时间")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "noticed",
                                    "heard",
                                    "ordered",
                                    "demanded",
                                    "handed_over",
                                    "paid_back",
                                    "dropped",
                                    "annulled",
                                ],
                            )
                        ),
                        name="recovery_state_is_a_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="a_recovery_recovers_something"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("noticed", "heard", "ordered", "demanded", "handed_over"))),
                        fields=("case",),
                        name="one_recovery_of_a_case_under_way",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True), fields=("code",), name="one_recovery_by_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "heard"), _negated=True),
                            models.Q(("stated_at__isnull", False), ("stated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_statement_on_a_recovery_says_whose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("noticed", "heard")),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decided_recovery_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("noticed", "heard", "dropped")),
                            models.Q(models.Q(("code", ""), _negated=True), ("pay_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_is_ordered_says_how_and_until_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("demanded", "handed_over")), _negated=True),
                            models.Q(
                                ("demand_until__isnull", False),
                                ("demanded_at__isnull", False),
                                ("demanded_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_demand_says_by_whom_and_until_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "annulled"), _negated=True),
                            models.Q(
                                ("annulled_by__isnull", False),
                                ("ended_at__isnull", False),
                                models.Q(("annulment", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_annulled_order_says_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveredLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="lines", to="workflow_app.recovery"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="recovered_lines",
                        to="workflow_app.claim",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="追回金额")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("recovery", "claim"), name="a_claim_once_in_a_recovery"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="a_recovered_line_recovers_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="receipts",
                        to="workflow_app.recovery",
                    ),
                ),
                ("serial", models.CharField(max_length=40, unique=True, verbose_name="国库收款流水号")),
                ("paid_on", models.DateField(verbose_name="缴款日期")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                (
                    "move",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="recovery_receipt",
                        to="workflow_app.fundsmove",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="a_receipt_receives_something")
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="recusals", to="workflow_app.case"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("words", models.TextField(verbose_name="回避理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "account"), name="one_recusal_of_a_person")],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="representations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="representations",
                        to="workflow_app.party",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[("self", "本人"), ("legal_rep", "法定代表人"), ("agent", "经办人（持授权委托书）")],
                        max_length=10,
                        verbose_name="身份",
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "party"), name="one_capacity_for_a_party")],
            },
        ),
        migrations.CreateModel(
            name="Reveal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="reveals", to="workflow_app.case"
                    ),
                ),
                ("line", models.PositiveIntegerField(default=0, verbose_name="序号")),
                ("reason", workflow_app.models.sealed.SealedText(verbose_name="原因")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.TextField(verbose_name="查明的事实")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("noticed_at", models.DateTimeField(verbose_name="告知时间")),
                ("heard_until", models.DateField(verbose_name="陈述申辩期限")),
                ("statement", models.TextField(blank=True, verbose_name="陈述申辩")),
                (
                    "stated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stated_at", models.DateTimeField(null=True, verbose_name="陈述时间")),
                ("words", models.TextField(blank=True, verbose_name="决定理由")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="revocations", to="workflow_app.case"
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("noticed", "已告知"),
                            ("heard", "已陈述申辩"),
                            ("revoked", "已撤销"),
                            ("dropped", "不予撤销"),
                        ],
                        default="noticed",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["noticed", "heard", "revoked", "dropped"])),
                        name="revocation_state_is_a_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("noticed", "heard"))),
                        fields=("case",),
                        name="one_open_revocation_of_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "heard"), _negated=True),
                            models.Q(("stated_at__isnull", False), ("stated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_statement_says_whose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("revoked", "dropped")), _negated=True),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decided_revocation_says_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=40, verbose_name="事项")),
                ("procedure", models.CharField(max_length=40, verbose_name="流程")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("digest", models.CharField(max_length=64)),
                ("seen_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "procedure", "version"), name="a_version_is_released_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="rulings", to="workflow_app.case"
                    ),
                ),
                ("line", models.PositiveIntegerField(default=0, verbose_name="序号")),
                ("condition", models.CharField(max_length=60, verbose_name="条件")),
                ("met", models.BooleanField(verbose_name="认定为符合")),
                ("words", models.TextField(verbose_name="认定依据")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "line", "condition"), name="one_ruling_on_a_finding")
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="services",
                        to="workflow_app.issueddocument",
                    ),
                ),
                ("method", models.CharField(max_length=20, verbose_name="送达方式")),
                ("to", models.CharField(max_length=80, verbose_name="受送达人")),
                ("at", models.DateTimeField(verbose_name="送达时间")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="备注")),
            ],
        ),
        migrations.CreateModel(
            name="SiteCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="site_checks", to="workflow_app.case"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("on", models.DateField(verbose_name="检查日期")),
                ("present", models.PositiveIntegerField(verbose_name="到课人数")),
                ("words", models.TextField(verbose_name="检查情况")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("officers", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="SpendingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="spending_plans",
                        to="workflow_app.unit",
                    ),
                ),
                (
                    "appropriation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="plans",
                        to="workflow_app.appropriation",
                    ),
                ),
                ("number", models.CharField(max_length=30, verbose_name="计划编号")),
                ("month", models.PositiveSmallIntegerField(verbose_name="月份")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="金额")),
                ("words", models.TextField(blank=True, verbose_name="说明")),
                ("standing", models.CharField(blank=True, max_length=10, verbose_name="性质")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("drafted", "待业务科室审核"),
                            ("agreed", "待国库审核"),
                            ("approved", "已批复"),
                            ("returned", "已退回"),
                        ],
                        default="drafted",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="编报时间")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="业务科室审核时间")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True, verbose_name="批复时间")),
                ("answer", models.CharField(blank=True, max_length=60, verbose_name="批复文号")),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="plan",
                        to="workflow_app.issueddocument",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("returned_at", models.DateTimeField(null=True, verbose_name="退回时间")),
                ("reason", models.TextField(blank=True, verbose_name="退回原因")),
            ],
            options={
                "indexes": [models.Index(fields=["appropriation", "state", "month"], name="plans_of_an_indicator")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["drafted", "agreed", "approved", "returned"])),
                        name="spending_plan_state_is_a_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__range", (1, 12))), name="a_plan_is_of_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="a_plan_plans_something"
                    ),
                    models.UniqueConstraint(fields=("unit", "number"), name="one_plan_by_number"),
                    models.CheckConstraint(
                        condition=models.Q(("by__isnull", False), ("standing", "sample"), _connector="OR"),
                        name="a_plan_nobody_made_is_a_sample",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(("agreed_by__isnull", False), ("agreed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_agreed_plan_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("by__isnull", True),
                            models.Q(
                                ("agreed_by__isnull", False),
                                ("approved_by__isnull", False),
                                ("approved_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_approved_plan_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(
                                ("returned_by__isnull", False),
                                ("returned_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_returned_plan_says_by_whom_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_by__isnull", True),
                                models.Q(("agreed_by", models.F("by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("approved_by__isnull", True),
                                models.Q(
                                    models.Q(("approved_by", models.F("by")), _negated=True),
                                    models.Q(("approved_by", models.F("agreed_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="a_plan_passes_three_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="rows",
                        to="workflow_app.bankstatement",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.unit"
                    ),
                ),
                ("serial", models.CharField(max_length=40, verbose_name="流水号")),
                ("on", models.DateField(verbose_name="交易日期")),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="批次号或端到端标识")),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="statement_rows",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                ("part", models.PositiveIntegerField(null=True, verbose_name="文件序号")),
                ("ordinal", models.PositiveIntegerField(null=True, verbose_name="序号")),
                ("paid", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="借方")),
                ("back", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="贷方")),
                ("summary", models.CharField(blank=True, max_length=120, verbose_name="摘要")),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "ordinal"], name="statement_rows_of_a_batch")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "serial"), name="a_transaction_is_known_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid__gt", 0), ("back", 0)),
                            models.Q(("paid", 0), ("back__gt", 0)),
                            _connector="OR",
                        ),
                        name="a_transaction_goes_one_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="supervisions",
                        to="workflow_app.case",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="supervisions",
                        to="workflow_app.round",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="supervisions",
                        to="workflow_app.unit",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("order", "督办"),
                            ("warning", "预警"),
                            ("yellow", "黄牌"),
                            ("red", "红牌"),
                            ("nobody", "岗位无人"),
                        ],
                        max_length=10,
                        verbose_name="缘由",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="supervisions",
                        to="workflow_app.deadline",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="督办要求")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="发出时间")),
                ("due_on", models.DateField(null=True, verbose_name="答复期限")),
                ("answer", models.TextField(blank=True, verbose_name="书面答复")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True), ("due_on__isnull", False)),
                        fields=["unit", "due_on", "id"],
                        name="supervisions_to_answer",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deadline__isnull", False)),
                        fields=("deadline", "ground"),
                        name="one_card_of_a_colour_for_a_deadline",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True), ("ground", "nobody")),
                        fields=("round", "unit"),
                        name="an_empty_desk_is_told_until_it_answers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="names", to="workflow_app.unit"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="全称")),
                ("short", models.CharField(max_length=30, verbose_name="简称")),
                ("mark", models.CharField(max_length=12, verbose_name="发文代字")),
                ("since", models.DateField(verbose_name="启用")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "since"), name="one_name_of_a_unit_from_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Urge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="urges", to="workflow_app.case"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="urges", to="workflow_app.round"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="附言")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
    ]
