"""Files as people, telephones and ill-wishers send them, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name
from PIL import Image

UPRIGHT = 6  # EXIF: turn a quarter to the right


def picture(size: tuple[int, int] = (40, 30)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def camera_jpeg(orientation: int = 1, size: tuple[int, int] = (40, 30)) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCameraMaker"
    return saved(picture(size), "JPEG", exif=exif.tobytes(), quality=95)


def heic() -> bytes:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(picture((64, 48))).save(buffer, quality=90)
    return buffer.getvalue()


def pdf(arm: Callable[[pikepdf.Pdf], None] | None = None, pages: int = 1, **options: Any) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if arm:
        arm(made)
    buffer = io.BytesIO()
    made.save(buffer, **options)
    return buffer.getvalue()


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, b"x")
    return buffer.getvalue()


def huge_png(side: int) -> bytes:
    """A header that promises side × side pixels over no data."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def in_scans(times: int) -> bytes:
    """A progressive picture whose last scan is said again `times` times."""
    data = saved(Image.new("L", (400, 300), 128), "JPEG", progressive=True)
    scan = data[data.rfind(b"\xff\xda") : -2]
    return data[:-2] + scan * times + data[-2:]


def swelling_pdf(lists: int) -> bytes:
    """Objects in lists, each of which unpacks to 14 megabytes of nothing."""
    out = io.BytesIO()
    places: dict[int, int] = {}

    def put(number: int, content: bytes) -> None:
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))

    out.write(b"%PDF-1.5\n")
    put(1, b"<</Type/Catalog/Pages 2 0 R>>")
    put(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    put(3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    packed = zlib.compress(b"9 0 42" + b" " * (14 * 1024 * 1024), 9)
    for number in range(lists):
        put(10 + number, b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed))  # fmt: skip
    start, size = out.tell(), 10 + 2 * lists
    places[4] = start
    rows = [(1, places[n], 0) if n in places else (2, n - lists, 0) if n >= 10 + lists else (0, 0, 0) for n in range(size)]  # fmt: skip
    table = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    put(4, b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (size, len(table), table))  # fmt: skip
    return out.getvalue() + b"startxref\n%d\n%%%%EOF" % start


def script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('EVIL')")
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", Dictionary(S=Name.JavaScript, JS="EVIL")])))
    made.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F="EVIL.exe"))


def attachment(made: pikepdf.Pdf) -> None:
    made.attachments["EVIL.exe"] = b"EVIL"


def link(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="http://EVIL.example")
    jump = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=Dictionary(S=Name.Launch, F="EVIL"))
    notes = [
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=each) for each in (action, jump)
    ]
    notes.append(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), Contents="EVIL"))
    made.pages[0].Annots = Array([made.make_indirect(note) for note in notes])


def form(made: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS="EVIL")))
    made.Root.AcroForm = Dictionary(XFA="EVIL", Fields=Array([made.make_indirect(field)]))


def metadata(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = "EVIL"
