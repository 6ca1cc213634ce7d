"""Who signs in; alone, because viewflow's own tables point here and ours point at viewflow's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=64, unique=True, verbose_name="用户名")),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                ("is_officer", models.BooleanField(default=False, verbose_name="工作人员")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("large_text", models.BooleanField(default=False, verbose_name="大字")),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
