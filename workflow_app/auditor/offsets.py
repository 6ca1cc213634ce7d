"""Money that met a debt: of the same applicant, from the fund and the bureau that pays both, never more than was ordered back, and said
to the bank under the payment code."""

from __future__ import annotations

from collections.abc import Iterator

from workflow_app.auditor.books import Books, fen, parsed, yuan

TOWARDS = """
SELECT c.number, d.number, c.applicant_id, d.applicant_id, r.amount, s.sum FROM workflow_app_payeeaccount p
JOIN workflow_app_case c ON c.id = p.case_id JOIN workflow_app_recovery r ON r.id = p.towards_id
JOIN workflow_app_case d ON d.id = r.case_id
LEFT JOIN (
    SELECT towards_id, SUM(amount) AS sum FROM workflow_app_paymentline WHERE state IN ('released', 'paid') GROUP BY towards_id
) s ON s.towards_id = r.id
ORDER BY p.id
"""
FUNDS = """
SELECT DISTINCT b.number, l.ordinal, a.unit_id, a.fund, e.unit_id, e.fund FROM workflow_app_paymentline l
JOIN workflow_app_paymentbatch b ON b.id = l.batch_id
JOIN workflow_app_posting p ON p.claim_id = l.claim_id AND p.target = 'paid'
JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
JOIN workflow_app_recoveredline x ON x.recovery_id = l.towards_id
JOIN workflow_app_posting q ON q.claim_id = x.claim_id AND q.target = 'paid'
JOIN workflow_app_appropriation e ON e.id = q.appropriation_id
WHERE a.unit_id <> e.unit_id OR a.fund <> e.fund
ORDER BY b.number, l.ordinal
"""
LINES = """
SELECT b.number, l.ordinal, l.towards_id, a.towards_id FROM workflow_app_paymentline l
JOIN workflow_app_paymentbatch b ON b.id = l.batch_id JOIN workflow_app_claim k ON k.id = l.claim_id
LEFT JOIN workflow_app_payeeaccount a ON a.id = (
    SELECT MAX(e.id) FROM workflow_app_payeeaccount e WHERE e.case_id = k.case_id AND e.at <= b.drafted_at
)
WHERE COALESCE(l.towards_id, 0) <> COALESCE(a.towards_id, 0) ORDER BY b.number, l.ordinal
"""
CONSENTS = """
SELECT c.number FROM workflow_app_payeeaccount p JOIN workflow_app_case c ON c.id = p.case_id
LEFT JOIN workflow_app_accountchange m ON m.became_id = p.id AND m.towards_id = p.towards_id
WHERE p.towards_id IS NOT NULL AND m.id IS NULL ORDER BY p.id
"""
AGREED = """
SELECT c.number, r.id, p.agreed, s.sum FROM workflow_app_case c JOIN workflow_app_recovery r ON r.id IN (
    SELECT e.towards_id FROM workflow_app_payeeaccount e WHERE e.case_id = c.id
)
LEFT JOIN (
    SELECT case_id, towards_id, SUM(agreed) AS agreed FROM workflow_app_payeeaccount GROUP BY case_id, towards_id
) p ON p.case_id = c.id AND p.towards_id = r.id
LEFT JOIN (
    SELECT k.case_id, l.towards_id, SUM(l.amount) AS sum FROM workflow_app_paymentline l
    JOIN workflow_app_claim k ON k.id = l.claim_id WHERE l.state IN ('released', 'paid') GROUP BY k.case_id, l.towards_id
) s ON s.case_id = c.id AND s.towards_id = r.id
ORDER BY c.id, r.id
"""
ASKED = """
SELECT m.id, c.number, m.towards_id, m.agreed, p.agreed FROM workflow_app_accountchange m JOIN workflow_app_case c ON c.id = m.case_id
LEFT JOIN workflow_app_payeeaccount p ON p.id = m.became_id
WHERE m.towards_id IS NOT NULL ORDER BY m.id
"""
TOLD = "SELECT a.body FROM workflow_app_action a WHERE a.verb = 'ask_account_change' ORDER BY a.id"
RECEIPTS = """
SELECT e.serial, e.amount, l.amount, e.recovery_id, l.towards_id, l.state FROM workflow_app_receiptentry e
JOIN workflow_app_paymentline l ON l.id = e.line_id WHERE e.refusal = '' ORDER BY e.id
"""


def found(books: Books) -> Iterator[str]:
    """A sentence for every sum that met a debt it could not meet."""
    for case, debt, applicant, debtor, ordered, met in books.ask(TOWARDS):
        if applicant != debtor:
            yield f"办件 {case} 的款项抵缴了办件 {debt} 的追回款，两件不是同一申请人"
        if fen(met) > fen(ordered):
            yield f"办件 {debt} 应追回 {yuan(fen(ordered))} 元，抵缴了 {yuan(fen(met))} 元"
    for batch, ordinal, *_funds in books.ask(FUNDS):
        yield f"批次 {batch} 第{ordinal}笔抵缴了另一项资金的追回款"
    for batch, ordinal, *_towards in books.ask(LINES):
        yield f"批次 {batch} 第{ordinal}笔抵缴的追回款与编制时登记的账户不同"
    for case, _recovery, agreed, met in books.ask(AGREED):
        if fen(met) > fen(agreed):
            yield f"办件 {case} 的申请人同意抵缴 {yuan(fen(agreed))} 元，抵缴了 {yuan(fen(met))} 元"
    yield from _as_agreed(books)
    for serial, amount, of, recovery, towards, state in books.ask(RECEIPTS):
        if fen(amount) != fen(of):
            yield f"国库收款 {serial} 登记 {yuan(fen(amount))} 元，它的抵缴转账是 {yuan(fen(of))} 元"
        if recovery != towards or state != "paid":
            yield f"国库收款 {serial} 的抵缴转账不是为这笔追回款付的，或者没有到账"
    for (case,) in books.ask(CONSENTS):
        yield f"办件 {case} 的款项用来抵缴，没有申请人同意的记录"


def _as_agreed(books: Books) -> Iterator[str]:
    """How much was agreed to, and towards what, is what the chain says."""
    told = {body["change"]: body for body in (parsed(raw) for (raw,) in books.ask(TOLD))}
    for change, case, towards, agreed, counts in books.ask(ASKED):
        body = told.get(change, {})
        said = body.get("towards"), fen(body.get("yuan"))
        if said != (towards, fen(agreed)) or (counts is not None and fen(counts) != fen(agreed)):
            yield f"办件 {case} 同意抵缴的金额与记录不同"
