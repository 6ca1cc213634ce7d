"""Going back and going on at the same instant: one wins, the other reads why not, the rows add up."""

from __future__ import annotations

from functools import partial

import pytest

from tests import cast
from tests.cast import who
from tests.situations import DRAFTED, FUNDS_CHECKED, batch_drafted, funds_requested, own_claim, payment_approved
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.management.bench.racing import race
from workflow_app.models import FundsRequest, PaymentBatch
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
WHY = "核对后重来。"


def test_two_discard_one_batch() -> None:
    batch = batch_drafted(own_claim())
    people = who(cast.BATCH_DRAFT), who(cast.BATCH_RELEASE)
    results = race([partial(discard_batch, batch.pk, WHY, by=by, at=DRAFTED) for by in people])
    assert sum(isinstance(result, PaymentBatch) for result in results) == 1
    assert sum(isinstance(result, AlreadyDone) for result in results) == 1


def test_a_batch_is_discarded_or_released_never_both() -> None:
    batch = batch_drafted(own_claim())
    releaser = who(cast.BATCH_RELEASE)
    results = race(
        [
            partial(discard_batch, batch.pk, WHY, by=who(cast.BATCH_DRAFT), at=DRAFTED),
            partial(release_batch, batch.pk, batch.total, by=releaser, at=DRAFTED),
        ]
    )
    assert sum(isinstance(result, PaymentBatch) for result in results) == 1
    assert sum(isinstance(result, NotPossibleNow) for result in results) == 1
    batch = PaymentBatch.objects.get()
    states = {line.state for line in batch.lines.all()}
    assert (batch.state, states) in (("discarded", {"discarded"}), ("released", {"released"}))


def test_a_request_is_sent_back_or_checked_first_and_then_sent_back() -> None:
    request = funds_requested(own_claim())
    officer = who(cast.FUNDS_CHECK)
    back, checked = race(
        [
            partial(return_funds_request, request.pk, WHY, by=officer, at=FUNDS_CHECKED),
            partial(check_funds, request.pk, "相符。", looked_at=POINTS, by=officer, at=FUNDS_CHECKED),
        ]
    )
    assert isinstance(back, FundsRequest)
    assert isinstance(checked, FundsRequest | AlreadyDone)
    assert FundsRequest.objects.get().state == "returned"


def test_a_request_is_sent_back_or_drafted_from_never_both() -> None:
    request = payment_approved(own_claim())
    back, drafted = race(
        [
            partial(return_funds_request, request.pk, WHY, by=who(cast.FUNDS_CHECK), at=DRAFTED),
            partial(draft_batch, request.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED),
        ]
    )
    assert isinstance(back, NotPossibleNow) == isinstance(drafted, PaymentBatch)
    assert isinstance(drafted, NotPossibleNow) == isinstance(back, FundsRequest)
