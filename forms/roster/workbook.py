"""An .xlsx workbook as a grid, read by a program of its own."""

from __future__ import annotations

import json
from dataclasses import asdict

from forms.confined import Broke, Busy, Program, TooHeavy
from forms.correction import Spoiled
from forms.roster.grid import Bounds, Cell, Grid, Merged, UnreadableFile
from forms.roster.package import damaged

UNPACK = Program("forms.roster.unpack", seconds=3)  # 25,000 people take half of one


def workbook_grid(data: bytes, filename: str, bounds: Bounds) -> Grid:
    """Raises UnreadableFile with the sentence to show."""
    question = json.dumps({"filename": filename, "bounds": asdict(bounds)}).encode()
    try:
        told = json.loads(UNPACK.run(question + b"\n" + data))
    except Busy as busy:
        raise UnreadableFile(f"“{filename}”没有读取，系统正忙，请稍后再传") from busy
    except TooHeavy as heavy:
        raise UnreadableFile(f"“{filename}”内容太多，读取它太费时间，请把名单复制到模板里再上传") from heavy
    except Broke as broke:
        raise damaged(filename) from broke
    if "refused" in told:
        raise UnreadableFile(told["refused"])
    rows = tuple(tuple(_cell(cell) for cell in row) for row in told["rows"])
    return Grid(rows, tuple(Merged(**merged) for merged in told["merged"]), tuple(told["warnings"]))


def _cell(told: str | dict[str, str]) -> Cell:
    return told if isinstance(told, str) else Spoiled(**told)
