"""国库收款: what came back leaves what was paid, once, and may be spent again only where the year is still open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.budget.indicators import YEAR_END
from tests.house.recovery.owing import (
    BASIS,
    CODE,
    FACTS,
    ORDERED,
    RECEIVED,
    demanded,
    entered,
    ordered,
    paid,
    proposed,
    received,
)
from tests.situations import case_determined, case_submitted, own_claim
from workflow_app.approval.duties import Duty
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.recovery.enter import enter_receipt, refuse_receipt
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.jobs.runner import work
from workflow_app.models import (
    Appropriation,
    Case,
    Claim,
    Commitment,
    IssuedDocument,
    Posting,
    ReceiptEntry,
    Recovery,
    RecoveryReceipt,
    triggers,
)
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
    SeparationOfDuties,
)
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
NEXT_YEAR = moment("2027-01-12 10:00")


def test_what_came_back_this_year_may_be_spent_again() -> None:
    row = ordered()
    receipt = received()
    indicator = Appropriation.objects.get()
    assert (indicator.posted, indicator.available) == (0, indicator.appropriated)
    row = Recovery.objects.get(pk=row.pk)
    assert (row.state, row.ended_at) == ("paid_back", RECEIVED)
    paper = IssuedDocument.objects.get(case=row.case, kind="recovery_paid_back")
    assert paper.data["receipts"] == [{"serial": "国库001", "paid_on": "2026-05-20", "fen": 1_000_00}]
    said = {"recovery": row.pk, "serial": "国库001", "yuan": "1000.00", "paid_on": "2026-05-20"}
    said |= {"entry": ReceiptEntry.objects.get().pk}
    assert row.case.stream.actions.get(verb="receive_recovered").body == said
    assert [(p.source, p.target, p.amount) for p in receipt.move.postings.all()] == [("paid", "available", 1000)]
    assert list(breaks()) == []


def test_from_a_closed_year_it_stays_with_the_treasury() -> None:
    row, indicator = ordered(), Appropriation.objects.get()
    close_year(indicator.pk, "汤财社〔2027〕1号", False, "年终（示例）", by=who(cast.BUDGET), at=YEAR_END)
    received(at=NEXT_YEAR)
    indicator.refresh_from_db()
    assert (indicator.posted, indicator.returned, indicator.available) == (0, 1000, 0)
    assert Recovery.objects.get(pk=row.pk).state == "paid_back"
    assert list(breaks()) == []


def test_paid_in_another_year_it_does_so_even_while_the_indicator_is_open() -> None:
    ordered()
    received(at=NEXT_YEAR)
    indicator = Appropriation.objects.get()
    assert (indicator.returned, indicator.available) == (1000, indicator.appropriated - 1000)


def test_piece_by_piece_the_first_line_first() -> None:
    row = ordered(proposed(paid(case_submitted(size=10)), {1: Decimal("1000.00"), 3: Decimal("500.00")}))
    received("600.00", "国库001")
    received("500.00", "国库002")
    assert Recovery.objects.get(pk=row.pk).state == "ordered"
    rows = Posting.objects.filter(target="available", claim__isnull=False).order_by("pk")
    assert list(rows.values_list("claim__ordinal", "amount")) == [(1, 600), (1, 400), (3, 100)]
    received("400.00", "国库003")
    assert Recovery.objects.get(pk=row.pk).state == "paid_back"
    assert Appropriation.objects.get().posted == 8500, "what was not ordered back stays paid"
    assert list(breaks()) == []


def test_after_the_demand_too() -> None:
    row = demanded()
    received("1000.00", at=moment("2026-06-20 10:00"))
    assert Recovery.objects.get(pk=row.pk).state == "paid_back"


def test_a_closed_file_is_opened_and_shut_again_with_its_papers() -> None:
    case = paid()
    for _ in range(3):
        work(lambda: ORDERED)
    assert Case.objects.get(pk=case.pk).archived_on
    ordered(proposed(case))
    for _ in range(3):
        work(lambda: ORDERED)
    assert Case.objects.get(pk=case.pk).archived_on is None, "not while its money is being recovered"
    received()
    for _ in range(3):
        work(lambda: RECEIVED)
    assert Case.objects.get(pk=case.pk).archived_on == RECEIVED.date()


def test_a_serial_number_is_entered_once() -> None:
    ordered()
    received("400.00")
    with pytest.raises(AlreadyDone, match="流水号 国库001 已经登记过"):
        received("400.00")
    assert RecoveryReceipt.objects.count() == 1
    assert Appropriation.objects.get().posted == 600


@pytest.mark.parametrize(
    ("yuan", "sentence"),
    [("1000.01", r"还应缴 1,000\.00 元，不能登记 1,000\.01 元"), ("0.00", "金额应大于零"), ("0.001", "最多两位小数")],
)
def test_no_more_than_is_owed(yuan: str, sentence: str) -> None:
    ordered()
    with pytest.raises(NotUnderstood, match=sentence):
        received(yuan)


@pytest.mark.parametrize("day", ["2026-05-13", "2026-05-21"])
def test_the_day_is_after_the_order_and_not_to_come(day: str) -> None:
    ordered()
    on = moment(f"{day} 09:00").date()
    with pytest.raises(NotUnderstood, match="缴款日期应在追回决定之后、今天以前"):
        enter_receipt(CODE, "国库001", Decimal("1.00"), on, by=who(cast.FUNDS_CHECK), at=RECEIVED)


def test_a_serial_number_is_said_and_a_code_is_known() -> None:
    ordered()
    for serial, sentence in ((" ", "请填写国库收款流水号"), ("9" * 41, "最长40个字符")):
        with pytest.raises(NotUnderstood, match=sentence):
            received(serial=serial)
    for code in ("", "41052326051400009999"):
        with pytest.raises(NotUnderstood, match="没有缴款码是"):
            enter_receipt(code, "1", Decimal("1.00"), ORDERED.date(), by=who(cast.FUNDS_CHECK), at=RECEIVED)


@pytest.mark.parametrize("username", [cast.BATCH_RELEASE, cast.HANDLER, cast.BUDGET_ELSEWHERE, cast.TRAINEE])
def test_only_the_desk_that_checks_enters_it(username: str) -> None:
    ordered()
    with pytest.raises((NotAllowed, NotFound)):
        received(by=username)


def test_nobody_enters_what_they_themselves_paid_back() -> None:
    row = ordered()
    Commitment.objects.create(case=row.case, account=who(cast.FUNDS_CHECK), duty=Duty.OWN.value)
    with pytest.raises(SeparationOfDuties, match="应当回避"):
        received()


def test_nothing_is_received_once_nothing_is_owed() -> None:
    ordered()
    received()
    with pytest.raises(NotPossibleNow, match="“已缴清”，没有待缴的款项"):
        received("1.00", "国库002")


@pytest.mark.tampered
@pytest.mark.parametrize(
    ("planted", "sentence"),
    [
        (
            lambda: RecoveryReceipt.objects.update(amount=Decimal("999.00")),
            "国库收款 国库001 登记 999.00 元，入账 1000.00 元",
        ),
        (lambda: Recovery.objects.update(amount=Decimal("900.00")), "金额 900.00 与所列明细合计 1000.00 不一致"),
        (lambda: Recovery.objects.update(state="ordered"), "状态却是“待缴回”"),
        (
            lambda: Posting.objects.filter(target="available", move__isnull=False, claim__isnull=False).update(
                move=None
            ),
            "没有国库收款",
        ),
    ],
)
def test_verify_names_what_was_changed_behind_the_house(planted: object, sentence: str) -> None:
    ordered()
    received()
    triggers.lift(connection)
    planted()  # type: ignore[operator]
    assert any(sentence in each for each in breaks())


def test_a_line_of_which_all_came_back_bars_nobody() -> None:
    ordered()
    received("400.00")
    assert Claim.objects.get(case__recoveries__isnull=False).state == "paid", "a part still bars"
    received("600.00", "国库002")
    assert Claim.objects.get(case__recoveries__isnull=False).state == "recovered"
    again = case_determined(own_claim())  # the same person, occupation and certificate
    assert again.claims.get().state == "determined"
    assert list(breaks()) == []


def test_a_part_that_came_back_bars_as_before() -> None:
    ordered()
    received("999.99")
    again = own_claim()
    met = again.assessments.latest("pk").verdict
    assert met == "not_met"


def test_a_revocation_afterwards_says_what_is_still_with_the_party() -> None:
    row = ordered()
    received("300.00")
    found = propose_revocation(row.case_id, FACTS, BASIS, by=who(cast.HANDLER), at=RECEIVED)
    heard = moment("2026-06-02 10:00")
    decide_revocation(found.pk, True, "查无此证。", by=who(cast.BUREAU_HEAD), at=heard)
    paper = IssuedDocument.objects.get(case=row.case, kind="revocation")
    assert paper.data["paid_fen"] == 700_00
    assert list(breaks()) == []


def test_no_money_moves_before_another_person_confirms() -> None:
    ordered()
    entry = entered()
    assert (RecoveryReceipt.objects.count(), Appropriation.objects.get().posted) == (0, 1000)
    with pytest.raises(SeparationOfDuties, match="由另一位同事核对入账"):
        confirm_receipt(entry.pk, by=who(cast.FUNDS_CHECK), at=RECEIVED)
    for username in (cast.BATCH_RELEASE, cast.HANDLER, "linzhou.treasury"):
        with pytest.raises(NotAllowed, match="您不在这些岗位上"):
            confirm_receipt(entry.pk, by=who(username), at=RECEIVED)
    confirm_receipt(entry.pk, by=who(cast.TREASURY), at=RECEIVED)
    assert Appropriation.objects.get().posted == 0
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.TREASURY).name}于2026年5月20日 10:00核对入账"):
        confirm_receipt(entry.pk, by=who(cast.TREASURY), at=RECEIVED)
    with pytest.raises(NotFound):
        confirm_receipt(999, by=who(cast.TREASURY), at=RECEIVED)


@pytest.mark.parametrize("username", [cast.FUNDS_CHECK, cast.TREASURY])
def test_an_entry_is_sent_back_with_a_reason_and_entered_anew(username: str) -> None:
    ordered()
    wrong = entered("100.00")
    with pytest.raises(NotUnderstood, match="请写明退回原因"):
        refuse_receipt(wrong.pk, " ", by=who(username), at=RECEIVED)
    refuse_receipt(wrong.pk, "少写一个零。", by=who(username), at=RECEIVED)
    assert record.last(wrong.recovery.case.stream.key).verb == "refuse_receipt"
    assert received().amount == 1000
    with pytest.raises(AlreadyDone, match="退回，没有重复办理"):
        confirm_receipt(wrong.pk, by=who(cast.TREASURY), at=RECEIVED)


def test_what_waits_is_not_asked_for_twice() -> None:
    ordered()
    entered("600.00")
    with pytest.raises(NotUnderstood, match=r"还应缴 400\.00 元"):
        entered("400.01", "国库002")
    assert entered("400.00", "国库003").amount == 400


def test_an_answered_entry_is_kept() -> None:
    ordered()
    received()
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        ReceiptEntry.objects.update(answered_by=who(cast.FUNDS_CHECK))
