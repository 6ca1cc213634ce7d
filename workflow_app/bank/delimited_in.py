"""The bank's answer in cells, read whole: what cannot be trusted as a file is refused with what, where and what to do."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from workflow_app.bank.delimited_out import totals_cells
from workflow_app.bank.profile import PAID, RETURNED, Delimited, Layout, Totals
from workflow_app.bank.transfer import Answer, Said, Unreadable

ORDINAL = re.compile(r"[0-9]{1,9}")
MONEY = {"yuan": re.compile(r"[0-9]{1,12}\.[0-9]{2}"), "fen": re.compile(r"[0-9]{1,15}")}
END_OF_LINE = re.compile(r"\r\n|\n|\r")
UNEXPLAINED = "银行没有说明原因"
NOTHING_POSTED = "请重新下载后再导入，本次没有入账。"
Row = tuple[int, list[str]]  # its line, its cells


def read_cells(profile: Delimited, data: bytes) -> list[Said]:
    """What every row says. Raises Unreadable for a wrong encoding, a cut file, sums that do not add up, an unknown code."""
    layout = profile.answer
    rows = [(n, [cell.strip() for cell in cells]) for n, cells in enumerate(_rows(profile, data), start=1)]
    while rows and not any(rows[-1][1]):
        rows.pop()  # an empty last line says nothing
    if layout.titles:
        rows = _without_titles(profile, rows)
    if layout.totals is None:
        return [_said(profile, "", *row) for row in _some(rows)]
    total, rows = _without_totals(layout.totals, rows)
    batch = dict(zip(layout.totals.cells, total[1], strict=False)).get("batch", "")
    said = [_said(profile, batch, *row) for row in rows]
    _add_up(layout, layout.totals, batch, total, [each.answer.fen for each in said])
    return said


def text_of(encoding: str, coding: str, data: bytes, file: str = "回盘文件") -> str:
    """The text of a file; Unreadable says at which byte it is none of this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Unreadable(f"{file}第{broken.start}字节处不是{coding}编码，文件可能已损坏。{NOTHING_POSTED}") from broken


def _rows(profile: Delimited, data: bytes) -> Iterator[list[str]]:
    text = text_of(profile.encoding, profile.coding, data)
    if profile.separator != ",":
        lines = END_OF_LINE.split(text)
        return iter([line.split(profile.separator) for line in lines])
    return quoted_rows(text, "回盘文件")


def quoted_rows(text: str, file: str) -> Iterator[list[str]]:
    """The cells of a file with quotes; Unreadable where its quotes are broken."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as broken:
        raise Unreadable(f"{file}的格式读不懂（{broken}）。请不要用表格软件另存，重新下载后直接导入。") from broken


def _without_titles(profile: Delimited, rows: list[Row]) -> list[Row]:
    heading = profile.answer.heading
    if not rows or rows[0][1] != heading:
        shown = (profile.separator if profile.separator != "\t" else "，").join(heading)
        raise Unreadable(f"这不是回盘文件：第1行应为“{shown}”（{profile.coding}编码）。请向代理银行重新取得回盘文件。")
    return rows[1:]


def _some(rows: list[Row]) -> list[Row]:
    if not rows:
        raise Unreadable(f"回盘文件里一笔也没有。{NOTHING_POSTED}")
    return rows


def _without_totals(totals: Totals, rows: list[Row]) -> tuple[Row, list[Row]]:
    first = totals.stand == "first"
    place = 0 if first else -1
    if not rows or rows[place][1][:1] != [totals.word]:
        where = (
            f"第1行不是以“{totals.word}”开头的控制行，这不是本格式的回盘文件"
            if first
            else "没有合计行，可能没有下载完整"
        )
        raise Unreadable(f"回盘文件{where}。{NOTHING_POSTED}")
    return rows[place], rows[1:] if first else rows[:-1]


def _said(profile: Delimited, batch: str, number: int, row: Sequence[str]) -> Said:
    layout = profile.answer
    if len(row) != len(layout.columns):
        raise Unreadable(f"回盘文件第{number}行应有{len(layout.columns)}列，现在是{len(row)}列。{NOTHING_POSTED}")
    cells = {column.means: cell for column, cell in zip(layout.columns, row, strict=True)}
    if not _figures(layout, cells) or any(cells["fixed"] != c.text for c in layout.columns if c.means == "fixed"):
        raise Unreadable(f"回盘文件第{number}行的序号或金额读不懂。请向代理银行核对后重新下载，本次没有入账。")
    paid, reason = _outcome(profile, number, cells["result"], cells.get("reason", ""))
    fen = int(cells["amount"].replace(".", ""))
    return Said(number, cells.get("batch", batch), Answer(int(cells["ordinal"]), cells["account"], fen, paid, reason))


def _figures(layout: Layout, cells: dict[str, str]) -> bool:
    return bool(ORDINAL.fullmatch(cells["ordinal"]) and MONEY[layout.money].fullmatch(cells["amount"]))


def _outcome(profile: Delimited, number: int, code: str, row_says: str) -> tuple[bool, str]:
    means = profile.results.get(code)
    if means is None:
        raise Unreadable(
            f"回盘文件第{number}行的结果“{code[:20]}”不在这种格式的代码表（{'、'.join(profile.results)}）里，不知道钱有没有付出。"
            "请向代理银行问明含义，本次没有入账。"
        )
    return outcome(means, row_says)


def outcome(means: str, row_says: str) -> tuple[bool, str]:
    """(paid, reason) of a code's meaning and what its row adds."""
    if means == PAID:
        return True, ""
    if means == RETURNED:
        return False, row_says or UNEXPLAINED
    return False, f"{means}（{row_says}）" if row_says and row_says != means else means


def _add_up(layout: Layout, totals: Totals, batch: str, total: Row, fens: list[int]) -> None:
    number, cells = total
    wanted = totals_cells(totals, layout, batch, fens)
    if len(cells) != len(wanted) or _sums(totals, cells) != _sums(totals, wanted):
        raise Unreadable(f"回盘文件第{number}行的合计与明细不符，文件可能被截断或改动。{NOTHING_POSTED}")


def _sums(totals: Totals, cells: Sequence[str]) -> list[str]:
    """Count and sum, whatever zeros stand before them."""
    return [cell.lstrip("0") for kind, cell in zip(totals.cells, cells, strict=True) if kind in ("count", "sum")]
