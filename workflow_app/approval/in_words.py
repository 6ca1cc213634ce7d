"""How a quorum is said: 全体（经办人、财务股）, 至少2人（局长、分管领导、其他班子成员）."""

from __future__ import annotations

from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.route import Step
from workflow_app.approval.ways_out import NOTICE, REQUEST_FUNDS

# At these steps nobody signs: who acts there acts on a list of cases, and the days of a notice end by themselves.
BY_LIST = {NOTICE: "经办岗发布公示，期满自动转出", REQUEST_FUNDS: "财务岗按批提请拨付"}
RULES = {"any": "任一人", "all": "全体", "at_least": "至少", "ratio": "比例", "in_sequence": "依次"}


def who_acts(step: Step) -> str:
    """Who moves a case on from a step, whether by signing or not."""
    return in_words(step.quorum) if step.quorum else BY_LIST.get(step.name, "系统")


def in_words(member: Quorum | SeatSpec) -> str:
    """Who signs, and together how. A single signer is named alone."""
    if isinstance(member, SeatSpec):
        return member.title or member.desk or "申请人"
    names = "、".join(in_words(each) for each in member.members)
    if len(member.members) == 1:
        return names
    counted = f"{member.n}人" if member.rule == "at_least" else str(member.n) if member.rule == "ratio" else ""
    return f"{RULES[member.rule]}{counted}（{names}）"
