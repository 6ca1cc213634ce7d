"""What a test asks of the record."""

from __future__ import annotations

from workflow_app.models import Action, Stream


def last(stream_key: str) -> Action:
    """The last act of a chain."""
    return Action.objects.filter(stream__key=stream_key).latest("ordinal")


def verbs(stream_key: str) -> list[str]:
    """Every act of a chain, in order."""
    return list(Action.objects.filter(stream__key=stream_key).order_by("ordinal").values_list("verb", flat=True))


def length(stream_key: str) -> int:
    """How many acts a chain holds."""
    return Stream.objects.get(key=stream_key).length
