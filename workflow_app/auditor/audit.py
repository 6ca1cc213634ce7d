"""The whole audit, subject by subject, each asked on its own."""

from __future__ import annotations

from collections.abc import Iterator

from workflow_app.auditor import (
    account_changes,
    bank_files,
    batches,
    chains,
    claims,
    demands,
    determinations,
    doubts,
    entries,
    hearings,
    indicators,
    instalments,
    ledger,
    limits,
    lines,
    moves,
    notices,
    objections,
    offsets,
    payees,
    paying_accounts,
    plans,
    recovered_money,
    recoveries,
    requests,
    returns,
    revocations,
    seals,
    servings,
    statements,
    words,
)
from workflow_app.auditor.books import Books

SUBJECTS = (
    chains,
    seals,
    claims,
    determinations,
    instalments,
    notices,
    objections,
    indicators,
    ledger,
    moves,
    plans,
    requests,
    batches,
    lines,
    payees,
    account_changes,
    paying_accounts,
    limits,
    doubts,
    bank_files,
    returns,
    entries,
    recoveries,
    recovered_money,
    revocations,
    hearings,
    demands,
    servings,
    offsets,
    statements,
    words,
)


def differences(books: Books) -> Iterator[str]:
    """A sentence for everything that does not agree; nothing when all does."""
    for subject in SUBJECTS:
        yield from subject.found(books)
