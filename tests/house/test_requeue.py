"""Requeue: what was given up goes back into the queue once its cause is mended, by its own key or altogether."""

from io import StringIO

import pytest
from django.core.management import call_command

from documents.press import Printed
from documents.troubles import NotPrintable
from tests.house import record
from tests.situations import FILED, SIGNED, own_claim
from workflow_app.commands.requeue import requeue
from workflow_app.jobs import press, runner
from workflow_app.models import IssuedDocument, OutboxEntry
from workflow_app.policy.refusals import NotFound, NotUnderstood
from workflow_app.queries.audit.parked import parked
from workflow_app.queries.audit.readiness import missing

PDF = Printed(b"%PDF-1.7 made for a test", 1, "")


@pytest.fixture
def broken_job(monkeypatch: pytest.MonkeyPatch) -> OutboxEntry:
    """The job of a receipt was refused and parked; the cause is mended since."""
    own_claim()
    monkeypatch.setattr(press, "render", lambda paper: PDF)

    def refuse(argument: int, now: object) -> None:
        raise NotFound("磁盘已满。")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(runner.JOBS, "press", refuse)
        runner.work(lambda: SIGNED)
    return OutboxEntry.objects.get()


@pytest.fixture
def broken_paper(monkeypatch: pytest.MonkeyPatch) -> IssuedDocument:
    """The press could not make a receipt; the cause is mended since."""
    own_claim()

    def unprintable(paper: IssuedDocument) -> Printed:
        raise NotPrintable("字库中没有某字。")

    monkeypatch.setattr(press, "render", unprintable)
    runner.work(lambda: SIGNED)
    monkeypatch.setattr(press, "render", lambda paper: PDF)
    return IssuedDocument.objects.get()


def test_a_parked_job_is_done_after_all(broken_job: OutboxEntry) -> None:
    assert requeue([f"job:{broken_job.pk}"], by=None, at=SIGNED) == 1
    assert runner.work(lambda: SIGNED) == 1
    assert IssuedDocument.objects.get().state == "stored"
    broken_job.refresh_from_db()
    assert (broken_job.state, broken_job.failure, broken_job.attempts) == ("done", "", 0)


def test_a_parked_paper_is_made_after_all_under_its_number(broken_paper: IssuedDocument) -> None:
    assert requeue([f"paper:{broken_paper.pk}"], by=None, at=SIGNED) == 1
    runner.work(lambda: SIGNED)
    made = IssuedDocument.objects.get()
    assert (made.state, made.number, made.failure) == ("stored", broken_paper.number, "")


def test_a_paper_may_fail_and_be_requeued_again(broken_paper: IssuedDocument) -> None:
    for _ in range(2):
        requeue([f"paper:{broken_paper.pk}"], by=None, at=SIGNED)
    assert OutboxEntry.objects.filter(state="new").count() == 2


def test_it_is_recorded_with_what_was_put_back(broken_job: OutboxEntry) -> None:
    requeue([f"job:{broken_job.pk}"], by=None, at=SIGNED)
    act = record.last("organisation")
    assert (act.verb, act.by, act.body) == ("requeue", None, {"job": [broken_job.pk], "paper": []})


@pytest.mark.parametrize(
    ("key", "refusal", "told"),
    [
        pytest.param("job:999", NotFound, "job:999 现在没有搁置", id="no such job"),
        pytest.param("paper:999", NotFound, "paper:999 现在没有搁置", id="no such paper"),
        pytest.param("case:1", NotUnderstood, "不是任务或文书的代号", id="another thing"),
        pytest.param("job:all", NotUnderstood, "不是任务或文书的代号", id="no number"),
    ],
)
def test_what_is_not_parked_is_refused_and_nothing_is_put_back(
    broken_job: OutboxEntry, key: str, refusal: type[Exception], told: str
) -> None:
    with pytest.raises(refusal, match=told):
        requeue([f"job:{broken_job.pk}", key], by=None, at=SIGNED)
    broken_job.refresh_from_db()
    assert broken_job.state == "parked"


def test_a_job_is_put_back_once(broken_job: OutboxEntry) -> None:
    requeue([f"job:{broken_job.pk}"], by=None, at=SIGNED)
    with pytest.raises(NotFound, match="可能已经做完"):
        requeue([f"job:{broken_job.pk}"], by=None, at=SIGNED)


def test_the_command_lists_reasons_and_puts_all_back(broken_job: OutboxEntry) -> None:
    listed, done = StringIO(), StringIO()
    call_command("requeue", stdout=listed)
    assert f"job:{broken_job.pk}" in listed.getvalue()
    assert "磁盘已满。" in listed.getvalue()
    call_command("requeue", "--all", stdout=done)
    assert done.getvalue() == "已重新排队1项。\n"
    assert parked() == []


def test_readiness_names_jobs_and_papers_that_wait_for_a_person(broken_paper: IssuedDocument) -> None:
    _, lacks = missing(FILED)
    assert any("有1份文书没有制作成功：运行 script/manage requeue" in sentence for sentence in lacks)
