"""Orders and answers, made or drawn."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from workflow_app.bank.transfer import Answer, Order, Transfer

BATCH = "410523ZF202600001"
AT = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)
COMMON = "王李张刘陈杨赵黄周吴示例银行汤阴县支"  # every encoding carries these
NAMES = st.text(COMMON, min_size=1, max_size=12)
ACCOUNTS = st.text("0123456789", min_size=6, max_size=32)
REASONS = st.sampled_from(["户名不符", "账户已销户", "收款账号不存在", "网点说的别的原因"])


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """A batch of some lines."""
    count = draw(st.integers(1, 12))
    transfers = [
        Transfer(n, draw(NAMES), draw(ACCOUNTS), draw(NAMES), draw(st.integers(1, 10**11)), "第1批公示")
        for n in range(1, count + 1)
    ]
    return order(transfers)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Order, list[Answer]]:
    """A batch and what a bank says of each line, in any order."""
    told = draw(orders())
    said = [answer(t, draw(st.booleans()), draw(REASONS)) for t in told.transfers]
    return told, draw(st.permutations(said))


def order(transfers: list[Transfer]) -> Order:
    return Order(BATCH, "汤阴县财政局", "41000012345", AT, transfers)


def some(count: int) -> Order:
    """So many lines, all different."""
    return order(
        [Transfer(n, "王小明", f"6222{n:012d}", "示例银行", 100_000 + n, "第1批") for n in range(1, count + 1)]
    )


def answer(t: Transfer, paid: bool = True, reason: str = "户名不符") -> Answer:
    return Answer(t.ordinal, t.account, t.fen, paid, "" if paid else reason)
