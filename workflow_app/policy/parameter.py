"""A figure of policy: what it says, its unit, and its values by date, each with source and standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow_app.policy.citation import Citation
from workflow_app.policy.refusals import NotInForce
from workflow_app.policy.standing import Standing
from workflow_app.policy.unit import Unit

Value = Decimal | bool | tuple[str, ...] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value, from `since` to `until` (both included; None is open), and on whose word."""

    value: Value
    since: date
    until: date | None
    citation: Citation
    standing: Standing
    note: str = ""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`governing` names the date that decides which value counts: filing, certificate, class_start, act …"""

    key: str
    says: str
    unit: Unit
    governing: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value in force on that day; NotInForce when there is none: never a default."""
        for dated in self.values:
            if dated.holds_on(day):
                return dated
        raise NotInForce(
            f"{day:%Y-%m-%d} 这一天没有“{self.says}”（{self.key}）的规定，"
            f"现有规定自 {self.values[0].since:%Y-%m-%d} 起。请核对日期，或者先发布补上这一段的政策版本。"
        )
