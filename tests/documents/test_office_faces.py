"""An office's own faces: built in place of the stand-ins, given up again, refused with a reason; and told of at set-up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from documents import fonts, install_fonts, office_faces

WORDS = "关于的通知局人民政府"


def _face(path: Path, *, words: str = WORDS, rights: int = 0) -> Path:
    """A font file whose every character is a square."""
    pen = TTGlyphPen(None)
    for step, corner in enumerate([(50, -80), (950, -80), (950, 820), (50, 820)]):
        (pen.lineTo if step else pen.moveTo)(corner)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"u{ord(char):X}" for char in words)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in words})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": "Office", "styleName": "Regular"})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    path.parent.mkdir(exist_ok=True)
    builder.save(path)
    return path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder an office lays its files into; no package can be had, so only its own are built."""
    monkeypatch.setattr(office_faces, "FOLDER", tmp_path / "office")
    monkeypatch.setattr(install_fonts, "_obtain", lambda sources, workplace: {})
    return tmp_path / "office"


def test_a_face_takes_the_place_of_every_stand_in_of_its_slot(office: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(_face(office / "小标宋.ttf").read_bytes()).hexdigest()
    install_fonts.install(tmp_path / "fonts")
    assert fonts.owned(tmp_path / "fonts") == {"GBT Biaosong": digest, "GBT Heavy": digest}
    assert {"GBT Biaosong", "GBT Heavy"} == set(fonts.built(tmp_path / "fonts"))


def test_the_same_file_is_not_built_again_and_another_is(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _face(office / "仿宋.ttf")
    install_fonts.install(tmp_path / "fonts")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(install_fonts, "rebuild", lambda *_: pytest.fail("built again"))
        install_fonts.install(tmp_path / "fonts")
    before = fonts.owned(tmp_path / "fonts")
    _face(office / "仿宋.ttf", words=WORDS + "一")
    install_fonts.install(tmp_path / "fonts")
    assert fonts.owned(tmp_path / "fonts") != before


def test_a_file_taken_away_gives_the_place_back_to_the_stand_in(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = _face(office / "楷体.ttf")
    install_fonts.install(tmp_path / "fonts")
    stand_in = _face(tmp_path / "packages" / "kai.ttf", words=WORDS + "楷")
    (tmp_path / "fonts" / "GBTKai-Regular.otf").touch()  # of an earlier set-up, in another format
    own.unlink()
    monkeypatch.setattr(install_fonts, "_obtain", lambda sources, workplace: dict.fromkeys(sources, stand_in))
    install_fonts.install(tmp_path / "fonts")
    assert fonts.owned(tmp_path / "fonts") == {}
    assert [path.name for path in (tmp_path / "fonts").glob("GBTKai*")] == [
        fonts.built(tmp_path / "fonts")["GBT Kai"].name
    ]


@pytest.mark.parametrize(
    ("words", "rights", "said"),
    [("一二", 0, "缺少关、于"), (WORDS, 2, "不允许嵌入"), ("", 0, "不是可以读取的字体文件")],
)
def test_a_file_that_cannot_serve_is_refused_by_name(office: Path, words: str, rights: int, said: str) -> None:
    path = office / "黑体.otf"
    if words:
        _face(path, words=words, rights=rights)
    else:
        office.mkdir()
        path.write_bytes(b"no font")
    [sentence] = office_faces.refused(office)
    assert sentence.startswith("黑体.otf没有采用：")
    assert said in sentence
    assert office_faces.faces(office) == {}


def test_set_up_says_which_face_stands_in_which_slot(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _face(office / "黑体.ttf")
    install_fonts.main([str(tmp_path / "fonts")])
    told = capsys.readouterr().out
    assert "黑体：本单位的字体文件。" in told
    assert "仿宋：没有本单位的字体文件，用Fandol仿宋代替。" in told
