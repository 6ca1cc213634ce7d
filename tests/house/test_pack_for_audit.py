"""迎审包: what proves a batch, and a program that checks it again and names each thing that was changed."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from django.conf import settings

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.second_version import declare
from tests.situations import (
    CLASS_FILED,
    batch_drafted,
    batch_settled,
    case_submitted,
    nothing_new_before_payment,
    own_claim,
    payment_approved,
    return_file,
)
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.keep_audit_package import begin_package
from workflow_app.commands.pack_for_audit import PACK_FOR_AUDIT, pack_for_audit
from workflow_app.commands.read_return import read_return
from workflow_app.commands.record import record as record_act
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.take_audit_package import take_audit_package
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.jobs import pack, runner
from workflow_app.jobs.lease import LEASE
from workflow_app.models import (
    Action,
    AuditPackage,
    IssuedDocument,
    OutboxEntry,
    PackageState,
    PaymentBatch,
    StoredFile,
    vault,
)
from workflow_app.models.chain import personal_digest
from workflow_app.policy.instalments import Part
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance import audit_package

pytestmark = pytest.mark.usefixtures("city")
BOTH_DUE = moment("2026-06-01 10:00")
AT, MADE = moment("2026-05-06 10:00"), moment("2026-05-06 10:03")
WHY = "市审计局就业资金审计"
MANY, MEGABYTE = 40, 1024 * 1024
NUMBER, INDEX = "证件号码", "files.csv"


def asked(batch: PaymentBatch, by: str = cast.FUNDS_CHECK, why: str = WHY) -> AuditPackage:
    return pack_for_audit(batch.pk, why, by=who(by), at=AT)


def made(package: AuditPackage) -> AuditPackage:
    pack.pack_package(package.pk, lambda: MADE)
    package.refresh_from_db()
    return package


def packed(batch: PaymentBatch) -> bytes:
    file = made(asked(batch)).file
    assert file is not None
    return vault.get(file.sha256)


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


def test_the_same_batch_gives_the_same_bytes() -> None:
    batch = batch_settled(own_claim())
    assert packed(batch) == packed(batch)


def test_papers_pass_through_memory_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def many(_: PaymentBatch) -> Iterator[tuple[str, list[bytes]]]:
        for number in range(MANY):
            yield f"papers/{number}.pdf", [hashlib.shake_128(bytes([number])).digest(MEGABYTE)]

    batch = batch_settled(own_claim())
    monkeypatch.setattr(audit_package, "_papers", many)
    with TemporaryFile() as out:
        tracemalloc.start()
        try:
            audit_package.pack(batch, out)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert out.seek(0, io.SEEK_END) > MANY * MEGABYTE
    assert peak < MANY * MEGABYTE / 5


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
    ("a posting", "postings.csv", lambda rows: rows.pop(), "各批共到账 1000.00 元，账上支付 0 元"),
    (
        "a sum the bank was told otherwise",
        "lines.csv",
        lambda rows: rows[0].update(金额="9999.00"),
        "第1笔是 1000.00 元，明细是 9999.00 元",
    ),
    ("an account", "lines.csv", lambda rows: rows[0].update(账号="6222020000001234"), "明细的尾号是 1234"),
    ("a payee", "lines.csv", lambda rows: rows[0].update(户名="别人"), "第1笔的户名与明细不同"),
    ("a result", "lines.csv", lambda rows: rows[0].update(状态="退汇"), "第1笔银行答复已到账，明细是退汇"),
    ("the sum of a file", "bank.csv", lambda rows: rows[0].update(总额="1.00"), "登记的是 1 笔 1.00 元"),
    ("a return left out", "bank.csv", lambda rows: rows.pop(), "没有一份回盘答复第1笔"),
    (
        "a line nobody sent",
        "lines.csv",
        lambda rows: rows.append({**rows[0], "序号": "2"}),
        "送银行的文件里没有第2笔",
    ),
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


@pytest.mark.parametrize("profile", ["gb18030_csv", "gbk_bar", "iso20022_pain", "utf8_tab"])
def test_the_files_of_every_bank_are_read_again(tmp_path: Path, profile: str) -> None:
    choose_profile("finance@410523", profile, "41000012345", by=None, at=CLASS_FILED)
    folder = unpacked(packed(batch_settled(case_submitted(), returned=(3,))), tmp_path)
    assert checked(folder) == (0, "核对完毕，没有发现不一致。\n")
    rewritten(folder, "lines.csv", lambda rows: rows[4].update(账号="6222020000001234", 金额="1.00", 状态="退汇"))
    said = checked(folder)[1]
    for part in ("第5笔是 1000.00 元，明细是 1.00 元", "明细的尾号是 1234", "第5笔银行答复已到账，明细是退汇"):
        assert part in said


def test_a_program_that_was_swapped_is_not_run(tmp_path: Path) -> None:
    folder = unpacked(packed(batch_settled(own_claim())), tmp_path)
    (folder / "check_bank.py").write_text("def findings(folder): return []")
    assert "check_bank.py 不在或者被改动，银行的文件没有核对" in checked(folder)[1]


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


def test_a_table_that_is_gone_or_cut_short_is_told_and_nothing_more(tmp_path: Path) -> None:
    folder = unpacked(packed(batch_settled(own_claim())), tmp_path)
    lines = folder / "lines.csv"
    lines.write_bytes(lines.read_bytes()[:-40])
    code, said = checked(folder)
    assert (code, "lines.csv 第2行不完整" in said, "与清单的指纹不同" in said) == (1, True, True)
    lines.unlink()
    code, said = checked(folder)
    assert (code, "没有找到 lines.csv" in said) == (1, True)
    (folder / "files.csv").unlink()
    assert "没有找到清单 files.csv" in checked(folder)[1]


def test_what_was_not_printed_yet_is_printed_first_and_a_parked_paper_is_told() -> None:
    batch = batch_settled(own_claim())
    missing = audit_package.papers_of(batch).exclude(state="stored")
    assert missing.exists()
    assert made(asked(batch)).state == PackageState.READY
    assert not missing.exists()
    paper = audit_package.papers_of(batch).latest("pk")
    IssuedDocument.objects.filter(pk=paper.pk).update(state="parked")
    failed = made(asked(batch))
    assert (failed.state, paper.title in failed.failure) == (PackageState.FAILED, True)


def test_instalments_are_no_doubles_and_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, instalments=lambda case: (Part(Fraction(3, 5), 0), Part(Fraction(2, 5), 1)))
    batch = draft_batch(payment_approved(own_claim()).pk, by=who(cast.BATCH_DRAFT), at=BOTH_DUE)
    nothing_new_before_payment()
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=BOTH_DUE)
    write_bank_file(batch.pk, at=BOTH_DUE)
    written = PaymentBatch.objects.get(pk=batch.pk)
    read_return(batch.pk, return_file(written), by=who(cast.BATCH_DRAFT), at=BOTH_DUE)
    folder = unpacked(packed(written), tmp_path)
    assert checked(folder) == (0, "核对完毕，没有发现不一致。\n")
    rewritten(folder, "lines.csv", lambda rows: rows[1].update({"期次": "1"}))
    assert "第2笔与第1笔重复" in checked(folder)[1]


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


def test_asking_making_and_taking_are_recorded() -> None:
    batch = batch_settled(own_claim())
    package = made(asked(batch))
    assert package.file is not None
    assert (package.state, package.ended_at, package.file.name) == ("ready", MADE, f"迎审包{batch.number}.zip")
    assert take_audit_package(batch.pk, package.pk, by=who(cast.BATCH_RELEASE), at=MADE) == package.file
    acts = Action.objects.filter(stream=batch.stream).order_by("-ordinal")[:3]
    told = [(act.verb, act.by, act.body) for act in reversed(acts)]
    here = {"package": package.pk}
    assert told == [
        ("pack_for_audit", who(cast.FUNDS_CHECK), here),
        ("keep_audit_package", None, here | {"sha256": package.file.sha256}),
        ("take_audit_package", who(cast.BATCH_RELEASE), here),
    ]
    assert acts[2].personal == personal_digest(WHY)
    assert list(breaks()) == []


def test_asked_for_again_while_one_is_made_it_is_the_same() -> None:
    batch = batch_settled(own_claim())
    first = asked(batch)
    length = record.length(batch.stream.key)
    assert asked(batch, by=cast.BATCH_RELEASE) == first
    assert record.length(batch.stream.key) == length
    assert OutboxEntry.objects.filter(job=PACK_FOR_AUDIT).count() == 1
    made(first)
    assert asked(batch) != first


def test_a_job_makes_it_and_only_once() -> None:
    package = asked(batch_settled(own_claim()))
    runner.work(lambda: MADE)
    package.refresh_from_db()
    assert package.state == PackageState.READY
    assert OutboxEntry.objects.get(job=PACK_FOR_AUDIT).state == OutboxEntry.State.DONE
    assert not pack.pack_package(package.pk, lambda: MADE)
    assert StoredFile.objects.filter(kind="zip").count() == 1


def test_what_a_dead_worker_left_is_made_by_the_next() -> None:
    package = asked(batch_settled(own_claim()))
    assert begin_package(package.pk, at=AT) is not None
    assert made(package).state == PackageState.READY


def act_meanwhile(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """So many times somebody acts on the batch while its rows are read."""
    left = [None] * times

    def packed_beside(batch: PaymentBatch, *told: Any) -> None:
        audit_package.pack(batch, *told)
        if left:
            left.pop()
            acted_on = PaymentBatch.objects.select_related("stream").get(pk=batch.pk)
            record_act(acted_on.stream, "present_return", by=who(cast.BATCH_DRAFT), at=AT, body={})

    monkeypatch.setattr(pack, "pack", packed_beside)


def test_rows_that_moved_meanwhile_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    act_meanwhile(monkeypatch, 2)
    assert made(asked(batch_settled(own_claim()))).state == PackageState.READY


def test_a_batch_that_never_rests_is_told() -> None:
    with pytest.MonkeyPatch.context() as patch:
        act_meanwhile(patch, pack.TRIES)
        package = made(asked(batch := batch_settled(own_claim())))
    assert (package.state, package.failure) == ("failed", pack.MOVED)
    assert record.last(batch.stream.key).verb == "fail_audit_package"
    assert made(asked(batch)).state == PackageState.READY


def test_a_file_that_is_gone_is_told_and_it_may_be_asked_for_again() -> None:
    batch = batch_settled(own_claim())
    lost = batch.bank_files.get().sha256
    place = Path(settings.FILES) / lost[:2] / lost
    kept = place.read_bytes()
    place.unlink()
    package = asked(batch)
    with pytest.raises(FileNotFoundError):
        pack.pack_package(package.pk, lambda: MADE)
    package.refresh_from_db()
    assert (package.state, package.failure, package.ended_at) == ("failed", pack.GONE, MADE)
    place.write_bytes(kept)
    assert made(asked(batch)).state == PackageState.READY


def test_one_that_takes_long_says_how_far_it_is_and_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    package = asked(batch_settled(own_claim()))
    assert runner.claim(AT)
    monkeypatch.setattr(pack, "TOLD_EVERY", -1.0)
    monkeypatch.setattr(pack, "keep_package", lambda *_, at: True)
    package = made(package)
    assert package.entries > 5
    assert OutboxEntry.objects.get(job=PACK_FOR_AUDIT).leased_until == MADE + LEASE


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.HANDLER, cast.RELEASE_ELSEWHERE, cast.TRAINEE])
def test_others_get_nothing(username: str) -> None:
    batch = batch_settled(own_claim())
    with pytest.raises(NotAllowed, match="迎审包由本批次财政部门"):
        asked(batch, by=username)
    package = made(asked(batch))
    with pytest.raises(NotAllowed, match="迎审包由本批次财政部门"):
        take_audit_package(batch.pk, package.pk, by=who(username), at=AT)


def test_what_is_not_ready_is_not_taken() -> None:
    batch = batch_settled(own_claim())
    package = asked(batch)
    with pytest.raises(NotPossibleNow, match="这份迎审包等待制作，现在不能下载"):
        take_audit_package(batch.pk, package.pk, by=who(cast.FUNDS_CHECK), at=AT)
    with pytest.raises(NotFound, match="没有找到这份迎审包"):
        take_audit_package(batch.pk, package.pk + 1, by=who(cast.FUNDS_CHECK), at=AT)


@pytest.mark.parametrize("why", ["", "  ", "审计"])
def test_a_reason_is_given(why: str) -> None:
    with pytest.raises(NotUnderstood, match="请写明用途"):
        asked(batch_settled(own_claim()), why=why)


def test_not_before_the_bank_has_its_file() -> None:
    batch = batch_drafted(own_claim())
    with pytest.raises(NotPossibleNow, match="送银行以后才有迎审资料"):
        asked(batch)
    with pytest.raises(NotFound):
        pack_for_audit(999, WHY, by=who(cast.FUNDS_CHECK), at=AT)
