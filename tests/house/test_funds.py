"""Request funds and check them: one list from the bureau to finance."""

import pytest
from django.db import connection

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    DETERMINED,
    FUNDS_CHECKED,
    NOTICE_OVER,
    REQUESTED,
    case_at,
    case_determined,
    case_submitted,
    case_to_confirm,
    endowed,
    funds_requested,
    notice_of,
    on_notice,
    own_claim,
)
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.request_funds import request_funds
from workflow_app.management import acting
from workflow_app.models import Case, Commitment, FundsRequest, IssuedDocument, NoticeLine, triggers
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood


def asked(case: Case, username: str = cast.BUREAU_FINANCE) -> FundsRequest:
    return request_funds(notice_of(case).pk, by=who(username), at=REQUESTED)


def checked(request: FundsRequest, username: str = cast.FUNDS_CHECK) -> FundsRequest:
    return check_funds(request.pk, "相符。", looked_at=POINTS, by=who(username), at=FUNDS_CHECKED)


def test_a_request_lists_what_is_owed_and_ends_the_route() -> None:
    request = funds_requested(case_submitted())
    assert (request.count, request.total, request.state) == (10, 10_000, "sent")
    assert (request.finance.kind, request.finance.region) == ("finance", "410523")
    case = Case.objects.get(procedure="claim")
    assert (case.state, case.step) == ("approved", "")


@pytest.mark.parametrize("left_out", POINTS)
def test_a_check_that_left_a_point_out_is_none(left_out: str) -> None:
    request, rest = funds_requested(own_claim()), [point for point in POINTS if point != left_out]
    with pytest.raises(NotUnderstood, match="逐项核对"):
        check_funds(request.pk, "相符。", looked_at=rest, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    assert FundsRequest.objects.get().state == "sent"


def test_nobody_has_looked_at_a_paper_that_is_not_made() -> None:
    request = asked(case_determined(own_claim()))
    with pytest.raises(NotPossibleNow, match=r"花名册.*还没有制作完成"):
        checked(request)
    assert FundsRequest.objects.get().state == "sent"


def test_what_the_checker_looked_at_is_recorded() -> None:
    request = checked(funds_requested(own_claim()))
    act = record.last(request.stream.key)
    assert (act.verb, act.body["looked_at"]) == ("check_funds", list(POINTS))


def test_the_letter_and_the_roster_are_issued_and_show_no_whole_account() -> None:
    funds_requested(own_claim())
    letter = IssuedDocument.objects.get(kind="funds_request")
    assert IssuedDocument.objects.filter(kind="roster").count() == 1
    assert letter.data["total_fen"] == 100_000
    assert Case.objects.get().payee_accounts.get().account not in str(letter.data)


def test_the_request_stands_in_both_chains() -> None:
    request = funds_requested(own_claim())
    case = Case.objects.get()
    assert record.last(request.stream.key).body == {"count": 1, "total": "1000.00"}
    assert record.last(f"case:{case.number}").body == {"request": request.pk}
    assert Commitment.objects.filter(case=case, account=who(cast.BUREAU_FINANCE), duty="calculate").count() == 1


def test_what_was_requested_is_not_requested_again() -> None:
    case = case_determined(own_claim())
    asked(case)
    with pytest.raises(NotPossibleNow, match="没有已核定、尚未提请拨付的明细"):
        asked(case)
    assert FundsRequest.objects.count() == 1


def test_before_the_determination_there_is_nothing_to_request() -> None:
    with pytest.raises(NotPossibleNow, match="请先完成核定"):
        asked(case_to_confirm(own_claim()))


def test_a_case_determined_later_gets_a_second_request_of_the_same_notice() -> None:
    endowed()
    one, other = case_at("notice"), case_at("notice", own_claim(902, cast.OTHER_TRAINEE))
    notice = on_notice(one, other)
    end_notice(notice.pk, at=NOTICE_OVER)
    acting.sign_until(one, "request_funds", at=DETERMINED)
    first = asked(one)
    acting.sign_until(other, "request_funds", at=DETERMINED)
    second = asked(other)
    assert (first.count, second.count) == (1, 1)
    assert set(NoticeLine.objects.values_list("funds_request", flat=True)) == {first.pk, second.pk}


@pytest.mark.parametrize("username", [cast.HANDLER, cast.FUNDS_CHECK, cast.AGENT])
def test_only_the_bureaus_finance_section_asks(username: str) -> None:
    with pytest.raises(NotAllowed):
        asked(case_determined(own_claim()), username)


def test_a_notice_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        request_funds(999, by=who(cast.BUREAU_FINANCE), at=REQUESTED)


def test_finance_finds_the_request_in_order() -> None:
    request = checked(funds_requested(own_claim()))
    assert (request.state, request.checked_by, request.checked_at) == ("checked", who(cast.FUNDS_CHECK), FUNDS_CHECKED)
    assert record.last(request.stream.key).verb == "check_funds"
    assert Commitment.objects.filter(account=who(cast.FUNDS_CHECK), duty="check_funds").count() == 1


def test_the_second_click_reads_who_checked_and_when() -> None:
    request = checked(funds_requested(own_claim()))
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.FUNDS_CHECK).name}于2026年4月20日 10:00审核"):
        checked(request)


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BUREAU_FINANCE, cast.RELEASE_ELSEWHERE])
def test_only_who_checks_funds_checks(username: str) -> None:
    with pytest.raises(NotAllowed):
        checked(funds_requested(own_claim()), username)


@pytest.mark.tampered
def test_a_request_that_does_not_add_up_is_not_confirmed() -> None:
    request = funds_requested(own_claim())
    triggers.lift(connection)
    FundsRequest.objects.filter(pk=request.pk).update(total=9_999)
    with pytest.raises(NotPossibleNow, match=r"公示1,000\.00元，核定1,000\.00元，指标预留1,000\.00元，申请9,999\.00元"):
        checked(request)
    assert FundsRequest.objects.get().state == "sent"


def test_a_request_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有这笔拨付申请"):
        check_funds(999, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
