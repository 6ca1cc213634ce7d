"""Discard a drafted batch: no money goes, and its claims may be drafted anew."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    ACCOUNT_COOLED,
    DRAFTED,
    RELEASED,
    account_in_force,
    batch_drafted,
    batch_released,
    batch_settled,
    case_submitted,
    own_claim,
)
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.release_batch import release_batch
from workflow_app.models import LineState, PaymentBatch, PaymentLine, Posting
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood

LATER = DRAFTED + timedelta(hours=2)
WHY = "第3笔的户名与备案不一致，核对后重编。"


def discarded(batch: PaymentBatch, username: str = cast.BATCH_DRAFT, reason: str = WHY) -> PaymentBatch:
    return discard_batch(batch.pk, reason, by=who(username), at=LATER)


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE], ids=["the drafter", "the second person"])
def test_whoever_drafts_or_releases_discards(username: str) -> None:
    batch = discarded(batch_drafted(case_submitted()), username)
    assert (batch.state, batch.discarded_by, batch.discarded_at, batch.reason) == (
        "discarded",
        who(username),
        LATER,
        WHY,
    )
    assert set(PaymentLine.objects.values_list("state", flat=True)) == {"discarded"}


def test_the_discarding_is_recorded_without_its_words() -> None:
    batch = discarded(batch_drafted(case_submitted()))
    act = record.last(batch.stream.key)
    assert (act.verb, act.by, act.body) == ("discard_batch", who(cast.BATCH_DRAFT), {"count": 10, "total": "10000.00"})
    assert act.personal
    assert WHY not in str(act.body)


def test_the_claims_are_drafted_anew_under_the_next_number_and_paid() -> None:
    first = discarded(batch_drafted(case_submitted()))
    again = draft_batch(first.request_id, by=who(cast.BATCH_DRAFT), at=LATER)
    assert (again.number, again.count) == ("410523ZF202600002", 10)
    released = release_batch(again.pk, again.total, by=who(cast.BATCH_RELEASE), at=LATER)
    assert released.state == "released"
    assert PaymentLine.objects.filter(state=LineState.RELEASED).count() == 10


def test_who_discards_may_still_release_the_next_one() -> None:
    first = discarded(batch_drafted(own_claim()), cast.BATCH_RELEASE)
    again = draft_batch(first.request_id, by=who(cast.BATCH_DRAFT), at=LATER)
    assert release_batch(again.pk, again.total, by=who(cast.BATCH_RELEASE), at=LATER).state == "released"


def test_a_returned_transfer_waits_for_another_line_when_its_reissue_is_discarded() -> None:
    settled = batch_settled(case_submitted(), returned=(2,))
    case = PaymentLine.objects.get(batch=settled, ordinal=2).claim.case
    account_in_force(case)
    later = ACCOUNT_COOLED + timedelta(hours=9)
    reissue = draft_batch(settled.request_id, by=who(cast.BATCH_DRAFT), at=later)
    discard_batch(reissue.pk, WHY, by=who(cast.BATCH_RELEASE), at=later)
    again = draft_batch(settled.request_id, by=who(cast.BATCH_DRAFT), at=later)
    assert again.lines.get().reissue_of == settled.lines.get(ordinal=2)
    assert not reissue.lines.get().reissue_of


def test_no_money_moves() -> None:
    before = batch_drafted(own_claim())
    postings = Posting.objects.count()
    discarded(before)
    assert Posting.objects.count() == postings


@pytest.mark.parametrize("reason", ["", "  \n"], ids=["nothing", "blanks"])
def test_nobody_discards_without_a_reason(reason: str) -> None:
    with pytest.raises(NotUnderstood, match="请写明作废原因"):
        discarded(batch_drafted(own_claim()), reason=reason)
    assert PaymentBatch.objects.get().state == "drafted"


def test_released_money_is_not_called_back() -> None:
    with pytest.raises(NotPossibleNow, match="现在是“已放款”，钱已经放出，不能作废"):
        discarded(batch_released(own_claim()))


def test_the_second_click_reads_who_discarded_and_when() -> None:
    batch = discarded(batch_drafted(own_claim()))
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.BATCH_DRAFT).name}于2026年4月20日 13:00作废"):
        discarded(batch, cast.BATCH_RELEASE)
    assert record.verbs(batch.stream.key) == ["draft_batch", "discard_batch"]


def test_a_discarded_batch_is_not_released() -> None:
    batch = discarded(batch_drafted(own_claim()))
    with pytest.raises(AlreadyDone, match="现在是“已作废”，不能放款"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED)


@pytest.mark.parametrize("username", [cast.FUNDS_CHECK, cast.RELEASE_ELSEWHERE, cast.BUREAU_FINANCE, cast.STRANGER])
def test_nobody_else_discards(username: str) -> None:
    with pytest.raises(NotAllowed):
        discarded(batch_drafted(own_claim()), username)


def test_a_batch_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        discard_batch(999, WHY, by=who(cast.BATCH_DRAFT), at=LATER)


@pytest.mark.postgresql
def test_the_database_wants_to_know_who_discarded_and_why() -> None:
    batch_drafted(own_claim())
    with pytest.raises(DatabaseError, match="a_discarded_batch_says_by_whom_and_why"), transaction.atomic():
        PaymentBatch.objects.update(state="discarded")
