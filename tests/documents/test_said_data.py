"""What a paper carries as data it says in words: every value a sheet read stands in the text another reader finds."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from documents import capitals, dates, tags
from tests.documents.conftest import Samples
from tests.documents.every_sheet import ALL
from tests.documents.reading import everything

# drawn as a picture, or words for the sheet that say how a figure is to be shown and are no words of the paper
NO_WORDS = ("qr_url", "standing")
IN_THE_FILE = ("issued_on", "organ.name")  # a list says them only as date and author of the file
FOOT = "第\\d+页|—\\d+—|{}"  # what stands between two halves of a sentence that runs over the page


@pytest.mark.parametrize("sheet", ALL)
def test_every_value_of_the_data_stands_in_the_text(samples: Samples, sheet: str) -> None:
    text = everything(samples(sheet))
    text += re.sub(FOOT.format(ALL[sheet]["demonstration"]), "", text)
    with pikepdf.open(io.BytesIO(samples(sheet).pdf)) as opened:
        data = json.loads(opened.attachments["data.json"].get_file().read_bytes())["data"]
    unsaid = [path for path, value in _values(data) if not any(each in text for each in _ways(value))]
    assert [path for path in unsaid if path not in IN_THE_FILE or not ALL[sheet].get("lines")] == []


def _values(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The entries of `data` that are words or figures, each with where it stands."""
    if isinstance(data, dict | list):
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in entries:
            if key not in NO_WORDS:
                yield from _values(value, f"{path}.{key}".lstrip("."))
    elif not isinstance(data, bool) and data != "":
        yield path, data


def _ways(value: Any) -> set[str]:
    """How a value may be printed."""
    if isinstance(value, int):
        return {str(value), tags.money(value)} | ({capitals.renminbi(value)} if value >= 0 else set())
    said = {"".join(value.split())}
    for way in (dates.day, dates.moment, _last_of_period):
        try:
            said.add(way(value))
        except ValueError:
            continue
    return said


def _last_of_period(value: str) -> str:
    """2026-11-13 where the day before it was of the same month or year: 至13日, 至11月13日."""
    day = dates.read_day(value)
    return f"至{day.day}日"
