"""作废和更正补发: a paper that is a mistake is taken out of force by two people, and another takes its place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.paper import IssuedDocument
from workflow_app.models.sealed import SealedJson


class ReplacementState(models.TextChoices):
    """What became of it."""

    ASKED = "asked", "等负责人审批"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "不批准"


class ReplacementGround(models.TextChoices):
    """What the public is told of why; what exactly was wrong stays in the file."""

    WORDS = "words", "文字差错"
    SHEET = "sheet", "格式或者样式差错"
    DOUBLE = "double", "重复出具"


S = ReplacementState


class Replacement(models.Model):
    """`words` are what was corrected, {where in the paper's data: the right words}. A paper issued
    twice is voided and nothing takes its place."""

    paper = models.ForeignKey(IssuedDocument, models.RESTRICT, related_name="replacements")
    state = FSMField("状态", default=S.ASKED, choices=S.choices, protected=True)
    ground = models.CharField("原因", max_length=10, choices=ReplacementGround)
    reason = models.TextField("具体情况")
    words = SealedJson()
    asked_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField("审批时间", null=True)
    answer = models.TextField("审批意见", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="replacement_state_is_a_state"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(state=S.ASKED), name="a_paper_is_replaced_once_at_a_time"
            ),
            models.UniqueConstraint(fields=["paper"], condition=Q(state=S.APPROVED), name="a_paper_is_replaced_once"),
            models.CheckConstraint(
                condition=Q(state=S.ASKED) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_replacement_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="a_replacement_is_decided_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.ground} {self.state}"

    @transition(field=state, source=S.ASKED, target=S.APPROVED)
    def approve(self) -> None:
        """The paper is void."""

    @transition(field=state, source=S.ASKED, target=S.REFUSED)
    def refuse(self) -> None:
        """The paper holds."""
