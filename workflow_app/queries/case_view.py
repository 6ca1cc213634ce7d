"""One case, as its applicant may see it: who has it, until when, why it stands still, papers, answers, sums, money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localtime

from forms.identity import mask_account
from forms.review import ReviewSection
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.flow.arrival import NOTICE
from workflow_app.models import (
    Account,
    Case,
    CaseState,
    Claim,
    ClaimState,
    Deadline,
    IssuedDocument,
    LineState,
    NoticeLine,
    PaperState,
    PaymentLine,
    Representation,
    RoundState,
    Seat,
    UnitName,
)
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.standing import Standing
from workflow_app.queries.facts import answers_of
from workflow_app.queries.preview import in_words
from workflow_app.queries.scope import visible_case
from workflow_app.queries.timeline import Stage, stages

CLAIMS_SHOWN = 200
TONES = {LineState.PAID: "good", LineState.RETURNED: "stop"}
WHY_IT_STANDS_STILL = {
    "notice": "名单正在公示，公示的天数不算办理时间。",
    "review": "正在组织评审，评审的天数不算办理时间。",
    "site_check": "工作人员要到现场核查，核查的天数不算办理时间。",
    "objection": "有人对公示名单提出异议，正在核查，核查的天数不算办理时间。",
    "assistance": "正在请其他部门协助核实，等回复的天数不算办理时间。",
}


@dataclass(frozen=True)
class Holder:
    """Who has it now."""

    unit: str
    desk: str
    due_on: date | None


@dataclass(frozen=True)
class Until:
    """By when what must have happened; `left` is working days, negative when it is over."""

    kind: str
    words: str
    due_on: date
    left: int
    estimated: bool


@dataclass(frozen=True)
class SumOfCase:
    """Claims reckoned alike, and what they come to."""

    caption: str
    formula: str
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Transfers:
    """Transfers to one account that went alike; a corrected one follows those that came back."""

    state: str
    tone: str
    payee: str
    masked: str
    reason: str
    on: date | None
    count: int
    amount: Decimal


class CaseView:
    """Everything the page asks for, each fetched once and only when it is shown."""

    def __init__(self, case: Case, on: date, calendar: WorkingCalendar) -> None:
        self.case, self.on, self._calendar = case, on, calendar

    @cached_property
    def item(self) -> Item:
        return catalogue.item(self.case.item)

    @property
    def title(self) -> str:
        return self.item.title_on(self.on)

    @property
    def _procedure(self) -> Procedure:
        return self.item.procedure(self.case.procedure)

    @property
    def procedure(self) -> str:
        return self._procedure.title

    @cached_property
    def _names(self) -> dict[int, str]:
        """Short names of the units that come up, in force on the day."""
        units = {self.case.unit_id, *(seat.desk.unit_id for seat in self._seats if seat.desk)}
        rows = UnitName.objects.filter(in_force(self.on), unit__in=units).order_by("since")
        return {row.unit_id: row.short for row in rows}

    @property
    def unit(self) -> str:
        return self._names.get(self.case.unit_id, "")

    @cached_property
    def _seats(self) -> list[Seat]:
        seats = Seat.objects.filter(round__case=self.case, round__state=RoundState.OPEN, waiting=True)
        return list(seats.select_related("desk", "round").order_by("place"))

    @property
    def holders(self) -> list[Holder]:
        """The desks whose turn it is; empty while the applicant, the public or nobody has it."""
        return [Holder(self._names.get(s.desk.unit_id, ""), s.desk.title, s.due_on) for s in self._seats if s.desk]

    @cached_property
    def _deadlines(self) -> list[Deadline]:
        return list(self.case.deadlines.filter(state=Deadline.State.ARMED).order_by("due_on"))

    @property
    def until(self) -> Until | None:
        """What the applicant waits for, or must do, and by when."""
        words = {
            Deadline.Kind.CORRECTION: "请您在这一天前补正",
            Deadline.Kind.RECEIPT: "这一天前告诉您是否受理",
            Deadline.Kind.PROMISED: "承诺这一天前办完",
            Deadline.Kind.STATUTORY: "法定最晚这一天办完",
        }
        for kind, said in words.items():
            for row in self._deadlines:
                if row.kind == kind:
                    left = self._calendar.between(self.on, row.due_on)
                    return Until(kind, said, row.due_on, left, row.estimated)
        return None

    @property
    def overdue(self) -> bool:
        return bool(self.until and self.until.left < 0)

    @cached_property
    def pauses(self) -> list[dict[str, object]]:
        """When and why the clock stood still, the latest first."""
        return [
            {
                "title": pause.get_reason_display(),
                "since": pause.since,
                "until": pause.until,
                "running": pause.until is None,
                "days": self._calendar.between(pause.since, pause.until or self.on),
                "why": WHY_IT_STANDS_STILL.get(pause.reason, ""),
            }
            for pause in self.case.pauses.order_by("-since")
        ]

    @cached_property
    def _noticed(self) -> NoticeLine | None:
        lines = NoticeLine.objects.filter(claim__case=self.case).select_related("notice").order_by("-notice")
        return lines.first() if self.case.accepted_at else None

    @property
    def notice(self) -> NoticeLine | None:
        """One line of the case's notice, to lead to its page."""
        return self._noticed

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        noticed = self._noticed.notice.opened_on if self._noticed else None
        paid = max((line.settled_at for line in self.payments if line.state == LineState.PAID), default=None)
        return stages(self.case, noticed_on=noticed, paid_on=paid)

    @cached_property
    def papers(self) -> list[IssuedDocument]:
        papers = self.case.papers.filter(internal=False).defer("data").order_by("id")
        return [paper for paper in papers if paper.state != PaperState.VOID]

    @cached_property
    def defects(self) -> list[str]:
        """What the one correction notice named, while it is being waited for."""
        if self.case.state != CaseState.AWAITING_CORRECTION:
            return []
        return [defect.words for defect in self.case.defects.order_by("id")]

    @cached_property
    def answers(self) -> tuple[ReviewSection, ...]:
        """What was filed last; personal values masked."""
        return in_words(self._procedure.questions, answers_of(self.case), full=False)

    @cached_property
    def _claims(self) -> list[Claim]:
        return list(self.case.claims.defer("beneficiary").order_by("ordinal"))

    @property
    def claims(self) -> list[Claim]:
        return self._claims[:CLAIMS_SHOWN]

    @property
    def more_claims(self) -> int:
        return max(len(self._claims) - CLAIMS_SHOWN, 0)

    @property
    def struck_off(self) -> list[Claim]:
        return [claim for claim in self._claims if claim.state == ClaimState.STRUCK_OFF]

    @property
    def sums(self) -> list[SumOfCase]:
        """How the amount came about; lines struck off are not in it."""
        counted = [claim for claim in self._claims if claim.state != ClaimState.STRUCK_OFF]
        alike = Counter((claim.caption, claim.formula, claim.amount) for claim in counted)
        return [SumOfCase(caption, formula, n, amount * n) for (caption, formula, amount), n in alike.items()]

    @property
    def standing(self) -> Standing:
        return Standing.weakest(tuple(Standing(claim.standing) for claim in self._claims if claim.standing))

    @cached_property
    def payments(self) -> list[PaymentLine]:
        """Transfers, line by line."""
        lines = PaymentLine.objects.filter(claim__case=self.case).exclude(state=LineState.DISCARDED)
        return list(lines.select_related("reissued_as").order_by("id")) if self.case.decided_at else []

    @property
    def transfers(self) -> list[Transfers]:
        """The same, those that went alike together."""
        alike: dict[tuple[object, ...], list[PaymentLine]] = {}
        for row in self.payments:
            on = localtime(row.settled_at).date() if row.settled_at else None
            alike.setdefault((row.state, row.payee, mask_account(row.account), row.reason, on), []).append(row)
        return [
            Transfers(LineState(state).label, TONES.get(state, ""), payee, masked, reason, on, len(rows), _total(rows))
            for (state, payee, masked, reason, on), rows in alike.items()
        ]

    @property
    def returned(self) -> list[PaymentLine]:
        """Transfers that came back and wait for a corrected account."""
        return [row for row in self.payments if row.state == LineState.RETURNED and not hasattr(row, "reissued_as")]

    @property
    def where(self) -> str:
        """One sentence: how it stands."""
        return next(self._where())

    def _where(self) -> Iterator[str]:
        S = CaseState
        if self.returned:
            yield "款项被银行退回，需要更正收款账户。"
        if self.case.state == S.AWAITING_CORRECTION:
            yield "材料需要补正，请您补齐后再提交。"
        if self.holders:
            first = self.holders[0]
            more = f"等{len(self.holders)}个岗位" if len(self.holders) > 1 else ""
            yield f"现在由{first.unit}{first.desk}{more}办理。"
        if self.case.step == NOTICE:
            yield "名单正在公示。" if self.notice else "审核通过，等待和其他办件一起公示。"
        yield {
            S.APPROVED: "已核定，等待拨付。" if self.case.amount else "已通过。",
            S.CLOSED: "已办结。",
            S.REFUSED: "没有批准，理由和救济途径写在决定书里。",
            S.NOT_ACCEPTED: "没有受理，理由和救济途径写在决定书里。",
            S.WITHDRAWN: "您已撤回这件申请。",
            S.DEEMED_WITHDRAWN: "没有按期补正，视为撤回；可以重新申报。",
        }.get(self.case.state, "正在办理。")

    @property
    def can_withdraw(self) -> bool:
        return self.case.is_open

    @property
    def correction_draft(self) -> int | None:
        return getattr(getattr(self.case, "correction_draft", None), "pk", None)


def _total(rows: list[PaymentLine]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))


def case_view(number: str, account: Account, on: date, calendar: WorkingCalendar) -> CaseView:
    """The case of that number, or NotFound for whoever may not see it."""
    return CaseView(visible_case(number, account, on), on, calendar)


def capacity_of(case: Case, account: Account, on: date) -> str:
    """In which capacity the person acts for the applicant: self, legal_rep, agent, or ''."""
    rows = Representation.objects.filter(in_force(on), account=account, party=case.applicant_id)
    return rows.values_list("capacity", flat=True).first() or ""
