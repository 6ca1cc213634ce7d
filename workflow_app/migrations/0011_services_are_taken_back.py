"""Services are taken back by two people, or wait for the second server; a proof keeps its signed original."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0010_never_overdrawn_to_the_fen"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakingBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("asked", "等负责人确认"), ("approved", "已注销"), ("refused", "不予注销")],
                        default="asked",
                        max_length=50,
                        protected=True,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(verbose_name="登记错在哪里")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("answer", models.TextField(blank=True, verbose_name="确认意见")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="service",
            name="service_state_is_a_state",
        ),
        migrations.RemoveConstraint(
            model_name="service",
            name="one_live_service_of_a_paper",
        ),
        migrations.AddField(
            model_name="service",
            name="answer",
            field=models.CharField(blank=True, max_length=200, verbose_name="没有确认的原因"),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="proof",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="scans",
                to="workflow_app.issueddocument",
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="settled_at",
            field=models.DateTimeField(null=True, verbose_name="邮件结果登记或者同去人员确认的时间"),
        ),
        migrations.AlterField(
            model_name="service",
            name="state",
            field=django_fsm.FSMField(
                choices=[
                    ("sent", "已寄出"),
                    ("told", "待同去人员确认"),
                    ("served", "已送达"),
                    ("returned", "退回"),
                    ("declined", "没有确认"),
                    ("taken_back", "登记已注销"),
                ],
                default="served",
                max_length=50,
                protected=True,
                verbose_name="送达状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["sent", "told", "served", "returned", "declined", "taken_back"])),
                name="service_state_is_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("sent", "told", "served"))),
                fields=("paper",),
                name="one_live_service_of_a_paper",
            ),
        ),
        migrations.AddField(
            model_name="takingback",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="takingback",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="takingback",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="takings_back", to="workflow_app.service"
            ),
        ),
        migrations.AddConstraint(
            model_name="takingback",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "approved", "refused"])), name="taking_back_state_is_a_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="takingback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("service",),
                name="a_service_is_taken_back_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="takingback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved")), fields=("service",), name="a_service_is_taken_back_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="takingback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "asked"),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_decided_taking_back_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="takingback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="a_taking_back_is_decided_by_a_second_person",
            ),
        ),
    ]
