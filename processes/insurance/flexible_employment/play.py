"""How 灵活就业社会保险补贴 is played: three months are paid and three more renewed; a claim comes to nothing in every other way."""

from __future__ import annotations

from processes.insurance.recognised import RECOGNITION
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import HOUR, MONTH, Stage

CLAIM, RENEWAL = "claim", "renewal"
PAID, OTHERS = "zhang", "chen"
RECOGNISED_BEFORE, QUARTER = 5 * MONTH, 95 * ONE_DAY  # into the month after the third


def paid(stage: Stage) -> None:
    """Somebody recognised is paid three months, then renews for the three after them."""
    stage.endow()
    stage.granted_elsewhere(RECOGNITION, PAID, stage.begin - RECOGNISED_BEFORE)
    first = stage.to_its_end(stage.file(CLAIM, PAID, stage.begin), stage.begin + HOUR)
    again = stage.begin + QUARTER
    stage.to_its_end(stage.file(RENEWAL, PAID, again, parent=first), again + HOUR)


def unpaid(stage: Stage) -> None:
    """Refused, withdrawn, not accepted, never corrected; and refused because nobody recognised the person."""
    stage.the_other_endings(CLAIM, OTHERS, stage.begin)
    unknown = stage.begin + MONTH
    words = "没有有效的就业困难人员认定，不符合申领条件。"
    stage.refused(stage.file(CLAIM, OTHERS, unknown), unknown + HOUR, words)


STORIES = (paid, unpaid)
