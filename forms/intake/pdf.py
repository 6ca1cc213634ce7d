"""PDF: opened, everything that acts or hides taken out, written anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from pikepdf.settings import set_qpdf_limits

from forms.intake.limits import MEGABYTE, Limits, Unwelcome

MOST_OBJECTS = 200_000
# What acts, or reaches outside the file. Every action names its kind under /S.
_ACTIONS = frozenset(
    f"/{name}"
    for name in (
        "JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "GoToR", "GoToE", "URI", "Rendition", "Movie", "Sound",
        "RichMediaExecute", "GoTo3DView", "Thread", "Hide", "SetOCGState",
    )
)  # fmt: skip
_ANNOTATIONS = frozenset(("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"))
# Resources may bear any name, so these keys go only from the catalogue, its name trees and forms, and pages.
_OF_CATALOGUE = ("/OpenAction", "/AA", "/AF", "/Collection", "/Metadata", "/Perms", "/PieceInfo", "/URI", "/Threads")
_OF_NAMES = ("/JavaScript", "/EmbeddedFiles", "/Renditions")
_OF_FORMS = ("/XFA",)
_OF_PAGES = ("/AA", "/AF", "/Metadata", "/PieceInfo", "/PresSteps")

# Only lists of objects are unpacked here, never a page: one that unpacks beyond this is a bomb. Process-wide.
set_qpdf_limits(flate_max_memory=16 * MEGABYTE, run_length_max_memory=16 * MEGABYTE)


def rewritten_pdf(data: bytes, limits: Limits) -> tuple[bytes, int]:
    """The same pages without scripts, actions, attachments and metadata, and how many they are. Raises Unwelcome."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Unwelcome("里面还夹带了压缩包，请用“打印—另存为PDF”重新生成后上传")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = _check(pdf, limits)
            _make_inert(pdf)
            return _written(pdf), pages
    except pikepdf.PasswordError as locked:
        raise Unwelcome(_LOCKED) from locked
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError) as broken:
        raise Unwelcome("没有传完整或已损坏，打不开，请重新生成PDF后上传") from broken


_LOCKED = "设了密码或权限限制，请用“打印—另存为PDF”重新生成后上传"


def _check(pdf: pikepdf.Pdf, limits: Limits) -> int:
    if pdf.is_encrypted:
        raise Unwelcome(_LOCKED)
    pages = len(pdf.pages)
    if pages == 0:
        raise Unwelcome("一页也没有，请重新生成PDF后上传")
    if pages > limits.most_pages:
        raise Unwelcome(f"共{pages}页，最多{limits.most_pages}页，请分成几个文件上传")
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unwelcome("结构太复杂，请用“打印—另存为PDF”重新生成后上传")
    return pages


def _make_inert(pdf: pikepdf.Pdf) -> None:
    _drop(pdf.Root, _OF_CATALOGUE)
    _drop(pdf.Root.get("/Names"), _OF_NAMES)
    _drop(pdf.Root.get("/AcroForm"), _OF_FORMS)
    _drop(pdf.trailer, ("/Info",))
    for page in pdf.pages:
        _drop(page.obj, _OF_PAGES)
        _drop_annotations(page.obj)
    for known in pdf.objects:
        for place in _dictionaries(known):
            _disarm(place)


def _drop(place: Object | None, keys: tuple[str, ...]) -> None:
    for key in keys:
        if isinstance(place, Dictionary) and key in place:
            del place[key]


def _drop_annotations(page: Object) -> None:
    notes = page.get("/Annots")
    if isinstance(notes, Array):
        page["/Annots"] = Array([note for note in notes if not _is_active(note)])


def _dictionaries(known: Object) -> Iterator[Object]:
    """`known` and the dictionaries written inside it; indirect ones come on their own turn."""
    waiting = [known]
    while waiting:
        place = waiting.pop()
        if isinstance(place, Dictionary | Stream):
            yield place
            waiting += [value for _, value in place.items() if _is_direct(value)]
        elif isinstance(place, Array):
            waiting += [value for value in place if _is_direct(value)]


def _is_direct(value: object) -> bool:
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def _disarm(place: Object) -> None:
    """An action loses its content, an attachment its bytes."""
    if isinstance(place, Stream):
        if place.get("/Type") == Name.EmbeddedFile:
            place.write(b"")
    elif str(place.get("/S", "")) in _ACTIONS:
        _drop(place, tuple(place.keys()))
    elif "/EF" in place and ("/F" in place or "/UF" in place):
        _drop(place, ("/EF",))


def _is_active(note: Object) -> bool:
    return isinstance(note, Dictionary) and str(note.get("/Subtype", "")) in _ANNOTATIONS


def _written(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()
