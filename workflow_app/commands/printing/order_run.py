"""Ask for many papers of one's office at once: chosen now, once, and made ready by a job."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, PrintRun, PrintRunForm, PrintRunPaper, Unit
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood
from workflow_app.queries.desk.print_choice import Choice, found, in_words
from workflow_app.queries.desk.print_runs import under_way
from workflow_app.queries.workplace import ISSUERS, Workplace, workplace

MAKE_PRINT_RUN = "make_print_run"


def order_run(choice: Choice, form: str, *, by: Account, at: datetime) -> PrintRun:
    """The papers as they are found at `at`; those that are void are noted as left out.

    Raises NotAllowed where one does not issue or serve papers, NotUnderstood for another form than there are and for what
    `found` refuses, AlreadyDone while a run of the office is under way.
    """
    if form not in PrintRunForm.values:
        raise NotUnderstood("请选择合并成册还是逐份压缩。")
    place = workplace(by, localtime(at).date())
    may_print(choice.unit, place)
    papers = found(choice, place)
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(
            pk=choice.unit
        )  # two at once of one office; papers are issued on
        _one_at_a_time(choice.unit)
        run = PrintRun.objects.create(
            unit_id=choice.unit, form=form, chosen=in_words(choice)[:300], asked_by=by, asked_at=at
        )
        rows = [PrintRunPaper(run=run, paper_id=key) for key in papers.papers]
        rows += [PrintRunPaper(run=run, paper_id=key, left_out=PrintRunPaper.LeftOut.VOID) for key in papers.void]
        PrintRunPaper.objects.bulk_create(rows, batch_size=500)
        body = {"run": run.pk, "unit": run.unit_id, "form": form, "papers": len(papers.papers)}
        record(held_stream(), "order_print_run", by=by, at=at, body=body | {"chosen": run.chosen})
        enqueue(MAKE_PRINT_RUN, [run.pk], at=at)
        return run


def may_print(unit: int, place: Workplace) -> None:
    """NotAllowed for everybody but those of that office who receive, examine or decide."""
    if unit not in place.units(*ISSUERS):
        raise NotAllowed("批量打印由出具文书的单位里受理、审查或者负责的岗位办理，您在这个单位没有这样的岗位。")


def _one_at_a_time(unit: int) -> None:
    if run := under_way(unit):
        raise AlreadyDone(
            f"本单位有一次批量打印还没有做完（{run.asked_by.name}，{localtime(run.asked_at):%H:%M}提出）：等它做完，或者先取消它。"
        )
