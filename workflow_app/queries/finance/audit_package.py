"""一键迎审包: everything that proves a batch, in one archive, with a program that checks it again without this system."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from django.db.models import Q, QuerySet, Sum
from django.utils.timezone import localtime

from workflow_app.bank import profile_file
from workflow_app.models import (
    BankFile,
    BankReturn,
    Claim,
    IssuedDocument,
    Ledger,
    LineState,
    NoticeLine,
    PaperState,
    PaymentBatch,
    PaymentLine,
    Posting,
    RegisterRecord,
    vault,
)
from workflow_app.models.claim import OWED
from workflow_app.policy import catalogue
from workflow_app.policy.register import Register
from workflow_app.policy.strict_yaml import read_tree
from workflow_app.queries.finance import audit_check, audit_check_bank
from workflow_app.queries.finance.recoverable import CENT
from workflow_app.queries.law.told import content_of
from workflow_app.tables.profile import neutral

OF_CASES = ("minutes", "file_index")  # the papers of single cases that go along
AT_ONCE = 200  # rows
BEGAN = (1980, 1, 1, 0, 0, 0)  # every entry bears the same moment, so that the same batch gives the same bytes
LINES = (
    *("序号", "办件编号", "明细行", "受益人", "证件号码", "种类", "标的", "起", "止", "金额", "户名", "账号", "开户行"),
    *("状态", "到账日期", "公示批次", "公示序号", "公示内容", "公示金额", "公示状态", "不公示的依据"),
    *("期次", "核定金额", "各批已到账"),
)
EARLIER = ("办件编号", "明细行", "证件号码", "种类", "标的", "起", "止", "金额", "状态")
REGISTERS = ("证件号码", "办件编号", "登记系统", "查询时间", "死亡日期", "没有答复的原因")
POSTINGS = ("指标文号", "办件编号", "明细行", "自", "至", "金额", "时间")
BANK = ("文件", "种类", "笔数", "总额")
BATCH = (
    *("批次号", "笔数", "总额", "编制人", "编制账号", "编制时间"),
    *("放款人", "放款账号", "放款时间", "结清时间", "状态"),
)
Table = Iterable[Sequence[Any]]


def pack(batch: PaymentBatch, out: BinaryIO, entered: Callable[[], None] = lambda: None) -> None:
    """Write the archive: tables, papers, bank files and returns, their index with digests, and check.py. The same batch gives the
    same bytes as long as nothing about it changed.

    Rows and papers are read a few at a time, so a large batch takes no more memory than a small one; `entered` is called after
    every entry.
    """
    index = []
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in _entries(batch):
            index.append((name, _enter(archive, name, data)))
            entered()
        _enter(archive, "files.csv", _csv(("文件", "sha256"), index))


def _entries(batch: PaymentBatch) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield from _tables(batch)
    yield from _papers(batch)
    yield from _bank(batch)
    yield "layout.json", [_layout(batch)]
    yield "check.py", [_program(audit_check)]
    yield "check_bank.py", [_program(audit_check_bank)]
    yield "说明.txt", [_words(batch)]


def _enter(archive: zipfile.ZipFile, name: str, data: Iterable[bytes]) -> str:
    """The digest of what was written."""
    entry, digest = zipfile.ZipInfo(name, BEGAN), hashlib.sha256()
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w") as out:
        for part in data:
            out.write(part)
            digest.update(part)
    return digest.hexdigest()


def _tables(batch: PaymentBatch) -> Iterator[tuple[str, Iterable[bytes]]]:
    claims = Claim.objects.filter(payment_lines__batch=batch)
    yield "batch.csv", _csv(BATCH, [_batch(batch)])
    yield "lines.csv", _csv(LINES, _lines(batch))
    yield "earlier.csv", _csv(EARLIER, _earlier(claims))
    yield "registers.csv", _csv(REGISTERS, _registers(claims))
    yield "postings.csv", _csv(POSTINGS, _postings(claims))
    yield "bank.csv", _csv(BANK, _bank_files(batch))


def _batch(batch: PaymentBatch) -> tuple[Any, ...]:
    released = (batch.released_by.name, batch.released_by.username) if batch.released_by else ("", "")
    times = (batch.drafted_at, batch.released_at, batch.settled_at)
    drafted_at, released_at, settled_at = (_moment(at) for at in times)
    drafted = (batch.drafted_by.name, batch.drafted_by.username)
    sums = (batch.number, batch.count, batch.total)
    return *sums, *drafted, drafted_at, *released, released_at, settled_at, batch.get_state_display()


def _lines(batch: PaymentBatch) -> Table:
    rows = batch.lines.select_related("claim__case", "instalment").order_by("ordinal").iterator(AT_ONCE)
    while lines := list(islice(rows, AT_ONCE)):
        yield from _some_lines(lines)


def _some_lines(lines: Sequence[PaymentLine]) -> Table:
    noticed = NoticeLine.objects.filter(claim__in=[line.claim_id for line in lines]).exclude(
        state=NoticeLine.State.VOID
    )
    on_notice = {row.claim_id: row for row in noticed.select_related("notice")}
    arrived = _arrived([line.claim_id for line in lines])
    for line in lines:
        claim, shown = line.claim, on_notice.get(line.claim_id)
        procedure = catalogue.procedure(claim.case.item, claim.case.procedure)
        told = (
            (str(shown.notice), shown.ordinal, shown.shown, shown.amount, shown.get_state_display())
            if shown
            else ("",) * 5
        )
        yield (
            *(line.ordinal, claim.case.number, claim.ordinal, claim.beneficiary["name"], claim.beneficiary["number"]),
            *(claim.kind, claim.key, claim.since or "", claim.until or "", line.amount),
            *(line.payee, line.account, line.bank, line.get_state_display()),
            localtime(line.settled_at).date() if line.settled_at else "",
            *told,
            procedure.without_notice,
            *(line.instalment.ordinal if line.instalment else "", claim.amount, arrived.get(claim.pk, Decimal("0.00"))),
        )


def _arrived(claims: Sequence[int]) -> dict[int, Decimal]:
    """How much of claims arrived by now, whichever batches it went with: a returned transfer may have been paid by a later one."""
    paid = PaymentLine.objects.filter(claim__in=claims, state=LineState.PAID).order_by()
    return {claim: total.quantize(CENT) for claim, total in paid.values_list("claim").annotate(sum=Sum("amount"))}


def _earlier(claims: QuerySet[Claim]) -> Table:
    """What else was determined or paid to the same persons, of whatever case."""
    people = claims.values("beneficiary_index")
    others = Claim.objects.filter(beneficiary_index__in=people, state__in=OWED).exclude(pk__in=claims.values("pk"))
    for claim in others.select_related("case").order_by("pk").iterator(AT_ONCE):
        which = (claim.case.number, claim.ordinal, claim.beneficiary["number"], claim.kind, claim.key)
        yield *which, claim.since or "", claim.until or "", claim.amount, claim.get_state_display()


def _registers(claims: QuerySet[Claim]) -> Table:
    """What the registers said of the beneficiaries, each time they were asked."""
    about = Q(subject_index__in=claims.values("beneficiary_index")) | Q(case__in=claims.values("case"))
    for row in RegisterRecord.objects.filter(about).select_related("case").order_by("pk").iterator(AT_ONCE):
        died = (content_of(row) or {}).get("died_on") or "" if row.register == Register.DEATH else ""
        label = Register(row.register).label
        yield row.subject, row.case.number, label, _moment(row.asked_at), died, row.failure


def _postings(claims: QuerySet[Claim]) -> Table:
    rows = Posting.objects.filter(claim__in=claims.values("pk")).select_related("appropriation", "claim__case")
    for row in rows.order_by("pk").iterator(AT_ONCE):
        assert row.claim is not None, "asked for by their claims"
        which = (row.appropriation.indicator, row.claim.case.number, row.claim.ordinal)
        yield *which, Ledger(row.source).label, Ledger(row.target).label, row.amount, _moment(row.at)


def papers_of(batch: PaymentBatch) -> QuerySet[IssuedDocument]:
    """Every paper of the notice and the request, and of each case its minutes and its file index; void ones are not among them."""
    request, cases = batch.request, Claim.objects.filter(payment_lines__batch=batch).values("case")
    of_cases = Q(case__in=cases, kind__in=OF_CASES)
    papers = IssuedDocument.objects.filter(of_cases | Q(notice=request.notice_id) | Q(funds_request=request.pk))
    return papers.exclude(state=PaperState.VOID)


def _papers(batch: PaymentBatch) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Each file once."""
    seen: set[str] = set()
    for paper in papers_of(batch).filter(state=PaperState.STORED).order_by("pk").iterator(AT_ONCE):
        if paper.sha256 not in seen:
            seen.add(paper.sha256)
            yield f"papers/{paper.pk:07d} {paper.title} {paper.number}.pdf", vault.parts(paper.sha256)


def _bank(batch: PaymentBatch) -> Iterator[tuple[str, Iterable[bytes]]]:
    for file in batch.bank_files.order_by("number"):
        yield _name_of(file), vault.parts(file.sha256)
    for name, back in _returns(batch):
        if name:
            yield name, vault.parts(back.sha256)


def _bank_files(batch: PaymentBatch) -> Table:
    """What went to the bank and what came back; a return whose bytes were never kept has no name."""
    for file in batch.bank_files.order_by("number"):
        yield _name_of(file), "送银行", file.count, file.total
    for name, _back in _returns(batch):
        yield name, "回盘", "", ""


def _name_of(file: BankFile) -> str:
    return f"bank/{file.number} {file.name}"


def _returns(batch: PaymentBatch) -> Iterator[tuple[str, BankReturn]]:
    number = 0
    for back in batch.returns.select_related("file").order_by("pk"):
        number += back.file is not None
        yield f"bank/回盘{number} {back.file.name}" if back.file else "", back


def _program(module: ModuleType) -> bytes:
    return Path(str(module.__file__)).read_bytes()


def _layout(batch: PaymentBatch) -> bytes:
    """How this bank wants its files, as the profile has it."""
    file = profile_file.FOLDER / f"{batch.profile}.yaml"
    tree, _lines = read_tree(file.read_text(encoding="utf-8"), file.name)
    return json.dumps(tree, ensure_ascii=False, indent=1).encode()


def _words(batch: PaymentBatch) -> bytes:
    return (
        f"支付批次 {batch.number} 的迎审资料\n\n"
        "batch.csv 批次；lines.csv 每一笔支付和它的公示；earlier.csv 同一受益人的其他已核定、已到账明细；\n"
        "registers.csv 登记系统的答复；postings.csv 指标账户的分录；bank.csv 银行文件的目录；layout.json 这家银行的文件格式；\n"
        "papers/ 公示、纪要、拨付申请、花名册、放款审批单、卷内目录；\n"
        "bank/ 送银行的文件和回盘文件；files.csv 以上文件的指纹（sha256）。\n\n"
        "复核：把压缩包解开，在这个文件夹里运行  python check.py  。它只读这些文件，不连接任何系统；\n"
        "核对指纹、合计、公示与支付、重复和期间重叠、死亡日期、分录，并由 check_bank.py 逐笔重读银行的文件，每处不一致说一句话。\n\n"
        "内含完整的证件号码和账号，请按保密要求保管，用后销毁。\n"
    ).encode()


def _csv(head: Sequence[str], rows: Table) -> Iterator[bytes]:
    """The table a few rows at a time, with the mark by which spreadsheets know UTF-8."""
    rest = chain([head], rows)
    yield codecs.BOM_UTF8
    while some := list(islice(rest, AT_ONCE)):
        text = io.StringIO()
        csv.writer(text).writerows([_plain(value) for value in row] for row in some)
        yield text.getvalue().encode()


def _plain(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return neutral(str(value))


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M:%S}" if at else ""
