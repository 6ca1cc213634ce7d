"""What a person types on a screen, as the same words would be read from a cell: else a table that went out would not come back."""

from __future__ import annotations

from forms.correction import Correction
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.tables.profile import LONGEST, Words


def as_a_cell(typed: str, label: str = "说明", longest: int = LONGEST) -> str:
    """One line, without invisible marks; '' for nothing. Raises NotUnderstood naming what no paper could print, or is too long."""
    line = " ".join(typed.split())
    if not line:
        return ""
    found = Words("words", label, longest=longest).parse(line)
    if isinstance(found, Correction):
        raise NotUnderstood(f"{found.words}。")
    return found
