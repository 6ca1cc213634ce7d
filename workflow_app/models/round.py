"""A round of signatures at one step: its seats, frozen when it opens, and what each said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.sealed import SealedJson
from workflow_app.models.unit import Desk


class RoundState(models.TextChoices):
    """What the round has decided."""

    OPEN = "open", "进行中"
    APPROVED = "approved", "同意"
    REFUSED = "refused", "不同意"
    RETURNED = "returned", "退回"
    LAPSED = "lapsed", "逾期"
    CANCELLED = "cancelled", "取消"


R = RoundState


class Round(models.Model):
    """One asking of a step's quorum. A case that comes back to a step gets a new round."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="rounds")
    step = models.CharField("环节", max_length=40)
    title = models.CharField("环节名称", max_length=40)
    task = models.OneToOneField("viewflow.Task", models.RESTRICT, related_name="round")
    quorum = models.JSONField(null=True)  # null: the house itself closes the step
    state = FSMField("结果", default=R.OPEN, choices=R.choices, protected=True)
    opened_at = models.DateTimeField("开始")
    closed_at = models.DateTimeField("结束", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=R.values), name="round_state_is_a_state"),
            models.CheckConstraint(
                condition=Q(state=R.OPEN) | Q(closed_at__isnull=False), name="closed_round_has_its_time"
            ),
            models.UniqueConstraint(
                fields=["case", "step"], condition=Q(state=R.OPEN), name="one_open_round_at_a_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.step}"

    @transition(field=state, source=R.OPEN, target=R.APPROVED)
    def close_approved(self) -> None:
        """Enough have agreed."""

    @transition(field=state, source=R.OPEN, target=R.REFUSED)
    def close_refused(self) -> None:
        """Enough have refused."""

    @transition(field=state, source=R.OPEN, target=R.RETURNED)
    def close_returned(self) -> None:
        """Sent back."""

    @transition(field=state, source=R.OPEN, target=R.LAPSED)
    def close_lapsed(self) -> None:
        """Nobody spoke in time, and the law says what that means."""

    @transition(field=state, source=R.OPEN, target=R.CANCELLED)
    def cancel(self) -> None:
        """The case left by another way (withdrawn, sent back, the act before it taken back)."""

    @transition(field=state, source=[R.APPROVED, R.REFUSED, R.RETURNED], target=R.OPEN)
    def reopen(self) -> None:
        """收回: the word that decided it was taken back before anybody acted on it."""


class Seat(models.Model):
    """A chair of a round. Its desk is null for the applicant's own seat.

    While a seat has a `holder` (签收 or 转办), that person alone may speak from it. A removed seat is asked no more: who added it
    took it out, or the word said from it was taken back and another chair stands in its place.
    """

    round = models.ForeignKey(Round, models.RESTRICT, related_name="seats")
    place = models.CharField(max_length=20)  # in the quorum's tree: "0", "1.0"
    desk = models.ForeignKey(Desk, models.RESTRICT, null=True, related_name="seats")
    title = models.CharField("席位", max_length=60)
    waiting = models.BooleanField("待办", default=False)  # it may speak now; the inbox is built on this
    due_on = models.DateField("期限", null=True)
    asks = models.CharField(max_length=40, blank=True)  # the page of questions its signer answers to agree
    holder = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="held_seats")
    held_since = models.DateTimeField("签收时间", null=True)
    passed_by = models.ForeignKey(
        Account, models.RESTRICT, null=True, related_name="+"
    )  # 转办: who passed it to the holder
    added_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    removed_at = models.DateTimeField("撤席时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "place"], condition=Q(removed_at__isnull=True), name="one_seat_at_a_place"
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True, held_since__isnull=True)
                | Q(holder__isnull=False, held_since__isnull=False),
                name="held_seat_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(waiting=False), name="a_removed_seat_waits_for_nobody"
            ),
        ]
        indexes = [models.Index(fields=["desk", "due_on", "id"], condition=Q(waiting=True), name="inbox_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.title} ({self.round_id}:{self.place})"


class Opinion(models.Model):
    """What one person said from one seat. Appended once; `shown` is what lay before them.

    `in_place_of` is who would have spoken: the absent colleague they stand in for, or who passed the seat on to them;
    `back_to` the step a 退回 named, where it named one.
    """

    seat = models.OneToOneField(Seat, models.RESTRICT, related_name="opinion")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    stance = models.CharField("意见", max_length=10)
    words = models.TextField("意见内容", blank=True)
    at = models.DateTimeField("时间")
    shown = models.JSONField("所见材料", default=dict)
    answers = SealedJson(null=True)  # what the seat asked, by name
    in_place_of = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    back_to = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.stance} ({self.seat_id})"


CLOSE_AS = {
    R.APPROVED: Round.close_approved,
    R.REFUSED: Round.close_refused,
    R.RETURNED: Round.close_returned,
    R.LAPSED: Round.close_lapsed,
}
