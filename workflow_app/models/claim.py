"""What is claimed: one row per beneficiary and thing. Conflicts, notices, payments and statistics read nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.case import Case
from workflow_app.models.sealed import SealedJson
from workflow_app.policy.formula import LONGEST


class ClaimState(models.TextChoices):
    """How far a claim has come."""

    CLAIMED = "claimed", "申报"
    STRUCK_OFF = "struck_off", "核减"
    DROPPED = "dropped", "未获批准"  # its case was refused, withdrawn or not accepted
    DETERMINED = "determined", "已核定"
    PAID = "paid", "已到账"
    ENDED = "ended", "已终止"  # granted without money, and in force no longer
    RECOVERED = "recovered", "已追回"  # paid, and all of it came back: as if it had never been granted


OWED = (ClaimState.DETERMINED, ClaimState.PAID)
GRANTED = (*OWED, ClaimState.RECOVERED)  # what a case was determined for: having come back it is no less determined


class Claim(models.Model):
    """A line of a case: whom, what for, how much, on which formula."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="claims")
    ordinal = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=40)
    key = models.CharField("标的", max_length=60)  # occupation and level, or a month
    certificate_index = models.CharField(max_length=64, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    since = models.DateField("起", null=True)  # the days it covers, both included: a month, a validity, a lease
    until = models.DateField("止", null=True)
    beneficiary_index = models.CharField(max_length=64)
    beneficiary = SealedJson()  # {"name", "number", "evidence", "township", "phone"}
    phone_index = models.CharField(
        max_length=64, blank=True
    )  # of the beneficiary's own telephone; "" where none was asked
    masked = models.CharField("显示", max_length=80)  # 张× and the number behind stars
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)
    caption = models.CharField("项目", max_length=120, blank=True)
    formula = models.CharField("算式", max_length=LONGEST)
    standing = models.CharField("标准性质", max_length=10)
    state = models.CharField("状态", max_length=12, choices=ClaimState, default=ClaimState.CLAIMED)
    reason = models.TextField("核减原因", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="one_claim_by_number"),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_is_a_state"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="claim_is_not_negative"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="claim_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(state="struck_off") | ~Q(reason=""), name="struck_off_with_a_reason"),
            # Once per person, occupation and level: whatever the rules overlooked, nobody is determined twice.
            models.UniqueConstraint(
                fields=["kind", "beneficiary_index", "key"],
                condition=Q(state__in=("determined", "paid")),
                name="determined_once",
            ),
            models.UniqueConstraint(
                fields=["certificate_index"],
                condition=Q(state__in=("determined", "paid")) & ~Q(certificate_index=""),
                name="a_paper_is_used_once",
            ),
        ]
        indexes = [
            models.Index(fields=["beneficiary_index", "kind", "year"], name="claims_of_a_person"),
            models.Index(fields=["phone_index"], condition=~Q(phone_index=""), name="claims_that_name_a_phone"),
            models.Index(
                fields=["certificate_index"], condition=~Q(certificate_index=""), name="claims_on_a_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.ordinal}"
