"""Correct an account after a returned transfer, reissue as a linked line, close the case."""

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    ANSWERED,
    DETERMINED,
    NOTICE_OVER,
    REQUESTED,
    batch_settled,
    case_at,
    case_determined,
    case_submitted,
    class_in_force,
    endowed,
    on_notice,
    own_claim,
    return_file,
)
from workflow_app.commands.close_case import close_case
from workflow_app.commands.correct_account import correct_account
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting
from workflow_app.models import Case, Commitment, OutboxEntry, PayeeAccount, PaymentBatch, PaymentLine
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.papers.index import file_index, papers_of

CORRECTED = ANSWERED + timedelta(days=1)
PAID = ANSWERED + timedelta(days=3)
NEW = "999900000000000777"


def corrected(case: Case, username: str = cast.LEGAL_REP, account: str = NEW) -> PayeeAccount:
    return correct_account(case.pk, account, "示例银行城关支行", by=who(username), at=CORRECTED)


def returned_case() -> Case:
    batch_settled(case_submitted(), returned=(3,))
    return Case.objects.get(procedure="claim")


def reissued() -> PaymentBatch:
    batch = draft_batch(PaymentBatch.objects.get().request_id, by=who(cast.BATCH_DRAFT), at=CORRECTED)
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=CORRECTED)
    write_bank_file(batch.pk, at=CORRECTED)
    return PaymentBatch.objects.get(pk=batch.pk)


def test_the_corrected_account_is_appended() -> None:
    case = returned_case()
    row = corrected(case)
    assert case.payee_accounts.count() == 2
    assert (row.payee, row.account, row.bank) == (case.payee_accounts.earliest("id").payee, NEW, "示例银行城关支行")
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body) == ("correct_account", who(cast.LEGAL_REP), {"account": row.pk})
    assert Commitment.objects.filter(account=who(cast.LEGAL_REP), duty="change_account").count() == 1


def test_the_returned_line_is_reissued_as_a_new_linked_line() -> None:
    case = returned_case()
    corrected(case)
    batch = reissued()
    line = batch.lines.get()
    assert (line.reissue_of, line.account) == (PaymentLine.objects.get(batch__lt=batch.pk, ordinal=3), NEW)
    read_return(batch.pk, return_file(batch), by=who(cast.BATCH_DRAFT), at=PAID)
    assert set(case.claims.values_list("state", flat=True)) == {"paid"}
    assert PaymentLine.objects.get(batch__lt=batch.pk, ordinal=3).state == "returned"


def test_without_a_corrected_account_nothing_is_reissued() -> None:
    returned_case()
    with pytest.raises(NotPossibleNow, match="还没有更正账户"):
        reissued()


def test_an_account_may_be_corrected_again_when_the_new_one_is_returned_too() -> None:
    case = returned_case()
    corrected(case)
    batch = reissued()
    read_return(batch.pk, return_file(batch, returned=(1,)), by=who(cast.BATCH_DRAFT), at=PAID)
    correct_account(case.pk, "999900000000000888", "示例银行", by=who(cast.LEGAL_REP), at=PAID + timedelta(days=1))
    assert case.payee_accounts.count() == 3


def test_an_agent_never_corrects_an_account() -> None:
    case = returned_case()
    with pytest.raises(NotAllowed, match="经办人不能更正收款账户"):
        corrected(case, cast.AGENT)
    assert case.payee_accounts.count() == 1


@pytest.mark.parametrize("username", [cast.STRANGER, cast.OTHER_AGENT, cast.BATCH_DRAFT])
def test_nobody_corrects_anothers_account(username: str) -> None:
    with pytest.raises(NotFound, match="无权办理"):
        corrected(returned_case(), username)


def test_the_same_account_is_no_correction() -> None:
    case = returned_case()
    before = case.payee_accounts.get()
    with pytest.raises(NotUnderstood, match="与退汇的账号相同"):
        correct_account(case.pk, before.account, before.bank, by=who(cast.LEGAL_REP), at=CORRECTED)


def test_without_a_returned_transfer_there_is_nothing_to_correct() -> None:
    with pytest.raises(NotPossibleNow, match="没有退汇的款项"):
        corrected(case_determined(own_claim()), cast.TRAINEE)
    with pytest.raises(NotPossibleNow, match="没有退汇的款项"):
        corrected(class_in_force())


def test_the_second_click_after_the_reissue_corrects_nothing() -> None:
    case = returned_case()
    corrected(case)
    reissued()
    with pytest.raises(NotPossibleNow, match="没有退汇的款项"):
        corrected(case, account="999900000000000999")


def test_a_case_closes_when_its_last_line_is_paid() -> None:
    case = returned_case()
    assert not close_case(case.pk, at=ANSWERED)
    corrected(case)
    batch = reissued()
    read_return(batch.pk, return_file(batch), by=who(cast.BATCH_DRAFT), at=PAID)
    assert OutboxEntry.objects.filter(job="close_case", argument=case.pk).count() == 2
    assert close_case(case.pk, at=PAID)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.ended_at) == ("closed", PAID)


def test_a_case_closes_once_and_its_archiving_follows() -> None:
    batch_settled(own_claim())
    case = Case.objects.get()
    assert close_case(case.pk, at=PAID)
    assert not close_case(case.pk, at=PAID)
    assert OutboxEntry.objects.filter(job="archive_case", argument=case.pk).count() == 1
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body) == ("close_case", None, {"amount": "1000.00"})


def test_the_file_index_lists_what_went_to_the_bank_and_what_came_back() -> None:
    batch = batch_settled(own_claim())
    case = Case.objects.get()
    lines = file_index(case, PAID)["lines"]
    listed = {(line["title"], line["on"]): line["sha256"] for line in lines}
    sent = listed[f"支付文件 {batch.number}（财政部门存）", "2026-04-20"]
    answered = listed[f"银行回盘文件 {batch.number}（财政部门存）", "2026-04-21"]
    assert batch.file_sha256.startswith(sent)
    assert batch.returns.get().sha256.startswith(answered)
    assert [line["title"] for line in lines].count("资金拨付申请函") == 1


def test_the_file_index_names_the_void_letter_too_but_nothing_of_other_cases() -> None:
    endowed()
    one, other = case_at("notice"), case_at("notice", own_claim(902, cast.OTHER_TRAINEE))
    notice = on_notice(one, other)
    end_notice(notice.pk, at=NOTICE_OVER)
    acting.sign_until(one, "request_funds", at=DETERMINED)
    first = request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    return_funds_request(first.pk, "请核对。", by=who(cast.FUNDS_CHECK), at=REQUESTED)
    request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    acting.sign_until(other, "request_funds", at=DETERMINED)
    request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    kinds = [[paper.kind for paper in papers_of(each)] for each in (one, other)]
    assert [of.count("funds_request") for of in kinds] == [2, 1]
    assert [of.count("public_notice") for of in kinds] == [1, 1]


def test_a_case_that_is_owed_money_does_not_close() -> None:
    assert not close_case(case_determined(own_claim()).pk, at=PAID)


def test_a_class_in_force_is_not_closed_for_want_of_payments() -> None:
    assert not close_case(class_in_force().pk, at=PAID)


def test_a_case_that_does_not_exist_is_not_closed() -> None:
    with pytest.raises(NotFound):
        close_case(999, at=PAID)
