"""What can be applied for, as rows of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow_app.policy import catalogue


@dataclass(frozen=True)
class Offered:
    slug: str
    title: str
    document: str


def offered(on: date) -> list[Offered]:
    """Every item in force, by family."""
    return [
        Offered(item.slug, item.title_on(on), f"{item.title_page.issuer} {item.title_page.number}")
        for item in catalogue.items()
        if item.title_page.since <= on
    ]
