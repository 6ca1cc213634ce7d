"""How 就业困难人员认定 is played: somebody is recognised and later gives it back, somebody is not, and every other ending."""

from __future__ import annotations

from workflow_app.management.stage import HOUR, MONTH, WEEK, Stage

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


STORIES = (recognised, not_recognised)
