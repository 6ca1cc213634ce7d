"""Every sheet with what is expected of a paper printed from it: the house's, and those items bring (tests/paper_rows.py)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tests.papers.beside import BESIDE
from tests.papers.leaves import Expected
from tests.papers.of_file import OF_FILE
from tests.papers.of_filing import OF_FILING
from tests.papers.of_granting import OF_GRANTING
from tests.papers.of_money import OF_MONEY
from tests.processes.folders import EVERY_ITEM, package
from workflow_app.models import IssuedDocument

_BRINGING = [item for item in EVERY_ITEM if (item.folder / "tests" / "paper_rows.py").is_file()]
_BROUGHT = [import_module(f"{package(item)}.tests.paper_rows") for item in _BRINGING]
COMPARED: dict[str, Callable[[IssuedDocument], Expected]] = {
    **OF_FILING,
    **OF_GRANTING,
    **OF_MONEY,
    **BESIDE,
    **OF_FILE,
    **{sheet: expected for each in _BROUGHT for sheet, expected in each.COMPARED.items()},
}
# sheet → pattern of the entries it is given and leaves out
LEFT_OUT_BY_ITEMS: dict[str, str] = {
    sheet: paths for each in _BROUGHT for sheet, paths in getattr(each, "LEFT_OUT", {}).items()
}
