"""What lies before a signer at the moment of signing, as digests that can be compared years later (尽职留痕)."""

from __future__ import annotations

from typing import Any

from workflow_app.models import Case


def shown_to_signer(case: Case) -> dict[str, Any]:
    """The chain's head covers everything filed, assessed, ruled and said up to this moment."""
    return {"chain": case.stream.head, "links": case.stream.length, "amount": str(case.amount)}
