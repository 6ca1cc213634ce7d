"""Two acts on the same requests and indicators, each held back until the other stands where they would wait for each other for ever if
either took its rows in another order than `commands/held.py` says. In the right order one of the two waits at its first row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import PAYMENT_APPROVED, funds_checked, own_claim
from workflow_app.commands.budget import close_year as closing
from workflow_app.commands.treasury import approve_payment as approving
from workflow_app.commands.treasury.tables.take_table import take_table
from workflow_app.management.bench.racing import race
from workflow_app.models import FundsRequest
from workflow_app.policy.refusals import AlreadyDone
from workflow_app.queries.finance.tables import rows_out
from workflow_app.queries.workplace import workplace
from workflow_app.tables.profile import as_csv
from workflow_app.tables.profile_file import table_profile

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
YEAR_END = moment("2026-12-31 16:00")
A_WHILE = 1.0  # seconds until whoever is kept from its row is not waited for any more


def after(act: Callable[..., Any], then: Callable[..., object]) -> Callable[..., Any]:
    """The act, and what follows it told of its arguments."""

    def both(*args: Any, **how: Any) -> Any:
        done = act(*args, **how)
        then(*args)
        return done

    return both


def test_a_payment_is_approved_while_its_year_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    request = funds_checked(own_claim())
    approver_has_its_request, closer_has_the_indicator = Event(), Event()

    def wait_for_the_closer(*_of: object) -> None:
        approver_has_its_request.set()
        closer_has_the_indicator.wait(A_WHILE)

    def close() -> object:
        approver_has_its_request.wait(10 * A_WHILE)
        told = request.appropriation_id, "结转号", True, "年终结转（示例）"
        return closing.close_year(*told, by=who(cast.BUDGET), at=YEAR_END)

    monkeypatch.setattr(approving, "held_cases", after(approving.held_cases, wait_for_the_closer))
    has_it = after(closing.held_indicator, lambda *_of: closer_has_the_indicator.set())
    monkeypatch.setattr(closing, "held_indicator", has_it)
    approve = partial(approving.approve_payment, request.pk, by=who(cast.TREASURY), at=YEAR_END)
    approved, closed = race([approve, close])
    assert isinstance(approved, FundsRequest)
    assert isinstance(closed, tuple), closed


def test_a_payment_is_approved_while_a_table_approves_it_and_another(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (funds_checked(own_claim(*of)) for of in ((901, cast.TRAINEE), (902, cast.OTHER_TRAINEE)))
    table_is_at_its_first_row, person_has_the_second, table_has_the_indicator = Event(), Event(), Event()

    def let_each_other_go(request: FundsRequest) -> None:
        if request.pk == first.pk:
            table_is_at_its_first_row.set()
            person_has_the_second.wait(A_WHILE)
        elif not table_has_the_indicator.is_set():
            person_has_the_second.set()
            table_has_the_indicator.wait(A_WHILE)

    def approve() -> object:
        table_is_at_its_first_row.wait(10 * A_WHILE)
        return approving.approve_payment(second.pk, by=who(cast.TREASURY), at=PAYMENT_APPROVED)

    monkeypatch.setattr(approving, "held_cases", after(approving.held_cases, let_each_other_go))
    has_it = after(approving.keep_to_plan, lambda *_of: table_has_the_indicator.set())
    monkeypatch.setattr(approving, "keep_to_plan", has_it)
    profile, treasury = table_profile("payment_request"), who(cast.TREASURY)
    rows = rows_out(profile.name, workplace(treasury, PAYMENT_APPROVED.date()), PAYMENT_APPROVED.year)
    table = as_csv(profile, [[*row[:3], "同意支付", *row[4:]] for row in rows])
    take = partial(take_table, profile.name, table, "表.csv", by=treasury, at=PAYMENT_APPROVED)
    taken, approved = race([take, approve])
    assert [each.what for each in taken] == ["done", "done"]  # type: ignore[attr-defined]
    assert isinstance(approved, AlreadyDone)
