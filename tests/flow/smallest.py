"""The smallest route the house can carry a case on, and its two steps to be varied."""

from __future__ import annotations

from tests.approval.tiny import end, one, route, seat, step
from workflow_app.approval.route import Edge, Route, Step


def receive(**ways: object) -> Step:
    """受理."""
    ways = {"approved": Edge("decide"), "refused": end("not_accepted"), "lapsed": Edge("decide")} | ways
    return step("receive", one(seat("intake")), "submitted", "clock.receipt", **ways)  # type: ignore[arg-type]


def decide(desk: str = "section", legal: str = "accepted", limit: str = "", **ways: object) -> Step:
    """One desk decides."""
    ways = {"approved": end("approved"), "refused": end("refused")} | ways
    return step("decide", one(seat(desk)), legal, limit, **ways)  # type: ignore[arg-type]


def smallest(desk: str = "section") -> Route:
    """Received and decided."""
    return route(receive(), decide(desk))
