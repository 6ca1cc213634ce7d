"""A doubt at the same instant as another, as a release, as a second word on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.house.deaths import asked_before_payment, dies
from tests.situations import DRAFTED, RELEASED, batch_drafted, funds_requested, own_claim
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.management.bench.racing import race
from workflow_app.models import Appropriation, Case, Claim, PaymentBatch, PaymentDoubt
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
WHY = "已核对登记和材料。"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with asked_before_payment(tmp_path / "registers.json", settings, monkeypatch):
        yield tmp_path / "registers.json"


def dead(file: Path, case: Case) -> None:
    dies(file, Claim.objects.get(case=case))


def test_two_workers_raise_one_doubt(file: Path) -> None:
    funds_requested(case := own_claim())
    dead(file, case)
    results = race([partial(check_before_payment, case.pk, at=DRAFTED)] * 2)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert PaymentDoubt.objects.count() == 1


def test_it_is_released_or_doubted_never_both(file: Path) -> None:
    batch = batch_drafted(case := own_claim())
    dead(file, case)
    _checked, released = race(
        [
            partial(check_before_payment, case.pk, at=RELEASED),
            partial(release_batch, batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED),
        ]
    )
    assert isinstance(released, PaymentBatch | NotPossibleNow)
    assert PaymentDoubt.objects.exists() is not isinstance(released, PaymentBatch)
    assert PaymentBatch.objects.get().state == ("drafted" if PaymentDoubt.objects.exists() else "released")


def test_two_officers_settle_it_once(file: Path) -> None:
    funds_requested(case := own_claim())
    dead(file, case)
    check_before_payment(case.pk, at=DRAFTED)
    doubt = PaymentDoubt.objects.get()
    results = race(
        [
            partial(settle_doubt, doubt.pk, "stop", WHY, by=who(cast.HANDLER), at=RELEASED),
            partial(settle_doubt, doubt.pk, "pay", WHY, by=who(cast.SECTION), at=RELEASED),
        ]
    )
    assert sum(isinstance(result, AlreadyDone) for result in results) == 1
    stopped = PaymentDoubt.objects.get().outcome == "stop"
    assert Appropriation.objects.get().reserved == (0 if stopped else Claim.objects.get(case=case).amount)
