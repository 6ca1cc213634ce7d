"""What became of a row of a table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from workflow_app.commands.record import Said
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import NotUnderstood

DONE, SAME, UNMATCHED, REFUSED = "done", "same", "unmatched", "refused"
UNREAD = "unread"  # of the file itself: what nobody looked at


Told = tuple[str, str, Said | None]  # what became of a row, the sentence, an act to record in the organisation's chain


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of the file (0: the file itself): `key` names the row, `what` is one of the five, `words` say what and, if refused, what to
    do; `column` is the heading where it is wrong."""

    line: int
    key: str
    what: str
    words: str
    column: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class TableNotTaken(NotUnderstood):
    """A table with rows that cannot be taken as they are; nothing of it was."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        wrong = sum(outcome.what == REFUSED for outcome in outcomes)
        super().__init__(f"表格有{wrong}处要改，整份没有写入。请按下面逐行的说明改正后，重新导入。")
        self.outcomes = outcomes


class Differs(Exception):
    """A row that says otherwise than the system: the heading where, and the sentence."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column, self.words = column, words


def in_yuan(fen: int) -> Decimal:
    """A cell's fen as the yuan of a row."""
    return Decimal(yuan_text(fen)) if fen >= 0 else -Decimal(yuan_text(-fen))


def must_be(column: str, said: object, known: object, shown: str) -> None:
    """Raises Differs where the table and the system do not say the same."""
    if said != known:
        raise Differs(column, f"{column}与系统里的{shown}不一致，没有处理。请核对；系统里的不能从表格修改。")
