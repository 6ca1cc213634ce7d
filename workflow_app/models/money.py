"""Budget indicators and the postings over them: every fen of an indicator stands on one account, and moves by a posting."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Case, DecimalField, F, Q, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Round

from workflow_app.models.account import Account
from workflow_app.models.claim import Claim
from workflow_app.models.unit import Unit


def to_the_fen(sum_of: Combinable) -> Round:
    """SQLite adds up with a speck of dust: it would stay in a counter, refuse its last fen, or break a check."""
    return Round(sum_of, precision=2)


class Ledger(models.TextChoices):
    """The accounts of an indicator. GRANTED is where its money comes from; its balance is the indicator's amount, negative."""

    GRANTED = "granted", "下达"
    AVAILABLE = "available", "可用"
    RESERVED = "reserved", "预留"
    PAID = "paid", "支付"
    FROZEN = "frozen", "冻结"
    PASSED_ON = "passed_on", "转出"
    LAPSED = "lapsed", "收回"
    RETURNED = "returned", "缴回国库"


class Appropriation(models.Model):
    """A budget indicator (指标) with its counters. The database itself refuses to overdraw it."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="appropriations")  # the finance bureau that holds it
    region = models.CharField(max_length=6)
    item = models.CharField("事项", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    indicator = models.CharField("指标文号", max_length=40, unique=True)
    fund = models.CharField("资金名称", max_length=60)
    tier = models.CharField("资金来源", max_length=20)
    functional_class = models.CharField("功能分类", max_length=20)
    government_class = models.CharField("政府经济分类", max_length=20)
    department_class = models.CharField("部门经济分类", max_length=20)
    direct = models.BooleanField("直达资金", default=False)
    appropriated = models.DecimalField("指标金额", max_digits=14, decimal_places=2)
    reserved = models.DecimalField("已预留", max_digits=14, decimal_places=2, default=0)
    posted = models.DecimalField("已支付", max_digits=14, decimal_places=2, default=0)
    frozen = models.DecimalField("已冻结", max_digits=14, decimal_places=2, default=0)
    passed_on = models.DecimalField("已转出", max_digits=14, decimal_places=2, default=0)
    lapsed = models.DecimalField("已收回", max_digits=14, decimal_places=2, default=0)
    returned = models.DecimalField(
        "已缴回国库", max_digits=14, decimal_places=2, default=0
    )  # paid, and recovered too late
    closed_on = models.DateField("年终关账", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    reserved__gte=0, posted__gte=0, frozen__gte=0, passed_on__gte=0, lapsed__gte=0, returned__gte=0
                ),
                name="counters_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    appropriated__gte=to_the_fen(
                        F("reserved") + F("posted") + F("frozen") + F("passed_on") + F("lapsed") + F("returned")
                    )
                ),
                name="never_overdrawn",
            ),
        ]
        indexes = [models.Index(fields=["region", "item", "year"], name="indicators_of_an_item")]

    def __str__(self) -> str:
        return self.indicator

    @property
    def available(self) -> Decimal:
        """What is left to set aside, freeze or pass on, in yuan."""
        return self.appropriated - sum(getattr(self, name) for name in COUNTER.values())


COUNTER = {
    Ledger.RESERVED: "reserved",
    Ledger.PAID: "posted",
    Ledger.FROZEN: "frozen",
    Ledger.PASSED_ON: "passed_on",
    Ledger.LAPSED: "lapsed",
    Ledger.RETURNED: "returned",
}  # GRANTED is `appropriated`, AVAILABLE what the others leave


def left_on(account: Ledger) -> Sum:
    """What postings leave on an account: moved in less moved out, in yuan, as an aggregate."""
    moved = Case(When(target=account, then=F("amount")), default=Value(0) - F("amount"), output_field=DecimalField())
    return Sum(moved, filter=Q(source=account) | Q(target=account))


def _room() -> Combinable:
    left: Combinable = F("appropriated")
    for name in COUNTER.values():
        left = left - F(name)
    return left


AVAILABLE = to_the_fen(_room())


class FundsMove(models.Model):
    """Why money of indicators moved without a claim: entered, allotted to a lower tier, transferred, frozen, closed at year end."""

    class Kind(models.TextChoices):
        ENTER = "enter", "登记指标"
        ALLOT = "allot", "分配下达"
        TRANSFER = "transfer", "调剂"
        FREEZE = "freeze", "冻结"
        THAW = "thaw", "解冻"
        LAPSE = "lapse", "年终收回"
        CARRY = "carry", "年终结转"
        RECOVER = "recover", "追回"

    kind = models.CharField("业务", max_length=10, choices=Kind)
    number = models.CharField("文号", max_length=60, blank=True)
    words = models.TextField("依据和原因", blank=True)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class Posting(models.Model):
    """A sum moved from one account to another of one indicator: two entries that always cancel out. For a claim, or for a move of
    the indicators themselves."""

    appropriation = models.ForeignKey(Appropriation, models.RESTRICT, related_name="postings")
    claim = models.ForeignKey(Claim, models.RESTRICT, null=True, related_name="postings")
    move = models.ForeignKey(FundsMove, models.RESTRICT, null=True, related_name="postings")
    source = models.CharField("自", max_length=10, choices=Ledger)
    target = models.CharField("至", max_length=10, choices=Ledger)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_posting_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_posting_moves_somewhere"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(move__isnull=False), name="a_posting_says_what_for"
            ),
        ]
        indexes = [models.Index(fields=["appropriation", "source", "target"], name="postings_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.claim_id or self.move_id} {self.source}→{self.target} {self.amount}"
