"""Issued papers and the numbers they carry. Numbers have no gaps; issued bytes are never made again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models.case import Case
from workflow_app.models.certificate import SigningCertificate
from workflow_app.models.filing import StoredFile
from workflow_app.models.notice import Notice
from workflow_app.models.payment import FundsRequest
from workflow_app.models.sealed import SealedJson
from workflow_app.models.unit import Unit


class NumberSeries(models.Model):
    """The last number given in a series of an organ in a year (Shanghai time)."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "series", "year"], name="one_counter_of_a_series_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.last}"


class PaperState(models.TextChoices):
    """How far a paper has come."""

    NUMBERED = "numbered", "待制作"
    STORED = "stored", "已出具"
    PARKED = "parked", "制作失败"
    VOID = "void", "已作废"


class IssuedDocument(models.Model):
    """A paper: its number and frozen data in the deciding transaction, its bytes from a job afterwards."""

    kind = models.CharField("种类", max_length=40)
    title = models.CharField("标题", max_length=120)
    family = models.CharField(max_length=12)
    sheet = models.CharField(max_length=120)
    sheet_digest = models.CharField(
        max_length=64, blank=True
    )  # of the version (SheetVersion) its bytes were printed with
    internal = models.BooleanField("内部", default=False)  # neither served on the applicant nor shown to them
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="papers")
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    number = models.CharField("文号", max_length=60)
    case = models.ForeignKey(Case, models.RESTRICT, null=True, related_name="papers")
    notice = models.ForeignKey(Notice, models.RESTRICT, null=True, related_name="papers")
    funds_request = models.ForeignKey(FundsRequest, models.RESTRICT, null=True, related_name="papers")
    data = SealedJson()
    data_digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField("出具时间")
    token = models.CharField("查验码", max_length=24, unique=True)
    state = FSMField("状态", default=PaperState.NUMBERED, choices=PaperState.choices, protected=True)
    file = models.ForeignKey(StoredFile, models.RESTRICT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)  # of what is handed out
    # Of what the press made, which is the beginning of what is handed out: the same data gives the same of these bytes.
    unsigned_sha256 = models.CharField(max_length=64, blank=True)
    unsigned_size = models.PositiveIntegerField(default=0)
    certificate = models.ForeignKey(
        SigningCertificate, models.RESTRICT, null=True, related_name="+"
    )  # null: not signed
    hands = models.JSONField(
        "拟稿、审核、签发", default=dict
    )  # as `queries/papers/hands.py` found them when the bytes were kept
    pages = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField("失败原因", max_length=300, blank=True)
    replaced_by = models.OneToOneField("self", models.RESTRICT, null=True, related_name="replaces")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "series", "year", "ordinal"], name="one_paper_by_number"),
            models.CheckConstraint(
                condition=~Q(state="stored") | (~Q(sha256="") & Q(file__isnull=False)), name="stored_paper_has_bytes"
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="papers_of_a_case")]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=[PaperState.NUMBERED, PaperState.PARKED], target=PaperState.STORED)
    def store(self) -> None:
        """The bytes are there."""

    @transition(field=state, source=PaperState.NUMBERED, target=PaperState.PARKED)
    def park(self) -> None:
        """The press failed; the number stays."""

    @transition(field=state, source=[PaperState.STORED, PaperState.PARKED, PaperState.NUMBERED], target=PaperState.VOID)
    def void(self) -> None:
        """It holds no longer, with what it asked for or decided; its bytes and its number stay."""
