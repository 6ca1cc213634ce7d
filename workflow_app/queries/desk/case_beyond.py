"""What lies beside the route of a case: urging, orders and cards, pauses, a longer limit, a revocation; and what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from workflow_app.approval.duties import EXAMINERS
from workflow_app.clock.limit import PauseReason
from workflow_app.models import (
    Case,
    CaseState,
    Claim,
    ClaimState,
    Extension,
    Pause,
    Recovery,
    RecoveryState,
    Revocation,
    RevocationState,
    Seat,
    Supervision,
    Urge,
)
from workflow_app.models.recovery import UNDER_WAY
from workflow_app.policy import catalogue
from workflow_app.queries.law.waited_for import DECIDERS, DEPUTY, HEAD, head_role
from workflow_app.queries.oversight.overseers import ABOVE, HEADS
from workflow_app.queries.workplace import Workplace

# Asked with the case itself, so that a case with nothing beside its route, and no line struck off, costs no statement.
PRESENT = {
    "has_reasons": Exists(Claim.objects.filter(case=OuterRef("pk")).exclude(reason="")),
    "has_urges": Exists(Urge.objects.filter(case=OuterRef("pk"))),
    "has_supervisions": Exists(Supervision.objects.filter(case=OuterRef("pk"))),
    "has_extensions": Exists(Extension.objects.filter(case=OuterRef("pk"))),
    "has_revocations": Exists(Revocation.objects.filter(case=OuterRef("pk"))),
    "has_recoveries": Exists(Recovery.objects.filter(case=OuterRef("pk"))),
    "has_payments": Exists(Claim.objects.filter(case=OuterRef("pk"), state=ClaimState.PAID)),
}
OPEN_REVOCATION = (RevocationState.NOTICED, RevocationState.HEARD)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something this person may do besides signing: the name of its page, the row it is about (0: the case), its words."""

    act: str
    row: int
    label: str


@dataclass
class Beyond:
    """Read only where the case has any of it."""

    case: Case
    place: Workplace
    pauses: Sequence[Pause]
    open_seats: Sequence[Seat]

    @cached_property
    def urges(self) -> list[Urge]:
        return list(self._rows("urges", Urge.objects.select_related("by").order_by("pk")))

    @cached_property
    def supervisions(self) -> list[Supervision]:
        rows = Supervision.objects.select_related("by", "answered_by", "unit").order_by("pk")
        return list(self._rows("supervisions", rows))

    @cached_property
    def extensions(self) -> list[Extension]:
        return list(self._rows("extensions", Extension.objects.select_related("asked_by").order_by("pk")))

    @cached_property
    def revocations(self) -> list[Revocation]:
        return list(self._rows("revocations", Revocation.objects.select_related("proposed_by").order_by("pk")))

    @cached_property
    def recoveries(self) -> list[Recovery]:
        rows = Recovery.objects.select_related("proposed_by").annotate(received=Sum("receipts__amount"))
        return list(self._rows("recoveries", rows.order_by("pk")))

    def _rows(self, name: str, rows: QuerySet) -> QuerySet:
        return rows.filter(case=self.case) if getattr(self.case, f"has_{name}", True) else rows.none()

    @property
    def standing_still(self) -> list[Pause]:
        """Why the clock stands still now."""
        return [pause for pause in self.pauses if pause.until is None]

    @property
    def suspended(self) -> bool:
        """Whether nobody may sign."""
        return any(pause.reason == PauseReason.SUSPENSION for pause in self.standing_still)

    @property
    def unanswered(self) -> list[Supervision]:
        return [row for row in self.supervisions if row.due_on and row.answered_at is None]

    @property
    def asked_extension(self) -> Extension | None:
        return next((row for row in self.extensions if row.granted is None), None)

    @property
    def open_revocation(self) -> Revocation | None:
        return next((row for row in self.revocations if row.state in OPEN_REVOCATION), None)

    @property
    def open_recovery(self) -> Recovery | None:
        return next((row for row in self.recoveries if row.state in UNDER_WAY), None)

    @property
    def shows(self) -> bool:
        """Whether there is anything a signer should know of before signing."""
        taken = (self.open_revocation, self.open_recovery)
        anything = (self.standing_still, self.urges, self.unanswered, self.asked_extension, *taken)
        return any(bool(each) for each in anything)

    @cached_property
    def offers(self) -> list[Offer]:
        return list(self._offers())

    def _offers(self) -> Iterator[Offer]:
        units = {desk.unit_id for desk in self.place.desks}
        for asked in self.unanswered:
            if asked.unit_id in units and asked.by_id != self.place.account.pk:
                yield Offer("answer", asked.pk, _("答复%(what)s") % {"what": asked.get_ground_display()})
        if self.case.is_open:
            yield from self._while_open()
        elif self.case.state in (CaseState.APPROVED, CaseState.CLOSED):
            yield from self._once_granted()
        if getattr(self.case, "has_payments", False):
            yield from self._once_paid()

    def _while_open(self) -> Iterator[Offer]:
        mine, head = self._waits_for_me, self._roles & {HEAD, DEPUTY}
        clock_runs = self.case.state in (CaseState.ACCEPTED, CaseState.DECIDING)
        for pause in self.standing_still:
            if pause.by_id and (mine or head):
                yield Offer("resume", pause.pk, _("恢复办理（%(why)s结束）") % {"why": pause.get_reason_display()})
        if mine and clock_runs:
            yield Offer("suspend", 0, _("中止或特别程序…"))
        if (
            clock_runs
            and (mine or self._roles & EXAMINERS)
            and not any(r.granted is not False for r in self.extensions)
        ):
            yield Offer("ask-extension", 0, _("申请延期…"))
        if (asked := self.asked_extension) and head and head_role(self.case.unit) in self._roles:
            yield Offer("decide-extension", asked.pk, _("审批延期申请…"))
        if self._roles & set(DECIDERS):
            yield Offer("terminate", 0, _("终止办理…"))
        if self._oversees:
            yield Offer("supervise", 0, _("督办…"))
        if self._above and any(seat.waiting and seat.desk_id for seat in self.open_seats):
            yield Offer("urge", 0, _("催办…"))

    def _once_granted(self) -> Iterator[Offer]:
        procedure = catalogue.procedure(self.case.item, self.case.procedure)
        if procedure.life or procedure.takes_effect:
            return
        if asked := self.open_revocation:
            me = self.place.account.pk
            if asked.state == RevocationState.NOTICED and self._roles and asked.proposed_by_id != me:
                yield Offer("record-statement", asked.pk, _("登记书面陈述申辩…"))
            if self._roles & set(DECIDERS) and me not in (asked.proposed_by_id, asked.stated_by_id):
                yield Offer("decide-revocation", asked.pk, _("决定是否撤销…"))
        elif self._roles & (EXAMINERS | set(DECIDERS)):
            yield Offer("propose-revocation", 0, _("提出撤销…"))

    def _once_paid(self) -> Iterator[Offer]:
        asked, finds = self.open_recovery, self._roles & (EXAMINERS | set(DECIDERS))
        heads = self._roles & set(DECIDERS)
        me = self.place.account.pk
        if asked is None:
            if finds:
                yield Offer("propose-recovery", 0, _("提出追回…"))
        elif asked.decided_at is None:
            if asked.state == RecoveryState.NOTICED and self._roles and asked.proposed_by_id != me:
                yield Offer("record-recovery-statement", asked.pk, _("登记对追回的陈述申辩…"))
            if heads and me not in (asked.proposed_by_id, asked.stated_by_id):
                yield Offer("order-recovery", asked.pk, _("决定追回…"))
                yield Offer("drop-recovery", asked.pk, _("决定不予追回…"))
        else:
            if asked.state == RecoveryState.ORDERED and finds and asked.pay_by and self.place.on > asked.pay_by:
                yield Offer("demand-recovery", asked.pk, _("催告…"))
            if asked.state == RecoveryState.DEMANDED and heads:
                yield Offer("hand-over-recovery", asked.pk, _("登记已申请强制执行…"))
            if heads:
                yield Offer("annul-recovery", asked.pk, _("撤回追回决定…"))

    @cached_property
    def _roles(self) -> frozenset[str]:
        """This person's roles at the deciding unit."""
        return frozenset(desk.role for desk in self.place.desks if desk.unit_id == self.case.unit_id)

    @property
    def _above(self) -> frozenset[str]:
        return frozenset(desk.role for desk in self.place.desks if desk.unit_id == self.case.unit.parent_id)

    @property
    def _oversees(self) -> bool:
        return bool(self._roles & HEADS or self._above & ABOVE)

    @property
    def _waits_for_me(self) -> bool:
        ours = {desk.pk for desk in self.place.desks if desk.unit_id == self.case.unit_id}
        return any(seat.waiting and seat.desk_id in ours for seat in self.open_seats)

    @property
    def words(self) -> Mapping[tuple[str, int], str]:
        """What people wrote, by the act and the row that keeps it: the chain has only a digest of it."""
        said = {("suspend", pause.pk): pause.words for pause in self.pauses}
        said |= {("urge", row.pk): row.words for row in self.urges}
        said |= {("supervise", row.pk): row.words for row in self.supervisions}
        said |= {("answer_supervision", row.pk): row.answer for row in self.supervisions}
        said |= {("ask_extension", row.pk): row.words for row in self.extensions}
        said |= {("decide_extension", row.pk): row.answer for row in self.extensions}
        said |= {("propose_revocation", row.pk): row.facts for row in self.revocations}
        said |= {("state_on_revocation", row.pk): row.statement for row in self.revocations}
        said |= {("decide_revocation", row.pk): row.words for row in self.revocations}
        said |= {("propose_recovery", row.pk): row.facts for row in self.recoveries}
        said |= {("state_on_recovery", row.pk): row.statement for row in self.recoveries}
        said |= {("decide_recovery", row.pk): row.words for row in self.recoveries}
        return said | {("annul_recovery", row.pk): row.annulment for row in self.recoveries}
