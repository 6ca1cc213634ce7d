"""The picture of an organ's round seal: ring, star, the organ's name above, the seal's purpose below.

Departments of a city or county use 4.2 cm (国发〔1999〕25号). This is a drawing, not an electronic seal: it says 演示
at its lower edge until a seal service signs the paper.
"""

from __future__ import annotations

import math
from base64 import b64encode
from functools import lru_cache
from html import escape

RED = "#d0021b"
_CENTRE, _RING, _BASELINE = 210, 200, 152  # a drawing of 420 × 420 tenths of a millimetre
_FONT = "GBT Song, GBT Fang, GBT Wide, GBT Rare"


@lru_cache(maxsize=64)
def seal(organ: str, purpose: str = "", mark: str = "演示") -> str:
    """A data URI of the seal of `organ`; `purpose` such as 政务服务专用章, `mark` the word at the lower edge."""
    parts = (_ring(), _star(), _arc(organ), _level(purpose, 318, 31), _level(mark, 362, 30))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 420">{"".join(parts)}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode('ascii')}"


def _ring() -> str:
    return f'<circle cx="{_CENTRE}" cy="{_CENTRE}" r="{_RING}" fill="none" stroke="{RED}" stroke-width="12"/>'


def _star() -> str:
    """A five-pointed star 14 mm across, as on the seals of state organs below the State Council."""
    points = []
    for corner in range(10):
        reach, angle = (26.7, 70)[corner % 2 == 0], math.pi * corner / 5
        points.append(f"{_CENTRE + reach * math.sin(angle):.1f},{_CENTRE - reach * math.cos(angle):.1f}")
    return f'<polygon points="{" ".join(points)}" fill="{RED}"/>'


def _arc(organ: str) -> str:
    """The name from left to right along the ring, the more of the circle the longer it is."""
    size = min(46.0, 640 / max(len(organ), 1))
    step = min(28.0, 260 / max(len(organ) - 1, 1))
    first = -step * (len(organ) - 1) / 2
    return "".join(
        f'<g transform="rotate({first + step * index:.2f} {_CENTRE} {_CENTRE})">'
        f"{_text(char, _CENTRE - _BASELINE, size)}</g>"
        for index, char in enumerate(organ)
    )


def _level(words: str, height: float, size: float) -> str:
    return _text(words, height, min(size, 250 / max(len(words), 1))) if words else ""


def _text(words: str, height: float, size: float) -> str:
    return (
        f'<text x="{_CENTRE}" y="{height}" text-anchor="middle" font-size="{size:.1f}" '
        f'font-family="{_FONT}" fill="{RED}">{escape(words)}</text>'
    )
