"""Read the bank's own files again, on any machine with Python 3.9 or later; check.py beside this file starts it.

Each file is read by layout.json, which says how this bank wants its files, and compared with lines.csv and batch.csv: what was sent line
for line, what came back line for line. It knows nothing of the system that wrote the tables.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Row = dict[str, str]
LAYOUT, FILES = "layout.json", "bank.csv"
SENT, BACK = "送银行", "回盘"
SEPARATORS = {"comma": ",", "tab": "\t", "bar": "|"}
REFERENCE = re.compile(r"(.+)-([0-9]{1,9})")
SPACE = "urn:iso:std:iso:20022:tech:xsd:"
# Where a message says it: element of a transfer, then path within.
TRANSFER = {
    "reference": "PmtId/EndToEndId",
    "amount": "Amt/InstdAmt",
    "payee": "Cdtr/Nm",
    "account": "CdtrAcct/Id/Othr/Id",
    "bank": "CdtrAgt/FinInstnId/Nm",
}
ANSWER = {
    "reference": "OrgnlEndToEndId",
    "result": "TxSts",
    "amount": "OrgnlTxRef/Amt/InstdAmt",
    "account": "OrgnlTxRef/CdtrAcct/Id/Othr/Id",
}


class Unlike(ValueError):
    """A file that is none of its layout."""


def findings(folder: Path) -> Iterator[str]:
    """Everything in which the bank's files and the tables do not agree."""
    layout = json.loads((folder / LAYOUT).read_text(encoding="utf-8"))
    lines = {row["序号"]: row for row in _table(folder, "lines.csv")}
    batch, files = _table(folder, "batch.csv")[0]["批次号"], _table(folder, FILES)
    told: dict[str, set[str]] = {SENT: set(), BACK: set()}
    for file in files:
        if not file["文件"]:
            continue  # its bytes were never kept
        try:
            read = _read(layout, file["种类"], (folder / file["文件"]).read_bytes())
            wrong = list(_wrong(layout, file, batch, lines, *read, told[file["种类"]]))
        except (ValueError, KeyError, ArithmeticError, OSError, csv.Error) as broken:
            yield f"{file['文件']} 读不懂：{broken}"
            continue
        yield from (f"{file['文件']} {each}" for each in wrong)
    yield from _left_out(files, lines, told)


def _wrong(
    layout: Any, file: Row, batch: str, lines: dict[str, Row], said: list[Row], totals: Row, told: set[str]
) -> Iterator[str]:
    sums = str(len(said)), str(sum((Decimal(each["amount"]) for each in said), Decimal(0)))
    if totals and (totals["count"], Decimal(totals["sum"])) != (sums[0], Decimal(sums[1])):
        yield f"写的合计是 {totals['count']} 笔 {totals['sum']} 元，各笔加起来是 {sums[0]} 笔 {sums[1]} 元"
    if file["笔数"] and (file["笔数"], Decimal(file["总额"])) != (sums[0], Decimal(sums[1])):
        yield f"有 {sums[0]} 笔 {sums[1]} 元，登记的是 {file['笔数']} 笔 {file['总额']} 元"
    for each in said:
        row = lines.get(each["ordinal"])
        if row is None or each["batch"] not in ("", batch):
            yield f"第{each['ordinal']}笔不在这个批次里"
            continue
        if each["ordinal"] in told:
            yield f"第{each['ordinal']}笔出现了两次"
        told.add(each["ordinal"])
        yield from _differs(layout, each, row)


def _differs(layout: Any, said: Row, row: Row) -> Iterator[str]:
    same = {"payee": "户名", "bank": "开户行"}
    if Decimal(said["amount"]) != Decimal(row["金额"]):
        yield f"第{said['ordinal']}笔是 {said['amount']} 元，明细是 {row['金额']} 元"
    if said["account"] != row["账号"].strip():
        yield f"第{said['ordinal']}笔的账号尾号是 {said['account'][-4:]}，明细的尾号是 {row['账号'][-4:]}"
    for name, heading in same.items():
        if said.get(name, row[heading].strip()) != row[heading].strip():
            yield f"第{said['ordinal']}笔的{heading}与明细不同"
    if "result" in said:
        if said["result"] not in layout["results"]:
            yield f"第{said['ordinal']}笔的答复“{said['result']}”不在银行格式里"
        state = "已到账" if layout["results"].get(said["result"]) == "paid" else "退汇"
        if state != row["状态"]:
            yield f"第{said['ordinal']}笔银行答复{state}，明细是{row['状态']}"


def _left_out(files: list[Row], lines: dict[str, Row], told: dict[str, set[str]]) -> Iterator[str]:
    """What no file tells, where all of them are here."""
    here = {kind: [file for file in files if file["种类"] == kind] for kind in told}
    if here[SENT] and (missing := sorted(lines.keys() - told[SENT], key=int)):
        yield f"送银行的文件里没有第{'、'.join(missing[:10])}笔"
    answered = [ordinal for ordinal, row in lines.items() if row["状态"] in ("已到账", "退汇")]
    if all(file["文件"] for file in here[BACK]) and (missing := [each for each in answered if each not in told[BACK]]):
        yield f"没有一份回盘答复第{'、'.join(missing[:10])}笔"


def _table(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{key: value[1:] if value.startswith("'") else value for key, value in row.items()} for row in rows]


def _read(layout: Any, kind: str, data: bytes) -> tuple[list[Row], Row]:
    """What a file says line by line, sums in yuan, and what its line of totals says."""
    part = "payment" if kind == SENT else "answer"
    return _cells(layout, layout[part], data) if "encoding" in layout else _message(layout[part], kind, data)


def _cells(layout: Any, how: Any, data: bytes) -> tuple[list[Row], Row]:
    text, separator = data.decode(layout["encoding"]), SEPARATORS[layout["separator"]]
    if separator == ",":
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    else:
        rows = [line.split(separator) for line in re.split(r"\r\n|\r|\n", text)]
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    rows = rows[1:] if how["titles"] == "shown" else rows
    totals: Row = {}
    if "totals" in how:
        first = how["totals"]["stand"] == "first"
        place = rows[0 if first else -1] if rows else []
        totals, rows = _pairs(how["totals"]["cells"], place), (rows[1:] if first else rows[:-1])
        totals = {
            "count": str(int(totals["count"])),
            "sum": _yuan(how, totals["sum"]),
            "batch": totals.get("batch", ""),
        }
    read = [_pairs([column["means"] for column in how["columns"]], row) for row in rows]
    return [_line(each, totals.get("batch", ""), _yuan(how, each["amount"])) for each in read], totals


def _pairs(names: list[str], cells: list[str]) -> Row:
    if len(names) != len(cells):
        raise Unlike(f"有一行是{len(cells)}列，应是{len(names)}列")
    return dict(zip(names, cells))  # noqa: B905 (`strict` came with Python 3.10)


def _line(each: Row, batch: str, yuan: str) -> Row:
    return {"batch": batch, **each, "ordinal": str(int(each["ordinal"])), "amount": yuan}


def _yuan(how: Any, text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,2})?", text):
        raise Unlike(f"金额“{text[:20]}”读不懂")
    return str((Decimal(text) / 100 if how.get("money") == "fen" else Decimal(text)).quantize(Decimal("0.01")))


def _message(kind: str, way: str, data: bytes) -> tuple[list[Row], Row]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unlike("报文里有文档类型或实体声明")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (declarations were refused above)
    except ElementTree.ParseError as broken:
        raise Unlike("不是完整的报文") from broken
    if root.tag != f"{{{SPACE}{kind}}}Document":
        raise Unlike(f"不是 {kind} 报文")
    element, places = ("CdtTrfTxInf", TRANSFER) if way == SENT else ("TxInfAndSts", ANSWER)
    read = [
        {name: _text(each, kind, path) for name, path in places.items()}
        for each in root.iter(f"{{{SPACE}{kind}}}{element}")
    ]
    totals: Row = {}
    if way == SENT:
        head = "CstmrCdtTrfInitn/GrpHdr/"
        sums = _yuan({}, _text(root, kind, f"{head}CtrlSum"))
        totals = {"count": _text(root, kind, f"{head}NbOfTxs"), "sum": sums}
    return [_referred(each) for each in read], totals


def _referred(each: Row) -> Row:
    parts = REFERENCE.fullmatch(each["reference"])
    if parts is None:
        raise Unlike(f"端到端标识“{each['reference'][:40]}”读不懂")
    return _line({**each, "ordinal": parts[2]}, parts[1], _yuan({}, each["amount"]))


def _text(below: ElementTree.Element, kind: str, path: str) -> str:
    found = below.find("/".join(f"{{{SPACE}{kind}}}{name}" for name in path.split("/")))
    return (found.text or "").strip() if found is not None else ""
