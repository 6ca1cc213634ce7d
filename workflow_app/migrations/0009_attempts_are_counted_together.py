from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0008_requests_sent_back_and_their_papers"),
    ]

    operations = [
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
    ]
