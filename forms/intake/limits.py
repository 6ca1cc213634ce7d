"""How large a received file may be."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """All are checked before the costly step they guard: bytes before reading, pixels before decoding."""

    largest_bytes: int = 20 * MEGABYTE
    most_pixels: int = 50_000_000  # the largest telephone picture that is common: 8064 × 6048
    longest_side: int = 3000  # pixels of the stored picture: an A4 page at 250 dpi
    most_pages: int = 200


class Unwelcome(Exception):
    """The file is not taken; `words` follow its name: '设了密码，请…'. Never leaves this room."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
