"""The figures of GB/T 9704-2012 by clause, in mm from the page's top left, and how far a print may be off.

They come from the standard and not from our style sheet: the two are written down twice on purpose.
"""

from __future__ import annotations

MM = 25.4 / 72
OFF = 0.3  # how far an edge, a line or an element may be off

WIDTH, HEIGHT = 210.0, 297.0  # 5.1
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # 5.2.1: the type area, 156 × 225
CHARACTERS, LINES = 28, 22  # 5.2.3
CHARACTER = (RIGHT - LEFT) / CHARACTERS
TEXT, TITLE, SMALL = 16 * MM, 22 * MM, 14 * MM  # 5.2.2, 7.3.1, 7.4.2: 3号, 2号, 4号
PITCH = (BOTTOM - TOP - TEXT) / (LINES - 1)  # 22 lines whose characters fill 225 mm
HALF_LEADING = (PITCH - TEXT) / 2

NAME_BELOW_TOP = 35.0  # 7.2.4
RULE_BELOW_NUMBER = 4.0  # 7.2.7
NUMBER_BELOW_FOOT = 7.0  # 7.5
THICK, THIN = 0.35, 0.25  # 7.4.1
DATE_FROM_RIGHT = 4  # characters, 7.3.5.1

LETTER_NAME, LETTER_RULE_BELOW_NAME, LETTER_FOOT, LETTER_RULE = 30.0, 4.0, 20.0, 170.0  # 10.1
ORDER_NAME_BELOW_TOP = 20.0  # 10.2
