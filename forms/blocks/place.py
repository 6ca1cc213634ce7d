"""The county that handles a case: code and name by GB/T 2260."""

from __future__ import annotations

from forms.fields import Choice, Option

COUNTIES = (
    Option("410502", "文峰区"),
    Option("410503", "北关区"),
    Option("410505", "殷都区"),
    Option("410506", "龙安区"),
    Option("410522", "安阳县"),
    Option("410523", "汤阴县"),
    Option("410526", "滑县"),
    Option("410527", "内黄县"),
    Option("410581", "林州市"),
)


def county(label: str = "办理地", hint: str = "") -> Choice:
    """The question `county`, answered with the six-digit code."""
    return Choice("county", label, COUNTIES, hint=hint)
