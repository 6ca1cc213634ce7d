"""The second person confirms or refuses: at finance, after asking back, never who approves, builds or releases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.payee.changes import LATER, WHY, returned_case
from tests.situations import (
    ACCOUNT_CONFIRMED,
    ACCOUNT_COOLED,
    account_asked,
    account_confirmed,
    account_in_force,
)
from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_to
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.refuse_change import refuse_change
from workflow_app.models import (
    AccountChange,
    Case,
    Commitment,
)
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotUnderstood,
    SeparationOfDuties,
)


def test_who_confirms_must_have_asked_back() -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotUnderstood, match="按申报时留下的联系方式"):
        confirm_change(change.pk, False, by=who(cast.FUNDS_CHECK), at=LATER)
    assert AccountChange.objects.get().state == "asked"


@pytest.mark.parametrize(
    "username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE, cast.RELEASE_ELSEWHERE, cast.DEPUTY_HEAD, cast.LEGAL_REP]
)
def test_nobody_else_has_the_second_word(username: str) -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotAllowed, match="不在办理这件事的岗位上"):
        confirm_change(change.pk, True, by=who(username), at=LATER)
    with pytest.raises(NotAllowed, match="不在办理这件事的岗位上"):
        refuse_change(change.pk, WHY, by=who(username), at=LATER)


@pytest.mark.parametrize("duty", [Duty.DRAFT_BATCH, Duty.RELEASE, Duty.APPROVE])
def test_who_built_released_or_approved_on_the_case_does_not_confirm(duty: Duty) -> None:
    case = returned_case()
    change = account_asked(case)
    Commitment.objects.filter(account=who(cast.FUNDS_CHECK)).delete()
    commit_to(case, who(cast.FUNDS_CHECK), duty)
    with pytest.raises(SeparationOfDuties, match=f"做过“{duty.label}”.*不能再做“确认更换收款账户”"):
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=LATER)


def test_who_confirmed_does_not_build_the_batch_with_it() -> None:
    case = returned_case()
    account_in_force(case)
    with pytest.raises(SeparationOfDuties, match="做过“确认更换收款账户”"):
        commit_to(case, who(cast.FUNDS_CHECK), Duty.DRAFT_BATCH)


def test_confirmed_twice_says_so() -> None:
    change = account_confirmed(returned_case())
    with pytest.raises(AlreadyDone, match="已经确认过"):
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=LATER)


@pytest.mark.parametrize("first", [account_asked, account_confirmed])
def test_the_second_person_refuses_until_it_counts(first: Callable[[Case], AccountChange]) -> None:
    case = returned_case()
    change = first(case)
    row = refuse_change(change.pk, WHY, by=who(cast.FUNDS_CHECK), at=ACCOUNT_CONFIRMED)
    assert (row.state, row.words, row.ended_by) == ("refused", WHY, who(cast.FUNDS_CHECK))
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body) == ("refuse_account_change", {"change": change.pk})
    assert case.payee_accounts.count() == 1
    with pytest.raises(AlreadyDone, match=r"已由.*于2026年4月22日 11:00办结：不予更换"):
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=ACCOUNT_COOLED)


def test_a_refusal_has_a_reason() -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotUnderstood, match="请写明不予更换的理由"):
        refuse_change(change.pk, " ", by=who(cast.FUNDS_CHECK), at=LATER)
