"""A program of its own: one page of a PDF becomes a JPEG. PDFium is C++, and knows no threads.

Words: the page from 1, the longest side in pixels. It falls over where the page cannot be drawn.
"""

from __future__ import annotations

import io

import pypdfium2

from forms.confined import confine

QUALITY = 85


def drawn(pdf: bytes, page: str, longest_side: str) -> bytes:
    """Whatever its size on paper, no side is longer than `longest_side`."""
    longest = int(longest_side)
    opened = pypdfium2.PdfDocument(pdf)
    opened.init_forms()  # what was typed into a form's fields is seen as well; the library is built without scripts
    sheet = opened[int(page) - 1]
    picture = sheet.render(scale=longest / max(sheet.get_size())).to_pil()
    picture.thumbnail((longest, longest))  # a side is rounded up to the next pixel
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


if __name__ == "__main__":
    confine(drawn)
