"""How 企业吸纳就业困难人员社会保险补贴 is played: a firm is paid for two people it hired; its claim comes to nothing in every other way."""

from __future__ import annotations

from datetime import datetime

from processes.insurance.recognised import RECOGNITION
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.policy.specimen import Footing

CLAIM, FIRM = "claim", "zhiyi.agent"
HIRED = ("liu", "yang")
RECOGNISED_BEFORE = 5 * MONTH


def paid(stage: Stage) -> None:
    """Two people are recognised, hired, insured for three months, and the firm gets its part back."""
    stage.endow()
    for who in HIRED:
        stage.serial += 1
        stage.granted_elsewhere(RECOGNITION, who, stage.begin - RECOGNISED_BEFORE)
    stage.to_its_end(stage.file(CLAIM, FIRM, stage.begin), stage.begin + HOUR)


def unpaid(stage: Stage) -> None:
    """Refused, withdrawn, not accepted, never corrected."""
    stage.the_other_endings(CLAIM, FIRM, stage.begin)


def hirings(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """Each time the firm hired somebody else who is recognised."""
    return [Footing(FIRM, more={"beside": (_recognised(stage, at),)}) for _ in range(number)]


def _recognised(stage: Stage, at: datetime) -> int:
    """The number of a specimen person the city has recognised."""
    who = stage.newcomer()
    stage.granted_elsewhere(RECOGNITION, who, stage.before(at, RECOGNISED_BEFORE))
    return stage.specimen_of(who)


STORIES = (paid, unpaid)
