"""文书样式 of the offices somebody leads: their kinds of paper, their own words and how these changed."""

from __future__ import annotations

from dataclasses import dataclass

from workflow_app.approval.duties import LEADERS
from workflow_app.models import OfficeWords, Unit
from workflow_app.policy.office_words import OWN_WORDS, OwnWord
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.sheet_kinds import Sheet, sheets_of
from workflow_app.queries.workplace import Workplace


@dataclass(frozen=True, slots=True)
class SetWord:
    """One of the words: which, what it may be, what it says now."""

    name: str
    word: OwnWord
    says: str


@dataclass(frozen=True, slots=True)
class OfficePage:
    """One office as the screen shows it; `history` newest first."""

    unit: Unit
    name: str
    sheets: list[Sheet]
    words: list[SetWord]
    history: list[OfficeWords]


def offices_of(place: Workplace) -> list[Unit]:
    """The units this person leads, their own or in an absent leader's place."""
    return list({desk.unit_id: desk.unit for desk in place.desks if desk.role in LEADERS}.values())


def office_pages(place: Workplace) -> list[OfficePage]:
    """A page for each, at four statements an office."""
    return [_page(unit, place) for unit in offices_of(place)]


def _page(unit: Unit, place: Workplace) -> OfficePage:
    words = [SetWord(name, word, getattr(unit, name)) for name, word in OWN_WORDS.items()]
    history = list(unit.office_words.select_related("by").order_by("-pk"))
    return OfficePage(unit, name_on(unit, place.on).name, sheets_of(unit), words, history)
