"""A case remembers what its findings leaned on; a paper that may be used once is paid for once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column and a constraint."""

    dependencies = [("workflow_app", "0004_words_as_long_as_people_write")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="circumstances",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("determined", "paid")), models.Q(("certificate_index", ""), _negated=True)
                ),
                fields=("certificate_index",),
                name="a_paper_is_used_once",
            ),
        ),
    ]
