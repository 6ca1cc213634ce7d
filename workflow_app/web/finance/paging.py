"""Where a page of rows begins."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST = 6  # digits; more is no row of ours


def first_row(request: HttpRequest) -> int:
    """The ordinal in `?from=`; 1 for anything else."""
    said = request.GET.get("from", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST else 1
