"""The claims: arithmetic, person, and a state that postings, payment lines, notice and chain must all bear out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.arithmetic import NotArithmetic, fen_of
from workflow_app.auditor.books import Books, Terms, fen, parsed, yuan

SEALED_FOR = "workflow_app_claim.beneficiary"
STATES = {
    "claimed": "申报",
    "struck_off": "核减",
    "dropped": "未获批准",
    "determined": "已核定",
    "paid": "已到账",
    "ended": "已终止",
    "recovered": "已追回",
}
OWED = ("determined", "paid")
GRANTED = (*OWED, "recovered")  # what was determined and is no less determined for having come back
IN_FORCE = {
    "determined": ("approved", "closed"),
    **dict.fromkeys(("paid", "recovered"), ("approved", "closed", "revoked")),
}  # what its case then is
CLAIMS = """
SELECT k.id, c.number, c.item, c.procedure, c.state, k.ordinal, k.state, k.amount, k.formula, k.beneficiary, k.beneficiary_index,
       m.into_reserved, m.out_of_reserved, m.into_paid, m.out_of_paid, m.times_paid, m.paid_at, l.live, l.surplus, l.paid, l.sum,
       n.standing, n.cleared, i.parts, i.stopped
FROM workflow_app_claim k JOIN workflow_app_case c ON c.id = k.case_id
LEFT JOIN (
    SELECT claim_id, SUM(CASE WHEN target = 'reserved' THEN amount END) AS into_reserved,
           SUM(CASE WHEN source = 'reserved' THEN amount END) AS out_of_reserved,
           SUM(CASE WHEN target = 'paid' THEN amount END) AS into_paid,
           SUM(CASE WHEN source = 'paid' THEN amount END) AS out_of_paid,
           SUM(CASE WHEN target = 'paid' THEN 1 ELSE 0 END) AS times_paid,
           COUNT(DISTINCT CASE WHEN target = 'paid' THEN appropriation_id END) AS paid_at
    FROM workflow_app_posting WHERE claim_id IS NOT NULL GROUP BY claim_id
) m ON m.claim_id = k.id
LEFT JOIN (
    SELECT claim_id, SUM(CASE WHEN state IN ('drafted', 'released', 'paid') THEN 1 ELSE 0 END) AS live,
           SUM(CASE WHEN state IN ('drafted', 'released', 'paid') THEN 1 ELSE 0 END) - COUNT(
               DISTINCT CASE WHEN state IN ('drafted', 'released', 'paid') THEN COALESCE(instalment_id, 0) END
           ) AS surplus,
           SUM(CASE WHEN state = 'paid' THEN 1 ELSE 0 END) AS paid, SUM(CASE WHEN state = 'paid' THEN amount END) AS sum
    FROM workflow_app_paymentline GROUP BY claim_id
) l ON l.claim_id = k.id
LEFT JOIN (
    SELECT claim_id, SUM(CASE WHEN state <> 'void' THEN 1 ELSE 0 END) AS standing,
           SUM(CASE WHEN state = 'cleared' THEN 1 ELSE 0 END) AS cleared
    FROM workflow_app_noticeline GROUP BY claim_id
) n ON n.claim_id = k.id
LEFT JOIN (
    SELECT claim_id, COUNT(*) AS parts, SUM(CASE WHEN stopped_at IS NOT NULL THEN 1 ELSE 0 END) AS stopped
    FROM workflow_app_instalment GROUP BY claim_id
) i ON i.claim_id = k.id
ORDER BY k.id
"""
AT_INDICATORS = """
SELECT c.number, k.ordinal, a.indicator, p.source, p.target, p.amount
FROM workflow_app_posting p JOIN workflow_app_claim k ON k.id = p.claim_id JOIN workflow_app_case c ON c.id = k.case_id
JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
ORDER BY p.claim_id, p.appropriation_id, p.id
"""
TWICE = """
SELECT d.number, k.ordinal, e.number, o.ordinal FROM workflow_app_claim k
JOIN workflow_app_claim o ON o.beneficiary_index = k.beneficiary_index AND o.kind = k.kind AND o.key = k.key AND o.id > k.id
JOIN workflow_app_case d ON d.id = k.case_id JOIN workflow_app_case e ON e.id = o.case_id
WHERE k.state IN ('determined', 'paid') AND o.state IN ('determined', 'paid') ORDER BY k.id, o.id
"""
ONE_PAPER = """
SELECT d.number, k.ordinal, e.number, o.ordinal FROM workflow_app_claim k
JOIN workflow_app_claim o ON o.certificate_index = k.certificate_index AND o.id > k.id
JOIN workflow_app_case d ON d.id = k.case_id JOIN workflow_app_case e ON e.id = o.case_id
WHERE k.certificate_index <> '' AND o.certificate_index <> ''
  AND k.state IN ('determined', 'paid') AND o.state IN ('determined', 'paid') ORDER BY k.id, o.id
"""
STRUCK_OFF = """
SELECT c.number, a.body FROM workflow_app_action a JOIN workflow_app_case c ON c.stream_id = a.stream_id
WHERE a.verb = 'strike_off' ORDER BY a.id
"""
OF_CASES = """
SELECT c.number, c.amount, SUM(CASE WHEN k.state IN ('determined', 'paid', 'recovered') THEN k.amount END)
FROM workflow_app_case c LEFT JOIN workflow_app_claim k ON k.case_id = c.id
WHERE c.state IN ('approved', 'closed') GROUP BY c.id, c.number, c.amount ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim beside what postings, payment lines and notices say of it; sums in yuan, None where there are none."""

    key: int
    case: str
    item: str
    procedure: str
    case_state: str
    ordinal: int
    state: str
    amount: Any
    formula: str
    beneficiary: str
    beneficiary_index: str
    into_reserved: Any
    out_of_reserved: Any
    into_paid: Any
    out_of_paid: Any
    times_paid: int | None
    paid_at: int | None
    live_lines: int | None
    surplus_lines: int | None
    paid_lines: int | None
    paid_sum: Any
    standing: int | None
    cleared: int | None
    parts: int | None
    stopped: int | None

    @property
    def said(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def procedure_of(self) -> tuple[str, str]:
        return self.item, self.procedure


def found(books: Books) -> Iterator[str]:
    """A sentence for every claim that something else contradicts."""
    struck = _struck_off(books)
    for claim in books.read(Claim, CLAIMS):
        for wrong in _wrong(books, claim, struck):
            yield f"办件 {claim.case} 第{claim.ordinal}行{wrong}"
    for case, ordinal in sorted(struck):
        yield f"办件 {case} 第{ordinal}行按记录已核减，现在没有这一行核减"
    yield from _at_indicators(books)
    for one, first, other, second in books.ask(TWICE):
        yield f"办件 {one} 第{first}行与办件 {other} 第{second}行是同一人的同一标的，核定了两次"
    for one, first, other, second in books.ask(ONE_PAPER):
        yield f"办件 {one} 第{first}行与办件 {other} 第{second}行用了同一份证书，核定了两次"
    for case, amount, owed in books.ask(OF_CASES):
        if fen(amount) != fen(owed):
            yield f"办件 {case} 的金额 {yuan(fen(amount))} 与已核定明细合计 {yuan(fen(owed))} 不一致"


def _wrong(books: Books, claim: Claim, struck: set[tuple[str, int]]) -> Iterator[str]:
    yield from _reckoned(claim)
    yield from _person(books, claim)
    yield from _noticed(claim, books.terms)
    yield from _set_aside(claim, books.terms)
    yield from _paid(claim)
    told = (claim.case, claim.ordinal) in struck
    struck.discard((claim.case, claim.ordinal))
    if (claim.state == "struck_off") != told:
        yield f"记为“{claim.said}”，核减与记录不同"
    if claim.state in GRANTED and claim.case_state not in IN_FORCE[claim.state]:
        yield f"记为“{claim.said}”，办件却没有核定"


def _reckoned(claim: Claim) -> Iterator[str]:
    try:
        if claim.formula and fen_of(claim.formula) != fen(claim.amount):
            yield f"：{claim.formula} 不等于 {yuan(fen(claim.amount))} 元"
    except NotArithmetic:
        yield f"：{claim.formula} 不是能够计算的算式"


def _person(books: Books, claim: Claim) -> Iterator[str]:
    plain = books.text(claim.beneficiary, SEALED_FOR)
    if plain is None:
        yield "的人的密文被改动或密钥不符，无法打开"
    elif books.keyed(json.loads(plain)["number"].replace(" ", "").upper(), "person") != claim.beneficiary_index:
        yield "的人与登记的索引不一致"


def _noticed(claim: Claim, terms: Terms) -> Iterator[str]:
    """What is determined and paid stood on a notice nobody opposed, and on no more than one."""
    asked = claim.procedure_of not in terms.without_money | terms.without_notice
    if claim.state in GRANTED and asked and not claim.cleared:
        yield "没有公示就核定了"
    if claim.state == "dropped" and claim.standing:
        yield "已经不办，公示却没有撤下"
    if (claim.standing or 0) > 1:
        yield f"在公示上有{claim.standing}行"


def _set_aside(claim: Claim, terms: Terms) -> Iterator[str]:
    """What stands reserved is what is determined and not yet paid, to the fen; nothing, once the rest of its parts was stopped."""
    paying = claim.procedure_of not in terms.without_money
    owed = claim.state == "determined" and paying and not claim.stopped
    wanted = fen(claim.amount) - fen(claim.paid_sum) if owed else 0
    if claim.state in GRANTED and paying and claim.into_reserved is None:
        yield "已核定，没有预留资金"
    elif (left := fen(claim.into_reserved) - fen(claim.out_of_reserved)) != wanted:
        yield "以后各期已停止支付，预留的资金没有退回" if claim.stopped and left > 0 else "的预留资金与明细状态不一致"


def _paid(claim: Claim) -> Iterator[str]:
    """What the bank paid is posted, once an indicator and transfer; it is all of it or its parts; and no more came back than went."""
    arrived, posted, back = fen(claim.paid_sum), fen(claim.into_paid), fen(claim.out_of_paid)
    if claim.state in ("paid", "recovered") and not claim.paid_lines:
        yield f"记为{claim.said}，没有对应的付款"
    elif claim.state in ("paid", "recovered") and not claim.parts and arrived != fen(claim.amount):
        yield f"核定 {yuan(fen(claim.amount))} 元，到账 {yuan(arrived)} 元"
    if claim.state in ("paid", "recovered") and posted and (claim.state == "recovered") != (back == posted):
        yield f"记为“{claim.said}”，支付 {yuan(posted)} 元，追回 {yuan(back)} 元"
    if (
        claim.paid_lines
        and claim.state not in ("paid", "recovered")
        and not (claim.parts and claim.state == "determined")
    ):
        yield f"记为“{claim.said}”，却有付款到账"
    if posted != arrived:
        yield f"到账 {yuan(arrived)} 元，账上支付 {yuan(posted)} 元"
    if (claim.times_paid or 0) > max(claim.paid_lines or 0, 1) * (claim.paid_at or 0):
        yield "在同一指标上支付了两次"
    if back > posted:
        yield "追回的多于支付的"
    if claim.surplus_lines:
        yield f"有{claim.live_lines}笔有效的付款，其中{claim.paid_lines}笔已到账"


def _struck_off(books: Books) -> set[tuple[str, int]]:
    return {(case, int(parsed(body)["claim"])) for case, body in books.ask(STRUCK_OFF)}


def _at_indicators(books: Books) -> Iterator[str]:
    """At no moment did a claim have less than nothing reserved or paid at an indicator."""
    for (case, ordinal, indicator), rows in groupby(books.ask(AT_INDICATORS), key=lambda row: tuple(row[:3])):
        left: dict[str, int] = defaultdict(int)
        lowest = 0
        for *_where, source, target, amount in rows:
            left[source] -= fen(amount)
            left[target] += fen(amount)
            lowest = min(lowest, left["reserved"], left["paid"])
        if lowest < 0:
            yield f"办件 {case} 第{ordinal}行从指标 {indicator} 用的多于在那里预留或支付的"
