"""What a return file says against what was sent: every row finds its line, or says why it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow_app.bank.transfer import Said
from workflow_app.policy.money import yuan_text

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """A line as it went to the bank: in which file, and what the bank said of it before ('' for nothing yet)."""

    ordinal: int
    account: str
    fen: int
    part: int
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row that answers nothing we sent, and why; `ask` is what the bank has to be asked for."""

    said: Said
    why: str
    ask: str


@dataclass(frozen=True, slots=True)
class Matching:
    """A return file held against a batch. Only a whole one may be posted."""

    paid: tuple[Said, ...]
    returned: tuple[Said, ...]
    unmatched: tuple[Unmatched, ...]
    missing: tuple[int, ...]  # lines of the files it answers that it does not name
    parts: tuple[int, ...]  # the files it answers

    @property
    def matched(self) -> tuple[Said, ...]:
        return self.paid + self.returned

    @property
    def whole(self) -> bool:
        """Whether every row found its line and every line of the answered files its row."""
        return bool(self.matched) and not self.unmatched and not self.missing

    @property
    def to_ask(self) -> tuple[str, ...]:
        """What to ask the bank for, each once; nothing when all is well."""
        wanted = dict.fromkeys(each.ask for each in self.unmatched)
        if self.missing:
            wanted[f"补齐没有回复的{len(self.missing)}笔：序号{_some(self.missing)}"] = None
        return tuple(wanted)


def match(batch: str, sent: Sequence[Sent], said: Sequence[Said]) -> Matching:
    """Compare line, amount and account; the order of rows does not matter."""
    lines = {each.ordinal: each for each in sent}
    firsts: dict[int, Said] = {}
    found: list[Said] = []
    unmatched: list[Unmatched] = []
    for each in said:
        wrong = _wrong(batch, lines, firsts, each)
        if wrong is None:
            found.append(each)
        else:
            unmatched.append(wrong)
        if each.batch == batch:
            firsts.setdefault(each.answer.ordinal, each)
    named = {each.answer.ordinal for each in said if each.batch == batch}
    parts = {lines[ordinal].part for ordinal in named if ordinal in lines}
    return Matching(
        paid=tuple(each for each in found if each.answer.paid),
        returned=tuple(each for each in found if not each.answer.paid),
        unmatched=tuple(unmatched),
        missing=tuple(_missing(sent, named, parts)),
        parts=tuple(sorted(parts)),
    )


def _missing(sent: Sequence[Sent], named: set[int], parts: set[int]) -> Iterator[int]:
    """A file that names no line of ours leaves every one unanswered."""
    for line in sent:
        if line.ordinal not in named and not line.answered and (line.part in parts or not parts):
            yield line.ordinal


def _wrong(batch: str, lines: Mapping[int, Sent], firsts: Mapping[int, Said], said: Said) -> Unmatched | None:
    """Why a row is not the answer to a line; None when it is."""
    told, where = said.answer, f"第{said.row}行"
    if said.batch != batch:
        return Unmatched(said, f"{where}是批次 {said.batch} 的，不是本批次 {batch}", f"只含批次 {batch} 的回盘文件")
    line = lines.get(told.ordinal)
    if line is None:
        return Unmatched(said, f"{where}的序号{told.ordinal}不在本批次的{len(lines)}笔里", "说明多出来的行是哪一笔")
    if before := firsts.get(told.ordinal):
        return Unmatched(said, f"{where}{_twice(before, said)}", f"说明序号{told.ordinal}以哪一行为准")
    if line.answered:
        return Unmatched(said, f"{where}的序号{told.ordinal}{line.answered}", "只含还没有回复的文件的回盘")
    if told.fen != line.fen:
        why = f"{where}序号{told.ordinal}的金额是{yuan_text(told.fen)}元，放款时是{yuan_text(line.fen)}元"
        return Unmatched(said, why, f"核对序号{told.ordinal}实际付出的金额")
    if told.account != line.account:
        why = f"{where}序号{told.ordinal}的账号（尾号{told.account[-4:]}）与放款时的（尾号{line.account[-4:]}）不同"
        return Unmatched(said, why, f"核对序号{told.ordinal}实际付到的账户")
    return None


def _twice(before: Said, said: Said) -> str:
    same = before.answer.paid == said.answer.paid
    return f"与第{before.row}行都是序号{said.answer.ordinal}" + ("" if same else "，一行到账一行退回，互相矛盾")


def _some(ordinals: Sequence[int]) -> str:
    named = "、".join(str(each) for each in ordinals[:MOST_NAMED])
    return named + ("等" if len(ordinals) > MOST_NAMED else "")
