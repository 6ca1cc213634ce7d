"""How 就业困难人员认定 is played: somebody is recognised and later gives it back, somebody is not, and every other ending."""

from __future__ import annotations

from datetime import datetime

from workflow_app.management.stage import HOUR, MONTH, WEEK, Stage
from workflow_app.policy.specimen import Footing

RECOGNITION, REMOVAL = "recognition", "removal"
RECOGNISED, OTHERS = "wang", "li"


def recognised(stage: Stage) -> None:
    """A person is recognised, keeps it for a month and gives it back when they found work."""
    at = stage.begin
    case = stage.to_its_end(stage.file(RECOGNITION, RECOGNISED, at), at + HOUR)
    stage.to_its_end(stage.file(REMOVAL, RECOGNISED, at + MONTH, parent=case), at + MONTH + HOUR)


def not_recognised(stage: Stage) -> None:
    """Refused, withdrawn, not accepted, never corrected: a recognition, and the giving back of one."""
    stage.the_other_endings(RECOGNITION, OTHERS, stage.begin)
    at = stage.begin + WEEK
    case = stage.to_its_end(stage.file(RECOGNITION, OTHERS, at), at + HOUR)
    stage.the_other_endings(REMOVAL, OTHERS, at + WEEK, parent=case)


def recognised_people(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """People recognised a month before."""
    then, who = stage.before(at, MONTH), [stage.newcomer() for _ in range(number)]
    cases = [stage.to_its_end(stage.file(RECOGNITION, each, then), then + HOUR) for each in who]
    return [Footing(each, case.number) for each, case in zip(who, cases, strict=True)]


STORIES = (recognised, not_recognised)
