"""What is confirmed and cooled counts, in the system's name; nothing is paid meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.payee.changes import checked_case, drafted, returned_case
from tests.situations import (
    ACCOUNT_CONFIRMED,
    ACCOUNT_COOLED,
    ANSWERED,
    NEW_ACCOUNT,
    account_asked,
    account_confirmed,
    account_in_force,
)
from workflow_app.commands.beside_the_route.revoke import propose_revocation
from workflow_app.commands.payee.bring_into_force import bring_into_force, due_changes
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.jobs.tasks import expire_deadlines
from workflow_app.models import (
    AccountChange,
    Case,
    FundsRequest,
    PayeeAccount,
)
from workflow_app.policy.refusals import (
    NotPossibleNow,
)
from workflow_app.queries.finance.doubts import doubted_lines


def test_confirmed_and_cooled_it_counts_in_the_systems_name() -> None:
    case = returned_case()
    row = account_in_force(case)
    change = AccountChange.objects.get()
    assert (change.state, change.became, change.confirmed_by) == ("in_force", row, who(cast.FUNDS_CHECK))
    assert (row.account, row.payee, row.by, row.at) == (
        NEW_ACCOUNT,
        change.before.payee,
        who(cast.LEGAL_REP),
        ACCOUNT_COOLED,
    )
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by) == ("change_account", None)
    assert "没有机关颁布" in act.body["basis"]
    assert record.verbs(f"case:{case.number}")[-3:] == [
        "ask_account_change",
        "confirm_account_change",
        "change_account",
    ]


@pytest.mark.parametrize("until", ["asked", "confirmed"])
def test_nothing_is_paid_meanwhile_and_the_list_says_why(until: str) -> None:
    case = checked_case()
    (account_asked if until == "asked" else account_confirmed)(case)
    with pytest.raises(NotPossibleNow, match="新账户还没有生效"):
        drafted(ACCOUNT_CONFIRMED)
    waits = doubted_lines(FundsRequest.objects.get())
    assert len(waits) == 10
    said = "待第二人确认，冷静期至2026年4月27日" if until == "asked" else "已确认，冷静期至2026年4月27日"
    assert waits[0].about == f"正在更换收款账户：{said}"


def test_at_ones_own_wish_before_a_batch_the_money_goes_to_the_new_one() -> None:
    case = checked_case()
    account_in_force(case)
    assert drafted(ACCOUNT_COOLED + timedelta(hours=9)).account == NEW_ACCOUNT
    assert not doubted_lines(FundsRequest.objects.get())


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        pytest.param("2026-04-27 23:59", False, id="the last day of cooling"),
        pytest.param("2026-04-28 00:00", True, id="the day after"),
    ],
)
def test_the_last_day_of_cooling_is_included(at: str, counts: bool) -> None:
    change = account_confirmed(returned_case())
    assert (change.pk in due_changes(localtime(moment(at)).date())) is counts
    assert bring_into_force(change.pk, at=moment(at)) is counts


def test_unconfirmed_it_never_counts_and_confirmed_late_it_counts_at_once() -> None:
    change = account_asked(returned_case())
    assert not due_changes(date(2026, 6, 1))
    assert not bring_into_force(change.pk, at=moment("2026-06-01 09:00"))
    late = confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=moment("2026-06-01 10:00"))
    assert late.state == "in_force"
    assert PayeeAccount.objects.latest("pk").account == NEW_ACCOUNT


def test_the_night_brings_it_into_force_once(monkeypatch: pytest.MonkeyPatch) -> None:
    account_confirmed(returned_case())
    monkeypatch.setattr("workflow_app.jobs.tasks.moment.now", lambda: ACCOUNT_COOLED)
    expire_deadlines()
    expire_deadlines()
    assert AccountChange.objects.get().state == "in_force"
    assert PayeeAccount.objects.filter(account_index=AccountChange.objects.get().account_index).count() == 1


def test_under_revocation_it_may_count_and_still_nothing_is_paid() -> None:
    case = checked_case()
    account_confirmed(case)
    propose_revocation(case.pk, "申报的情况不实。", "申请条件", by=who(cast.SECTION), at=ACCOUNT_CONFIRMED)
    assert bring_into_force(AccountChange.objects.get().pk, at=ACCOUNT_COOLED)
    with pytest.raises(NotPossibleNow, match="没有可支付的明细"):
        drafted(ACCOUNT_COOLED)


@pytest.mark.tampered
def test_a_change_whose_case_ended_lapses() -> None:
    case = returned_case()
    change = account_confirmed(case)
    Case.objects.filter(pk=case.pk).update(state="revoked", ended_at=ANSWERED)
    assert due_changes(ACCOUNT_CONFIRMED.date()) == [change.pk]
    assert bring_into_force(change.pk, at=ACCOUNT_CONFIRMED)
    assert AccountChange.objects.get().state == "lapsed"
    assert not bring_into_force(change.pk, at=ACCOUNT_COOLED)
