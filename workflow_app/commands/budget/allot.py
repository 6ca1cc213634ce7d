"""分配下达: a city's indicator is allotted to a county; the 指标文 pays nobody, it moves the right to pay."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from workflow_app.commands.budget.appropriate import Indicator, is_new, opened, what_it_is
from workflow_app.commands.budget.held_indicator import a_reason, held_indicator
from workflow_app.commands.held import held_stream
from workflow_app.commands.issue import issue
from workflow_app.commands.post import must_post
from workflow_app.commands.record import record
from workflow_app.models import Account, Appropriation, FundsMove, Ledger, Unit
from workflow_app.policy.money import a_sum
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.papers.budget import allotment

ALLOTMENT = PaperKind("allotment", "下达指标的通知", "gongwen", "指", "papers/allotment.html", internal=True)


def allot(key: int, county: str, number: str, yuan: Decimal, words: str, *, by: Account, at: datetime) -> Appropriation:
    """Part of an indicator goes to the finance bureau of a region below, as an indicator of its own under `number`; fund, tier,
    classes and the direct-transfer mark go with it unchanged. By the budget desk; issues the 指标文.

    Raises NotFound, NotAllowed, AlreadyDone for a number that is taken, BudgetExhausted, NotUnderstood, NotPossibleNow for a bureau
    that is not below this one, CannotPrint.
    """
    with transaction.atomic():
        row = held_indicator(key, by, at)
        a_sum(yuan)
        below = Unit.objects.filter(kind="finance", region=county, parent=row.unit).first()
        if below is None:
            raise NotPossibleNow("只能下达给本级财政部门的下一级财政部门，请重新选择。")
        is_new(number)
        kind = FundsMove.Kind.ALLOT
        move = FundsMove.objects.create(kind=kind, number=number, words=a_reason(words), amount=yuan, by=by, at=at)
        must_post(row, Ledger.AVAILABLE, Ledger.PASSED_ON, yuan, move=move, at=at)
        same = ("item", "year", "fund", "tier", "functional_class", "government_class", "department_class", "direct")
        like = {name: getattr(row, name) for name in same}
        child = opened(Indicator(number=number, region=county, yuan=yuan, **like), below, move, at)
        body = {"from": row.indicator, "indicator": number, "yuan": str(yuan), "move": move.pk, "is": what_it_is(child)}
        issue("allotment", paper=ALLOTMENT, unit=row.unit, data=allotment(row, child, move, at), at=at)
        record(held_stream(), "allot", by=by, at=at, body=body, personal=move.words)
        return child
