"""A workbook's zip package looked at from outside: kind, size when unpacked, macros, formulas, stray cells.

Everything here runs before a spreadsheet library opens the file, so that nothing unpacks without a bound.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from forms.roster.grid import Bounds, UnreadableFile, stray, too_much

LARGEST_UNPACKED = 120 * 1024 * 1024
MOST_MERGED = 10_000
_CHUNK = 256 * 1024
# RuntimeError: a part with a password, or packed in a way nobody uses.
_BROKEN = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    LookupError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class SheetLook:
    """What one sheet holds: its farthest filled cell (line from 1, column from 0) and where formulas stand."""

    far_line: int = 0
    far_column: int = -1
    formulas: set[tuple[int, int]] = field(default_factory=set)
    filled: int = 0
    merged: int = 0


@dataclass(frozen=True)
class SheetPart:
    name: str
    path: str
    hidden: bool


def open_package(data: bytes, filename: str) -> zipfile.ZipFile:
    """A workbook of the .xlsx kind whose parts unpack within bounds. Raises UnreadableFile."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as broken:
        raise damaged(filename) from broken
    problem = _kind_problem(set(package.namelist()))
    if problem:
        raise UnreadableFile(f"“{filename}”{problem}")
    if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
        raise UnreadableFile(f"“{filename}”展开后太大，请把名单复制到模板里再上传")
    if not _is_whole(package):
        raise damaged(filename)
    return package


def damaged(filename: str) -> UnreadableFile:
    return UnreadableFile(f"“{filename}”已损坏，打不开，请在电脑上打开后另存为 .xlsx 再上传")


def _is_whole(package: zipfile.ZipFile) -> bool:
    """Whether no name stands twice and every part unpacks to just what it declared: a bomb may lie about its size."""
    names = package.namelist()
    try:
        return len(names) == len(set(names)) and package.testzip() is None
    except _BROKEN:
        return False


def _kind_problem(names: set[str]) -> str:
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        return "带有宏，不能接收，请另存为不带宏的 .xlsx"
    if "xl/workbook.bin" in names:
        return "是二进制工作簿（.xlsb），请另存为 .xlsx"
    if "xl/workbook.xml" in names:
        return ""
    if any(name.startswith("word/") for name in names):
        return "是Word文档，请下载模板，把名单填在Excel表格里"
    return "不是Excel工作簿，请另存为 .xlsx"


def sheet_parts(package: zipfile.ZipFile, filename: str) -> tuple[SheetPart, ...]:
    """The worksheets in the order of their tabs, with the part of the package each lies in. Raises UnreadableFile."""
    targets: dict[str, str] = {}
    parts: list[SheetPart] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            target = targets.get(next((attributes[key] for key in attributes if key.endswith(" id")), ""), "")
            hidden = attributes.get("state", "visible") != "visible"
            parts.append(
                SheetPart(attributes.get("name", ""), posixpath.normpath(posixpath.join("/xl", target))[1:], hidden)
            )

    _parse(package, "xl/_rels/workbook.xml.rels", filename, relation)
    _parse(package, "xl/workbook.xml", filename, sheet)
    return tuple(part for part in parts if part.path in package.namelist())


def look_at(package: zipfile.ZipFile, part: SheetPart, filename: str, bounds: Bounds) -> SheetLook:
    """One pass over a sheet's XML. Raises UnreadableFile at the first filled cell beyond the bounds."""
    look = SheetLook()
    here, counted = [0, -1], [0, -1]

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            here[:] = int(attributes.get("r", here[0] + 1)), -1
        elif name == "c":
            here[:] = _position(attributes.get("r", ""), here)
        elif name in ("v", "is", "f"):
            look.far_line, look.far_column = max(look.far_line, here[0]), max(look.far_column, here[1])
            if here[0] > bounds.lines or here[1] >= bounds.columns:
                raise stray(filename, here[0], here[1])
            look.filled += here != counted
            counted[:] = here
            if look.filled > bounds.cells:
                raise too_much(filename, here[0])
            if name == "f":
                look.formulas.add((here[0], here[1]))
        elif name == "mergeCell":
            look.merged += 1
            if look.merged > MOST_MERGED:
                raise UnreadableFile(f"“{filename}”的合并单元格太多，请取消合并后再上传")

    _parse(package, part.path, filename, start)
    return look


def _position(reference: str, here: list[int]) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return here[0], here[1] + 1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def _parse(package: zipfile.ZipFile, path: str, filename: str, start: Callable[[str, dict[str, str]], None]) -> None:
    """Feed one part through expat; a document type, broken XML or a part that unpacks longer than it says is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with package.open(path) as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _BROKEN as broken:
        raise damaged(filename) from broken


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook has no document type")
