"""Changes of account: each as its chain says from the asking to the end, confirmed by a second person, of the same holder after its days
of cooling; and no money went while one was open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import written
from workflow_app.auditor.books import Books, canonical, day, day_of, moment, parsed

SEALED_FOR = "workflow_app_accountchange.account"
# Beside the account it became, the applicant's own holder when it was asked for, and the Treasury's account as it was collecting then.
CHANGES = """
SELECT m.id, c.number, c.stream_id, m.state, m.payee, m.account, m.account_index, m.bank, m.towards_id, m.after_return, m.reason,
       m.cools_until, m.asked_by_id, m.asked_at, m.confirmed_by_id, m.confirmed_at, m.ended_by_id, m.ended_at, m.words, m.became_id,
       c.id, n.case_id, n.payee, n.account_index, n.bank, n.towards_id, n.at, o.payee, c.applicant_id, d.applicant_id,
       t.collecting_payee, t.collecting_account, t.collecting_bank
FROM workflow_app_accountchange m JOIN workflow_app_case c ON c.id = m.case_id
LEFT JOIN workflow_app_payeeaccount n ON n.id = m.became_id
LEFT JOIN workflow_app_payeeaccount o ON o.id = (
    SELECT MAX(e.id) FROM workflow_app_payeeaccount e
    WHERE e.case_id = m.case_id AND e.towards_id IS NULL AND e.id <= m.before_id
)
LEFT JOIN workflow_app_recovery r ON r.id = m.towards_id LEFT JOIN workflow_app_case d ON d.id = r.case_id
LEFT JOIN workflow_app_profilechoice t ON m.towards_id IS NOT NULL AND t.id = (
    SELECT MAX(p.id) FROM workflow_app_profilechoice p
    WHERE p.at <= m.asked_at AND p.unit_id IN (
        SELECT a.unit_id FROM workflow_app_claim k JOIN workflow_app_posting q ON q.claim_id = k.id
        JOIN workflow_app_appropriation a ON a.id = q.appropriation_id WHERE k.case_id = m.case_id
    )
)
ORDER BY m.id
"""
TOLD = """
SELECT a.stream_id, a.verb, a.by_id, a.at, a.body, a.personal FROM workflow_app_action a
WHERE a.verb IN ('ask_account_change', 'confirm_account_change', 'refuse_account_change', 'withdraw_account_change',
                 'lapse_account_change', 'change_account')
ORDER BY a.id
"""
UNCONFIRMED = """
SELECT c.number, p.id FROM workflow_app_payeeaccount p JOIN workflow_app_case c ON c.id = p.case_id
LEFT JOIN workflow_app_accountchange m ON m.became_id = p.id AND m.case_id = p.case_id AND m.state = 'in_force'
WHERE p.at > c.decided_at AND m.id IS NULL ORDER BY p.id
"""
# How accounts were changed before a second person was asked.
ALONE = "SELECT a.body FROM workflow_app_action a WHERE a.verb = 'correct_account' ORDER BY a.id"
MEANWHILE = """
SELECT DISTINCT b.number, l.ordinal FROM workflow_app_accountchange m JOIN workflow_app_claim k ON k.case_id = m.case_id
JOIN workflow_app_paymentline l ON l.claim_id = k.id JOIN workflow_app_paymentbatch b ON b.id = l.batch_id
WHERE l.state NOT IN ('drafted', 'discarded') AND m.asked_at < b.released_at
  AND (m.ended_at IS NULL OR m.ended_at > b.released_at)
ORDER BY b.number, l.ordinal
"""
ENDED = {
    "refused": "refuse_account_change",
    "withdrawn": "withdraw_account_change",
    "lapsed": "lapse_account_change",
    "in_force": "change_account",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What was asked for, by whom it was confirmed and how it ended, beside what is known of its accounts."""

    key: int
    case: str
    stream: int
    state: str
    payee: str
    account: str
    account_index: str
    bank: str
    towards: int | None
    after_return: Any
    reason: str
    cools_until: Any
    asked_by: int
    asked_at: Any
    confirmed_by: int | None
    confirmed_at: Any
    ended_by: int | None
    ended_at: Any
    words: str
    became: int | None
    case_key: int
    of_case: int | None
    known_payee: str | None
    known_index: str | None
    known_bank: str | None
    known_towards: int | None
    counts_from: Any
    own_payee: str | None
    applicant: int
    debtor: int | None
    collecting_payee: str | None
    collecting_account: str | None
    collecting_bank: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a change: in which chain, what, who, when (UTC), what it says of the change and the keyed digest of its words."""

    stream: int
    verb: str
    by: int | None
    at: Any
    says: tuple[Any, ...]
    digest: str


def found(books: Books) -> Iterator[str]:
    """A sentence for every change that is not as it was told or as it should be, and for all money that went another way."""
    yield from _unconfirmed(books)
    told = _told(books)
    for change in books.read(Change, CHANGES):
        account = books.text(change.account, SEALED_FOR)
        for wrong in _wrong(books, change, account) if change.state == "in_force" else ():
            yield f"办件 {change.case} {wrong}"
        if told.pop(change.key, []) != list(_as_it_stands(books, change, account)):
            yield f"办件 {change.case} 更换收款账户的经过与记录不同"
    for key in sorted(told):
        yield f"记录里更换收款账户的申请（第{key}号）不在了"
    for batch, ordinal in books.ask(MEANWHILE):
        yield f"批次 {batch} 第{ordinal}笔在更换收款账户期间放了款"


def _unconfirmed(books: Books) -> Iterator[str]:
    """Every account that came after the decision came of a change in force, or of an act of the time before."""
    if later := list(books.ask(UNCONFIRMED)):
        alone = {parsed(raw)["account"] for (raw,) in books.ask(ALONE)}
        for case, key in later:
            if key not in alone:
                yield f"办件 {case} 核定后换了收款账户，没有第二人确认的记录"


def _wrong(books: Books, change: Change, account: str | None) -> Iterator[str]:
    """What counts was confirmed by somebody else, waited its days, and is what was asked for, of the same holder."""
    if change.confirmed_by in (None, change.asked_by):
        yield "的收款账户没有第二人确认就生效了"
    if change.ended_at is None or day_of(change.ended_at) <= day(change.cools_until):
        yield "的收款账户没有过冷静期就生效了"
    asked = change.case_key, change.payee, change.account_index, change.bank, change.towards
    known = change.of_case, change.known_payee, change.known_index, change.known_bank, change.known_towards
    if asked != known or written(None, change.ended_at) != written(None, change.counts_from):
        yield "生效的收款账户不是申请更换的账户"
    indexed = account is not None and books.keyed(account.replace(" ", ""), "account") == change.account_index
    if not indexed or not _of_the_same_holder(change, account):
        yield "更换的收款账户换了户名，或者与登记的索引不一致"


def _of_the_same_holder(change: Change, account: str | None) -> bool:
    """Or on the Treasury's account for what the applicant owes, as it was collecting when they agreed."""
    if change.towards is None:
        return change.payee == change.own_payee
    collecting = change.collecting_payee, change.collecting_account, change.collecting_bank
    return (change.payee, account, change.bank) == collecting and change.debtor == change.applicant


def _told(books: Books) -> dict[int, list[Step]]:
    """{change: what the chains say was done about it}."""
    steps: dict[int, list[Step]] = defaultdict(list)
    for stream, verb, by, at, raw, digest in books.ask(TOLD):
        body = parsed(raw)
        says: tuple[Any, ...] = ()
        if verb == "ask_account_change":
            says = body["cools_until"], body.get("after_return", False), body.get("towards")
        elif verb == "change_account":
            says = (body["account"],)
        steps[body["change"]].append(Step(stream, verb, by, moment(at), says, digest))
    return steps


def _as_it_stands(books: Books, change: Change, account: str | None) -> Iterator[Step]:
    """The acts that would make the row what it is. The Treasury is another holder, so the chain names it."""
    what, holder = [account, change.bank], [change.payee] if change.towards is not None else []
    digest = books.keyed(canonical([*what, change.reason, *holder]), "personal")
    says = day(change.cools_until).isoformat(), bool(change.after_return), change.towards
    by, at = written(change.asked_by, change.asked_at)
    yield Step(change.stream, "ask_account_change", by, at, says, digest)
    if change.confirmed_by is not None:
        by, at = written(change.confirmed_by, change.confirmed_at)
        yield Step(change.stream, "confirm_account_change", by, at, (), "")
    by, at = written(change.ended_by, change.ended_at)
    if change.state == "in_force":
        digest = books.keyed(canonical([*what, *holder]), "personal")
        yield Step(change.stream, ENDED[change.state], by, at, (change.became,), digest)
    elif change.state in ENDED:
        digest = books.keyed(canonical(change.words), "personal") if change.state == "refused" else ""
        yield Step(change.stream, ENDED[change.state], by, at, (), digest)
