"""What a paper carries as data it says in words: every value a sheet read stands in the text another reader finds."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest

from tests.documents.conftest import Samples
from tests.documents.every_sheet import ALL
from tests.documents.said import unsaid

IN_THE_FILE = ("issued_on", "organ.name")  # a list says them only as date and author of the file


@pytest.mark.parametrize("sheet", ALL)
def test_every_value_of_the_data_stands_in_the_text(samples: Samples, sheet: str) -> None:
    with pikepdf.open(io.BytesIO(samples(sheet).pdf)) as opened:
        data = json.loads(opened.attachments["data.json"].get_file().read_bytes())["data"]
    data |= {"demonstration": ALL[sheet]["demonstration"]} if "demonstration" not in data else {}
    gone = [path for path in unsaid(samples(sheet), data) if path not in IN_THE_FILE or not ALL[sheet].get("lines")]
    assert [path for path in gone if path != "demonstration"] == []
