"""Released batches against the account's statement: for each, whether they agree, or the one thing that does not."""

from __future__ import annotations

from dataclasses import dataclass

from workflow_app.policy.money import yuan_text

GOOD, WAIT, STOP = "good", "wait", "stop"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it compares (good: agrees; wait: not all is there yet; stop: they differ) and a sentence."""

    look: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Booked:
    """A batch as our rows have it, in fen: what was released, what came back, and whether the bank has answered it all."""

    total: int
    returned: int
    released: bool
    settled: bool


def compare(booked: Booked, paid: int, back: int) -> Verdict:
    """`paid` left the account for the batch and `back` came back into it, in fen, on every statement read so far.

    A bank may debit a batch whole and credit what it could not pay, or debit only what it paid: both agree.
    """
    if not booked.released:
        return _not_released(paid, back)
    if not paid and not back:
        return Verdict(WAIT, "对账单上还没有这一批的交易")
    left, kept = paid - back, booked.total - booked.returned
    if not booked.settled:
        return _unanswered(booked, paid, back)
    if paid not in (booked.total, kept):
        return Verdict(STOP, f"对账单付出{_yuan(paid)}，放款{_yuan(booked.total)}，{_gap(paid, booked.total)}")
    if left == kept:
        return Verdict(GOOD, f"一致：付出{_yuan(paid)}，退回{_yuan(back)}")
    if back < booked.returned:
        return Verdict(WAIT, f"回盘退汇{_yuan(booked.returned)}，对账单上只退回{_yuan(back)}，等银行退款入账")
    return Verdict(STOP, f"对账单退回{_yuan(back)}，回盘退汇{_yuan(booked.returned)}，{_gap(back, booked.returned)}")


def compare_line(fen: int, state: str, paid: int, back: int) -> Verdict | None:
    """One transaction that names a line: None when it agrees. `state` is the line's: released, paid or returned."""
    amount = paid or back
    if amount != fen:
        return Verdict(STOP, f"金额是{_yuan(amount)}，我们放款{_yuan(fen)}")
    if back and state == "paid":
        return Verdict(STOP, "对账单上退回了，回盘却记为到账，请向代理银行核实")
    if back and state == "released":
        return Verdict(WAIT, "对账单上已退回，回盘还没有导入")
    return None


def _not_released(paid: int, back: int) -> Verdict:
    if paid or back:
        return Verdict(STOP, f"这一批没有放款，对账单上却付出{_yuan(paid)}、退回{_yuan(back)}，请立即向代理银行核实")
    return Verdict(GOOD, "没有放款，也没有付出")


def _unanswered(booked: Booked, paid: int, back: int) -> Verdict:
    if paid > booked.total:
        return Verdict(STOP, f"对账单付出{_yuan(paid)}，超过放款的{_yuan(booked.total)}，{_gap(paid, booked.total)}")
    return Verdict(WAIT, f"付出{_yuan(paid)}，退回{_yuan(back)}，回盘还没有全部导入")


def _gap(one: int, other: int) -> str:
    return f"{'多' if one > other else '少'}{_yuan(abs(one - other))}"


def _yuan(fen: int) -> str:
    return f"{yuan_text(fen)}元"
