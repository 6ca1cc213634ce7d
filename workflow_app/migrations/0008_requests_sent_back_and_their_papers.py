import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max


def say_the_standing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of each request's sum: that of its weakest line (enacted < modelled < sample)."""
    requests = apps.get_model("workflow_app", "FundsRequest").objects
    for request in requests.annotate(weakest=Max("lines__standing")):
        requests.filter(pk=request.pk).update(standing=request.weakest or "")


def tie_papers_to_their_request(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Letters and rosters in the order of the requests of their notice; a release sheet by its batch's own record."""
    papers = apps.get_model("workflow_app", "IssuedDocument").objects
    requests = apps.get_model("workflow_app", "FundsRequest").objects
    for notice in requests.order_by().values_list("notice", flat=True).distinct():
        asked = list(requests.filter(notice=notice).order_by("pk").values_list("pk", flat=True))
        for kind in ("funds_request", "roster"):
            issued = papers.filter(notice=notice, kind=kind).order_by("pk").values_list("pk", flat=True)
            for paper, request in zip(issued, asked, strict=True):
                papers.filter(pk=paper).update(funds_request=request)
    actions = apps.get_model("workflow_app", "Action").objects
    for batch in apps.get_model("workflow_app", "PaymentBatch").objects.all():
        written = actions.filter(stream=batch.stream_id, verb="write_bank_file").first()
        if written is not None:
            sheet = papers.filter(kind="release", unit=batch.finance_id, number=written.body["paper"])
            sheet.update(funds_request=batch.request_id)


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0007_a_meeting_has_a_session"),
    ]

    operations = [
        migrations.AddField(
            model_name="fundsrequest",
            name="reason",
            field=models.TextField(blank=True, verbose_name="退回原因"),
        ),
        migrations.AddField(
            model_name="fundsrequest",
            name="returned_at",
            field=models.DateTimeField(null=True, verbose_name="退回时间"),
        ),
        migrations.AddField(
            model_name="fundsrequest",
            name="returned_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="fundsrequest",
            name="standing",
            field=models.CharField(blank=True, max_length=10, verbose_name="标准性质"),
        ),
        migrations.AddField(
            model_name="issueddocument",
            name="funds_request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="papers",
                to="workflow_app.fundsrequest",
            ),
        ),
        migrations.AddField(
            model_name="paymentbatch",
            name="discarded_at",
            field=models.DateTimeField(null=True, verbose_name="作废时间"),
        ),
        migrations.AddField(
            model_name="paymentbatch",
            name="discarded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paymentbatch",
            name="reason",
            field=models.TextField(blank=True, verbose_name="作废原因"),
        ),
        migrations.AddConstraint(
            model_name="fundsrequest",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="returned")
                | (models.Q(returned_by__isnull=False) & models.Q(returned_at__isnull=False) & ~models.Q(reason="")),
                name="a_returned_request_says_by_whom_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="discarded")
                | (models.Q(discarded_by__isnull=False) & models.Q(discarded_at__isnull=False) & ~models.Q(reason="")),
                name="a_discarded_batch_says_by_whom_and_why",
            ),
        ),
        migrations.RunPython(say_the_standing, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(tie_papers_to_their_request, migrations.RunPython.noop, elidable=True),
    ]
