"""A disk that is full while papers are stored or packed: nothing half-written is left, the number stays, and the work is done by itself
once there is room. The disk of the first tests is a real one of a few kilobytes, where this machine lets us have it."""

from __future__ import annotations

import errno
import io
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError

from documents.press import Printed
from tests.situations import SIGNED, batch_settled, own_claim
from workflow_app.commands.pack_for_audit import pack_for_audit
from workflow_app.jobs import press, runner
from workflow_app.jobs.room import is_full
from workflow_app.models import AuditPackage, IssuedDocument, OutboxEntry, PaymentBatch, vault
from workflow_app.queries.audit.readiness import NO_ROOM, missing

PDF = Printed(b"%PDF-1.7 made for a test" * 1000, 1, "")  # 24 kB
SMALL = 64  # kB of the whole disk
FILLING = "filling"


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Path]]:
    """From its call on the vault is on a file system of its own, of which 8 kB are free."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a file system here")
    try:
        (disk / FILLING).write_bytes(bytes((SMALL - 8) * 1024))
        yield lambda: monkeypatch.setattr(settings, "FILES", disk) or disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def files_in(disk: Path) -> list[str]:
    return [path.name for path in disk.rglob("*") if path.is_file() and path.name != FILLING]


@pytest.mark.tampered  # the vault of the other papers is not on the small disk
def test_a_paper_keeps_its_number_and_is_stored_by_itself_when_there_is_room(
    small_disk: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "render", lambda paper: PDF)
    own_claim()
    disk = small_disk()
    runner.work(lambda: SIGNED)
    entry, paper = OutboxEntry.objects.get(job="press"), IssuedDocument.objects.get()
    assert (entry.state, entry.failure, entry.attempts, paper.state) == ("new", NO_ROOM, 0, "numbered")
    assert files_in(disk) == []
    assert any("磁盘已满，有1项任务等空间" in lack for lack in missing(SIGNED)[1])
    for tried in range(runner.TRIES + 1):
        at = SIGNED + (tried + 1) * runner.UNTIL_THERE_IS_ROOM
        runner.work(lambda at=at: at)
    assert OutboxEntry.objects.get(job="press").state == "new", "it is never given up"
    (disk / FILLING).unlink()
    later = at + runner.UNTIL_THERE_IS_ROOM + timedelta(seconds=1)
    runner.work(lambda: later)
    stored = IssuedDocument.objects.get()
    assert (stored.number, stored.state, files_in(disk)) == (paper.number, "stored", [stored.sha256])
    assert vault.get(stored.sha256) == PDF.pdf


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_what_does_not_fit_leaves_nothing(small_disk: Callable[[], Path], city: None, long: bool) -> None:
    data, disk = bytes(3 * vault.PART), small_disk()
    with pytest.raises(OSError, match="No space left") as full:
        vault.put_long(io.BytesIO(data)) if long else vault.put(data)
    assert (full.value.errno, files_in(disk)) == (errno.ENOSPC, [])
    assert vault.put(b"a little") in files_in(disk), "what fits is kept"


def _full(*_: Any, **__: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_fault_of_ours_on_a_full_disk_is_no_full_disk() -> None:
    def gives_up() -> None:
        try:
            _full()
        except OSError:
            {}["a slip while giving up"]

    with pytest.raises(KeyError) as slip:
        gives_up()
    assert not is_full(slip.value)
    assert is_full(OSError(errno.ENOSPC, ""))
    assert is_full(OSError(errno.EDQUOT, ""))
    assert not is_full(OSError(errno.EACCES, ""))


def _fails_at(call: str, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(vault.os, call, _full)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_nothing_bears_its_name_before_it_is_on_the_disk(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    with monkeypatch.context() as meanwhile:
        _fails_at(call, meanwhile)
        with pytest.raises(OSError, match="No space left"):
            vault.put(b"not kept")
    assert not [path for path in Path(settings.FILES).rglob("*") if path.suffix == vault.HALF]
    assert vault.get(vault.put(b"not kept")) == b"not kept"


def test_a_half_whose_writer_died_is_swept_and_nothing_else() -> None:
    kept = vault.put(b"kept")
    half = Path(settings.FILES) / kept[:2] / f"{kept}.abc{vault.HALF}"
    half.write_bytes(b"ke")
    written = half.stat().st_mtime
    assert vault.sweep(written, lambda digest: True) == 0
    assert vault.sweep(written + 5, lambda digest: True) == 1
    assert (half.exists(), vault.get(kept)) == (False, b"kept")


@pytest.mark.parametrize("named", [True, False])
def test_what_stepped_aside_before_a_death_comes_back_where_a_row_names_it(named: bool) -> None:
    kept = vault.put(b"kept")
    place = Path(settings.FILES) / kept[:2] / kept
    place.rename(place.with_suffix(".0123456789abcdef0123456789abcdef"))
    assert vault.sweep(place.parent.stat().st_mtime + 5, lambda digest: named and digest == kept) == 1
    assert [path.name for path in place.parent.iterdir()] == ([kept] if named else [])


def test_while_nobody_can_tell_whether_it_is_named_a_file_stays() -> None:
    kept = vault.put(b"kept")

    def away() -> NoReturn:
        raise DatabaseError("away")

    with pytest.raises(DatabaseError):
        vault.drop_unless(kept, away)
    assert vault.get(kept) == b"kept"


@pytest.mark.parametrize("change", [lambda made: made[: len(vault.IN_PARTS)], lambda made: made + b"\0\0\0\0and more"])
def test_a_long_file_cut_to_its_head_or_written_on_is_told(change: Callable[[bytes], bytes]) -> None:
    kept = vault.put_long(io.BytesIO(bytes(3 * vault.PART)))
    place = Path(settings.FILES) / kept[:2] / kept
    place.write_bytes(change(place.read_bytes()))
    with pytest.raises(InvalidTag):
        vault.get(kept)


def test_an_empty_long_file_is_kept_as_one() -> None:
    assert vault.get(vault.put_long(io.BytesIO())) == b""


def test_an_audit_package_waits_for_room_and_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    batch: PaymentBatch = batch_settled(own_claim())
    runner.work(lambda: SIGNED)
    assert batch.drafted_by is not None
    package = pack_for_audit(
        batch.pk, "市审计局就业资金审计", by=batch.released_by or batch.drafted_by, at=batch.drafted_at
    )
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(vault, "put_long", _full)
        runner.work(lambda: batch.drafted_at)
    entry = OutboxEntry.objects.get(job="pack_for_audit")
    assert (entry.state, entry.failure, AuditPackage.objects.get().state) == ("new", NO_ROOM, "making")
    later = batch.drafted_at + runner.UNTIL_THERE_IS_ROOM + timedelta(seconds=1)
    runner.work(lambda: later)
    package.refresh_from_db()
    assert package.state == "ready"
