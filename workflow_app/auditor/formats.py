"""A bank file in whatever layout, as transfers and answers in fen. Which kind of layout it is ends here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.books import fen
from workflow_app.auditor.cells import Cells, Unlike, sheet
from workflow_app.auditor.messages import Message, answered, sent

REFERENCE = re.compile(r"(.+)-([0-9]{1,9})")
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of a payment file; `batch` and `bank` None where its layout has no place for them."""

    batch: str | None
    ordinal: int
    payee: str
    account: str
    bank: str | None
    fen: int
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The bank's word on one line."""

    batch: str | None
    ordinal: int
    account: str
    fen: int
    paid: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """What a file says of itself as a whole; None where it says nothing."""

    count: int | None
    fen: int | None
    batch: str | None
    payer: str | None = None
    day: str | None = None


def payment(layout: Mapping[str, Any], data: bytes) -> tuple[list[Transfer], Totals]:
    """The transfers of a payment file. Raises Unlike."""
    if "encoding" not in layout:
        return _initiation(Message(layout["payment"], data))
    read = sheet(layout, "payment", data)
    lines = [
        Transfer(
            each.get("batch"),
            _ordinal(each["ordinal"]),
            each["payee"],
            each["account"],
            each.get("bank"),
            read.fen(each["amount"]),
            each.get("purpose"),
        )
        for each in read.lines
    ]
    return lines, _totals(read.totals, read.fen)


def answers(layout: Mapping[str, Any], data: bytes) -> list[Answer]:
    """What a return file says, line by line. Raises Unlike."""
    if "encoding" not in layout:
        message = Message(layout["answer"], data)
        return [_status(layout["results"], each) for each in answered(message)]
    read = sheet(layout, "answer", data)
    batch = read.totals.get("batch")
    return [
        Answer(
            each.get("batch", batch),
            _ordinal(each["ordinal"]),
            each["account"],
            read.fen(each["amount"]),
            _is_paid(layout["results"], each["result"]),
        )
        for each in read.lines
    ]


def _totals(cells: Cells, in_fen: Any) -> Totals:
    if not cells:
        return Totals(None, None, None)
    return Totals(_ordinal(cells["count"]), in_fen(cells["sum"]), cells.get("batch"))


def _initiation(message: Message) -> tuple[list[Transfer], Totals]:
    lines = []
    for each in sent(message):
        batch, ordinal = _reference(each["reference"])
        if each["currency"] != "CNY":
            raise Unlike(f"第{ordinal}笔的币种是“{each['currency']}”")
        amount = _amount(each["amount"])
        lines.append(Transfer(batch, ordinal, each["payee"], each["account"], each["bank"], amount, each["purpose"]))
    head, payment = "CstmrCdtTrfInitn/GrpHdr/", "CstmrCdtTrfInitn/PmtInf/"
    sums = {
        (_ordinal(message.text(f"{place}NbOfTxs")), _amount(message.text(f"{place}CtrlSum")))
        for place in (head, payment)
    }
    if len(sums) != 1:
        raise Unlike("两处笔数和总额不一致")
    count, total = sums.pop()
    payer = message.text(f"{payment}DbtrAcct/Id/Othr/Id")
    return lines, Totals(count, total, None, payer, message.text(f"{payment}ReqdExctnDt"))


def _status(results: Mapping[str, str], each: Cells) -> Answer:
    batch, ordinal = _reference(each["reference"])
    return Answer(batch, ordinal, each["account"], _amount(each["amount"]), _is_paid(results, each["result"]))


def _reference(text: str) -> tuple[str, int]:
    parts = REFERENCE.fullmatch(text)
    if parts is None:
        raise Unlike(f"端到端标识“{text[:40]}”读不懂")
    return parts[1], int(parts[2])


def _amount(text: str) -> int:
    if not AMOUNT.fullmatch(text):
        raise Unlike(f"金额“{text[:20]}”读不懂")
    return fen(text)


def _ordinal(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Unlike(f"序号或笔数“{text[:20]}”读不懂")
    return int(text)


def _is_paid(results: Mapping[str, str], code: str) -> bool:
    if code not in results:
        raise Unlike(f"结果“{code[:20]}”不在代码表里")
    return results[code] == "paid"
