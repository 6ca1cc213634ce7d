"""The session behind the minutes: date, place, chair, who was present."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PERSON = {"on_delete": django.db.models.deletion.RESTRICT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("workflow_app", "0006_how_official_the_days_of_a_notice_are")]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="会议日期")),
                ("place", models.CharField(max_length=60, verbose_name="地点")),
                ("words", models.TextField(verbose_name="讨论情况")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("by", models.ForeignKey(**PERSON)),
                ("chair", models.ForeignKey(**PERSON)),
                ("present", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="meeting",
                        to="workflow_app.round",
                    ),
                ),
            ],
        ),
    ]
