"""Where money goes: every account of a case was named by its applicant, or came by a change that was confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workflow_app.auditor.books import Books, canonical

SEALED_FOR = "workflow_app_payeeaccount.account"
ACCOUNTS = """
SELECT c.id, c.number, p.payee, p.account, p.bank, p.towards_id FROM workflow_app_payeeaccount p JOIN workflow_app_case c ON c.id = p.case_id
ORDER BY p.id
"""
TOLD = """
SELECT c.id, a.personal FROM workflow_app_action a JOIN workflow_app_case c ON c.stream_id = a.stream_id
WHERE a.verb IN ('submit', 'supply_correction', 'change_account') AND a.personal <> ''
"""


def found(books: Books) -> Iterator[str]:
    """A sentence for every account that no act of its case names. Whoever appends one of another case is told by it."""
    told: dict[int, set[str]] = defaultdict(set)
    for case, digest in books.ask(TOLD):
        told[case].add(digest)
    for case, number, payee, sealed, bank, towards in books.ask(ACCOUNTS):
        account = books.text(sealed, SEALED_FOR)
        named: tuple[list[str | None], ...] = ([payee, account, bank], [account, bank])  # as filed; as changed later
        if towards is not None:  # the Treasury is another holder, so the chain names it
            named = ([account, bank, payee],)
        if account is None or not told[case] & {books.keyed(canonical(each), "personal") for each in named}:
            yield f"办件 {number} 有一个收款账户不是它的申报或更换记录里的"
