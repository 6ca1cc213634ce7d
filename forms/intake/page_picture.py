"""A page of a PDF as a picture, which is how anybody looks at what a stranger sent."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from forms.correction import Correction

PROGRAM = Path(__file__).with_name("draw.py")
SECONDS = 15
_AT_ONCE = threading.BoundedSemaphore(2)  # a page takes a tenth of a second of one core


def page_picture(pdf: bytes, page: int, longest_side: int) -> bytes | Correction:
    """JPEG bytes of a page counted from 1, no side over `longest_side` pixels; words where it cannot be drawn.

    Drawn anew each time, in a process of its own: what is sealed at rest leaves no readable picture behind.
    """
    with _AT_ONCE:
        try:
            done = _drawn(pdf, page, longest_side)
        except subprocess.TimeoutExpired:
            return Correction("", f"第{page}页画面太复杂，不能在这里显示，请下载原件查看。")
    if done.returncode or not done.stdout:
        return Correction("", f"第{page}页已损坏，不能在这里显示，请下载原件查看。")
    return done.stdout


def _drawn(pdf: bytes, page: int, longest_side: int) -> subprocess.CompletedProcess[bytes]:
    order = [sys.executable, "-I", str(PROGRAM), str(page), str(longest_side)]
    return subprocess.run(order, input=pdf, capture_output=True, env={}, timeout=SECONDS, check=False)  # noqa: S603 - our own program and two numbers
