"""What only this item shows in the demonstration: somebody one meets in other items too, paid for a quarter and claiming the next."""

from __future__ import annotations

from processes.insurance.flexible_employment.play import CLAIM, PAID, RENEWAL, paid_for, recognised_people
from workflow_app.management import acts
from workflow_app.management.stage import Stage
from workflow_app.policy.register import Register


def again(stage: Stage) -> None:
    """Recognised, paid, and back for the next three months: the street has received it."""
    (footing,) = paid_for(stage, [PAID], stage.past.at(3))
    stage.agreed(stage.file_on(RENEWAL, footing, stage.past.at(3)), stage.past.at(2))


def in_doubt(stage: Stage) -> None:
    """Asked for, and then the register of deaths answered: the money waits for an officer who looks into it."""
    (footing,) = recognised_people(stage, 1, stage.past.at(16))
    case = stage.approved(stage.file_on(CLAIM, footing, stage.past.at(16)), stage.past.at(14))
    notice = acts.notice_over([case], stage.past.at(13), stage.past.at(5))
    stage.approved(case, stage.past.at(4))
    stage.registered(footing.who, Register.DEATH, {"died_on": stage.past.at(6).date().isoformat()})
    acts.ask(notice, stage.past.at(2))
    stage.work(stage.past.at(1))


SCENES = (again, in_doubt)
