"""What one person may put into a batch, or let go, at once and on a day. Sums are fen."""

from __future__ import annotations

from dataclasses import dataclass

LIMITED = ("batch_draft", "batch_release")  # the roles whose holders have a limit
DOES = {"batch_draft": "编制", "batch_release": "放款"}


@dataclass(frozen=True, slots=True)
class Limit:
    """In fen, each included."""

    per_batch: int
    per_day: int


def fits(limit: Limit | None, total: int, done: int) -> bool:
    """Whether a batch of so much may follow what was done that day. Who has no limit pays nothing."""
    return limit is not None and total <= limit.per_batch and done + total <= limit.per_day


def why_over(role: str, limit: Limit | None, total: int, done: int) -> str:
    """Which limit a batch is above and by which sum, as a clause; '' when it fits."""
    does = DOES[role]
    if limit is None:
        return f"您还没有核定{does}限额，不能{does}"
    if total > limit.per_batch:
        return f"本批次{yuan(total)}元，超过您每批{does}限额{yuan(limit.per_batch)}元"
    if done + total > limit.per_day:
        return f"您今天已{does}{yuan(done)}元，加上本批次{yuan(total)}元，超过您每日{does}限额{yuan(limit.per_day)}元"
    return ""


def yuan(fen: int) -> str:
    """As sums stand in sentences: 1,000.00."""
    return f"{fen // 100:,}.{fen % 100:02d}"
