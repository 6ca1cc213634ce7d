"""A program of its own: one page of a PDF from standard input becomes a JPEG on standard output.

PDFium is C++, knows no threads, and reads what a stranger sent. Here it may crash, hang or swell, and only this process
ends, which holds no key, no row and no environment. Arguments: the page from 1, the longest side in pixels.
"""

from __future__ import annotations

import io
import resource
import sys

import pypdfium2

SECONDS, MEMORY = 8, 1024**3  # of processor time; of address space, in bytes
QUALITY = 85


def main() -> None:
    """Exits with a traceback, and nothing on standard output, where the page cannot be drawn."""
    confine()
    page, longest_side = (int(each) for each in sys.argv[1:])
    sys.stdout.buffer.write(drawn(sys.stdin.buffer.read(), page, longest_side))


def confine() -> None:
    """Nothing beyond these is granted any more; no file can be written."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def drawn(pdf: bytes, page: int, longest_side: int) -> bytes:
    """Whatever its size on paper, no side is longer than `longest_side`."""
    opened = pypdfium2.PdfDocument(pdf)
    opened.init_forms()  # what was typed into a form's fields is seen as well; the library is built without scripts
    sheet = opened[page - 1]
    picture = sheet.render(scale=longest_side / max(sheet.get_size())).to_pil()
    picture.thumbnail((longest_side, longest_side))  # a side is rounded up to the next pixel
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
