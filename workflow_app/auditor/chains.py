"""The chains of acts: every link as it was written, the end where its witnesses saw it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.books import Books, canonical, moment, parsed, spoken
from workflow_app.auditor.seals import sealed_heads

LINKS = """
SELECT s.id, s.key, s.length, s.head, a.ordinal, a.verb, a.by_id, a.by_name, a.at, a.body, a.personal, a.previous, a.digest
FROM workflow_app_stream s LEFT JOIN workflow_app_action a ON a.stream_id = s.id
ORDER BY s.id, a.ordinal
"""
SHOWN = """
SELECT c.stream_id, o.shown FROM workflow_app_opinion o JOIN workflow_app_seat p ON p.id = o.seat_id
JOIN workflow_app_round r ON r.id = p.round_id JOIN workflow_app_case c ON c.id = r.case_id
"""
# Chains that tell of a row, and have none: whoever deletes what was done does not delete that it was done.
ORPHANS = """
SELECT s.key FROM workflow_app_stream s
LEFT JOIN workflow_app_case c ON c.stream_id = s.id
LEFT JOIN workflow_app_notice n ON n.stream_id = s.id
LEFT JOIN workflow_app_fundsrequest r ON r.stream_id = s.id
LEFT JOIN workflow_app_paymentbatch b ON b.stream_id = s.id
WHERE (s.key LIKE 'case:%' AND c.id IS NULL) OR (s.key LIKE 'notice:%' AND n.id IS NULL)
   OR (s.key LIKE 'funds:%' AND r.id IS NULL) OR (s.key LIKE 'batch:%' AND b.id IS NULL)
ORDER BY s.id
"""
Witnesses = Mapping[Any, list[tuple[int, str, str]]]  # chain → (links, head, who saw it)


@dataclass(frozen=True, slots=True)
class Link:
    """A chain and one of its acts; of a chain without acts all but the first four is None."""

    stream: int
    key: str
    length: int
    head: str
    ordinal: int | None
    verb: str
    by: int | None
    by_name: str
    at: Any
    body: Any
    personal: str
    previous: str
    digest: str

    def digest_at(self, ordinal: int, previous: str) -> str:
        """What its digest must be at that place behind that one. Acts of before names were kept were digested without."""
        name = [self.by_name] if self.by_name else []
        at = moment(self.at).isoformat()
        said = [self.key, ordinal, self.verb, self.by, at, parsed(self.body), self.personal, previous, *name]
        return hashlib.sha256(canonical(said).encode()).hexdigest()


def found(books: Books) -> Iterator[str]:
    """A sentence for every chain with a changed, missing, inserted or displaced link, or with a cut tail."""
    seen, days = _seen_by_signers(books), sealed_heads(books)
    for stream, links in groupby(books.read(Link, LINKS), key=lambda link: link.stream):
        own = list(links)
        by_day = [(count, head, f"{spoken(on)}封存时") for count, head, on in days.get(own[0].key, ())]
        yield from _wrong(own, [*seen.get(stream, ()), *by_day])
    for (key,) in books.ask(ORPHANS):
        yield f"链 {key} 所记的办件、公示、拨付申请或批次不在了"


def _wrong(links: list[Link], seen: list[tuple[int, str, str]]) -> Iterator[str]:
    first, digests = links[0], [""]
    for link in links if first.ordinal is not None else ():
        ordinal, previous = len(digests), digests[-1]
        if (link.ordinal, link.previous) != (ordinal, previous) or link.digest != link.digest_at(ordinal, previous):
            yield f"链 {first.key} 在第{ordinal}环断开（{link.verb}）"
            return
        digests.append(link.digest)
    if (first.length, first.head) != (len(digests) - 1, digests[-1]):
        yield f"链 {first.key} 的末端被截断或添加：记着{first.length}环，实有{len(digests) - 1}环"
    for count, head, whose in seen:
        if count >= len(digests) or digests[count] != head:
            yield f"链 {first.key} 的第{count}环与{whose}不同"
            return


def _seen_by_signers(books: Books) -> Witnesses:
    """Each opinion keeps the head its signer saw: who cuts a chain has to change those too."""
    seen: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for stream, shown in books.ask(SHOWN):
        said = parsed(shown)
        if "links" in said:
            seen[stream].append((said["links"], said["chain"], "签署人当时所见"))
    return seen
