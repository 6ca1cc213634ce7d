"""People with a browser each, and cases to look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.conftest import moment
from tests.situations import ITEM
from workflow_app.management import acting, acts
from workflow_app.models import Case, Draft

Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    """Counters of attempts begin at nothing."""
    cache.clear()


@pytest.fixture
def browser(city: None) -> Browser:
    """A signed-in browser of a person of the city."""

    def of(username: str) -> Client:
        client = Client()
        client.force_login(acting.account(username))
        return client

    return of


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the one clock of the screens."""

    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    return set_to


@pytest.fixture
def record(city: None, clock_at: Callable[[datetime], None]) -> Case:
    """A class record of the school of Tangyin, filed on 2026-03-02 and not yet received; it is that day."""
    at = moment("2026-03-02 09:30")
    clock_at(at + timedelta(hours=1))
    return acting.file(ITEM, "class_record", casting(1), by=acting.account("yuehe.agent"), at=at)


@pytest.fixture
def claim(record: Case, clock_at: Callable[[datetime], None]) -> Case:
    """The claim for that class, filed on 2026-04-07 and not yet received; it is that day."""
    acting.sign_until(record, "", at=moment("2026-03-02 15:00"))
    acts.look_on_the_spot(record, moment("2026-03-16 10:00"))
    at = moment("2026-04-07 09:30")
    clock_at(at + timedelta(hours=1))
    told = acting.casting_of("yuehe.agent", 1, at.date(), size=10, parent_number=record.number)
    return acting.file(ITEM, "claim", told, by=acting.account("yuehe.agent"), at=at)


@pytest.fixture
def filled(city: None, clock_at: Callable[[datetime], None]) -> Draft:
    """A class record with every answer given, not yet submitted."""
    at = moment("2026-03-02 09:30")
    clock_at(at)
    return acting.fill(ITEM, "class_record", casting(1), by=acting.account("yuehe.agent"), at=at)


@pytest.fixture
def begun(city: None, browser: Browser) -> Draft:
    """A class record just begun on the guide's page."""
    answer = browser("yuehe.agent").post(f"/items/{ITEM}/class_record/start", {"form_token": str(uuid4())})
    return Draft.objects.get(pk=int(answer["Location"].split("/")[2]))


def casting(serial: int) -> object:
    """The school of Tangyin with ten trainees."""
    return acting.casting_of("yuehe.agent", serial, moment("2026-03-02 09:30").date(), size=10)


def token() -> str:
    """A fresh form token."""
    return str(uuid4())


def token_on(page: str) -> str:
    """The form token a page carries."""
    return re.findall(r'name="form_token" value="([^"]+)"', page)[-1]
