"""Days somebody was told that moved since: by a service that was recorded, or a year's holidays that were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from workflow_app.auditor.books import Books, parsed

MOVED = """
SELECT a.stream_id, a.body FROM workflow_app_action a
WHERE a.verb IN ('serve', 'recompute') AND CAST(a.body AS TEXT) LIKE '%"moved"%' ORDER BY a.id
"""
Moved = tuple[str, str]  # from that day to that


def days_moved(books: Books, kind: str) -> Mapping[int, Sequence[Moved]]:
    """{chain: how days of that kind moved, in their order}."""
    found: dict[int, list[Moved]] = defaultdict(list)
    for stream, raw in books.ask(MOVED):
        moved = parsed(raw)["moved"]
        found[stream] += [(each["before"], each["after"]) for each in moved if each["kind"] == kind]
    return found


def as_moved(told: str, moved: Sequence[Moved]) -> str:
    """Where a day that was told stands now."""
    for before, after in moved:
        told = after if told == before else told
    return told
