"""How often a JPEG asks to be decoded over, by its markers alone."""

from __future__ import annotations

import re

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # stuffed bytes, fillers and restarts are none
_START, _LONE, _END, _SCAN = b"\xff\xd8", b"\xff\x01", b"\xff\xd9", b"\xff\xda"


def scans(data: bytes, most: int) -> int:
    """Scans up to the end of the first picture, counted no further than `most`; 0 for what is no JPEG."""
    if not data.startswith(_START):
        return 0
    count, place = 0, 0
    while count < most and (found := _MARKER.search(data, place)) and found[0] != _END:
        count += found[0] == _SCAN
        place = found.end() if found[0] in (_START, _LONE) else found.end() + _length(data, found.end())
    return count


def _length(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 2], "big")
