"""What every page owes: nothing inline, one heading, a name for every control."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.markup import faults
from tests.situations import ITEM
from tests.web.conftest import Browser
from workflow_app.models import Case, Draft


@pytest.mark.parametrize("address", ["/", "/sign-in", f"/items/{ITEM}/", "/notices/", "/q", "/no-such-page"])
@pytest.mark.usefixtures("city")
def test_pages_before_signing_in(address: str) -> None:
    assert faults(Client().get(address).text) == []


def test_pages_of_a_draft(browser: Browser, filled: Draft) -> None:
    agent = browser("yuehe.agent")
    sections = ("organisation/", "training/", "teachers/", "trainees/", "service/", "", "check")
    for each in sections:
        assert faults(agent.get(f"/drafts/{filled.pk}/{each}").text) == [], each


def test_pages_of_a_case(browser: Browser, claim: Case) -> None:
    agent = browser("yuehe.agent")
    for each in ("", "/receipt", "/withdraw", "/account"):
        assert faults(agent.get(f"/cases/{claim.number}{each}").text) == [], each


@pytest.mark.usefixtures("city")
def test_the_page_policy_allows_nothing_inline() -> None:
    policy = Client().get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
