"""Every sheet there is a sample for: the house's, and those items bring with their own tests (tests/paper_samples.py)."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from tests.documents.beside_samples import BESIDE
from tests.documents.file_samples import FILE
from tests.documents.filing_samples import FILING
from tests.documents.granting_samples import GRANTING
from tests.documents.hearing_samples import HEARINGS
from tests.documents.money_samples import MONEY
from tests.documents.treasury_samples import TREASURY
from tests.documents.window_samples import WINDOW
from tests.processes.folders import EVERY_ITEM, package


def _brought() -> list[ModuleType]:
    bringing = [item for item in EVERY_ITEM if (item.folder / "tests" / "paper_samples.py").is_file()]
    return [import_module(f"{package(item)}.tests.paper_samples") for item in bringing]


HOUSE = FILING | GRANTING | MONEY | TREASURY | BESIDE | HEARINGS | FILE | WINDOW
ALL = HOUSE | {sheet: data for each in _brought() for sheet, data in each.SAMPLES.items()}
DEMANDED_OF_ITEMS = {sheet: words for each in _brought() for sheet, words in each.DEMANDED.items()}
# sheet → the family of page it keeps, where it is no upright case paper
FAMILIES_OF_ITEMS: dict[str, str] = {
    sheet: family for each in _brought() for sheet, family in getattr(each, "FAMILIES", {}).items()
}
