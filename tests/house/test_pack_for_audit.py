"""迎审包: what proves a batch, and a program that checks it again and names each thing that was changed."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import batch_drafted, batch_settled, own_claim
from workflow_app.commands.pack_for_audit import pack_for_audit
from workflow_app.models import PaymentBatch
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood

pytestmark = pytest.mark.usefixtures("city")
AT = moment("2026-05-06 10:00")
WHY = "市审计局就业资金审计"
NUMBER, INDEX = "证件号码", "files.csv"


def packed(batch: PaymentBatch, by: str = cast.FUNDS_CHECK, why: str = WHY) -> bytes:
    return pack_for_audit(batch.pk, why, by=who(by), at=AT)


def unpacked(data: bytes, folder: Path) -> Path:
    aside = folder / "audit"  # the vault of the tests lies in the folder too
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(aside)
    return aside


def checked(folder: Path) -> tuple[int, str]:
    """What the auditor's own run says: the program knows only the folder."""
    line = [sys.executable, "-I", str(folder / "check.py")]
    ran = subprocess.run(line, capture_output=True, check=False, cwd="/")
    return ran.returncode, ran.stdout.decode()


def rewritten(folder: Path, name: str, change: Callable[[list[dict[str, str]]], None]) -> None:
    """A table with some of its rows changed, and the index made to fit: what a careful forger would do."""
    path = folder / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    head = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, head)
        writer.writeheader()
        writer.writerows(rows)
    if name != INDEX:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        rewritten(folder, INDEX, lambda rows: next(row for row in rows if row["文件"] == name).update(sha256=digest))


def test_a_batch_in_order_is_found_in_order(tmp_path: Path) -> None:
    batch = batch_settled(own_claim())
    folder = unpacked(packed(batch), tmp_path)
    code, said = checked(folder)
    assert (code, said) == (0, "核对完毕，没有发现不一致。\n"), said
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"batch.csv", "lines.csv", "earlier.csv", "registers.csv", "postings.csv", "files.csv", "说明.txt"} <= names
    assert any(name.startswith("bank/1 ") for name in names)
    assert any(name.startswith("bank/回盘1 ") for name in names)
    act = record.last(batch.stream.key)
    assert (act.verb, act.by) == ("pack_for_audit", who(cast.FUNDS_CHECK))


def test_the_same_batch_gives_the_same_bytes() -> None:
    batch = batch_settled(own_claim())
    assert packed(batch) == packed(batch)


CHANGES: list[tuple[str, str, Callable[[list[dict[str, str]]], None], str]] = [
    ("a sum", "lines.csv", lambda rows: rows[0].update(金额="9999.00"), "第1笔支付 9999.00 元，公示 1000.00 元"),
    (
        "its total",
        "lines.csv",
        lambda rows: rows[0].update(金额="9999.00"),
        "明细 1 笔 9999.00 元，批次记载 1 笔 1000.00 元",
    ),
    ("a person", "lines.csv", lambda rows: rows[0].update({NUMBER: "410523199001010000"}), "证件号码与公示的尾号不同"),
    ("a notice", "lines.csv", lambda rows: rows[0].update(公示状态=""), "没有公示期满无异议的记录"),
    ("a line twice", "lines.csv", lambda rows: rows.append({**rows[0], "序号": "2"}), "第2笔与第1笔重复"),
    ("a posting", "postings.csv", lambda rows: rows.pop(), "第1笔到账 1000.00 元，账上支付 0 元"),
    (
        "one person for two",
        "batch.csv",
        lambda rows: rows[0].update(放款账号=rows[0]["编制账号"]),
        "编制和放款是同一个人",
    ),
]


@pytest.mark.parametrize(("table", "change", "sentence"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_was_changed_is_named(
    tmp_path: Path, table: str, change: Callable[[list[dict[str, str]]], None], sentence: str
) -> None:
    folder = unpacked(packed(batch_settled(own_claim())), tmp_path)
    rewritten(folder, table, change)
    code, said = checked(folder)
    assert code == 1
    assert sentence in said


def test_a_file_swapped_left_out_or_put_in_is_named(tmp_path: Path) -> None:
    folder = unpacked(packed(batch_settled(own_claim())), tmp_path)
    bank = next((folder / "bank").glob("1 *"))
    bank.write_bytes(b"changed")
    next((folder / "papers").glob("*.pdf")).unlink()
    (folder / "bank" / "extra.csv").write_text("more")
    code, said = checked(folder)
    assert code == 1
    assert f"文件 bank/{bank.name} 与清单的指纹不同" in said
    assert "在清单里，没有找到" in said
    assert "文件 bank/extra.csv 不在清单里" in said


def test_who_died_before_the_money_came_is_named(tmp_path: Path) -> None:
    folder = unpacked(packed(batch_settled(own_claim())), tmp_path)
    with (folder / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
        number = next(csv.DictReader(file))[NUMBER]
    answers = folder / "registers.csv"
    head = answers.read_text(encoding="utf-8-sig").splitlines()[0]
    answers.write_text(f"{head}\n{number},x,死亡登记,2026-04-20 10:00:00,2026-04-01,\n", encoding="utf-8-sig")
    assert "第1笔的受益人 2026-04-01 死亡，2026-04-21 到账" in checked(folder)[1]


def test_what_overlaps_an_earlier_claim_is_named(tmp_path: Path) -> None:
    folder = unpacked(packed(batch_settled(own_claim())), tmp_path)
    rewritten(folder, "lines.csv", lambda rows: rows[0].update(起="2026-01-01", 止="2026-03-31"))
    with (folder / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
        line = next(csv.DictReader(file))
    earlier = folder / "earlier.csv"
    head = earlier.read_text(encoding="utf-8-sig").splitlines()[0]
    row = f"410523-2025-000001,1,{line[NUMBER]},{line['种类']},别的,2026-03-31,2026-06-30,100.00,已到账"
    earlier.write_text(f"{head}\n{row}\n", encoding="utf-8-sig")
    assert "第1笔与办件 410523-2025-000001的期间重叠" in checked(folder)[1]


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.HANDLER, cast.RELEASE_ELSEWHERE, cast.TRAINEE])
def test_others_get_nothing(username: str) -> None:
    with pytest.raises(NotAllowed, match="迎审包由本批次财政部门"):
        packed(batch_settled(own_claim()), by=username)


@pytest.mark.parametrize("why", ["", "  ", "审计"])
def test_a_reason_is_given(why: str) -> None:
    with pytest.raises(NotUnderstood, match="请写明用途"):
        packed(batch_settled(own_claim()), why=why)


def test_not_before_the_bank_has_its_file() -> None:
    batch = batch_drafted(own_claim())
    with pytest.raises(NotPossibleNow, match="送银行以后才有迎审资料"):
        packed(batch)
    with pytest.raises(NotFound):
        pack_for_audit(999, WHY, by=who(cast.FUNDS_CHECK), at=AT)
