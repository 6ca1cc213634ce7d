"""Why an application may end without a decision: a closed list, so that nobody ends one for a reason of their own."""

from __future__ import annotations

from enum import StrEnum


class TerminationGround(StrEnum):
    """No rule read lists them for benefits; these four are the house's own, after what administrative procedure knows."""

    DEATH = "death"
    DISSOLVED = "dissolved"
    POINTLESS = "pointless"
    REPEATED = "repeated"

    @property
    def label(self) -> str:
        """As it stands on the screen and in the decision."""
        return _LABELS[self]


_LABELS = {
    TerminationGround.DEATH: "申请人死亡，没有依法可以继续申请的人",
    TerminationGround.DISSOLVED: "申请单位终止，没有承受其权利义务的单位",
    TerminationGround.POINTLESS: "申请事项失去意义，不再需要作出决定",
    TerminationGround.REPEATED: "同一事项已经在另一办件中办理",
}
