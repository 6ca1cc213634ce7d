"""An account is asked for by the applicant's side, never by an agent, and only while money is left that stands in no batch."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.payee.changes import LATER, asked, checked_case, returned_case
from tests.situations import (
    ACCOUNT_ASKED,
    NEW_ACCOUNT,
    account_asked,
    batch_drafted,
    batch_settled,
    case_at,
    case_determined,
    case_submitted,
    class_in_force,
    own_claim,
)
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.release_batch import release_batch
from workflow_app.models import (
    AccountChange,
    Case,
    Commitment,
)
from workflow_app.policy.refusals import (
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
)


def test_what_is_asked_for_waits_three_working_days_from_the_day_after() -> None:
    case = returned_case()
    change = account_asked(case)
    assert (change.state, change.after_return) == ("asked", True)
    assert change.cools_until == date(2026, 4, 27)  # Wednesday the 22nd; a weekend lies between
    assert (change.payee, change.account, change.masked[-4:]) == (change.before.payee, NEW_ACCOUNT, "0777")
    assert case.payee_accounts.count() == 1
    act = record.last(f"case:{case.number}")
    body = {"change": change.pk, "cools_until": "2026-04-27", "after_return": True}
    assert (act.verb, act.by, act.body) == ("ask_account_change", who(cast.LEGAL_REP), body)
    assert act.personal
    assert Commitment.objects.filter(account=who(cast.LEGAL_REP), duty="change_account").count() == 1


def test_an_agent_asks_for_no_account() -> None:
    case = returned_case()
    with pytest.raises(NotAllowed, match="经办人不能更换收款账户"):
        account_asked(case, username=cast.AGENT)
    assert not AccountChange.objects.exists()


@pytest.mark.parametrize("username", [cast.STRANGER, cast.OTHER_AGENT, cast.BATCH_DRAFT])
def test_nobody_asks_for_another(username: str) -> None:
    with pytest.raises(NotFound, match="无权办理"):
        account_asked(returned_case(), username=username)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"payee": "王五"}, "新账户的户名必须是“汤阴县岳河职业培训学校”", id="another holder"),
        pytest.param({"payee": ""}, "新账户的户名必须是", id="no holder"),
        pytest.param({"reason": "  "}, "请写明为什么更换", id="no reason"),
    ],
)
def test_what_does_not_fit_is_not_asked_for(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        asked(checked_case(), **changed)
    assert not AccountChange.objects.exists()


def test_blanks_in_a_holders_name_are_no_other_name() -> None:
    assert asked(checked_case(), payee=" 汤阴县岳河 职业培训学校 ").payee == "汤阴县岳河职业培训学校"


def test_after_a_returned_transfer_the_bank_gave_the_reason() -> None:
    assert asked(returned_case(), reason="").state == "asked"


def test_the_same_account_is_no_change() -> None:
    case = returned_case()
    now = case.payee_accounts.get()
    with pytest.raises(NotUnderstood, match="与现在的账号相同"):
        asked(case, account=now.account, bank=now.bank)


def test_where_nothing_is_owed_no_account_is_asked_for() -> None:
    with pytest.raises(NotPossibleNow, match="没有待拨付的款项"):
        ask_change(
            class_in_force().pk, "某校", NEW_ACCOUNT, "示例银行", "换卡。", by=who(cast.LEGAL_REP), at=ACCOUNT_ASKED
        )


def test_before_the_determination_nothing_is_owed() -> None:
    with pytest.raises(NotPossibleNow, match="没有待拨付的款项"):
        account_asked(case_at("section"), username=cast.TRAINEE)


def test_determined_and_not_yet_asked_for_is_early_enough() -> None:
    assert account_asked(case_determined(own_claim()), username=cast.TRAINEE).state == "asked"


def test_what_stands_in_a_batch_goes_where_it_stands() -> None:
    batch = batch_drafted(case_submitted())
    with pytest.raises(NotPossibleNow, match=f"已经编入支付批次 {batch.number}"):
        account_asked(Case.objects.get(procedure="claim"))
    assert release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=LATER).state == "released"


def test_what_was_paid_needs_no_account() -> None:
    batch_settled(own_claim())
    with pytest.raises(NotPossibleNow, match="没有待拨付的款项"):
        account_asked(Case.objects.get(), username=cast.TRAINEE)


def test_one_change_at_a_time() -> None:
    case = returned_case()
    account_asked(case)
    with pytest.raises(NotPossibleNow, match="请先撤回它"):
        account_asked(case, "999900000000000888")
