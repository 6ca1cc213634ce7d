"""What every question has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, TypeVar

from forms.characters import unreadable, visible
from forms.condition import Is
from forms.correction import Correction, FieldReading, Spoiled

Value = TypeVar("Value")

# Longer input than any question takes is refused before anything looks at it.
LONGEST_INPUT = 20_000


@dataclass(frozen=True)
class Field(Generic[Value]):
    """One question. `name` is the key of its answer, `label` what the person sees, `hint` how to answer.

    A field turns what was typed into a typed value (`read`), a value into words (`show`, masked where personal;
    `show_full`), and a value into JSON and back.
    """

    name: str
    label: str
    _: KW_ONLY
    hint: str = ""
    required: bool = True
    when: Is | None = None
    autocomplete: str = ""  # the HTML token, when the question is about the person at the keyboard

    def read(self, raw: object) -> FieldReading:
        """Text, JSON or stored references in; a typed value, or corrections with the sentence to show, out."""
        if isinstance(raw, Spoiled):
            return FieldReading(corrections=(self.correction(f"{self.label}{raw.words}"),))
        if is_blank(raw):
            return FieldReading(corrections=(self.correction(self.missing()),) if self.required else ())
        found = self.parse(raw)
        if isinstance(found, Correction):
            return FieldReading(corrections=(found,))
        return FieldReading(found, warnings=tuple(self.correction(words) for words in self.doubts(found)))

    def parse(self, raw: object) -> Value | Correction:
        """A typed value, or one correction. `raw` is never blank."""
        raise NotImplementedError

    def doubts(self, value: Value) -> tuple[str, ...]:
        """Sentences about a value that is allowed but looks wrong."""
        return ()

    def missing(self) -> str:
        return f"请填写{self.label}"

    def correction(self, words: str) -> Correction:
        return Correction(self.name, words)

    def text_of(self, raw: object) -> str | Correction:
        """One trimmed line of text; whole numbers from JSON count as text."""
        if not isinstance(raw, str | int) or isinstance(raw, bool):
            return self.correction(f"{self.label}要写成文字，请重新填写")
        text = str(raw)
        if len(text) > LONGEST_INPUT:
            return self.correction(f"{self.label}太长，请重新填写")
        text = visible(text).strip()
        problem = unreadable(text)
        return self.correction(f"{self.label}{problem}") if problem else text

    def show(self, value: Value | None) -> str:
        """In words, personal values masked; '' for no answer."""
        return "" if value is None else self.masked(value)

    def show_full(self, value: Value | None) -> str:
        """In words, unmasked. For personal values only where revealing is allowed and recorded."""
        return "" if value is None else self.written(value)

    def written(self, value: Value) -> str:
        return str(value)

    def masked(self, value: Value) -> str:
        return self.written(value)

    def to_json(self, value: Value) -> Any:
        return value

    def from_json(self, data: Any) -> Value:
        """The value that `to_json` gave. Trusts its input: stored answers were read before."""
        return data

    def schema(self) -> dict[str, object]:
        """The JSON schema of the answer."""
        return {"type": "string", **self.titles()}

    def titles(self) -> dict[str, object]:
        titles: dict[str, object] = {"title": self.label}
        return titles | {"description": self.hint} if self.hint else titles


def is_blank(raw: object) -> bool:
    """Nothing, white space, or an empty list."""
    if isinstance(raw, str):
        return not visible(raw).strip()
    return raw is None or (isinstance(raw, Mapping | list | tuple) and not raw)
