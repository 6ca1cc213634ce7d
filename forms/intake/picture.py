"""Pictures: decoded, turned upright, made no larger than needed, and written anew as JPEG without what the camera added."""

from __future__ import annotations

import io
import struct
import zlib

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from forms.intake.limits import Limits, Unwelcome
from forms.intake.scans import scans

QUALITY = 85
FORMATS = ("JPEG", "PNG", "HEIF")
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)

# A camera writes one scan, a progressive picture about ten; each is decoded over the whole picture.
MOST_SCANS = 20
pillow_heif.register_heif_opener(thumbnails=False)


def rewritten_picture(data: bytes, limits: Limits) -> bytes:
    """JPEG bytes, upright, no side over `limits.longest_side`, no metadata. Raises Unwelcome."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture, limits)
            _check_scans(data)
            # A JPEG can be decoded at a fraction of its size: large photographs then need little memory.
            picture.draft("RGB", (limits.longest_side, limits.longest_side))
            return _as_jpeg(_on_white(ImageOps.exif_transpose(_shrunk(picture, limits))))
    except UnidentifiedImageError as unknown:
        raise Unwelcome("打不开，不是真正的照片，请重新拍照上传") from unknown
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Unwelcome(_too_large(limits)) from bomb
    except _BROKEN as broken:
        raise Unwelcome("没有传完整或已损坏，请重新拍照上传") from broken


def _check_size(picture: Image.Image, limits: Limits) -> None:
    """By the header alone: nothing is decoded yet."""
    if picture.width * picture.height > limits.most_pixels:
        raise Unwelcome(_too_large(limits))


def _check_scans(data: bytes) -> None:
    if scans(data, MOST_SCANS + 1) > MOST_SCANS:
        raise Unwelcome("分层太多，读取它太费时间，请用手机相机的普通模式重新拍照")


def _too_large(limits: Limits) -> str:
    return f"像素太多（超过{limits.most_pixels // 10_000}万），请用手机相机的普通模式重新拍照"


def _shrunk(picture: Image.Image, limits: Limits) -> Image.Image:
    """Before anything else is done to it: every further copy is then small."""
    if picture.mode in ("1", "P", "PA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((limits.longest_side, limits.longest_side))
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Transparent places become paper, not black."""
    if picture.has_transparency_data:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper
    return picture.convert("RGB")


def _as_jpeg(picture: Image.Image) -> bytes:
    """Into a new picture first, which has nothing to remember of the old one."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
