"""Whoever acts for the applicant takes a change back until it counts."""

from __future__ import annotations

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.payee.changes import LATER, returned_case
from tests.situations import (
    ACCOUNT_CONFIRMED,
    ACCOUNT_COOLED,
    account_asked,
    account_confirmed,
    account_in_force,
)
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.refuse_change import refuse_change
from workflow_app.commands.payee.withdraw_change import withdraw_change
from workflow_app.models import (
    AccountChange,
)
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotFound,
)


@pytest.mark.parametrize("username", [cast.LEGAL_REP, cast.AGENT])
def test_whoever_acts_for_the_applicant_takes_it_back(username: str) -> None:
    case = returned_case()
    change = account_confirmed(case)
    row = withdraw_change(change.pk, by=who(username), at=ACCOUNT_CONFIRMED)
    assert (row.state, row.ended_by) == ("withdrawn", who(username))
    assert record.last(f"case:{case.number}").verb == "withdraw_account_change"
    assert not bring_into_force(change.pk, at=ACCOUNT_COOLED)
    assert account_asked(case).state == "asked"


@pytest.mark.parametrize("username", [cast.STRANGER, cast.FUNDS_CHECK])
def test_nobody_else_takes_it_back(username: str) -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotFound, match="无权办理"):
        withdraw_change(change.pk, by=who(username), at=LATER)


def test_what_counts_is_not_taken_back() -> None:
    account_in_force(returned_case())
    with pytest.raises(AlreadyDone, match="办结：已生效"):
        withdraw_change(AccountChange.objects.get().pk, by=who(cast.LEGAL_REP), at=ACCOUNT_COOLED)


def test_a_change_that_does_not_exist_is_not_found() -> None:
    for act in (confirm_change, refuse_change):
        with pytest.raises(NotFound):
            act(999, "x", by=who(cast.FUNDS_CHECK), at=LATER)
    with pytest.raises(NotFound):
        withdraw_change(999, by=who(cast.LEGAL_REP), at=LATER)
