"""The few things the house must know of any filing, whatever the item asked: who, where, for whom, paid to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Payee:
    """Where the money is to go: the account's holder, its number and its bank."""

    name: str
    account: str
    bank: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom something is claimed for, and the number of the paper that may be used only once ('' without one)."""

    number: str
    evidence: str = ""
    township: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Gist:
    """`number` is the identity number or credit code of the applicant; `region` the six-digit code of the county that
    decides ('' when the parent's county does), or the nine of a street or township, whose county decides unless streets
    are the `authority`; `authority` the kind of unit; `parent_number` the case it rests on;
    `electronic_service` whether the applicant agreed to receive papers in their own space here."""

    applicant_kind: Literal["person", "organisation"]
    name: str
    number: str
    region: str
    summary: str
    authority: str = "hrss"
    parent_number: str = ""
    payee: Payee | None = None
    electronic_service: bool = True
    subjects: tuple[Subject, ...] = ()
