"""Work WeasyPrint would do twice, done once. Changes no mark on any page.

- Each stream is packed once. With an identifier of our own the writer asks for every stream a second time, to hash it, and
  packed it again: a tenth of a paper's time.
- A font cut down to the same glyphs is cut once a process: title, page number and labels of one kind of paper are the same
  in each.
- The garbage collector rests while a paper is set: it walks a growing tree of boxes in which nothing is garbage yet.
"""

from __future__ import annotations

import gc
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf.fonts import Font

KEPT_SUBSETS = 64  # some 60 KB each
_subset_as_shipped = Font._harfbuzz_subset
_subsets: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()


def install() -> None:
    """Put the cut that remembers in place; calling it again changes nothing."""
    Font._harfbuzz_subset = _subset


@contextmanager
def resting_collector() -> Iterator[None]:
    """Without cyclic collection inside, as it was before outside."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def pack(_: Any, pdf: pydyf.PDF) -> None:
    """WeasyPrint's `finisher`: every stream of `pdf` packed for good, right before the file is written."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            plain = b"\n".join(map(_as_bytes, stream.stream))
            stream.stream, stream.compress = [zlib.compress(plain, 6)], False
            stream.extra["Filter"] = "/FlateDecode"


def _as_bytes(item: Any) -> bytes:
    return item if isinstance(item, bytes) else pydyf._to_bytes(item)


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """The font's file with the glyphs of `to_unicode` alone, from memory where the same cut was made before."""
    key = (font.name, len(font.file_content), tuple(sorted(to_unicode)), bool(font.missing), hinting)
    if key in _subsets:
        _subsets.move_to_end(key)
    else:
        _subset_as_shipped(font, to_unicode, hinting)
        _subsets[key] = font.file_content
        if len(_subsets) > KEPT_SUBSETS:
            _subsets.popitem(last=False)
    font.file_content = _subsets[key]
