"""Data of the papers of the treasury chain: an approved plan, an approved payment, what became of every transfer of a batch."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from forms.identity import mask_account
from workflow_app.models import (
    Account,
    Appropriation,
    FundsRequest,
    IssuedDocument,
    LineState,
    PaymentBatch,
    PaymentLine,
    SpendingPlan,
)
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.policy.spending_plan import MONTHS, ZERO
from workflow_app.queries.finance.plans import Month, months_of, rooms_of
from workflow_app.queries.finance.spending import spendable
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.funds import fund
from workflow_app.queries.papers.head import marks, of_organ

OWN_FORM = "本表的式样为本系统自定，没有找到统一规定的格式。"


def spending_plan(plan: SpendingPlan, at: datetime) -> dict[str, Any]:
    """用款计划表 of a row about to be approved: it, the year's plan with it, the three who had it in hand."""
    row, today = plan.appropriation, localtime(at).date()
    months = _with_row(list(months_of(row, today)), plan)
    return of_organ(row.unit, today) | {
        "plan": {
            "number": plan.number,
            "unit": name_on(plan.unit, today).name,
            "month": plan.month,
            "fen": fen_of(plan.amount),
            "words": plan.words,
        },
        "item": catalogue.item(row.item).title_on(today),
        "year": row.year,
        "halves": [[months[n], months[n + MONTHS // 2]] for n in range(MONTHS // 2)],
        "planned_fen": months[-1]["together"],
        "spendable_fen": fen_of(spendable(row)),
        "fund": fund(row),
        "answer": plan.answer,
        "drafted": _hand(plan.by, "用款单位财务岗位", plan.at),
        "agreed": _hand(plan.agreed_by, "财政业务科室", plan.agreed_at),
        "approved": _hand(plan.approved_by, "国库科", plan.approved_at),
        "marks": [OWN_FORM],
    }


def _with_row(months: list[Month], plan: SpendingPlan) -> list[dict[str, int]]:
    """The months as they are once the row in hand counts; it is not written yet."""
    more = dict.fromkeys(range(plan.month, MONTHS + 1), plan.amount)
    return [
        {
            "month": each.number,
            "fen": fen_of(each.approved + (plan.amount if each.number == plan.month else ZERO)),
            "together": fen_of(each.together + more.get(each.number, ZERO)),
        }
        for each in months
    ]


def payment_order(request: FundsRequest, at: datetime) -> dict[str, Any]:
    """国库集中支付申请书: the sum, each indicator with its classes and its plan, who checked and who approved."""
    today = localtime(at).date()
    letter = IssuedDocument.objects.get(funds_request=request, kind="funds_request")
    return of_organ(request.finance, today) | {
        "request": {"letter": letter.number, "unit": name_on(request.unit, today).name},
        "batch": str(request.notice),
        "item": catalogue.item(request.notice.item).title_on(today),
        "count": request.count,
        "total_fen": fen_of(request.total),
        "standing": request.standing,
        "sources": [
            _source(row) | {"month": room.month, "planned_fen": fen_of(room.planned), "taken_fen": fen_of(room.taken)}
            for row, room in rooms_of(request, today)
        ],
        "checked": _hand(request.checked_by, "财政业务科室", request.checked_at) | {"words": request.words},
        "approved": _hand(request.approved_by, "国库科", request.approved_at) | {"words": request.approval_words},
        "marks": [*marks([request.standing]), OWN_FORM],
    }


def payment_receipt(batch: PaymentBatch, by: Account, at: datetime) -> dict[str, Any]:
    """国库集中支付入账通知: every transfer with what became of it."""
    today = localtime(at).date()
    lines = list(batch.lines.order_by("ordinal"))
    paid = [line.amount for line in lines if line.state == LineState.PAID]
    back = [line.amount for line in lines if line.state == LineState.RETURNED]
    return of_organ(batch.finance, today) | {
        "batch": {"number": batch.number, "settled_on": today.isoformat()},
        "item": catalogue.item(batch.request.notice.item).title_on(today),
        "fund": fund(batch.request.appropriation),
        "lines": [_line(batch, line) for line in lines],
        "paid_count": len(paid),
        "paid_fen": fen_of(sum(paid, ZERO)),
        "back_count": len(back),
        "back_fen": fen_of(sum(back, ZERO)),
        "made_by": by.name,
        "marks": [*marks([batch.request.standing]), OWN_FORM],
    }


def voucher(batch_number: str, ordinal: int) -> str:
    """The number of a transfer's voucher, as tables and papers call it."""
    return f"{batch_number}-{ordinal}"


def _line(batch: PaymentBatch, line: PaymentLine) -> dict[str, Any]:
    return {
        "voucher": voucher(batch.number, line.ordinal),
        "payee": line.payee,
        "account": mask_account(line.account),
        "bank": line.bank,
        "fen": fen_of(line.amount),
        "state": line.get_state_display(),
        "on": localtime(line.settled_at).date().isoformat() if line.settled_at else "",
        "reason": line.reason,
    }


def _source(row: Appropriation) -> dict[str, Any]:
    return {
        "name": row.fund,
        "indicator": row.indicator,
        "tier": row.tier,
        "functional": row.functional_class,
        "government": row.government_class,
        "department": row.department_class,
        "direct": row.direct,
    }


def _hand(who: Account | None, desk: str, at: datetime | None) -> dict[str, str]:
    assert who is not None, "a paper tells who had it in hand"
    assert at is not None
    return {"name": who.name, "desk": desk, "at": localtime(at).replace(tzinfo=None).isoformat(timespec="seconds")}
