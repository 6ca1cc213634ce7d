"""An office's own licensed faces in place of our free stand-ins: files it lays into a folder, rebuilt like ours at set-up.

`var/office-fonts/` (or HUIMIN_OFFICE_FONTS) may hold 小标宋, 仿宋, 楷体 and 黑体, each as .ttf or .otf. They stay on this server and go,
subset, into its papers; whether a licence allows that the office must know, and a file whose own embedding bits forbid it is not used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("HUIMIN_OFFICE_FONTS", ROOT / "var" / "office-fonts"))
ENDINGS = (".ttf", ".otf")
# a face by its usual name → the families of ours it takes the place of, and what stands there without it
SLOTS = {
    "小标宋": (("GBT Biaosong", "GBT Heavy"), "思源宋体粗体、特粗（Noto Serif SC）"),
    "仿宋": (("GBT Fang",), "Fandol仿宋"),
    "楷体": (("GBT Kai",), "Fandol楷体"),
    "黑体": (("GBT Hei",), "Fandol黑体"),
}
_MAY_NOT_BE_EMBEDDED = 0x0002
_NEEDED = "关于的通知局人民政府"  # a file without these is no face for Chinese papers


@dataclass(frozen=True)
class Face:
    """A file an office laid in: its slot, where it is, its digest."""

    slot: str
    path: Path
    sha256: str


def faces(folder: Path | None = None) -> dict[str, Face]:
    """Family of ours → the office's face for it; those that cannot be used are left out (`refused` says why)."""
    found: dict[str, Face] = {}
    for slot, path in _files(folder or FOLDER):
        if not _fault(path):
            face = Face(slot, path, hashlib.sha256(path.read_bytes()).hexdigest())
            found |= dict.fromkeys(SLOTS[slot][0], face)
    return found


def refused(folder: Path | None = None) -> tuple[str, ...]:
    """Why a file laid in is not used, a sentence each."""
    faults = ((path, _fault(path)) for _, path in _files(folder or FOLDER))
    return tuple(f"{path.name}没有采用：{fault}。" for path, fault in faults if fault)


def said(used: dict[str, str]) -> tuple[str, ...]:
    """Which face stands in each slot, a sentence each. `used` is family → slot of those built from an office's file."""
    return tuple(
        f"{slot}：本单位的字体文件。" if families[0] in used else f"{slot}：没有本单位的字体文件，用{stand_in}代替。"
        for slot, (families, stand_in) in SLOTS.items()
    )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for slot in SLOTS:
        for ending in ENDINGS:
            if (path := folder / f"{slot}{ending}").is_file():
                yield slot, path
                break


def _fault(path: Path) -> str:
    """What is wrong with a file, '' when it can be used."""
    try:
        with TTFont(path, lazy=True) as font:
            covered, rights = font.getBestCmap() or {}, font["OS/2"].fsType
            if not {"glyf", "CFF "} & set(font.keys()):
                return "没有可以嵌入的轮廓"
    except (TTLibError, KeyError, OSError, AssertionError):
        return "不是可以读取的字体文件，或者是字体集合（.ttc），请换成单个字体"
    if rights & _MAY_NOT_BE_EMBEDDED:
        return "字体文件标明不允许嵌入文书，请向字体厂商取得可以嵌入的授权"
    lost = [char for char in _NEEDED if ord(char) not in covered]
    return f"缺少{'、'.join(lost)}等常用字" if lost else ""
