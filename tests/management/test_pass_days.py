"""Days of the demonstration: they pass one by one, each with what its night brings, and never outside of it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.situations import awaiting_correction, own_claim
from workflow_app.models import Case
from workflow_app.moment import days_ahead, now, today


@pytest.fixture(autouse=True)
def own_file(settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.DAYS_AHEAD = True, tmp_path / "days_ahead"


def passed(days: int) -> str:
    said = StringIO()
    call_command("pass_days", str(days), stdout=said)
    return said.getvalue()


def test_without_a_file_it_is_today() -> None:
    assert days_ahead() == 0
    assert today() == timezone.localdate()


def test_days_add_up_and_every_page_says_so(city: None) -> None:
    passed(2)
    assert "演示的今天是" in passed(1)
    assert (days_ahead(), today()) == (3, timezone.localdate() + timedelta(days=3))
    assert now() > timezone.now() + timedelta(days=2)
    assert "已前移3天" in Client().get("/sign-in").text


def test_what_is_due_happens_on_the_way(city: None) -> None:
    """Asked in April of 2026 for a correction that never came: the first night says what silence means."""
    case = awaiting_correction(own_claim())
    passed(1)
    assert Case.objects.get(pk=case.pk).state == "deemed_withdrawn"


@pytest.mark.parametrize("days", [0, -3, 401])
def test_not_backwards_and_not_for_ever(days: int) -> None:
    with pytest.raises(CommandError, match="天数应在1到400之间"):
        passed(days)
    assert days_ahead() == 0


def test_only_a_demonstration_has_days_to_let_pass(settings: Any) -> None:
    settings.DEMO = False
    settings.DAYS_AHEAD.write_text("9", encoding="ascii")
    assert days_ahead() == 0
    with pytest.raises(CommandError, match="不是演示系统"):
        passed(1)
