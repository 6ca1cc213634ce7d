"""The recoveries: what came back equals what was ordered back, receipt by receipt, as far as the chain says and never of more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import Act
from workflow_app.auditor.books import Books, day, fen, moment, parsed, yuan

STATES = {
    "noticed": "已告知",
    "heard": "已陈述申辩",
    "ordered": "待缴回",
    "demanded": "已催告",
    "handed_over": "已申请强制执行",
    "paid_back": "已缴清",
    "dropped": "不予追回",
    "annulled": "追回决定已撤回",
}
RECOVERIES = """
SELECT r.id, c.number, r.state, r.amount, r.code, r.proposed_by_id, r.decided_by_id, l.asked, l.above, g.received
FROM workflow_app_recovery r JOIN workflow_app_case c ON c.id = r.case_id
LEFT JOIN (
    SELECT x.recovery_id, SUM(x.amount) AS asked, SUM(CASE WHEN x.amount > k.amount THEN 1 ELSE 0 END) AS above
    FROM workflow_app_recoveredline x JOIN workflow_app_claim k ON k.id = x.claim_id GROUP BY x.recovery_id
) l ON l.recovery_id = r.id
LEFT JOIN (
    SELECT recovery_id, SUM(amount) AS received FROM workflow_app_recoveryreceipt GROUP BY recovery_id
) g ON g.recovery_id = r.id
ORDER BY r.id
"""
RECEIPTS = """
SELECT t.serial, t.recovery_id, t.paid_on, t.amount, m.kind, m.amount, m.by_id, m.at, p.posted
FROM workflow_app_recoveryreceipt t LEFT JOIN workflow_app_fundsmove m ON m.id = t.move_id
LEFT JOIN (
    SELECT move_id, SUM(amount) AS posted FROM workflow_app_posting WHERE source = 'paid' GROUP BY move_id
) p ON p.move_id = t.move_id
ORDER BY t.id
"""
WITHOUT = """
SELECT m.number FROM workflow_app_fundsmove m LEFT JOIN workflow_app_recoveryreceipt t ON t.move_id = m.id
WHERE m.kind = 'recover' AND t.id IS NULL ORDER BY m.id
"""
STRAY = """
SELECT p.id, p.amount FROM workflow_app_posting p LEFT JOIN workflow_app_recoveryreceipt t ON t.move_id = p.move_id
WHERE p.source = 'paid' AND t.id IS NULL ORDER BY p.id
"""
ELSEWHERE = """
SELECT c.number, k.ordinal FROM workflow_app_posting p JOIN workflow_app_recoveryreceipt t ON t.move_id = p.move_id
JOIN workflow_app_claim k ON k.id = p.claim_id JOIN workflow_app_case c ON c.id = k.case_id
LEFT JOIN workflow_app_recoveredline x ON x.recovery_id = t.recovery_id AND x.claim_id = p.claim_id
WHERE x.id IS NULL ORDER BY p.id
"""
TOLD = """
SELECT a.verb, a.by_id, a.at, a.body FROM workflow_app_action a
WHERE a.verb IN ('propose_recovery', 'state_on_recovery', 'decide_recovery', 'demand_recovered', 'hand_over_recovery',
                 'receive_recovered', 'annul_recovery')
ORDER BY a.id
"""
AFTER = {"state_on_recovery": "heard", "demand_recovered": "demanded", "hand_over_recovery": "handed_over"}


@dataclass(frozen=True, slots=True)
class Recovery:
    """A recovery beside the sums of its lines and receipts, in yuan, None where it has none."""

    key: int
    case: str
    state: str
    amount: Any
    code: str
    proposed_by: int
    decided_by: int | None
    asked: Any
    above: int | None
    received: Any

    @property
    def said(self) -> str:
        return STATES.get(self.state, self.state)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the Treasury received, beside the move that posts it (None where that is gone) and its postings, in yuan."""

    serial: str
    recovery: int
    paid_on: Any
    amount: Any
    kind: str | None
    moved: Any
    by: int | None
    at: Any
    posted: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every recovery whose lines, receipts, postings and chain do not agree."""
    told, there = _told(books), set()
    for row in books.read(Recovery, RECOVERIES):
        there.add(row.key)
        for wrong in (*_sums(row), *_as_told(row, told.get(row.key, []))):
            yield f"办件 {row.case} 的追回{wrong}"
    for key in sorted(told.keys() - there):
        yield f"记录里的追回 {key} 没有登记"
    yield from _receipts(books, told)
    for (number,) in books.ask(WITHOUT):
        yield f"追回 {number} 没有国库收款"
    for key, amount in books.ask(STRAY):
        yield f"分录 {key} 从支付转出 {yuan(fen(amount))} 元，没有国库收款"
    for case, ordinal in books.ask(ELSEWHERE):
        yield f"办件 {case} 第{ordinal}行没有要求追回，国库收款却记在它名下"


def _told(books: Books) -> dict[int, list[Act]]:
    """{recovery: what the chains say was done about it}."""
    acts: dict[int, list[Act]] = defaultdict(list)
    for verb, by, at, raw in books.ask(TOLD):
        body = parsed(raw)
        acts[body["recovery"]].append(Act(verb, by, moment(at), body))
    return acts


def _sums(row: Recovery) -> Iterator[str]:
    amount, received = fen(row.amount), fen(row.received)
    if fen(row.asked) != amount:
        yield f"金额 {yuan(amount)} 与所列明细合计 {yuan(fen(row.asked))} 不一致"
    if row.above:
        yield "有一行多于它支付的金额"
    if received > amount or (received == amount) != (row.state == "paid_back"):
        yield f"应缴 {yuan(amount)} 元，已缴 {yuan(received)} 元，状态却是“{row.said}”"
    if row.decided_by is not None and row.decided_by == row.proposed_by:
        yield "由同一个人提出和决定"


def _as_told(row: Recovery, acts: Sequence[Act]) -> Iterator[str]:
    """How far it has come, for how much and under which code, out of its acts alone."""
    state, code, proposed, decided, received = "", "", None, None, 0
    amount = 0
    for act in acts:
        if act.verb == "propose_recovery":
            state, proposed, amount = "noticed", act.by, fen(act.body["yuan"])
        elif act.verb == "decide_recovery":
            state, decided = ("ordered" if act.body["ordered"] else "dropped"), act.by
            code = act.body.get("code", "")
        elif act.verb == "receive_recovered":
            received += fen(act.body["yuan"])
            state = "paid_back" if received == amount else state
        elif act.verb == "annul_recovery":
            state = "annulled"
        elif act.verb != "state_on_recovery" or state == "noticed":
            state = AFTER[act.verb]
    if row.state != state:
        yield f"记为“{row.said}”，按记录应是“{STATES.get(state, '没有提出')}”"
    if (fen(row.amount), row.code, row.proposed_by, row.decided_by) != (amount, code, proposed, decided):
        yield "的金额、缴款码或经手人与记录不同"


def _receipts(books: Books, told: Mapping[int, Sequence[Act]]) -> Iterator[str]:
    """Each receipt is posted in full by its own move, and told in the chain of its case; none is told that is not there."""
    left = {
        (key, *_of(act.body), act.by, act.at)
        for key, acts in told.items()
        for act in acts
        if act.verb == "receive_recovered"
    }
    for receipt in books.read(Receipt, RECEIPTS):
        amount, posted = fen(receipt.amount), fen(receipt.posted)
        if posted != amount or fen(receipt.moved) != amount or receipt.kind != "recover":
            yield f"国库收款 {receipt.serial} 登记 {yuan(amount)} 元，入账 {yuan(posted)} 元"
        at = None if receipt.at is None else moment(receipt.at)
        said = (receipt.recovery, receipt.serial, amount, day(receipt.paid_on).isoformat(), receipt.by, at)
        if said not in left:
            yield f"国库收款 {receipt.serial} 与记录不同"
        left.discard(said)
    for _key, serial, amount, *_rest in sorted(left, key=str):
        yield f"记录里的国库收款 {serial}（{yuan(amount)} 元）没有登记"


def _of(body: Mapping[str, Any]) -> tuple[str, int, str]:
    return body["serial"], fen(body["yuan"]), body["paid_on"]
