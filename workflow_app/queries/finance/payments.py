"""Money on its way: requests for funds, what is compared before they are agreed to, batches and what came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    prefetch_related_objects,
)

from workflow_app.models import (
    AccountChange,
    Action,
    BankReturn,
    BatchState,
    Claim,
    ClaimState,
    FundsRequest,
    Instalment,
    IssuedDocument,
    LineState,
    Notice,
    NoticeLine,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
    PresentedReturn,
)
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.payment import LIVE_LINES
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.finance.doubts import kept_back
from workflow_app.queries.finance.due import due_rows
from workflow_app.queries.finance.set_aside import set_aside
from workflow_app.queries.newest import newest
from workflow_app.queries.workplace import FINANCE, Workplace

MOST = 100
LINES = 50
RELEASE_SHEET = "release"


@dataclass(frozen=True, slots=True)
class Subtotal:
    """So much for one applicant and one kind of line."""

    name: str
    caption: str
    standing: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Payable:
    """What may go into a batch now."""

    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """So much of a batch came to this."""

    slug: str
    name: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """The same money, counted four times: on notice, determined, set aside, asked for."""

    noticed: Decimal
    determined: Decimal
    reserved: Decimal
    requested: Decimal

    @property
    def agree(self) -> bool:
        return len({self.noticed, self.determined, self.reserved, self.requested}) == 1


def requested(units: Iterable[int]) -> QuerySet[FundsRequest]:
    """What these units asked for, newest first."""
    related = "notice", "appropriation", "by", "checked_by", "approved_by", "returned_by"
    return FundsRequest.objects.filter(unit__in=list(units)).select_related(*related).order_by("-pk")


def sent_back(notice: Notice) -> QuerySet[FundsRequest]:
    """The requests of a notice that finance sent back, newest first."""
    returned = FundsRequest.objects.filter(notice=notice, state=FundsRequest.State.RETURNED)
    return returned.select_related("returned_by").order_by("-pk")


def subtotals_of_notice(notice: Notice) -> list[Subtotal]:
    """What would be asked for, by applicant and kind."""
    ready = Q(claim__state=ClaimState.DETERMINED, funds_request=None, state=NoticeLine.State.CLEARED)
    return _subtotals(notice.lines.filter(ready).exclude(kept_back("claim")))


def requests(place: Workplace) -> QuerySet[FundsRequest]:
    """The requests to the person's finance bureau, newest first."""
    related = "notice", "appropriation", "by", "checked_by", "approved_by", "returned_by", "unit"
    found = FundsRequest.objects.filter(finance__in=place.units_of(FINANCE))
    return found.select_related(*related).order_by("-pk")


@dataclass(frozen=True, slots=True)
class RequestLists:
    """What waits for the business section, the treasury section and the payment centre, oldest first and only on the first page; a page of the others, newest
    first, and where the next one begins."""

    waiting: list[FundsRequest]
    checked: list[FundsRequest]
    drafting: list[FundsRequest]
    others: list[FundsRequest]
    following: int


def request_lists(place: Workplace, before: int, on: date) -> RequestLists:
    """The bureau's requests by whose turn it is on a day."""
    sent = Q(state=FundsRequest.State.SENT)
    standing = PaymentBatch.objects.filter(request=OuterRef("pk")).exclude(state=BatchState.DISCARDED)
    checked = Q(state=FundsRequest.State.CHECKED)
    ready = Q(state=FundsRequest.State.APPROVED) & (~Exists(standing) | Exists(_due_again(on)))
    turns = [] if before else list(requests(place).filter(sent | checked | ready).order_by("pk")[:MOST])
    of = {state: [each for each in turns if each.state == state] for state in FundsRequest.State}
    others, following = newest(requests(place).exclude(sent | checked).exclude(ready), before)
    prefetch_related_objects([*turns, *others], "unit__names")
    turn = FundsRequest.State
    return RequestLists(of[turn.SENT], of[turn.CHECKED], of[turn.APPROVED], others, following)


def _due_again(on: date) -> QuerySet[Instalment]:
    """What of a request (the outer row) is due by a day besides what was paid or is on its way."""
    owed = Q(claim__notice_lines__funds_request=OuterRef("pk"), claim__state=ClaimState.DETERMINED)
    rows = Instalment.objects.filter(owed, stopped_at=None, due_on__lte=on)
    return rows.exclude(payment_lines__state__in=LIVE_LINES)


def request_of(place: Workplace, request_id: int) -> FundsRequest:
    """One of them; NotFound for another bureau's."""
    found = requests(place).filter(pk=request_id).first()
    if found is None:
        raise NotFound("没有找到这笔拨付申请，或者不归您所在的单位办理。")
    return found


def may_go_back(request: FundsRequest) -> bool:
    """Whether it could still be sent back to the bureau: no batch of it stands."""
    if request.state == FundsRequest.State.RETURNED:
        return False
    return not request.batches.exclude(state=BatchState.DISCARDED).exists()


def sums_of(request: FundsRequest) -> Sums:
    """Side by side, as the check compares them."""
    lines = request.lines.aggregate(noticed=Sum("amount"), determined=Sum("claim__amount"))
    reserved, zero = set_aside(request.lines.values("claim")), Decimal(0)
    return Sums(lines["noticed"] or zero, lines["determined"] or zero, reserved, request.total)


def subtotals_of(request: FundsRequest) -> list[Subtotal]:
    """What is asked for, by applicant and kind."""
    return _subtotals(request.lines.all())


def papers_of(request: FundsRequest) -> QuerySet[IssuedDocument]:
    """The papers that came with a request: the notice, its own letter and roster; void ones too."""
    return _papers(request).exclude(kind=RELEASE_SHEET)


def sheets_of(request: FundsRequest) -> QuerySet[IssuedDocument]:
    """The 放款审批单 of its batches."""
    return _papers(request).filter(kind=RELEASE_SHEET)


def sheet_of(batch: PaymentBatch) -> IssuedDocument | None:
    """The batch's own 放款审批单; None before the bank's file was written."""
    written = Action.objects.filter(stream=batch.stream_id, verb="write_bank_file").first()
    return sheets_of(batch.request).filter(number=written.body["paper"]).first() if written else None


def lines_of(request: FundsRequest, start: int) -> list[NoticeLine]:
    """One page of its roster and one line more."""
    rows = request.lines.filter(ordinal__gte=start).select_related("claim__case__applicant").order_by("ordinal")
    return list(rows[: LINES + 1])


def payable(request: FundsRequest, on: date) -> Payable:
    """Its claims, or their instalments due by a day, with no live payment, no doubt, no account being changed and no return that waits
    for its applicant."""
    claims = Claim.objects.filter(notice_lines__funds_request=request, state=ClaimState.DETERMINED)
    free = claims.exclude(kept_back()).filter(~Exists(_waiting_for_account()))
    live = PaymentLine.objects.filter(claim=OuterRef("pk"), state__in=LIVE_LINES)
    in_parts = Instalment.objects.filter(claim=OuterRef("pk"))
    whole = free.filter(~Exists(live), ~Exists(in_parts))
    sums = [_counted(whole), _counted(due_rows(free, on))]
    return Payable(sum(each["count"] for each in sums), sum((each["total"] for each in sums), Decimal(0)))


def _counted(rows: QuerySet[Any]) -> dict[str, Any]:
    return rows.aggregate(count=Count("pk"), total=Sum("amount", default=Decimal(0)))


def batches(place: Workplace) -> QuerySet[PaymentBatch]:
    """The bureau's batches, newest first."""
    found = PaymentBatch.objects.filter(finance__in=place.units_of(FINANCE))
    returned = Count("lines", filter=Q(lines__state=LineState.RETURNED))
    related = "drafted_by", "released_by", "discarded_by", "request__notice", "request__appropriation", "finance"
    standing = Max("lines__claim__standing")
    return found.select_related(*related).annotate(returned=returned, standing=standing).order_by("-pk")


def batch_of(place: Workplace, batch_id: int) -> PaymentBatch:
    """One of them; NotFound for another bureau's."""
    found = batches(place).filter(pk=batch_id).first()
    if found is None:
        raise NotFound("没有找到这个支付批次，或者不归您所在的单位办理。")
    return found


def returned(place: Workplace) -> QuerySet[PaymentLine]:
    """Transfers the bank sent back and nobody has paid again yet, of claims that are still owed, each with the accounts of its case and the state `moving` in
    which another is being asked for."""
    found = PaymentLine.objects.filter(
        batch__finance__in=place.units_of(FINANCE),
        state=LineState.RETURNED,
        reissued_as=None,
        claim__state=ClaimState.DETERMINED,
    )
    accounts = Prefetch("claim__case__payee_accounts", PayeeAccount.objects.order_by("pk"))
    found = found.select_related("batch", "claim__case__applicant").prefetch_related(accounts)
    change = AccountChange.objects.filter(case=OuterRef("claim__case"), state__in=OPEN_CHANGES)
    found = found.annotate(moving=Subquery(change.values("state")[:1]))
    return found.order_by("settled_at", "pk")


def outcomes(batch: PaymentBatch) -> list[Outcome]:
    """What the bank answered so far, by answer; nothing before it did."""
    answered = batch.lines.filter(state__in=(LineState.PAID, LineState.RETURNED))
    rows = answered.values("state").annotate(count=Count("id"), sum=Sum("amount")).order_by("state")
    return [Outcome(row["state"], LineState(row["state"]).label, row["count"], row["sum"]) for row in rows]


def presented(batch: PaymentBatch) -> list[PresentedReturn]:
    """The return files looked at while the batch waits for its answer, oldest first."""
    if batch.state != BatchState.WRITTEN:
        return []
    return list(batch.presented.select_related("by", "file").order_by("pk"))


def answered_by(posted: BankReturn) -> dict[str, int]:
    """How many lines one posted return file paid and sent back."""
    counted = {"paid": 0, "returned": 0}
    for file in posted.answered_files.all():
        lines = posted.batch.lines.filter(ordinal__range=(file.first, file.last))
        for state, count in lines.values_list("state").annotate(count=Count("id")).order_by("state"):
            counted[state] += count
    return counted


def _waiting_for_account() -> QuerySet[PaymentLine]:
    """Transfers of a claim (the outer row) that came back and whose account was not corrected since. Asked claim by claim, so that a
    database without statistics of a request made just now does not compare all its claims with all."""
    corrected = PayeeAccount.objects.filter(case=OuterRef("claim__case"), at__gt=OuterRef("settled_at"))
    back = PaymentLine.objects.filter(claim=OuterRef("pk"), state=LineState.RETURNED, reissued_as=None)
    return back.filter(~Exists(corrected))


def _papers(request: FundsRequest) -> QuerySet[IssuedDocument]:
    own = Q(funds_request=request) | Q(notice=request.notice_id, funds_request=None)
    return IssuedDocument.objects.filter(own).select_related("replaced_by").defer("data").order_by("pk")


def _subtotals(lines: QuerySet[NoticeLine]) -> list[Subtotal]:
    kinds = lines.values(name=F("claim__case__applicant__name"), caption=F("claim__caption"), kind=F("standing"))
    rows = kinds.annotate(count=Count("id"), sum=Sum("amount")).order_by("name", "caption")
    return [Subtotal(r["name"], r["caption"], r["kind"], r["count"], r["sum"]) for r in rows]
