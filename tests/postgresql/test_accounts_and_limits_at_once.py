"""A change of account at the same instant as another word on it, or as the draft of its batch; two batches against one day."""

from __future__ import annotations

from functools import partial

import pytest

from tests import cast
from tests.cast import who
from tests.house.payee import offsets
from tests.house.recovery.owing import entered
from tests.situations import (
    ACCOUNT_ASKED,
    ACCOUNT_CONFIRMED,
    ACCOUNT_COOLED,
    DRAFTED,
    NEW_ACCOUNT,
    RELEASED,
    account_asked,
    account_confirmed,
    batch_drafted,
    own_claim,
    payment_approved,
)
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.withdraw_change import withdraw_change
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.set_limit import set_limit
from workflow_app.management.bench.racing import race
from workflow_app.models import AccountChange, Case, Desk, FundsRequest, PayeeAccount, PaymentBatch, PaymentLine
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow
from workflow_app.policy.spending import Limit

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]


def ready() -> Case:
    payment_approved(case := own_claim())
    return Case.objects.get(pk=case.pk)


def asking(case: Case, account: str = NEW_ACCOUNT) -> partial[AccountChange]:
    holder, by = case.payee_accounts.get().payee, who(cast.TRAINEE)
    return partial(ask_change, case.pk, holder, account, "示例银行", "换卡。", by=by, at=ACCOUNT_ASKED)


def test_two_askings_make_one_change() -> None:
    case = ready()
    results = race([asking(case), asking(case, "999900000000000888")])
    assert sum(isinstance(result, NotPossibleNow) for result in results) == 1
    assert AccountChange.objects.count() == 1


def test_a_debt_is_met_or_the_account_is_changed_never_both() -> None:
    row = offsets.owing()
    holder = row.case.payee_accounts.get().payee
    told = row.case_id, holder, NEW_ACCOUNT, "示例银行", "换卡。"
    change = partial(ask_change, *told, by=who(cast.LEGAL_REP), at=offsets.AGREED)
    results = race([partial(offsets.agreed, row), partial(offsets.agreed, row), change])
    assert sum(isinstance(result, NotPossibleNow) for result in results) == 2
    assert AccountChange.objects.count() == 1


def test_what_is_paid_back_is_not_met_too() -> None:
    """Built before the receipt, the batch is not released after it; after the receipt it is not built."""
    row = offsets.owing()
    offsets.in_force(row)
    entry = entered("0.01", at=offsets.COOLED)
    confirm = partial(confirm_receipt, entry.pk, by=who(cast.TREASURY), at=offsets.COOLED)
    built, _ = race([offsets.drafted, confirm])
    if isinstance(built, PaymentBatch):
        with pytest.raises(NotPossibleNow, match="应缴的已经不到这笔金额"):
            offsets.released(built)
    else:
        assert isinstance(built, NotPossibleNow)


def test_an_account_changes_or_is_drafted_with_never_both() -> None:
    case = ready()
    draft = partial(draft_batch, FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    changed, drafted = race([asking(case), draft])
    assert isinstance(changed, NotPossibleNow) is not isinstance(drafted, NotPossibleNow)
    assert AccountChange.objects.exists() is not PaymentLine.objects.exists()


def test_confirmed_and_withdrawn_at_once_it_ends_withdrawn_or_is_withdrawn_after() -> None:
    change = account_asked(ready(), username=cast.TRAINEE)
    race(
        [
            partial(confirm_change, change.pk, True, by=who(cast.FUNDS_CHECK), at=ACCOUNT_CONFIRMED),
            partial(withdraw_change, change.pk, by=who(cast.TRAINEE), at=ACCOUNT_CONFIRMED),
        ]
    )
    assert AccountChange.objects.get().state == "withdrawn"


def test_two_workers_bring_one_account_into_force_and_a_withdrawal_comes_before_or_too_late() -> None:
    change = account_confirmed(ready(), username=cast.TRAINEE)
    results = race(
        [
            *[partial(bring_into_force, change.pk, at=ACCOUNT_COOLED)] * 2,
            partial(withdraw_change, change.pk, by=who(cast.TRAINEE), at=ACCOUNT_COOLED),
        ]
    )
    counts = AccountChange.objects.get().state == "in_force"
    assert PayeeAccount.objects.count() == 1 + counts
    assert isinstance(results[2], AlreadyDone) is counts


def test_two_batches_at_once_share_one_day() -> None:
    batches = [batch_drafted(own_claim()), batch_drafted(own_claim(902, cast.OTHER_TRAINEE))]
    desk = Desk.objects.get(role="batch_release", unit__kind="finance", unit__region="410523")
    sum_of_one = int(batches[0].total * 100)
    limit = Limit(sum_of_one, sum_of_one)
    set_limit(desk, who(cast.BATCH_RELEASE), limit, by=who(cast.FINANCE_HEAD), at=DRAFTED)
    by = who(cast.BATCH_RELEASE)
    results = race([partial(release_batch, batch.pk, batch.total, by=by, at=RELEASED) for batch in batches])
    assert sum(isinstance(result, NotAllowed) for result in results) == 1
    assert PaymentBatch.objects.filter(state="released").count() == 1
