from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0005_findings_asked_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="days_standing",
            field=models.CharField(default="sample", max_length=10, verbose_name="天数的性质"),
        ),
    ]
