"""Papers of the money's way: indicator, plan, letter, roster, order, release, receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from forms.identity import mask_account
from tests.papers.head import clock, day, fen, name_of, of_paper, title_of
from tests.papers.leaves import Expected, says
from tests.papers.of_granting import line_of, noticed, sums, weakest
from workflow_app.models import (
    Action,
    Appropriation,
    FundsMove,
    FundsRequest,
    IssuedDocument,
    NoticeLine,
    PayeeAccount,
    PaymentBatch,
    SpendingPlan,
    StoredFile,
)
from workflow_app.queries.finance.bank_profiles import profile_of

OWN_SIGN = "（财政审核后签字）"  # left for the hand of finance
PLAYED_BANK = "代理银行（演示）"


def fund_of(row: Appropriation) -> dict[str, str]:
    return {
        "name": row.fund,
        "indicator": row.indicator,
        "functional": row.functional_class,
        "economic": row.government_class,
        "tier": row.tier,
    }


def funds_request(paper: IssuedDocument) -> Expected:
    request = _request(paper)
    lines = list(request.lines.select_related("claim__case__applicant").order_by("ordinal"))
    claims = [line.claim for line in lines]
    kinds = Counter((c.case.applicant.name, c.caption, fen(c.amount), c.standing) for c in claims)
    summary = [
        {"organisation": of, "subject": what, "count": n, "standard_fen": each, "fen": n * each, "standing": standing}
        for (of, what, each, standing), n in sorted(kinds.items())
    ]
    return (
        _listed(paper, lines)
        | noticed(claims)
        | {
            "to": name_of(request.finance, paper.issued_at.date()),
            "organisations": len({claim.case.applicant_id for claim in claims}),
            "summary": summary,
            "fund": fund_of(request.appropriation),
            "contact.name": request.by.name,
            "contact.phone": request.unit.phone,
        }
    )


def roster(paper: IssuedDocument) -> Expected:
    request = _request(paper)
    lines = list(request.lines.select_related("claim__case__applicant").order_by("ordinal"))
    return _listed(paper, lines) | {"made_by": request.by.name, "checked_by": OWN_SIGN}


def _listed(paper: IssuedDocument, lines: Sequence[NoticeLine]) -> Expected:
    request, claims = _request(paper), [line.claim for line in lines]
    notice = request.notice
    return (
        of_paper(paper)
        | sums(claims)
        | {
            "batch": f"{notice.year}年第{notice.ordinal}批",
            "item": title_of(notice.item, paper.issued_at.date()),
            "standing": weakest(claims),
            "lines": [line_of(claim) | _paid_to(paper, line) for claim, line in zip(claims, lines, strict=True)],
            "total_fen": fen(request.total),
            "count": request.count,
        }
    )


def _paid_to(paper: IssuedDocument, line: NoticeLine) -> dict[str, Any]:
    accounts = PayeeAccount.objects.filter(case=line.claim.case_id, at__lte=paper.issued_at)
    account = accounts.latest("pk")
    return {
        "organisation": line.claim.case.applicant.name,
        "payee": account.payee,
        "account": mask_account(account.account),
    }


def payment_order(paper: IssuedDocument) -> Expected:
    request, on = _request(paper), paper.issued_at.date()
    return of_paper(paper) | {
        "request.letter": IssuedDocument.objects.get(funds_request=request, kind="funds_request").number,
        "request.unit": name_of(request.unit, on),
        "batch": f"{request.notice.year}年第{request.notice.ordinal}批",
        "item": title_of(request.notice.item, on),
        "count": request.count,
        "total_fen": fen(request.total),
        "standing": request.standing,
        "sources": lambda found: _sources(found, request, on.month),
        "checked.name": request.checked_by and request.checked_by.name,
        "checked.at": clock(request.checked_at),
        "checked.words": request.words,
        "checked.desk": "财政业务科室",
        "approved.name": request.approved_by and request.approved_by.name,
        "approved.at": clock(request.approved_at),
        "approved.words": request.approval_words,
        "approved.desk": "国库科",
    }


def _sources(found: Sequence[dict[str, Any]], request: FundsRequest, month: int) -> bool:
    """The indicators the claims were reserved on, each with what its plan gives by the month."""
    claims = request.lines.values("claim")
    reserved = Appropriation.objects.filter(postings__claim__in=claims).distinct()
    if sorted(each["indicator"] for each in found) != sorted(row.indicator for row in reserved):
        return False
    return all(_source(each, Appropriation.objects.get(indicator=each["indicator"]), month) for each in found)


def _source(told: dict[str, Any], row: Appropriation, month: int) -> bool:
    plans = SpendingPlan.objects.filter(appropriation=row, state="approved", month__lte=month)
    whose = told["name"], told["tier"], told["functional"], told["government"], told["department"], told["direct"]
    rows = row.fund, row.tier, row.functional_class, row.government_class, row.department_class, row.direct
    planned = sum((plan.amount for plan in plans), Decimal(0))
    return (
        whose == rows
        and told["month"] == month
        and told["planned_fen"] >= told["taken_fen"] >= 0
        and (told["planned_fen"] == fen(planned) or row.region == "")
    )


def release(paper: IssuedDocument) -> Expected:
    batch = _batch_of(paper)
    request = batch.request
    files = list(batch.bank_files.order_by("number"))
    item = title_of(request.notice.item, paper.issued_at.date())
    assert batch.released_by is not None
    letter = IssuedDocument.objects.get(funds_request=request, kind="funds_request").number
    return of_paper(paper) | {
        "batch.number": batch.number,
        "batch.made_on": day(batch.drafted_at),
        "batch.purpose": f"{request.notice.year}年第{request.notice.ordinal}批{item}",
        "count": batch.lines.count(),
        "total_fen": sum(fen(amount) for amount in batch.lines.values_list("amount", flat=True)),
        "standing": weakest([line.claim for line in batch.lines.select_related("claim")]),
        "fund": fund_of(request.appropriation),
        "bank.name": PLAYED_BANK,
        "file.name": files[0].name,
        "file.sha256": files[0].sha256,
        "file.bytes": StoredFile.objects.filter(sha256=files[0].sha256).latest("pk").size,
        "file.encoding": profile_of(batch).coding,
        "summary": [{"subject": item, "request": letter, "count": batch.count, "fen": fen(batch.total)}],
        "checks": lambda found: says(f"{batch.total:,.2f}", f"{batch.count}笔", batch.drafted_by.name)(
            [each["done"] for each in found]
        ),
        "maker.name": batch.drafted_by.name,
        "maker.at": clock(batch.drafted_at),
        "maker.desk": "支付编制岗",
        "releaser.name": batch.released_by.name,
        "releaser.at": clock(batch.released_at),
        "releaser.desk": "支付复核岗",
    }


def payment_receipt(paper: IssuedDocument) -> Expected:
    batch = PaymentBatch.objects.get(number=paper.data["batch"]["number"], request=paper.funds_request)
    lines = list(batch.lines.order_by("ordinal"))
    posted = Action.objects.filter(stream=batch.stream_id, at=paper.issued_at, by__isnull=False)
    of = {state: [line.amount for line in lines if line.state == state] for state in ("paid", "returned")}
    return of_paper(paper) | {
        "batch.number": batch.number,
        "batch.settled_on": day(paper.issued_at),
        "item": title_of(batch.request.notice.item, paper.issued_at.date()),
        "fund": fund_of(batch.request.appropriation),
        "lines": [
            {
                "voucher": f"{batch.number}-{line.ordinal}",
                "payee": line.payee,
                "account": mask_account(line.account),
                "bank": line.bank,
                "fen": fen(line.amount),
                "state": {"paid": "已到账", "returned": "退汇"}[line.state],
                "on": day(line.settled_at) if line.settled_at else "",
                "reason": line.reason,
            }
            for line in lines
        ],
        "paid_count": len(of["paid"]),
        "paid_fen": fen(sum(of["paid"], Decimal(0))),
        "back_count": len(of["returned"]),
        "back_fen": fen(sum(of["returned"], Decimal(0))),
        "made_by": posted.latest("ordinal").by_name,
    }


def spending_plan(paper: IssuedDocument) -> Expected:
    plan = SpendingPlan.objects.get(paper=paper)
    row, on = plan.appropriation, paper.issued_at.date()
    held = SpendingPlan.objects.filter(appropriation=row, state="approved", approved_at__lte=paper.issued_at)
    month = {number: sum(fen(p.amount) for p in held if p.month == number) for number in range(1, 13)}
    rows = [
        {"month": number, "fen": month[number], "together": sum(month[each] for each in range(1, number + 1))}
        for number in month
    ]
    return of_paper(paper) | {
        "plan.number": plan.number,
        "plan.unit": name_of(plan.unit, on),
        "plan.month": plan.month,
        "plan.fen": fen(plan.amount),
        "plan.words": plan.words,
        "item": title_of(row.item, on),
        "year": row.year,
        "halves": [[rows[n], rows[n + 6]] for n in range(6)],
        "planned_fen": sum(month.values()),
        "spendable_fen": lambda found: 0 <= found <= fen(row.appropriated),
        "fund": fund_of(row),
        "answer": plan.answer,
        **_hand("drafted", plan.by, plan.at, "用款单位财务岗位"),
        **_hand("agreed", plan.agreed_by, plan.agreed_at, "财政业务科室"),
        **_hand("approved", plan.approved_by, plan.approved_at, "国库科"),
    }


def _hand(which: str, who: Any, at: Any, desk: str) -> Expected:
    return {f"{which}.name": who.name, f"{which}.at": clock(at), f"{which}.desk": desk}


def allotment(paper: IssuedDocument) -> Expected:
    child = Appropriation.objects.get(indicator=paper.data["indicator"]["number"])
    move = FundsMove.objects.filter(kind="allot", at=paper.issued_at).latest("pk")
    on = paper.issued_at.date()
    parent = move.postings.exclude(appropriation=child).latest("pk").appropriation
    return of_paper(paper) | {
        "head": f"{name_of(paper.unit, on)}文件",
        "to": name_of(child.unit, on),
        "year": child.year,
        "item": title_of(child.item, on),
        "fen": fen(move.amount),
        "basis": move.words.rstrip("。"),
        "source": parent.indicator,
        "indicator": {
            "number": child.indicator,
            "fund": child.fund,
            "tier": child.tier,
            "functional": child.functional_class,
            "government": child.government_class,
            "department": child.department_class,
            "direct": child.direct,
        },
        "printed_by": f"{name_of(paper.unit, on)}办公室",
    }


def _request(paper: IssuedDocument) -> FundsRequest:
    assert paper.funds_request is not None
    return paper.funds_request


def _batch_of(paper: IssuedDocument) -> PaymentBatch:
    """The batch whose chain says that this paper came of it."""
    for batch in PaymentBatch.objects.filter(request=paper.funds_request):
        told = Action.objects.filter(stream=batch.stream_id, verb="write_bank_file").values_list("body", flat=True)
        if any(body["paper"] == paper.number for body in told):
            return batch
    raise AssertionError(f"no batch tells of {paper.number}")


OF_MONEY = {
    "papers/funds_request.html": funds_request,
    "papers/roster.html": roster,
    "papers/payment_order.html": payment_order,
    "papers/release.html": release,
    "papers/payment_receipt.html": payment_receipt,
    "papers/spending_plan.html": spending_plan,
    "papers/allotment.html": allotment,
}
