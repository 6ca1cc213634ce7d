"""What goes to the bank and what comes back, as values."""

from __future__ import annotations

from dataclasses import dataclass


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
class Answer:
    """The bank's word on one line: paid, or returned with its reason."""

    ordinal: int
    account: str
    fen: int
    paid: bool
    reason: str = ""


class Unreadable(ValueError):
    """A return file that cannot be trusted as a whole; the message is the sentence for the person who chose it."""
