"""Many cases at once: what a city has after years. Copied by set-based SQL from cases made by commands, each with a
chain of its own, so that fsck and verify find nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model

from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting
from workflow_app.management.bench import stage
from workflow_app.models import Action, AssessmentRecord, Case, Deadline, Filing, Round, Seat, Stream
from workflow_app.models.chain import link_digest

SERIAL = 700_000
SPREAD = 60  # days over which what is due is spread
STEPS = {"receive": 1, "handle": 1, "section": 2, "": 6}  # shares of ten; '' was withdrawn
SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"


def fill(total: int) -> int:
    """About `total` cases at the desks of one county; answers how many there are then."""
    for place, (step, share) in enumerate(STEPS.items()):
        model = _model_case(SERIAL + place, step)
        with transaction.atomic():
            _copy_case(model, total * share // 10 - 1)
            _move_the_counters()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Case.objects.count()


def standing(serial: int, step: str, total: int) -> list[Case]:
    """So many cases at a step in which nothing has been done besides."""
    model = _model_case(serial, step)
    with transaction.atomic():
        _copy_case(model, total - 1)
        _move_the_counters()
    return list(Case.objects.filter(pk__gte=model.pk).order_by("pk"))


def _model_case(serial: int, step: str) -> Case:
    case = stage.record(serial, step or "section")
    if not step:
        withdraw(case.pk, by=acting.account(stage.SCHOOL), at=stage.BEGIN + timedelta(hours=4))
    return Case.objects.get(pk=case.pk)


def _copy_case(model: Case, count: int) -> None:
    first = Action.objects.get(stream=model.stream_id, ordinal=1)
    number = f"{stage.COUNTY}-B{model.pk}-"
    streams = _streams(first, number, count)
    process, case = _after(Case._meta.get_field("process").related_model), _after(Case)
    _copy("viewflow_process", model.process_id, count, id=f"{process} + i")
    _copy(
        Case._meta.db_table, model.pk, count, id=f"{case} + i", number=f"'{number}' || i",
        process_id=f"{process} + i", stream_id=f"{streams} + i",
    )  # fmt: skip
    filed = model.filings.get().pk
    _copy(Filing._meta.db_table, filed, count, id=f"{_after(Filing)} + i", case_id=f"{case} + i")
    found = AssessmentRecord.objects.filter(case=model).latest("pk").pk
    own = _after(AssessmentRecord)
    _copy(AssessmentRecord._meta.db_table, found, count, id=f"{own} + i", case_id=f"{case} + i")
    if opened := Round.objects.filter(case=model, state="open").select_related("task").first():
        _copy_round(opened, count, process, case)


def _copy_round(opened: Round, count: int, process: int, case: int) -> None:
    task, own = _after(type(opened.task)), _after(Round)
    _copy("viewflow_task", opened.task_id, count, id=f"{task} + i", process_id=f"{process} + i")
    _copy(Round._meta.db_table, opened.pk, count, id=f"{own} + i", case_id=f"{case} + i", task_id=f"{task} + i")
    for seat in opened.seats.order_by("pk"):
        key = f"{_after(Seat)} + i"
        _copy(Seat._meta.db_table, seat.pk, count, id=key, round_id=f"{own} + i", due_on=_later("due_on"))
    for row in Deadline.objects.filter(round=opened, state="armed"):
        more = {"case_id": f"{case} + i", "round_id": f"{own} + i", "due_on": _later("due_on")}
        _copy(Deadline._meta.db_table, row.pk, count, id=f"{_after(Deadline)} + i", **more)


def _streams(first: Action, prefix: str, count: int) -> int:
    """A chain of one act for each copy; the key before the first one."""
    before, streams, actions = _after(Stream), [], []
    for n in range(1, count + 1):
        key = f"case:{prefix}{n}"
        who = first.by_id, first.by_name
        digest = link_digest(key, 1, first.verb, who, first.at, first.body, first.personal, "")
        streams.append(Stream(pk=before + n, key=key, length=1, head=digest))
        same = {"verb": first.verb, "by": first.by, "by_name": first.by_name, "at": first.at, "body": first.body}
        same |= {"personal": first.personal}
        actions.append(Action(stream_id=before + n, ordinal=1, digest=digest, **same))
    Stream.objects.bulk_create(streams, batch_size=5_000)
    Action.objects.bulk_create(actions, batch_size=2_000)
    return before


def _after(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _later(column: str) -> str:
    if connection.vendor == "sqlite":
        return f"date(t.{column}, '+' || (i % {SPREAD}) || ' days')"
    return f"t.{column} + i % {SPREAD}"


def _copy(table: str, row: int, count: int, **changed: str) -> None:
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        insert = f"INSERT INTO {table} ({names}) {SERIES.format(count=count)} "
        cursor.execute(f"{insert} SELECT {values} FROM {table} t, n WHERE t.id = {row}")  # noqa: S608


def _move_the_counters() -> None:
    """PostgreSQL draws keys from sequences, which copied rows do not move."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in ("viewflow_process", "viewflow_task", *(model._meta.db_table for model in COPIED)):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608


COPIED: tuple[Any, ...] = (Case, Stream, Action, Filing, AssessmentRecord, Round, Seat, Deadline)
