import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def list_the_files(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now a batch was one file; a settled one's was answered by its only return."""
    files = apps.get_model("workflow_app", "BankFile").objects
    returns = apps.get_model("workflow_app", "BankReturn").objects
    for batch in apps.get_model("workflow_app", "PaymentBatch").objects.exclude(file_sha256=""):
        files.create(
            batch=batch,
            number=1,
            name=f"{batch.number}.csv",
            first=1,
            last=batch.count,
            count=batch.count,
            total=batch.total,
            sha256=batch.file_sha256,
            answered_by=returns.filter(batch=batch).first(),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("workflow_app", "0017_acts_of_reviewers"),
    ]

    operations = [
        migrations.AddField(
            model_name="bankreturn",
            name="file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="paymentbatch",
            name="payer_account",
            field=models.CharField(blank=True, max_length=34, verbose_name="付款账号"),
        ),
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(verbose_name="止")),
                ("count", models.PositiveIntegerField(verbose_name="笔数")),
                ("read_at", models.DateTimeField(verbose_name="导入时间")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.storedfile"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="statements", to="workflow_app.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PresentedReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="presented",
                        to="workflow_app.paymentbatch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="workflow_app.storedfile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProfileChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("profile", models.CharField(max_length=30, verbose_name="银行格式")),
                ("payer_account", models.CharField(blank=True, max_length=34, verbose_name="付款账号")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="profile_choices",
                        to="workflow_app.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.CharField(max_length=40, verbose_name="流水号")),
                ("on", models.DateField(verbose_name="交易日期")),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="批次号或端到端标识")),
                ("part", models.PositiveIntegerField(null=True, verbose_name="文件序号")),
                ("ordinal", models.PositiveIntegerField(null=True, verbose_name="序号")),
                ("paid", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="借方")),
                ("back", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="贷方")),
                ("summary", models.CharField(blank=True, max_length=120, verbose_name="摘要")),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="statement_rows",
                        to="workflow_app.paymentbatch",
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="bank_files",
                        to="workflow_app.paymentbatch",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="one_bank_file_by_number")],
            },
        ),
        migrations.AddConstraint(
            model_name="bankstatement",
            constraint=models.UniqueConstraint(fields=("unit", "sha256"), name="a_statement_is_read_once"),
        ),
        migrations.AddConstraint(
            model_name="presentedreturn",
            constraint=models.UniqueConstraint(fields=("batch", "sha256"), name="a_return_is_presented_once"),
        ),
        migrations.AddIndex(
            model_name="statementrow",
            index=models.Index(fields=["batch", "ordinal"], name="statement_rows_of_a_batch"),
        ),
        migrations.AddConstraint(
            model_name="statementrow",
            constraint=models.UniqueConstraint(fields=("unit", "serial"), name="a_transaction_is_known_once"),
        ),
        migrations.AddConstraint(
            model_name="statementrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid__gt", 0), ("back", 0)), models.Q(("paid", 0), ("back__gt", 0)), _connector="OR"
                ),
                name="a_transaction_goes_one_way",
            ),
        ),
        migrations.RunPython(list_the_files, migrations.RunPython.noop, elidable=True),
    ]
