"""What the system does by itself it does once, however many workers come to it at the same instant."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.test_object_to import objected
from tests.situations import SIGNED, case_on_notice, own_claim
from workflow_app.commands.archive_case import archive_case
from workflow_app.commands.object_to import answer_objection
from workflow_app.commands.requeue import requeue
from workflow_app.commands.seal_day import seal_day
from workflow_app.commands.withdraw import withdraw
from workflow_app.jobs import runner
from workflow_app.management.bench.racing import race
from workflow_app.models import Action, Case, IssuedDocument, OutboxEntry
from workflow_app.policy.refusals import AlreadyDone, NotFound

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
LATER = moment("2026-04-23 09:00")
WORKERS = 4


def recorded(verb: str) -> int:
    return Action.objects.filter(verb=verb).count()


def test_a_case_is_archived_by_one_of_them() -> None:
    case = withdraw(own_claim().pk, by=who(cast.TRAINEE), at=SIGNED)
    IssuedDocument.objects.filter(case=case).update(state="void")  # its papers are another matter
    results = race([partial(archive_case, case.pk, at=LATER)] * WORKERS)
    assert sorted(map(bool, results)) == [False] * (WORKERS - 1) + [True]
    assert recorded("archive_case") == 1


def test_a_day_is_sealed_by_one_of_them() -> None:
    results = race([partial(seal_day, at=LATER)] * WORKERS)
    assert sum(result is not None for result in results) == 1
    assert not any(isinstance(result, Exception) for result in results)
    assert recorded("seal_day") == 1


def test_a_parked_job_is_put_back_by_one_of_them() -> None:
    own_claim()
    OutboxEntry.objects.update(state="parked")
    key = f"job:{OutboxEntry.objects.get().pk}"
    results = race([partial(requeue, [key], by=None, at=LATER)] * WORKERS)
    assert sum(isinstance(result, NotFound) for result in results) == WORKERS - 1
    assert recorded("requeue") == 1


def test_an_objection_is_answered_by_one_of_two_and_with_one_letter() -> None:
    row = objected(case_on_notice(own_claim()), 1)
    answer: Callable[[bool], object] = partial(
        answer_objection, row.pk, answer="查了。", by=who(cast.SECTION), at=LATER
    )
    results = race([partial(answer, upheld) for upheld in (True, False)])
    assert sum(isinstance(result, AlreadyDone) for result in results) == 1
    assert IssuedDocument.objects.filter(kind="objection_answer").count() == 1


def test_an_entry_is_worked_by_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    own_claim()
    worked: list[int] = []
    monkeypatch.setitem(runner.JOBS, "press", lambda argument, at: worked.append(argument))
    race([partial(runner.work, lambda: LATER)] * WORKERS)
    assert len(worked) == 1
    assert Case.objects.count() == 1
