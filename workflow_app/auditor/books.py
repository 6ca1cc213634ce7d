"""What the auditor reads: rows by plain SQL, files by their digest. It knows the tables and columns by heart, as a contract.

One thing is borrowed from the house, because there is only one: the keyring, as two functions. What the law says of procedures, and
how the bank's formats are laid out, is handed in as data; whatever is made of it is made here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TypeVar

AT_ONCE = 2_000  # rows fetched together
SHANGHAI = timezone(timedelta(hours=8))
Row = TypeVar("Row")


class Cursor(Protocol):
    """As much of a database cursor (PEP 249) as is used."""

    def execute(self, sql: str, /) -> Any:
        """Ask."""

    def fetchmany(self, size: int, /) -> Sequence[Sequence[Any]]:
        """The next rows; none when there are no more."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the law says of procedures, as (item, procedure): which grant without money, which stand on no notice."""

    without_money: frozenset[tuple[str, str]]
    without_notice: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Books:
    """Everything there is to be audited.

    `cursor` opens a fresh cursor. `opened` undoes the keyring's sealing of bytes for a place, None where it cannot; `keyed` is its
    keyed digest of a value of a kind. `files` and `seals` are folders; `formats` the bank's layouts by name, `statement` that of its
    statements, as the trees their files hold.
    """

    cursor: Callable[[], AbstractContextManager[Cursor]]
    opened: Callable[[bytes, str], bytes | None]
    keyed: Callable[[str, str], str]
    files: Path
    seals: Path
    formats: Mapping[str, Any]
    statement: Mapping[str, Any]
    terms: Terms

    def ask(self, sql: str) -> Iterator[Sequence[Any]]:
        """The rows of one statement, a few thousand in hand at a time."""
        with self.cursor() as cursor:
            cursor.execute(sql)
            while rows := cursor.fetchmany(AT_ONCE):
                yield from rows

    def read(self, kind: Callable[..., Row], sql: str) -> Iterator[Row]:
        """The same as values of a kind, whose fields are the columns in their order."""
        return (kind(*row) for row in self.ask(sql))

    def text(self, sealed: str, column: str) -> str | None:
        """A sealed column in clear (`table.column` is what it is sealed for); None where it was changed."""
        try:
            plain = self.opened(base64.b64decode(sealed, validate=True), column)
        except binascii.Error:
            return None
        return None if plain is None else plain.decode()

    def kept(self, digest: str) -> bytes | None:
        """The stored bytes of that sha-256; None where they are gone, changed, or another file's."""
        try:
            sealed = (self.files / digest[:2] / digest).read_bytes()
        except (OSError, ValueError):
            return None
        data = self.opened(sealed, digest)
        return data if data is not None and hashlib.sha256(data).hexdigest() == digest else None


def canonical(data: Any) -> str:
    """Sorted keys, no spare space: what the house puts under its digests."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def parsed(value: Any) -> Any:
    """A JSON column, whether the database hands out text or values."""
    return json.loads(value) if isinstance(value, str | bytes) else value


def moment(value: Any) -> datetime:
    """A timestamp column in UTC: SQLite keeps text without a zone, PostgreSQL hands out moments."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def day(value: Any) -> date:
    """A date column."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def day_of(value: Any) -> date:
    """The day in Shanghai of a timestamp column."""
    return moment(value).astimezone(SHANGHAI).date()


def fen(value: Any) -> int:
    """A sum of money in fen: Decimal from PostgreSQL, a number from SQLite, text from an act."""
    return round(Decimal(str(value)) * 100) if value is not None else 0


def yuan(amount: int) -> str:
    """1000.00 of 100000 fen."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def spoken(on: date) -> str:
    """2026年4月8日."""
    return f"{on.year}年{on.month}月{on.day}日"
