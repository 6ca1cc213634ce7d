"""Each service says by what way, on which day and whom it reached; days of a hearing run from it."""

import django.db.models.deletion
import django_fsm
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.timezone import localtime


def days_from_moments(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Until now every service was electronic, on the day it arrived; the days of a hearing ran from the notice's issue."""
    for row in apps.get_model("workflow_app", "Service").objects.iterator():
        row.method, row.served_on = "electronic", localtime(row.at).date()
        row.save(update_fields=["method", "served_on"])
    for name in ("Recovery", "Revocation"):
        for row in apps.get_model("workflow_app", name).objects.iterator():
            row.told_on = localtime(row.noticed_at).date()
            row.save(update_fields=["told_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0002_house"),
    ]

    operations = [
        migrations.RenameField(
            model_name="service",
            old_name="to",
            new_name="recipient",
        ),
        migrations.AddField(
            model_name="recovery",
            name="told_on",
            field=models.DateField(null=True, verbose_name="期限起算日"),
        ),
        migrations.AddField(
            model_name="revocation",
            name="told_on",
            field=models.DateField(null=True, verbose_name="期限起算日"),
        ),
        migrations.AddField(
            model_name="service",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="filmed",
            field=models.BooleanField(default=False, verbose_name="拍照录像"),
        ),
        migrations.AddField(
            model_name="service",
            name="place",
            field=models.CharField(blank=True, max_length=120, verbose_name="送达地点"),
        ),
        migrations.AddField(
            model_name="service",
            name="proof",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="proves",
                to="workflow_app.issueddocument",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="receiver",
            field=models.CharField(blank=True, max_length=80, verbose_name="签收人"),
        ),
        migrations.AddField(
            model_name="service",
            name="refusal",
            field=models.CharField(blank=True, max_length=200, verbose_name="拒收事由"),
        ),
        migrations.AddField(
            model_name="service",
            name="relation",
            field=models.CharField(blank=True, max_length=40, verbose_name="与受送达人的关系"),
        ),
        migrations.AddField(
            model_name="service",
            name="returned_on",
            field=models.DateField(null=True, verbose_name="退回日期"),
        ),
        migrations.AddField(
            model_name="service",
            name="sent_on",
            field=models.DateField(null=True, verbose_name="寄出日期"),
        ),
        migrations.AddField(
            model_name="service",
            name="served_on",
            field=models.DateField(null=True, verbose_name="送达日期"),
        ),
        migrations.AddField(
            model_name="service",
            name="settled_at",
            field=models.DateTimeField(null=True, verbose_name="邮件结果登记时间"),
        ),
        migrations.AddField(
            model_name="service",
            name="settled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="state",
            field=django_fsm.FSMField(
                choices=[("sent", "已寄出"), ("served", "已送达"), ("returned", "退回")],
                default="served",
                max_length=50,
                protected=True,
                verbose_name="送达状态",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="tracking",
            field=models.CharField(blank=True, max_length=40, verbose_name="邮件号"),
        ),
        migrations.AddField(
            model_name="service",
            name="with_whom",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="witnesses",
            field=models.CharField(blank=True, max_length=80, verbose_name="见证人"),
        ),
        migrations.RunPython(days_from_moments, migrations.RunPython.noop),
        migrations.AlterField(model_name="recovery", name="told_on", field=models.DateField(verbose_name="期限起算日")),
        migrations.AlterField(
            model_name="revocation", name="told_on", field=models.DateField(verbose_name="期限起算日")
        ),
        migrations.AlterField(
            model_name="service",
            name="at",
            field=models.DateTimeField(verbose_name="登记时间"),
        ),
        migrations.AlterField(
            model_name="service",
            name="method",
            field=models.CharField(
                choices=[
                    ("electronic", "电子送达"),
                    ("post", "邮寄送达"),
                    ("direct", "直接送达"),
                    ("left", "留置送达"),
                    ("announced", "公告送达"),
                ],
                max_length=20,
                verbose_name="送达方式",
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(
                condition=models.Q(("tracking", ""), _negated=True), fields=["tracking"], name="letters_by_tracking"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["sent", "served", "returned"])), name="service_state_is_a_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("sent", "served"))),
                fields=("paper",),
                name="one_live_service_of_a_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "served"), _negated=True), ("served_on__isnull", False), _connector="OR"
                ),
                name="a_served_paper_says_on_which_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True),
                    models.Q(models.Q(("tracking", ""), _negated=True), ("sent_on__isnull", False)),
                    _connector="OR",
                ),
                name="a_letter_says_its_number_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True), ("returned_on__isnull", False), _connector="OR"
                ),
                name="a_returned_letter_says_on_which_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method", "left"), _negated=True),
                    models.Q(
                        models.Q(("refusal", ""), _negated=True),
                        models.Q(models.Q(("witnesses", ""), _negated=True), ("filmed", True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="what_is_left_behind_says_why_and_who_saw_it",
            ),
        ),
    ]
