"""What only this item shows in the demonstration: somebody one meets in other items too, paid for a quarter and claiming the next."""

from __future__ import annotations

from processes.insurance.flexible_employment.play import CLAIM, PAID, RENEWAL, paid_for, recognised_people
from workflow_app.management import acts, setbacks
from workflow_app.management.stage import Stage
from workflow_app.models import Case
from workflow_app.policy.register import Register

EARNED = "已向家属和公安机关核实：第一个月在去世前缴费，照付；其余月份不再支付。"


def again(stage: Stage) -> None:
    """Recognised, paid, and back for the next three months: the street has received it."""
    (footing,) = paid_for(stage, [PAID], stage.past.at(3))
    stage.agreed(stage.file_on(RENEWAL, footing, stage.past.at(3)), stage.past.at(2))


def in_doubt(stage: Stage) -> None:
    """Asked for, and then the register of deaths answered: the money waits for an officer who looks into it."""
    found_dead(stage)


def looked_into(stage: Stage) -> None:
    """The same, and the officer has: one month is paid all the same, the others are stopped."""
    setbacks.settle_doubts(found_dead(stage), {1: "pay", 2: "stop", 3: "stop"}, EARNED, stage.past.at(0, 1))


def found_dead(stage: Stage) -> Case:
    """Determined, asked for, and dead by then."""
    (footing,) = recognised_people(stage, 1, stage.past.at(16))
    case = stage.approved(stage.file_on(CLAIM, footing, stage.past.at(16)), stage.past.at(14))
    notice = acts.notice_over([case], stage.past.at(13), stage.past.at(5))
    stage.approved(case, stage.past.at(4))
    stage.registered(footing.who, Register.DEATH, {"died_on": stage.past.at(6).date().isoformat()})
    acts.ask(notice, stage.past.at(2))
    stage.work(stage.past.at(1))
    return case


SCENES = (again, in_doubt, looked_into)
