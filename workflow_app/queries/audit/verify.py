"""Prove, from the rows alone, that nothing was changed behind the house's back and every sum agrees."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.db.models import F, Q, Sum

from workflow_app.models import (
    Action,
    Appropriation,
    Case,
    Claim,
    ClaimState,
    Filing,
    FundsRequest,
    IssuedDocument,
    Ledger,
    LineState,
    NoticeLine,
    NumberSeries,
    PaymentBatch,
    PaymentLine,
    Posting,
    PublishedEdition,
    vault,
)
from workflow_app.models.chain import canonical, personal_digest
from workflow_app.models.keyring import person_index
from workflow_app.models.money import COUNTER
from workflow_app.policy import catalogue
from workflow_app.policy.formula import recompute
from workflow_app.policy.item import Procedure
from workflow_app.policy.money import fen_of
from workflow_app.queries.audit import (
    account_changes,
    chains,
    doubts,
    fsck,
    instalments,
    limits,
    plans,
    recoveries,
    seals,
)
from workflow_app.queries.finance.due import PART
from workflow_app.queries.papers.notice import shown_to_public


def breaks() -> Iterator[str]:
    """A sentence for every break, in the order chains, seals, policies, filings, papers, claims, notices, ledger, payments, plans,
    recoveries, doubts, accounts, instalments, limits, states, and what the families say of rows of their own."""
    for part in (
        chains.breaks,
        seals.breaks,
        _editions,
        _filings,
        _papers,
        _claims,
        _notices,
        _ledger,
        _payments,
        plans.breaks,
        recoveries.breaks,
        doubts.breaks,
        account_changes.breaks,
        instalments.breaks,
        limits.breaks,
        fsck.broken,
        _families,
    ):
        try:
            yield from part()
        except InvalidTag:
            yield "有一列密文被改动或密钥不符，无法打开，其后的同类数据没有核验"


def _families() -> Iterator[str]:
    """A family with rows names as `audit_module` where its own breaks are told."""
    for config in apps.get_app_configs():
        if module := getattr(config, "audit_module", ""):
            yield from import_module(module).breaks()


def _editions() -> Iterator[str]:
    for row in PublishedEdition.objects.all():
        if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
            yield f"政策文本 {row} 与发布时不同"


def _filings() -> Iterator[str]:
    """What was filed is what the chain says was filed."""
    acts = Action.objects.filter(verb__in=("submit", "supply_correction", "correct_fact")).values_list("stream", "body")
    told = {(stream, body.get("filing")) for stream, body in acts.iterator()}
    for filing in Filing.objects.select_related("case").order_by("pk").iterator():
        if personal_digest(filing.answers) != filing.digest or (filing.case.stream_id, filing.digest) not in told:
            yield f"办件 {filing.case.number} 第{filing.ordinal}次填报的内容与提交时不同"


def _papers() -> Iterator[str]:
    for paper in IssuedDocument.objects.order_by("pk").iterator():
        if hashlib.sha256(canonical(paper.data).encode()).hexdigest() != paper.data_digest:
            yield f"文书 {paper.number} 的内容与出具时不同"
        if paper.sha256 and not _kept(paper.sha256):
            yield f"文书 {paper.number} 的文件缺失或被改动"
    for series in NumberSeries.objects.all():
        issued = IssuedDocument.objects.filter(unit=series.unit, series=series.series, year=series.year)
        if issued.exists() and issued.count() != series.last:
            yield f"文号 {series} 有缺号：已发{issued.count()}件"


def _kept(digest: str) -> bool:
    try:
        return hashlib.sha256(vault.get(digest)).hexdigest() == digest
    except (OSError, InvalidTag, KeyError, ValueError):  # gone, changed, or sealed with a key nobody has
        return False


def _claims() -> Iterator[str]:
    for claim in Claim.objects.exclude(formula="").select_related("case").iterator():
        if recompute(claim.formula) != fen_of(claim.amount):
            yield f"办件 {claim.case.number} 第{claim.ordinal}行：{claim.formula} 不等于 {claim.amount} 元"
        if person_index(claim.beneficiary["number"]) != claim.beneficiary_index:
            yield f"办件 {claim.case.number} 第{claim.ordinal}行的人与登记的索引不一致"
    for case in Case.objects.filter(state__in=("approved", "closed")).iterator():
        owed = case.claims.filter(state__in=(ClaimState.DETERMINED, ClaimState.PAID)).aggregate(t=Sum("amount"))["t"]
        if (owed or Decimal(0)) != case.amount:
            yield f"办件 {case.number} 的金额 {case.amount} 与已核定明细合计 {owed} 不一致"


def _notices() -> Iterator[str]:
    """What is determined and paid equals, line by line, what stood on notice."""
    owed = Claim.objects.filter(state__in=(ClaimState.DETERMINED, ClaimState.PAID)).exclude(_without_money())
    noticed = owed.exclude(notice_lines__state=NoticeLine.State.CLEARED).exclude(_without_notice())
    for claim in noticed.select_related("case"):
        yield f"办件 {claim.case.number} 第{claim.ordinal}行没有公示就核定了"
    shown = NoticeLine.objects.exclude(state=NoticeLine.State.VOID).filter(claim__state=ClaimState.DROPPED)
    for line in shown.select_related("claim__case"):
        yield f"办件 {line.claim.case.number} 第{line.claim.ordinal}行已经不办，公示却没有撤下"
    cleared = NoticeLine.objects.filter(state=NoticeLine.State.CLEARED).select_related("claim__case")
    for line in cleared.iterator():
        claim = line.claim
        if (line.amount, line.standing, line.shown) != (claim.amount, claim.standing, shown_to_public(claim)):
            yield f"办件 {claim.case.number} 第{claim.ordinal}行核定的与公示的不一致"


def _ledger() -> Iterator[str]:
    for row in Appropriation.objects.all():
        moved = {
            (source, target): total
            for source, target, total in Posting.objects.filter(appropriation=row)
            .values_list("source", "target")
            .annotate(total=Sum("amount"))
        }
        stood: dict[str, Decimal] = defaultdict(Decimal)
        for (source, target), total in moved.items():
            stood[source] -= total
            stood[target] += total
        counted = {account: stood[account] for account in Ledger if account not in (Ledger.GRANTED, Ledger.AVAILABLE)}
        kept = {account: getattr(row, name) for account, name in COUNTER.items()}
        if counted != kept or row.appropriated != -stood[Ledger.GRANTED]:
            yield f"指标 {row.indicator} 的余额与分录不一致"
    owed = Claim.objects.filter(state__in=(ClaimState.DETERMINED, ClaimState.PAID)).exclude(_without_money())
    for claim in owed.exclude(postings__target=Ledger.RESERVED).select_related("case"):
        yield f"办件 {claim.case.number} 第{claim.ordinal}行已核定，没有预留资金"


def _without_money() -> Q:
    """The claims of procedures that pay nothing: granted with the approval, never noticed for their sum, never reserved."""
    return _of_procedures(lambda procedure: not procedure.pays)


def _without_notice() -> Q:
    """The claims of procedures that say why their payments stand on no notice."""
    return _of_procedures(lambda procedure: bool(procedure.without_notice))


def _of_procedures(fits: Callable[[Procedure], bool]) -> Q:
    claims = Q(pk__in=())
    for item in catalogue.items():
        slugs = [procedure.slug for procedure in item.procedures if fits(procedure)]
        claims |= Q(case__item=item.slug, case__procedure__in=slugs)
    return claims


def _payments() -> Iterator[str]:
    standing = FundsRequest.objects.exclude(state=FundsRequest.State.RETURNED)
    for request in standing.annotate(asked=Sum("lines__amount")).exclude(asked=F("total")):
        yield f"拨付申请 {request.pk} 的总额 {request.total} 与所列明细合计 {request.asked} 不一致"
    for wrong in PaymentLine.objects.annotate(part=PART).exclude(amount=F("part")).select_related("batch"):
        yield f"批次 {wrong.batch.number} 第{wrong.ordinal}笔的金额与核定的不一致"
    for line in (
        PaymentLine.objects.filter(state=LineState.PAID, instalment=None)
        .exclude(claim__state=ClaimState.PAID)
        .select_related("batch")
    ):
        yield f"批次 {line.batch.number} 第{line.ordinal}笔已到账，对应的明细没有记为已到账"
    paid = (
        Claim.objects.filter(state=ClaimState.PAID).exclude(payment_lines__state=LineState.PAID).select_related("case")
    )
    for claim in paid:
        yield f"办件 {claim.case.number} 第{claim.ordinal}行记为已到账，没有对应的付款"
    for batch in PaymentBatch.objects.all():
        total = batch.lines.aggregate(t=Sum("amount"))["t"] or Decimal(0)
        if total != batch.total or batch.lines.count() != batch.count:
            yield f"批次 {batch.number} 的合计与明细不一致"
        if batch.file_sha256 and not _kept(batch.file_sha256):
            yield f"批次 {batch.number} 的支付文件缺失或被改动"
        yield from _bank_files(batch)


def _bank_files(batch: PaymentBatch) -> Iterator[str]:
    """The files of a batch add up to it, and what the bank answered lies as it came; an answered file has no line left open."""
    files = list(batch.bank_files.order_by("number"))
    if batch.file_sha256 and (sum(f.count for f in files), sum(f.total for f in files)) != (batch.count, batch.total):
        yield f"批次 {batch.number} 的银行文件合起来与批次不一致"
    for file in files:
        if not _kept(file.sha256):
            yield f"批次 {batch.number} 的银行文件 {file.name} 缺失或被改动"
        open_lines = batch.lines.filter(ordinal__range=(file.first, file.last), state=LineState.RELEASED)
        if (file.answered_by_id is None) != open_lines.exists():
            yield f"批次 {batch.number} 的银行文件 {file.name} 与其明细的回盘状态不一致"
    for back in batch.returns.exclude(file=None):
        if not _kept(back.sha256):
            yield f"批次 {batch.number} 的回盘文件 {back.sha256[:12]} 缺失或被改动"
