"""What is wrong with an input, in the sentence the person will read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Correction:
    """`words` is the whole Chinese sentence: what, where, what to do. `where` is the name of the question.

    In files `row` is the line as a spreadsheet counts it (1 is the first) and `column` its heading.
    The same shape carries warnings: a warning is shown, but stops nobody.
    """

    where: str
    words: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class FieldReading:
    """What one question made of one input: a value (None: left blank), or corrections; warnings beside either."""

    value: object = None
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Spoiled:
    """An input that was already lost before it came here; `words` follow the label: '是公式，请…'. `was`: what is left."""

    words: str
    was: str = ""
