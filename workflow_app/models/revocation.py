"""撤销: taking back what was decided, never without hearing whom it hits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models.case import Case
from workflow_app.models.hearing import Hearing


class RevocationState(models.TextChoices):
    """Where a revocation stands in law."""

    NOTICED = "noticed", "已告知"
    HEARD = "heard", "已陈述申辩"
    REVOKED = "revoked", "已撤销"
    DROPPED = "dropped", "不予撤销"


V = RevocationState


class Revocation(Hearing):
    """From the notice of facts (事先告知) over the right to be heard (陈述申辩) to the decision."""

    WHAT = "撤销"
    case = models.ForeignKey(Case, models.RESTRICT, related_name="revocations")
    state = FSMField("状态", default=V.NOTICED, choices=V.choices, protected=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=V.values), name="revocation_state_is_a_state"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=(V.NOTICED, V.HEARD)), name="one_open_revocation_of_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(state=V.HEARD) | Q(stated_at__isnull=False, stated_by__isnull=False),
                name="a_statement_says_whose",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(V.REVOKED, V.DROPPED)) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_revocation_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"

    @transition(field=state, source=V.NOTICED, target=V.HEARD)
    def hear(self) -> None:
        """The party said what it has to say."""

    @transition(field=state, source=[V.NOTICED, V.HEARD], target=V.REVOKED)
    def revoke(self) -> None:
        """The decision is taken back."""

    @transition(field=state, source=[V.NOTICED, V.HEARD], target=V.DROPPED)
    def drop(self) -> None:
        """The decision stands."""
