"""The street or township that receives a person's filing: code and name."""

from __future__ import annotations

from forms.fields import Choice, Option
from forms.questionnaire import Section

# One of each county that takes part in the demonstration; codes and names are specimens, as in the city's plan.
STREETS = (
    Option("410502001", "文峰区示例街道"),
    Option("410523100", "汤阴县城关镇"),
    Option("410581001", "林州市示例街道"),
)


def street_section() -> Section:
    """Section `place` with the question `street`, answered with the nine-digit code."""
    street = Choice("street", "户籍或常住的乡镇、街道", STREETS, hint="由它的社会事务中心受理和初审")
    return Section("place", "在哪里办理", (street,))


def street_name(code: str) -> str:
    """What the street is called; '' for a code that is none of them."""
    return next((option.label for option in STREETS if option.value == code), "")


def street_of(region: str) -> str:
    """The first street of a county, for made-up filings."""
    return next(option.value for option in STREETS if option.value.startswith(region))
