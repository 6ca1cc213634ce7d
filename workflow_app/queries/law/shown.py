"""What lies before a signer at the moment of signing, as digests that can be compared years later (尽职留痕)."""

from __future__ import annotations

from typing import Any

from workflow_app.models import Account, Case


def shown_to_signer(case: Case, by: Account, absent: Account | None = None, seen: int | None = None) -> dict[str, Any]:
    """The chain's head covers everything filed, assessed, ruled and said up to this moment; `names` are what signer, absent colleague
    and applicant were called. `seen` is how many links there were when the signer's page was made; where none was, or none that
    can be, it is left out."""
    stream = case.stream
    opened = {"seen": seen} if seen and seen <= stream.length else {}
    names = {"by": by.name, "in_place_of": absent.name if absent else "", "applicant": case.applicant.name}
    return {"chain": stream.head, "links": stream.length, "amount": str(case.amount), "names": names} | opened
