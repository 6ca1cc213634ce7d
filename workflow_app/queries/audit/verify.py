"""Prove that nothing was changed behind the house's back: the auditor's word on the money, and what only the house itself can tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import import_module

from cryptography.exceptions import InvalidTag
from django.apps import apps

from workflow_app.auditor.audit import differences
from workflow_app.models import Action, Filing, IssuedDocument, NumberSeries, PublishedEdition, vault
from workflow_app.models.chain import canonical, personal_digest
from workflow_app.queries.audit import fsck
from workflow_app.queries.audit.books import books


def breaks() -> Iterator[str]:
    """A sentence for every break: what the auditor finds in chains, seals, claims, notices, ledger, payments, doubts, accounts and
    limits; then policies, filings, papers, states, and what the families say of rows of their own."""
    yield from differences(books())
    for part in (
        _editions,
        _filings,
        _papers,
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
        if paper.sha256 and not _kept(paper):
            yield f"文书 {paper.number} 的文件缺失或被改动"
        if paper.hands and not _signed_so(paper):
            yield f"文书 {paper.number} 的拟稿、审核、签发与办理记录不同"
    for series in NumberSeries.objects.all():
        issued = IssuedDocument.objects.filter(unit=series.unit, series=series.series, year=series.year)
        if issued.exists() and issued.count() != series.last:
            yield f"文号 {series} 有缺号：已发{issued.count()}件"


def _signed_so(paper: IssuedDocument) -> bool:
    """Whoever the paper names did what the chain says they did."""
    named = {(hand["act"], hand["name"]) for hands in paper.hands.values() for hand in hands}
    acts = Action.objects.filter(stream__case=paper.case_id, ordinal__in=[act for act, _name in named])
    return named <= set(acts.values_list("ordinal", "by_name"))


def _kept(paper: IssuedDocument) -> bool:
    """The bytes handed out are there, and begin with what the press made."""
    try:
        content = vault.get(paper.sha256)
    except (OSError, InvalidTag):  # gone, changed, or sealed with a key nobody has
        return False
    made = hashlib.sha256(content[: paper.unsigned_size]).hexdigest()
    return hashlib.sha256(content).hexdigest() == paper.sha256 and paper.unsigned_sha256 in ("", made)
