"""Which families the press prints with, where they are built, and what this machine still lacks."""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "fonts"
INSTALL = "python -m documents.install_fonts"
RECIPE = 2  # raise it when rebuild.py changes what it writes

DEBIAN, NPM = "debian", "npm"
_FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
_NOTO = "@expo-google-fonts/noto-serif-sc"


@dataclass(frozen=True)
class Source:
    """A font file inside a package: the package's registry and name, the path within, the pinned digest."""

    registry: str
    package: str
    path: str
    sha256: str


@dataclass(frozen=True)
class Family:
    """One family of ours: `keep` names the characters taken over (see rebuild.KEEP), `without` what its absence means."""

    name: str
    source: Source
    keep: str
    without: str

    @property
    def stem(self) -> str:
        """The PostScript name, which is also the built file's name without suffix."""
        return f"{self.name.replace(' ', '')}-Regular"


def _fandol(name: str, sha256: str) -> Source:
    return Source(DEBIAN, "texlive-lang-chinese", f"{_FANDOL}/Fandol{name}-Regular.otf", sha256)


def _noto(weight: str, sha256: str) -> Source:
    return Source(NPM, _NOTO, f"{weight}/NotoSerifSC_{weight}.ttf", sha256)


_REGULAR = _noto("400Regular", "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742")
FAMILIES = (
    Family(
        "GBT Fang",
        _fandol("Fang", "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9"),
        "all",
        "正文没有仿宋体，暂以宋体代替",
    ),
    Family(
        "GBT Kai",
        _fandol("Kai", "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827"),
        "all",
        "二级标题没有楷体，暂以宋体代替",
    ),
    Family(
        "GBT Hei",
        _fandol("Hei", "4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28"),
        "all",
        "一级标题没有黑体，暂以宋体代替",
    ),
    Family("GBT Song", _REGULAR, "gb2312", "没有宋体，表格和页码无法正常印制"),
    Family("GBT Wide", _REGULAR, "beyond", "没有国标二三级汉字，较少见的姓名无法印制"),
    Family(
        "GBT Biaosong",
        _noto("700Bold", "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6"),
        "gb2312",
        "标题没有小标宋的替代字体，暂以宋体代替",
    ),
    Family(
        "GBT Heavy",
        _noto("900Black", "092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2"),
        "gb2312",
        "红头没有粗宋体，暂以宋体代替",
    ),
    Family(
        "GBT Rare",
        Source(
            DEBIAN,
            "fonts-hanazono",
            "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
            "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
        ),
        "all",
        "没有生僻字字体，含扩展B区以后汉字的姓名无法印制",
    ),
    Family(
        "GBT Latin",
        Source(
            DEBIAN,
            "fonts-liberation",
            "usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
            "1c9c77c2cd0f3c2d2aeef53ea50a4d5d3d684ac73a431d7c70d7864887d194a3",
        ),
        "ascii",
        "没有西文字体，数字暂以中文字体代替",
    ),
)

_LIBRARIES = (
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "文书无法排版"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0", "排版会慢约二十倍"),
)


def built(folder: Path = FOLDER) -> dict[str, Path]:
    """The families that `folder` holds, built by the present recipe from the pinned file: name → font file."""
    stamps = read_stamps(folder)
    found = {}
    for family in FAMILIES:
        stamp = stamps.get(family.name, {})
        path = folder / stamp.get("file", "missing")
        if stamp.get("made_of") == made_of(family, stamp.get("own", "")) and path.is_file():
            found[family.name] = path
    return found


def owned(folder: Path = FOLDER) -> dict[str, str]:
    """The families built from an office's own file: name → digest of that file."""
    return {name: stamp["own"] for name, stamp in read_stamps(folder).items() if "own" in stamp}


def lost(folder: Path = FOLDER) -> tuple[str, ...]:
    """The families that were built into `folder` and whose file is gone: with another face in their place a paper would not be the same."""
    stamps = read_stamps(folder)
    return tuple(name for name, stamp in stamps.items() if not (folder / stamp["file"]).is_file())


def made_of(family: Family, own: str = "") -> str:
    """What a built file depends on, as one line: digest of the source or of an office's own file, characters kept, recipe."""
    return f"{own or family.source.sha256} {family.keep} {RECIPE}"


def read_stamps(folder: Path) -> dict[str, dict[str, str]]:
    """What the last installation wrote down in `folder`; empty before the first."""
    path = folder / "built.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def ready(folder: Path = FOLDER) -> tuple[str, ...]:
    """What this machine lacks for proper papers, a Chinese sentence each; empty when nothing is missing."""
    return (*_missing_libraries(), *_missing_families(folder))


def _missing_libraries() -> Iterator[str]:
    for library, package, consequence in _LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            yield f"缺少系统库 {package}，{consequence}：请运行 sudo apt-get install --no-install-recommends {package}。"


def _missing_families(folder: Path) -> Iterator[str]:
    present = built(folder)
    for family in FAMILIES:
        if family.name not in present:
            yield f"{family.without}（{family.name}）：请运行 {INSTALL}，并按它的提示补齐软件包。"


def configure(folder: Path = FOLDER) -> None:
    """Point fontconfig of this process at our own fonts. Call before the first FontConfiguration is made."""
    config = folder / "fonts.conf"
    if config.is_file():
        os.environ["FONTCONFIG_FILE"] = str(config)
