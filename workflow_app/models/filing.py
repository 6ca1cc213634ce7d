"""What was filed: drafts that may be thrown away, answers that never change, files and checks on the spot."""

from __future__ import annotations

from django.db import models

from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.edition import PublishedEdition
from workflow_app.models.party import Party
from workflow_app.models.sealed import SealedJson, SealedText
from workflow_app.models.unit import Desk


class Draft(models.Model):
    """Answers on the way, section by section. Deleted on submission; number, case and chain begin there."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="drafts")
    item = models.CharField("事项", max_length=40)
    procedure = models.CharField("流程", max_length=40)
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="+")
    correcting = models.OneToOneField(Case, models.CASCADE, null=True, related_name="correction_draft")
    answers = SealedJson(default=dict)  # {section: {field: json}}
    revision = models.PositiveIntegerField(default=0)  # a stale page is told so
    supplied = models.JSONField(default=list)  # of a correction: the sections saved since it was asked for
    created_at = models.DateTimeField("创建")
    saved_at = models.DateTimeField("保存")

    class Meta:
        indexes = [models.Index(fields=["account", "-saved_at"], name="drafts_of_an_account")]

    def __str__(self) -> str:
        return f"{self.item}/{self.procedure} ({self.account_id})"


class Filing(models.Model):
    """The answers as filed; a correction appends the next one."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="filings")
    ordinal = models.PositiveSmallIntegerField()
    answers = SealedJson()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("提交时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "ordinal"], name="one_filing_by_number")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.ordinal}"


class StoredFile(models.Model):
    """Bytes sealed on the disk under their digest. The name is what the person called it, never a path."""

    account = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, related_name="files")
    case = models.ForeignKey(Case, models.RESTRICT, null=True, related_name="files")
    opinion = models.ForeignKey(
        "Opinion", models.RESTRICT, null=True, related_name="files"
    )  # what a signer put beside it
    proof = models.ForeignKey(
        "IssuedDocument", models.RESTRICT, null=True, related_name="scans"
    )  # the 送达回证 of which it is the signed original
    kind = models.CharField("类型", max_length=8)  # jpeg, pdf, xlsx, csv
    name = models.CharField("文件名", max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("字节")
    pages = models.PositiveSmallIntegerField("页数", default=1)
    at = models.DateTimeField("上传时间")

    def __str__(self) -> str:
        return self.name


class FactCorrection(models.Model):
    """更正: an officer corrected one typed-in fact; the filing before keeps what stood there."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="fact_corrections")
    filing = models.ForeignKey(Filing, models.RESTRICT, related_name="+")  # the one that holds the corrected answer
    section = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    row = models.PositiveIntegerField("行", default=0)  # of a roster; 0: not in one
    before = SealedText("原填")
    after = SealedText("更正为")
    words = models.TextField("依据")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.case_id} {self.section}.{self.field}"


class Defect(models.Model):
    """One point of a correction notice: what is wrong and what to do. All points of a round go out together."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="defects")
    filing = models.ForeignKey(Filing, models.RESTRICT, related_name="defects")
    section = models.CharField(max_length=40)
    words = models.TextField("需补正内容")

    def __str__(self) -> str:
        return self.words


class SiteCheck(models.Model):
    """Two officers went and looked (过程检查)."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="site_checks")
    kind = models.CharField("种类", max_length=20)
    on = models.DateField("检查日期")
    officers = models.ManyToManyField(Account, related_name="+")
    present = models.PositiveIntegerField("到课人数")
    words = models.TextField("检查情况")
    recorded_at = models.DateTimeField("记录时间")

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"


class AssessmentRecord(models.Model):
    """What the rules said of the facts at one moment, under which edition. Sealed: lines name persons."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="assessments")
    edition = models.ForeignKey(PublishedEdition, models.RESTRICT, related_name="+")
    governing_on = models.DateField("适用日期")
    facts_digest = models.CharField(max_length=64)
    content = SealedJson()
    verdict = models.CharField("结论", max_length=12)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"


class FormToken(models.Model):
    """One rendered form. The same body again gets the first answer; another body is refused."""

    token = models.UUIDField(unique=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")  # null: the public
    act = models.CharField(max_length=60)
    body = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act} {self.token}"


class Commitment(models.Model):
    """A desk keeps apart what the law keeps apart: who did what on a case, by incompatible duty."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="commitments")
    account = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    duty = models.CharField("职责", max_length=20)  # file, accept, review, approve, release …
    desk = models.ForeignKey(Desk, models.RESTRICT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "account", "duty"], name="one_duty_of_a_person_on_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.duty} {self.case_id}"


class Reveal(models.Model):
    """Somebody looked at a whole number, and why. The reason is sealed: people write names into reasons."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="reveals")
    line = models.PositiveIntegerField("序号", default=0)
    reason = SealedText("原因")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.case_id}#{self.line}"


class Ruling(models.Model):
    """A person settled what the rules left undecided (a register that is down, a number of unknown form)."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="rulings")
    line = models.PositiveIntegerField("序号", default=0)  # 0: of the case as a whole
    condition = models.CharField("条件", max_length=60)
    met = models.BooleanField("认定为符合")
    words = models.TextField("认定依据")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "line", "condition"], name="one_ruling_on_a_finding")]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.line} {self.condition}"
