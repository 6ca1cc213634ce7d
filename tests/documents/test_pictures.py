"""Seal and QR code: drawings inside the sheet, nothing fetched."""

from __future__ import annotations

from base64 import b64decode
from xml.etree import ElementTree

import pytest

from documents.qr import qr
from documents.seal import seal

SVG = "{http://www.w3.org/2000/svg}"


def _drawing(uri: str) -> ElementTree.Element:
    head, _, body = uri.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(b64decode(body))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("organ", ["滑县财政局", "汤阴县人力资源和社会保障局", "安阳市" * 8])
def test_a_seal_carries_the_whole_name_in_order_and_says_what_it_is(organ: str) -> None:
    words = "".join(text.text or "" for text in _drawing(seal(organ, "政务服务专用章")).iter(f"{SVG}text"))
    assert words == organ + "政务服务专用章" + "演示"


def test_the_name_never_closes_the_ring() -> None:
    turns = [
        float(group.get("transform", "").split("(")[1].split()[0])
        for group in _drawing(seal("安" * 30)).iter(f"{SVG}g")
    ]
    assert turns[0] == pytest.approx(-turns[-1])
    assert turns[-1] - turns[0] <= 260.5


def test_a_name_cannot_draw() -> None:
    assert "<script" not in b64decode(seal("<script>").partition(",")[2]).decode()


def test_another_address_is_another_code() -> None:
    assert qr("https://a.example/1") != qr("https://a.example/2")
    assert _drawing(qr("https://a.example/1")).find(f"{SVG}path") is not None
