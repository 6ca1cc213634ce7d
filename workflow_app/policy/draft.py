"""What can be said of a draft of an item's policy before any case is asked under it: what its code cannot read, what nobody claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workflow_app.policy.edition import Edition
from workflow_app.policy.refusals import NotUnderstood


def refuse_other_units(draft: Edition, own: Edition) -> None:
    """The code of an item reads a figure by its unit. Raises NotUnderstood for one the draft gives another."""
    for key, parameter in draft.parameters.items():
        before = own.parameters.get(key)
        if before and before.unit is not parameter.unit:
            raise NotUnderstood(
                f"草案把“{parameter.says}”（{key}）的单位从 {before.unit.value} 改成了 {parameter.unit.value}，"
                "审查程序读不懂，请改回原来的单位。"
            )


def nobody_claims(draft: Edition, known: Collection[str]) -> Iterator[str]:
    """A sentence for each kind of claims the exclusions of a draft name and nobody knows: such a row excludes nothing."""
    for row in draft.exclusions:
        for kind in dict.fromkeys((*row.kinds, *row.of)):
            if kind not in known:
                yield f"排除规则 {row.key} 写的 {kind} 现在没有事项或者办件使用，这一条不会排除任何申请，请核对是否写错。"
