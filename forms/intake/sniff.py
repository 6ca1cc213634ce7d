"""What a file claims to be by its first bytes. Only a claim: decoding decides."""

from __future__ import annotations

import io
import struct
import zipfile

from forms.intake.limits import Unwelcome

PICTURE, PDF = "jpeg", "pdf"
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_PICTURES = {b"GIF8": "GIF动图", b"BM": "BMP图片", b"II*\x00": "TIFF图片", b"MM\x00*": "TIFF图片"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes) -> str:
    """'jpeg' (any picture we rewrite as one) or 'pdf'. Raises Unwelcome for anything else."""
    if not data:
        raise Unwelcome("是空文件，请重新选择")
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS
    ):
        return PICTURE
    if data[:16].lstrip().startswith(b"%PDF-"):
        return PDF
    raise Unwelcome(_what_else(data))


def _what_else(data: bytes) -> str:
    head = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"<"):
        return "是网页或矢量图（SVG、HTML），不能作为材料，请拍照，或另存为PDF后上传"
    if data.startswith(_OLD_OFFICE):
        return "是旧格式的Office文件，请另存为PDF后上传"
    if data.startswith(b"PK"):
        return _what_zip(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "是WebP图片，请换成JPG或PNG后上传"
    other = next((words for start, words in _OTHER_PICTURES.items() if data.startswith(start)), "")
    return f"是{other}，请换成JPG或PNG后上传" if other else "不是照片也不是PDF，请上传JPG、PNG、HEIC照片或PDF"


def _what_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, struct.error, OSError):
        names = []
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "是带有宏的Office文件，不能接收，请另存为PDF后上传"
    if any(name.startswith(("word/", "xl/", "ppt/")) for name in names):
        return "是Office文件，请另存为PDF后上传"
    return "是压缩包，请解压后逐个上传"
