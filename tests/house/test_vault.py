"""Long files are sealed a part at a time: they come back whole or not at all, and never lie whole in memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings

from workflow_app.models import vault

pytestmark = pytest.mark.usefixtures("city")
FEW = 3 * vault.PART + 5
MANY = 40  # parts


def content(size: int) -> bytes:
    return bytes(number % 251 for number in range(1000)) * (size // 1000) + b"x" * (size % 1000)


def place(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest


def pieces(digest: str) -> list[bytes]:
    """The sealed parts with their lengths, as they lie in the file."""
    sealed, found = place(digest).read_bytes().removeprefix(vault.IN_PARTS), []
    while sealed:
        size = vault.LENGTH + int.from_bytes(sealed[: vault.LENGTH])
        found.append(sealed[:size])
        sealed = sealed[size:]
    return found


@pytest.mark.parametrize("size", [1, vault.PART - 1, vault.PART, vault.PART + 1, FEW])
def test_what_was_put_comes_back(size: int) -> None:
    data = content(size)
    digest = vault.put_long(io.BytesIO(data))
    assert vault.get(digest) == data
    assert max(len(part) for part in vault.parts(digest)) <= vault.PART
    assert data[:100] not in place(digest).read_bytes() or size == 1


def test_short_and_long_are_the_same_file() -> None:
    data = content(FEW)
    assert vault.put(data) == vault.put_long(io.BytesIO(data))


TAMPERED: list[tuple[str, Callable[[list[bytes]], list[bytes]]]] = [
    ("a part cut off behind", lambda parts: parts[:-1]),
    ("parts that changed places", lambda parts: [parts[1], parts[0], *parts[2:]]),
    ("a part left out", lambda parts: [parts[0], *parts[2:]]),
    ("a byte changed", lambda parts: [*parts[:-1], parts[-1][:-1] + bytes([parts[-1][-1] ^ 1])]),
]


@pytest.mark.parametrize("change", [row[1] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_what_was_tampered_with_is_not_given_out_as_whole(change: Callable[[list[bytes]], list[bytes]]) -> None:
    digest = vault.put_long(io.BytesIO(content(FEW)))
    place(digest).write_bytes(vault.IN_PARTS + b"".join(change(pieces(digest))))
    with pytest.raises(InvalidTag):
        vault.get(digest)


def test_a_long_file_takes_the_memory_of_a_few_parts(tmp_path: Path) -> None:
    long = tmp_path / "long"
    with long.open("wb") as out:
        for number in range(MANY):
            out.write(bytes([number]) * vault.PART)
    tracemalloc.start()
    try:
        with long.open("rb") as file:
            digest = vault.put_long(file)
        assert sum(len(part) for part in vault.parts(digest)) == MANY * vault.PART
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * vault.PART
