"""A bank's return file held against its batch: what matches, what does not and why. Nothing is posted here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.timezone import localtime

from workflow_app.bank.formats import read_answer
from workflow_app.bank.matching import Matching, Sent, match
from workflow_app.bank.transfer import Unreadable
from workflow_app.models import BankFile, BankReturn, LineState, PaymentBatch, PaymentLine
from workflow_app.policy.money import fen_of
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.finance.bank_profiles import profile_of

ANSWERED = {LineState.PAID: "到账", LineState.RETURNED: "退汇"}
NAMED = 3  # differences that fit into one sentence


def look(
    batch: PaymentBatch, data: bytes, lines: Iterable[PaymentLine], leave_out: BankReturn | None = None
) -> Matching:
    """What the file says of these lines; `leave_out` is its own posting, if it was posted since. NotUnderstood for a file that
    cannot be trusted as a whole."""
    try:
        said = read_answer(profile_of(batch), data)
    except Unreadable as broken:
        raise NotUnderstood(str(broken)) from broken
    files = list(batch.bank_files.select_related("answered_by__read_by").order_by("number"))
    answered = {file.number: file.answered_by for file in files if file.answered_by != leave_out}
    return match(batch.number, [_sent(line, files, answered) for line in lines], said)


def why_not_whole(batch: PaymentBatch, matching: Matching) -> str:
    """The sentence of a file that may not be posted: the first differences, and what to ask the bank for."""
    named, of = len(matching.matched) + len(matching.unmatched), len(matching.missing)
    wrong = "；".join(each.why for each in matching.unmatched[:NAMED])
    more = f"等{len(matching.unmatched)}处" if len(matching.unmatched) > NAMED else ""
    missing = f"文件有{named}笔，缺{of}笔" if of else ""
    said = "；".join(each for each in (wrong + more, missing) if each)
    return f"回盘文件与批次 {batch.number} 对不上：{said}。整份没有入账，请向代理银行要求：{'；'.join(matching.to_ask[:NAMED])}。"


def posted_before(sha256: str) -> BankReturn | None:
    """Who posted this very file, to which batch."""
    return BankReturn.objects.filter(sha256=sha256).select_related("read_by", "batch").first()


def said_who(before: BankReturn) -> str:
    """ "The same file again": who read it, when, to which batch."""
    when = f"{localtime(before.read_at):%Y年%-m月%-d日 %H:%M}"
    return f"这份回盘文件已由{before.read_by.name}于{when}导入批次 {before.batch.number}，没有重复入账。"


def by_ordinal(batch: PaymentBatch) -> Mapping[int, PaymentLine]:
    """The lines of a batch with their claims."""
    return {line.ordinal: line for line in batch.lines.select_related("claim").order_by("ordinal")}


def _sent(line: PaymentLine, files: list[BankFile], answered: Mapping[int, BankReturn | None]) -> Sent:
    part = next(each.number for each in files if each.first <= line.ordinal <= each.last)
    return Sent(line.ordinal, line.account, fen_of(line.amount), part, _answered(line, answered.get(part)))


def _answered(line: PaymentLine, before: BankReturn | None) -> str:
    if before is None:
        return ""
    when = f"{localtime(before.read_at):%Y年%-m月%-d日 %H:%M}"
    return f"已由{before.read_by.name}于{when}导入，记为{ANSWERED[LineState(line.state)]}"
