"""What only this item shows in the demonstration: somebody one meets in other items too, paid for a quarter and claiming the next."""

from __future__ import annotations

from processes.insurance.flexible_employment.play import PAID, RENEWAL, paid_for
from workflow_app.management.stage import Stage


def again(stage: Stage) -> None:
    """Recognised, paid, and back for the next three months: the street has received it."""
    (footing,) = paid_for(stage, [PAID], stage.past.at(3))
    stage.agreed(stage.file_on(RENEWAL, footing, stage.past.at(3)), stage.past.at(2))


SCENES = (again,)
