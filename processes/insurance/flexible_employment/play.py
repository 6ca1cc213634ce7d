"""How 灵活就业社会保险补贴 is played: three months are paid, more are renewed until the person is hired; a claim comes to nothing in every other way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from processes.insurance.recognised import RECOGNITION
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.models import Case
from workflow_app.policy.register import Register
from workflow_app.policy.specimen import Footing

CLAIM, RENEWAL = "claim", "renewal"
PAID, OTHERS, DIED = "zhang", "chen", "maimaiti"
RECOGNISED_BEFORE, QUARTER = 5 * MONTH, 95 * ONE_DAY  # into the month after the third

LOOKED_INTO = "已向家属和公安机关核实：2026年1月15日去世，此前的月份照付，此后的月份不再支付。"
HIRED = {
    "employer": "91410599000000019G",
    "employer_name": "示例物流有限公司",
    "since": "2026-07-15",
    "contract_until": "2027-07-14",
    "unemployed_since": None,
}


def paid(stage: Stage) -> None:
    """Somebody recognised is paid three months, renews for the next three, and stops where they were hired."""
    stage.endow()
    stage.granted_elsewhere(RECOGNITION, PAID, stage.begin - RECOGNISED_BEFORE)
    first = stage.to_its_end(stage.file(CLAIM, PAID, stage.begin), stage.begin + HOUR)
    again = stage.begin + QUARTER
    stage.to_its_end(stage.file(RENEWAL, PAID, again, parent=first), again + HOUR)
    _stopped(stage, first, again + QUARTER)


def _stopped(stage: Stage, first: Case, at: datetime) -> None:
    """Hired in the second month of the quarter: that month and the next are struck off, the one before is paid."""
    stage.registered(PAID, Register.EMPLOYMENT, HIRED)
    case = acting.sign_until(stage.file(RENEWAL, PAID, at, parent=first), "check", at=at + HOUR)
    for ordinal in (2, 3):
        setbacks.strike(case, ordinal, "就业登记显示当月已经到单位就业，不再是灵活就业。", at + HOUR)
    stage.to_its_end(case, at + 2 * HOUR)


def doubted(stage: Stage) -> None:
    """Dead before the money went, and in the second month already: one month is paid all the same, two are stopped."""
    stage.endow()
    stage.granted_elsewhere(RECOGNITION, DIED, stage.begin - RECOGNISED_BEFORE)
    case = stage.approved(stage.file(CLAIM, DIED, stage.begin), stage.begin + HOUR)
    case, notice = stage.noticed(case, stage.begin + ONE_DAY)
    stage.registered(DIED, Register.DEATH, {"died_on": "2026-01-15"})
    request = acts.ask_finance(notice, stage.begin + MONTH)
    stage.work(stage.begin + MONTH + ONE_DAY)
    setbacks.settle_doubts(case, {1: "pay", 2: "stop", 3: "stop"}, LOOKED_INTO, stage.begin + MONTH + ONE_DAY)
    stage.settled(request, stage.begin + MONTH + 2 * ONE_DAY)


def unpaid(stage: Stage) -> None:
    """Refused, withdrawn, not accepted, never corrected; and refused because nobody recognised the person."""
    stage.the_other_endings(CLAIM, OTHERS, stage.begin)
    unknown = stage.begin + MONTH
    words = "没有有效的就业困难人员认定，不符合申领条件。"
    stage.refused(stage.file(CLAIM, OTHERS, unknown), unknown + HOUR, words)


def recognised_people(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """People who are recognised already in the months they claim."""
    return recognised(stage, [stage.newcomer() for _ in range(number)], at)


def recognised(stage: Stage, who: Sequence[str], at: datetime) -> list[Footing]:
    """These, so long before that the months they claim lie after it."""
    for each in who:
        stage.granted_elsewhere(RECOGNITION, each, stage.before(at, RECOGNISED_BEFORE))
    return [Footing(each) for each in who]


def paid_people(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """People who were paid for a quarter before."""
    return paid_for(stage, [stage.newcomer() for _ in range(number)], at)


def paid_for(stage: Stage, who: Sequence[str], at: datetime) -> list[Footing]:
    """These, on one list."""
    then = stage.before(at, QUARTER)
    footings = recognised(stage, who, then)
    cases = stage.all_to_their_end([stage.file_on(CLAIM, each, then) for each in footings], then + HOUR)
    return [Footing(each.who, case.number) for each, case in zip(footings, cases, strict=True)]


STORIES = (paid, doubted, unpaid)
