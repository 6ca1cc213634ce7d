"""What other offices' registers know: which of them there are, what may be asked of them, what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Register(StrEnum):
    """A register another office keeps."""

    IDENTITY = "identity"
    BUSINESS_LICENCE = "business_licence"
    CONTRIBUTIONS = "contributions"
    EMPLOYMENT = "employment"
    PROPERTY = "property"
    MARRIAGE = "marriage"
    DEATH = "death"
    PENSION = "pension"

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return _LABELS[self]

    @property
    def keeper(self) -> str:
        """The kind of office that keeps it (domain-facts: departments of 2015 and today)."""
        return _KEEPERS[self]


_LABELS = {
    Register.IDENTITY: "人口信息",
    Register.BUSINESS_LICENCE: "市场主体登记",
    Register.CONTRIBUTIONS: "社会保险缴费记录",
    Register.EMPLOYMENT: "就业失业登记",
    Register.PROPERTY: "不动产登记",
    Register.MARRIAGE: "婚姻登记",
    Register.DEATH: "死亡信息",
    Register.PENSION: "养老待遇领取",
}
_KEEPERS = {
    Register.IDENTITY: "公安机关",
    Register.BUSINESS_LICENCE: "市场监督管理部门",
    Register.CONTRIBUTIONS: "税务和社会保险经办机构",
    Register.EMPLOYMENT: "公共就业服务机构",
    Register.PROPERTY: "不动产登记机构",
    Register.MARRIAGE: "民政部门",
    Register.DEATH: "公安和民政部门",
    Register.PENSION: "社会保险经办机构",
}


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """A question to a register about a person or firm. `authorised_by` names the answer that allows it: without that
    answer on file nothing is asked (河南省/安阳市 practice of 授权书; domain-facts §0.1.6)."""

    register: Register
    subject: str
    authorised_by: str


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """What was answered, when, from where. Without `content` the register was asked and gave no answer: a question for a
    person, never a reason to refuse."""

    register: Register
    subject: str
    at: datetime
    source: str
    content: Mapping[str, Any] | None
