"""Why a case was refused, in the words of whoever refused it."""

from __future__ import annotations

from workflow_app.models import Case, Opinion


def refusing_words(case: Case) -> str:
    """The last refusing opinion's words: who signs the refusal may agree without repeating them."""
    last = (
        Opinion.objects.filter(seat__round__case=case, seat__removed_at__isnull=True, stance="refuse")
        .order_by("-at", "-pk")
        .first()
    )
    return last.words if last else ""
