"""Numbers as people and addresses write them: where a page of rows begins, which row is meant."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST = 18  # digits; more is no row of ours


def number_in(said: str, longest: int = LONGEST) -> int | None:
    """The whole number a text is, of at most so many digits; None for anything else."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= longest else None


def first_row(request: HttpRequest, name: str = "from", otherwise: int = 1) -> int:
    """The number in `?from=`; `otherwise` for anything that is no row's."""
    said = number_in(request.GET.get(name, ""))
    return otherwise if said is None else max(said, 1)
