"""The bank's statement of the paying account (对账单): a layout as data, every transaction read or the file refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from workflow_app.bank.delimited_in import quoted_rows, text_of
from workflow_app.bank.delimited_out import quoted_text
from workflow_app.bank.profile_file import ENCODINGS, Reading
from workflow_app.bank.transfer import LARGEST_BYTES, Unreadable
from workflow_app.policy.money import yuan_text
from workflow_app.policy.strict_yaml import read_tree

FILE = Path(__file__).parent / "statements" / "statement_csv.yaml"
MEANINGS = ("on", "serial", "summary", "reference", "paid", "back", "balance")
MONEY = re.compile(r"-?[0-9]{1,12}\.[0-9]{2}")
SERIAL = re.compile(r"[0-9A-Za-z]{1,40}")
REFERENCE = re.compile(r"([0-9]{6}ZF[0-9]{9})(?:P([0-9]{1,4})|-([0-9]{1,6}))?")
NOT_READ = "请重新下载后再导入，本次没有读入。"


@dataclass(frozen=True, slots=True)
class StatementProfile:
    """How the bank lays out a statement: its columns by title, and what each means."""

    name: str
    title: str
    says: str
    encoding: str
    columns: tuple[tuple[str, str], ...]  # (title, meaning)

    @property
    def heading(self) -> list[str]:
        return [title for title, _means in self.columns]


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction; fen that left (`paid`) or came back (`back`), never both; `balance` is what stood afterwards."""

    row: int
    on: date
    serial: str
    summary: str
    reference: str
    paid: int
    back: int
    balance: int


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference means: a whole batch, one of its files, or one of its lines."""

    batch: str
    part: int | None = None
    ordinal: int | None = None


@cache
def statement_profile() -> StatementProfile:
    """The one layout there is. NotUnderstood for a mistaken file."""
    tree, lines = read_tree(FILE.read_text(encoding="utf-8"), FILE.name)
    reading = Reading(FILE.name, lines)
    said = reading.mapping(tree, ())
    reading.only(said, ("name", "title", "says", "encoding", "separator", "columns"))
    columns = [reading.mapping(each, ("columns",)) for each in said.get("columns", []) if not isinstance(each, str)]
    read = tuple((reading.words(each, "title"), reading.one_of(each, "means", MEANINGS)) for each in columns)
    if sorted(means for _title, means in read) != sorted(MEANINGS):
        raise reading.mistake(("columns",), f"每一列都要有一次：{'、'.join(MEANINGS)}")
    encoding = reading.one_of(said, "encoding", ENCODINGS)
    name, title, says = (reading.words(said, key) for key in ("name", "title", "says"))
    return StatementProfile(name, title, says, encoding, read)


def read_statement_file(profile: StatementProfile, data: bytes) -> list[Entry]:
    """Every transaction in its order. Raises Unreadable for another file, a changed figure, a missing row: balances run through."""
    if len(data) > LARGEST_BYTES:
        raise Unreadable("对账单超过20MB，请按月下载后分次导入。")
    text = text_of(profile.encoding, profile.encoding.upper(), data, "对账单")
    rows = [[cell.strip() for cell in row] for row in quoted_rows(text, "对账单")]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows or rows[0] != profile.heading:
        raise Unreadable(f"这不是对账单：第1行应为“{','.join(profile.heading)}”。请从网上银行重新下载账户明细。")
    entries = [_entry(profile, number, row) for number, row in enumerate(rows[1:], start=2)]
    if not entries:
        raise Unreadable("对账单里一笔交易也没有。请选择有交易的日期重新下载。")
    _runs_through(entries)
    return entries


def write_statement_file(profile: StatementProfile, entries: Iterable[Entry]) -> bytes:
    """The statement as a simulated bank writes it."""
    rows = [[_shown(each, means) for _title, means in profile.columns] for each in entries]
    return quoted_text([profile.heading, *rows], "\r\n").encode(profile.encoding)


def meaning(reference: str) -> Meant | None:
    """The batch, file or line a reference names; None for one that is not ours."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        return None
    return Meant(found[1], int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def _shown(entry: Entry, means: str) -> str:
    value = getattr(entry, means)
    if isinstance(value, int):
        return yuan_text(value) if value or means == "balance" else ""
    return str(value)


def _entry(profile: StatementProfile, number: int, row: Sequence[str]) -> Entry:
    where = f"对账单第{number}行"
    if len(row) != len(profile.columns):
        raise Unreadable(f"{where}应有{len(profile.columns)}列，现在是{len(row)}列。{NOT_READ}")
    said = {means: cell for (_title, means), cell in zip(profile.columns, row, strict=True)}
    paid, back, balance = (_fen(said[means]) for means in ("paid", "back", "balance"))
    if paid is None or back is None or balance is None or min(paid, back) < 0 or not said["balance"]:
        raise Unreadable(f"{where}的金额读不懂，应像 1000.00 这样写。{NOT_READ}")
    if (paid > 0) == (back > 0):
        raise Unreadable(f"{where}应只有借方或只有贷方金额。{NOT_READ}")
    if not SERIAL.fullmatch(said["serial"]):
        raise Unreadable(f"{where}没有流水号，或者流水号读不懂。{NOT_READ}")
    return Entry(
        number,
        _day(where, said["on"]),
        said["serial"],
        said["summary"][:120],
        said["reference"][:40],
        paid,
        back,
        balance,
    )


def _day(where: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"{where}的交易日期“{text[:20]}”读不懂，应像 2026-04-20 这样写。{NOT_READ}") from None


def _fen(text: str) -> int | None:
    if not text:
        return 0
    return int(text.replace(".", "")) if MONEY.fullmatch(text) else None


def _runs_through(entries: Sequence[Entry]) -> None:
    for before, entry in pairwise(entries):
        if before.balance - entry.paid + entry.back != entry.balance:
            raise Unreadable(f"对账单第{entry.row}行的余额与上一行接不上，文件可能缺行或被改动。{NOT_READ}")
    serials: dict[str, int] = {}
    for entry in entries:
        if entry.serial in serials:
            raise Unreadable(f"对账单第{entry.row}行与第{serials[entry.serial]}行的流水号相同。{NOT_READ}")
        serials[entry.serial] = entry.row
