"""Pictures of every kind of 公文 beside the rule: `python -m tests.documents.pictures [KIND …]` writes var/pictures/.

Over each page lie in blue the type area with its 22 lines and 28 columns, in green the figures that a family's head and foot have of
their own. For eyes, not for tests: what the rule does not say (weight, balance, breathing) is seen only here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from documents.press import Press
from tests.documents.conftest import OWN, ROOT
from tests.documents.gongwen_samples import KINDS

TARGET = ROOT / "var" / "pictures"
DOTS = 6  # a millimetre
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
SIZE_3 = 16 * 25.4 / 72
PITCH = (BOTTOM - TOP - SIZE_3) / 21
BLUE, GREEN = (60, 110, 220, 90), (0, 140, 60, 200)
# sheet's family → mm from the paper's upper edge, and which clause says so; first pages alone
HEADS = {
    "official": {72.0: "7.2.4"},
    "minutes": {72.0: "10.3"},
    "order": {57.0: "10.2"},
    "letter": {30.0: "10.1", 277.0: "10.1"},
}
NUMBER = 269.0  # 7.5: the stroke of the page number


def main(kinds: list[str]) -> None:
    """Print, draw and lay the rule over; a PNG a page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    press = Press([ROOT / "workflow_app" / "templates", ROOT / "processes", OWN])
    for kind in kinds or list(KINDS):
        sheet, family, data = KINDS[kind]
        document = pypdfium2.PdfDocument(press.render(sheet, data).pdf)
        for index in range(len(document)):
            picture = document[index].render(scale=DOTS * 25.4 / 72).to_pil().convert("RGB")
            marks = HEADS[family] if index == 0 else {}
            _say(_laid_over(picture, marks), TARGET / f"{kind}-{index + 1}.png")


def _laid_over(picture: Image.Image, marks: dict[float, str]) -> Image.Image:
    """`picture` with the rule drawn over it; a page that lies is left as it is."""
    if picture.width > picture.height:
        return picture
    rule = ImageDraw.Draw(picture, "RGBA")
    for line in range(22):
        top = TOP + line * PITCH
        for height in (top, top + SIZE_3):
            rule.line([_dot(LEFT, height), _dot(RIGHT, height)], BLUE)
    for column in range(29):
        across = LEFT + column * (RIGHT - LEFT) / 28
        rule.line([_dot(across, TOP), _dot(across, BOTTOM)], BLUE)
    rule.rectangle([_dot(LEFT, TOP), _dot(RIGHT, BOTTOM)], outline=(*BLUE[:3], 255))
    for height, clause in {**marks, NUMBER: "7.5"}.items():
        rule.line([_dot(10, height), _dot(200, height)], GREEN)
        rule.text(_dot(2, height - 2), f"{clause} {height:.0f}", GREEN)
    return picture


def _dot(across: float, down: float) -> tuple[float, float]:
    return across * DOTS, down * DOTS


def _say(picture: Image.Image, path: Path) -> None:
    picture.save(path)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
