"""Files of cells as a profile lays them out: the payment file, and the answer as a simulated bank writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from workflow_app.bank.profile import PAID, RETURNED, Column, Delimited, Layout, Totals
from workflow_app.bank.transfer import Answer, Order, Transfer, Unwritable
from workflow_app.policy.money import yuan_text

LOWEST_PRINTABLE = " "
Cells = Mapping[str, str | int]


def write_cells(profile: Delimited, order: Order, transfers: Sequence[Transfer]) -> bytes:
    """One payment file of an order. Raises Unwritable naming the line and what is wrong with it."""
    layout, batch = profile.payment, order.batch
    rows = [[_cell(profile, column, layout, _transfer(batch, t)) for column in layout.columns] for t in transfers]
    return _written(profile, layout, rows, _totals(layout, batch, [t.fen for t in transfers]))


def write_cells_answer(profile: Delimited, batch: str, answers: Sequence[Answer]) -> bytes:
    """The return file to those lines."""
    layout = profile.answer
    rows = [[_cell(profile, column, layout, _answer(profile, batch, a)) for column in layout.columns] for a in answers]
    return _written(profile, layout, rows, _totals(layout, batch, [a.fen for a in answers]))


def _transfer(batch: str, t: Transfer) -> Cells:
    return {
        "batch": batch,
        "ordinal": t.ordinal,
        "payee": t.payee,
        "account": t.account,
        "bank": t.bank,
        "amount": t.fen,
        "purpose": t.purpose,
    }


def _answer(profile: Delimited, batch: str, a: Answer) -> Cells:
    return {
        "batch": batch,
        "ordinal": a.ordinal,
        "account": a.account,
        "amount": a.fen,
        "result": code_of(profile.results, a),
        "reason": a.reason,
    }


def code_of(results: Mapping[str, str], answer: Answer) -> str:
    """The code a bank would give: the reason's own, else the one that leaves the reason to its row, else the last."""
    wanted = PAID if answer.paid else answer.reason
    exact = (code for code, means in results.items() if means == wanted)
    left_to_the_row = (code for code, means in results.items() if means == RETURNED)
    return next(exact, None) or next(left_to_the_row, None) or [c for c, m in results.items() if m != PAID][-1]


def _cell(profile: Delimited, column: Column, layout: Layout, said: Cells) -> str:
    value = column.text if column.means == "fixed" else said[column.means]
    text = _figure(column.means, value, layout.money, column.width) if isinstance(value, int) else value
    if fault := _fault(profile, column, text):
        raise Unwritable(f"第{said['ordinal']}笔的“{column.title}”{fault}")
    return text


def _figure(means: str, value: int, money: str, width: int) -> str:
    text = yuan_text(value) if means in ("amount", "sum") and money == "yuan" else str(value)
    return text.zfill(width)


def _fault(profile: Delimited, column: Column, text: str) -> str:
    """Why a cell cannot be written; '' when it can."""
    if any(character < LOWEST_PRINTABLE for character in text):
        return "里有换行或其他控制字符，银行的文件写不了，请更正后重新编制。"
    if profile.separator != "," and profile.separator in text:
        return f"里有分隔符“{profile.separator}”，银行的文件写不了，请更正后重新编制。"
    try:
        size = len(text.encode(profile.encoding.removesuffix("-sig")))
    except UnicodeEncodeError as strange:
        missing = text[strange.start]
        return f"里的“{missing}”不在{profile.coding}字库里，银行的文件写不了，请换用GB18030或UTF-8的银行格式。"
    if column.longest and size > column.longest:
        return f"超过这种格式的{column.longest}字节，银行的文件写不了，请更正或换用另一种银行格式。"
    return ""


def _totals(layout: Layout, batch: str, fens: Sequence[int]) -> list[str]:
    return totals_cells(layout.totals, layout, batch, fens) if layout.totals else []


def totals_cells(totals: Totals, layout: Layout, batch: str, fens: Sequence[int]) -> list[str]:
    """The line of totals as these lines would have it."""
    said = {
        "word": totals.word,
        "batch": batch,
        "count": str(len(fens)),
        "sum": _figure("sum", sum(fens), layout.money, 0),
        "empty": "",
    }
    return [said[cell] for cell in totals.cells]


def _written(profile: Delimited, layout: Layout, rows: list[list[str]], totals: list[str]) -> bytes:
    lines = [layout.heading] if layout.titles else []
    first = layout.totals is not None and layout.totals.stand == "first"
    lines += [*([totals] if totals and first else []), *rows, *([totals] if totals and not first else [])]
    text = quoted_text(lines, profile.line_end) if profile.separator == "," else _plain(profile, lines)
    return text.encode(profile.encoding)


def quoted_text(lines: Sequence[Sequence[str]], line_end: str) -> str:
    """Cells with commas, quoted where they must be."""
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end).writerows(lines)
    return out.getvalue()


def _plain(profile: Delimited, lines: list[list[str]]) -> str:
    return "".join(profile.separator.join(line) + profile.line_end for line in lines)
