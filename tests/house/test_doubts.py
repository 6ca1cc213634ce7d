"""Between determination and payment: who died, retired or was hired meanwhile is not paid unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import TextField, Value

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.deaths import DIED, LAW, asked_before_payment, dies
from tests.house.recovery import owing
from tests.situations import (
    DRAFTED,
    FILED,
    FUNDS_CHECKED,
    LINE,
    PAYMENT_APPROVED,
    RELEASED,
    REQUESTED,
    TWO_DAYS,
    batch_drafted,
    batch_settled,
    case_determined,
    case_submitted,
    funds_requested,
    notice_of,
    own_claim,
    payment_approved,
    return_file,
)
from workflow_app.commands.ask_registers import ask_registers
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.close_case import close_case
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.establish import appoint
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.reserve import give_back
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.models import (
    Appropriation,
    Case,
    Claim,
    FundsRequest,
    NoticeLine,
    OutboxEntry,
    PaymentBatch,
    PaymentDoubt,
    RegisterRecord,
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
from workflow_app.policy.register import Register
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.doubts import CHECK_BEFORE_PAYMENT
from workflow_app.queries.finance.release_checks import checks
from workflow_app.registers import world

WHY = "已与家属和公安机关核实，培训在去世前完成，按规定应支付给继承人。"
STOP = "经核实不再符合条件。"
ONE_DAY = timedelta(days=1)
SETTLED = FUNDS_CHECKED + timedelta(hours=3)


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with asked_before_payment(tmp_path / "registers.json", settings, monkeypatch):
        yield tmp_path / "registers.json"


def line(ordinal: int = 1) -> Claim:
    return Claim.objects.get(case__procedure="claim", ordinal=ordinal)


def checked(case: Case, at: datetime = FUNDS_CHECKED) -> None:
    check_before_payment(case.pk, at=at)


def doubted(file: Path, at: datetime = FUNDS_CHECKED, ordinal: int = 1) -> PaymentDoubt:
    """Somebody whose claim is on its way turns out to have died."""
    dies(file, line(ordinal))
    checked(line(ordinal).case, at)
    return PaymentDoubt.objects.get(claim=line(ordinal), settled_at=None)


def settled(doubt: PaymentDoubt, outcome: str = "pay", words: str = WHY, username: str = cast.HANDLER) -> PaymentDoubt:
    return settle_doubt(doubt.pk, outcome, words, by=who(username), at=SETTLED)


def money() -> tuple[int, int]:
    row = Appropriation.objects.get()
    return int(row.reserved), int(row.posted)


def paid(batch: PaymentBatch) -> PaymentBatch:
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED + ONE_DAY)
    write_bank_file(batch.pk, at=RELEASED + ONE_DAY)
    batch = PaymentBatch.objects.get(pk=batch.pk)
    return read_return(batch.pk, return_file(batch), by=who(cast.BATCH_DRAFT), at=RELEASED + TWO_DAYS)


def funds_are_checked(request: FundsRequest) -> FundsRequest:
    by = who(cast.FUNDS_CHECK)
    return check_funds(request.pk, "相符。", looked_at=POINTS, by=by, at=FUNDS_CHECKED)


def payment_is_approved(request: FundsRequest) -> FundsRequest:
    return approve_payment(funds_are_checked(request).pk, by=who(cast.TREASURY), at=PAYMENT_APPROVED)


def drafted(request: FundsRequest, at: datetime = DRAFTED) -> PaymentBatch:
    return draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=at)


def test_every_act_on_the_way_has_the_cases_checked_after_the_commit() -> None:
    batch_drafted(case_submitted())
    entries = OutboxEntry.objects.filter(job=CHECK_BEFORE_PAYMENT).order_by("pk")
    assert {each.argument for each in entries} == {line().case_id}
    assert [each.key.rsplit(":", 1)[1].split()[0] for each in entries] == ["request", "check", "draft"]


def test_who_died_meanwhile_is_doubted_with_law_and_answer(file: Path) -> None:
    funds_requested(case_submitted())
    doubt = doubted(file, ordinal=3)
    (finding,) = doubt.findings
    assert (finding["words"], finding["citation"]["document"]) == ("2026-04-10死亡登记。", LAW.document)
    assert doubt.record == RegisterRecord.objects.get(subject_index=line(3).beneficiary_index)
    assert (doubt.raised_at, doubt.outcome) == (FUNDS_CHECKED, "")
    said = record.last(line().case.stream.key)
    assert (said.verb, said.by, said.body["lines"]) == ("raise_doubts", None, [3])
    assert line(3).state == "determined"


def test_nobody_of_whom_nothing_is_new_is_doubted(file: Path) -> None:
    request = funds_requested(case_submitted())
    checked(line().case)
    assert not PaymentDoubt.objects.exists()
    assert RegisterRecord.objects.count() == 10
    assert drafted(payment_is_approved(request)).count == 10


def test_what_was_known_at_the_determination_is_nothing_new(file: Path) -> None:
    case = own_claim()
    world.tell(file, next(iter(case.claims.all())).beneficiary["number"], Register.DEATH, DIED)
    ask_registers(case.pk, at=FILED)
    funds_requested(case)
    checked(case)
    assert not PaymentDoubt.objects.exists()


def test_a_register_that_is_down_raises_nothing_and_bars_nothing(file: Path) -> None:
    request = funds_requested(case_submitted())
    world.put_into(file, Register.DEATH, "down")
    checked(line().case)
    assert not PaymentDoubt.objects.exists()
    batch = drafted(payment_is_approved(request))
    (silent,) = checks(batch).unanswered
    assert (silent.register, silent.people) == ("死亡信息", 10)
    assert paid(batch).state == "settled"


def test_what_is_down_now_leaves_what_was_answered_before(file: Path) -> None:
    funds_requested(own_claim())
    dies(file, line(), {"died_on": None})
    checked(line().case, REQUESTED)
    world.put_into(file, Register.DEATH, "down")
    checked(line().case)
    assert not PaymentDoubt.objects.exists()


def test_the_same_answer_again_is_no_second_doubt(file: Path) -> None:
    funds_requested(own_claim())
    doubt = doubted(file)
    checked(line().case, FUNDS_CHECKED)
    checked(line().case, FUNDS_CHECKED + ONE_DAY)
    settled(doubt)
    checked(line().case, SETTLED + ONE_DAY)
    assert PaymentDoubt.objects.count() == 1


def test_what_is_new_after_it_was_settled_is_doubted_again(file: Path) -> None:
    funds_requested(own_claim())
    settled(doubted(file))
    dies(file, line(), {"died_on": "2026-04-12"})
    checked(line().case, SETTLED + ONE_DAY)
    assert PaymentDoubt.objects.get(settled_at=None).findings[0]["words"] == "2026-04-12死亡登记。"


def test_a_doubted_line_is_left_out_of_the_batch_and_the_others_are_paid(file: Path) -> None:
    request = payment_approved(case_submitted())
    doubted(file, ordinal=2)
    batch = drafted(request)
    assert (batch.count, batch.total) == (9, 9_000)
    assert not batch.lines.filter(claim=line(2)).exists()


def test_a_batch_built_before_the_doubt_is_not_released(file: Path) -> None:
    batch = batch_drafted(case_submitted())
    doubted(file, ordinal=2)
    with pytest.raises(NotPossibleNow, match="第2行在编制后发现需要核实"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED)
    ((row, said),) = checks(batch).doubted
    assert (row.ordinal, said) == (2, "本人在世")
    discard_batch(batch.pk, "第2行待核实。", by=who(cast.BATCH_RELEASE), at=RELEASED)
    assert paid(drafted(batch.request, RELEASED)).count == 9
    assert not close_case(line().case_id, at=RELEASED + TWO_DAYS)


def test_nothing_left_to_draft_says_why(file: Path) -> None:
    request = payment_approved(own_claim())
    doubted(file)
    with pytest.raises(NotPossibleNow, match="待承办单位核实"):
        drafted(request)


def test_a_doubt_before_the_request_keeps_its_line_out_of_it(file: Path) -> None:
    notice = notice_of(case_determined(case_submitted()))
    doubt = doubted(file, REQUESTED, 4)
    first = request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    assert (first.count, line().case.step) == (9, "")
    settled(doubt)
    again = request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=SETTLED)
    assert [each.claim for each in again.lines.all()] == [line(4)]


def test_a_case_doubted_as_a_whole_waits_at_its_step(file: Path) -> None:
    notice = notice_of(case_determined(own_claim()))
    doubted(file, REQUESTED)
    with pytest.raises(NotPossibleNow, match="待核实的明细请先核实"):
        request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    assert line().case.step == "request_funds"


def test_paid_all_the_same(file: Path) -> None:
    request = payment_approved(own_claim())
    doubt = settled(doubted(file))
    assert (doubt.outcome, doubt.words, doubt.settled_by, doubt.settled_at) == ("pay", WHY, who(cast.HANDLER), SETTLED)
    assert record.last(line().case.stream.key).body == {"doubt": doubt.pk, "claim": 1, "outcome": "pay"}
    assert paid(drafted(request, RELEASED)).count == 1
    assert close_case(line().case_id, at=RELEASED + TWO_DAYS)


def test_a_stopped_payment_gives_its_money_back_and_leaves_the_notice(file: Path) -> None:
    request = payment_approved(case_submitted())
    settled(doubted(file, ordinal=2), "stop", STOP)
    assert (line(2).state, line(2).reason) == ("struck_off", f"支付前核实后停止支付：{STOP}")
    assert NoticeLine.objects.get(claim=line(2)).state == "void"
    assert (money(), int(line().case.amount)) == ((9_000, 0), 9_000)
    assert record.verbs(line().case.stream.key)[-3:] == ["raise_doubts", "settle_doubt", "strike_off"]
    assert paid(drafted(request, RELEASED)).count == 9
    assert close_case(line().case_id, at=RELEASED + TWO_DAYS)


def test_a_stop_leaves_what_came_back_in_the_sum_of_its_case(file: Path) -> None:
    case = owing.paid(case_submitted(), returned=(3,))
    owing.ordered(owing.proposed(case, {1: LINE}))
    owing.received(str(LINE))
    stopped = doubted(file, owing.RECEIVED + ONE_DAY, ordinal=3)
    settle_doubt(stopped.pk, "stop", STOP, by=who(cast.HANDLER), at=owing.RECEIVED + TWO_DAYS)
    assert [claim.state for claim in case.claims.order_by("ordinal")][:3] == ["recovered", "paid", "struck_off"]
    assert Case.objects.get(pk=case.pk).amount == 9 * LINE


def test_a_case_of_which_everything_is_stopped_closes(file: Path) -> None:
    payment_approved(own_claim())
    settled(doubted(file), "stop", STOP)
    assert close_case(line().case_id, at=SETTLED)
    case = line().case
    assert (case.state, case.amount, money()) == ("closed", 0, (0, 0))


def test_stopped_before_it_was_asked_for_it_ends_its_route(file: Path) -> None:
    case_determined(own_claim())
    settled(doubted(file, REQUESTED), "stop", STOP)
    assert line().case.step == ""
    assert close_case(line().case_id, at=SETTLED)


def test_stopped_while_a_batch_stands_that_batch_is_not_released(file: Path) -> None:
    batch = batch_drafted(case_submitted())
    settled(doubted(file, ordinal=2), "stop", STOP)
    with pytest.raises(NotPossibleNow, match="第2行"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=SETTLED)


def test_a_request_with_a_stopped_line_goes_back_and_is_asked_anew_without_it(file: Path) -> None:
    request = funds_requested(case_submitted())
    settled(doubted(file, ordinal=2), "stop", STOP)
    return_funds_request(request.pk, "第2行已停止支付。", by=who(cast.FUNDS_CHECK), at=SETTLED)
    assert request_funds(request.notice_id, by=who(cast.BUREAU_FINANCE), at=SETTLED).count == 9


def test_money_on_its_way_is_doubted_no_more_but_a_returned_transfer_is(file: Path) -> None:
    batch_settled(case_submitted(), returned=(3,))
    for ordinal in (2, 3):
        dies(file, line(ordinal))
    checked(line().case, RELEASED + TWO_DAYS)
    assert [each.claim for each in PaymentDoubt.objects.all()] == [line(3)]


REFUSED = {
    "by a stranger of another county": (cast.HANDLER_ELSEWHERE, "pay", WHY, NotAllowed),
    "by finance": (cast.FUNDS_CHECK, "pay", WHY, NotAllowed),
    "by who determined it": (cast.DEPUTY_HEAD, "pay", WHY, NotAllowed),
    "without a reason": (cast.HANDLER, "stop", "  ", NotUnderstood),
    "without an outcome": (cast.HANDLER, "", WHY, NotUnderstood),
}


@pytest.mark.parametrize(("username", "outcome", "words", "refusal"), REFUSED.values(), ids=list(REFUSED))
def test_a_doubt_is_not_settled(file: Path, username: str, outcome: str, words: str, refusal: type[Exception]) -> None:
    funds_requested(own_claim())
    doubt = doubted(file)
    with pytest.raises(refusal):
        settled(doubt, outcome, words, username)
    assert PaymentDoubt.objects.get(settled_at=None) == doubt


def test_who_determined_it_may_not_settle_it_from_another_desk(file: Path) -> None:
    funds_requested(own_claim())
    doubt, head = doubted(file), who(cast.DEPUTY_HEAD)
    appoint(head, "handler", "hrss", line().case.unit.region, since=FILED.date(), at=FILED)
    with pytest.raises(SeparationOfDuties, match="审批"):
        settled(doubt, username=cast.DEPUTY_HEAD)


def test_it_is_settled_once(file: Path) -> None:
    funds_requested(own_claim())
    doubt = settled(doubted(file))
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.HANDLER).name}于"):
        settled(doubt, "stop", STOP, cast.SECTION)
    with pytest.raises(NotFound):
        settle_doubt(doubt.pk + 1, "pay", WHY, by=who(cast.HANDLER), at=SETTLED)


def test_what_was_found_and_settled_is_never_edited(file: Path) -> None:
    funds_requested(own_claim())
    doubt = doubted(file)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentDoubt.objects.update(findings=[])
    settled(doubt)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentDoubt.objects.update(outcome="stop")
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentDoubt.objects.all().delete()


@pytest.mark.tampered
def test_verify_names_what_was_paid_in_doubt() -> None:
    batch = batch_settled(own_claim())
    PaymentDoubt.objects.create(claim=line(), findings=[], raised_at=RELEASED - ONE_DAY)
    assert f"批次 {batch.number} 第1笔在疑点核实之前放了款" in list(breaks())


@pytest.mark.tampered
def test_verify_names_money_given_back_for_what_is_owed() -> None:
    funds_requested(own_claim())
    give_back(line(), at=SETTLED)
    assert f"办件 {line().case.number} 第1行的预留资金与明细状态不一致" in list(breaks())


@pytest.mark.tampered
def test_verify_names_a_doubt_the_chain_does_not_know() -> None:
    funds_requested(own_claim())
    PaymentDoubt.objects.create(claim=line(), findings=[], raised_at=SETTLED)
    assert f"办件 {line().case.number} 第1行的疑点与记录不同" in list(breaks())


FORGED: dict[str, Callable[[], object]] = {
    "what was found": lambda: PaymentDoubt.objects.update(findings=[]),
    "what it rests on": lambda: PaymentDoubt.objects.update(record=None),
    "about another line": lambda: PaymentDoubt.objects.update(claim=line(3)),
    "found later": lambda: PaymentDoubt.objects.update(raised_at=SETTLED),
    "outcome": lambda: PaymentDoubt.objects.update(outcome="stop"),
    "reason": lambda: PaymentDoubt.objects.update(words=STOP),
    "by whom": lambda: PaymentDoubt.objects.update(settled_by=who(cast.SECTION)),
    "settled before": lambda: PaymentDoubt.objects.update(settled_at=FUNDS_CHECKED),
    "as if nobody had": lambda: PaymentDoubt.objects.update(outcome="", words="", settled_by=None, settled_at=None),
    "what does not open": lambda: PaymentDoubt.objects.update(findings=Value("x", TextField())),
}


@pytest.mark.tampered
@pytest.mark.parametrize("forge", FORGED.values(), ids=list(FORGED))
def test_verify_names_a_doubt_that_is_not_as_it_was_found_and_settled(file: Path, forge: Callable[[], object]) -> None:
    funds_requested(case_submitted())
    settled(doubted(file, ordinal=2))
    triggers.lift(connection)
    forge()
    triggers.install(connection)
    found = list(breaks())
    assert any("行的疑点与记录不同" in each for each in found), found


@pytest.mark.tampered
def test_verify_names_a_doubt_that_is_gone(file: Path) -> None:
    funds_requested(own_claim())
    gone = doubted(file)
    triggers.lift(connection)
    PaymentDoubt.objects.all().delete()
    triggers.install(connection)
    assert f"记录里的疑点 {gone.pk} 不在了" in list(breaks())
