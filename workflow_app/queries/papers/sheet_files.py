"""The sheets papers are printed from, each with the digest of everything that prints it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from documents.sheet import HERE
from documents.workshop import SHEETS_OF_STYLE, STYLES

FOLDERS: tuple[Path, ...] = (settings.ROOT / "workflow_app" / "templates", settings.ROOT / "processes")
_PATTERNS = ("papers/*.html", "*/*/sheets/*.html")
_NAMED = re.compile(r"\{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")


def sheets(folders: Sequence[Path] = FOLDERS) -> Iterator[str]:
    """The names of all sheets below `folders`, in their order."""
    for folder in folders:
        yield from sorted(str(file.relative_to(folder)) for pattern in _PATTERNS for file in folder.glob(pattern))


def digest_of(sheet: str, folders: Sequence[Path] = FOLDERS) -> str:
    """SHA-256 over the sheet, whatever it extends or includes, and the styles; '' where there is no such sheet."""
    texts: dict[str, str] = {}
    _gather(sheet, (*folders, HERE), texts)
    if not texts.get(sheet):
        return ""
    styles = [_text(STYLES / f"{name}.css") for name in SHEETS_OF_STYLE]
    whole = hashlib.sha256(_digest_of_styles("\0".join(styles)))
    for name, text in sorted(texts.items()):
        whole.update(f"{name}\0{text}\0".encode())
    return whole.hexdigest()


@cache
def printing_digest(sheet: str) -> str:
    """The same of the sheets this process prints with: they are read once, whatever happens to the files afterwards."""
    return digest_of(sheet)


def _text(file: Path) -> str:
    """Read once as long as it stays as it is: every check of the house asks for all sheets."""
    state = file.stat()
    return _read(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=500)
def _read(file: Path, changed: int, size: int) -> str:
    return file.read_text("utf-8")


@lru_cache(maxsize=4)
def _digest_of_styles(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _gather(name: str, folders: Sequence[Path], texts: dict[str, str]) -> None:
    file = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if file is None or name in texts:
        return
    texts[name] = _text(file)
    for other in _NAMED.findall(texts[name]):
        _gather(other, folders, texts)


def source_of(sheet: str) -> str:
    """Its own text; '' where there is none."""
    file = next((folder / sheet for folder in FOLDERS if (folder / sheet).is_file()), None)
    return file.read_text("utf-8") if file else ""
