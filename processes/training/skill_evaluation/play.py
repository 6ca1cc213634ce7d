"""How 职业技能评价补贴 is played: a migrant worker is paid for the first assessment; a claim comes to nothing in every other way."""

from __future__ import annotations

from workflow_app.management.stage import HOUR, Stage

CLAIM = "claim"
PAID, OTHERS = "maimaiti", "li"


def paid(stage: Stage) -> None:
    """Somebody passed for the first time and is paid."""
    stage.endow()
    stage.to_its_end(stage.file(CLAIM, PAID, stage.begin), stage.begin + HOUR)


def unpaid(stage: Stage) -> None:
    """Refused, withdrawn, not accepted, never corrected."""
    stage.the_other_endings(CLAIM, OTHERS, stage.begin)


STORIES = (paid, unpaid)
