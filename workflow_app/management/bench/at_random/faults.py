"""A statement fails in the middle of an act: nothing of the act may be there afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection
from django.db.models import Count, Max

from workflow_app.models import (
    Appropriation,
    CarbonCopy,
    Case,
    Claim,
    Deadline,
    Delegation,
    Draft,
    Extension,
    Holding,
    IssuedDocument,
    NoticeLine,
    NumberSeries,
    Objection,
    Pause,
    Revocation,
    Round,
    Seat,
    Stream,
    Supervision,
)

FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
# What an act may change without adding a row; everything else only grows.
OF_A_CASE: dict[Any, str] = {
    CarbonCopy: "case",
    Case: "pk",
    Claim: "case",
    Deadline: "case",
    Delegation: "seat__round__case",
    Draft: "correcting",
    Extension: "case",
    IssuedDocument: "case",
    NoticeLine: "claim__case",
    Objection: "line__claim__case",
    Pause: "case",
    Revocation: "case",
    Round: "case",
    Seat: "round__case",
    Stream: "case",
    Supervision: "case",
}
SHARED = (Appropriation, Holding, NumberSeries)


class Fault(OperationalError):
    """The database went away; no command knows it."""


@contextmanager
def failing_at(statement: int) -> Iterator[None]:
    """The so manieth statement of this connection fails, those that frame transactions not counted."""
    left = [statement]

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(FRAME):
            left[0] -= 1
            if left[0] == 0:
                raise Fault(f"statement {statement} failed")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    """What this connection was told to write meanwhile, whether it stayed or was rolled back."""
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(("SELECT", *FRAME)):
            written.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def image(case_id: int) -> dict[str, Any]:
    """Everything an act could have left: the rows of a case as they stand, sums and series, how many rows each table has."""
    own = {
        model.__name__: list(model.objects.filter(**{path: case_id}).order_by("pk").values())
        for model, path in OF_A_CASE.items()
    }
    shared = {model.__name__: list(model.objects.order_by("pk").values()) for model in SHARED}
    sizes = {model._meta.label: model._default_manager.aggregate(Count("pk"), Max("pk")) for model in apps.get_models()}
    return own | shared | sizes


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The tables that are not as they were."""
    return [name for name in before if before[name] != after[name]]
