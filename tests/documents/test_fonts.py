"""The families: one metric, the characters they must have, and what is said where they are missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from documents import fonts, glyphs, install_fonts


def test_an_empty_folder_lacks_every_family_and_says_what_to_run(tmp_path: Path) -> None:
    sentences = [words for words in fonts.ready(tmp_path) if "GBT" in words]
    assert len(sentences) == len(fonts.FAMILIES)
    assert all(words.endswith("。") and fonts.INSTALL in words for words in sentences)


@pytest.mark.parametrize("wrong", ["made_of", "file"])
def test_a_font_of_another_source_or_a_lost_file_counts_as_missing(tmp_path: Path, wrong: str) -> None:
    family = fonts.FAMILIES[0]
    (tmp_path / "a.otf").touch()
    stamp = {"file": "a.otf", "made_of": fonts.made_of(family)}
    (tmp_path / "built.json").write_text(json.dumps({family.name: stamp}))
    assert family.name in fonts.built(tmp_path)
    (tmp_path / "built.json").write_text(json.dumps({family.name: stamp | {wrong: "other"}}))
    assert family.name not in fonts.built(tmp_path)


def test_without_any_package_the_installation_ends_well_and_lets_the_system_fonts_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install_fonts, "_run", lambda command, folder: False)
    monkeypatch.setattr(install_fonts, "ROOT", tmp_path)
    missing = install_fonts.install(tmp_path / "fonts")
    assert any("GBT Song" in words for words in missing)
    assert "apt-get update" in capsys.readouterr().out
    assert "/usr/share/fonts" in (tmp_path / "fonts" / "fonts.conf").read_text()


def test_a_file_with_another_digest_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fonts.FAMILIES[0].source
    forged = tmp_path / "forged.otf"
    forged.write_bytes(b"not the pinned file")
    monkeypatch.setattr(install_fonts, "_from_debian", lambda sources, workplace: [(source, forged)])
    assert install_fonts._obtain({source}, tmp_path) == {}


@pytest.mark.usefixtures("all_fonts")
def test_installing_again_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install_fonts, "_run", lambda command, folder: pytest.fail(f"ran {command}"))
    assert install_fonts.install() == ()


@pytest.mark.usefixtures("all_fonts")
def test_all_families_have_one_metric() -> None:
    metrics = set()
    for path in fonts.built().values():
        with TTFont(path, lazy=True) as font:
            em, hhea, os2 = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
            heights = (hhea.ascent, hhea.descent, hhea.lineGap, os2.usWinAscent, os2.usWinDescent)
            metrics.add(tuple(round(height / em, 2) for height in heights))
    assert metrics == {(0.88, -0.12, 0, 0.88, 0.12)}


@pytest.mark.usefixtures("all_fonts")
@pytest.mark.parametrize(
    "text", ["王䶮", "李㛃然", "张𬭊", "陈𠅤", "买买提·艾力", "𬱖𬘡㼆", "〔2026〕第12号 ¥1,234.50 ——……“”《》·×㎡"]
)
def test_rare_names_and_signs_are_covered(text: str) -> None:
    assert glyphs.missing(text) == ()


@pytest.mark.usefixtures("all_fonts")
def test_a_character_no_font_has_is_named_once_in_order() -> None:
    assert glyphs.missing("王𰻝\n刘\U0001f600𰻝\ufe00\u200d") == ("𰻝", "\U0001f600")


def test_with_no_font_at_all_nothing_can_be_said(tmp_path: Path) -> None:
    assert glyphs.missing("王𰻝", tmp_path) == ()
