"""A disk that is full while papers are stored or packed: a sentence, a number that stays, and the paper once there is room."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import Any, NoReturn

import pytest

from documents.press import Printed
from tests.situations import SIGNED, own_claim
from workflow_app.jobs import bundle, press, runner
from workflow_app.models import IssuedDocument, OutboxEntry
from workflow_app.policy.refusals import NotPossibleNow

PDF = Printed(b"%PDF-1.7 made for a test", 1, "")


def _full(*_: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_paper_keeps_its_number_and_is_stored_when_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "render", lambda paper: PDF)
    own_claim()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "write_bytes", _full)
        runner.work(lambda: SIGNED)
    entry, paper = OutboxEntry.objects.get(job="press"), IssuedDocument.objects.get()
    assert (entry.state, entry.failure, paper.state) == ("parked", press.FULL, "numbered")
    assert press.press(paper.pk, lambda: SIGNED)
    assert IssuedDocument.objects.get().number == paper.number


class _FullDisk(io.BytesIO):
    write = _full


def test_a_zip_that_finds_no_room_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotPossibleNow, match="磁盘已满"):
        bundle.zip_papers([], _FullDisk())
