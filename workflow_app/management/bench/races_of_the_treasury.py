"""Races between the treasury section and whoever moves what it approves: each pair would wait for each other without one order of
locks. See races.py."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.treasury.tables.take_table import take_table
from workflow_app.management import acting, acts
from workflow_app.management.bench import stage
from workflow_app.management.bench.races_of_money import FOR_ONE, FOR_THREE, LATER, more_money
from workflow_app.management.bench.racing import race
from workflow_app.models import FundsRequest
from workflow_app.policy.refusals import AlreadyDone, BudgetExhausted, NotPossibleNow
from workflow_app.queries.finance.tables import rows_out
from workflow_app.queries.workplace import workplace
from workflow_app.tables.profile import as_csv
from workflow_app.tables.profile_file import table_profile

YEAR_END = stage.BEGIN.replace(month=12, day=31, hour=8)


def approval_and_close(rounds: int) -> Iterator[str]:
    """The treasury section approves a payment while the budget desk closes the indicator it is paid from."""
    treasury, budget = acting.account("tangyin.treasury"), acting.account("tangyin.budget")
    for serial in range(rounds):
        more_money(FOR_ONE)
        request = _looked_through(800 + serial)
        key, number = request.appropriation_id, f"结转〔{YEAR_END.year + 1}〕{serial}号"
        results = race(
            [
                partial(approve_payment, request.pk, by=treasury, at=YEAR_END),
                partial(close_year, key, number, True, "年终结转（示例）", by=budget, at=YEAR_END),
            ]
        )
        if not isinstance(results[1], tuple | NotPossibleNow) or not isinstance(
            results[0], FundsRequest | BudgetExhausted
        ):
            yield f"approval and close {serial}: {results}"


def approval_and_table(rounds: int) -> Iterator[str]:
    """A table approves two payments while somebody approves the second of them."""
    more_money(100 * FOR_THREE)
    one, other = acting.account("tangyin.treasury"), stage.second_person("treasury")
    for serial in range(rounds):
        requests = [_looked_through(850 + 2 * serial + n) for n in (0, 1)]
        profile = table_profile("payment_request")
        rows = [
            [*row[:3], "同意支付", *row[4:]] for row in rows_out(profile.name, workplace(one, LATER.date()), LATER.year)
        ]
        table = as_csv(profile, rows)
        results = race(
            [
                partial(take_table, profile.name, table, "表.csv", by=one, at=LATER),
                partial(approve_payment, requests[1].pk, by=other, at=LATER),
            ]
        )
        states = set(FundsRequest.objects.filter(pk__in=[each.pk for each in requests]).values_list("state", flat=True))
        if states != {"approved"} or not all(isinstance(each, list | FundsRequest | AlreadyDone) for each in results):
            yield f"approval and table {serial}: {states}, {results}"


def _looked_through(serial: int) -> FundsRequest:
    """A request that waits for the treasury section."""
    case = stage.claim(serial, "notice")
    notice = stage.noticed(case)
    acting.sign_until_system(case, at=stage.OVER)
    return acts.look_through(acts.ask(notice, LATER), LATER)
