"""Finance sends a request for funds back: the lines are free, the papers void, everything may be asked for anew."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    FUNDS_CHECKED,
    REQUESTED,
    batch_drafted,
    batch_released,
    case_submitted,
    funds_checked,
    funds_requested,
    own_claim,
    payment_approved,
)
from workflow_app.approval.duties import Duty
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.commit import commit_to
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.establish import appoint
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.jobs.press import press
from workflow_app.management import acts
from workflow_app.management.acting import SINCE
from workflow_app.models import Appropriation, Case, Commitment, FundsRequest, IssuedDocument, NoticeLine, PaymentBatch
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
    SeparationOfDuties,
)

BACK = FUNDS_CHECKED + timedelta(hours=3)
AGAIN = FUNDS_CHECKED + timedelta(days=1)
WHY = "花名册第2行的开户行写的是支行简称，请核对后重新提请。"


def sent_back(request: FundsRequest, username: str = cast.FUNDS_CHECK, reason: str = WHY) -> FundsRequest:
    return return_funds_request(request.pk, reason, by=who(username), at=BACK)


def asked_again(request: FundsRequest, at: datetime = AGAIN) -> FundsRequest:
    return request_funds(request.notice_id, by=who(cast.BUREAU_FINANCE), at=at)


def states(request: FundsRequest) -> dict[str, str]:
    return dict(IssuedDocument.objects.filter(funds_request=request).values_list("kind", "state"))


def test_who_sits_at_several_desks_returns_in_the_turn_it_is() -> None:
    request, both = funds_checked(own_claim()), who(cast.TREASURY)
    appoint(both, "funds_check", "finance", "410523", since=SINCE, at=BACK)
    sent_back(request, username=cast.TREASURY)
    assert Commitment.objects.filter(account=both).values_list("duty", flat=True).get() == "approve_payment"


def test_a_request_goes_back_with_its_reason_and_frees_its_lines() -> None:
    request = sent_back(funds_requested(case_submitted()))
    assert (request.state, request.reason, request.returned_by, request.returned_at) == (
        "returned",
        WHY,
        who(cast.FUNDS_CHECK),
        BACK,
    )
    assert set(NoticeLine.objects.values_list("funds_request", flat=True)) == {None}
    assert (request.count, request.total, request.standing) == (10, 10_000, "sample")


def test_the_case_stays_approved_and_its_money_reserved() -> None:
    sent_back(funds_requested(case_submitted()))
    case = Case.objects.get(procedure="claim")
    assert (case.state, case.step, set(case.claims.values_list("state", flat=True))) == (
        "approved",
        "",
        {"determined"},
    )
    assert Appropriation.objects.get().reserved == 10_000


def test_it_stands_in_the_chains_of_the_request_and_of_every_case() -> None:
    request = sent_back(funds_requested(case_submitted()))
    act = record.last(request.stream.key)
    assert (act.verb, act.body) == ("return_funds_request", {"count": 10, "total": "10000.00"})
    assert act.personal
    told = record.last(f"case:{Case.objects.get(procedure='claim').number}")
    assert (told.verb, told.by, told.body) == ("return_funds_request", who(cast.FUNDS_CHECK), {"request": request.pk})


def test_the_letter_and_the_roster_are_void_and_keep_number_and_bytes() -> None:
    request = funds_requested(own_claim())
    letter = IssuedDocument.objects.get(kind="funds_request")
    press(letter.pk, REQUESTED)
    sent_back(request)
    assert states(request) == {"funds_request": "void", "roster": "void"}
    letter = IssuedDocument.objects.get(kind="funds_request")
    assert letter.sha256
    assert letter.pages


def test_a_void_paper_is_not_printed_any_more() -> None:
    request = sent_back(funds_requested(own_claim()))
    roster = IssuedDocument.objects.get(funds_request=request, kind="roster")
    assert press(roster.pk, BACK) is False


def test_everything_is_asked_for_anew_with_papers_of_its_own_that_take_the_old_ones_place() -> None:
    first = sent_back(funds_requested(case_submitted()))
    second = asked_again(first)
    assert (second.count, second.total, second.state) == (10, 10_000, "sent")
    assert set(NoticeLine.objects.values_list("funds_request", flat=True)) == {second.pk}
    assert states(second) == {"funds_request": "numbered", "roster": "numbered"}
    for kind in ("funds_request", "roster"):
        old, new = (IssuedDocument.objects.get(funds_request=each, kind=kind) for each in (first, second))
        assert old.replaced_by == new
        assert new.data["total_fen"] == 1_000_000


def test_sent_back_twice_each_letter_is_replaced_by_the_next() -> None:
    first = sent_back(funds_requested(own_claim()))
    second = sent_back(asked_again(first))
    third = asked_again(second, AGAIN + timedelta(days=1))
    letters = list(IssuedDocument.objects.filter(kind="funds_request").order_by("pk"))
    assert [letter.replaced_by for letter in letters] == [letters[1], letters[2], None]
    assert letters[2].funds_request == third


def test_the_next_request_is_paid_to_the_end() -> None:
    second = asked_again(sent_back(funds_requested(own_claim())))
    acts.make_papers(second, AGAIN)
    check_funds(second.pk, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=AGAIN)
    acts.approve(second, AGAIN)
    batch = acts.release(second, AGAIN)
    assert (batch.state, batch.total) == ("released", 1_000)


def test_a_checked_request_goes_back_while_no_batch_stands() -> None:
    assert sent_back(payment_approved(own_claim())).state == "returned"


def test_once_its_batch_is_discarded_it_goes_back() -> None:
    batch = batch_drafted(own_claim())
    with pytest.raises(NotPossibleNow, match="请先作废该批次"):
        sent_back(batch.request)
    discard_batch(batch.pk, "要退回申请。", by=who(cast.BATCH_DRAFT), at=BACK)
    assert sent_back(batch.request).state == "returned"


def test_once_money_went_it_does_not_go_back() -> None:
    batch = batch_released(own_claim())
    with pytest.raises(NotPossibleNow, match=f"{batch.number} 已经放款"):
        sent_back(batch.request)


def test_the_second_click_reads_who_sent_it_back_and_when() -> None:
    request = sent_back(funds_requested(own_claim()))
    told = f"已由{who(cast.FUNDS_CHECK).name}于2026年4月20日 13:00退回"
    with pytest.raises(AlreadyDone, match=told):
        sent_back(request)
    with pytest.raises(AlreadyDone, match=told):
        check_funds(request.pk, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=BACK)
    assert record.verbs(request.stream.key) == ["request_funds", "return_funds_request"]


def test_nothing_is_drafted_from_what_was_sent_back() -> None:
    request = sent_back(payment_approved(own_claim()))
    with pytest.raises(NotPossibleNow, match="已退回人社部门"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=BACK)
    assert not PaymentBatch.objects.exists()


@pytest.mark.parametrize("reason", ["", " \n"], ids=["nothing", "blanks"])
def test_nobody_sends_back_without_a_reason(reason: str) -> None:
    with pytest.raises(NotUnderstood, match="请写明退回原因"):
        sent_back(funds_requested(own_claim()), reason=reason)
    assert FundsRequest.objects.get().state == "sent"


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BUREAU_FINANCE, cast.RELEASE_ELSEWHERE, cast.AGENT])
def test_only_who_checks_funds_sends_back(username: str) -> None:
    with pytest.raises(NotAllowed):
        sent_back(funds_requested(own_claim()), username)


def test_who_approved_the_case_does_not_judge_its_request() -> None:
    request = funds_requested(own_claim())
    commit_to(Case.objects.get(), who(cast.FUNDS_CHECK), Duty.APPROVE)
    with pytest.raises(SeparationOfDuties):
        sent_back(request)
    assert NoticeLine.objects.get().funds_request == request


def test_a_request_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        return_funds_request(999, WHY, by=who(cast.FUNDS_CHECK), at=BACK)


@pytest.mark.postgresql
def test_the_database_wants_to_know_who_sent_back_and_why() -> None:
    funds_requested(own_claim())
    with pytest.raises(DatabaseError, match="a_returned_request_says_by_whom_and_why"), transaction.atomic():
        FundsRequest.objects.update(state="returned")
