"""Files at rest: sealed, under their digest, never under a name a person chose."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from django.conf import settings

from workflow_app.models.keyring import keyring

IN_PARTS = b"\0in parts\n"  # what a file sealed part by part begins with; no key's name does
PART = 1024 * 1024  # bytes of each, before sealing
HALF = ".half"  # what the name of a file ends with that is still being written
LENGTH = 4  # bytes that say how long the sealed part is that follows


def put(data: bytes) -> str:
    """Seal and keep bytes; answers their sha-256. The same bytes are kept once."""
    digest = hashlib.sha256(data).hexdigest()
    place = _path(digest)
    if not place.exists():
        with _whole_or_not_at_all(place) as out:
            out.write(keyring().seal(data, digest))
    return digest


def put_long(file: BinaryIO) -> str:
    """The same of a file of any length, read from its beginning a part at a time; two passes, no more memory than a part."""
    digest = _digest_of(file)
    place = _path(digest)
    if not place.exists():
        with _whole_or_not_at_all(place) as out:
            out.write(IN_PARTS)
            for sealed in _sealed_parts(file, digest):
                out.write(len(sealed).to_bytes(LENGTH) + sealed)
    return digest


def get(digest: str) -> bytes:
    """The bytes of that digest; a changed file raises InvalidTag, a missing one FileNotFoundError."""
    return b"".join(parts(digest))


def parts(digest: str) -> Iterator[bytes]:
    """The same, a part at a time where it was put so. What came before a changed part has been given out by then."""
    with _path(digest).open("rb") as file:
        if file.read(len(IN_PARTS)) != IN_PARTS:
            file.seek(0)
            yield keyring().open(file.read(), digest)
            return
        number, sealed = 0, _next_part(file)
        if not sealed:
            raise InvalidTag
        while sealed:
            following = _next_part(file)
            yield keyring().open(sealed, _place_of_part(digest, number, is_last=not following))
            number, sealed = number + 1, following


def drop_unless(digest: str, is_named: Callable[[], bool]) -> None:
    """Delete the bytes of that digest unless some row names them.

    They step aside before `is_named` looks: whoever names the same bytes meanwhile puts them again after committing (see
    `keep_file`), and finds them gone or is seen here.
    """
    place = _path(digest)
    aside = place.with_suffix(f".{uuid4().hex}")
    try:
        os.replace(place, aside)
    except FileNotFoundError:  # somebody else dropped them
        return
    try:
        stays = is_named()
    except BaseException:  # nobody knows, so it stays
        os.replace(aside, place)
        raise
    if stays:
        os.replace(aside, place)
    else:
        aside.unlink()


def sweep(before: float, is_named: Callable[[str], bool]) -> int:
    """Clear up behind whoever died before that moment (seconds since 1970); answers how many files. Halves are deleted, nothing ever
    names one; what stepped aside (see `drop_unless`) gets its name back where a row has its digest, and is deleted otherwise."""
    old = [file for file in Path(settings.FILES).glob("*/*.*") if file.stat().st_ctime < before]
    for file in old:
        place = file.with_suffix("") if file.suffix != HALF else None
        if place is not None and not place.exists() and is_named(place.name):
            os.replace(file, place)
        else:
            file.unlink(missing_ok=True)
    return len(old)


@contextmanager
def _whole_or_not_at_all(place: Path) -> Iterator[BinaryIO]:
    """What is written lies beside until it is on the disk, and only then bears the name `place`. On any failure, a full disk among
    them, what was written is removed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(f".{uuid4().hex}{HALF}")
    try:
        with half.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(half, place)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _on_disk(place.parent)


def _on_disk(folder: Path) -> None:
    """A name outlives a power cut only once its folder is written too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest_of(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(PART):
        digest.update(part)
    return digest.hexdigest()


def _sealed_parts(file: BinaryIO, digest: str) -> Iterator[bytes]:
    file.seek(0)
    number, part = 0, file.read(PART)
    while part or not number:  # of an empty file one empty part: none at all is a file cut off
        following = file.read(PART)
        yield keyring().seal(part, _place_of_part(digest, number, is_last=not following))
        number, part = number + 1, following


def _next_part(file: BinaryIO) -> bytes:
    """b"" at the end of the file and nowhere else; InvalidTag for what was cut off or written behind it."""
    head = file.read(LENGTH)
    sealed = file.read(int.from_bytes(head))
    if head and not sealed:
        raise InvalidTag
    return sealed


def _place_of_part(digest: str, number: int, *, is_last: bool) -> str:
    """Parts cannot change places, and none can be cut off behind."""
    return f"{digest}/{number}{'/last' if is_last else ''}"


def _path(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest
