"""Check a batch again from the tables beside this file, on any machine with Python 3.9 or later: python check.py [FOLDER]

It knows nothing of the system that wrote the tables. Prints a sentence for whatever does not agree and exits with 1 then.
"""

from __future__ import annotations

import csv
import hashlib
import runpy
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

Row = dict[str, str]
PAID = "已到账"
INDEX = "files.csv"
TABLES = ("lines.csv", "batch.csv", "earlier.csv", "registers.csv", "postings.csv", "bank.csv")
BANK = "check_bank.py"  # reads the bank's files


def findings(folder: Path) -> Iterator[str]:
    """Everything that does not agree, in the order files, sums, notice, persons, registers, postings, the bank's files. Without one of its tables, or with
    one cut short, there is nothing more to compare."""
    if not (folder / INDEX).is_file():
        yield f"没有找到清单 {INDEX}"
        return
    yield from _files(folder)
    if unreadable := list(_unreadable(folder)):
        yield from unreadable
        return
    lines = _table(folder, "lines.csv")
    yield from _sums(lines, _table(folder, "batch.csv")[0])
    yield from _notice(lines)
    yield from _persons(lines, _table(folder, "earlier.csv"))
    yield from _registers(lines, _table(folder, "registers.csv"))
    yield from _postings(lines, _table(folder, "postings.csv"))
    yield from _bank(folder)


def _bank(folder: Path) -> Iterator[str]:
    """By the program beside this one, if it is the one that was packed."""
    program, told = folder / BANK, {row["文件"]: row["sha256"] for row in _table(folder, INDEX)}
    if not program.is_file() or hashlib.sha256(program.read_bytes()).hexdigest() != told.get(BANK):
        yield f"{BANK} 不在或者被改动，银行的文件没有核对"
        return
    yield from runpy.run_path(str(program))["findings"](folder)


def _table(folder: Path, name: str) -> list[Row]:
    return [{key: value.removeprefix("'") for key, value in row.items()} for row in _rows(folder, name)]


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _unreadable(folder: Path) -> Iterator[str]:
    for name in TABLES:
        if not (folder / name).is_file():
            yield f"没有找到 {name}，以下的没有核对"
            continue
        for number, row in enumerate(_rows(folder, name), start=2):
            if None in row or None in row.values():
                yield f"{name} 第{number}行不完整，以下的没有核对"
        if name == "batch.csv" and not _rows(folder, name):
            yield f"{name} 没有内容，以下的没有核对"


def _files(folder: Path) -> Iterator[str]:
    """Each file has the digest that the index says, and the index names each."""
    told = {row["文件"]: row["sha256"] for row in _table(folder, INDEX)}
    there = {str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there - set(told) - {INDEX}):
        yield f"文件 {name} 不在清单里"
    for name, digest in told.items():
        if name not in there:
            yield f"文件 {name} 在清单里，没有找到"
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield f"文件 {name} 与清单的指纹不同"


def _sums(lines: list[Row], batch: Row) -> Iterator[str]:
    total = sum((Decimal(row["金额"]) for row in lines), Decimal(0))
    if (len(lines), total) != (int(batch["笔数"]), Decimal(batch["总额"])):
        yield f"明细 {len(lines)} 笔 {total} 元，批次记载 {batch['笔数']} 笔 {batch['总额']} 元"
    if batch["编制账号"] == batch["放款账号"]:
        yield f"编制和放款是同一个人：{batch['编制人']}"


def _notice(lines: list[Row]) -> Iterator[str]:
    """What is paid stood on notice, to the same person and with the same sum, and nobody's objection stands."""
    for row in lines:
        if row["不公示的依据"]:
            continue
        if row["公示状态"] != "无异议":
            yield f"第{row['序号']}笔没有公示期满无异议的记录"
        elif Decimal(row["公示金额"]) != _whole(row):
            yield f"第{row['序号']}笔{'核定' if row['期次'] else '支付'} {_whole(row)} 元，公示 {row['公示金额']} 元"
        elif row["证件号码"][-4:] not in row["公示内容"]:
            yield f"第{row['序号']}笔的证件号码与公示的尾号不同"


def _whole(row: Row) -> Decimal:
    """What the line is a payment of: an instalment is of what was determined."""
    return Decimal(row["核定金额"] if row["期次"] else row["金额"])


def _persons(lines: list[Row], earlier: list[Row]) -> Iterator[str]:
    """Nobody is paid twice for the same thing, or for days that overlap."""
    known: dict[tuple[str, str], list[tuple[str, Row]]] = defaultdict(list)
    for row in earlier:
        known[row["证件号码"], row["种类"]].append((f"办件 {row['办件编号']}", row))
    for row in lines:
        same = known[row["证件号码"], row["种类"]]
        for where, other in same:
            if _parts_of_one(row, other):
                continue
            if other["标的"] == row["标的"]:
                yield f"第{row['序号']}笔与{where}重复：同一人、同一标的 {row['标的']}"
            elif _overlap(row, other):
                yield f"第{row['序号']}笔与{where}的期间重叠"
        same.append((f"第{row['序号']}笔", row))


def _parts_of_one(row: Row, other: Row) -> bool:
    """Two instalments of the same determined line."""
    same = all(row[name] == other.get(name) for name in ("办件编号", "明细行"))
    return same and bool(row["期次"]) and row["期次"] != other.get("期次", row["期次"])


def _overlap(row: Row, other: Row) -> bool:
    days = (row["起"], row["止"], other["起"], other["止"])
    return all(days) and row["起"] <= other["止"] and other["起"] <= row["止"]


def _registers(lines: list[Row], answers: list[Row]) -> Iterator[str]:
    """Nobody is paid who had died."""
    died = {row["证件号码"]: row["死亡日期"] for row in answers if row["死亡日期"]}
    for row in lines:
        day = died.get(row["证件号码"])
        if day and row["到账日期"] and day <= row["到账日期"]:
            yield f"第{row['序号']}笔的受益人 {day} 死亡，{row['到账日期']} 到账"


def _postings(lines: list[Row], postings: list[Row]) -> Iterator[str]:
    """The accounts show as paid what arrived, whichever batches it went with, and nothing else."""
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in postings:
        if row["至"] == "支付":
            paid[row["办件编号"], row["明细行"]] += Decimal(row["金额"])
    for row in lines:
        posted, arrived = paid[row["办件编号"], row["明细行"]], Decimal(row["各批已到账"])
        if posted != arrived or (row["状态"] == PAID and arrived < Decimal(row["金额"])):
            yield f"第{row['序号']}笔{row['状态']} {row['金额']} 元，各批共到账 {arrived} 元，账上支付 {posted} 元"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    found = list(findings(folder))
    last = f"核对完毕，发现 {len(found)} 处。" if found else "核对完毕，没有发现不一致。"
    sys.stdout.buffer.write("\n".join([*found, last, ""]).encode())
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
