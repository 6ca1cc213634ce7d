"""What people and machines do wrong: every time a sentence, or the paper as it should be; and no request leaves the house."""

from __future__ import annotations

import json
import shutil
import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import process_time
from typing import Any

import pytest

from documents import fonts, glyphs
from documents.long_lists import paginate
from documents.press import Press
from documents.rolls import ROWS, cut, first_part
from documents.troubles import GlyphMissing, NotPrintable
from tests.documents.conftest import OWN
from tests.documents.paper_samples import COMMON
from tests.documents.second_ruler import words
from tests.documents.test_press import WORD

RARE = "王䶮李㛃张𬭊孙𬸚陈𠅤赵𫖯"
BOMB = """<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{}]><svg xmlns="http://www.w3.org/2000/svg"><text>&z;</text></svg>""".format(
    "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefghi", "bcdefghiz", strict=True))
)


class Listener:
    """A port of this machine that counts who comes to it."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.came: list[bytes] = []
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.came.append(caller.recv(200))
            caller.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


def _drawing(inside: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{inside}</svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


HOSTILE_WORDS = (
    '<img src="{}"><link rel="stylesheet" href="{}"><link rel="attachment" href="{}">',
    "</title><style>@import url({}); @font-face {{ font-family: x; src: url({}) }}</style>",
    '<object data="{}"></object><iframe src="{}"></iframe><script src="{}"></script>',
    '{{% load static %}}{{% include "{}" %}}',
)
HOSTILE_DRAWINGS = (
    '<image xlink:href="{0}" href="{0}" width="9" height="9"/>',
    '<use xlink:href="{0}#a" href="{0}#a"/>',
    "<style>@import url({0}); text {{ fill: url({0}) }}</style><text>a</text>",
    '<rect width="9" height="9" fill="url({0}#p)"/>',
)


@pytest.mark.parametrize("hostile", HOSTILE_WORDS)
def test_hostile_words_stay_words_and_nothing_is_asked_for(press: Press, listener: Listener, hostile: str) -> None:
    said = hostile.replace("{}", f"http://127.0.0.1:{listener.port}/x").replace("{{", "{").replace("}}", "}")
    printed = press.render("word.html", WORD | {"word": said, "organ": {**COMMON["organ"], "name": said[:12]}})
    assert "".join(said.split()) in words(printed.pdf)
    assert listener.came == []


@pytest.mark.parametrize("hostile", HOSTILE_DRAWINGS)
def test_a_hostile_drawing_asks_for_nothing(press: Press, listener: Listener, hostile: str) -> None:
    picture = _drawing(hostile.format(f"http://127.0.0.1:{listener.port}/x"))
    with suppress(NotPrintable):  # printed without what it asks for, or not at all
        press.render("word.html", WORD | {"picture": picture})
    assert listener.came == []


def test_an_entity_bomb_is_refused_or_passed_over_at_once(press: Press) -> None:
    picture = "data:image/svg+xml;base64," + b64encode(BOMB.encode()).decode()
    begun = process_time()
    with pytest.raises(NotPrintable, match="没有印制"):
        press.render("word.html", WORD | {"picture": picture})
    assert process_time() - begun < 5  # processor seconds; the bomb would be a billion letters


def test_an_address_in_a_text_is_printed_as_it_is(press: Press) -> None:
    address = "https://example.gov.cn/" + "a" * 200 + "?b=1&c=<2>"
    assert address in words(press.render("word.html", WORD | {"word": f"见{address}。"}).pdf)


def test_rare_names_are_printed(press: Press) -> None:
    assert RARE in words(press.render("word.html", WORD | {"word": RARE}).pdf)


def told(data: dict[str, Any]) -> tuple[glyphs.Place, ...]:
    """As the house tells it before a number is taken."""
    return glyphs.places(data, glyphs.missing(json.dumps(data, ensure_ascii=False)))


def test_a_character_no_font_has_is_refused_with_whose_name_it_is(press: Press) -> None:
    rows = [{"name": "刘建国"} for _ in range(16)] + [{"name": "王𰻝"}]
    data = COMMON | {"number": "测〔2026〕1号", "lines": rows}
    with pytest.raises(GlyphMissing) as trouble:
        press.render("roll.html", data)
    assert "字库中没有“𰻝”（U+30EDD），见名单第17行的“王𰻝”，文书不能印制" in str(trouble.value)
    assert told(data) == (glyphs.Place("lines.17.name", 17, "王𰻝"),)
    assert told({"case": {"applicant": "王𰻝"}}) == (glyphs.Place("case.applicant", 0, "王𰻝"),)


@pytest.mark.parametrize("high", [18.0, 27.0, 400.0])
def test_of_five_thousand_rows_each_is_kept_once_and_no_part_grows(high: float) -> None:
    kept, part, sizes = 0, first_part(5000), []
    while part:
        pages = paginate([high] * (part.stop - part.start), part.start, 900)
        count, following = cut(part, pages)
        rows = sum(len(page.heights) for page in pages[:count] if page)
        assert part.start == kept
        kept += rows
        sizes.append(part.stop - part.start)
        part = following
    assert kept == 5000
    assert max(sizes) <= ROWS * 3 // 2


def test_a_font_file_that_is_gone_stops_the_press_and_says_what_to_run(tmp_path: Path, all_fonts: None) -> None:
    """Not even the next best face: the same paper must give the same bytes."""
    shutil.copy(fonts.FOLDER / "built.json", tmp_path)
    (tmp_path / "fonts.conf").write_bytes((fonts.FOLDER / "fonts.conf").read_bytes())
    for file in [stamp["file"] for stamp in json.loads((tmp_path / "built.json").read_text()).values()][1:]:
        (tmp_path / file).symlink_to(fonts.FOLDER / file)
    with pytest.raises(NotPrintable, match="字体文件不见了") as trouble:
        Press([OWN], tmp_path).render("word.html", WORD)
    assert fonts.INSTALL in str(trouble.value)


@pytest.mark.parametrize("seal", [{"purpose": "业务专用章"}, {"organ": ""}])
def test_a_seal_without_a_name_is_refused(press: Press, seal: dict[str, Any]) -> None:
    with pytest.raises(NotPrintable, match="印章上没有机关名称"):
        press.render("word.html", WORD | {"seal": seal})
