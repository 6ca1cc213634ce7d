"""What a policy pays in instalments: each when it is due and never twice, the rest stopped when it must not be paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.deaths import asked_before_payment, dies
from tests.house.recovery.owing import CODE, NOTICED, ORDERED, PAY_BY
from tests.house.second_version import declare
from tests.situations import (
    DRAFTED,
    account_in_force,
    batch_drafted,
    batch_settled,
    case_determined,
    case_submitted,
    nothing_new_before_payment,
    own_claim,
    payment_approved,
    return_file,
)
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.close_case import close_case
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.read_return import read_return
from workflow_app.commands.recovery.decide import order_recovery
from workflow_app.commands.recovery.propose import propose_recovery
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.models import (
    Appropriation,
    Case,
    Claim,
    FundsRequest,
    Instalment,
    PaymentBatch,
    PaymentDoubt,
    triggers,
)
from workflow_app.policy.instalments import Part
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.due import later, still_to_pay
from workflow_app.queries.finance.ledger import Asked, postings
from workflow_app.queries.finance.payments import payable, request_lists
from workflow_app.queries.workplace import workplace

pytestmark = pytest.mark.usefixtures("city")
PARTS = (Part(Fraction(3, 5), 0), Part(Fraction(2, 5), 6))
FIRST, SECOND = Decimal("600.00"), Decimal("400.00")  # of a trainee's 1,000 yuan
BEFORE_DUE, DUE = moment("2026-10-15 10:00"), moment("2026-10-16 10:00")


@pytest.fixture(autouse=True)
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, instalments=lambda case: PARTS)


def request_of(case: Case) -> FundsRequest:
    return FundsRequest.objects.get(lines__claim__case=case)


def first_paid(returned: tuple[int, ...] = ()) -> Case:
    return batch_settled(own_claim(), returned).lines.get().claim.case


def drafted(at: datetime = DUE) -> PaymentBatch:
    return draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=at)


def paid(batch: PaymentBatch, at: datetime = DUE, returned: tuple[int, ...] = ()) -> PaymentBatch:
    nothing_new_before_payment()
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=at)
    write_bank_file(batch.pk, at=at)
    written = PaymentBatch.objects.get(pk=batch.pk)
    return read_return(batch.pk, return_file(written, returned), by=who(cast.BATCH_DRAFT), at=at + timedelta(days=1))


def money() -> dict[str, Decimal]:
    row = Appropriation.objects.get()
    return {"reserved": row.reserved, "posted": row.posted}


def test_the_determination_lays_them_down_and_tells_them_on_its_paper() -> None:
    case = case_determined(own_claim())
    rows = Instalment.objects.order_by("ordinal").values_list("amount", "due_on")
    assert [(amount, str(day)) for amount, day in rows] == [(FIRST, "2026-04-16"), (SECOND, "2026-10-16")]
    told = case.papers.get(kind="determination").data["schedule"]
    assert told == [{"due_on": "2026-04-16", "fen": 600_00}, {"due_on": "2026-10-16", "fen": 400_00}]
    assert money() == {"reserved": Decimal("1000.00"), "posted": 0}


def test_each_is_paid_when_it_is_due_and_the_case_closes_with_the_last() -> None:
    case = first_paid()
    assert money() == {"reserved": SECOND, "posted": FIRST}
    assert case.claims.get().state == "determined"
    assert not close_case(case.pk, at=DUE)
    batch = paid(drafted())
    assert (batch.total, batch.lines.get().instalment.ordinal) == (SECOND, 2)
    assert money() == {"reserved": 0, "posted": Decimal("1000.00")}
    assert case.claims.get().state == "paid"
    assert close_case(case.pk, at=DUE + timedelta(days=2))
    assert list(breaks()) == []


def test_the_postings_of_a_batch_are_those_of_its_part() -> None:
    first_paid()
    paid(second := drafted())
    place = workplace(who(cast.FUNDS_CHECK), DUE.date())
    (posting,) = postings(place, Asked(batch=second.number))
    assert (posting.amount, posting.source, posting.target) == (SECOND, "reserved", "paid")


def test_before_its_day_nothing_is_paid() -> None:
    case = first_paid()
    assert payable(request_of(case), BEFORE_DUE.date()).count == 0
    with pytest.raises(NotPossibleNow, match="下一期还没有到支付时间"):
        drafted(BEFORE_DUE)
    assert payable(request_of(case), DUE.date()).total == SECOND


def test_a_later_one_does_not_go_before_the_registers_were_asked_again() -> None:
    first_paid()
    batch = drafted()
    with pytest.raises(NotPossibleNow, match="还有1件没有完成支付前核对"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=DUE)
    nothing_new_before_payment()
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=DUE)


def test_what_was_struck_off_before_its_first_part_is_not_to_come() -> None:
    request = payment_approved(case_submitted())
    case = request.lines.first().claim.case
    Claim.objects.filter(case=case, ordinal=1).update(state="struck_off", reason="查无此证")
    assert [(each.count, each.total) for each in later(request, DRAFTED.date())] == [(9, Decimal("3600.00"))]
    assert sum(each.total for each in still_to_pay(case)) == Decimal("9000.00")
    Claim.objects.filter(case=case, ordinal=1).update(state="determined", reason="")


def test_what_fell_due_together_is_paid_together() -> None:
    request = payment_approved(own_claim())
    batch = paid(draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DUE))
    assert list(batch.lines.order_by("ordinal").values_list("amount", flat=True)) == [FIRST, SECOND]
    assert Claim.objects.get().state == "paid"
    assert money() == {"reserved": 0, "posted": Decimal("1000.00")}
    assert list(breaks()) == []


def test_a_returned_one_waits_for_its_account_and_the_next_with_it() -> None:
    case = first_paid(returned=(1,))
    with pytest.raises(NotPossibleNow):
        drafted(DRAFTED + timedelta(days=1))
    account_in_force(case, username=cast.TRAINEE)
    batch = paid(drafted())
    lines = batch.lines.order_by("ordinal")
    assert [line.reissue_of_id is not None for line in lines] == [True, False]
    assert Claim.objects.get().state == "paid"
    assert list(breaks()) == []


def test_of_two_returned_in_one_batch_one_paid_leaves_the_other_owed() -> None:
    request = payment_approved(own_claim())
    paid(draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DUE), returned=(2,))
    assert Claim.objects.get().state == "determined"
    assert money() == {"reserved": SECOND, "posted": FIRST}
    assert list(breaks()) == []


def test_a_discarded_batch_leaves_its_instalment_to_the_next() -> None:
    batch = batch_drafted(own_claim())
    discard_batch(batch.pk, "编错了。", by=who(cast.BATCH_DRAFT), at=DRAFTED)
    again = draft_batch(batch.request_id, by=who(cast.BATCH_DRAFT), at=DRAFTED + timedelta(hours=1))
    assert again.total == FIRST


def test_finance_finds_the_request_again_on_the_day() -> None:
    case, desk = first_paid(), who(cast.BATCH_DRAFT)
    for at, there in ((BEFORE_DUE, False), (DUE, True)):
        lists = request_lists(workplace(desk, at.date()), 0, at.date())
        assert (request_of(case) in lists.drafting) is there, at


def test_the_applicant_reads_what_is_still_to_come() -> None:
    case = first_paid()
    view = case_view(case.number, who(cast.TRAINEE), BEFORE_DUE.date(), PUBLISHED)
    assert view.where == "已核定，分期支付，下一期2026年10月16日起支付。"
    assert [(str(each.due_on), each.total) for each in view.instalments] == [("2026-10-16", SECOND)]


def test_the_database_keeps_one_live_transfer_of_an_instalment() -> None:
    first_paid()
    line = PaymentBatch.objects.get().lines.get()
    line.pk, line.ordinal, line.state = None, 2, "drafted"
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_what_was_laid_down_is_never_edited() -> None:
    case_determined(own_claim())
    for change in ({"amount": Decimal("1.00")}, {"due_on": DUE.date()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Instalment.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Instalment.objects.all().delete()


class TestStopped:
    """Who is no longer entitled gets no further instalment."""

    @pytest.fixture
    def file(self, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        with asked_before_payment(tmp_path / "registers.json", settings, monkeypatch):
            yield tmp_path / "registers.json"

    def test_a_death_between_two_stops_the_rest(self, file: Path) -> None:
        case = first_paid()
        dies(file, case.claims.get())
        check_before_payment(case.pk, at=DUE)
        doubt = PaymentDoubt.objects.get()
        assert payable(request_of(case), DUE.date()).count == 0, "it waits for a person"
        settle_doubt(doubt.pk, "stop", "户籍部门已出具死亡证明。", by=who(cast.HANDLER), at=DUE)
        assert Instalment.objects.get(ordinal=2).stopped_at == DUE
        assert case.claims.get().state == "paid", "what was paid was paid"
        assert money() == {"reserved": 0, "posted": FIRST}
        assert close_case(case.pk, at=DUE)
        assert list(breaks()) == []

    def test_a_revocation_stops_the_rest_and_says_what_was_paid(self) -> None:
        case = first_paid()
        at = DRAFTED + timedelta(days=3)
        row = propose_revocation(case.pk, "证书编号查无此证", "示例办法第十条", by=who(cast.HANDLER), at=at)
        decide_revocation(row.pk, True, "查证属实。", by=who(cast.BUREAU_HEAD), at=DUE)
        told = case.papers.get(kind="revocation").data
        assert (told["paid_fen"], told["unpaid_fen"]) == (600_00, 400_00)
        assert money() == {"reserved": 0, "posted": FIRST}
        assert list(breaks()) == []

    def test_an_order_to_pay_back_stops_the_rest(self) -> None:
        case = first_paid()
        row = propose_recovery(case.pk, {}, "查无此证", "示例办法", by=who(cast.HANDLER), at=NOTICED)
        order_recovery(row.pk, CODE, PAY_BY, "应当追回", by=who(cast.BUREAU_HEAD), at=ORDERED)
        assert Instalment.objects.get(ordinal=2).stopped_at == ORDERED
        assert money() == {"reserved": 0, "posted": FIRST}
        with pytest.raises(NotPossibleNow):
            drafted()
        assert list(breaks()) == []

    def test_one_at_the_bank_is_answered_before_an_order_to_pay_back(self) -> None:
        case = first_paid()
        batch = drafted()
        nothing_new_before_payment()
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=DUE)
        write_bank_file(batch.pk, at=DUE)
        row = propose_recovery(case.pk, {}, "查无此证", "示例办法", by=who(cast.HANDLER), at=DUE)
        heard = DUE + timedelta(days=14)
        told = row.pk, CODE, heard.date() + timedelta(days=60), "应当追回"
        with pytest.raises(NotPossibleNow, match=f"{batch.number} 放款在途"):
            order_recovery(*told, by=who(cast.BUREAU_HEAD), at=heard)
        assert money() == {"reserved": SECOND, "posted": FIRST}
        read_return(batch.pk, return_file(batch), by=who(cast.BATCH_DRAFT), at=heard)
        assert order_recovery(*told, by=who(cast.BUREAU_HEAD), at=heard).amount == FIRST, "what it was told of"
        assert money() == {"reserved": 0, "posted": FIRST + SECOND}


def test_what_came_back_keeps_the_next_one_from_the_same_account() -> None:
    first_paid(returned=(1,))
    with pytest.raises(NotPossibleNow, match="退汇后还没有更正账户"):
        drafted(DUE)


@pytest.mark.tampered
class TestProved:
    """What does not agree is named, also where the database's own refusals were taken away."""

    @pytest.fixture(autouse=True)
    def refuses_nothing(self) -> None:
        triggers.lift(connection)

    def test_a_changed_instalment(self) -> None:
        case_determined(own_claim())
        Instalment.objects.filter(ordinal=2).update(amount=Decimal("1.00"))
        assert any("各期合计 601" in said for said in breaks())

    def test_one_paid_before_its_day(self) -> None:
        first_paid()
        Instalment.objects.filter(ordinal=1).update(due_on=BEFORE_DUE.date())
        assert any("起付日以前" in said for said in breaks())

    def test_a_claim_called_paid_too_early(self) -> None:
        first_paid()
        Claim.objects.update(state="paid")
        assert any("第2期没有支付，也没有停止" in said for said in breaks())

    def test_one_stopped_and_its_money_kept(self) -> None:
        first_paid()
        Instalment.objects.filter(ordinal=2).update(stopped_at=DUE)
        assert any("预留的资金没有退回" in said for said in breaks())

    def test_one_stopped_and_paid(self) -> None:
        first_paid()
        Instalment.objects.filter(ordinal=1).update(stopped_at=DUE)
        assert any("第1期已停止支付，却已到账" in said for said in breaks())
