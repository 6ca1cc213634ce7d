"""What lies before a signer at the moment of signing, as digests that can be compared years later (尽职留痕)."""

from __future__ import annotations

from typing import Any

from workflow_app.models import Case


def shown_to_signer(case: Case, seen: int | None = None) -> dict[str, Any]:
    """The chain's head covers everything filed, assessed, ruled and said up to this moment. `seen` is how many links there were when
    the signer's page was made; where none was, or none that can be, it is left out."""
    stream = case.stream
    opened = {"seen": seen} if seen and seen <= stream.length else {}
    return {"chain": stream.head, "links": stream.length, "amount": str(case.amount)} | opened
