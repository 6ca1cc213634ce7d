"""How much one person may draft or release: each limit on both sides, who sets it, what is recorded, who else may."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    DRAFTED,
    RELEASED,
    batch_drafted,
    batch_released,
    case_submitted,
    own_claim,
    payment_approved,
)
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.establish import appoint
from workflow_app.commands.held import ORGANISATION
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.set_limit import set_limit
from workflow_app.models import Desk, Holding, PaymentBatch, PaymentLimit, triggers
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood, SeparationOfDuties
from workflow_app.policy.spending import Limit, why_over
from workflow_app.queries.audit.verify import breaks

MORNING = DRAFTED - timedelta(hours=2)
TEN = 1_000_000  # fen: the ten thousand yuan of a class of ten


def desk(role: str = "batch_release", region: str = "410523") -> Desk:
    return Desk.objects.get(role=role, unit__kind="finance", unit__region=region)


def limited(
    per_batch: int,
    per_day: int,
    username: str = cast.BATCH_RELEASE,
    role: str = "batch_release",
    at: datetime = MORNING,
) -> PaymentLimit:
    return set_limit(desk(role), who(username), Limit(per_batch, per_day), by=who(cast.FINANCE_HEAD), at=at)


def second_releaser(since: date = date(2026, 1, 1), username: str = cast.FUNDS_CHECK) -> None:
    """Somebody else sits there too, without a limit yet."""
    appoint(who(username), "batch_release", "finance", "410523", since=since, at=MORNING)


def let_go(batch: PaymentBatch, username: str = cast.BATCH_RELEASE, at: datetime = RELEASED) -> PaymentBatch:
    return release_batch(batch.pk, batch.total, by=who(username), at=at)


# limit of a batch and of a day, the batch, what was done that day (fen) → what is above
@pytest.mark.parametrize(
    ("limit", "total", "done", "why"),
    [
        pytest.param(None, 1, 0, "您还没有核定放款限额，不能放款", id="no limit"),
        pytest.param(Limit(0, 0), 1, 0, "本批次0.01元，超过您每批放款限额0.00元", id="nought"),
        pytest.param(Limit(100, 200), 100, 0, "", id="the batch itself"),
        pytest.param(Limit(100, 200), 101, 0, "本批次1.01元，超过您每批放款限额1.00元", id="a fen above a batch"),
        pytest.param(Limit(100, 200), 100, 100, "", id="the day itself"),
        pytest.param(
            Limit(100, 200),
            100,
            101,
            "您今天已放款1.01元，加上本批次1.00元，超过您每日放款限额2.00元",
            id="a fen above a day",
        ),
    ],
)
def test_what_is_above_a_limit(limit: Limit | None, total: int, done: int, why: str) -> None:
    assert why_over("batch_release", limit, total, done) == why


def test_the_city_begins_with_samples_for_whoever_drafts_or_releases() -> None:
    rows = PaymentLimit.objects.filter(unit=desk().unit)
    assert {(row.account.username, row.role, row.standing, row.by) for row in rows} == {
        (cast.BATCH_DRAFT, "batch_draft", "sample", None),
        (cast.BATCH_RELEASE, "batch_release", "sample", None),
    }


def test_the_head_sets_a_limit_in_the_organisations_chain() -> None:
    row = limited(TEN, 2 * TEN)
    assert (row.per_batch, row.per_day, row.standing, row.by) == (10_000, 20_000, "", who(cast.FINANCE_HEAD))
    act = record.last(ORGANISATION)
    body = {"limit": row.pk, "desk": desk().pk, "account": row.account_id, "fen": [TEN, 2 * TEN]}
    assert (act.verb, act.by, act.body) == ("set_limit", who(cast.FINANCE_HEAD), body)


def test_at_the_limit_it_goes_and_a_fen_above_it_does_not() -> None:
    batch = batch_drafted(case_submitted())
    limited(TEN - 1, TEN)
    with pytest.raises(
        NotAllowed, match=r"本批次10,000\.00元，超过您每批放款限额9,999\.99元。本岗位没有限额足够的同事"
    ):
        let_go(batch)
    assert PaymentBatch.objects.get().state == "drafted"
    limited(TEN, TEN, at=DRAFTED)
    assert let_go(batch).state == "released"


def test_who_else_may_is_named() -> None:
    batch = batch_drafted(case_submitted())
    second_releaser(username=cast.BUDGET)
    limited(TEN - 1, TEN)
    limited(TEN, TEN, cast.BUDGET)
    with pytest.raises(NotAllowed, match=f"可以请{who(cast.BUDGET).name}放款"):
        let_go(batch)
    assert let_go(batch, cast.BUDGET).released_by == who(cast.BUDGET)


def test_without_a_limit_nothing_is_released() -> None:
    batch = batch_drafted(own_claim())
    second_releaser(username=cast.BUDGET)
    with pytest.raises(NotAllowed, match=f"您还没有核定放款限额，不能放款。可以请{who(cast.BATCH_RELEASE).name}放款"):
        let_go(batch, cast.BUDGET)


def test_a_day_holds_what_was_released_that_day_and_begins_anew_at_midnight() -> None:
    batch_released(case_submitted())
    limited(TEN, TEN)
    second = draft_batch(payment_approved(own_claim()).pk, by=who(cast.BATCH_DRAFT), at=RELEASED)
    with pytest.raises(
        NotAllowed, match=r"您今天已放款10,000\.00元，加上本批次1,000\.00元，超过您每日放款限额10,000\.00元"
    ):
        let_go(second, at=RELEASED + timedelta(hours=1))
    assert let_go(second, at=RELEASED + timedelta(days=1)).state == "released"


def test_a_batch_above_the_drafters_limit_is_not_drafted() -> None:
    request = payment_approved(case_submitted())
    limited(TEN - 1, TEN, cast.BATCH_DRAFT, "batch_draft")
    with pytest.raises(NotAllowed, match="超过您每批编制限额9,999"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    assert not PaymentBatch.objects.exists()


def test_what_was_discarded_counts_for_no_day() -> None:
    limited(TEN, TEN, cast.BATCH_DRAFT, "batch_draft")
    first = batch_drafted(case_submitted())
    with pytest.raises(NotAllowed, match="每日编制限额"):
        draft_batch(payment_approved(own_claim()).pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    discard_batch(first.pk, "改日编制。", by=who(cast.BATCH_DRAFT), at=DRAFTED)
    assert draft_batch(first.request_id, by=who(cast.BATCH_DRAFT), at=DRAFTED).count == 10


def test_duties_come_before_limits() -> None:
    batch = batch_drafted(own_claim())
    appoint(who(cast.BATCH_DRAFT), "batch_release", "finance", "410523", since=date(2026, 1, 1), at=MORNING)
    with pytest.raises(SeparationOfDuties):
        let_go(batch, cast.BATCH_DRAFT)


def test_who_sits_in_has_the_limit_of_whom_they_sit_in_for() -> None:
    batch = batch_drafted(case_submitted())
    days = {"since": RELEASED.date(), "until": RELEASED.date()}
    Holding.objects.create(desk=desk(), account=who(cast.BUDGET), in_place_of=who(cast.BATCH_RELEASE), **days)
    assert let_go(batch, cast.BUDGET).released_by == who(cast.BUDGET)


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        pytest.param(cast.BATCH_RELEASE, "由本单位负责人核定", id="oneself, leading nothing"),
        pytest.param(cast.BUREAU_HEAD, "由本单位负责人核定", id="another bureau's head"),
        pytest.param(cast.CITY_FINANCE_HEAD, "由本单位负责人核定", id="the superior of a unit that is led"),
        pytest.param(cast.AGENT, "由本单位负责人核定", id="an applicant"),
    ],
)
def test_nobody_else_sets_a_limit(username: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        set_limit(desk(), who(cast.BATCH_RELEASE), Limit(1, 1), by=who(username), at=MORNING)


def test_the_superiors_head_sets_it_where_nobody_leads() -> None:
    Holding.objects.filter(account=who(cast.FINANCE_HEAD)).update(until=date(2026, 1, 31))
    row = set_limit(desk(), who(cast.BATCH_RELEASE), Limit(1, 2), by=who(cast.CITY_FINANCE_HEAD), at=MORNING)
    assert row.by == who(cast.CITY_FINANCE_HEAD)


def test_a_head_sets_no_limit_of_their_own() -> None:
    second_releaser(username=cast.FINANCE_HEAD)
    with pytest.raises(NotAllowed, match="不能核定自己的限额"):
        limited(1, 1, cast.FINANCE_HEAD)


@pytest.mark.parametrize(
    ("role", "username", "limit", "sentence"),
    [
        pytest.param("funds_check", cast.FUNDS_CHECK, Limit(1, 1), "只有支付编制岗和支付复核岗", id="a desk without"),
        pytest.param("batch_release", cast.BUDGET, Limit(1, 1), "不在“国库支付中心支付复核岗”", id="not there"),
        pytest.param("batch_release", cast.BATCH_RELEASE, Limit(2, 1), "不能小于每批限额", id="a day below a batch"),
        pytest.param("batch_release", cast.BATCH_RELEASE, Limit(-1, 1), "不能小于0", id="below nought"),
        pytest.param("batch_release", cast.BATCH_RELEASE, Limit(1, 10**13), "限额读不懂", id="too long"),
    ],
)
def test_what_does_not_fit_is_not_set(role: str, username: str, limit: Limit, sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        set_limit(desk(role), who(username), limit, by=who(cast.FINANCE_HEAD), at=MORNING)


def test_the_same_again_is_already_so_but_a_sample_may_be_made_ones_own() -> None:
    now = PaymentLimit.objects.get(account=who(cast.BATCH_RELEASE))
    fen = int(now.per_batch * 100), int(now.per_day * 100)
    assert limited(*fen).standing == ""
    with pytest.raises(AlreadyDone, match="没有改动"):
        limited(*fen)


@pytest.mark.tampered
def test_verify_names_a_release_above_the_limit() -> None:
    batch = batch_released(case_submitted())
    triggers.lift(connection)
    PaymentLimit.objects.filter(account=who(cast.BATCH_RELEASE)).update(per_batch=1)
    triggers.install(connection)
    found = list(breaks())
    assert f"批次 {batch.number} 超过了放款人当时的限额" in found
    assert f"{who(cast.BATCH_RELEASE).name}的限额与核定时的记录不同" in found


@pytest.mark.postgresql
def test_the_database_lets_nobody_set_their_own_and_changes_none() -> None:
    row = PaymentLimit.objects.get(account=who(cast.BATCH_RELEASE))
    told = {"unit": row.unit, "role": row.role, "per_batch": 1, "per_day": 1, "at": MORNING}
    with pytest.raises(DatabaseError, match="nobody_sets_their_own_limit"), transaction.atomic():
        PaymentLimit.objects.create(account=row.account, by=row.account, **told)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentLimit.objects.update(per_batch=1)
