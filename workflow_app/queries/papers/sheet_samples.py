"""What a sample (样张) of a paper is printed from: the newest one of the own office with every name masked, else nothing but the organ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from forms.identity import mask_name
from workflow_app.models import IssuedDocument, PaperState, Unit
from workflow_app.queries.papers.head import of_organ

NUMBER = "样字〔{year}〕第1号"
NAMES = frozenset(
    {"name", "recipient", "applicant", "agent", "person", "by", "holder"}
)  # keys whose text names somebody
HIDDEN = {
    "query_code": "××××-××××",
    "identity": "×",
    "phone": "×",
    "account": "×",
    "certificate": "×",
    "key": "×",
    "papers_received": "××材料（××.pdf）",
}
OWN = ("organ", "seal", "remedies")  # of offices, not of people


def sample(unit: Unit, kind: str, on: date) -> dict[str, Any]:
    """Data of a draft of this kind, as the office would head it today."""
    issued = IssuedDocument.objects.filter(unit=unit, kind=kind, state=PaperState.STORED).order_by("-pk").first()
    return masked(issued.data if issued else {}) | head(unit, on)


def head(unit: Unit, on: date) -> dict[str, Any]:
    """What every sample says of itself."""
    return of_organ(unit, on) | {
        "number": NUMBER.format(year=on.year),
        "issued_on": on.isoformat(),
        "qr_url": settings.PUBLIC_ADDRESS,
    }


def masked(data: dict[str, Any]) -> dict[str, Any]:
    """The same data with everybody's name masked wherever it stands, and without what leads to a person."""
    found = sorted({name for name in _names(data) if len(name) > 1}, key=len, reverse=True)
    instead = {name: mask_name(name) for name in found}
    if number := data.get("case", {}).get("number"):
        instead = {number: "（办件编号）"} | instead
    return {key: value if key in OWN else _masked(value, key, instead) for key, value in data.items()}


def _names(data: Any, key: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for inner, value in data.items():
            yield from () if inner in OWN else _names(value, inner)
    elif isinstance(data, list):
        for value in data:
            yield from _names(value, key)
    elif isinstance(data, str) and key in NAMES:
        yield data


def _masked(value: Any, key: str, instead: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {inner: _masked(each, inner, instead) for inner, each in value.items()}
    if isinstance(value, list):
        return [_masked(each, key, instead) for each in value]
    if not isinstance(value, str):
        return value
    if key in HIDDEN and value:
        return HIDDEN[key]
    for name, masking in instead.items():
        value = value.replace(name, masking)
    return value
