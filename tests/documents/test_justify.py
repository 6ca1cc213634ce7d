"""A justified line ends at the edge of the type area, whatever stands in it."""

from __future__ import annotations

from itertools import groupby

import pypdfium2
import pytest

from documents.fonts import FOLDER
from documents.workshop import workshop
from tests.documents.second_ruler import Sheet, Sign

EDGE, TOLERANCE = 184.0, 0.3  # mm; as the standard's edges are measured
GOES_ON = "对申请人提交的材料进行了审核现将有关情况通知如下请按照要求办理相关手续逾期不办理的视为放弃申请"
PAGE = """<html><style>@page { size: 210mm 297mm; margin: 30mm 26mm 30mm 28mm }
p { margin: 0; font: 16pt/29pt "GBT Latin", "GBT Fang", "GBT Song"; letter-spacing: -0.2075pt; text-align: justify }
</style><p>%s</p></html>"""
BEGUN = {
    "ideographs alone": "根据有关规定",
    "a space between ideographs": "根据有关 规定",
    "two spaces": "根据 有关 规定",
    "words of letters": "根据 ISO 20022 的规定",
    "a number": "根据2026年的规定",
    "a number first": "2026年的规定",
    "signs": "根据“有关规定”，",
    "a part in other type": "根据<b>有关 规定</b>",
    **{
        f"a space and {number}": f"根据 第{number}号 规定 对"
        for number in ("1", "12", "123", "1i", "iii", "7.5", "A", "Q4", "fl", "No")
    },
}


@pytest.mark.parametrize("begun", BEGUN.values(), ids=BEGUN)
def test_a_justified_line_ends_at_the_edge(begun: str) -> None:
    shop = workshop(FOLDER)
    pdf = pypdfium2.PdfDocument(shop.write(shop.lay_out(PAGE % (begun + GOES_ON)), b"0" * 16))
    signs: list[Sign] = [sign for sign in Sheet(pdf[0]).signs if sign.char.strip()]
    lines = [list(line) for _, line in groupby(sorted(signs, key=_line), key=_line)]
    ends = [
        max(sign.right for sign in line) for line in lines[:-2]
    ]  # of the last and of the page number none is justified
    assert ends
    assert ends == pytest.approx([EDGE] * len(ends), abs=TOLERANCE)


def _line(sign: Sign) -> float:
    return round(sign.base, 1)
