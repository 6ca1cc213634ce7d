"""Which entries of a paper's data another reader finds in its text: names, figures, sums in figures and in capitals, days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from documents import capitals, dates, tags
from documents.press import Printed
from tests.documents.reading import everything

# drawn as a picture, or words for the sheet that say how a figure is to be shown and are no words of the paper
NO_WORDS = ("qr_url", "standing")
FOOT = "第\\d+页|—\\d+—|{}"  # what stands between two halves of a sentence that runs over the page


def unsaid(printed: Printed, data: Mapping[str, Any]) -> list[str]:
    """The paths of entries that are words or figures and stand nowhere on the paper."""
    text = everything(printed)
    text += re.sub(FOOT.format(data.get("demonstration", "　")), "", text)
    return [path for path, value in _values(data) if not any(each in text for each in _ways(value))]


def _values(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The entries of `data` that are words or figures, each with where it stands."""
    if isinstance(data, Mapping | list):
        entries = data.items() if isinstance(data, Mapping) else enumerate(data)
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
