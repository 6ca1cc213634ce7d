"""The one door for files from outside."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from forms.confined import Broke, Busy, Program, TooHeavy
from forms.correction import Correction
from forms.fields.files import StoredFile, kinds_in_words
from forms.intake.file_name import clean_name
from forms.intake.limits import MEGABYTE, Limits, Unwelcome
from forms.intake.sniff import PDF, PICTURE, kind_of

# A photograph takes a quarter of a second, the largest that is taken one.
REWRITE = Program("forms.intake.rewrite", seconds=4)


@dataclass(frozen=True)
class Received:
    """A file as we keep it: `content` is what we wrote, never what came. kind: 'jpeg' or 'pdf'."""

    kind: str
    content: bytes
    sha256: str
    pages: int
    name: str

    def stored(self) -> StoredFile:
        """The answer a `Files` question keeps, once `content` is stored under its digest."""
        return StoredFile(self.sha256, self.name, self.kind, len(self.content), self.pages)


def receive(
    source: bytes | Path | IO[bytes],
    filename: str,
    accepts: tuple[str, ...] = (PDF, PICTURE),
    limits: Limits | None = None,
    *,
    where: str = "",
) -> Received | Correction:
    """Take a file as bytes, a path, or an open binary file (with or without `.size`), and rewrite it.

    Its name says nothing about what it is. Too large a file is refused without being read. Every refusal names it.
    """
    name = clean_name(filename)
    try:
        data = _read(source, (limits or Limits()).largest_bytes)
        return _rewritten(data, filename, accepts, limits or Limits())
    except Unwelcome as refusal:
        return Correction(where, f"“{name}”{refusal.words}")


def _rewritten(data: bytes, filename: str, accepts: tuple[str, ...], limits: Limits) -> Received:
    kind = kind_of(data)
    if kind not in accepts:
        raise Unwelcome(f"不是这里可以用的文件种类，请换成{kinds_in_words(accepts)}")
    content, pages = _rewritten_apart(data, kind, limits)
    return Received(kind, content, hashlib.sha256(content).hexdigest(), pages, clean_name(filename, kind))


def _rewritten_apart(data: bytes, kind: str, limits: Limits) -> tuple[bytes, int]:
    try:
        head, _, content = REWRITE.run(data, kind, json.dumps(asdict(limits))).partition(b"\n")
    except Busy as busy:
        raise Unwelcome("没有收下，系统正忙，请稍后再传") from busy
    except TooHeavy as heavy:
        raise Unwelcome("太复杂，读取它太费时间，请重新拍照，或用“打印—另存为PDF”重新生成后上传") from heavy
    except Broke as broke:
        raise Unwelcome("已损坏，打不开，请重新拍照或重新生成后上传") from broke
    told = json.loads(head)
    if "refused" in told:
        raise Unwelcome(told["refused"])
    return content, told["pages"]


def _read(source: bytes | Path | IO[bytes], most: int) -> bytes:
    size = _known_size(source)
    if size is not None and size > most:
        raise Unwelcome(_too_large(size, most))
    if isinstance(source, bytes):
        return source
    if isinstance(source, Path):
        return source.read_bytes()
    data = source.read(most + 1)
    if len(data) > most:
        raise Unwelcome(_too_large(None, most))
    return data


def _known_size(source: bytes | Path | IO[bytes]) -> int | None:
    if isinstance(source, bytes):
        return len(source)
    return source.stat().st_size if isinstance(source, Path) else getattr(source, "size", None)


def _too_large(size: int | None, most: int) -> str:
    is_now = "" if size is None else f"有{size / MEGABYTE:.0f}MB，"
    return f"太大，{is_now}最多{most / MEGABYTE:.0f}MB，请压缩或分成几个文件后上传"
