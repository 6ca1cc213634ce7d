"""The sheets papers are printed from, each with the digest of everything that prints it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

from documents.sheet import HERE
from documents.workshop import SHEETS_OF_STYLE, STYLES

FOLDERS: tuple[Path, ...] = (settings.ROOT / "workflow_app" / "templates", settings.ROOT / "processes")
STYLE = "styles"
_PATTERNS = ("papers/*.html", "*/*/sheets/*.html")
_NAMED = re.compile(r"\{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")


def sheets(folders: Sequence[Path] = FOLDERS) -> Iterator[str]:
    """The names of all sheets below `folders`, in their order."""
    for folder in folders:
        yield from sorted(str(file.relative_to(folder)) for pattern in _PATTERNS for file in folder.glob(pattern))


def digests(folders: Sequence[Path] = FOLDERS) -> dict[str, str]:
    """{sheet: digest} of all of them, each file read once."""
    read: dict[str, str] = {}
    return {sheet: _digest(sheet, folders, read) for sheet in sheets(folders)}


def digest_of(sheet: str, folders: Sequence[Path] = FOLDERS) -> str:
    """SHA-256 over the sheet, whatever it extends or includes, and the styles; '' where there is no such sheet."""
    return _digest(sheet, folders, {})


@cache
def printing_digest(sheet: str) -> str:
    """The same of the sheets this process prints with: they are read once, whatever happens to the files afterwards."""
    return digest_of(sheet)


def _digest(sheet: str, folders: Sequence[Path], read: dict[str, str]) -> str:
    names: dict[str, None] = {}
    _gather(sheet, (*folders, HERE), names, read)
    if not read[sheet]:
        return ""
    if STYLE not in read:
        styles = "\0".join((STYLES / f"{name}.css").read_text("utf-8") for name in SHEETS_OF_STYLE)
        read[STYLE] = hashlib.sha256(styles.encode()).hexdigest()
    parts = [f"{name}\0{read[name]}" for name in (*sorted(names), STYLE)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _gather(name: str, folders: Sequence[Path], names: dict[str, None], read: dict[str, str]) -> None:
    """Into `names` what prints `name`; into `read` its text, '' where there is no such file."""
    if name in names:
        return
    if name not in read:
        file = next((folder / name for folder in folders if (folder / name).is_file()), None)
        read[name] = file.read_text("utf-8") if file else ""
    names[name] = None
    for other in _NAMED.findall(read[name]):
        _gather(other, folders, names, read)


def source_of(sheet: str) -> str:
    """Its own text; '' where there is none."""
    file = next((folder / sheet for folder in FOLDERS if (folder / sheet).is_file()), None)
    return file.read_text("utf-8") if file else ""
