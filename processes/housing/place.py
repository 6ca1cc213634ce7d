"""The street or township that receives a household's filing: code and name, as the city's plan has them."""

from __future__ import annotations

from forms.fields import Choice, Option

STREETS = (
    Option("410502001", "文峰区示例街道"),
    Option("410523100", "汤阴县示例镇"),
    Option("410581001", "林州市示例街道"),
)


def street() -> Choice:
    """The question `street`, answered with the nine-digit code."""
    return Choice("street", "居住地乡镇、街道", STREETS, hint="由它的民生服务窗口受理和初审")
