"""A page of a PDF as a picture, which is how anybody looks at what a stranger sent."""

from __future__ import annotations

from forms.confined import Broke, Busy, Program, TooHeavy
from forms.correction import Correction

DRAW = Program("forms.intake.draw", seconds=4)  # a page takes a tenth of one


def page_picture(pdf: bytes, page: int, longest_side: int) -> bytes | Correction:
    """JPEG bytes of a page counted from 1, no side over `longest_side` pixels; words where it cannot be drawn.

    Drawn anew each time, in a process of its own: what is sealed at rest leaves no readable picture behind.
    """
    try:
        return DRAW.run(pdf, str(page), str(longest_side))
    except Busy:
        return Correction("", f"第{page}页还没有画出来，系统正忙，请稍后刷新再看。")
    except TooHeavy:
        return Correction("", f"第{page}页画面太复杂，不能在这里显示，请下载原件查看。")
    except Broke:
        return Correction("", f"第{page}页已损坏，不能在这里显示，请下载原件查看。")
