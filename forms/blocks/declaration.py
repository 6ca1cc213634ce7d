"""What an applicant declares before submitting."""

from __future__ import annotations

from forms.fields import Confirm
from forms.questionnaire import Section

TRUTH = "所填内容和所交材料真实、完整；如有虚假，愿意退回补贴并承担法律责任。"
CHECKS = "同意受理部门为办理本事项，向有关部门核对所填信息。"


def declare(name: str, statement: str) -> Confirm:
    """A statement of the item's own beside the two that every application carries."""
    return Confirm(name, statement.rstrip("。"), statement)


def declarations(*own: Confirm) -> Section:
    """Section `declarations`: declare_truth, declare_checks, then the item's own."""
    fields = (declare("declare_truth", TRUTH), declare("declare_checks", CHECKS), *own)
    return Section("declarations", "声明", fields)
