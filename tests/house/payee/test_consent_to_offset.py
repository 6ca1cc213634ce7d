"""抵缴: what is still to be paid meets what is owed, on the applicant's word alone, within one fund, and through the Treasury's account."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.payee.offsets import (
    AGREED,
    ANSWERED,
    COLLECTING,
    CONFIRMED,
    COOLED,
    DRAFTED,
    MONEY,
    RELEASED,
    agreed,
    answered,
    case_of,
    drafted,
    in_force,
    owing,
    released,
    treasury_collects,
)
from tests.house.recovery.owing import DEMANDED, WORDS, entered, ordered, paid, proposed, received
from tests.situations import (
    DETERMINED,
    FUNDS_CHECKED,
    NEW_ACCOUNT,
    NOTICE_OVER,
    NOTICED,
    PAYMENT_APPROVED,
    POINTS,
    REQUESTED,
    case_on_notice,
    case_submitted,
    endowed,
    nothing_new_before_payment,
    return_file,
)
from workflow_app.bank.formats import write
from workflow_app.commands.check_funds import check_funds
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.object_to import answer_objection, object_to
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.withdraw_change import withdraw_change
from workflow_app.commands.read_return import read_return
from workflow_app.commands.recovery.annul import annul_recovery
from workflow_app.commands.recovery.demand import demand_recovered
from workflow_app.commands.recovery.enter import refuse_receipt
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.models import (
    AccountChange,
    Appropriation,
    Case,
    Claim,
    Notice,
    Objection,
    PayeeAccount,
    PaymentBatch,
    Posting,
    Recovery,
    triggers,
)
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.bank_profiles import order_of, profile_of
from workflow_app.queries.finance.offsets import not_received, open_debt, to_be_paid

pytestmark = pytest.mark.usefixtures("city")
BANK_ANSWERED = moment("2026-04-28 09:00")
RECEIVED = moment("2026-05-25 10:00")
SAME = ("unit", "region", "item", "year", "tier", "functional_class", "government_class", "department_class", "direct")


def test_from_the_consent_to_the_treasurys_receipt() -> None:
    row = owing()
    account = in_force(row)
    assert (account.payee, account.account, account.towards) == (COLLECTING.payee, COLLECTING.account, row)
    batch = drafted()
    line = batch.lines.get()
    assert (line.claim.ordinal, line.amount, line.payee, line.towards) == (3, MONEY, COLLECTING.payee, row)
    files = write(profile_of(batch), order_of(batch, [line]))
    assert f"缴款码{row.code}" in files[0].data.decode("gb18030")
    answered(released(batch))
    assert (Claim.objects.get(ordinal=3, case=row.case).state, Recovery.objects.get().state) == ("paid", "ordered")
    received("1000.00", at=RECEIVED, transfer=f"{batch.number}-1")
    assert Recovery.objects.get().state == "paid_back"
    assert Appropriation.objects.get().posted == 9 * MONEY, "ten were paid, one came back"
    assert list(breaks()) == []


def test_what_is_recorded() -> None:
    row = owing()
    change = agreed(row)
    act = record.last(f"case:{row.case.number}")
    told = {"change": change.pk, "cools_until": "2026-05-20", "towards": row.pk, "yuan": "1000.00"}
    assert (act.verb, act.by, act.body, act.at) == ("ask_account_change", who(cast.LEGAL_REP), told, AGREED)
    assert act.personal
    assert change.reason.startswith("同意把本办件待拨付的 1,000.00 元由国库直接汇入非税收入汇缴账户")


@pytest.mark.parametrize(
    ("by", "refusal", "sentence"),
    [
        pytest.param(cast.AGENT, NotAllowed, "经办人不能同意抵缴", id="an agent"),
        pytest.param(cast.OTHER_AGENT, NotFound, "无权办理", id="another school"),
        pytest.param(cast.FUNDS_CHECK, NotFound, "无权办理", id="the office itself"),
    ],
)
def test_nobody_agrees_for_the_applicant(by: str, refusal: type[Exception], sentence: str) -> None:
    row = owing()
    with pytest.raises(refusal, match=sentence):
        agreed(row, by)
    assert not AccountChange.objects.exists()


def test_money_that_is_more_than_the_debt_is_paid_out() -> None:
    row = owing("999.99")
    with pytest.raises(NotPossibleNow, match=r"待拨付 1,000\.00 元，多于还应缴的 999\.99 元"):
        agreed(row)


def test_a_sum_other_than_the_one_that_was_read_is_read_again() -> None:
    with pytest.raises(NotUnderstood, match=r"现在是 1,000\.00 元，不是您看到的 900\.00 元"):
        agreed(owing(), yuan=Decimal("900.00"))


@pytest.mark.tampered
def test_of_another_fund_nothing_is_met() -> None:
    """The debt was paid from one fund, what is still set aside stands in another."""
    row = owing()
    set_aside = Posting.objects.filter(claim__case=row.case, claim__ordinal=3, target="reserved")
    where = Appropriation.objects.get()
    other = {"indicator": "汤财社〔2026〕99号", "fund": "另一项资金", "appropriated": MONEY, "reserved": MONEY}
    same = {name: getattr(where, name) for name in SAME}
    triggers.lift(connection)
    set_aside.update(appropriation=Appropriation.objects.create(**same, **other))
    triggers.install(connection)
    with pytest.raises(NotFound, match="同一申请人、同一项资金"):
        agreed(row)


def test_without_a_known_account_the_code_is_the_way() -> None:
    row = ordered(proposed(paid(case_submitted(), returned=(3,)), {1: MONEY}))
    with pytest.raises(NotPossibleNow, match="还没有登记非税收入汇缴账户"):
        agreed(row)


def test_what_is_paid_back_already_is_met_by_nothing() -> None:
    row = owing()
    received("1000.00", at=AGREED)
    with pytest.raises(NotFound, match="没有可以用这个办件的款项抵缴的追回决定"):
        agreed(row)


def test_the_debt_may_go_while_it_cools() -> None:
    row = owing()
    change = agreed(row)
    confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=CONFIRMED)
    received("0.01", at=CONFIRMED)
    assert bring_into_force(change.pk, at=COOLED)
    change.refresh_from_db()
    assert (change.state, PayeeAccount.objects.filter(towards=row).exists()) == ("lapsed", False)
    assert list(breaks()) == []


def test_a_debt_that_went_is_paid_nothing() -> None:
    row = owing()
    in_force(row)
    received("0.01", at=COOLED)
    with pytest.raises(NotPossibleNow, match="用来抵缴追回款的与申请人同意时不同"):
        drafted()


def test_nor_once_the_batch_is_built() -> None:
    row = owing()
    in_force(row)
    batch = drafted()
    received("0.01", at=COOLED)
    with pytest.raises(NotPossibleNow, match="第1行是抵缴追回款的，与申请人同意时不同"):
        released(batch)


def test_an_order_stands_while_its_money_is_on_its_way() -> None:
    row = owing()
    in_force(row)
    released(drafted())
    with pytest.raises(NotPossibleNow, match="正在缴入国库抵缴这笔追回款"):
        annul_recovery(row.pk, WORDS, by=who(cast.BUREAU_HEAD), at=ANSWERED)


def test_an_order_stands_until_what_met_it_is_entered_as_a_receipt() -> None:
    row = owing()
    in_force(row)
    batch = answered(released(drafted()))
    assert open_debt(row) == 0, "no other money meets it once more"
    with pytest.raises(
        NotPossibleNow, match=r"银行已把 1,000\.00 元缴入国库抵缴这笔追回款，财政部门还没有登记国库收款"
    ):
        annul_recovery(row.pk, WORDS, by=who(cast.BUREAU_HEAD), at=ANSWERED)
    received("1000.00", at=ANSWERED, transfer=f"{batch.number}-1")
    assert Recovery.objects.get(pk=row.pk).state == "paid_back"


def test_the_applicant_takes_it_back_while_it_cools() -> None:
    change = agreed(owing())
    withdraw_change(change.pk, by=who(cast.AGENT), at=CONFIRMED)
    assert not PayeeAccount.objects.exclude(towards=None).exists()
    assert list(breaks()) == []


def test_after_it_counts_their_own_account_may_be_named_again() -> None:
    row = owing()
    account = in_force(row)
    told = case_of(row).payee_accounts.first().payee, NEW_ACCOUNT, "示例银行", "改主意了。"
    with pytest.raises(NotUnderstood, match="户名必须是“汤阴县岳河职业培训学校”"):
        ask_change(row.case_id, account.payee, *told[1:], by=who(cast.LEGAL_REP), at=COOLED)
    change = ask_change(row.case_id, *told, by=who(cast.LEGAL_REP), at=COOLED)
    assert (change.payee, change.towards) == (told[0], None)
    assert list(breaks()) == []


def test_one_debt_is_met_once_at_a_time() -> None:
    row = owing()
    agreed(row)
    with pytest.raises(NotPossibleNow, match="已经有一个更换账户的申请在办"):
        agreed(row)


def test_a_transfer_to_the_treasury_that_comes_back_waits_for_an_account() -> None:
    row = owing()
    in_force(row)
    answered(released(drafted()), paid=False)
    with pytest.raises(NotPossibleNow, match="退汇后还没有更正账户"):
        drafted()
    assert list(breaks()) == []


def owing_two() -> Recovery:
    """Two lines are ordered back, what is still to be paid is one."""
    treasury_collects()
    return ordered(proposed(paid(case_submitted(), returned=(3,)), {1: MONEY, 2: MONEY}))


def test_cash_of_the_party_is_no_receipt_of_the_transfer() -> None:
    row = owing_two()
    in_force(row)
    answered(released(batch := drafted()))
    received("1000.00", at=ANSWERED)
    assert (open_debt(Recovery.objects.get()), not_received(row)) == (0, MONEY)
    with pytest.raises(NotPossibleNow, match=r"银行已把 1,000\.00 元缴入国库抵缴"):
        demand_recovered(row.pk, by=who(cast.HANDLER), at=DEMANDED)
    with pytest.raises(NotUnderstood, match=r"还应缴 0\.00 元，不能登记 1,000\.00 元.*请选它的支付凭证"):
        received("1000.00", "国库002", at=RECEIVED)
    received("1000.00", "国库002", at=RECEIVED, transfer=f"{batch.number}-1")
    assert Recovery.objects.get().state == "paid_back"


@pytest.mark.parametrize(
    ("yuan", "transfer", "sentence"),
    [
        pytest.param("999.99", "{}-1", r"抵缴转账 .*-1 是 1,000\.00 元，不是 999\.99 元", id="another sum"),
        pytest.param("1000.00", "{}-2", "没有等登记的抵缴转账 .*-2（现有：.*-1）", id="another transfer"),
    ],
)
def test_a_receipt_is_of_its_transfer(yuan: str, transfer: str, sentence: str) -> None:
    row = owing_two()
    in_force(row)
    answered(released(batch := drafted()))
    with pytest.raises(NotUnderstood, match=sentence):
        received(yuan, at=ANSWERED, transfer=transfer.format(batch.number))


def test_a_receipt_sent_back_leaves_its_transfer_waiting() -> None:
    row = owing_two()
    in_force(row)
    answered(released(batch := drafted()))
    entry = entered("1000.00", at=ANSWERED, transfer=f"{batch.number}-1")
    assert not_received(row) == 0
    refuse_receipt(entry.pk, "不是这一笔。", by=who(cast.TREASURY), at=ANSWERED)
    assert not_received(row) == MONEY


def nine_paid_but_the_third(case: Case, notice: Notice) -> None:
    """All lines but the one objected to; the bank sends the third back."""
    endowed()
    acting.sign_until(case, "request_funds", at=DETERMINED)
    request = request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    acts.make_papers(request, REQUESTED)
    check_funds(request.pk, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    approve_payment(request.pk, by=who(cast.TREASURY), at=PAYMENT_APPROVED)
    nothing_new_before_payment()
    batch = draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=PAYMENT_APPROVED)
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=PAYMENT_APPROVED)
    write_bank_file(batch.pk, at=PAYMENT_APPROVED)
    batch = PaymentBatch.objects.get(pk=batch.pk)
    read_return(batch.pk, return_file(batch, (3,)), by=who(cast.BATCH_DRAFT), at=BANK_ANSWERED)


def more_is_owed_to_the_school(case: Case, notice: Notice) -> None:
    """The objection to the fifth line is answered after the school agreed about the third: both are to be paid now."""
    answer_objection(Objection.objects.get().pk, False, "参加了培训。", by=who(cast.DEPUTY_HEAD), at=COOLED)
    assert to_be_paid(case) == 2 * MONEY


def test_more_than_was_agreed_to_goes_nowhere() -> None:
    treasury_collects()
    notice = case_on_notice(case_submitted())
    object_to(notice.pk, 5, name="刘某", contact="19900000001", words="没有参加培训。", at=NOTICED)
    end_notice(notice.pk, at=NOTICE_OVER)
    case = Case.objects.get(procedure="claim")
    nine_paid_but_the_third(case, notice)
    row = ordered(proposed(case, {1: MONEY, 2: MONEY}))
    in_force(row)
    more_is_owed_to_the_school(case, notice)
    with pytest.raises(NotPossibleNow, match="待付的多了"):
        drafted()
    view = case_view(case.number, who(cast.LEGAL_REP), DRAFTED.date(), calendar_in_force())
    assert (view.offset_broken, view.account_corrected) == (True, False)
    again = agreed(row, yuan=2 * MONEY, at=DRAFTED)
    assert again.agreed == 2 * MONEY, "and may be agreed to anew"


def test_to_an_account_the_treasury_gave_up_nothing_goes() -> None:
    row = owing()
    in_force(row)
    batch = drafted()
    another = replace(COLLECTING, account="160200000000000100")
    choose_profile("finance@410523", "gb18030_csv", "", another, by=None, at=DRAFTED)
    with pytest.raises(NotPossibleNow, match="汇缴账户换了"):
        released(batch)
    discard_batch(batch.pk, "汇缴账户换了。", by=who(cast.BATCH_RELEASE), at=RELEASED)
    with pytest.raises(NotPossibleNow, match="汇缴账户换了"):
        drafted()


def test_once_the_order_is_annulled_the_applicant_is_asked_for_an_account() -> None:
    row = owing()
    in_force(row)
    annul_recovery(row.pk, WORDS, by=who(cast.BUREAU_HEAD), at=DRAFTED)
    view = case_view(case_of(row).number, who(cast.LEGAL_REP), DRAFTED.date(), calendar_in_force())
    assert (view.offset_broken, view.account_corrected, view.can_change_account) == (True, False, True)
