"""A change of the account a decided case is paid to: it waits for a second person and for its days of cooling."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.payment import PayeeAccount
from workflow_app.models.sealed import SealedText


class ChangeState(models.TextChoices):
    """How far a change has come."""

    ASKED = "asked", "待第二人确认"
    CONFIRMED = "confirmed", "已确认，冷静期内"
    IN_FORCE = "in_force", "已生效"
    REFUSED = "refused", "不予更换"
    WITHDRAWN = "withdrawn", "申请人撤回"
    LAPSED = "lapsed", "不再需要"  # its case ended or was revoked meanwhile


OPEN_CHANGES = (ChangeState.ASKED, ChangeState.CONFIRMED)


class AccountChange(models.Model):
    """What an applicant asked for, who confirmed it, and how it ended. `became` is the account once it counts; until then money
    goes nowhere. The holder stays the payee; or the Treasury is it, `towards` what the applicant owes under a recovery. Asked and
    ended once, never edited."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="account_changes")
    before = models.ForeignKey(PayeeAccount, models.RESTRICT, related_name="+")
    became = models.OneToOneField(PayeeAccount, models.RESTRICT, null=True, related_name="came_of")
    state = models.CharField("状态", max_length=10, choices=ChangeState, default=ChangeState.ASKED)
    payee = models.CharField("户名", max_length=100)
    account = SealedText("账号")
    account_index = models.CharField(max_length=64)
    masked = models.CharField(max_length=30)
    bank = models.CharField("开户行", max_length=100)
    towards = models.ForeignKey("workflow_app.Recovery", models.RESTRICT, null=True, related_name="offsets")
    agreed = models.DecimalField("同意抵缴的金额", max_digits=14, decimal_places=2, null=True)
    after_return = models.BooleanField("退汇后更正", default=False)
    reason = models.TextField("变更原因", blank=True)
    cools_until = models.DateField("冷静期至")  # included
    asked_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    confirmed_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    ended_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")  # null: the house itself
    ended_at = models.DateTimeField("了结时间", null=True)
    words = models.TextField("理由", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=OPEN_CHANGES), name="one_open_account_change_of_a_case"
            ),
            models.UniqueConstraint(
                fields=["towards"],
                condition=Q(state__in=OPEN_CHANGES),
                name="one_open_offset_towards_a_recovery",
            ),
            models.CheckConstraint(
                condition=Q(towards__isnull=True, agreed__isnull=True) | Q(towards__isnull=False, agreed__gt=0),
                name="an_offset_says_how_much_was_agreed_to",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
                name="an_account_is_confirmed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("confirmed", "in_force"))
                | (Q(confirmed_by__isnull=False) & Q(confirmed_at__isnull=False)),
                name="a_confirmed_account_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_CHANGES, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(state__in=OPEN_CHANGES) & Q(ended_at__isnull=False)),
                name="an_ended_account_change_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="in_force", became__isnull=False) | (~Q(state="in_force") & Q(became__isnull=True)),
                name="an_account_change_in_force_became_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (Q(ended_by__isnull=False) & ~Q(words="")),
                name="a_refused_account_change_says_by_whom_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["cools_until"], condition=Q(state__in=OPEN_CHANGES), name="open_account_changes")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.masked} {self.state}"
