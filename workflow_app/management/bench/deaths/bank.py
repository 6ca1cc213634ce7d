"""The other side of the wire: a bank that believes nothing but the files it was sent, and remembers whom it paid."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from workflow_app.bank.formats import write_answer
from workflow_app.bank.profile_file import DEFAULT, profile_named
from workflow_app.bank.transfer import Answer
from workflow_app.policy.money import fen_of, read_yuan

WHY = "账号户名不符"
CODING = "gb18030"  # of the house's own format, read here without the house's code
UNREAD = "银行读不懂的金额"


@dataclass(frozen=True, slots=True)
class Asked:
    """One transfer as a file asked for it."""

    account: str
    fen: int


@dataclass(slots=True)
class Bank:
    """Files by name, transfers by (batch, ordinal), and what became of each."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: dict[tuple[str, int], Asked] = field(default_factory=dict)
    paid: dict[tuple[str, int], bool] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def take_in(self, name: str, data: bytes) -> None:
        """A file as it was handed over. The same again is nothing; another of that name, or a transfer asked for twice, is told."""
        if name in self.files:
            if self.files[name] != data:
                self.complaints.append(f"{name} came twice, and not alike")
            return
        self.files[name] = data
        for row in csv.DictReader(io.StringIO(data.decode(CODING))):
            if row["批次号"] == "合计":
                continue
            key = row["批次号"], int(row["序号"])
            if key in self.asked:
                self.complaints.append(f"{key} was asked for in two files")
            self.asked[key] = Asked(row["账号"], fen_of(read_yuan(row["金额"], UNREAD)))

    def answer(self, batch: str, back: Callable[[int], bool]) -> bytes:
        """Carry out what it was asked for of a batch, all but the ordinals `back` names; the file that says so."""
        mine = {ordinal: asked for (number, ordinal), asked in self.asked.items() if number == batch}
        self.paid |= {(batch, ordinal): not back(ordinal) for ordinal in mine}
        answers = [
            Answer(ordinal, asked.account, asked.fen, not back(ordinal), WHY * back(ordinal))
            for ordinal, asked in sorted(mine.items())
        ]
        return write_answer(profile_named(DEFAULT), batch, answers)
