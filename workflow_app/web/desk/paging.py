"""Where a page of rows begins."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST = 18  # digits; more is no row of ours


def first_row(request: HttpRequest, name: str = "from", otherwise: int = 1) -> int:
    """The number in `?from=`; `otherwise` for anything that is no row's."""
    said = request.GET.get(name, "")
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) <= LONGEST else otherwise
