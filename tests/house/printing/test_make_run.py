"""A print run from the order to its end: printed, bound, taken, cancelled, thrown away; and what stops it in the middle."""

from __future__ import annotations

import errno
import io
import zipfile
from datetime import timedelta
from typing import Any, NoReturn

import pikepdf
import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.printing.conftest import FEW, Ordered
from tests.house.quick_hands import QuickHands
from tests.situations import SIGNED
from workflow_app.commands import drop_files
from workflow_app.commands.printing.take_volume import take_volume
from workflow_app.commands.printing.throw_away import cancel_run, expire_runs
from workflow_app.jobs import press, print_run, runner
from workflow_app.models import IssuedDocument, OutboxEntry, PrintRun, StoredFile, vault
from workflow_app.models.print_run import KEPT
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow
from workflow_app.queries.audit.readiness import NO_ROOM
from workflow_app.queries.desk.print_runs import progress_of

Papers = list[IssuedDocument]


def made(run: PrintRun) -> PrintRun:
    print_run.make_print_run(run.pk, lambda: SIGNED)
    run.refresh_from_db()
    return run


def bytes_of(run: PrintRun) -> list[bytes]:
    return [vault.get(each.file.sha256) for each in run.volumes.order_by("ordinal")]


def voided(paper: IssuedDocument) -> None:
    IssuedDocument.objects.filter(pk=paper.pk).update(state="void")


def test_they_are_printed_bound_two_to_a_volume_and_each_begins_on_a_right_page(
    quick: QuickHands, papers: Papers, ordered: Ordered
) -> None:
    run = made(ordered())
    assert run.state == "ready"
    assert set(IssuedDocument.objects.values_list("state", flat=True)) == {"stored"}
    pages = []
    for volume in bytes_of(run):
        with pikepdf.open(io.BytesIO(volume)) as pdf:
            pages.append(len(pdf.pages))
    assert pages == [4, 4, 2], "a paper of one page and a blank one, twice, twice and once"
    told = progress_of(run)
    assert (told.total, told.printed, told.put_in, told.left, told.percent) == (FEW, FEW, FEW, 0, 100)


def test_a_zip_holds_each_under_its_title_and_number(quick: QuickHands, papers: Papers, ordered: Ordered) -> None:
    run = made(ordered("zip"))
    (archive,) = bytes_of(run)
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        assert whole.namelist() == [f"{paper.title} {paper.number}.pdf" for paper in papers]
        assert whole.read(whole.namelist()[0]) == vault.get(IssuedDocument.objects.earliest("pk").sha256)


def test_order_end_and_each_taking_are_acts_that_name_the_run_and_its_bytes(
    quick: QuickHands, papers: Papers, ordered: Ordered
) -> None:
    run = ordered()
    act = record.last("organisation")
    told = {"run": run.pk, "unit": run.unit_id, "form": "volumes", "papers": FEW, "chosen": "全部种类"}
    assert (act.verb, act.by, act.body) == ("order_print_run", who(cast.INTAKE), told)
    made(run)
    digests = [each.file.sha256 for each in run.volumes.order_by("ordinal")]
    act = record.last("organisation")
    assert (act.verb, act.by, act.body) == ("keep_print_run", None, {"run": run.pk, "sha256": digests})
    for person in (cast.INTAKE, cast.BUREAU_HEAD):
        take_volume(run.pk, 2, by=who(person), at=SIGNED)
        act = record.last("organisation")
        assert (act.verb, act.by) == ("take_print_volume", who(person))
        assert act.body == {"run": run.pk, "volume": 2, "sha256": digests[1]}


@pytest.mark.parametrize("person", [cast.INTAKE_ELSEWHERE, cast.RURAL_CHECK, cast.BATCH_RELEASE, cast.AGENT])
def test_nobody_else_takes_or_cancels(quick: QuickHands, ordered: Ordered, person: str) -> None:
    run = ordered()
    with pytest.raises(NotAllowed, match="批量打印由出具文书的单位"):
        cancel_run(run.pk, by=who(person), at=SIGNED)
    made(run)
    with pytest.raises(NotAllowed, match="批量打印由出具文书的单位"):
        take_volume(run.pk, 1, by=who(person), at=SIGNED)


def test_what_is_not_ready_or_not_there_is_not_taken(quick: QuickHands, ordered: Ordered) -> None:
    run = ordered()
    with pytest.raises(NotPossibleNow, match="等待制作，现在没有可以下载的文件"):
        take_volume(run.pk, 1, by=who(cast.INTAKE), at=SIGNED)
    made(run)
    with pytest.raises(NotFound, match="没有这一册"):
        take_volume(run.pk, 9, by=who(cast.INTAKE), at=SIGNED)
    with pytest.raises(NotFound, match="没有找到这次批量打印"):
        take_volume(run.pk + 1, 1, by=who(cast.INTAKE), at=SIGNED)


def test_one_that_cannot_be_printed_and_one_voided_meanwhile_are_left_out_and_said(
    quick: QuickHands, papers: Papers, ordered: Ordered
) -> None:
    run = ordered()
    quick.refuses = {papers[0].number}
    voided(papers[3])
    told = progress_of(made(run))
    assert [(row.paper_id, row.left_out, row.paper.failure) for row in told.left_out] == [
        (papers[0].pk, "unprinted", "缺少字段"),
        (papers[3].pk, "void", ""),
    ]
    assert (run.state, told.total, told.put_in) == ("ready", 3, 3)


def test_what_is_voided_after_it_was_bound_is_said(quick: QuickHands, papers: Papers, ordered: Ordered) -> None:
    run = made(ordered())
    voided(papers[1])
    assert progress_of(run).void_since == [papers[1]]


def test_where_nothing_can_go_in_the_run_fails_with_a_sentence(
    quick: QuickHands, papers: Papers, ordered: Ordered
) -> None:
    quick.refuses = {paper.number for paper in papers}
    run = made(ordered())
    assert (run.state, "没有可以装入的" in run.failure, run.volumes.count()) == ("failed", True, 0)
    assert record.last("organisation").verb == "fail_print_run"


class _Killed(BaseException):
    """What a kill leaves: nothing after it runs."""


def _killed(*_: object, **__: object) -> NoReturn:
    raise _Killed


def test_a_worker_killed_while_it_prints_is_followed_by_one_that_prints_the_rest(
    quick: QuickHands, papers: Papers, ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ordered()
    stored: list[int] = []

    def until_two(paper_id: int, *said: object, **more: object) -> bool:
        if len(stored) == 2:
            raise _Killed
        stored.append(paper_id)
        return store(paper_id, *said, **more)  # type: ignore[arg-type]

    store = press.store_paper
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(press, "store_paper", until_two)
        with pytest.raises(_Killed):
            made(run)
    before = quick.asked
    assert made(run).state == "ready"
    assert quick.asked - before == FEW - 2


def test_a_worker_killed_while_it_binds_is_followed_by_one_that_goes_on_behind_the_volumes(
    quick: QuickHands, papers: Papers, ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ordered()
    bound: list[list[int]] = []
    bind = print_run.bind_papers

    def once(papers: list[int], target: object) -> None:
        if bound:
            raise _Killed
        bound.append(papers)
        bind(papers, target)  # type: ignore[arg-type]

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(print_run, "bind_papers", once)
        with pytest.raises(_Killed):
            made(run)
    first = bytes_of(run)
    monkeypatch.setattr(print_run, "bind_papers", lambda papers, target: (bound.append(papers), bind(papers, target)))
    assert made(run).state == "ready"
    assert bytes_of(run)[:1] == first
    assert [key for volume in bound for key in volume] == [paper.pk for paper in papers]


def test_a_big_paper_fills_a_volume_alone(
    quick: QuickHands, papers: Papers, ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_run, "VOLUME_BYTES", 1)
    assert made(ordered()).volumes.count() == FEW


def test_cancelled_while_it_prints_nothing_is_kept_and_the_printed_ones_stay(
    quick: QuickHands, ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_run, "LOOKED_EVERY", -1.0)
    run = ordered()
    keep = press._keep

    def cancelling(*said: object) -> bool:
        if PrintRun.objects.get(pk=run.pk).is_open:
            cancel_run(run.pk, by=who(cast.HANDLER), at=SIGNED)
        return keep(*said)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "_keep", cancelling)
    assert made(run).state == "cancelled"
    assert run.volumes.count() == 0
    assert IssuedDocument.objects.filter(state="stored").count() == 1
    assert record.last("organisation").verb == "cancel_print_run"
    with pytest.raises(NotPossibleNow, match="已取消，没有可取消的"):
        cancel_run(run.pk, by=who(cast.INTAKE), at=SIGNED)


def test_after_its_days_the_files_are_gone_and_the_papers_are_not(
    quick: QuickHands, ordered: Ordered, django_capture_on_commit_callbacks: object
) -> None:
    run = made(ordered())
    digests = [each.file.sha256 for each in run.volumes.all()]
    assert expire_runs(at=SIGNED + KEPT - timedelta(minutes=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert expire_runs(at=SIGNED + KEPT) == 1
    run.refresh_from_db()
    assert (run.state, record.last("organisation").verb) == ("expired", "expire_print_run")
    assert not StoredFile.objects.filter(sha256__in=digests).exists()
    for digest in digests:
        with pytest.raises(FileNotFoundError):
            vault.get(digest)
    for paper in IssuedDocument.objects.all():
        assert vault.get(paper.sha256)
    with pytest.raises(NotPossibleNow, match="已到期清除"):
        take_volume(run.pk, 1, by=who(cast.INTAKE), at=SIGNED + KEPT)


def test_a_full_disk_waits_for_room_and_any_other_trouble_is_told(
    quick: QuickHands, ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    run = ordered()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(vault, "put_long", full)
        runner.work(lambda: SIGNED, leaving=["press"])
    entry = OutboxEntry.objects.get(job="make_print_run")
    run.refresh_from_db()
    assert (entry.state, entry.failure, entry.attempts, run.state) == ("new", NO_ROOM, 0, "making")
    monkeypatch.setattr(print_run, "bind_papers", lambda *_: vault.get("0" * 64))
    with pytest.raises(FileNotFoundError):
        made(run)
    run.refresh_from_db()
    assert (run.state, run.failure) == ("failed", print_run.GONE)


def test_the_runner_makes_it_once(quick: QuickHands, ordered: Ordered) -> None:
    run = ordered()
    runner.work(lambda: SIGNED, leaving=["press"])
    run.refresh_from_db()
    assert run.state == "ready"
    assert not print_run.make_print_run(run.pk, lambda: SIGNED)


def test_a_volume_another_worker_kept_meanwhile_is_bound_by_one_alone(
    quick: QuickHands, papers: list[IssuedDocument], ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, divided, raced = ordered(), print_run._divided, []

    def meanwhile(rows: Any, whole: bool) -> Any:
        if not raced:
            raced.append(True)
            assert print_run._volume(run, lambda: SIGNED)
        return divided(rows, whole)

    monkeypatch.setattr(print_run, "_divided", meanwhile)
    ended = made(run)
    assert [volume.papers.count() for volume in ended.volumes.order_by("ordinal")] == [2, 2, 1]


def test_one_voided_while_it_is_bound_is_left_out_and_told(
    quick: QuickHands, papers: list[IssuedDocument], ordered: Ordered, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped, done = print_run.zip_papers, []

    def meanwhile(ids: Any, target: Any) -> int:
        if not done:
            done.append(voided(papers[0]))
        return zipped(ids, target)

    monkeypatch.setattr(print_run, "zip_papers", meanwhile)
    run = made(ordered("zip"))
    (data,) = bytes_of(run)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == progress_of(run).put_in == FEW - 1


def test_bytes_a_dying_process_left_of_an_expired_run_are_dropped_the_next_night(
    quick: QuickHands, papers: list[IssuedDocument], ordered: Ordered
) -> None:
    run = made(ordered("zip"))
    digest = run.volumes.get().file.sha256
    with pytest.MonkeyPatch.context() as dying:
        dying.setattr(drop_files.vault, "drop_unless", lambda *_: None)
        expire_runs(at=SIGNED + KEPT + timedelta(days=1))
    assert vault.get(digest)
    expire_runs(at=SIGNED + KEPT + timedelta(days=2))
    with pytest.raises(FileNotFoundError):
        vault.get(digest)
