"""On rows: registers that answer, are down or contradict; a month claimed twice; a person hired meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from processes.insurance.flexible_employment.item import ITEM
from processes.insurance.flexible_employment.play import CLAIM, HIRED, PAID, RECOGNISED_BEFORE, STORIES, doubted, paid
from processes.insurance.recognised import RECOGNITION
from workflow_app.management import acting, acts
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.journey import standing_open
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.models import Case, Claim, ClaimState, Notice, PaymentDoubt, Posting, RegisterRecord
from workflow_app.policy import catalogue
from workflow_app.policy.finding import Verdict
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.policy.register import Register
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.registers import played, world


@pytest.fixture
def stage(city: None, settings: Any, tmp_path: Path) -> Iterator[Stage]:
    """The played registers answer, as in the demonstration. Where nobody recognises anybody there is nothing to play."""
    if catalogue.ungranted(ITEM):
        pytest.skip("nobody grants what the item leans on")
    settings.REGISTER_WORLD = tmp_path / "registers.json"
    with played.serving(settings.REGISTER_WORLD) as address:
        settings.REGISTERS = address
        yield Stage(ITEM)


def recognised(stage: Stage) -> None:
    stage.endow()
    stage.granted_elsewhere(RECOGNITION, PAID, stage.begin - RECOGNISED_BEFORE)


def found(case: Case, condition: str) -> set[Verdict]:
    """What the lines say of one condition."""
    lines = last_assessment(case).lines
    return {each.verdict for line in lines for each in line.findings if each.condition == condition}


def test_where_the_registers_answer_nothing_is_left_to_settle(stage: Stage) -> None:
    recognised(stage)
    case = stage.file(CLAIM, PAID, stage.begin)
    assert set(RegisterRecord.objects.filter(case=case).values_list("register", flat=True)) == {
        "contributions", "employment", "business_licence", "pension", "death",
    }  # fmt: skip
    assert Case.objects.get(pk=case.pk).open_points == 0


def test_a_register_that_is_down_is_looked_up_by_a_person_and_refuses_nobody(stage: Stage, settings: Any) -> None:
    recognised(stage)
    world.put_into(settings.REGISTER_WORLD, Register.CONTRIBUTIONS, "down")
    case = stage.file(CLAIM, PAID, stage.begin)
    assert found(case, "contributions_were_paid") == {Verdict.UNDECIDED}
    case = acting.sign_until(case, "check", at=stage.begin + HOUR)
    with pytest.raises(NotPossibleNow, match="待处理"):
        acting.sign_all(case, at=stage.begin + HOUR)
    assert stage.to_its_end(case, stage.begin + HOUR).state == "closed"
    assert set(Claim.objects.filter(case=case).values_list("amount", flat=True)) == {Decimal("700.00")}


def test_a_register_that_answers_for_somebody_else_is_not_believed(stage: Stage, settings: Any) -> None:
    recognised(stage)
    world.put_into(settings.REGISTER_WORLD, Register.DEATH, "contradicting")
    case = stage.file(CLAIM, PAID, stage.begin)
    assert found(case, "is_alive") == {Verdict.UNDECIDED}


def test_somebody_who_died_is_found_before_the_money_goes(stage: Stage) -> None:
    recognised(stage)
    stage.registered(PAID, Register.DEATH, {"died_on": "2026-01-15"})
    case = stage.file(CLAIM, PAID, stage.begin)
    lines = last_assessment(case).lines
    assert [line.verdict for line in lines] == [Verdict.MET, Verdict.NOT_MET, Verdict.NOT_MET]


def test_a_month_is_claimed_once_whoever_claims_it(stage: Stage) -> None:
    recognised(stage)
    first = stage.to_its_end(stage.file(CLAIM, PAID, stage.begin), stage.begin + HOUR)
    assert first.state == "closed"
    again = stage.file(CLAIM, PAID, stage.begin + MONTH)
    lines = {line.key: line for line in last_assessment(again).lines}
    assert [line.verdict for line in lines.values()] == [Verdict.NOT_MET, Verdict.NOT_MET, Verdict.MET]
    assert lines["2026-01"].unmet[0].others == (first.number,)


def test_who_was_hired_gets_the_months_before_and_no_more(stage: Stage) -> None:
    paid(stage)
    last = Case.objects.filter(procedure="renewal").latest("pk")
    states = dict(last.claims.values_list("key", "state"))
    assert states == {
        "2026-06": ClaimState.PAID,
        "2026-07": ClaimState.STRUCK_OFF,
        "2026-08": ClaimState.STRUCK_OFF,
    }
    assert sum(Posting.objects.filter(target="paid").values_list("amount", flat=True)) == Decimal("4900.00")
    assert list(breaks()) == []


def test_every_story_comes_to_its_end(stage: Stage) -> None:
    for number, story in enumerate(STORIES):
        story(Stage(ITEM, serial=1000 * number))
    assert list(standing_open()) == []
    assert list(breaks()) == []


LATER = {
    "died": (Register.DEATH, {"died_on": "2026-03-20"}, "本人在世", "2026年3月20日已经死亡登记。"),
    "retired": (Register.PENSION, {"retired_on": "2026-03-20"}, "没有领取基本养老金", "2026年3月20日起领取基本养老金。"),
    "hired": (Register.EMPLOYMENT, {**HIRED, "since": "2026-03-20"}, "没有用人单位", "2026年3月20日起在示例物流有限公司就业登记。"),
}  # fmt: skip


def determined(stage: Stage) -> tuple[Case, Notice]:
    recognised(stage)
    return noticed(stage)


def noticed(stage: Stage) -> tuple[Case, Notice]:
    case = stage.approved(stage.file(CLAIM, PAID, stage.begin), stage.begin + HOUR)
    return stage.noticed(case, stage.begin + ONE_DAY)


@pytest.mark.parametrize(("register", "content", "title", "words"), LATER.values(), ids=list(LATER))
def test_who_became_another_after_the_determination_is_not_paid_unnoticed(
    stage: Stage, register: Register, content: dict[str, str], title: str, words: str
) -> None:
    case, notice = determined(stage)
    stage.registered(PAID, register, content)
    request = acts.ask_finance(notice, stage.begin + MONTH)
    stage.work(stage.begin + MONTH + ONE_DAY)
    doubts = PaymentDoubt.objects.filter(claim__case=case)
    assert [[(each["title"], each["words"]) for each in doubt.findings] for doubt in doubts] == [[(title, words)]] * 3
    assert {doubt.record.register for doubt in doubts if doubt.record} == {register.value}
    with pytest.raises(NotPossibleNow, match="待承办单位核实"):
        acts.draft(request, stage.begin + MONTH + 2 * ONE_DAY)


def test_who_stays_who_they_were_is_paid_without_a_doubt(stage: Stage) -> None:
    case, notice = determined(stage)
    stage.settled(acts.ask_finance(notice, stage.begin + MONTH), stage.begin + MONTH + 2 * ONE_DAY)
    assert not PaymentDoubt.objects.exists()
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_what_was_known_before_the_determination_is_no_doubt(stage: Stage) -> None:
    """Hired after the months, and the register said so at the filing."""
    recognised(stage)
    stage.registered(PAID, Register.EMPLOYMENT, {**HIRED, "since": "2026-03-01"})
    _case, notice = noticed(stage)
    stage.settled(acts.ask_finance(notice, stage.begin + MONTH), stage.begin + MONTH + 2 * ONE_DAY)
    assert not PaymentDoubt.objects.exists()


def test_the_dead_get_what_they_earned_and_no_more(stage: Stage) -> None:
    doubted(stage)
    case = Case.objects.get(item=ITEM.slug)
    assert list(case.claims.order_by("ordinal").values_list("state", flat=True)) == ["paid", "struck_off", "struck_off"]
    assert (case.state, case.amount) == ("closed", Decimal("700.00"))
