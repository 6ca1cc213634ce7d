"""撤回追回决定: a wrong order is taken back with a reason, and another may follow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.recovery.owing import CODE, ORDERED, RECEIVED, demanded, entered, ordered, paid, proposed, received
from tests.situations import case_submitted
from workflow_app.commands.recovery.annul import annul_recovery
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.models import Appropriation, IssuedDocument, Recovery
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
WHY = "缴款码开错"


def annulled(row: Recovery, by: str = cast.BUREAU_HEAD, why: str = WHY) -> Recovery:
    return annul_recovery(row.pk, why, by=who(by), at=RECEIVED)


def test_nothing_is_owed_any_more_and_a_new_order_may_follow() -> None:
    row = ordered()
    received("400.00")
    row = annulled(row)
    assert (row.state, row.annulled_by, row.annulment) == ("annulled", who(cast.BUREAU_HEAD), WHY)
    paper = IssuedDocument.objects.get(case=row.case, kind="recovery_annulled")
    assert (paper.data["reason"], paper.data["received_fen"]) == (f"{WHY}。", 400_00)
    assert (record.last(row.case.stream.key).verb, record.last(row.case.stream.key).body) == (
        "annul_recovery",
        {"recovery": row.pk},
    )
    with pytest.raises(NotPossibleNow, match="“追回决定已撤回”，没有待缴的款项"):
        received("1.00", "国库002")
    assert Appropriation.objects.get().posted == 600, "what came in stays where it was posted"
    assert proposed(row.case).amount == 600
    assert list(breaks()) == []


def test_after_the_demand_too_and_once() -> None:
    row = annulled(demanded())
    with pytest.raises(NotPossibleNow, match="没有可以撤回的追回决定"):
        annulled(row)


def test_by_who_decides_with_a_reason_and_only_what_is_ordered() -> None:
    row = proposed()
    with pytest.raises(NotPossibleNow, match="没有可以撤回的追回决定"):
        annulled(row)
    ordered(row)
    with pytest.raises(NotAllowed, match="局长或者分管副局长撤回"):
        annulled(row, by=cast.HANDLER)
    with pytest.raises(NotUnderstood, match="请写明撤回的原因"):
        annulled(row, why=" ")
    assert Recovery.objects.get().state == "ordered"
    assert CODE.replace(" ", "") == Recovery.objects.get().code
    assert Recovery.objects.get().decided_at == ORDERED


def test_not_while_a_receipt_waits_nor_once_a_line_came_back_whole() -> None:
    """What the Treasury refunds by hand must not be granted again here."""
    row = ordered(proposed(paid(case_submitted()), {1: Decimal("1000.00"), 2: Decimal("1000.00")}))
    waits = entered("1000.00")
    with pytest.raises(NotPossibleNow, match="等财政部门核对入账或者退回"):
        annulled(row)
    confirm_receipt(waits.pk, by=who(cast.TREASURY), at=RECEIVED)
    with pytest.raises(NotPossibleNow, match="第1人名下的款项已经全部缴回"):
        annulled(row)
    assert Recovery.objects.get().state == "ordered"
