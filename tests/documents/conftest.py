"""One press for all tests of the room, and the skip that says what a machine lacks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from documents import fonts
from documents.press import Press, Printed
from tests.documents.every_sheet import ALL

Samples = Callable[[str], Printed]

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).resolve().parent / "sheets"


@pytest.fixture(scope="session")
def all_fonts() -> None:
    """The families built from packages; without them the grid cannot be measured."""
    if missing := fonts.ready():
        pytest.skip("".join(missing))


@pytest.fixture(scope="session")
def press(all_fonts: None) -> Press:
    return Press([ROOT / "workflow_app" / "templates", ROOT / "processes", OWN])


@pytest.fixture(scope="session")
def samples(press: Press) -> Samples:
    """The sample of a sheet as printed, each only once."""
    return cache(lambda sheet: press.render(sheet, ALL[sheet]))
