"""A founded city behind a real server, a clock the test turns, and a browser with one window a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import moment
from tests.journeys.clock import Time
from tests.journeys.stage import Stage
from workflow_app.management import acting
from workflow_app.models import triggers
from workflow_app.queries.audit.verify import breaks

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run")
PASSWORD = "a long enough one"


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The clock of screens and jobs."""
    return Time(monkeypatch)


@pytest.fixture
def town(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """People with passwords. Afterwards the rows prove themselves; the triggers are lifted for the flush alone."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver keeps a loop in this thread
    cache.clear()
    acting.found_city(moment("2026-01-05 09:00"), PASSWORD)
    yield
    try:
        assert not list(breaks())
    finally:
        triggers.lift(connection)


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """The machine's own browser, for one test."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def stage(town: None, live_server: Any, chromium: Browser) -> Iterator[Stage]:
    """Where the people come on; whatever a page complained of in its console fails the test."""
    stage = Stage(chromium, live_server.url, PASSWORD)
    yield stage
    assert stage.complaints == []
