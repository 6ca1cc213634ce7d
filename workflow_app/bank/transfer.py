"""What goes to the bank and what comes back, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

LARGEST_BYTES = 20 * 1024 * 1024  # of any file that is read


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of a payment file; `fen` is what is paid."""

    ordinal: int
    payee: str
    account: str
    bank: str
    fen: int
    purpose: str


@dataclass(frozen=True, slots=True)
class Order:
    """A batch as it goes to the bank: who pays from which account, when it was released, and to whom."""

    batch: str
    payer: str
    payer_account: str
    at: datetime
    transfers: Sequence[Transfer]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a batch: numbered from one, `count` lines from ordinal `first` to `last`, `fen` in sum."""

    number: int
    name: str
    first: int
    last: int
    count: int
    fen: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """The bank's word on one line: paid, or returned with its reason."""

    ordinal: int
    account: str
    fen: int
    paid: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One row of a return file: where it stands, of which batch it says it is, and what it says."""

    row: int
    batch: str
    answer: Answer


class Unreadable(ValueError):
    """A file of the bank that cannot be trusted as a whole; the message is the sentence for the person who chose it."""


class Unwritable(ValueError):
    """A batch this profile cannot write: a name too long, a character its encoding lacks. The message is a sentence."""
