"""What keeps a signature back, in one sentence: the command refuses with it, the screen shows it beside the button."""

from __future__ import annotations

from collections.abc import Callable

from workflow_app.approval.route import Step
from workflow_app.approval.stance import OUTCOME_OF, Stance
from workflow_app.models import Account, Case, CaseState, ClaimState, Desk, Meeting


def every_line_fell(case: Case) -> bool:
    """Whether it claimed something of which nothing is left."""
    return case.claims.exists() and not case.claims.exclude(state=ClaimState.STRUCK_OFF).exists()


def over_open_points(
    case: Case, step: Step, stance: Stance, desk: Desk | None, fell: Callable[[Case], bool] = every_line_fell
) -> str:
    """Why nobody may agree now from a desk; '' where they may. `fell` says of a case without a sum whether every line of it fell.

    Receiving asks for completeness alone, a refusal is signed as it is, another department says its own word.
    """
    if not asks_for_points(case, step, stance, desk):
        return ""
    if case.open_points:
        return f"还有{case.open_points}处审查结论待处理，请先逐项认定或核减。整件不符合条件的，请签不同意或退回。"
    if not case.amount and fell(case):
        return "明细已全部核减，不能同意；请选择不同意或退回，并写明理由。"
    return ""


def asks_for_points(case: Case, step: Step, stance: Stance, desk: Desk | None) -> bool:
    """Whether a word at this step rests on the findings."""
    if stance is not Stance.APPROVE or case.state == CaseState.SUBMITTED:
        return False
    in_refusal = all(edge.legal == CaseState.REFUSED for edge in step.outcomes[OUTCOME_OF[stance]])
    return not in_refusal and desk is not None and desk.unit_id == case.unit_id


def at_the_meeting(meeting: Meeting | None, account: Account) -> str:
    """Why a member of a meeting may not sign now: it did not sit yet, or they were not there."""
    if meeting is None:
        return "请先登记会议的时间、地点和参会人，参会成员再签署意见。"
    if account.pk not in {each.pk for each in meeting.present.all()}:
        return "登记的参会人中没有您，不能在这次会议上签署意见。"
    return ""
