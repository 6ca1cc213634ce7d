"""Numbers that stand for somebody: identity number, credit code, telephone, account."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from typing import Literal

from forms.characters import compact
from forms.correction import Correction
from forms.fields.field import Field
from forms.identity import (
    credit_code_problem,
    group_in_fours,
    id_problem,
    luhn_holds,
    mask_account,
    mask_id,
    mask_phone,
)

_SEPARATORS = str.maketrans("", "", "-—–_")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}", re.ASCII)


@dataclass(frozen=True)
class PersonId(Field[str]):
    """An 18-digit resident identity number (GB 11643-1999). Lower-case x becomes X; the area is never refused."""

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        number = compact(text).translate(_SEPARATORS).upper().replace("×", "X")
        problem = id_problem(number)
        return self.correction(f"{self.label}{problem}") if problem else number

    def masked(self, value: str) -> str:
        return mask_id(value)

    def schema(self) -> dict[str, object]:
        return super().schema() | {"pattern": r"^\d{17}[\dX]$"}


@dataclass(frozen=True)
class CreditCode(Field[str]):
    """An 18-character unified social credit code (GB 32100-2015). Public, so never masked."""

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        code = compact(text).translate(_SEPARATORS).upper()
        problem = credit_code_problem(code)
        return self.correction(f"{self.label}{problem}") if problem else code

    def schema(self) -> dict[str, object]:
        return super().schema() | {"pattern": r"^[0-9A-HJ-NPQRTUWXY]{18}$"}


@dataclass(frozen=True)
class Phone(Field[str]):
    """A Chinese mobile number; with `landline` also one with its area code. +86, spaces and hyphens may be typed."""

    _: KW_ONLY
    landline: bool = False

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        number = compact(text).translate(_SEPARATORS).translate(str.maketrans("", "", "()"))
        number = re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", number)
        if _MOBILE.fullmatch(number) or (self.landline and _LANDLINE.fullmatch(number)):
            return number
        return self.correction(f"{self.label}{self._problem(number)}")

    def _problem(self, number: str) -> str:
        if self.landline:
            return "不对，请填11位手机号，或带区号的固定电话，例如 0372-2550000"
        if number.isdecimal() and len(number) != 11:
            return f"应为11位，现在是{len(number)}位，请核对"
        return "不是有效的号码，请填11位手机号"

    def masked(self, value: str) -> str:
        return mask_phone(value)

    def schema(self) -> dict[str, object]:
        return super().schema() | {"pattern": r"^\d{10,12}$"}


@dataclass(frozen=True)
class BankAccount(Field[str]):
    """An account number: a `person`'s card has 16 to 19 digits (Luhn is a doubt only), an `organisation`'s 8 to 32."""

    holder: Literal["person", "organisation"] = "person"

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        number = compact(text).translate(_SEPARATORS)
        least, most = (16, 19) if self.holder == "person" else (8, 32)
        if not (number.isascii() and number.isdecimal()):
            return self.correction(f"{self.label}只能有数字，请对照银行卡或开户许可证")
        if not least <= len(number) <= most:
            return self.correction(f"{self.label}应为{least}至{most}位，现在是{len(number)}位，请核对")
        return number

    def doubts(self, value: str) -> tuple[str, ...]:
        if self.holder == "organisation" or luhn_holds(value):
            return ()
        return (f"{self.label}的校验位对不上，请再核对一遍；确认无误可以继续",)

    def written(self, value: str) -> str:
        return group_in_fours(value)

    def masked(self, value: str) -> str:
        return mask_account(value)

    def schema(self) -> dict[str, object]:
        least, most = (16, 19) if self.holder == "person" else (8, 32)
        return super().schema() | {"pattern": rf"^\d{{{least},{most}}}$"}
