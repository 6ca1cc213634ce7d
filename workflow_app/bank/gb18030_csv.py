"""The profile of the demo's agent bank: CSV in GB18030, a totals line, CRLF. Modelled on common bank layouts, no bank's own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from workflow_app.bank.transfer import Answer, Transfer, Unreadable
from workflow_app.policy.money import yuan_text

NAME = "gb18030_csv"
SENT = ("批次号", "序号", "户名", "账号", "开户行", "金额", "用途")
ANSWERED = ("批次号", "序号", "账号", "金额", "结果", "原因")
TOTAL = "合计"
RESULTS = {"成功": True, "失败": False}
ORDINAL = re.compile(r"[0-9]{1,9}")
MONEY = re.compile(r"\d{1,12}\.\d{2}", re.ASCII)
LARGEST_BYTES = 20 * 1024 * 1024


def write(batch: str, transfers: Sequence[Transfer]) -> bytes:
    """The payment file: the same batch gives the same bytes."""
    rows = [(batch, t.ordinal, t.payee, t.account, t.bank, yuan_text(t.fen), t.purpose) for t in transfers]
    total = (TOTAL, len(transfers), "", "", "", yuan_text(sum(t.fen for t in transfers)), "")
    return _written([SENT, *rows, total])


def write_answer(batch: str, answers: Sequence[Answer]) -> bytes:
    """The return file, as the simulated bank writes it."""
    rows = [(batch, a.ordinal, a.account, yuan_text(a.fen), "成功" if a.paid else "失败", a.reason) for a in answers]
    return _written([ANSWERED, *rows, (TOTAL, len(answers), "", yuan_text(sum(a.fen for a in answers)), "", "")])


def read_answer(batch: str, data: bytes) -> list[Answer]:
    """The bank's answers, whole. Raises Unreadable for another batch, a cut file, sums that do not add up."""
    rows = list(_rows(data))
    while rows and not any(rows[-1]):
        rows.pop()  # an empty last line says nothing
    if not rows or tuple(rows[0]) != ANSWERED:
        raise Unreadable(f"这不是回盘文件：第1行应为“{','.join(ANSWERED)}”。请向代理银行重新取得回盘文件。")
    if len(rows) < 2 or rows[-1][:1] != [TOTAL]:
        raise Unreadable("回盘文件没有合计行，可能没有下载完整。请重新下载后再导入，本次没有入账。")
    answers = [_answer(batch, number, row) for number, row in enumerate(rows[1:-1], start=2)]
    _add_up(rows[-1], answers, len(rows))
    return answers


def _written(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("gb18030")


def _rows(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as broken:
        raise Unreadable(
            f"回盘文件第{broken.start}字节处不是GB18030编码，文件可能已损坏。请重新下载后再导入。"
        ) from broken
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as broken:
        raise Unreadable(f"回盘文件的格式读不懂（{broken}）。请不要用表格软件另存，重新下载后直接导入。") from broken


def _answer(batch: str, number: int, row: Sequence[str]) -> Answer:
    if len(row) != len(ANSWERED):
        raise Unreadable(
            f"回盘文件第{number}行应有{len(ANSWERED)}列，现在是{len(row)}列。请重新下载后再导入，本次没有入账。"
        )
    said, ordinal, account, money, result, reason = (cell.strip() for cell in row)
    if said != batch:
        raise Unreadable(f"回盘文件第{number}行是批次 {said} 的，不是本批次 {batch}。请选择本批次的回盘文件。")
    if not ORDINAL.fullmatch(ordinal) or not MONEY.fullmatch(money) or result not in RESULTS:
        raise Unreadable(f"回盘文件第{number}行的序号、金额或结果读不懂。请向代理银行核对后重新下载。")
    return Answer(int(ordinal), account, int(money.replace(".", "")), RESULTS[result], reason)


def _add_up(total: Sequence[str], answers: Sequence[Answer], number: int) -> None:
    said = (total[1].strip(), total[3].strip()) if len(total) == len(ANSWERED) else ("", "")
    if said != (str(len(answers)), yuan_text(sum(answer.fen for answer in answers))):
        raise Unreadable(
            f"回盘文件第{number}行的合计与明细不符，文件可能被截断或改动。请重新下载后再导入，本次没有入账。"
        )
