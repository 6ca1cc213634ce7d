"""A case and what it is in law."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.action import Stream
from workflow_app.models.edition import PublishedEdition
from workflow_app.models.party import Party
from workflow_app.models.unit import Unit
from workflow_app.policy import catalogue


class CaseState(models.TextChoices):
    """What the case is in law; where it stands is its step."""

    SUBMITTED = "submitted", "已提交"
    AWAITING_CORRECTION = "awaiting_correction", "待补正"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    ACCEPTED = "accepted", "审核中"
    DECIDING = "deciding", "审定中"
    APPROVED = "approved", "已核定"
    REFUSED = "refused", "不予批准"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    DEEMED_WITHDRAWN = "deemed_withdrawn", "视为撤回"
    TERMINATED = "terminated", "已终止"
    REVOKED = "revoked", "已撤销"


S = CaseState
OPEN_STATES = (S.SUBMITTED, S.AWAITING_CORRECTION, S.ACCEPTED, S.DECIDING)
ACCEPTED_STATES = (S.ACCEPTED, S.DECIDING, S.APPROVED, S.REFUSED, S.CLOSED, S.REVOKED)
DECIDED_STATES = (S.APPROVED, S.REFUSED, S.CLOSED, S.REVOKED)


class Case(models.Model):
    """An application from its submission on. Drafts are rows of their own."""

    number = models.CharField("办件编号", max_length=24, unique=True)
    query_code = models.CharField("查询码", max_length=12)
    item = models.CharField("事项", max_length=40)
    procedure = models.CharField("流程", max_length=40)
    route_version = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="cases")
    place = models.CharField(
        "所在地", max_length=9, blank=True
    )  # county, street or township: where the offices beside it are found
    applicant = models.ForeignKey(Party, models.RESTRICT, related_name="cases")
    filed_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    edition = models.ForeignKey(PublishedEdition, models.RESTRICT, related_name="+")
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="children")
    process = models.OneToOneField("viewflow.Process", models.RESTRICT, related_name="case")
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="case")
    state = FSMField("状态", default=S.SUBMITTED, choices=S.choices, protected=True)
    step = models.CharField("环节", max_length=40, blank=True)  # empty once the route has ended
    summary = models.CharField("摘要", max_length=120, blank=True)
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, default=0)
    open_points = models.PositiveIntegerField("待处理事项", default=0)  # findings nobody has settled yet
    circumstances = models.CharField(max_length=64, blank=True)  # what the last assessment leaned on outside the filing
    filed_at = models.DateTimeField("提交时间")
    accepted_at = models.DateTimeField("受理时间", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    ended_at = models.DateTimeField("办结时间", null=True)
    archived_on = models.DateField("归档日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="case_state_is_a_state"),
            models.CheckConstraint(
                condition=~Q(state__in=ACCEPTED_STATES) | Q(accepted_at__isnull=False), name="accepted_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED_STATES) | Q(decided_at__isnull=False), name="decided_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*OPEN_STATES, S.APPROVED)) | Q(ended_at__isnull=False), name="ended_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("filed_at")), name="accepted_after_filed"
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-id"], name="case_of_an_applicant"),
            models.Index(fields=["unit", "item", "state", "-id"], name="case_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_word(self) -> str:
        """What it is in law, in the procedure's own word where it has one (a record is 已备案, not 已核定)."""
        own = catalogue.procedure(self.item, self.procedure).state_words
        return own.get(self.state) or str(S(self.state).label)

    @property
    def correction_word(self) -> str:
        """What the applicant is asked for: 补正 before it is accepted, 补充 by who reviews it."""
        return "补正" if self.state in (S.SUBMITTED, S.AWAITING_CORRECTION) else "补充"

    @property
    def is_open(self) -> bool:
        """Somebody still has to act on the route."""
        return self.state in OPEN_STATES

    @transition(field=state, source=S.SUBMITTED, target=S.AWAITING_CORRECTION)
    def await_correction(self) -> None:
        """The filing is incomplete; the one notice naming every defect is out."""

    @transition(field=state, source=S.AWAITING_CORRECTION, target=S.SUBMITTED)
    def resubmit(self) -> None:
        """The applicant supplied what was missing; the receipt clock starts again."""

    @transition(field=state, source=S.SUBMITTED, target=S.ACCEPTED)
    def accept(self) -> None:
        """受理: handling time begins."""

    @transition(field=state, source=S.SUBMITTED, target=S.NOT_ACCEPTED)
    def not_accept(self) -> None:
        """Not this organ's matter, or no matter at all; with remedies."""

    @transition(field=state, source=S.ACCEPTED, target=S.DECIDING)
    def put_to_decision(self) -> None:
        """Reviewed; it lies before whoever decides."""

    @transition(field=state, source=S.DECIDING, target=S.ACCEPTED)
    def reopen_review(self) -> None:
        """Sent back from decision to review."""

    @transition(field=state, source=[S.ACCEPTED, S.DECIDING], target=S.APPROVED)
    def approve(self) -> None:
        """核定 or 准予."""

    @transition(field=state, source=[S.ACCEPTED, S.DECIDING], target=S.REFUSED)
    def refuse(self) -> None:
        """不予批准, with reasons and remedies."""

    @transition(field=state, source=S.APPROVED, target=S.CLOSED)
    def close(self) -> None:
        """Everything approved has been paid, or is in force no longer."""

    @transition(field=state, source=list(OPEN_STATES), target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """The applicant's own act, before decision."""

    @transition(field=state, source=S.AWAITING_CORRECTION, target=S.DEEMED_WITHDRAWN)
    def deem_withdrawn(self) -> None:
        """Not corrected in time (安阳市政务服务条例 第三十六条)."""

    @transition(field=state, source=list(OPEN_STATES), target=S.TERMINATED)
    def terminate(self) -> None:
        """终止: nothing is left to decide on (the applicant died, the matter lost its object)."""

    @transition(field=state, source=[S.APPROVED, S.CLOSED], target=S.REVOKED)
    def revoke(self) -> None:
        """撤销: the decision is taken back, after its party was heard."""


BECOME = {
    S.SUBMITTED: Case.resubmit,
    S.AWAITING_CORRECTION: Case.await_correction,
    S.NOT_ACCEPTED: Case.not_accept,
    S.APPROVED: Case.approve,
    S.REFUSED: Case.refuse,
    S.WITHDRAWN: Case.withdraw,
    S.DEEMED_WITHDRAWN: Case.deem_withdrawn,
    S.DECIDING: Case.put_to_decision,
    S.TERMINATED: Case.terminate,
    S.REVOKED: Case.revoke,
}
