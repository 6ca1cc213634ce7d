"""Data of the papers of money: the letter that asks for funds, its roster, the release sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, Subquery, Sum
from django.utils.timezone import localtime

from workflow_app.models import (
    Appropriation,
    FundsRequest,
    IssuedDocument,
    NoticeLine,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
)
from workflow_app.models.payment import LIVE_LINES
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.queries.finance.due import PART
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.case_papers import noticed
from workflow_app.queries.papers.head import basis, claim_line, counted, marks, of_organ, weakest


def funds_request(request: FundsRequest, at: datetime) -> dict[str, Any]:
    """资金拨付申请函: sum, indicator, summary and roster."""
    today = localtime(at).date()
    rows = _rows(request)
    lines = [_line(row) for row in rows]
    return of_organ(request.unit, today) | {
        "to": name_on(request.finance, today).name,
        **_batch(request, at),
        "basis": basis(request.notice.item),
        "notice": noticed([row.claim for row in rows]),
        "organisations": len({row.claim.case.applicant_id for row in rows}),
        **_sums(lines),
        **counted([row.claim for row in rows]),
        "summary": _summary(rows),
        "fund": fund(request.appropriation),
        "lines": lines,
        "contact": {"name": request.by.name, "phone": request.unit.phone},
    }


def roster(request: FundsRequest, at: datetime) -> dict[str, Any]:
    """花名册 of the same lines."""
    rows = _rows(request)
    lines = [_line(row) for row in rows]
    whole = (
        _batch(request, at)
        | _sums(lines)
        | counted([row.claim for row in rows])
        | {"lines": lines, "made_by": request.by.name, "checked_by": "（财政审核后签字）"}
    )
    return of_organ(request.unit, localtime(at).date()) | whole


def release(batch: PaymentBatch, file: dict[str, Any], at: datetime) -> dict[str, Any]:
    """放款审批单: totals, the file's digest, both persons."""
    today = localtime(at).date()
    request = batch.request
    assert batch.released_by is not None
    assert batch.released_at is not None
    letter = _letter(request)
    item = catalogue.item(request.notice.item).title_on(today)
    standing = weakest(batch.lines.values_list("claim__standing", flat=True))
    return of_organ(batch.finance, today) | {
        "batch": {
            "number": batch.number,
            "made_on": localtime(batch.drafted_at).date().isoformat(),
            "purpose": f"{request.notice}{item}",
        },
        "count": batch.count,
        "total_fen": fen_of(batch.total),
        "standing": standing,
        "fund": fund(request.appropriation),
        "bank": {"name": "代理银行（演示）"},
        "file": file,
        "summary": [{"subject": item, "request": letter.number, "count": batch.count, "fen": fen_of(batch.total)}],
        "checks": _checks(batch),
        "maker": {"name": batch.drafted_by.name, "desk": "支付编制岗", "at": _moment(batch.drafted_at)},
        "releaser": {"name": batch.released_by.name, "desk": "支付复核岗", "at": _moment(batch.released_at)},
        "marks": marks([standing]),
    }


def _checks(batch: PaymentBatch) -> list[dict[str, str]]:
    """What was compared before the release, with the values."""
    assert batch.released_by is not None
    shown = NoticeLine.objects.filter(claim=OuterRef("claim")).exclude(state=NoticeLine.State.VOID)
    lines = batch.lines.annotate(noticed=Subquery(shown.values("amount")[:1]), part=PART)
    sums = lines.aggregate(paid=Sum("amount"), due=Sum("part"), owed=Sum("claim__amount"), shown=Sum("noticed"))
    same = lines.filter(amount=F("part"), noticed=F("claim__amount")).count()
    of_batch = Q(instalment=None, claim__in=batch.lines.values("claim"))
    of_batch |= Q(instalment__in=batch.lines.exclude(instalment=None).values("instalment"))
    live = PaymentLine.objects.filter(of_batch, state__in=LIVE_LINES).count()
    paid, due, owed, noticed = (f"{sums[name]:,.2f}" for name in ("paid", "due", "owed", "shown"))
    falls_due = f"本次到期{due}元，" if due != owed else ""
    persons = "同一人" if batch.released_by_id == batch.drafted_by_id else "不是同一人"
    return [
        {
            "says": "金额",
            "done": f"支付{paid}元，{falls_due}核定{owed}元，公示{noticed}元；{batch.count}笔中三者一致的{same}笔",
        },
        {"says": "重复付款", "done": f"本批补贴{batch.count}项，这些补贴的在途和已到账付款共{live}笔"},
        {"says": "双人", "done": f"编制人{batch.drafted_by.name}，放款人{batch.released_by.name}，{persons}"},
    ]


def _letter(request: FundsRequest) -> IssuedDocument:
    """The letter of this very request: a notice may have several, one for each."""
    return IssuedDocument.objects.get(funds_request=request, kind="funds_request")


def fund(appropriation: Appropriation) -> dict[str, str]:
    """Where the money comes from."""
    return {
        "name": appropriation.fund,
        "indicator": appropriation.indicator,
        "functional": appropriation.functional_class,
        "economic": appropriation.government_class,
        "tier": appropriation.tier,
    }


def _batch(request: FundsRequest, at: datetime) -> dict[str, str]:
    title = catalogue.item(request.notice.item).title_on(localtime(at).date())
    return {"batch": str(request.notice), "item": title}


def _sums(lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "count": len(lines),
        "total_fen": sum(line["fen"] for line in lines),
        "standing": weakest(line["standing"] for line in lines),
        "marks": marks(line["standing"] for line in lines),
    }


def _rows(request: FundsRequest) -> list[NoticeLine]:
    accounts = Prefetch("claim__case__payee_accounts", PayeeAccount.objects.defer("account").order_by("pk"))
    rows = request.lines.select_related("claim__case__applicant").prefetch_related(accounts)
    return list(rows.order_by("ordinal"))


def _line(row: NoticeLine) -> dict[str, Any]:
    *_, account = row.claim.case.payee_accounts.all()  # as it stands now
    return claim_line(row.claim) | {
        "organisation": row.claim.case.applicant.name,
        "payee": account.payee,
        "account": account.masked,
    }


def _summary(rows: Sequence[NoticeLine]) -> list[dict[str, Any]]:
    kinds = Counter((r.claim.case.applicant.name, r.claim.caption, fen_of(r.amount), r.standing) for r in rows)
    return [
        {
            "organisation": organisation,
            "subject": subject,
            "count": count,
            "standard_fen": fen,
            "fen": fen * count,
            "standing": standing,
        }
        for (organisation, subject, fen, standing), count in sorted(kinds.items())
    ]


def _moment(at: datetime) -> str:
    return localtime(at).replace(tzinfo=None).isoformat(timespec="seconds")
