"""Prove the chains of acts: every link as it was written, the end where its witnesses saw it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from workflow_app.clock.spoken import spoken
from workflow_app.models import Action, Opinion, Stream
from workflow_app.models.chain import link_digest
from workflow_app.queries.audit.seals import sealed

Witnesses = Mapping[int, list[tuple[int, str, str]]]  # stream → (links, head, who saw it)


def breaks() -> Iterator[str]:
    """A sentence for every chain with a changed, missing, inserted or displaced link, or with a cut tail."""
    seen, days = _witnesses(), sealed()
    acts = groupby(Action.objects.order_by("stream", "ordinal").iterator(), key=attrgetter("stream_id"))
    at_hand, links = next(acts, (None, iter(())))
    for stream in Stream.objects.order_by("pk").iterator():
        own = list(links) if at_hand == stream.pk else []
        by_day = [(links, head, f"{spoken(day)}封存时") for links, head, day in days.get(stream.key, [])]
        yield from _breaks_of(stream, own, [*seen.get(stream.pk, []), *by_day])
        if at_hand == stream.pk:
            at_hand, links = next(acts, (None, iter(())))


def _breaks_of(stream: Stream, acts: Iterable[Action], seen: list[tuple[int, str, str]]) -> Iterator[str]:
    digests = [""]
    for action in acts:
        ordinal, previous = len(digests), digests[-1]
        who = action.by_id, action.by_name
        made = link_digest(stream.key, ordinal, action.verb, who, action.at, action.body, action.personal, previous)
        if action.ordinal != ordinal or action.previous != previous or action.digest != made:
            yield f"链 {stream.key} 在第{ordinal}环断开（{action.verb}）"
            return
        digests.append(action.digest)
    if (stream.length, stream.head) != (len(digests) - 1, digests[-1]):
        yield f"链 {stream.key} 的末端被截断或添加：记着{stream.length}环，实有{len(digests) - 1}环"
    for links, head, whose in seen:
        if links >= len(digests) or digests[links] != head:
            yield f"链 {stream.key} 的第{links}环与{whose}不同"
            return


def _witnesses() -> Witnesses:
    """Each opinion keeps the head its signer saw: who cuts a chain has to change those too."""
    seen: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    rows = Opinion.objects.values_list("seat__round__case__stream", "shown")
    for stream, shown in rows.iterator():
        if "links" in shown:
            seen[stream].append((shown["links"], shown["chain"], "签署人当时所见"))
    return seen
