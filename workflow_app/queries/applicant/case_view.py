"""One case, as its applicant may see it: who has it, until when, why it stands still, papers, answers, sums, money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.utils.timezone import localtime

from forms.review import ReviewSection
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.limit import PauseReason
from workflow_app.clock.remedies import challengeable
from workflow_app.clock.spoken import spoken
from workflow_app.clock.urging import why_not_again
from workflow_app.flow.arrival import NOTICE
from workflow_app.flow.limits import PAUSABLE, holds_back
from workflow_app.models import (
    Account,
    AccountChange,
    Action,
    Case,
    CaseState,
    ChangeState,
    Claim,
    ClaimState,
    Deadline,
    Extension,
    Filing,
    IssuedDocument,
    LineState,
    NoticeLine,
    PaperState,
    PaymentDoubt,
    PaymentLine,
    Recovery,
    Representation,
    Revocation,
    RoundState,
    Seat,
    Service,
    ServiceState,
    UnitName,
)
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.recovery import UNDER_WAY
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.paper import REMEDIED
from workflow_app.policy.standing import Standing
from workflow_app.queries import case_clock
from workflow_app.queries.applicant import case_account, case_money
from workflow_app.queries.applicant.case_money import SumOfCase, Transfers
from workflow_app.queries.applicant.preview import in_words
from workflow_app.queries.applicant.timeline import Stage, stages
from workflow_app.queries.case_clock import Until
from workflow_app.queries.finance.due import Later, still_to_pay
from workflow_app.queries.finance.offsets import cannot_meet, could_meet
from workflow_app.queries.finance.waiting import place_in_queue
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.law.papers_of_hearings import HEARINGS
from workflow_app.queries.scope import visible_case

CLAIMS_SHOWN = 200
RECEIVE = "receive"


@dataclass(frozen=True)
class Holder:
    """Who has it now."""

    unit: str
    desk: str
    due_on: date | None


@dataclass(frozen=True)
class ToParty:
    """A paper to the party, the day it was served, and of a decision the last days to have it reconsidered and to sue; of one whose
    service was recorded by mistake the day it was `taken_back`."""

    paper: IssuedDocument
    served_on: date | None
    until: tuple[date, date] | None
    taken_back: date | None


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

    @property
    def screen(self) -> tuple[str, str] | None:
        """The family's own page on what became of it, once it is in force: (name of the address, what it is called)."""
        return self._procedure.screen if self.case.state in (CaseState.APPROVED, CaseState.CLOSED) else None

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
        """What runs; of an open case also the limits of handling that were not kept: nobody hides them from the applicant."""
        broken = Q(state=Deadline.State.EXPIRED, kind__in=PAUSABLE) if self.case.is_open else Q(pk__in=())
        return list(self.case.deadlines.filter(Q(state=Deadline.State.ARMED) | broken).order_by("due_on"))

    @cached_property
    def until(self) -> Until | None:
        return case_clock.until(self.case, self._deadlines, self.on, self._calendar)

    @cached_property
    def statutory(self) -> Until | None:
        """The statutory limit, where the promised one leads."""
        return case_clock.besides(self.case, self._deadlines, self.until, self.on, self._calendar)

    @property
    def stands_still(self) -> bool:
        """Whether the clock does not run now."""
        return any(pause["running"] for pause in self.pauses)

    @property
    def until_stands_still(self) -> bool:
        """Whether the day that leads does not run now."""
        kind = self.until.kind if self.until else ""
        return any(holds_back(str(pause["reason"]), kind) for pause in self.pauses if pause["running"])

    @cached_property
    def extension(self) -> Extension | None:
        """The longer limit that was granted."""
        return self.case.extensions.filter(granted=True).first() if self.case.accepted_at else None

    @cached_property
    def revocation(self) -> Revocation | None:
        """The revocation the party may still speak to."""
        granted = self.case.state in (CaseState.APPROVED, CaseState.CLOSED)
        return self.case.revocations.filter(decided_at=None).first() if granted else None

    @cached_property
    def recovery(self) -> Recovery | None:
        """What the party was told it has to, or might have to, pay back, until all of it came back."""
        return self.case.recoveries.filter(state__in=UNDER_WAY).annotate(received=Sum("receipts__amount")).first()

    @cached_property
    def could_meet_it(self) -> list[str]:
        """The applicant's cases whose money may meet what is to be paid back."""
        return could_meet(self.recovery) if self.recovery else []

    @property
    def _urged_on(self) -> list[date]:
        return [localtime(at).date() for at in self.case.urges.order_by("at").values_list("at", flat=True)]

    @cached_property
    def why_not_urge(self) -> str:
        """Why it may not be urged now, while an office has it; '' when it may."""
        return why_not_again(self._urged_on, self.on, self._calendar)

    @property
    def accepted_by_silence(self) -> bool:
        """Nobody said in time whether it is accepted, so it is (条例第三十六条)."""
        lapsed = self.case.rounds.filter(step=RECEIVE, state=RoundState.LAPSED)
        return self.case.state == CaseState.ACCEPTED and lapsed.exists()

    @cached_property
    def pauses(self) -> list[dict[str, object]]:
        return case_clock.stood_still(self.case.pauses.order_by("-since"), self.on, self._calendar)

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
        paid = (line.settled_at for line in self.payments if line.state == LineState.PAID and line.settled_at)
        return stages(self.case, noticed_on=noticed, paid_on=max(paid, default=None))

    @cached_property
    def papers(self) -> list[ToParty]:
        """What was issued to them and holds."""
        served = Service.objects.filter(paper=OuterRef("pk"), state=ServiceState.SERVED).values("served_on")
        found = self.case.papers.filter(internal=False).exclude(state=PaperState.VOID).defer("data").order_by("id")
        mistaken = Service.objects.filter(paper=OuterRef("pk"), state=ServiceState.TAKEN_BACK)
        rows = list(found.annotate(served_on=Subquery(served), mistaken=Exists(mistaken)))
        taken_back = self._taken_back() if any(paper.mistaken for paper in rows) else {}
        return [self._to_party(paper, taken_back.get(paper.number)) for paper in rows]

    def _taken_back(self) -> dict[str, date]:
        """{number of a paper: the day on which the record of its service was taken back last}."""
        done = Action.objects.filter(stream=self.case.stream_id, verb="decide_taking_back").order_by("ordinal")
        acts = [act for act in done if act.body["approved"]]
        return {number: localtime(act.at).date() for act in acts for number in act.body["papers"]}

    @property
    def notice_waits(self) -> bool:
        """Whether the service of a notice of facts was taken back, and it has not been served again: its hearing has not begun."""
        notices = (each for each in self.papers if each.paper.kind in HEARINGS)
        return any(each.taken_back and not each.served_on for each in notices)

    def _to_party(self, paper: IssuedDocument, taken_back: date | None) -> ToParty:
        served_on: date | None = paper.served_on  # type: ignore[attr-defined]
        decides = paper.kind in REMEDIED
        until = challengeable(served_on, self._calendar) if served_on and decides else None
        return ToParty(paper, served_on, until, taken_back)

    @cached_property
    def defects(self) -> list[str]:
        """What the one correction notice named, or who reviews asked for last, while it is being waited for."""
        if self.case.state == CaseState.AWAITING_CORRECTION:
            return [defect.words for defect in self.case.defects.order_by("id")]
        if not self.supplementing:
            return []
        return [each.words for each in self.case.defects.filter(filing=self._last_filing).order_by("id")]

    @property
    def supplementing(self) -> bool:
        """Whether who reviews the case waits for something from the applicant."""
        return self.case.state == CaseState.ACCEPTED and any(seat.desk is None for seat in self._seats)

    @property
    def _last_filing(self) -> Filing:
        return self.case.filings.latest("ordinal")

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

    @cached_property
    def in_doubt(self) -> int:
        """How many of its lines wait, before payment, for somebody to look into what was found."""
        return (
            PaymentDoubt.objects.filter(claim__case=self.case, settled_at=None).count() if self.case.decided_at else 0
        )

    @property
    def sums(self) -> list[SumOfCase]:
        return case_money.sums(self._claims)

    @property
    def standing(self) -> Standing:
        return Standing.weakest(tuple(Standing(claim.standing) for claim in self._claims if claim.standing))

    @cached_property
    def payments(self) -> list[PaymentLine]:
        return case_money.payments(self.case)

    @property
    def transfers(self) -> list[Transfers]:
        return case_money.transfers(self.payments)

    @cached_property
    def instalments(self) -> list[Later]:
        """What is still to be paid in parts, by day; nothing where all is paid at once."""
        in_parts = self.item.procedure(self.case.procedure).instalments and self.case.decided_at
        return still_to_pay(self.case) if in_parts else []

    @property
    def returned(self) -> list[PaymentLine]:
        return case_money.returned(self.payments)

    @cached_property
    def account_corrected(self) -> bool:
        """Whether the account was corrected after the last of these transfers came back, and finance pays it anew."""
        settled = [line.settled_at for line in self.returned if line.settled_at]
        later = bool(settled) and self.case.payee_accounts.filter(at__gt=max(settled)).exists()
        return later and not self.offset_broken

    @cached_property
    def offset_broken(self) -> bool:
        """Whether the money was to meet a debt and cannot any more: nothing is paid before the applicant names an account of their own."""
        if not self.can_change_account:
            return False
        newest = self.case.payee_accounts.select_related("towards", "case__unit").order_by("pk").last()
        return newest is not None and bool(cannot_meet([newest]))

    @cached_property
    def _last_change(self) -> AccountChange | None:
        return case_account.last_change(self.case)

    @property
    def change(self) -> AccountChange | None:
        """The change of account that is under way."""
        return self._last_change if self._last_change and self._last_change.state in OPEN_CHANGES else None

    @property
    def change_refused(self) -> AccountChange | None:
        """The change asked for last, when it was refused."""
        return self._last_change if self._last_change and self._last_change.state == ChangeState.REFUSED else None

    @property
    def can_change_account(self) -> bool:
        """Whether another account may be asked for now."""
        return self.pays and not self.change and case_account.may_change(self.case, self._claims, self.payments)

    @property
    def where(self) -> str:
        """One sentence: how it stands."""
        return next(self._where())

    def _where(self) -> Iterator[str]:
        S = CaseState
        if self.change:
            yield case_account.how_it_stands(self.change)
        if self.account_corrected:
            yield "账户已更正，等财政部门重新拨付。"
        if self.returned:
            yield "款项被银行退回，需要更正收款账户。"
        if self.case.state == S.AWAITING_CORRECTION:
            yield "材料需要补正，请您补齐后再提交。"
        if any(pause["reason"] == PauseReason.SUSPENSION for pause in self.pauses if pause["running"]):
            yield "已中止办理，恢复时书面告诉您。"
        if self.supplementing:
            yield "审核中需要您补充材料，补充后继续审核。"
        if self.case.state == S.DECIDING and self.case.step != NOTICE and self.pays:
            waits = place_in_queue(self.case, self.on)
            if waits is not None and not waits.reaches:
                yield f"公示没有异议，正在等待资金指标，排在第{waits.place}位；资金下达后核定，不用重新申报。"
        if self.holders:
            first = self.holders[0]
            more = f"等{len(self.holders)}个岗位" if len(self.holders) > 1 else ""
            yield f"现在由{first.unit}{first.desk}{more}办理。"
        if any(pause["reason"] == PauseReason.OBJECTION for pause in self.pauses if pause["running"]):
            yield "公示期满，有人提出异议，正在核查，答复以后继续办理。"
        if self.instalments and self.case.state == S.APPROVED and not self.case.step:
            yield f"已核定，分期支付，下一期{spoken(self.instalments[0].due_on)}起支付。"
        if self.case.step == NOTICE:
            yield "名单正在公示。" if self.notice else "审核通过，等待和其他办件一起公示。"
        yield {
            S.APPROVED: "已核定，等待拨付。" if self.case.amount and self.pays else "已通过。",
            S.CLOSED: "已办结。",
            S.REFUSED: "没有批准，理由和救济途径写在决定书里。",
            S.NOT_ACCEPTED: "没有受理，理由和救济途径写在决定书里。",
            S.WITHDRAWN: "您已撤回这件申请。",
            S.DEEMED_WITHDRAWN: "没有按期补正，视为撤回；可以重新申报。",
            S.TERMINATED: "已终止办理，理由和救济途径写在决定书里。",
            S.REVOKED: "原决定已经撤销，理由和救济途径写在决定书里。",
        }.get(self.case.state, "正在办理。")

    @property
    def pays(self) -> bool:
        """Whether money follows an approval."""
        return self.item.procedure(self.case.procedure).pays

    @property
    def follows(self) -> tuple[Procedure, ...]:
        """What the applicant may apply for now that this case is in force."""
        in_force = self.case.state in (CaseState.APPROVED, CaseState.CLOSED)
        resting = self.item.rests_on(self.case.procedure) if in_force else ()
        return tuple(each for each in resting if self.case.applicant.kind in each.filed_by)

    @property
    def can_withdraw(self) -> bool:
        return self.case.is_open

    @property
    def correction_draft(self) -> int | None:
        return getattr(getattr(self.case, "correction_draft", None), "pk", None)


def case_view(number: str, account: Account, on: date, calendar: WorkingCalendar) -> CaseView:
    """The case of that number, or NotFound for whoever may not see it."""
    return CaseView(visible_case(number, account, on), on, calendar)


def capacity_of(case: Case, account: Account, on: date) -> str:
    """In which capacity the person acts for the applicant: self, legal_rep, agent, or ''."""
    rows = Representation.objects.filter(in_force(on), account=account, party=case.applicant_id)
    return rows.values_list("capacity", flat=True).first() or ""
