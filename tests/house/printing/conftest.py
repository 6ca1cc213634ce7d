"""An office with a few papers that nobody printed yet, and a press that costs nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import cast
from tests.cast import who
from tests.house.quick_hands import QuickHands, quick_hands
from tests.situations import SIGNED, own_claim
from workflow_app.commands.printing.order_run import order_run
from workflow_app.jobs import print_run
from workflow_app.models import IssuedDocument, PrintRun, Unit
from workflow_app.queries.desk.print_choice import Choice

FEW = 5
Ordered = Callable[..., PrintRun]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> QuickHands:
    """Two papers to a volume."""
    monkeypatch.setattr(print_run, "VOLUME", 2)
    return quick_hands(monkeypatch)


@pytest.fixture
def papers(city: None) -> list[IssuedDocument]:
    """The receipts of five claims, numbered and not printed."""
    for _ in range(FEW):
        own_claim()
    return list(IssuedDocument.objects.order_by("pk"))


@pytest.fixture
def ordered(papers: list[IssuedDocument]) -> Ordered:
    """Orders them all."""

    def order(form: str = "volumes", by: str = cast.INTAKE, **said: object) -> PrintRun:
        office = Unit.objects.get(kind="hrss", region="410523")
        return order_run(Choice(office.pk, **said), form, by=who(by), at=SIGNED)  # type: ignore[arg-type]

    return order
