"""告知拟追回: the party reads the facts, each sum and its right to speak before anything is decided."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.recovery.owing import BASIS, FACTS, NOTICED, ORDERED, WORDS, ordered, paid, proposed, received
from tests.situations import ACCOUNT_COOLED, account_in_force, case_determined, case_submitted, own_claim
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.recovery.decide import drop_recovery
from workflow_app.commands.recovery.propose import propose_recovery, state_on_recovery
from workflow_app.commands.release_batch import release_batch
from workflow_app.models import FundsRequest, IssuedDocument, Recovery
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.doubts import BEING_RECOVERED, doubted_lines, doubts_about
from workflow_app.queries.finance.payments import payable

pytestmark = pytest.mark.usefixtures("city")


def test_the_party_is_told_the_facts_the_sum_and_until_when_it_may_speak() -> None:
    row = proposed()
    assert (row.state, row.amount, row.heard_until.isoformat()) == ("noticed", 1000, "2026-05-12")
    paper = IssuedDocument.objects.get(case=row.case, kind="recovery_notice")
    assert (paper.data["facts"], paper.data["amount_fen"], paper.data["standing"]) == (f"{FACTS}。", 1_000_00, "sample")
    body = {"recovery": row.pk, "yuan": "1000.00", "heard_until": "2026-05-12"}
    assert (record.last(row.case.stream.key).verb, record.last(row.case.stream.key).body) == ("propose_recovery", body)


def test_some_lines_or_parts_of_them() -> None:
    row = proposed(paid(case_submitted(size=10)), {3: Decimal("250.50"), 1: Decimal("1000.00")})
    assert row.amount == Decimal("1250.50")
    assert list(row.lines.values_list("claim__ordinal", "amount").order_by("pk")) == [(1, 1000), (3, Decimal("250.50"))]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({7: Decimal("1.00")}, "第7行没有支付过"),
        ({1: Decimal("1000.01")}, "还没有追回的是 1,000.00 元，不能追回 1,000.01 元"),
        ({1: Decimal(0)}, "金额应大于零"),
        ({1: Decimal("-3.00")}, "金额应大于零"),
        ({1: Decimal("0.001")}, "最多两位小数"),
    ],
)
def test_no_more_than_was_paid(asked: dict[int, Decimal], sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        proposed(asked=asked)
    assert not Recovery.objects.exists()


def test_what_is_left_of_the_case_waits_until_it_is_decided() -> None:
    case = paid(case_submitted(size=10), returned=(3,))
    account_in_force(case)
    row, request = proposed(case, {1: Decimal("1000.00")}), FundsRequest.objects.get()
    assert [(each.line.ordinal, each.about) for each in doubted_lines(request)] == [(3, BEING_RECOVERED)]
    assert payable(request, NOTICED.date()).count == 0
    with pytest.raises(NotPossibleNow, match="没有可支付的明细"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=NOTICED)
    drop_recovery(row.pk, WORDS, by=who(cast.BUREAU_HEAD), at=ORDERED)
    assert draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=ORDERED).count == 1


def test_a_batch_built_before_the_facts_were_told_is_not_released() -> None:
    case = paid(case_submitted(size=10), returned=(3,))
    account_in_force(case)
    batch = draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=ACCOUNT_COOLED)
    proposed(case, {1: Decimal("1000.00")})
    assert set(doubts_about(batch.lines.values("claim")).values()) == {BEING_RECOVERED}
    with pytest.raises(NotPossibleNow, match="不能放款"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=NOTICED)


def test_what_came_back_is_not_recovered_twice() -> None:
    case = paid()
    ordered(proposed(case, {1: Decimal("300.00")}))
    received("300.00")
    with pytest.raises(NotUnderstood, match=r"还没有追回的是 700\.00 元"):
        proposed(case, {1: Decimal("700.01")})
    assert proposed(case).amount == 700


def test_one_at_a_time() -> None:
    case = paid()
    proposed(case)
    with pytest.raises(AlreadyDone, match="没有重复提出"):
        proposed(case)


def test_what_was_not_paid_is_not_recovered() -> None:
    with pytest.raises(NotPossibleNow, match="没有经本系统支付、可以追回的款项"):
        proposed(case_determined(own_claim()))


@pytest.mark.parametrize("username", [cast.INTAKE, cast.BUREAU_FINANCE, cast.HANDLER_ELSEWHERE, cast.TRAINEE])
def test_who_neither_examines_nor_decides_proposes_nothing(username: str) -> None:
    with pytest.raises(NotAllowed, match="追回由承办单位的经办、复核岗位或者负责人提出"):
        proposed(by=username)


@pytest.mark.parametrize(("facts", "basis"), [(" ", BASIS), (FACTS, " ")])
def test_facts_and_basis_are_said(facts: str, basis: str) -> None:
    with pytest.raises(NotUnderstood, match="事实和追回的依据"):
        propose_recovery(paid().pk, {}, facts, basis, by=who(cast.HANDLER), at=NOTICED)


@pytest.mark.parametrize("username", [cast.TRAINEE, cast.INTAKE])
def test_the_party_speaks_once_itself_or_on_paper(username: str) -> None:
    row = proposed()
    row = state_on_recovery(row.pk, "证书是学校代领的。", by=who(username), at=ORDERED)
    assert (row.state, row.stated_by) == ("heard", who(username))
    body = {"recovery": row.pk, "on_paper": username == cast.INTAKE}
    assert (record.last(row.case.stream.key).verb, record.last(row.case.stream.key).body) == ("state_on_recovery", body)
    with pytest.raises(AlreadyDone, match="2026年5月14日收到"):
        state_on_recovery(row.pk, "再说一句。", by=who(username), at=ORDERED)


def test_strangers_say_nothing_and_who_proposed_writes_nothing_down() -> None:
    row = proposed()
    with pytest.raises(NotFound, match="无权办理"):
        state_on_recovery(row.pk, "话。", by=who(cast.STRANGER), at=ORDERED)
    with pytest.raises(NotAllowed, match="追回是您提出的，不能由您登记"):
        state_on_recovery(row.pk, "话。", by=who(cast.HANDLER), at=ORDERED)
    with pytest.raises(NotFound, match="没有这次追回"):
        state_on_recovery(999, "话。", by=who(cast.TRAINEE), at=ORDERED)
