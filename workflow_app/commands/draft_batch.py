"""Build a payment batch from a request the treasury section approved: first payments, and returned ones whose account was corrected."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.bank.formats import write
from workflow_app.bank.transfer import Unwritable
from workflow_app.commands.check_before_payment import check_later
from workflow_app.commands.commit import commit_all
from workflow_app.commands.held import held_cases, held_request
from workflow_app.commands.keep_to_limit import keep_to_limit
from workflow_app.commands.number import next_number
from workflow_app.commands.record import open_stream, record
from workflow_app.commands.treasury.keep_to_plan import keep_to_plan
from workflow_app.models import (
    Account,
    Claim,
    ClaimState,
    FundsRequest,
    LineState,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
)
from workflow_app.models.payment import LIVE_LINES
from workflow_app.policy.refusals import BudgetExhausted, NotPossibleNow
from workflow_app.policy.spending_plan import ZERO
from workflow_app.queries.finance.bank_profiles import chosen, order_of, profile_of
from workflow_app.queries.finance.doubts import kept_back
from workflow_app.queries.finance.due import Due, due_of
from workflow_app.queries.finance.offsets import cannot_meet
from workflow_app.queries.finance.set_aside import indicators_of
from workflow_app.queries.scope import acting_desk

BATCH_SERIES = "支付批次"


def draft_batch(request_id: int, *, by: Account, at: datetime) -> PaymentBatch:
    """One line per claim that may be paid now, or instalment that is due, to the account as it stands now; what is in doubt or being
    revoked is left out.

    By the payment centre. Raises BudgetExhausted where the money was carried into a year whose plan does not hold it yet, NotPossibleNow when the treasury section did not approve the request, it was sent back, nothing can be paid, or a line cannot be written in the
    bank's format; NotAllowed above the person's limit.
    """
    with transaction.atomic():
        request = held_request(request_id)
        desk = acting_desk(by, "batch_draft", request.finance_id, localtime(at).date())
        if request.state == FundsRequest.State.RETURNED:
            raise NotPossibleNow("这笔拨付申请已退回人社部门，不能编制支付批次。请等重新提请。")
        if request.state != FundsRequest.State.APPROVED:
            raise NotPossibleNow(_not_yet(request))
        cases = held_cases(request)  # so that no account changes between the look and the line
        payable = _payable(request, localtime(at).date())
        if not payable:
            raise NotPossibleNow(
                "没有可支付的明细：都已在支付中、已到账、待承办单位核实或者决定是否撤销，退汇后还没有更正账户，新账户还没有生效，用来抵缴追回款的与申请人同意时不同（应缴的少了、待付的多了或者汇缴账户换了），或者下一期还没有到支付时间。"
            )
        commit_all(cases, by, Duty.DRAFT_BATCH)
        _within_the_plan(request, localtime(at).date())
        keep_to_limit(by, desk, sum((due.amount for due, _, _ in payable), Decimal(0)), at=at)
        batch = _open(request, payable, by, at)
        lines = [_line(batch, n, *entry) for n, entry in enumerate(payable, start=1)]
        PaymentLine.objects.bulk_create(lines, batch_size=500)
        _can_be_written(batch, lines)
        record(batch.stream, "draft_batch", by=by, at=at, body={"count": batch.count, "total": str(batch.total)})
        check_later(cases, at=at, occasion=f"draft {batch.pk}")
        return batch


def _not_yet(request: FundsRequest) -> str:
    if request.state == FundsRequest.State.CHECKED:
        return "这笔拨付申请还没有通过国库科审核，不能编制支付批次。"
    return "这笔拨付申请还没有通过财政审核，不能编制支付批次。"


def _within_the_plan(request: FundsRequest, on: date) -> None:
    """The treasury section approved it within the plan of the indicator it stood at then; carried, it needs the plan of the new year."""
    claims = Claim.objects.filter(notice_lines__funds_request=request, state=ClaimState.DETERMINED)
    sources = indicators_of(claims).filter(closed_on=None).values_list("pk", flat=True)
    try:
        keep_to_plan(dict.fromkeys(sources, ZERO), on)
    except BudgetExhausted as missing:
        raise BudgetExhausted(
            f"这笔拨付申请的资金已结转到新年度，新年度的用款计划还不够支付。{missing.sentence}"
        ) from missing


def _can_be_written(batch: PaymentBatch, lines: list[PaymentLine]) -> None:
    """A name the bank's format cannot carry is found before anybody releases it."""
    try:
        write(profile_of(batch), order_of(batch, lines))
    except Unwritable as broken:
        raise NotPossibleNow(f"{broken}没有编制批次。") from broken


Entry = tuple[Due, PayeeAccount, PaymentLine | None]


def _payable(request: FundsRequest, on: date) -> list[Entry]:
    """(claim or instalment, account, the returned line it follows) in the order of the notice."""
    claims = Claim.objects.filter(notice_lines__funds_request=request, state=ClaimState.DETERMINED)
    claims = claims.exclude(kept_back())
    accounts = {row.case_id: row for row in PayeeAccount.objects.filter(case__in=claims.values("case")).order_by("id")}
    lines = (
        PaymentLine.objects.filter(claim__in=claims)
        .exclude(state=LineState.DISCARDED)
        .select_related("claim")
        .order_by("id")
    )
    last = {(line.claim_id, line.instalment_id): line for line in lines}
    stuck = {
        line.claim_id
        for line in last.values()
        if not _may_be_paid(accounts[line.claim.case_id], line) and _came_back(line)
    }
    due = [each for each in due_of(claims.order_by("notice_lines__ordinal"), on) if each.claim.pk not in stuck]
    gone = cannot_meet(accounts.values())
    entries = [
        (each, accounts[each.claim.case_id], last.get(each.key)) for each in due if each.claim.case_id not in gone
    ]
    return [(each, account, line) for each, account, line in entries if _may_be_paid(account, line)]


def _came_back(line: PaymentLine) -> bool:
    """A transfer to an account the bank does not take: nothing else of its claim goes there either."""
    return line.state == LineState.RETURNED


def _may_be_paid(account: PayeeAccount, line: PaymentLine | None) -> bool:
    if line is None:
        return True
    return line.state not in LIVE_LINES and line.settled_at is not None and account.at > line.settled_at


def _open(request: FundsRequest, payable: list[Entry], by: Account, at: datetime) -> PaymentBatch:
    year, serial = next_number(request.finance, BATCH_SERIES, at)
    number = f"{request.finance.region}ZF{year}{serial:05d}"
    bank = chosen(request.finance)
    return PaymentBatch.objects.create(
        finance=request.finance,
        request=request,
        number=number,
        profile=bank.profile.name,
        payer_account=bank.payer_account,
        count=len(payable),
        total=sum((due.amount for due, _, _ in payable), Decimal(0)),
        drafted_by=by,
        drafted_at=at,
        stream=open_stream(f"batch:{number}"),
    )


def _line(
    batch: PaymentBatch, ordinal: int, due: Due, account: PayeeAccount, before: PaymentLine | None
) -> PaymentLine:
    return PaymentLine(
        batch=batch,
        ordinal=ordinal,
        claim=due.claim,
        instalment=due.instalment,
        reissue_of=before,
        payee=account.payee,
        account=account.account,
        account_index=account.account_index,
        bank=account.bank,
        towards_id=account.towards_id,
        amount=due.amount,
    )
