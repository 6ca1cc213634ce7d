"""Written as PDF/A-3b, with the data the paper shows attached: what can be read here without a validator."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pytest

from documents import rolls
from documents.press import Press, Printed
from documents.shown import attached, merged
from tests.documents.conftest import Samples
from tests.documents.every_sheet import ALL
from tests.documents.paper_samples import COMMON
from tests.documents.test_press import WORD


def _attached(printed: Printed) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        [(name, file)] = pdf.attachments.items()
        assert name == "data.json"
        assert file.obj.AFRelationship == "/Data"
        assert {each.objgen for each in pdf.Root.AF} == {file.obj.objgen}
        content = file.get_file()
        assert content.mime_type == "application/json"
        return json.loads(content.read_bytes())


def _long(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(rolls, "ROWS", 60)
    return COMMON | {"number": "测〔2026〕1号", "lines": [{"name": f"名{index}", "phone": "1"} for index in range(130)]}


def test_a_paper_says_that_it_is_written_as_pdf_a_3b(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    for printed in (press.render("word.html", WORD), press.render("roll.html", _long(monkeypatch))):
        with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
            assert b'pdfaid:part="3" pdfaid:conformance="B"' in pdf.Root.Metadata.read_bytes()
            assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
            assert len(pdf.trailer.ID) == 2
            assert "/Encrypt" not in pdf.trailer


def test_the_attached_data_is_what_the_paper_shows_and_no_more(press: Press) -> None:
    data = WORD | {"internal_note": "经办人备注", "organ": {**COMMON["organ"], "secret": "1"}}
    told = _attached(press.render("word.html", data))
    assert told["sheet"] == "word.html"
    assert told["data"]["word"] == "核定"
    assert told["data"]["organ"] == {"name": COMMON["organ"]["name"]}
    assert not {"internal_note", "seal", "part", "draft"} & set(told["data"])


def test_a_long_list_carries_all_rows_once_without_what_no_column_shows(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _long(monkeypatch)
    assert _attached(press.render("roll.html", data))["data"]["lines"] == [
        {"name": row["name"]} for row in data["lines"]
    ]


def test_a_draft_carries_no_data(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.render("word.html", WORD, draft=True).pdf)) as pdf:
        assert not list(pdf.attachments)


@pytest.mark.parametrize(
    "sheet", ["papers/determination.html", "papers/funds_request.html", "papers/public_notice.html"]
)
def test_every_entry_attached_stands_in_the_data_of_the_case(samples: Samples, sheet: str) -> None:
    told = _attached(samples(sheet))["data"]
    assert _is_part_of(told, ALL[sheet])
    assert told["number"] == ALL[sheet]["number"]


def test_what_any_part_read_counts() -> None:
    tree = merged([{"part": {"lines": {"name": {}}}}, {"part": {"lines": {"mark": {}}}, "number": {}}])
    rows = [{"name": "甲", "mark": "乙", "phone": "1"}]
    told = json.loads(attached("a.html", {"number": "1", "lines": rows, "other": 2}, tree))
    assert told == {"sheet": "a.html", "data": {"number": "1", "lines": [{"name": "甲", "mark": "乙"}]}}


def _is_part_of(told: Any, data: Any) -> bool:
    if isinstance(told, dict):
        return all(key in data and _is_part_of(value, data[key]) for key, value in told.items())
    if isinstance(told, list):
        return len(told) == len(data) and all(map(_is_part_of, told, data))
    return told == data
