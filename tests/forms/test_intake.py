"""Files from outside: what is taken comes out rewritten, what is not gets a sentence naming it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name
from PIL import Image, ImageFile

from forms import confined
from forms.confined import Program
from forms.correction import Correction
from forms.intake import receive as door
from forms.intake.file_name import clean_name
from forms.intake.limits import Limits, Unwelcome
from forms.intake.receive import Received, receive
from forms.intake.rewrite import rewritten
from forms.intake.sniff import kind_of
from tests.forms.uploaded_files import (
    UPRIGHT,
    attachment,
    camera_jpeg,
    form,
    heic,
    huge_png,
    in_scans,
    link,
    metadata,
    pdf,
    picture,
    saved,
    script,
    swelling_pdf,
    zipped,
)


def taken(data: bytes, name: str = "a.jpg", **options: Any) -> Received:
    found = receive(data, name, **options)
    assert isinstance(found, Received)
    return found


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(camera_jpeg(), id="jpeg"),
        pytest.param(saved(picture(), "PNG"), id="png"),
        pytest.param(heic(), id="heic"),
        pytest.param(saved(picture().convert("CMYK"), "JPEG"), id="printer's colours"),
        pytest.param(saved(picture().convert("P"), "PNG"), id="a palette"),
        pytest.param(saved(picture().convert("1"), "PNG"), id="black and white"),
        pytest.param(saved(Image.new("I;16", (40, 30), 60_000), "PNG"), id="sixteen bits of grey"),
        pytest.param(
            saved(picture(), "MPO", save_all=True, append_images=[picture()]), id="a telephone's double picture"
        ),
        pytest.param(camera_jpeg() + zipped("evil.txt"), id="a zip hidden behind"),
    ],
)
def test_every_picture_becomes_a_bare_jpeg(data: bytes) -> None:
    got = taken(data, "证件.heic")
    again = Image.open(io.BytesIO(got.content))
    assert (again.format, got.kind, got.pages, got.name) == ("JPEG", "jpeg", 1, "证件.jpg")
    assert not again.getexif()
    assert "icc_profile" not in again.info
    assert b"SecretCameraMaker" not in got.content
    assert b"evil.txt" not in got.content


def test_a_picture_is_turned_upright() -> None:
    again = Image.open(io.BytesIO(taken(camera_jpeg(UPRIGHT)).content))
    assert again.size == (30, 40)
    top, bottom = again.getpixel((15, 5)), again.getpixel((15, 35))
    assert top[0] > 200 > bottom[0]
    assert bottom[2] > 200 > top[2]


def test_a_large_picture_is_made_no_larger_than_needed() -> None:
    got = taken(camera_jpeg(size=(5000, 2500)), limits=Limits(longest_side=1000))
    assert Image.open(io.BytesIO(got.content)).size == (1000, 500)


def test_transparent_places_become_paper() -> None:
    got = taken(saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert Image.open(io.BytesIO(got.content)).getpixel((10, 10)) == (255, 255, 255)


def test_the_same_file_gives_the_same_bytes() -> None:
    for data in (camera_jpeg(), pdf(script)):
        assert taken(data).sha256 == taken(data).sha256


@pytest.mark.parametrize("arm", [script, attachment, link, form, metadata], ids=lambda arm: arm.__name__)
def test_a_pdf_loses_whatever_acts_or_hides(arm: Callable[[pikepdf.Pdf], None]) -> None:
    armed = pdf(
        arm, stream_decode_level=pikepdf.StreamDecodeLevel.all, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    assert b"EVIL" in armed
    got = taken(armed, "材料.pdf")
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(got.content)) as again:
        again.save(buffer, qdf=True)
        assert len(again.pages) == got.pages == 1
    for trace in (b"EVIL", b"JavaScript", b"Launch", b"OpenAction", b"/URI", b"XFA", b"FileAttachment"):
        assert trace not in buffer.getvalue()


def test_resources_that_bear_a_suspicious_name_stay() -> None:
    def odd(made: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        made.pages[0].Resources = Dictionary(Font=Dictionary(A=font, AA=font, JS=font, EF=font))

    with pikepdf.open(io.BytesIO(taken(pdf(odd), "a.pdf").content)) as again:
        assert set(again.pages[0].Resources.Font.keys()) == {"/A", "/AA", "/JS", "/EF"}


def test_pages_are_counted() -> None:
    assert taken(pdf(pages=3), "a.pdf").pages == 3


LOCKED = "“a.jpg”设了密码或权限限制，请用“打印—另存为PDF”重新生成后上传"
BROKEN_PICTURE = "“a.jpg”没有传完整或已损坏，请重新拍照上传"

REFUSED = [
    pytest.param(b"", "“a.jpg”是空文件，请重新选择", id="nothing"),
    pytest.param(b"<svg xmlns='x'><script>alert(1)</script></svg>", "“a.jpg”是网页或矢量图（SVG、HTML），不能作为材料，请拍照，或另存为PDF后上传", id="svg with a script"),
    pytest.param(b"\xef\xbb\xbf <!DOCTYPE html><html>", "“a.jpg”是网页或矢量图（SVG、HTML），不能作为材料，请拍照，或另存为PDF后上传", id="a web page called jpg"),
    pytest.param(b"\xff\xd8\xff<html>", "“a.jpg”打不开，不是真正的照片，请重新拍照上传", id="a web page behind three bytes of a picture"),
    pytest.param(camera_jpeg(size=(400, 300))[:-900], BROKEN_PICTURE, id="cut short"),
    pytest.param(huge_png(50_000), "“a.jpg”像素太多（超过5000万），请用手机相机的普通模式重新拍照", id="50,000 × 50,000 pixels"),
    pytest.param(huge_png(8_000), "“a.jpg”像素太多（超过5000万），请用手机相机的普通模式重新拍照", id="a little too many pixels"),
    pytest.param(in_scans(20), "“a.jpg”分层太多，读取它太费时间，请用手机相机的普通模式重新拍照", id="a picture to be decoded over and over"),
    pytest.param(saved(picture(), "GIF"), "“a.jpg”是GIF动图，请换成JPG或PNG后上传", id="gif"),
    pytest.param(saved(picture(), "WEBP"), "“a.jpg”是WebP图片，请换成JPG或PNG后上传", id="webp"),
    pytest.param(zipped("xl/workbook.xml", "xl/vbaProject.bin"), "“a.jpg”是带有宏的Office文件，不能接收，请另存为PDF后上传", id="workbook with macros"),
    pytest.param(zipped("word/document.xml"), "“a.jpg”是Office文件，请另存为PDF后上传", id="a Word document"),
    pytest.param(zipped("a.txt"), "“a.jpg”是压缩包，请解压后逐个上传", id="zip"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "“a.jpg”是旧格式的Office文件，请另存为PDF后上传", id="doc"),
    pytest.param(b"MZ\x90\x00", "“a.jpg”不是照片也不是PDF，请上传JPG、PNG、HEIC照片或PDF", id="a program"),
    pytest.param(pdf(encryption=pikepdf.Encryption(user="u", owner="o")), LOCKED, id="PDF with a password"),
    pytest.param(pdf(encryption=pikepdf.Encryption(user="", owner="o")), LOCKED, id="PDF with restrictions"),
    pytest.param(pdf(pages=201), "“a.jpg”共201页，最多200页，请分成几个文件上传", id="too many pages"),
    pytest.param(b"%PDF-1.7\nnothing", "“a.jpg”没有传完整或已损坏，打不开，请重新生成PDF后上传", id="PDF by name only"),
    pytest.param(pdf() + zipped("evil.exe"), "“a.jpg”里面还夹带了压缩包，请用“打印—另存为PDF”重新生成后上传", id="PDF and zip in one"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_is_refused_in_a_sentence_that_names_the_file(data: bytes, words: str) -> None:
    assert receive(data, "/home/a.jpg", where="papers") == Correction("papers", words)


def test_a_kind_the_question_does_not_take_is_refused() -> None:
    assert receive(pdf(), "a.pdf", ("jpeg",)) == Correction(
        "", "“a.pdf”不是这里可以用的文件种类，请换成照片（JPG、PNG、HEIC）"
    )


class Endless:
    """A file that would never end, and remembers how much was asked of it."""

    asked = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.asked += size
        return b"x" * size


def test_too_large_a_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    stream: Any = Endless()
    sized: Any = Endless()
    sized.size = 200 * 1024 * 1024
    words = "“a.jpg”太大，有200MB，最多20MB，请压缩或分成几个文件后上传"
    assert receive(path, "a.jpg") == receive(sized, "a.jpg") == Correction("", words)
    assert sized.asked == 0
    assert receive(stream, "a.jpg") == Correction("", "“a.jpg”太大，最多20MB，请压缩或分成几个文件后上传")
    assert stream.asked <= Limits().largest_bytes + 1


def test_a_path_and_an_open_file_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(camera_jpeg())
    with path.open("rb") as opened:
        assert receive(path, "a.jpg") == receive(opened, "a.jpg") == taken(camera_jpeg())


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    packed = zlib.compress(bytes(90 * 1024 * 1024), 9)
    lies = b"1 0 obj<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(packed),
        packed,
    )
    xref = (
        b"9 0 obj<</Type/XRef/Size 10/W[1 4 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
    )
    data = b"%PDF-1.5\n" + lies + xref % (len(packed), packed) + b"startxref\n%d\n%%%%EOF" % (9 + len(lies))
    assert isinstance(receive(data, "a.pdf"), Correction)


HEAVY = "“a.pdf”太复杂，读取它太费时间，请重新拍照，或用“打印—另存为PDF”重新生成后上传"


def test_a_file_that_needs_more_time_than_any_photograph_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "REWRITE", Program("forms.intake.rewrite", seconds=1))
    assert receive(swelling_pdf(400), "a.pdf") == Correction("", HEAVY)
    assert taken(swelling_pdf(1), "a.pdf").pages == 1


def test_who_finds_every_slot_taken_is_asked_to_send_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "LONGEST_WAIT", 0)
    with door.REWRITE.slots, door.REWRITE.slots:
        assert receive(camera_jpeg(), "a.jpg") == Correction("", "“a.jpg”没有收下，系统正忙，请稍后再传")
    assert taken(camera_jpeg()).kind == "jpeg"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        pytest.param("import os; os.abort()", "“a.jpg”已损坏，打不开，请重新拍照或重新生成后上传", id="crashes"),
        pytest.param("raise SystemExit(3)", HEAVY.replace("pdf", "jpg", 1), id="runs out of memory"),
    ],
)
def test_a_decoder_that_falls_over_takes_nobody_with_it(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fails.py").write_text(program)
    monkeypatch.setattr(confined, "ROOT", tmp_path)
    monkeypatch.setattr(door, "REWRITE", Program("fails", seconds=1))
    assert receive(camera_jpeg(), "a.jpg") == Correction("", words)


def test_an_ordinary_progressive_picture_is_taken() -> None:
    assert taken(saved(picture((400, 300)), "JPEG", progressive=True)).kind == "jpeg"


@pytest.mark.parametrize(
    ("given_name", "kind", "name"),
    [
        pytest.param("../../etc/passwd", "", "passwd", id="a path"),
        pytest.param("C:\\Users\\张三\\证件.HEIC", "jpeg", "证件.jpg", id="a path of Windows"),
        pytest.param("证\x00件\r\n.pdf", "pdf", "证件.pdf", id="NUL and line breaks"),
        pytest.param("gpj.\u202efdp.exe", "pdf", "gpj.fdp.pdf", id="direction override"),
        pytest.param("", "pdf", "未命名.pdf", id="no name"),
        pytest.param("...", "", "未命名", id="dots"),
        pytest.param('a<b>"c|?*.jpg', "jpeg", "a_b__c___.jpg", id="signs a disk refuses"),
        pytest.param("名" * 300 + ".png", "jpeg", "名" * 76 + ".jpg", id="too long"),
        pytest.param("张䶮𬭊.jpeg", "jpeg", "张䶮𬭊.jpg", id="rare characters"),
    ],
)
def test_names_are_for_showing_only(given_name: str, kind: str, name: str) -> None:
    assert clean_name(given_name, kind) == name


@given(st.text(max_size=200), st.sampled_from(["", "pdf", "jpeg"]))
def test_no_name_is_a_path_or_hides_anything(given_name: str, kind: str) -> None:
    name = clean_name(given_name, kind)
    assert 0 < len(name) <= 80
    assert not set(name) & set('/\\<>:"|?*')
    assert name not in (".", "..")


@given(st.binary(max_size=200))
def test_no_bytes_make_the_door_fall_over(data: bytes) -> None:
    for start in (
        b"",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"\x00\x00\x00\x18ftypheic",
        b"PK\x03\x04",
    ):
        with pytest.raises(Unwelcome):
            rewritten(start + data, kind_of(start + data), Limits())


@given(
    st.sampled_from([camera_jpeg(), saved(picture(), "PNG"), heic(), pdf(script)]),
    st.integers(0),
    st.binary(min_size=1, max_size=6),
)
def test_no_damage_makes_the_door_fall_over(good: bytes, place: int, damage: bytes) -> None:
    at = place % len(good)
    bad = good[:at] + damage + good[at + len(damage) :]
    with suppress(Unwelcome):
        assert rewritten(bad, kind_of(bad), Limits())[0]


def test_a_cut_off_picture_is_refused_whatever_another_library_told_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(out, "JPEG")
    assert isinstance(receive(out.getvalue()[: len(out.getvalue()) // 2], "a.jpg"), Correction)
    assert ImageFile.LOAD_TRUNCATED_IMAGES
