"""Papers whose bytes are given: making them is another room's."""

from __future__ import annotations

import pytest

from documents.press import Printed
from workflow_app.jobs import press

PDF = Printed(b"%PDF-1.7 made for a test", 2, "")


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "render", lambda paper: PDF)
