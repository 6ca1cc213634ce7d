"""What can be applied for, as rows of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from workflow_app.policy import catalogue
from workflow_app.policy.item import Item


@dataclass(frozen=True)
class Offered:
    slug: str
    title: str
    document: str
    for_whom: str


FILED_BY = {"person": _("个人办理"), "organisation": _("单位办理")}


def _for_whom(item: Item) -> str:
    """Who files what people come for; '' where both may."""
    kinds = item.principal.filed_by
    return str(FILED_BY[next(iter(kinds))]) if len(kinds) == 1 else ""


def offered(on: date) -> list[Offered]:
    """Every item in force, by family."""
    return [
        Offered(item.slug, item.title_on(on), f"{item.title_page.issuer} {item.title_page.number}", _for_whom(item))
        for item in catalogue.items()
        if item.title_page.since <= on
    ]
