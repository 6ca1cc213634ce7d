"""One of several answers, and a statement to agree with."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Any

from forms.correction import Correction
from forms.fields.field import Field


@dataclass(frozen=True)
class Option:
    """A possible answer: `value` is stored, `label` is shown."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Choice(Field[str | tuple[str, ...]]):
    """One of `options`, answered with its value or its label; with `several`, a tuple in the order of the options."""

    options: tuple[Option, ...] = ()
    _: KW_ONLY
    several: bool = False

    def parse(self, raw: object) -> str | tuple[str, ...] | Correction:
        said = [raw] if isinstance(raw, str) else raw
        if not isinstance(said, list | tuple) or (len(said) > 1 and not self.several):
            return self.correction(f"{self.label}只能选一项，请重新选择")
        chosen = {self._value_of(answer) for answer in said}
        if None in chosen:
            return self.correction(f"{self.label}没有这一项，请从列出的选项中选择")
        values = tuple(option.value for option in self.options if option.value in chosen)
        return values if self.several else values[0]

    def _value_of(self, answer: object) -> str | None:
        said = str(answer).strip()
        return next((option.value for option in self.options if said in (option.value, option.label)), None)

    def missing(self) -> str:
        return f"请选择{self.label}"

    def written(self, value: str | tuple[str, ...]) -> str:
        values = (value,) if isinstance(value, str) else tuple(value)
        return "、".join(option.label for option in self.options if option.value in values)

    def to_json(self, value: str | tuple[str, ...]) -> Any:
        return list(value) if isinstance(value, tuple) else value

    def from_json(self, data: Any) -> str | tuple[str, ...]:
        return tuple(data) if isinstance(data, list) else data

    def schema(self) -> dict[str, object]:
        one = {"enum": [option.value for option in self.options]}
        return ({"type": "array", "items": one} if self.several else one) | self.titles()


@dataclass(frozen=True)
class Confirm(Field[bool]):
    """A `statement` the person must agree with; its answer is True."""

    statement: str = ""

    def parse(self, raw: object) -> bool | Correction:
        agreed = raw is True or (isinstance(raw, str) and raw.strip().lower() in ("on", "yes", "true", "1", "是"))
        if agreed or not self.required:
            return agreed
        return self.correction(self.missing())

    def missing(self) -> str:
        return f"请阅读并勾选“{self.label}”"

    def written(self, value: bool) -> str:
        return "已同意" if value else "未同意"

    def schema(self) -> dict[str, object]:
        return ({"const": True} if self.required else {"type": "boolean"}) | self.titles()
