"""The outbox: rows with the transaction, a lease, an effect once, capped tries, a parking place a person sees."""

from datetime import datetime, timedelta

import pytest

from documents.press import Printed
from documents.troubles import NotPrintable
from tests.house import record
from tests.situations import ANSWERED, FILED, SIGNED, batch_released, batch_settled, own_claim
from workflow_app.commands.store_paper import store_paper
from workflow_app.jobs import press, runner
from workflow_app.models import Case, IssuedDocument, OutboxEntry, PaymentBatch, vault
from workflow_app.policy.refusals import NotFound

PDF = Printed(b"%PDF-1.7 made for a test", 1, "")


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making papers is another room's; here the bytes are given."""
    monkeypatch.setattr(press, "render", lambda paper: PDF)


def entry() -> OutboxEntry:
    return OutboxEntry.objects.latest("id")


def test_a_papers_bytes_are_made_once_and_kept_under_their_digest() -> None:
    own_claim()
    assert runner.work(lambda: SIGNED) == 1
    paper = IssuedDocument.objects.get()
    assert (paper.state, vault.get(paper.sha256)) == ("stored", PDF.pdf)
    assert (entry().state, entry().done_at) == ("done", SIGNED)
    assert runner.work(lambda: SIGNED) == 0
    assert not store_paper(paper.pk, b"other", 1, at=SIGNED)


def test_a_worker_killed_after_the_effect_does_no_harm() -> None:
    own_claim()
    taken = runner.claim(SIGNED)
    press.press(taken[0].argument, lambda: SIGNED)
    after = SIGNED + runner.LEASE + timedelta(seconds=1)
    assert runner.work(lambda: after) == 1
    assert entry().state == "done"


def test_two_workers_never_take_the_same_entry() -> None:
    own_claim()
    assert len(runner.claim(SIGNED)) == 1
    assert runner.claim(SIGNED) == []
    assert runner.claim(SIGNED + runner.LEASE) == []
    assert len(runner.claim(SIGNED + runner.LEASE + timedelta(seconds=1))) == 1


def test_an_outlived_lease_marks_nothing() -> None:
    own_claim()
    (old,) = runner.claim(SIGNED)
    runner.claim(SIGNED + runner.LEASE + timedelta(seconds=1))
    assert not runner.run(old, lambda: SIGNED)
    assert entry().state == "new"


def test_a_paper_that_cannot_be_printed_is_parked_with_its_number() -> None:
    own_claim()

    def broken(paper: IssuedDocument) -> Printed:
        raise NotPrintable("缺少字段")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press, "render", broken)
        runner.work(lambda: SIGNED)
    paper = IssuedDocument.objects.get()
    assert (paper.state, paper.failure) == ("parked", "缺少字段")
    assert press.press(paper.pk, lambda: SIGNED)
    assert IssuedDocument.objects.get().state == "stored"


def test_a_failing_job_waits_longer_each_time_and_is_parked_after_the_last_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own_claim()

    def fail(argument: int, now: object) -> None:
        raise OSError("disk full at 王小明 410523199001010011")

    monkeypatch.setitem(runner.JOBS, "press", fail)
    at, waits = FILED, []
    for _ in range(runner.TRIES):
        runner.work(lambda now=at: now)
        waits.append(entry().not_before - at)
        at += timedelta(hours=1)
    assert waits[: len(runner.WAITS)] == list(runner.WAITS)
    assert (entry().state, entry().attempts) == ("parked", 5)


def test_what_an_error_says_of_a_person_stays_out_of_row_and_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own_claim()

    def fail(argument: int, now: object) -> None:
        name = "王小明"
        raise ValueError(f"duplicate key: ({name})")

    monkeypatch.setitem(runner.JOBS, "press", fail)
    monkeypatch.setattr(runner.log, "propagate", True)
    runner.work(lambda: SIGNED)
    kind, code = entry().failure.split("：")[0].split(" ")
    assert (kind, len(code)) == ("ValueError", 6)
    assert "请技术人员按代号在日志里查原因" in entry().failure
    assert f"ValueError {code}" in caplog.text
    assert "王小明)" not in caplog.text + entry().failure


def test_a_long_chunk_keeps_its_lease_while_it_is_worked(monkeypatch: pytest.MonkeyPatch) -> None:
    for serial, username in ((901, "wang"), (902, "li")):
        own_claim(serial, username)
    clock, stolen = [SIGNED], []

    def slowly(argument: int, at: datetime) -> None:
        clock[0] += runner.LEASE - timedelta(seconds=1)
        stolen.append(runner.claim(clock[0]))

    monkeypatch.setitem(runner.JOBS, "press", slowly)
    assert runner.work(lambda: clock[0]) == 2
    assert stolen == [[], []]


def test_a_job_another_worker_has_taken_meanwhile_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    own_claim()
    (old,) = runner.claim(SIGNED)
    runner.claim(SIGNED + runner.LEASE + timedelta(seconds=1))
    monkeypatch.setitem(runner.JOBS, "press", lambda argument, at: pytest.fail("done twice"))
    assert not runner.run(old, lambda: SIGNED)


def test_a_refused_job_is_parked_at_once_with_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    own_claim()

    def refuse(argument: int, at: datetime) -> None:
        raise NotFound("没有这个批次。")

    monkeypatch.setitem(runner.JOBS, "press", refuse)
    runner.work(lambda: SIGNED)
    assert (entry().state, entry().failure) == ("parked", "没有这个批次。")


def test_one_broken_job_takes_no_other_down(monkeypatch: pytest.MonkeyPatch) -> None:
    own_claim()
    own_claim(902, "li")
    first = OutboxEntry.objects.earliest("id").argument

    def once_broken(argument: int, at: datetime) -> None:
        if argument == first:
            raise ValueError("broken")

    monkeypatch.setitem(runner.JOBS, "press", once_broken)
    assert runner.work(lambda: SIGNED) == 1
    assert list(OutboxEntry.objects.order_by("id").values_list("state", flat=True)) == ["new", "done"]


def test_the_bank_file_and_the_closing_follow_by_themselves() -> None:
    batch = batch_released(own_claim())
    runner.work(lambda: ANSWERED)
    assert PaymentBatch.objects.get(pk=batch.pk).state == "written"


def test_a_paid_case_is_closed_by_its_job() -> None:
    batch_settled(own_claim())
    runner.work(lambda: ANSWERED)
    case = Case.objects.get()
    assert case.state == "closed"
    assert record.last(f"case:{case.number}").by is None
