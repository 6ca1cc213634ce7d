"""Why a sheet was not printed. Values for the house, which says them to people in its own family of refusals."""

from __future__ import annotations

from collections.abc import Sequence


class NotPrintable(Exception):
    """The press refuses; the message is a Chinese sentence."""


class GlyphMissing(NotPrintable):
    """No font covers `characters`; a paper with empty boxes is never issued. `places` say where in the data they stand."""

    def __init__(self, characters: Sequence[str], places: Sequence[str] = ()) -> None:
        self.characters, self.places = tuple(characters), tuple(places)
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in self.characters)
        where = f"，见{'、'.join(self.places)}" if self.places else ""
        super().__init__(f"字库中没有{named}{where}，文书不能印制：请核对录入，或补装字库。")


class FieldMissing(NotPrintable):
    """The sheet prints or demands `fields` that the data does not hold."""

    def __init__(self, sheet: str, fields: Sequence[str]) -> None:
        self.sheet, self.fields = sheet, tuple(fields)
        super().__init__(f"文书模板 {sheet} 缺少内容：{'、'.join(self.fields)}，请补齐后再印制。")
