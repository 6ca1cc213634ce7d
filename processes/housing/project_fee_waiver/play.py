"""How the waiver is played: granted whole, granted without the air-raid shelter's fee, vetoed, and every other ending."""

from __future__ import annotations

from datetime import datetime

from workflow_app.approval.stance import Stance
from workflow_app.management import acting, setbacks
from workflow_app.management.stage import HOUR, WEEK, Stage
from workflow_app.models import Case, Seat
from workflow_app.policy.specimen import Footing

WAIVER, ZONE = "waiver", "zone.agent"
AIR_DEFENCE_LINE = 2
NOT_LISTED = {"legal_basis": {"listed_by_the_state": "no", "state_rule": ""}}


def granted(stage: Stage) -> None:
    """The state lists the project: three fees are waived, each with a certificate of its own."""
    stage.to_its_end(stage.file(WAIVER, ZONE, stage.begin), stage.begin + HOUR)


def without_the_shelter(stage: Stage) -> None:
    """No rule of the state: the fee for the shelter is struck off, the others are waived."""
    case = stage.file(WAIVER, ZONE, stage.begin + 2 * HOUR)
    acting.sign_until(case, "joint", at=stage.begin + 3 * HOUR)
    acting.sign_all(case, at=stage.begin + 4 * HOUR, said=NOT_LISTED)
    reason = "不属于国家规定的易地建设费减免项目，依河南省实施《人民防空法》办法第十四条不能免收。"
    setbacks.strike(case, AIR_DEFENCE_LINE, reason, stage.begin + 5 * HOUR)
    stage.to_its_end(case, stage.begin + 6 * HOUR)


def refused(stage: Stage) -> None:
    """The civil air defence office says no, which ends the joint review whatever the others say; and the other endings."""
    vetoed(stage, stage.file(WAIVER, ZONE, stage.begin + WEEK))
    stage.the_other_endings(WAIVER, ZONE, stage.begin + 2 * WEEK)


def vetoed(stage: Stage, case: Case) -> None:
    """Its no alone decides; the deputy head signs the refusal."""
    at = stage.begin + WEEK
    acting.sign_until(case, "joint", at=at + HOUR)
    seat = Seat.objects.get(round__case=case, waiting=True, desk__role="waiver")
    words = "项目占用人防工程用地，未修建防空地下室，不同意。"
    from_its_desk = acting.holder(seat, (at + HOUR).date())
    acting.give_opinion(seat.pk, Stance.REFUSE, words, by=from_its_desk, at=at + 2 * HOUR)
    acting.sign_all(Case.objects.get(pk=case.pk), at=at + 3 * HOUR)
    stage.work(at + 4 * HOUR)


def zones(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """One zone with many projects."""
    return [Footing(ZONE)] * number


STORIES = (granted, without_the_shelter, refused)
