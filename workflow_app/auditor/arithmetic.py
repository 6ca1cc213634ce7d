"""The arithmetic of a claim, read by a little grammar of its own and reckoned in whole fractions: the fen it must come to.

sum     = product (("+" | "-") product)*
product = signed (("*" | "/") signed)*
signed  = "-" signed | figure ["%"] | "(" sum ")" | word "(" sum ("," sum)* ")"
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

WRITTEN = str.maketrans("×÷（），－−＋％", "*/(),--+%")
TOKEN = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|min|max|down|[-+*/(),%])")
OPENED, CLOSED = "(", ")"


class NotArithmetic(ValueError):
    """Anything but figures, the four operations, brackets, percentages, min, max and down."""


@lru_cache(maxsize=10_000)  # a class of fifty has one
def fen_of(formula: str) -> int:
    """Fen of a formula in yuan, half a fen away from nothing, rounded once at the end. Raises NotArithmetic."""
    reading = _Reading(formula)
    try:
        value = reading.sum() * 100
    except (ZeroDivisionError, RecursionError) as broken:
        raise NotArithmetic(formula) from broken
    if reading.left:
        raise NotArithmetic(formula)
    whole = (abs(value) * 2 + 1) // 2
    return int(whole if value >= 0 else -whole)


class _Reading:
    def __init__(self, formula: str) -> None:
        text = formula.translate(WRITTEN).rstrip()
        self.left: list[str] = []
        at = 0
        while at < len(text):
            sign = TOKEN.match(text, at)
            if sign is None:
                raise NotArithmetic(formula)
            self.left.append(sign[1])
            at = sign.end()
        self.left.reverse()

    def next(self) -> str:
        return self.left[-1] if self.left else ""

    def take(self, wanted: str = "") -> str:
        if not self.left or (wanted and self.left[-1] != wanted):
            raise NotArithmetic(wanted)
        return self.left.pop()

    def sum(self) -> Fraction:
        value = self.product()
        while self.next() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> Fraction:
        value = self.signed()
        while self.next() in ("*", "/"):
            value = value * self.signed() if self.take() == "*" else value / self.signed()
        return value

    def signed(self) -> Fraction:
        sign = self.take()
        if sign == "-":
            return -self.signed()
        if sign == OPENED:
            value = self.sum()
            self.take(CLOSED)
            return value
        if sign in ("min", "max", "down"):
            return self.of(sign)
        if not sign[0].isdigit():
            raise NotArithmetic(sign)
        value = Fraction(sign)
        if self.next() == "%":
            self.take()
            return value / 100
        return value

    def of(self, word: str) -> Fraction:
        self.take(OPENED)
        values = [self.sum()]
        while self.next() == ",":
            self.take()
            values.append(self.sum())
        self.take(CLOSED)
        if (word == "down") != (len(values) == 1):
            raise NotArithmetic(word)
        if word == "down":  # towards nothing, to the fen
            return Fraction(int(values[0] * 100), 100)
        return min(values) if word == "min" else max(values)
