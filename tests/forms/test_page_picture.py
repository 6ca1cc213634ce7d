"""Pages as pictures: bounded whatever they claim, in a process that may die without anybody noticing."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from forms import confined
from forms.confined import Program
from forms.correction import Correction
from forms.intake import page_picture as room
from forms.intake.page_picture import page_picture

A4 = (595.0, 842.0)


def pdf(*sizes: tuple[float, float], content: bytes = b"") -> bytes:
    """A page of each size in points, all with the same content stream."""
    made = pikepdf.new()
    for size in sizes:
        made.add_blank_page(page_size=size).Contents = made.make_stream(content)
    return _bytes(made)


def form(typed: str) -> bytes:
    """A page with nothing on it but a form's field somebody typed into."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=A4)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = made.make_stream(
        f"/Tx BMC BT /F 60 Tf 5 20 Td ({typed}) Tj ET EMC".encode(),
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 100]), Resources=Dictionary(Font=Dictionary(F=font)),
    )  # fmt: skip
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V=typed, F=4,
            Rect=Array([50, 500, 450, 600]), AP=Dictionary(N=look),
        )
    )  # fmt: skip
    page.Annots = Array([field])
    made.Root.AcroForm = made.make_indirect(Dictionary(Fields=Array([field]), DR=Dictionary(Font=Dictionary(F=font))))
    return _bytes(made)


def _bytes(made: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def drawn(data: bytes, page: int = 1, side: int = 400) -> Image.Image:
    found = page_picture(data, page, side)
    assert isinstance(found, bytes), found
    picture = Image.open(io.BytesIO(found))
    assert picture.format == "JPEG"
    return picture


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        pytest.param(A4, (283, 400), id="upright"),
        pytest.param((842.0, 595.0), (400, 283), id="lying"),
        pytest.param((14_400.0, 14_400.0), (400, 400), id="as large as a page may be"),
        pytest.param((14_400.0, 3.0), (400, 1), id="a thread"),
        pytest.param((20.0, 20.0), (400, 400), id="a stamp"),
    ],
)
def test_no_side_is_longer_than_asked(size: tuple[float, float], expected: tuple[int, int]) -> None:
    assert drawn(pdf(size)).size == expected


def test_each_page_is_its_own_picture() -> None:
    data = pdf(A4, (842.0, 595.0))
    assert [drawn(data, page).size for page in (1, 2)] == [(283, 400), (400, 283)]


def test_what_was_typed_into_a_form_is_seen() -> None:
    blank, filled = (drawn(form(typed)).convert("L").getextrema()[0] for typed in ("", "WANG YAN"))
    assert blank > filled
    assert filled < 128


@pytest.mark.parametrize(
    ("data", "page"),
    [
        pytest.param(b"", 1, id="nothing"),
        pytest.param(b"%PDF-1.7\nbroken", 1, id="a head without a body"),
        pytest.param(pdf(A4)[:200], 1, id="cut off"),
        pytest.param(pdf(A4), 2, id="no such page"),
        pytest.param(pdf(A4), 0, id="before the first"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(data: bytes, page: int) -> None:
    found = page_picture(data, page, 400)
    assert isinstance(found, Correction)
    assert found.words == f"第{page}页已损坏，不能在这里显示，请下载原件查看。"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        pytest.param("while True: pass", "画面太复杂", id="hangs"),
        pytest.param("import os; os.abort()", "已损坏", id="crashes"),
        pytest.param("pass", "已损坏", id="says nothing"),
        pytest.param("import os; print(os.environ['HOME'])", "已损坏", id="looks for what the house knows"),
    ],
)
def test_a_program_that_fails_takes_nobody_with_it(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fails.py").write_text(program)
    monkeypatch.setattr(confined, "ROOT", tmp_path)
    monkeypatch.setattr(room, "DRAW", Program("fails", seconds=1))
    found = page_picture(pdf(A4), 1, 400)
    assert isinstance(found, Correction)
    assert words in found.words


def painted_over(times: int) -> bytes:
    """One page that draws one large picture again and again: a hundred kilobytes."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=A4)
    pixels = made.make_stream(
        zlib.compress(bytes(4000 * 4000), 9), Type=Name.XObject, Subtype=Name.Image, Width=4000, Height=4000,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.FlateDecode,
    )  # fmt: skip
    page.Resources = Dictionary(XObject=Dictionary(I=pixels))
    page.Contents = made.make_stream(b"q 500 0 0 500 0 0 cm /I Do Q " * times)
    return _bytes(made)


def test_a_page_painted_over_thousands_of_times_gives_its_slot_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "DRAW", Program("forms.intake.draw", seconds=1))
    for _ in range(3):
        found = page_picture(painted_over(20_000), 1, 3000)
        assert isinstance(found, Correction)
        assert found.words == "第1页画面太复杂，不能在这里显示，请下载原件查看。"
    assert isinstance(page_picture(pdf(A4), 1, 400), bytes)


def test_who_finds_every_slot_taken_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "LONGEST_WAIT", 0)
    with room.DRAW.slots, room.DRAW.slots:
        found = page_picture(pdf(A4), 1, 400)
    assert isinstance(found, Correction)
    assert found.words == "第1页还没有画出来，系统正忙，请稍后刷新再看。"
    assert isinstance(page_picture(pdf(A4), 1, 400), bytes)
